"""Names for topics, in the customers' own words: the phrase that says most of what a topic's statements share.

After KeyBERT (Grootendorst 2020): candidate phrases are scored by their cosine to the topic's centroid, here together
with how many of the statements say them and how much of the phrase is key terms.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.model import Term

WORD = re.compile(r"[^\W\d_](?:[\w]|['’-](?=\w))*", re.UNICODE)
CLAUSE = re.compile(r"[^.!?;:,()\[\]\"\n]+")
FUNCTION_WORDS = frozenset(
    """a about after again all also am an and any anymore are as at be because been before being but by can could
    did do does doing done else even ever every for from get gets getting go goes going gonna got had has have having
    he hello her hey hi him his how i i'd i'll i'm i've if in into is it it's its just keep keeps kind know let let's
    like look looking make makes many may maybe me might more most much must my need needs new now of off oh ok okay on
    once one only or other our ours out over own please quite really right said same say says see she should since so
    some something still such sure take tell than thank thanks that that's the their them then there there's these they
    they're thing things think this those though through till time to today told too tried try trying two uh um until up
    us very want wanted wants was we we're well were what what's when where which while who why will wish with would
    yeah yes yesterday yet you you're you've your yours we've they've he's she's who's it'll shall last next another
    same few lot both each""".split()
)
NEGATORS = frozenset(
    """not no never nobody nothing none nor can't cannot won't don't doesn't didn't isn't wasn't aren't weren't couldn't
    wouldn't shouldn't hasn't haven't hadn't without""".split()
)
CONJUNCTIONS = frozenset("and but because or so then".split())
LONGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase that could name a topic, with the share of the statements that say it and of its words that are key."""

    phrase: str
    said_by: float
    key: float


def candidates(texts: Sequence[str], terms: Sequence[Term], *, most: int = 24) -> tuple[Candidate, ...]:
    """The likeliest naming phrases of two to five words in a topic's statements, best first."""
    key = {word for term in terms for word in term.text.split()}
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(set(_phrases(text)))
    least = 2 if len(texts) > 5 else 1
    found = [
        Candidate(
            phrase=phrase,
            said_by=count / len(texts),
            key=sum(word in key for word in phrase.split()) / len(phrase.split()),
        )
        for phrase, count in seen.items()
        if count >= least
    ]
    found = [candidate for candidate in found if candidate.key > 0]
    found.sort(key=lambda one: (-math.sqrt(one.said_by) * one.key * len(one.phrase.split()) ** 0.5, one.phrase))
    return tuple(found[:most])


def choose(
    options: Sequence[Candidate], cosines: Sequence[float], terms: Sequence[Term], *, taken: Collection[str]
) -> str:
    """The best name no other topic bears: a phrase, or else key terms, with a second one where one alone is taken."""
    scored = sorted(
        zip(options, cosines, strict=True),
        key=lambda pair: (-(pair[1] + 0.25 * math.sqrt(pair[0].said_by) + 0.1 * pair[0].key), pair[0].phrase),
    )
    used = {name.casefold() for name in taken}
    phrases = [candidate.phrase for candidate, _ in scored]
    for name in (*phrases, *_second_best(phrases[:1], [term.text for term in terms])):
        if name.casefold() not in used:
            return _sentence_case(name)
    raise AssertionError("a thousand topics cannot all bear one name")


def _second_best(phrase: Sequence[str], terms: Sequence[str]) -> Iterator[str]:
    """Names where every phrase is taken or none was found: two-word terms before pairs of terms, no word twice."""
    plain = [term for term in terms if FUNCTION_WORDS.isdisjoint(term.split()) and not _repeats(term)]
    if not phrase:
        yield from (term for term in plain if " " in term)
    for first, second in product([*phrase, *plain], plain):
        if not _repeats(f"{first} {second}"):
            yield f"{first}, {second}"
    yield from plain
    alone = next(iter([*phrase, *plain]), "something else")
    yield from (f"{alone}, no. {number}" for number in range(2, 1_000))


def _repeats(phrase: str) -> bool:
    """Whether a word comes twice, singular and plural taken for one."""
    words = [word.rstrip("s") for word in phrase.split()]
    return len(set(words)) < len(words)


def _phrases(text: str) -> list[str]:
    phrases = []
    for clause in CLAUSE.findall(text.lower().replace("’", "'")):
        words = WORD.findall(clause)
        for begin, first in enumerate(words):
            if first in FUNCTION_WORDS:
                continue
            for end in range(begin + 2, min(begin + LONGEST, len(words)) + 1):
                last = words[end - 1]
                phrase = " ".join(words[begin:end])
                if last in FUNCTION_WORDS or last in NEGATORS or _repeats(phrase) or _runs_on(words[begin:end]):
                    continue
                if any(word not in NEGATORS and word not in FUNCTION_WORDS for word in words[begin : end - 1]) or (
                    first in NEGATORS
                ):
                    phrases.append(phrase)
    return phrases


def _runs_on(words: Sequence[str]) -> bool:
    """Whether a second thought begins; `terms and conditions` is one."""
    return len(words) > 3 and not CONJUNCTIONS.isdisjoint(words)


def _sentence_case(phrase: str) -> str:
    return re.sub(r"\bi\b", "I", phrase[:1].upper() + phrase[1:])
