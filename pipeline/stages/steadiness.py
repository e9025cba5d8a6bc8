"""How steady the topics are tonight: against last night, and each against chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline import registry
from pipeline.model import Cluster, Night, Topic, TopicState
from pipeline.schemas import SCHEMAS
from pipeline.stability import Agreement, agreement
from pipeline.stages.workspace import Workspace
from pipeline.view import View


def against_last_night(
    workspace: Workspace,
    night: Night,
    topics: Mapping[str, Topic],
    scored: Mapping[date, Sequence[Mapping[str, Any]]],
    *,
    past: View,
) -> Agreement | None:
    """How the window's assignments agree with last night's of the same statements, those that it had in a topic: that
    more is understood tonight is no unsteadiness. None where there were not two topics to tell apart.

    A topic that was merged away is its survivor: what the ledger says is no unsteadiness.
    """
    days = [day for day in night.window(workspace.settings.discovery.window_nights) if day < night.date]
    rows = past.table("assignments", days, ["statement_id", "topic_id"])
    before = {
        statement: registry.survivor(topics, topic) if topic in topics else topic
        for statement, topic in zip(rows["statement_id"].to_pylist(), rows["topic_id"].to_pylist(), strict=True)
        if topic
    }
    if len(set(before.values())) < 2:
        return None
    now = {row["statement_id"]: row["topic_id"] for day in days for row in scored.get(day, ())}
    return agreement(before, now)


def smoothed(old: Topic | None, new: Cluster) -> float | None:
    """A topic's stability after it was a cluster: half of it is what was measured before, so that none comes and goes
    with one fit."""
    if new.stability is None or old is None or old.stability is None:
        return new.stability if new.stability is not None else old.stability if old else None
    return round((old.stability + new.stability) / 2, 4)


def table(topics: Mapping[str, Topic], found: Agreement | None) -> pa.Table:
    """The rows of the dataset: the whole (topic empty), then each living topic."""
    kept = found.kept if found else {}
    rows: list[dict[str, Any]] = [
        {
            "topic_id": "",
            "statements": found.statements if found else 0,
            "agreement": found.index if found else None,
            "kept": None,
            "jaccard": None,
        }
    ]
    rows += [
        {
            "topic_id": key,
            "statements": kept[key].statements if key in kept else 0,
            "agreement": None,
            "kept": round(kept[key].still / kept[key].statements, 6) if key in kept else None,
            "jaccard": topic.stability,
        }
        for key, topic in topics.items()
        if topic.state != TopicState.MERGED
    ]
    return pa.Table.from_pylist(rows, SCHEMAS["stability"])
