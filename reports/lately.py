"""The last seven nights against what was to be expected of them, or the seven before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pipeline.alerts import rate
from pipeline.model import Kind
from reports import counting, wording
from reports.counting import Direction
from reports.facts import Facts

LEAST_COMPARED = 5
"""Nights of the last seven that can be held against what was to be expected, under which none of them is."""


def moved(facts: Facts, kind: Kind, name: str, counts: Mapping[date, int]) -> tuple[str, Direction]:
    """A table's cell on the last seven nights, and its direction: against what was to be expected of them or, while the
    history is too short for that, against the seven nights before."""
    if not facts.watch.watching:
        before = counting.change(counts, facts)
        return counting.change_words(before), before.direction if before else ""
    found = last_week(facts, kind, name, counts)
    if found is None:
        return "–", ""
    numbers = f"{wording.number(found.observed)}, expected {wording.about(found.expected)}"
    return f"{found.way}: {numbers}" if found.way else numbers, found.way


class Week(NamedTuple):
    """The last seven nights against what was to be expected of them."""

    observed: int
    expected: float
    nights: int
    """Those that can be compared."""
    base: int
    """All conversations of these nights."""
    excess: float | None
    """How far such a count varies beyond chance alone, relative to its square."""
    way: Direction
    """Where an alert is open that says so, and these numbers do not deny it."""


def last_week(facts: Facts, kind: Kind, name: str, counts: Mapping[date, int]) -> Week | None:
    """The last seven nights as far as they can be compared; None where fewer than five can."""
    band = facts.band(kind, name)
    days = [day for day in counting.week(facts, 0) if band is not None and day in band.expected]
    if band is None or len(days) < LEAST_COMPARED:
        return None
    observed, expected = sum(counts.get(day, 0) for day in days), sum(band.expected[day] for day in days)
    lanes = {alert.latest.lane for alert in facts.watch.of(kind, name) if alert.closed is None}
    up, down = bool(lanes & {"night", "week"}), "fall" in lanes
    # Both are open where a fall has just turned into a rise: then neither is said of the week.
    up, down = up and not down, down and not up
    way: Direction = "up" if up and observed > expected else "down" if down and observed < expected else ""
    return Week(
        observed=observed,
        expected=expected,
        nights=len(days),
        base=sum(facts.base[day] for day in days),
        excess=band.excess,
        way=way,
    )


def rate_words(found: Week) -> str:
    """`68 of every 1,000 conversations (45–98)`, where such counts vary as this topic's do."""
    if not found.base or found.excess is None:
        return ""
    low, high = (per_thousand(one) for one in rate(found.observed, found.base, found.excess))
    return f"{per_thousand(found.observed / found.base)} of every 1,000 conversations ({low}–{high})"


def per_thousand(share: float) -> str:
    """`68`, or `4.2` where it is less than ten."""
    return wording.about(1000 * share)
