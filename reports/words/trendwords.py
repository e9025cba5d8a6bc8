"""What each night of a trend says: beside a chart, in its table, and to those who have it read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from reports.nouns import Trend
from reports.words.often import about, counted, filled, remembered
from reports.words.wording import Wording


class NightWords(NamedTuple):
    """One night's words."""

    day: str
    """`Fri 20 November 2026`."""
    counted: str
    """`143`, or that the night is missing."""
    expected: str
    """`21 (14–31)`; empty where it is not known."""
    told: str
    """All of it: `Friday 20 November: 143 conversations, expected 21 (14–31), not whole`."""


def nights(say: Wording, trend: Trend) -> Iterator[NightWords]:
    """Every night of a trend, in order."""
    number, as_count = remembered(say.number), counted(say, "conversations")
    table_day, full_day = remembered(say.table_date), remembered(say.day_date)
    night, expecting = filled(say, "chart-night", "day", "facts"), filled(say, "chart-expected", "expected")
    missing, partial = say("chart-missing"), say("chart-partial")
    for place, (count, expected) in enumerate(zip(trend.counts, _expected(say, trend), strict=True)):
        day = trend.first + timedelta(days=place)
        facts = [missing if count is None else as_count(count)]
        if expected:
            facts.append(expecting(expected=expected))
        if count is not None and place in trend.partial:
            facts.append(partial)
        yield NightWords(
            day=table_day(day),
            counted=missing if count is None else number(count),
            expected=expected,
            told=night(day=full_day(day), facts=", ".join(facts)),
        )


def _expected(say: Wording, trend: Trend) -> Iterator[str]:
    if not (trend.expected and trend.low and trend.high):
        yield from ("" for _ in trend.counts)
        return
    number, roughly = remembered(say.number), about(say)
    band = filled(say, "chart-band", "expected", "low", "high")
    for value, low, high in zip(trend.expected, trend.low, trend.high, strict=True):
        if value is None or low is None or high is None:
            yield ""
        else:
            yield band(expected=roughly(value), low=number(low), high=number(high))
