"""What agents said, in which words, and how it went, against like conversations without it: never called a cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from reports.facts import Contact, Facts, customers
from reports.facts.aftermath import Heard
from reports.market import sequels
from reports.nouns import Hits, Link, Manner, Sequel, Spot, Wording
from reports.sections import counting
from reports.statistics import phrases
from reports.words.behaviours import SignalDefinition

GROUPS = ("treatment", "effort")
"""What agents do to customers; only this is set against how it went."""
WORDINGS = 3
TOPICS = 3
_TROUBLE = {("leaving", "more"), ("resolved", "less")}
_GOOD = {("leaving", "less"), ("resolved", "more")}
_I = re.compile(r"\bi\b(?!-)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What agents did, by how it went; clear differences first in each."""

    trouble: tuple[Manner, ...]
    """More often spoke of leaving or less often resolved, whatever else."""
    good: tuple[Manner, ...]
    unclear: tuple[Manner, ...]


def compared(signals: Sequence[SignalDefinition], facts: Facts) -> tuple[SignalDefinition, ...]:
    """What agents do to customers and did in the window."""
    return tuple(
        one for one in signals if one.speaker == "agent" and one.group in GROUPS and one.name in facts.by_signal
    )


def build(
    facts: Facts,
    heard: Heard,
    signals: Sequence[SignalDefinition],
    *,
    links: Sequence[Link],
    spots: Sequence[Spot] = (),
) -> Manners:
    """Every signal of agents that can be compared by at least one outcome; `links` are the topics that may be named,
    `spots` where agents do what more than elsewhere.

    A comparison needs enough customers on both sides (see `few`). Verdicts allow for all comparisons made (Bonferroni).
    """
    mine = compared(signals, facts)
    comparisons = {
        one.name: [
            found for by in (sequels.leaving, sequels.resolving) if (found := by(heard.courses, one.name, facts))
        ]
        for one in mine
    }
    tests = sum(map(len, comparisons.values()))
    entries = []
    for signal in mine:
        inside = facts.by_signal[signal.name]
        told = [sequels.told(facts, one, inside, tests=tests) for one in comparisons[signal.name]]
        told.sort(key=lambda one: not one.direction)
        if told:
            where = tuple(one for one in spots if one.name == signal.name)
            wordings = _wordings(facts, heard, signal)
            entries.append(_manner(facts, signal, tuple(told), links=links, wordings=wordings, where=where))
    entries.sort(key=_by_size)
    trouble = tuple(one for one in entries if _clear(one) & _TROUBLE)
    good = tuple(one for one in entries if _clear(one) & _GOOD and one not in trouble)
    return Manners(trouble=trouble, good=good, unclear=tuple(one for one in entries if not _clear(one)))


def _wordings(facts: Facts, heard: Heard, signal: SignalDefinition) -> tuple[Wording, ...]:
    found = phrases.recurring(
        heard.sentences.get(signal.name, ()),
        limit=WORDINGS,
        min_conversations=counting.LEAST_CONVERSATIONS,
        min_customers=facts.least,
    )
    return tuple(
        Wording(
            words=_I.sub("I", one.words),
            conversations=one.conversations,
            customers=one.customers,
            customer_unknown=one.customer_unknown,
            people=facts.say.people(one.conversations, one.customers, one.customer_unknown),
        )
        for one in found
    )


def _manner(
    facts: Facts,
    signal: SignalDefinition,
    told: tuple[Sequel, ...],
    *,
    links: Sequence[Link],
    wordings: tuple[Wording, ...],
    where: tuple[Spot, ...],
) -> Manner:
    inside = facts.by_signal[signal.name]
    share = counting.share(facts.say, len(inside), len(facts.contacts))
    return Manner(
        name=signal.name,
        title=signal.title,
        text=heard_in(facts, signal.name),
        share=share,
        wordings=wordings,
        topics=topics(facts, signal.name, links),
        sequels=told,
        where=where,
    )


def heard_in(facts: Facts, name: str) -> str:
    """`60 conversations from 55 customers: 1.4 % (1.1–1.8 %) of all.`"""
    inside = facts.by_signal[name]
    share = counting.share(facts.say, len(inside), len(facts.contacts))
    people = facts.say.people(len(inside), *customers(inside))
    base = "of-all" if share.interval else "of-few"
    return facts.say(f"manner-{base}", people=people, share=share.text, interval=share.interval)


def topics(facts: Facts, signal: str, links: Sequence[Link], *, most: int = TOPICS) -> tuple[Hits, ...]:
    """The topics that most of a signal's conversations are about, as far as that may be told."""
    return common(facts.by_signal[signal], links, most, told=lambda topic: counting.crossing(facts, topic, signal))


def common(
    contacts: Sequence[Contact], links: Sequence[Link], most: int, *, told: Callable[[str], bool]
) -> tuple[Hits, ...]:
    """The topics that come up in most of these conversations, of those that may be `told`."""
    hits = Counter(topic for contact in contacts for topic in contact.topics)
    named = sorted(
        (link for link in links if hits[link.topic_id]), key=lambda link: (-hits[link.topic_id], link.topic_id)
    )
    chosen = islice((link for link in named if told(link.topic_id)), most)
    return tuple(Hits(topic=link, conversations=hits[link.topic_id]) for link in chosen)


def _clear(entry: Manner) -> set[tuple[str, str]]:
    return {(one.outcome, one.direction) for one in entry.sequels} & (_TROUBLE | _GOOD)


def _by_size(entry: Manner) -> tuple[float, str]:
    """What is farthest from no difference first, by the end of the interval that is nearer to it."""
    known = [(one.low, one.high) for one in entry.sequels if one.low is not None and one.high is not None]
    return -max((round(max(low, -high), 4) for low, high in known), default=-1.0), entry.name
