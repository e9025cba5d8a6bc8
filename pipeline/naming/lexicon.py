"""What a night's statements teach about words: which are verbs, how things are called, and what is only a brand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.naming.inflection import citation
from pipeline.naming.words import (
    ADVERB_ENDINGS,
    BASE_OF,
    CLASS_OF,
    NO_ADVERBS,
    STATES,
    VERBS,
)

NOISE = re.compile(r"(?:https?://|www\.)\S+|[#@]\w+|&\w+;|<[^>]*>", re.IGNORECASE)
HANDLE = re.compile(r"@(\w+)")
PIECE = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{2,}(?![a-z])")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d\S*", re.UNICODE)
CLAUSE = re.compile(r"[^.!?;:,()\[\]\"\n…*|/\\<>=+]+")
SPREAD = 0.3
"""Share of the topics over which a proper name is said so widely that it tells none of them apart."""
HANDLED = 0.01
"""Share of the statements that address a handle for its name to be the company's own."""
PROPER = 0.8
"""Share of a word's places inside a clause that have a capital from which it is a proper name."""
TAGS: Mapping[str, str] = {
    "determiner": "d",
    "pronoun": "p",
    "modal": "m",
    "modal_not": "M",
    "be": "b",
    "be_not": "B",
    "have": "h",
    "have_not": "H",
    "not": "n",
    "no": "z",
    "question": "q",
    "conjunction": "c",
    "to": "t",
    "preposition": "i",
    "particle": "r",
    "able": "u",
    "unable": "U",
    "keep": "k",
    "light": "l",
    "wish": "L",
    "time": "y",
    "adverb": "a",
    "number": "#",
    "vulgar": "!",
}
"""Classes of words as one letter each. Open words: v (verb), w (verb or noun: `order`), e (-ed), g (-ing), s (-s), x
(what is wrong: `lost`), @ (brand), ! (vulgar), o (any other, mostly nouns)."""
NOUN_SHARE = 0.05
"""Share of a verb's places that stand behind an article from which it is a noun too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one night's topics."""

    verbs: frozenset[str]
    """Citation forms: those that are shipped, and those seen where only a verb stands."""
    seen: Mapping[str, int]
    """Every word, in small letters, with its count."""
    nouns: frozenset[str]
    """Verbs that are said as nouns too."""
    attributes: frozenset[str]
    """Words in -ing seen behind an article: `the billing address`."""
    brands: frozenset[str]
    proper: frozenset[str]
    """Words mostly written with a capital inside a clause: people, places, products."""
    written: Mapping[str, str]
    """How they are mostly written."""
    people: frozenset[str]
    """Words that may be a person's name."""

    def tag(self, word: str) -> str:
        """A word's class as one letter."""
        if (known := CLASS_OF.get(word)) is not None:
            return TAGS[known]
        for holds, tag in (
            (word[:1].isdigit(), "#"),
            (word in self.brands, "@"),
            (word in STATES, "x"),
            (word.endswith(ADVERB_ENDINGS) and word not in NO_ADVERBS, "a"),
            (word in self.verbs, "w" if word in self.nouns else "v"),
        ):
            if holds:
                return tag
        return self._inflected(word)

    def _inflected(self, word: str) -> str:
        base = citation(word, self.verbs)
        if base and word.endswith("ing") and len(word) > 5:
            return "g"
        if word in BASE_OF or (word.endswith("ed") and len(word) > 4):
            return "e"
        # Of a verb that is no noun: `expires`, but not `charges`.
        return "s" if base and word.endswith("s") and base not in self.nouns else "o"


