"""What topics cost: the conversations of the last nights -> a night's impact rows, of all and of each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.impact import Case, impacts, row_of
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import LakeFile, Night, Receipt
from pipeline.schemas import SCHEMAS
from pipeline.stages.workspace import Workspace
from pipeline.view import rows_of

SEED = 0
"""Of the resamples: the same conversations give the same intervals on every machine and run."""
TOLD = ("conversation_id", "content_hash", "customer", "resolved", "csat", "handle_seconds")

Rows = Iterable[Mapping[str, Any]]
Key = tuple[date, str]
"""A conversation: its night and id."""


def impact(workspace: Workspace, night: Night, staged: tuple[Receipt, ...], counted: Sequence[LakeFile]) -> LakeFile:
    """Stage the night's impact over its window, by what the run has staged and the files that were counted since."""
    books = Receipt(stage="measure", night=night.date, unit="", read=0, kept=0, files=tuple(counted))
    view = workspace.view((*staged, books))
    dates = night.window(WINDOW_NIGHTS)
    rows = impact_rows(
        rows_of(view.table("conversations", dates, TOLD)),
        rows_of(view.table("assignments", dates, ["conversation_id", "topic_id"])),
        rows_of(view.table("signals", dates, ["conversation_id", "name"])),
        rows_of(view.table("repeats", dates, ["conversation_id", "topic_id", "within_30"])),
        nights=sum(day in dates for day in view.nights("conversations")),
        looked=frozenset(view.nights("signals")),
    )
    return workspace.lake.write("impact", night.date, pa.Table.from_pylist(rows, SCHEMAS["impact"]))


def impact_rows(
    conversations: Rows, assignments: Rows, signals: Rows, repeats: Rows, *, nights: int, looked: frozenset[date]
) -> list[dict[str, Any]]:
    """Rows of `impact` from rows of these datasets with their `night`; on the nights in `looked` signals were looked
    for. `nights` is how many nights have data."""
    topics, heard = _named(assignments, "topic_id"), _named(signals, "name")
    before: dict[Key, dict[str, int]] = defaultdict(dict)
    for row in repeats:
        before[row["night"], row["conversation_id"]][row["topic_id"]] = row["within_30"]
    cases = []
    for row in conversations:
        key = row["night"], row["conversation_id"]
        cases.append(
            Case(
                order=f"{row['content_hash']} {row['night']}",
                customer=row["customer"] or None,
                topics=tuple(sorted(topics.get(key, ()))),
                handle_seconds=row["handle_seconds"],
                csat=row["csat"],
                resolved=row["resolved"],
                signals=frozenset(heard.get(key, ())) if row["night"] in looked else None,
                befores=before.get(key, {}),
            )
        )
    return [row_of(one) for one in impacts(cases, nights=nights, seed=SEED)]


def _named(rows: Rows, column: str) -> Mapping[Key, set[str]]:
    """What a column names for each conversation, but for nothing."""
    found: dict[Key, set[str]] = defaultdict(set)
    for row in rows:
        if row[column]:
            found[row["night"], row["conversation_id"]].add(row[column])
    return found
