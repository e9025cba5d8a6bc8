"""Inflection by rules: citation forms and -ing forms of verbs that are known, and stems that only compare."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.naming.words import BASE_OF

VOWELS = frozenset("aeiou")
SHORTEST_STEM = 3


def citation(word: str, known: Collection[str]) -> str | None:
    """The known verb that a word is a form of (`cancelled` -> `cancel`), or None."""
    if word in known:
        return word
    if word in BASE_OF:
        return BASE_OF[word]
    return next((base for base in _bases(word) if base in known), None)


def gerund(verb: str, seen: Collection[str]) -> str:
    """A verb's -ing form: the spelling that the corpus has, else the one by rule."""
    if verb.endswith("ie"):
        rule = f"{verb[:-2]}ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        rule = f"{verb[:-1]}ing"
    elif _doubles(verb):
        rule = f"{verb}{verb[-1]}ing"
    else:
        rule = f"{verb}ing"
    spellings = (rule, f"{verb}ing", f"{verb}{verb[-1:]}ing")
    return next((one for one in spellings if one in seen), rule)


def stem(word: str) -> str:
    """What a word's inflections share; no word itself, fit for comparing only."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    word = BASE_OF.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST_STEM:
        word = word[:-1]
    for ending in ("ation", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and VOWELS & set(word[: -len(ending)]):
            word = word[: -len(ending)]
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeious":
        word = word[:-1]
    if word.endswith("i") and len(word) > SHORTEST_STEM:
        word = f"{word[:-1]}y"
    return word[:-1] if word.endswith("e") and len(word) > SHORTEST_STEM else word


def _bases(word: str) -> tuple[str, ...]:
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            cut = word[: -len(ending)]
            undoubled = cut[:-1] if len(cut) > 2 and cut[-1] == cut[-2] else cut
            changed = f"{cut[:-1]}y" if ending == "ed" and cut.endswith("i") else cut
            return (cut, f"{cut}e", undoubled, changed, f"{cut[:-1]}ie")
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") and not word.endswith("ss") else ()


def _doubles(verb: str) -> bool:
    """Whether a short verb doubles its last letter: `drop`, not `load`, `show` or `open`."""
    vowels = sum(letter in VOWELS for letter in verb)
    return (
        len(verb) > 2
        and vowels == 1
        and verb[-1] not in VOWELS | set("wxy")
        and verb[-2] in VOWELS
        and verb[-3] not in VOWELS
    )
