"""What came of conversations with something, beside like ones without it: the sentence, and what may be told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.facts import Contact, Facts, aftermath, few
from reports.facts.aftermath import Course
from reports.nouns import Sequel
from reports.sections import counting
from reports.statistics import matched
from reports.statistics.matched import Matched
from reports.words import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Counts that can be compared: enough customers are behind both sides."""

    kind: str
    """Of the outcome, a part of its messages' ids: `leaving`, `resolved`, `resolved-by-words`, `came-back`, `named`."""
    counts: Matched
    people: bool
    """Whether those with the outcome are a group of customers, so that enough have to be in it (see `few`)."""


def comparison(kind: str, cases: Iterable[matched.Case], facts: Facts, *, people: bool) -> Comparison | None:
    """None where one side has too few customers."""
    counts = matched.match(cases)
    if min(counts.people_with, counts.people_without) < facts.least:
        return None
    return Comparison(kind=kind, counts=counts, people=people)


def leaving(courses: Sequence[Course], name: str, facts: Facts) -> Comparison | None:
    """By who spoke of leaving afterwards; None where nobody spoke of it at all."""
    if all(one.left is None for one in courses):
        return None
    return comparison("leaving", aftermath.leaving(courses, name), facts, people=True)


def resolving(courses: Sequence[Course], name: str, facts: Facts) -> Comparison | None:
    """By what the source says of being resolved or, where that is too little, by the customers' words."""
    for by_words in (False, True):
        kind = "resolved-by-words" if by_words else "resolved"
        cases = aftermath.resolving(courses, name, by_words=by_words)
        if found := comparison(kind, cases, facts, people=False):
            return found
    return None


def told(facts: Facts, one: Comparison, inside: Sequence[Contact], *, tests: int) -> Sequel:
    """`inside` are all conversations with it; the verdict and the interval allow for that many comparisons.

    Where it matters who has the outcome, its numbers are told only if nobody or enough have it, and have it not.
    """
    counts = one.counts
    shown = not one.people or matched.may_tell(counts, facts.least)
    say, confidence = facts.say, 1 - 0.05 / max(tests, 1)
    with_it = counting.share(say, counts.came, counts.conversations)
    without = matched.standardised(counts.strata)
    low, high = matched.difference(counts.strata, confidence=confidence)
    direction = matched.claimed(counts.strata, confidence=confidence, least=counting.LEAST_CONVERSATIONS)
    return Sequel(
        outcome=one.kind.removesuffix("-by-words"),
        label=say(f"manner-{one.kind}"),
        with_it=with_it if shown else None,
        without_it=round(without, 4) if shown else None,
        others=counts.others,
        low=round(low, 4) if shown else None,
        high=round(high, 4) if shown else None,
        by_words=one.kind.endswith("-by-words"),
        direction=direction,
        verdict=say(f"manner-verdict-{direction or 'unclear'}"),
        text=_compared(say, counts, without, low, high) if shown else _hidden(facts, counts),
        left_out=_left_out(facts, counts, inside, one.kind),
    )


def _compared(say: wording.Wording, counts: Matched, without: float, low: float, high: float) -> str:
    """`14 % (9–21 %) of 120; 8 % of 340 like conversations without it. Difference: +2 to +10 points.`"""
    if min(counts.conversations, counts.others) < wording.SMALL_BASE:
        return say(
            "manner-few",
            share=say.ratio_with_base(counts.came, counts.conversations),
            others=counts.others,
            expected=say.number(without * counts.conversations, 1),
        )
    return say(
        "manner-compared",
        share=say.ratio(counts.came, counts.conversations),
        interval=say.interval(counts.came, counts.conversations),
        whole=counts.conversations,
        usual=say.fine_percent(without),
        others=counts.others,
        low=say.points(low),
        high=say.points(high),
    )


def _hidden(facts: Facts, counts: Matched) -> str:
    side = "part" if counts.people_came < facts.least else "rest"
    return facts.say(f"manner-hidden-{side}", least=facts.least, whole=counts.conversations, others=counts.others)


def _left_out(facts: Facts, counts: Matched, inside: Sequence[Contact], kind: str) -> str:
    say, least = facts.say, facts.least
    rest = [one for one in inside if one.conversation_id not in counts.looked_at]
    said = []
    if counts.alone:
        alone = say("manner-alone", count=counts.alone, pairs=counts.alone_strata)
        said.append(alone if counts.people_alone >= least else say("manner-alone-few", least=least))
    if rest:
        whom = say.number(len(rest)) if few.enough(rest, least) else say("few-customers", least=least)
        said.append(say(f"manner-rest-{kind}", whom=whom))
    return say("manner-left-out", what="; ".join(said)) if said else ""
