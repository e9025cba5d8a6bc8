"""What agents said, in which words, and how it went, against like conversations without it: never called a cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from reports import aftermath, counting, few, matched, phrases, wording
from reports.aftermath import Course, Heard
from reports.behaviours import LEAVING, SignalDefinition
from reports.facts import Contact, Facts, Reader, customers
from reports.matched import Matched
from reports.nouns import Hits, Link, Manner, Sequel, Wording

GROUPS = ("treatment", "effort")
"""What agents do to customers; only this is set against how it went."""
WORDINGS = 3
TOPICS = 3
_LABELS = {
    ("leaving", False): "Then spoke of leaving",
    ("resolved", False): "Resolved",
    ("resolved", True): "Resolved, as far as their words tell",
}
_REST = {
    ("leaving", False): "about no topic, or had spoken of leaving before",
    ("resolved", False): "about no topic, or nothing says whether it was resolved",
    ("resolved", True): "about no topic, or the customer does not say whether it was resolved",
}
_TROUBLE = {("leaving", "more"), ("resolved", "less")}
_GOOD = {("leaving", "less"), ("resolved", "more")}
_UNCLEAR = "no clear difference"
_I = re.compile(r"\bi\b(?!-)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What agents did, by how it went; clear differences first in each."""

    trouble: tuple[Manner, ...]
    """More often spoke of leaving or less often resolved, whatever else."""
    good: tuple[Manner, ...]
    unclear: tuple[Manner, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    signal: SignalDefinition
    outcome: Literal["leaving", "resolved"]
    by_words: bool
    counts: Matched


def build(view: Reader, facts: Facts, signals: Sequence[SignalDefinition], links: Sequence[Link]) -> Manners:
    """Every signal of agents that can be compared by at least one outcome; `links` are the topics that may be named.

    A comparison needs enough customers on both sides (see `few`). Verdicts allow for all comparisons made (Bonferroni).
    """
    mine = [one for one in signals if one.speaker == "agent" and one.group in GROUPS and one.name in facts.by_signal]
    leaving = LEAVING & facts.by_signal.keys()
    heard = aftermath.hear(view, facts, agents={one.name for one in mine}, leaving=leaving)
    comparisons = [
        found for one in mine for found in _comparisons(heard.courses, one, leaves=bool(leaving), least=facts.least)
    ]
    entries = []
    for signal in mine:
        inside = facts.by_signal[signal.name]
        own = [one for one in comparisons if one.signal is signal]
        sequels = [_sequel(one, inside, tests=len(comparisons), least=facts.least) for one in own]
        sequels.sort(key=lambda one: one.verdict == _UNCLEAR)
        if sequels:
            entries.append(
                _manner(facts, signal, tuple(sequels), links=links, wordings=_wordings(heard, signal, facts.least))
            )
    entries.sort(key=_by_size)
    trouble = tuple(one for one in entries if _clear(one) & _TROUBLE)
    good = tuple(one for one in entries if _clear(one) & _GOOD and one not in trouble)
    return Manners(trouble=trouble, good=good, unclear=tuple(one for one in entries if not _clear(one)))


def _comparisons(
    courses: Sequence[Course], signal: SignalDefinition, *, leaves: bool, least: int
) -> Iterator[_Comparison]:
    """By leaving, where anybody spoke of it; by what the source says of being resolved, or else by customers' words."""
    if leaves and (counts := _counted(aftermath.leaving(courses, signal.name), least)):
        yield _Comparison(signal=signal, outcome="leaving", by_words=False, counts=counts)
    for by_words in (False, True):
        if counts := _counted(aftermath.resolving(courses, signal.name, by_words=by_words), least):
            yield _Comparison(signal=signal, outcome="resolved", by_words=by_words, counts=counts)
            return


def _counted(cases: Iterable[matched.Case], least: int) -> Matched | None:
    """None where one side has too few customers."""
    counts = matched.match(cases)
    return counts if min(counts.people_with, counts.people_without) >= least else None


def _sequel(one: _Comparison, inside: Sequence[Contact], *, tests: int, least: int) -> Sequel:
    """`inside` are all conversations with it. Who spoke of leaving, and who did not, has to be enough to be told."""
    counts = one.counts
    # How a matter ended is no group of customers (see `few`); who spoke of leaving is one.
    sides = (counts.people_came, counts.people_else) if one.outcome == "leaving" else ()
    told = not any(0 < people < least for people in sides)
    with_it = counting.share(counts.came, counts.conversations)
    without = matched.standardised(counts.strata)
    confidence = 1 - 0.05 / tests
    low, high = matched.difference(counts.strata, confidence=confidence)
    direction = matched.claimed(counts.strata, confidence=confidence, least=counting.LEAST_CONVERSATIONS)
    kind = (one.outcome, one.by_words)
    return Sequel(
        outcome=one.outcome,
        label=_LABELS[kind],
        with_it=with_it if told else None,
        without_it=round(without, 4) if told else None,
        others=counts.others,
        low=round(low, 4) if told else None,
        high=round(high, 4) if told else None,
        by_words=one.by_words,
        verdict={"more": "more often", "less": "less often", "": _UNCLEAR}[direction],
        text=_compared(counts, without, low, high) if told else _hidden(counts, least),
        left_out=_left_out(counts, inside, _REST[kind], least),
    )


def _compared(counts: Matched, without: float, low: float, high: float) -> str:
    """`14 % (9–21 %) of 120; 8 % of 340 like conversations without it. Difference: +2 to +10 points.`"""
    with_it = wording.ratio_with_base(counts.came, counts.conversations)
    if min(counts.conversations, counts.others) < wording.SMALL_BASE:
        like = wording.plural(counts.others, "like conversation")
        return f"{with_it}; by {like} without it {without * counts.conversations:.1f} would be expected."
    span = wording.interval(counts.came, counts.conversations)
    with_it = f"{wording.ratio(counts.came, counts.conversations)} ({span}) of {wording.number(counts.conversations)}"
    return (
        f"{with_it}; {wording.fine_percent(without)} of {wording.number(counts.others)} like conversations without it. "
        f"Difference: {wording.points(low)} to {wording.points(high)} points."
    )


def _hidden(counts: Matched, least: int) -> str:
    base = f"of {wording.number(counts.conversations)}, set against {wording.number(counts.others)} like conversations"
    but = "" if counts.people_came < least else "all but "
    return f"{but}{few.than(least, 'customers')} {base} without it.".capitalize()


def _left_out(counts: Matched, inside: Sequence[Contact], rest_words: str, least: int) -> str:
    rest = [one for one in inside if one.conversation_id not in counts.looked_at]
    said = []
    if counts.alone:
        pairs = wording.plural(counts.alone_strata, "pair")
        alone = f"{wording.number(counts.alone)} without a like one ({pairs} of topic and channel)"
        said.append(alone if counts.people_alone >= least else f"{few.than(least, 'customers')} without a like one")
    if rest:
        whom = wording.number(len(rest)) if few.enough(rest, least) else few.than(least, "customers")
        said.append(f"{whom} {rest_words}")
    return f"Left out: {'; '.join(said)}." if said else ""


def _wordings(heard: Heard, signal: SignalDefinition, min_customers: int) -> tuple[Wording, ...]:
    found = phrases.recurring(
        heard.sentences.get(signal.name, ()),
        limit=WORDINGS,
        min_conversations=counting.LEAST_CONVERSATIONS,
        min_customers=min_customers,
    )
    return tuple(
        Wording(
            words=_I.sub("I", one.words),
            conversations=one.conversations,
            customers=one.customers,
            customer_unknown=one.customer_unknown,
            people=wording.people(one.conversations, one.customers, one.customer_unknown),
        )
        for one in found
    )


def _manner(
    facts: Facts,
    signal: SignalDefinition,
    sequels: tuple[Sequel, ...],
    *,
    links: Sequence[Link],
    wordings: tuple[Wording, ...],
) -> Manner:
    inside = facts.by_signal[signal.name]
    share = counting.share(len(inside), len(facts.contacts))
    span = f" ({share.interval})" if share.interval else ""
    return Manner(
        name=signal.name,
        title=signal.title,
        text=f"{wording.people(len(inside), *customers(inside))}: {share.text}{span} of all.",
        share=share,
        wordings=wordings,
        topics=_topics(facts, signal.name, links),
        sequels=sequels,
    )


def _topics(facts: Facts, signal: str, links: Sequence[Link]) -> tuple[Hits, ...]:
    hits = Counter(topic for contact in facts.by_signal[signal] for topic in contact.topics)
    named = sorted(
        (link for link in links if hits[link.topic_id]), key=lambda link: (-hits[link.topic_id], link.topic_id)
    )
    told = islice((link for link in named if counting.crossing(facts, link.topic_id, signal)), TOPICS)
    return tuple(Hits(topic=link, conversations=hits[link.topic_id]) for link in told)


def _clear(entry: Manner) -> set[tuple[str, str]]:
    return {(one.outcome, one.verdict.split()[0]) for one in entry.sequels} & (_TROUBLE | _GOOD)


def _by_size(entry: Manner) -> tuple[float, str]:
    """What is farthest from no difference first, by the end of the interval that is nearer to it."""
    known = [(one.low, one.high) for one in entry.sequels if one.low is not None and one.high is not None]
    return -max((round(max(low, -high), 4) for low, high in known), default=-1.0), entry.name
