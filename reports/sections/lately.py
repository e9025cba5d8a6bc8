"""The last seven nights against what was to be expected of them, or the seven before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pipeline.alerts import rate
from pipeline.model import Kind
from reports.facts import Facts
from reports.sections import counting
from reports.sections.counting import Direction
from reports.words.wording import Wording

LEAST_COMPARED = 5
"""Nights of the last seven that can be held against what was to be expected, under which none of them is."""


def moved(facts: Facts, kind: Kind, name: str, counts: Mapping[date, int]) -> tuple[str, Direction]:
    """A table's cell on the last seven nights, and its direction: against what was to be expected of them or, while the
    history is too short for that, against the seven nights before."""
    if not facts.watch.watching:
        before = counting.change(counts, facts)
        return counting.change_words(facts.say, before), before.direction if before else ""
    found = last_week(facts, kind, name, counts)
    if found is None:
        return "–", ""
    say = facts.say
    message = f"lately-{found.way}" if found.way else "lately"
    return say(message, count=found.observed, expected=say.about(found.expected)), found.way


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


def rate_words(say: Wording, found: Week) -> str:
    """`68 of every 1,000 conversations (45–98)`, where such counts vary as this topic's do."""
    if not found.base or found.excess is None:
        return ""
    low, high = (say.about(1000 * one) for one in rate(found.observed, found.base, found.excess))
    return say("lately-rate", rate=say.about(1000 * (found.observed / found.base)), low=low, high=high)
