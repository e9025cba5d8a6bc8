"""What agents said, in which words, and how it went, against like conversations without it: never called a cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reports import aftermath, counting, matched, phrases, wording
from reports.aftermath import Course, Heard
from reports.behaviours import LEAVING, SignalDefinition
from reports.facts import Contact, Facts, Reader, customers
from reports.matched import Matched
from reports.nouns import Hits, Link, Manner, Sequel, Wording
from reports.treated import FEWEST

GROUPS = ("treatment", "effort")
"""What agents do to customers; only this is set against how it went."""
WORDINGS = 3
TOPICS = 3
LEAST_HITS = 3
"""A topic that comes up in fewer of the conversations is not named."""
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


def build(
    view: Reader, facts: Facts, signals: Sequence[SignalDefinition], links: Sequence[Link], *, min_customers: int
) -> Manners:
    """Every signal of agents that can be compared by at least one outcome; `links` are the topics that may be named.

    A comparison needs FEWEST customers on both sides. Verdicts allow for all comparisons made (Bonferroni).
    """
    mine = [one for one in signals if one.speaker == "agent" and one.group in GROUPS and one.name in facts.by_signal]
    leaving = LEAVING & facts.by_signal.keys()
    heard = aftermath.hear(view, facts, agents={one.name for one in mine}, leaving=leaving)
    comparisons = [found for one in mine for found in _comparisons(heard.courses, one, leaves=bool(leaving))]
    entries = []
    for signal in mine:
        inside = facts.by_signal[signal.name]
        own = [one for one in comparisons if one.signal is signal]
        sequels = [_sequel(one, len(inside), tests=len(comparisons)) for one in own]
        sequels.sort(key=lambda one: one.verdict == _UNCLEAR)
        if sequels:
            entries.append(
                _manner(facts, signal, tuple(sequels), links=links, wordings=_wordings(heard, signal, min_customers))
            )
    entries.sort(key=_by_size)
    trouble = tuple(one for one in entries if _clear(one) & _TROUBLE)
    good = tuple(one for one in entries if _clear(one) & _GOOD and one not in trouble)
    return Manners(trouble=trouble, good=good, unclear=tuple(one for one in entries if not _clear(one)))


def _comparisons(courses: Sequence[Course], signal: SignalDefinition, *, leaves: bool) -> Iterator[_Comparison]:
    """By leaving, where anybody spoke of it; by what the source says of being resolved, or else by customers' words."""
    if leaves and (counts := _counted(aftermath.leaving(courses, signal.name))):
        yield _Comparison(signal=signal, outcome="leaving", by_words=False, counts=counts)
    for by_words in (False, True):
        if counts := _counted(aftermath.resolving(courses, signal.name, by_words=by_words)):
            yield _Comparison(signal=signal, outcome="resolved", by_words=by_words, counts=counts)
            return


def _counted(cases: Iterable[matched.Case]) -> Matched | None:
    """None where one side has too few customers."""
    counts = matched.match(cases)
    return counts if min(counts.people_with, counts.people_without) >= FEWEST else None


def _sequel(one: _Comparison, conversations: int, *, tests: int) -> Sequel:
    counts = one.counts
    with_it = counting.share(counts.came, counts.conversations)
    without = matched.standardised(counts.strata)
    confidence = 1 - 0.05 / tests
    low, high = matched.difference(counts.strata, confidence=confidence)
    direction = matched.claimed(counts.strata, confidence=confidence, least=counting.LEAST_CONVERSATIONS)
    kind = (one.outcome, one.by_words)
    return Sequel(
        outcome=one.outcome,
        label=_LABELS[kind],
        with_it=with_it,
        without_it=round(without, 4),
        others=counts.others,
        low=round(low, 4),
        high=round(high, 4),
        by_words=one.by_words,
        verdict={"more": "more often", "less": "less often", "": _UNCLEAR}[direction],
        text=_compared(counts, without, low, high),
        left_out=_left_out(counts, conversations, _REST[kind]),
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
        f"Difference: {_points(low)} to {_points(high)} points."
    )


def _points(value: float) -> str:
    """`+3`, `−2`, `0`: percentage points."""
    whole = round(value * 100)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"


def _left_out(counts: Matched, conversations: int, rest_words: str) -> str:
    rest = conversations - counts.conversations - counts.alone
    said = []
    if counts.alone:
        pairs = wording.plural(counts.alone_strata, "pair")
        said.append(f"{wording.number(counts.alone)} without a like one ({pairs} of topic and channel)")
    if rest:
        said.append(f"{wording.number(rest)} {rest_words}")
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
        topics=_topics(inside, links),
        sequels=sequels,
    )


def _topics(contacts: Sequence[Contact], links: Sequence[Link]) -> tuple[Hits, ...]:
    hits = Counter(topic for contact in contacts for topic in contact.topics)
    named = [Hits(topic=link, conversations=hits[link.topic_id]) for link in links if hits[link.topic_id] >= LEAST_HITS]
    return tuple(sorted(named, key=lambda one: (-one.conversations, one.topic.topic_id))[:TOPICS])


def _clear(entry: Manner) -> set[tuple[str, str]]:
    return {(one.outcome, one.verdict.split()[0]) for one in entry.sequels} & (_TROUBLE | _GOOD)


def _by_size(entry: Manner) -> tuple[float, str]:
    """What is farthest from no difference first, by the end of the interval that is nearer to it."""
    return -max(round(max(one.low, -one.high), 4) for one in entry.sequels), entry.name
