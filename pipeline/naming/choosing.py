"""The names of a whole night: each topic's best phrase that is faithful to it and that no other topic bears."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.naming import style
from pipeline.naming.candidates import Candidate
from pipeline.naming.words import CLASS_OF

FITS = 0.06
"""What a phrase gains by being of its topic's kind, a request or a problem."""
LEAST = 0.35
"""Cosine to its topic that a phrase must have: under it the topic is about something else."""
ALMOST = 0.05
"""How much nearer another topic may lie to a phrase that names a topic for want of a faithful one."""
FIRST, NEARLY, ONCE = range(3)
LONG = 0.02
"""What each word beyond the third costs: of two that say the same, the shorter is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What may name a topic, and how near each of its phrases lies to it and to the nearest other topic."""

    topic: str
    options: Sequence[Candidate]
    own: Sequence[float]
    """Cosine of each option to the topic's centroid."""
    other: Sequence[float]
    """Cosine of each option to the nearest other topic's centroid."""
    leaning: float = 0.0
    """1: its statements are requests; -1: they tell problems."""
    terms: Sequence[str]
    """Key terms, weightiest first: what is left where no phrase passes."""
    proposed: str = ""
    """What a language model proposes, where it passed the tests of a name; taken before every phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A topic's name, and whether it is only its key terms because no phrase passed."""

    text: str
    fallback: bool
    proposed: bool = False
    """Whether a language model proposed it."""


def choose(ballots: Sequence[Ballot], *, taken: Collection[str] = ()) -> Mapping[str, Name]:
    """Names for topics, no two alike but for inflection; the surest choose first."""
    used = {style.key(name) for name in taken}
    names: dict[str, Name] = {}
    waiting = {ballot.topic: (ballot, _ranked(ballot)) for ballot in ballots}
    order = sorted(waiting, key=lambda topic: (-max((score for score, _ in waiting[topic][1]), default=-9.0), topic))
    for topic in order:
        ballot, ranked = waiting[topic]
        proposed = bool(ballot.proposed) and style.key(ballot.proposed) not in used
        phrase = next((one.written or one.phrase for _, one in ranked if style.key(one.phrase) not in used), None)
        phrase = ballot.proposed if proposed else phrase
        text = phrase if phrase is not None else next(_terms(ballot.terms, used))
        names[topic] = Name(text=_sentence_case(text), fallback=phrase is None, proposed=proposed)
        used.add(style.key(text))
    return names


def faithful(own: float, other: float) -> bool:
    """Whether a name lies nearer to its own topic than to any other."""
    return own > other


def _ranked(ballot: Ballot) -> list[tuple[float, Candidate]]:
    """The options by falling score, the faithful ones that more than one statement says first; behind them those that
    are nearly faithful, then those said once. Never one that names a case, and perhaps a person."""
    tiers: dict[int, list[tuple[float, Candidate]]] = {FIRST: [], NEARLY: [], ONCE: []}
    for option, own, other in zip(ballot.options, ballot.own, ballot.other, strict=True):
        tier = (ONCE if not option.often else FIRST) if faithful(own, other) else NEARLY
        near = own >= LEAST and (tier != NEARLY or (option.often and own > other - ALMOST))
        if near and not option.proper:
            tiers[tier].append((round(_score(option, own, other, ballot.leaning), 6), option))
    return [one for tier in tiers.values() for one in sorted(tier, key=lambda one: (-one[0], one[1].phrase))]


def _score(option: Candidate, own: float, other: float, leaning: float) -> float:
    fits = {"request": leaning, "problem": -leaning, "thing": -max(0.0, leaning) / 2}[option.form]
    return (
        own
        + 0.5 * (own - other)
        + 0.2 * math.sqrt(option.said_by)
        + 0.1 * math.sqrt(option.exact)
        + 0.05 * option.key
        + FITS * fits
        - LONG * max(0, len(option.phrase.split()) - 3)
    )


def _terms(terms: Sequence[str], used: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Key terms, two together, no stem twice; where all are taken, with a number."""
    matter = [term for term in terms if all(word not in CLASS_OF for word in term.split())]
    # Codes and possessives tell a reader little: only where there is nothing else.
    plain = [term for term in matter if all(word.isalpha() and len(word) > 2 for word in term.split())] or matter
    made = [f"{one}, {two}" for one, two in combinations(plain, 2) if not style.stems(one) & style.stems(two)]
    made += plain
    yield from (name for name in made if style.key(name) not in used)
    alone = made[0] if made else "something else"
    yield from (name for number in range(2, 100_000) if style.key(name := f"{alone}, no. {number}") not in used)


def _sentence_case(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
