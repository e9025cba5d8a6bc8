"""What the reader must know before any number: missing nights, such as are not whole, changed topics."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.measures import WINDOW_NIGHTS
from reports.facts import Facts, watch
from reports.sections import restated
from reports.sections.restated import Restated

NAMED = 3
"""Nights that are called by their dates; of more only how many there are."""


def told(facts: Facts, again: Sequence[Restated], *, min_agreement: float) -> str:
    """All of it in sentences; empty where there is nothing to know.

    `again` are the earlier nights that were read again. Topics that agree less than `min_agreement` with those of the
    night before have changed much.
    """
    said = (
        _missing(facts),
        _partial(facts),
        restated.sentence(facts.say, again, facts.night),
        _changed(facts, min_agreement),
    )
    return " ".join(filter(None, said))


def _missing(facts: Facts) -> str:
    """That nights were not read, or that there are few yet."""
    say, nights = facts.say, facts.nights
    if facts.night not in nights:
        return say("caution-nothing-read")
    if len(nights) < WINDOW_NIGHTS:
        return say("caution-short", nights=len(nights), since=say.short_date(nights[0]))
    missing = WINDOW_NIGHTS - len(facts.window)
    return say("caution-missing", nights=missing) if missing else ""


def _partial(facts: Facts) -> str:
    """That a night is not whole: its counts look as if nobody had said what was not read."""
    say, days = facts.say, sorted(day for day in facts.watch.partial if day in facts.window)
    if facts.night in days:
        return say("caution-partial-night", why=watch.why(say, facts.watch.partial[facts.night]))
    if not days:
        return ""
    named = say.listed([say.short_date(day) for day in days[-NAMED:]])
    if len(days) > NAMED:
        return say("caution-partial-more", days=named, more=len(days) - NAMED)
    return say("caution-partial", days=named, count=len(days))


def _changed(facts: Facts, least: float) -> str:
    if facts.agreement is None or facts.agreement >= least:
        return ""
    return facts.say("caution-topics-changed")
