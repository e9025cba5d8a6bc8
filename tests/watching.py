"""Stories as the watch sees them: what was to be expected of their nights, and the alerts of the last ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

import pyarrow as pa
from factory import StoryView

from pipeline.measures import by_topic
from pipeline.model import Alert, Night
from pipeline.schemas import SCHEMAS
from pipeline.settings import Settings
from pipeline.stages import alerting
from pipeline.stages.behaviours import SLICES
from pipeline.stages.hearing import heard, pairs
from pipeline.view import View


def watched(story: StoryView, *nights: date, settings: Settings | None = None) -> StoryView:
    """The story with what a run of each of these nights, in order, would have expected and told of; it must have been
    taken as of all of them."""
    tables = dict(story.tables)
    days = story.nights("coverage")
    tables["detectors"] = _table("detectors", [{"night": day, "detector": "made up"} for day in days])
    tables["behaviours"] = pa.concat_tables([_behaviours(story, day) for day in days])
    before: tuple[Alert, ...] = ()
    for night in nights:
        view = cast("View", StoryView(tables, story.decisions, story.books))
        ledger = [row for row in story.decisions if row.night <= night]
        rows, before = alerting.watched(view, Night(date=night), before, ledger, settings=settings or Settings())
        for name, found in rows.items():
            tables[name] = pa.concat_tables([tables[name], _table(name, [{"night": night, **row} for row in found])])
    return StoryView(tables, story.decisions, story.books)


def _behaviours(story: StoryView, day: date) -> pa.Table:
    view = cast("View", story)
    _, conversations = heard(view, day, pairs(view, "signals", [day], "name"), SLICES)
    counts = by_topic(conversations)
    columns = {"night": [day] * len(counts["topic_id"]), "name": counts.pop("topic_id"), **counts}
    return pa.Table.from_pydict(columns, _schema("behaviours"))


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), _schema(name))


def _schema(name: str) -> pa.Schema:
    return pa.schema([pa.field("night", pa.date32()), *SCHEMAS[name]])
