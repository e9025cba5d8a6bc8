"""The phrases of a topic that are worth weighing, each with how much of the topic says it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.model import Term
from pipeline.naming import style
from pipeline.naming.inflection import stem
from pipeline.naming.lexicon import Lexicon, clauses
from pipeline.naming.phrases import Form, Found, phrases
from pipeline.naming.words import CLASS_OF

Told = Sequence[Sequence[Found]]
"""Of each statement its phrases, each once."""

MOST = 40
DENIALS = frozenset({"never", "nobody", "nothing", "without"})
ENOUGH = 12
"""Statements from which a phrase must be said more than once, where that leaves a choice."""
CHOICE = 10
KNOWN_BY, KNOWN_BY_SHARE = 5, 0.2
"""Statements, and share of them, that a proper name must be in to name the topic: "flight from Heathrow"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase that could name a topic."""

    phrase: str
    form: Form
    said_by: float
    """Share of the statements that hold all its words, in whatever form."""
    exact: float
    """Share of the statements that the phrase was read off."""
    key: float
    """Share of its words that are key terms."""
    often: bool = True
    """Whether two statements hold all its words; where there are few statements one is enough."""
    proper: bool = False
    """Whether it holds a name that tells of a case: a person's, or a place's or product's that few spoke of."""
    written: str = ""
    """The phrase with its proper names as they are mostly written."""


def told(texts: Sequence[str], lexicon: Lexicon) -> Told:
    """The phrases of each statement."""
    return [tuple(dict.fromkeys(phrases(text, lexicon))) for text in texts]


def candidates(texts: Sequence[str], told: Told, terms: Sequence[Term], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Those of a topic's phrases that pass the style rules, the likeliest first."""
    weigh = {stem(word): term.weight for term in reversed(terms) for word in term.text.split()}
    bags = [{stem(word) for clause in clauses(text) for word in clause} for text in texts]
    written: dict[tuple[str, ...], Counter[tuple[Form, str]]] = defaultdict(Counter)
    for some in told:
        for form, phrase in some:
            written[style.key(" ".join(phrase))][form, " ".join(phrase)] += 1
    found = []
    for spelt in written.values():
        # One phrase of those that differ only in inflection: the one most said, and of these the plainest.
        spellings = sorted(spelt, key=lambda one: (-spelt[one], len(one[1]), one))
        good = [one for one in spellings if not style.faults(one[1], lexicon.brands)]
        if not good:
            continue
        form, said = good[0]
        content = style.stems(said)
        holding = sum(content <= bag for bag in bags)
        found.append(
            Candidate(
                phrase=said,
                form=form,
                said_by=holding / len(texts),
                exact=sum(spelt.values()) / len(texts),
                key=sum(word in weigh for word in content) / max(1, len(content)),
                often=holding > 1 or len(texts) < ENOUGH,
                proper=any(_tells_a_case(word, bags, lexicon) for word in said.split()),
                written=" ".join(
                    word if word in CLASS_OF else lexicon.written.get(word, word) for word in said.split()
                ),
            )
        )
    if len(texts) >= ENOUGH:
        often = [one for one in found if one.exact * len(texts) > 1.5]
        found = often if len(often) >= CHOICE else found
    found.sort(key=lambda one: (-_promise(one), one.phrase))
    return tuple(found[:MOST])


def said(phrase: str, texts: Sequence[str]) -> bool:
    """Whether the customers have all its words of matter, in whatever form: each in two texts, if there are many.

    A name that denies something ("not", "never") is said only where most of them deny something.
    """
    words = {word for word in phrase.casefold().split() if word in DENIALS or CLASS_OF.get(word) in {"no", "not"}}
    if words and 2 * sum(any(map(words.intersection, clauses(text))) for text in texts) < len(texts):
        return False
    bags = [{stem(word) for clause in clauses(text) for word in clause} for text in texts]
    least = 2 if len(texts) >= ENOUGH else 1
    return all(sum(word in bag for bag in bags) >= least for word in style.stems(phrase))


def leaning(told: Told) -> float:
    """Whether a topic's statements are requests (1) or tell problems (-1), by the phrases they are made of."""
    forms = [{form for form, _ in some} for some in told]
    requests = sum("request" in some and "problem" not in some for some in forms)
    problems = sum("problem" in some and "request" not in some for some in forms)
    return (requests - problems) / max(1, requests + problems)


def _tells_a_case(word: str, bags: Sequence[Set[str]], lexicon: Lexicon) -> bool:
    """Whether a word is anybody's own name, or a place or code that so few said that it tells of them."""
    if not lexicon.people.isdisjoint(word.split("-")):
        return True
    if word not in lexicon.proper:
        return False
    said = sum(stem(word) in bag for bag in bags)
    return word not in lexicon.places or said < max(KNOWN_BY, KNOWN_BY_SHARE * len(bags))


def _promise(one: Candidate) -> float:
    return math.sqrt(one.said_by) + math.sqrt(one.exact) + 0.5 * one.key
