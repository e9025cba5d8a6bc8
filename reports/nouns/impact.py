"""What topics cost: the lines of a topic's page, and how the topics of an edition are ranked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One thing that a topic cost, or that went together with it; `low` and `high` are the ends of its interval."""

    name: str = ""
    """A key that is never shown, such as `handling`; empty in an edition of before format 9."""
    label: str
    text: str
    value: float | None
    low: float | None
    high: float | None
    """None, all three, where too few customers are behind the figure."""
    known: int
    """Conversations that know it, or customers where the text speaks of customers: the base."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """By what the topics of an edition are ranked."""

    kind: str = ""
    """`cost`, `handling-time`, `customers` or `conversations`; empty in an edition of before format 9."""
    by: str = "customers"
    """The same in words, as it stands after `by`."""
    head: str = ""
    """Of the column that tells what each cost; empty where no topic's cost is known."""
    note: str = ""
