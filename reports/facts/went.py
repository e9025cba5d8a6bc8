"""How a conversation went and what it cost the customer, as the snapshot knows it; what nothing tells of is None."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pyarrow as pa

OUTCOMES = (
    "conversation_id", "outcome", "inferred", "first_answer_seconds", "longest_wait_seconds", "hold_seconds",
    "transfers", "transfers_inferred",
)  # fmt: skip
"""Columns of the dataset `outcomes` that are read."""
REPEATS = ("conversation_id", "topic_id", "within_7", "within_30")
"""Columns of the dataset `repeats` that are read."""

Key = tuple[date, str]
"""A conversation by its night and id: where it was told on another night before, that night's row is not its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """Outcome and effort of one conversation."""

    outcome: Literal["resolved", "unresolved", "sent_away"] | None = None
    inferred: bool = False
    """Whether the outcome was read off what was said, and not off the metadata."""
    first_answer_seconds: float | None = None
    longest_wait_seconds: float | None = None
    hold_seconds: float | None = None
    transfers: int | None = None
    transfers_inferred: bool = False
    """Whether the transfers are those that were heard: at least as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How many earlier conversations the same known customer had about a topic, within so many days."""

    topic_id: str
    within_7: int
    within_30: int


def wents(table: pa.Table) -> Mapping[Key, Went]:
    """Rows of `outcomes` (`night` and OUTCOMES), by conversation; one without a row is wholly unknown."""
    return {
        _key(row): Went(
            outcome=row["outcome"],
            inferred=bool(row["inferred"]),
            first_answer_seconds=row["first_answer_seconds"],
            longest_wait_seconds=row["longest_wait_seconds"],
            hold_seconds=row["hold_seconds"],
            transfers=row["transfers"],
            transfers_inferred=bool(row["transfers_inferred"]),
        )
        for row in table.to_pylist()
    }


def befores(table: pa.Table) -> Mapping[Key, tuple[Before, ...]]:
    """Rows of `repeats` (`night` and REPEATS), by conversation, each by topic; a topic without a row is unknown."""
    found: dict[Key, list[Before]] = defaultdict(list)
    for row in table.to_pylist():
        before = Before(topic_id=row["topic_id"], within_7=row["within_7"], within_30=row["within_30"])
        found[_key(row)].append(before)
    return {key: tuple(sorted(some, key=lambda one: one.topic_id)) for key, some in found.items()}


def _key(row: Mapping[str, Any]) -> Key:
    return row["night"], str(row["conversation_id"])
