"""What a night's statements teach about words: which are verbs, how things are called, and what is only a brand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
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
PLACED = 0.2
"""Share of a proper name's places behind `in` or `at` from which it is a place."""
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
Pair = tuple[str, str]
"""A word as it is written, behind the word before it in its clause; empty where it is the first."""


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
    """Given names that are nothing else: they stand in no name, however they are written."""
    places: frozenset[str]
    """Proper names that are no person's by how they are said: in capitals ("LAX"), or behind `in` and `at`."""

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


def read(
    topics: Sequence[Sequence[str]],
    *,
    company: str = "",
    people: Collection[str] = (),
    perhaps_people: Collection[str] = (),
) -> Lexicon:
    """Learn from the statements of each topic of a night; the company's own name is a brand wherever it is said.

    `people` are given names, `perhaps_people` those that are words or places as well.
    """
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
    cased = [Counter(pair for text in topic for pair in _cased(text)) for topic in topics]
    anywhere: Counter[Pair] = Counter()
    for pairs in cased:
        anywhere.update(pairs)
    written = _proper(anywhere, frozenset(perhaps_people))
    return Lexicon(
        verbs=verbs,
        seen=dict(seen),
        nouns=frozenset(word for word in verbs if as_noun[word] and as_noun[word] >= NOUN_SHARE * seen[word]),
        attributes=frozenset(attributes),
        proper=frozenset(written),
        written=written,
        people=frozenset(people) - frozenset(perhaps_people),
        places=_places(anywhere, written),
        brands=_brands(topics, cased) | frozenset(_words(company)) - {"your", "company"},
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


def _brands(topics: Sequence[Sequence[str]], cased: Sequence[Mapping[Pair, int]]) -> frozenset[str]:
    handles: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    spread: dict[str, set[int]] = defaultdict(set)
    for at, pairs in enumerate(cased):
        for (before, word), count in pairs.items():
            # Only inside a clause: a capital there is no accident of the sentence.
            if before:
                small = word.casefold()
                inside[small] += count
                capital[small] += count * (word[0].isupper() and not (word.isupper() and len(word) < 6))
                spread[small].add(at)
    for topic in topics:
        for text in topic:
            handles.update(HANDLE.findall(text))
    total = sum(map(len, topics))
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


def _proper(cased: Mapping[Pair, int], perhaps_people: Set[str]) -> dict[str, str]:
    """Proper names in small letters, each as it is mostly written; what may be a person's name counts at the beginning
    of a clause, too."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for (before, word), count in cased.items():
        if before or word.casefold() in perhaps_people:
            spelt[word.casefold()][word] += count
    return {
        word: min(forms, key=lambda form: (-forms[form], form))
        for word, forms in spelt.items()
        if sum(count for form, count in forms.items() if form[0].isupper()) > PROPER * forms.total()
        and citation(word, VERBS) is None
    }


def _places(cased: Mapping[Pair, int], proper: Mapping[str, str]) -> frozenset[str]:
    """Of the proper names those that are written in capitals, or often said behind `in` and `at`."""
    placed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (before, word), count in cased.items():
        total[word.casefold()] += count
        placed[word.casefold()] += count * (before.casefold() in {"in", "at"})
    return frozenset(
        word
        for word, form in proper.items()
        if (len(form) > 1 and form.isupper()) or placed[word] >= max(2, PLACED * total[word])
    )


def _cased(text: str) -> Iterator[Pair]:
    """Each word as it is written, with the word before it in its clause; nothing of a text in capitals."""
    if text.isupper():
        return
    for clause in CLAUSE.findall(NOISE.sub(" . ", text.replace("’", "'").replace("‘", "'"))):
        words = [word.removesuffix("'s") for word in WORD.findall(clause)]
        yield from ((before, word) for before, word in zip(("", *words), words, strict=False) if word[0].isalpha())
