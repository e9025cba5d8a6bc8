"""The written rules of a name, as a function that says which of them a name breaks (docs/decisions/0003-names.md)."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.naming.inflection import citation, stem
from pipeline.naming.words import ADVERB_ENDINGS, BASE_OF, CITED, CLASS_OF, LONE, NO_ADVERBS, PARTICIPLES, VAGUE

LEAST, MOST, LONGEST = 2, 5, 60
PLAIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SLUG_OF = {
    "determiner": "article",
    "pronoun": "pronoun",
    "modal": "modal",
    "modal_not": "modal",
    "be": "tense",
    "be_not": "tense",
    "have": "tense",
    "have_not": "tense",
    "question": "question_word",
    "conjunction": "conjunction",
    "keep": "tense",
    "time": "relative_date",
    "adverb": "filler",
    "number": "number",
    "vulgar": "vulgar",
}
ENDS_NO_NAME = frozenset({"preposition", "to", "not", "no", "able", "unable", "light", "wish"})
LOOSE = frozenset({"in", "on"})
"""Particles that complete a few verbs only ("log in"); elsewhere a thing was to follow them."""
COMPLETED = LONE | {"turn", "switch", "go", "come", "get", "put"}
BEGINS_NO_NAME = frozenset({"preposition", "to", "not", "particle", "able"})


def faults(name: str, brands: Collection[str] = ()) -> tuple[str, ...]:
    """The rules a name breaks, as slugs in a fixed order; none: it passes."""
    words = name.casefold().replace("’", "'").split()
    found: set[str] = set()
    if not LEAST <= len(words) <= MOST or len(name) > LONGEST:
        found.add("length")
    if re.search(r"[#@]|https?:|www\.", name):
        found.add("hashtag")
    if not all(PLAIN.fullmatch(word) and len(word) > 1 for word in words):
        found.add("characters")
    for at, word in enumerate(words):
        if at or word not in CITED:
            found |= _broken_by(word)
    found |= {"brand" for word in words if word in brands}
    kinds = [CLASS_OF.get(word, "") for word in words]
    if words and (kinds[0] in BEGINS_NO_NAME or kinds[-1] in ENDS_NO_NAME):
        found.add("hanging")
    if len(words) > 1 and words[-1] in LOOSE and citation(words[-2], COMPLETED) not in COMPLETED:
        found.add("hanging")
    content = [word for word, kind in zip(words, kinds, strict=True) if not kind]
    if not [word for word in content if word not in VAGUE]:
        found.add("vague")
    stems = [stem(word) for word in content]
    if len(set(stems)) < len(stems):
        found.add("repeated")
    return tuple(sorted(found))


def _broken_by(word: str) -> set[str]:
    """The rules that a single word breaks wherever it stands."""
    kind = CLASS_OF.get(word, "")
    found = {SLUG_OF[kind]} if kind in SLUG_OF else set()
    if kind in {"light", "wish"}:
        found.add("vague")
    if not kind and word.endswith(ADVERB_ENDINGS) and word not in NO_ADVERBS:
        found.add("filler")
    if word in BASE_OF and word not in PARTICIPLES:
        found.add("tense")
    return found


def key(name: str) -> tuple[str, ...]:
    """What names that differ only in inflection, order or small words share; two topics of a night never share it."""
    words = name.casefold().replace("’", "'").replace(",", " ").split()
    content = sorted({stem(word) for word in words if CLASS_OF.get(word, "no") in {"no", "not", "unable", "particle"}})
    return tuple(content) or (name.casefold(),)


def stems(name: str) -> frozenset[str]:
    """The stems of a name's content words."""
    return frozenset(stem(word) for word in name.casefold().replace(",", " ").split() if word not in CLASS_OF)
