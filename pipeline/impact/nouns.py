"""What a conversation tells of its cost, and what a topic cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a conversation tells of its cost."""

    order: str
    """Its place among the others: unique, and without a secret, so that no chance depends on the key of the ids."""
    customer: str | None
    topics: tuple[str, ...]
    """Each once."""
    handle_seconds: float | None
    csat: float | None
    resolved: bool | None
    signals: frozenset[str] | None
    """None where nobody looked."""
    befores: Mapping[str, int]
    """Topic -> earlier conversations of the customer about it within 30 days; lacks what nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A figure and the ends of its interval (95 %); it lies in it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """A topic's cost in a window; with an empty id that of all conversations, in a topic or in none.

    A `shift` is the average of all conversations without the topic's, less that of all: what leaving the topic out
    would change. Thematic tells the impact of a theme on a satisfaction score so. Counts of what is known are always
    there; the rest is None where the data lack it or too few people are behind it.
    """

    topic_id: str
    nights: int
    """Of the window, that have data."""
    conversations: int
    customers: int
    """Distinct known ones."""
    customer_unknown: int
    """Conversations whose customer is unknown."""
    handle_known: int
    """Conversations whose handling time is known."""
    minutes: Span | None = None
    """Handling a night; each conversation's whole time, however many topics it is about. Where only some know theirs,
    the others are taken to last as long as those do."""
    minutes_shared: float | None = None
    """The same with each conversation's time divided equally among its topics: this adds up over topics. Of all
    conversations: of those in a topic."""
    repeats_known: int
    """Conversations of known customers that were looked up in the 30 days before; of all conversations: 0."""
    repeats: int | None = None
    """Those whose customer had come about the same topic."""
    customers_known: int
    """Distinct known customers of the conversations in which signals were looked for."""
    customers_leaving: int | None = None
    """Those who spoke of leaving, or of having left, in one of these conversations."""
    customers_left: int | None = None
    """Those among them who said that they had left."""
    leaving_known: int
    """Conversations in which signals were looked for."""
    leaving: int | None = None
    """Those in which the customer spoke of leaving, or of having left."""
    leaving_more: Span | None = None
    """The topic's share of these less that of all other conversations."""
    leaving_shift: Span | None = None
    resolved_known: int
    """Conversations whose source says whether the matter was resolved."""
    resolved: int | None = None
    resolved_shift: Span | None = None
    csat_known: int
    csat: float | None = None
    """The mean."""
    csat_shift: Span | None = None


SPANS = frozenset(field.name for field in fields(Impact) if "Span" in str(field.type))
"""Figures with an interval."""


def row_of(impact: Impact) -> dict[str, Any]:
    """An impact as a row of the dataset: a span is three columns, `x`, `x_low` and `x_high`, empty where it is None."""
    row: dict[str, Any] = {}
    for field in fields(Impact):
        value = getattr(impact, field.name)
        row[field.name] = value.value if isinstance(value, Span) else value
        if field.name in SPANS:
            row[f"{field.name}_low"] = value.low if value else None
            row[f"{field.name}_high"] = value.high if value else None
    return row


def impact_of(row: Mapping[str, Any]) -> Impact:
    """The impact of a row of the dataset, as `row_of` made it."""
    told = {field.name: row[field.name] for field in fields(Impact)}
    for name in (name for name in SPANS if row[name] is not None):
        told[name] = Span(value=row[name], low=row[f"{name}_low"], high=row[f"{name}_high"])
    return Impact(**told)
