"""Pain to gain: what the customers of a pain ask for, put together by what the words are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.naming.inflection import stem
from pipeline.naming.words import VERBS
from reports.facts import Contact, Facts, customers, few, quotes
from reports.facts.quotes import Candidate
from reports.facts.talk import Spoken
from reports.market.wishes import Wish, wishes
from reports.nouns import Ask, Asks, Quote

ASKS = 4
EXAMPLES = 2
PAIR = 1.6
"""A pair of words says more than one word: it is taken with so many times fewer customers."""
COMPARED = 80
"""Wishes of a group among which the most typical one is looked for."""

_VERBS = frozenset(map(stem, VERBS))

Key = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A wish and who stated it."""

    wish: Wish
    contact: Contact

    @property
    def candidate(self) -> Candidate:
        """Its sentence, as it may be quoted."""
        return Candidate(text=self.wish.sentence, turn=self.wish.turn, contact=self.contact)


def stated(contact: Contact, turns: Sequence[Spoken]) -> tuple[Stated, ...]:
    """The wishes of a conversation's customer, each thing once."""
    found: dict[Key, Stated] = {}
    for one in turns:
        if one.speaker == "customer":
            for wish in wishes(one.turn, one.text, mail=contact.channel == "email"):
                found.setdefault(wish.stems, Stated(wish=wish, contact=contact))
    return tuple(found.values())


def asks(
    facts: Facts,
    inside: Sequence[Contact],
    said: Mapping[str, Sequence[Stated]],
    *,
    terms: Sequence[str],
    taken: set[str],
) -> Asks:
    """What the customers of a pain's conversations ask for, the most asked first; `said` are wishes by conversation,
    `terms` the words that stand for the pain: all wishes share those.

    Wishes belong together that share what they are about: a pair of words or, if it stands for clearly more customers,
    a single one that is no verb. Told are those of enough customers (see `few`), or else a few of them as examples.
    Whom it quotes joins those who are `taken`.
    """
    own = frozenset(stem(word) for term in terms for word in term.split())
    every = [one for contact in inside for one in said.get(contact.conversation_id, ())]
    people = _contacts(every)
    rest = [one for one in inside if not said.get(one.conversation_id)]
    if not few.enough(people, facts.least) or not few.may_tell(rest, facts.least):
        return Asks()
    rows: list[Ask] = []
    left = every
    while len(rows) < ASKS and (key := _key(left, facts.least, inside, own)):
        group = [one for one in left if key <= one.wish.stems]
        left = [one for one in left if not key <= one.wish.stems]
        ask = _ask(facts, key, group, taken)
        if ask:
            taken |= quotes.people_of([ask.quote], facts)
            rows.append(ask)
    rows.sort(key=lambda one: (-one.customers - one.customer_unknown, one.words))
    examples = () if rows else _examples(facts, every, taken)
    taken |= quotes.people_of(examples, facts)
    counted = facts.say.people(len(people), *customers(people))
    text = facts.say("asks", people=counted) if rows else facts.say("asks-apart", people=counted, least=facts.least)
    return Asks(text=text, rows=tuple(rows), examples=examples)


def _key(said: Sequence[Stated], least: int, inside: Sequence[Contact], own: Key) -> Key | None:
    """What the largest group that may be told is about; a pair counts PAIR times."""
    groups: dict[Key, list[Stated]] = defaultdict(list)
    for one in said:
        words = sorted(one.wish.stems)
        for key in (*((word,) for word in words if word not in _VERBS), *combinations(words, 2)):
            if not own.issuperset(key):
                groups[frozenset(key)].append(one)
    heads = {key: few.heads(_contacts(some)) for key, some in groups.items() if len(some) >= least}
    fit = [key for key, count in heads.items() if count >= least and few.may_tell(_others(inside, groups[key]), least)]
    return min(fit, key=lambda key: (-heads[key] * (PAIR if len(key) > 1 else 1), sorted(key)), default=None)


def _ask(facts: Facts, key: Key, group: Sequence[Stated], taken: set[str]) -> Ask | None:
    """The group in the words of its most typical member who may be quoted; None where nobody may."""
    people = _contacts(group)
    for one in _typical(group):
        candidate = one.candidate
        quote = quotes.choose(facts.say, [candidate] if quotes.may_open(candidate, facts) else [], 1, taken)
        if quote:
            known, unknown = customers(people)
            return Ask(
                words=facts.say.spoken(_upto(one.wish.words, key)),
                conversations=len(people),
                customers=known,
                customer_unknown=unknown,
                people=facts.say.people(len(people), known, unknown),
                quote=quote[0],
            )
    return None


def _typical(group: Sequence[Stated]) -> list[Stated]:
    """Those that share most with the others first, of equal ones the shortest."""
    some = sorted(group, key=lambda one: (len(one.wish.words), one.wish.words, one.contact.conversation_id))[:COMPARED]
    rank = {
        id(one): sum(len(one.wish.stems & other.wish.stems) / len(one.wish.stems | other.wish.stems) for other in some)
        for one in some
    }
    return sorted(some, key=lambda one: -round(rank[id(one)], 6))


def _upto(words: str, key: Key) -> str:
    """The wish up to the last word that it shares with the others: what follows is one customer's own."""
    kept = words.split()
    while kept and stem(kept[-1].strip("'.,")) not in key:
        kept.pop()
    return " ".join(kept) or words


def _examples(facts: Facts, said: Sequence[Stated], taken: set[str]) -> tuple[Quote, ...]:
    """Wishes of different customers for different things that can be understood alone, the most typical first."""
    candidates: list[Candidate] = []
    told: Key = frozenset()
    for one in _typical(said):
        if quotes.alone(one.wish.sentence) and not told & one.wish.stems:
            candidates.append(one.candidate)
            told |= one.wish.stems
    return quotes.choose(facts.say, [one for one in candidates if quotes.may_open(one, facts)], EXAMPLES, taken)


def _contacts(said: Sequence[Stated]) -> list[Contact]:
    """The conversations that wishes are from, each once, by id."""
    found = {one.contact.conversation_id: one.contact for one in said}
    return [found[key] for key in sorted(found)]


def _others(inside: Sequence[Contact], said: Sequence[Stated]) -> list[Contact]:
    here = {one.contact.conversation_id for one in said}
    return [one for one in inside if one.conversation_id not in here]
