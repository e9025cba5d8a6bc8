"""The words customers use next to the words we use, in the same conversations about the same pain.

Told apart by log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn, Political Analysis 2008;
16:372-403), counted by customers: how many said a word, and to how many it was said.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from pipeline.naming.words import CLASS_OF, VAGUE
from pipeline.redaction import AMBIGUOUS, GIVEN
from reports.facts import Contact, Facts
from reports.facts.talk import Spoken
from reports.nouns import Term, Terms
from reports.statistics import phrases

TERMS = 5
PRIOR = 0.2
"""What the prior is worth, as a share of a pain's words: the words of all the pains, in their proportions."""
SELDOM = 1 / 3
"""Of the other side's customers at most this share, against one's own, may have a word that only one side uses."""
TOPICAL = 2.0
"""How many times more common a word has to be in a pain than in the others: courtesies are as common everywhere."""
SHORTEST = 3
"""Letters of a word."""
PROPER = 0.8
"""Share of a word's places from which, written with a capital, it is a name."""

_CUT = re.compile(rf"{phrases.NO_WORDS}|[.!?…,;:()\"“”\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COURTESY = frozenset(
    "hello hi hey dear thanks thank please sorry apologise apologize apologies apology welcome sir madam regards "
    "cheers bye goodbye morning afternoon evening assist assistance help helped helping helpful happy glad "
    "pleasure kindly understand appreciate inconvenience moment second check checking look looking question "
    "questions name yes no okay team agent colleague colleagues customer customers service hold line call calling "
    "called phone patience feedback forward pass along possible enjoy share shared information details direct "
    "message number contact reach hope wish bring attention shortly answer answered answering matter ago see like "
    "works".split()
)
"""What people say to each other about anything."""
_LEFT_OUT = _COURTESY | VAGUE | frozenset(CLASS_OF) | (GIVEN - AMBIGUOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Each word of one side of some conversations: which conversations hold it, and those of how many customers."""

    said: Mapping[str, frozenset[str]]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The words of both sides of some conversations, and whose they are."""

    customers: Side
    agents: Side
    who: Mapping[str, str]
    """Conversation -> its customer, or itself where that is unknown."""
    by: Mapping[str, str]
    """Conversation -> its agent, empty where unknown."""


def hear(inside: Sequence[Contact], turns: Mapping[str, Sequence[Spoken]]) -> Heard:
    """Read the words of a pain's conversations."""
    spelt: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    sides: dict[str, dict[str, set[str]]] = {"customer": defaultdict(set), "agent": defaultdict(set)}
    for contact in inside:
        for turn in turns.get(contact.conversation_id, ()):
            if turn.speaker in sides:
                for term, proper in terms(turn.text):
                    sides[turn.speaker][term].add(contact.conversation_id)
                    spelt[proper][term] += 1
    small, capital = spelt
    names = {term for term, count in capital.items() if count >= PROPER * (count + small[term])}
    who = {one.conversation_id: one.customer or one.conversation_id for one in inside}
    customers, agents = (
        Side(
            said={term: frozenset(some) for term, some in side.items() if term not in names},
            people={term: len({who[key] for key in some}) for term, some in side.items() if term not in names},
        )
        for side in sides.values()
    )
    return Heard(
        customers=customers,
        agents=agents,
        who=who,
        by={one.conversation_id: one.agent or "" for one in inside},
    )


def terms(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a turn that are about something, and pairs of them side by side, in small letters, each with
    whether it is written like a name; nothing that was hidden, no given name, no handle and no courtesy."""
    for part in _CUT.split(text.replace("’", "'")):
        before, first = "", True
        for word in _WORD.findall(part):
            small = word.lower().removesuffix("'s")
            if small in _LEFT_OUT or len(small) < SHORTEST:
                before, first = "", False
                continue
            proper = not first and word[0].isupper() and not word.isupper()
            yield small, proper
            if before:
                yield f"{before} {small}", proper
            before, first = small, False


def apart(facts: Facts, heard: Mapping[str, Heard]) -> dict[str, Terms]:
    """Pain -> the words that customers use there and agents do not, and the other way round; the clearest first.

    Clear is what keeps off zero with room for every word looked at (Bonferroni), is said by enough customers (ours: to
    enough, by enough agents), at most a third as often by the other side, and is of this pain more than of the others.
    """
    prior: Counter[str] = Counter()
    for one in heard.values():
        for side in (one.customers, one.agents):
            prior.update(side.people)
    if len(prior) < 2:
        return dict.fromkeys(heard, Terms())
    whole = sum(prior.values())
    shares = {word: count / whole for word, count in prior.items()}
    return {pain: _apart(facts, pain, heard, shares) for pain in heard}


def _apart(facts: Facts, pain: str, heard: Mapping[str, Heard], shares: Mapping[str, float]) -> Terms:
    one = heard[pain]
    theirs, ours = one.customers.people, one.agents.people
    words = {word for side in (theirs, ours) for word, count in side.items() if count >= facts.least}
    if not words:
        return Terms()
    least = NormalDist().inv_cdf(1 - 0.025 / len(words))
    scores = _scores(sorted(words), theirs, ours, shares)
    people = len(set(one.who.values()))
    others = [other for key, other in heard.items() if key != pain]
    elsewhere = len({person for other in others for person in other.who.values()})

    def chosen(mine: Mapping[str, int], yours: Mapping[str, int], sign: int, side: str) -> tuple[Term, ...]:
        found: list[Term] = []
        for word in sorted(scores, key=lambda word: (-round(sign * scores[word], 6), word)):
            if sign * scores[word] < least or len(found) == TERMS:
                break
            here, there = mine.get(word, 0), yours.get(word, 0)
            usual = sum((other.customers if sign > 0 else other.agents).people.get(word, 0) for other in others)
            topical = not elsewhere or here / people >= TOPICAL * usual / elsewhere
            rare = here >= facts.least and there <= SELDOM * here
            new = not any(_within(word, term.words) for term in found)
            if rare and new and topical and _told(facts, one, word, sign):
                found.append(Term(words=word, here=here, text=_text(facts, side, here, there)))
        return tuple(found)

    return Terms(theirs=chosen(theirs, ours, 1, "theirs"), ours=chosen(ours, theirs, -1, "ours"))


def _scores(
    words: Sequence[str], theirs: Mapping[str, int], ours: Mapping[str, int], shares: Mapping[str, float]
) -> dict[str, float]:
    """How much more each word is the customers' than ours, in standard deviations of its log-odds ratio."""
    sizes = [sum(side.values()) for side in (theirs, ours)]
    worth = PRIOR * sum(sizes)
    found = {}
    for word in words:
        mine, yours = (side.get(word, 0) + worth * shares[word] for side in (theirs, ours))
        odds = math.log(mine / (sizes[0] + worth - mine)) - math.log(yours / (sizes[1] + worth - yours))
        found[word] = odds / math.sqrt(1 / mine + 1 / yours)
    return found


def _told(facts: Facts, one: Heard, word: str, sign: int) -> bool:
    """Whether it may be told how many: of the others, too, there are none or enough; and of agents, enough said it."""
    said = (one.customers if sign > 0 else one.agents).said[word]
    rest = len(set(one.who.values()) - {one.who[key] for key in said})
    agents = sign > 0 or phrases.enough_agents(one.by[key] for key in said)
    return agents and (rest == 0 or rest >= facts.least)


def _within(word: str, other: str) -> bool:
    """Whether one is a part of the other."""
    return set(word.split()) <= set(other.split()) or set(other.split()) <= set(word.split())


def _text(facts: Facts, side: str, here: int, there: int) -> str:
    """`34; we: fewer than 10`, in customers."""
    few_there = 0 < there < facts.least
    kind = "none" if not there else "few" if few_there else "some"
    return facts.say(f"terms-{side}-{kind}", here=here, there=there, least=facts.least)
