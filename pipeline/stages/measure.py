"""Measure: conversations and assignments -> counts per topic and slice, repeat contacts, and a night's coverage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.measures import Heard, by_topic, count
from pipeline.model import LakeFile, Night, Receipt
from pipeline.outcome import DAYS, Contacted, repeats
from pipeline.schemas import SCHEMAS
from pipeline.slices import NIGHTLY
from pipeline.stages.alerting import alerts
from pipeline.stages.behaviours import behaviours
from pipeline.stages.hearing import heard, pairs
from pipeline.stages.impacting import impact
from pipeline.stages.journeys import journeys
from pipeline.stages.workspace import Workspace
from pipeline.view import View, rows_of

COUNTED = ("conversations", "assignments")
"""The datasets that measures are counted from."""


def measure(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage measures and coverage of every night whose conversations or assignments this run changed."""
    view = workspace.view(staged)
    head = workspace.view()
    published = {file.sha256 for name in COUNTED for file in head.files(name)}
    changed = sorted(
        {
            file.night
            for receipt in staged
            for file in receipt.files
            if file.dataset in COUNTED and (file.sha256 not in published or file.night == night.date)
        }
    )
    workspace.progress(0, 0, "journeys followed")
    stages = journeys(workspace, view, night, staged, changed)
    found = Receipt(stage="measure", night=night.date, unit="conversations", read=0, kept=0, files=stages)
    view = workspace.view((*staged, found))
    changed = sorted({*changed, *(file.night for file in stages)})
    files: list[LakeFile] = list(stages)
    rows = 0
    for done, day in enumerate(changed):
        workspace.progress(done, len(changed), "nights counted")
        conversations, said = _heard(view, day)
        measures = pa.Table.from_pydict(by_topic(conversations), SCHEMAS["measures"])
        rows += len(measures)
        files.append(workspace.lake.write("measures", day, measures))
        coverage = pa.Table.from_pylist(_coverage(conversations, said), SCHEMAS["coverage"])
        files.append(workspace.lake.write("coverage", day, coverage))
    workspace.progress(0, 0, "repeated contacts counted")
    files += _repeats(workspace, view, changed)
    workspace.progress(0, 0, "behaviours counted")
    files += behaviours(workspace, view, night, staged)
    workspace.progress(0, 0, "what topics cost")
    files.append(impact(workspace, night, staged, files))
    workspace.progress(0, 0, "what stands out")
    told = alerts(workspace, night, staged, files)
    files += told.files
    return Receipt(
        stage="measure",
        night=night.date,
        unit="nights of the history",
        read=len(view.nights("assignments")),
        kept=len(view.nights("assignments")),
        files=tuple(files),
        notes=told.notes,
        work=(("counted_anew", len(changed)), ("rows", rows)),
    )


def _repeats(workspace: Workspace, view: View, changed: Sequence[date]) -> list[LakeFile]:
    """How often customers had come about the same before, on the nights that what changed may have changed it for."""
    reach = timedelta(days=max(DAYS))
    # An earlier contact that came or went counts for a month; a version that did not look left nights without.
    there = set(view.nights("repeats"))
    nights = [
        day
        for day in view.nights("assignments")
        if day not in there or any(day - reach <= other <= day for other in changed)
    ]
    if not nights:
        return []
    since = nights[0] - reach
    contacts: dict[date, list[Contacted]] = {}
    for day in (day for day in view.nights("assignments") if since <= day <= nights[-1]):
        told = rows_of(view.table("conversations", [day], ["conversation_id", "customer", "started_at"]))
        known = {row["conversation_id"]: (row["customer"], row["started_at"]) for row in told if row["customer"]}
        said = rows_of(view.table("assignments", [day], ["conversation_id", "topic_id"]))
        contacts[day] = [
            Contacted(
                conversation_id=conversation,
                customer=known[conversation][0],
                topic_id=topic,
                started_at=known[conversation][1],
            )
            for conversation, topic in sorted({(row["conversation_id"], row["topic_id"] or "") for row in said})
            if topic and conversation in known
        ]
    found = repeats(one for some in contacts.values() for one in some)
    files = []
    for day in nights:
        rows = [
            {"conversation_id": one.conversation_id, "topic_id": one.topic_id, "within_7": week, "within_30": month}
            for one in contacts[day]
            for week, month in [found[one.conversation_id, one.topic_id]]
        ]
        files.append(workspace.lake.write("repeats", day, pa.Table.from_pylist(rows, SCHEMAS["repeats"])))
    return files


def _heard(view: View, day: date) -> tuple[list[Heard], list[tuple[int, int]]]:
    """The day's conversations, and for each how many statements it has and how many of them a topic took."""
    table = view.table("assignments", [day], ["conversation_id", "topic_id"])
    said = Counter(table["conversation_id"].to_pylist())
    taken = Counter(table.filter(pc.not_equal(table["topic_id"], ""))["conversation_id"].to_pylist())
    keys, conversations = heard(view, day, pairs(view, "assignments", [day], "topic_id"), NIGHTLY)
    return conversations, [(said[key], taken[key]) for key in keys]


def _coverage(heard: Sequence[Heard], said: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(heard):
        for where in one.slices:
            if where[0] in ("all", "channel"):
                groups[where].append(at)
    return [
        {
            "slice": slice_,
            "value": value,
            **asdict(count(heard[at] for at in rows)),
            "with_statement": sum(said[at][0] > 0 for at in rows),
            "with_topic": sum(said[at][1] > 0 for at in rows),
            "statements": sum(said[at][0] for at in rows),
            "statements_assigned": sum(said[at][1] for at in rows),
        }
        for (slice_, value), rows in sorted(groups.items())
    ]
