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

SEED = 0
"""Of the resamples: the same conversations give the same intervals on every machine and run."""
TOLD = ("conversation_id", "content_hash", "customer", "resolved", "csat", "handle_seconds")

Rows = Iterable[Mapping[str, Any]]


def impact(workspace: Workspace, night: Night, staged: tuple[Receipt, ...], counted: Sequence[LakeFile]) -> LakeFile:
    """Stage the night's impact over its window, by what the run has staged and the files that were counted since."""
    books = Receipt(stage="measure", night=night.date, unit="", read=0, kept=0, files=tuple(counted))
    view = workspace.view((*staged, books))
    dates = night.window(WINDOW_NIGHTS)
    rows = impact_rows(
        view.table("conversations", dates, TOLD).to_pylist(),
        view.table("assignments", dates, ["conversation_id", "topic_id"]).to_pylist(),
        view.table("signals", dates, ["conversation_id", "name"]).to_pylist(),
        view.table("repeats", dates, ["conversation_id", "topic_id", "within_30"]).to_pylist(),
        nights=sum(day in dates for day in view.nights("conversations")),
        looked=frozenset(view.nights("signals")),
    )
    return workspace.lake.write("impact", night.date, pa.Table.from_pylist(rows, SCHEMAS["impact"]))


def impact_rows(
    conversations: Rows, assignments: Rows, signals: Rows, repeats: Rows, *, nights: int, looked: frozenset[date]
) -> list[dict[str, Any]]:
    """Rows of `impact` from rows of these datasets with their `night`; on the nights in `looked` signals were looked
    for. `nights` is how many nights have data."""
    topics, heard, before = (_by_conversation(rows) for rows in (assignments, signals, repeats))
    cases = []
    for row in conversations:
        key = row["night"], row["conversation_id"]
        cases.append(
            Case(
                order=f"{row['content_hash']} {row['night']}",
                customer=row["customer"] or None,
                topics=tuple(sorted({one["topic_id"] for one in topics[key] if one["topic_id"]})),
                handle_seconds=row["handle_seconds"],
                csat=row["csat"],
                resolved=row["resolved"],
                signals=frozenset(one["name"] for one in heard[key]) if row["night"] in looked else None,
                befores={one["topic_id"]: one["within_30"] for one in before[key]},
            )
        )
    return [row_of(one) for one in impacts(cases, nights=nights, seed=SEED)]


def _by_conversation(rows: Rows) -> Mapping[tuple[date, str], list[Mapping[str, Any]]]:
    found: dict[tuple[date, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["night"], row["conversation_id"]].append(row)
    return found
