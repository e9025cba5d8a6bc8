"""The words of words.toml, ready for one look-up per token."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

Trie = Mapping[str, Any]
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A family of words that make a sentence a statement."""

    weight: float
    """What a hit adds to the score that ranks statements."""
    pain: float
    """What a hit adds to `pain_score`; negative for praise."""


def forms(verb: str) -> tuple[str, ...]:
    """A regular verb with its -s, -ed and -ing forms; what follows its first word stays."""
    head, space, tail = verb.partition(" ")
    stem = head[:-1] if head.endswith("e") else head
    if len(head) > 2 and head[-1] not in VOWELS | set("wxy") and head[-2] in VOWELS and head[-3] not in VOWELS:
        stem = head + head[-1]
    ends = (head, head + "s", head + "es", stem + "ed", stem + "ing", head + "ed", head + "ing")
    return tuple(dict.fromkeys(end + space + tail for end in ends))


def _entries(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    # A chit-chat phrase comes later and so overrules a cue of the same words.
    for family, cue in table["cues"].items():
        for phrase in (*cue["phrases"], *(form for verb in cue.get("verbs", ()) for form in forms(verb))):
            yield phrase, family
    for family, phrases in table["chat"].items():
        for phrase in phrases:
            yield phrase, family


def _trie(entries: Iterable[tuple[str, str]]) -> Trie:
    root: dict[str, Any] = {}
    for phrase, family in entries:
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[""] = family
    return root


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_TABLE = _table("words.toml")
_TONE = _table("tone.toml")
_LISTS: dict[str, list[str]] = _TABLE["lists"]

CUES: Mapping[str, Cue] = MappingProxyType(
    {family: Cue(weight=cue["weight"], pain=cue["pain"]) for family, cue in _TABLE["cues"].items()}
)
CHAT: frozenset[str] = frozenset(_TABLE["chat"])
PHRASES: Trie = _trie(_entries(_TABLE))
"""Word by word to the family of a phrase, which stands under the empty word."""
ABILITIES = frozenset(_LISTS["abilities"])
NEGATIONS = frozenset(_LISTS["negations"])
CLAUSAL = frozenset(_LISTS["clausal"])
OWN = frozenset(_LISTS["own"])
FUNCTION = frozenset(_LISTS["function"])
ADDING = frozenset(_LISTS["adding"])
CONTINUING = frozenset(_LISTS["continuing"])
HANGING = frozenset(_LISTS["hanging"])
INTERROGATIVE = frozenset(_LISTS["interrogative"])
BACKCHANNELS = frozenset(_LISTS["backchannels"])
IDENTITY_QUESTIONS = frozenset(_LISTS["identity_questions"])

TONES: Mapping[str, float] = MappingProxyType({family: tone["pain"] for family, tone in _TONE.items()})
"""Family of tone.toml -> what a hit adds to the pain score."""
TONE: Trie = _trie((phrase, family) for family, tone in _TONE.items() for phrase in tone["phrases"])