def read(topics: Sequence[Sequence[str]], *, company: str = "", people: Collection[str] = ()) -> Lexicon:
    """Learn from the statements of each topic of a night; the company's own name is a brand wherever it is said, and
    `people` are given names."""
    texts = [text for topic in topics for text in topic]
    seen: Counter[str] = Counter()
    as_verb: Counter[str] = Counter()
    as_noun: Counter[str] = Counter()
    attributes: set[str] = set()
    for text in texts:
        for clause in clauses(text):
            seen.update(clause)
            for before, word in zip(("", *clause), clause, strict=False):
                place = CLASS_OF.get(before)
                if place == "determiner":
                    as_noun[word] += 1
                    if word.endswith("ing"):
                        attributes.add(word)
            for first, second, word in zip(clause, clause[1:], clause[2:], strict=False):
                if _calls_for_a_verb(first, second):
                    as_verb[word] += 1
    learnt = {
        word
        for word, count in as_verb.items()
        if count >= 2 and count > as_noun[word] and word not in CLASS_OF and word not in STATES and word.isalpha()
    }
    learnt = {word for word in learnt if word not in BASE_OF and not word.endswith(("ing", "ed", "s"))}
    verbs = VERBS | learnt
    written = _proper(texts)
    return Lexicon(
        verbs=verbs,
        seen=dict(seen),
        nouns=frozenset(word for word in verbs if as_noun[word] and as_noun[word] >= NOUN_SHARE * seen[word]),
        attributes=frozenset(attributes),
        proper=frozenset(written),
        written=written,
        people=frozenset(people),
        brands=_brands(topics) | frozenset(_words(company)) - {"your", "company"},
    )


def clauses(text: str) -> list[list[str]]:
    """The words of each clause in small letters, without handles, hashtags and addresses."""
    plain = NOISE.sub(" . ", text.replace("’", "'").replace("‘", "'"))
    found = (_words(clause) for clause in CLAUSE.findall(plain))
    return [words for words in found if words]


def _words(text: str) -> list[str]:
    words = (word.casefold() for word in WORD.findall(text))
    return [word[:-2] if word.endswith("'s") and word not in CLASS_OF else word for word in words]


def _calls_for_a_verb(first: str, second: str) -> bool:
    """Whether two words are followed by a verb in citation form: `want to`, `can i`, `how to`, `i can't`."""
    before, here = CLASS_OF.get(first), CLASS_OF.get(second)
    return (
        (here == "to" and before in {"wish", "light", "question", "able", "unable"})
        or (here == "pronoun" and (before == "modal" or first in {"do", "does", "did"}))
        or (before == "pronoun" and here in {"modal", "modal_not", "have_not"} and not second.startswith("ha"))
    )


def _brands(topics: Sequence[Sequence[str]]) -> frozenset[str]:
    handles: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    spread: dict[str, set[int]] = defaultdict(set)
    total = 0
    for at, topic in enumerate(topics):
        for text in topic:
            total += 1
            handles.update(HANDLE.findall(text))
            for word in _inner(text):
                small = word.casefold()
                inside[small] += 1
                capital[small] += word[0].isupper() and not (word.isupper() and len(word) < 6)
                spread[small].add(at)
    names = {
        word
        for word, places in spread.items()
        if len(topics) > 2
        and len(places) >= max(2, SPREAD * len(topics))
        and capital[word] > 0.7 * inside[word]
        and word not in CLASS_OF
        and word not in STATES
        and citation(word, VERBS) is None
    }
    for handle, count in handles.items():
        if count >= max(3, HANDLED * total):
            pieces = {piece.casefold() for piece in PIECE.findall(handle)}
            names |= {handle.casefold()} | {
                one for one in pieces if capital[one] > 0.5 * inside[one] and one not in VERBS
            }
    return frozenset(names)


def _proper(texts: Iterable[str]) -> dict[str, str]:
    """Proper names in small letters, each as it is mostly written."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in _inner(text):
            spelt[word.casefold()][word] += 1
    return {
        word: min(forms, key=lambda form: (-forms[form], form))
        for word, forms in spelt.items()
        if sum(count for form, count in forms.items() if form[0].isupper()) > PROPER * forms.total()
        and citation(word, VERBS) is None
    }


def _inner(text: str) -> Iterable[str]:
    """Words with a word before them in their clause: a capital there is no accident of the sentence."""
    if text.isupper():
        return
    for clause in CLAUSE.findall(NOISE.sub(" . ", text)):
        yield from (word for word in WORD.findall(clause)[1:] if word[0].isalpha())
