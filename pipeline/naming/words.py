"""The words of words.toml, ready for one look-up a token."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_LISTS: Mapping[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _TABLE["lists"].items()}

CLASS_OF: Mapping[str, str] = MappingProxyType(
    {word: name for name, words in _TABLE["classes"].items() for word in words.split()}
)
"""Closed-class words by their class; the later class wins where a word stands in two."""
VAGUE = _LISTS["vague"]
STATES = _LISTS["states"]
"""Adjectives and participles that tell what is wrong with a thing."""
VERBS = _LISTS["verbs"]
INTRANSITIVE = _LISTS["intransitive"]
LONE = _LISTS["lone"]
ADVERB_ENDINGS = tuple(sorted(_LISTS["adverb_endings"]))
NO_ADVERBS = _LISTS["ly_nouns"]
BASE_OF: Mapping[str, str] = MappingProxyType(
    {form: base for base, forms in _TABLE["irregular"].items() for form in forms.split()}
)
"""Irregular past forms and participles -> citation form."""
PARTICIPLES = frozenset(forms.split()[1] for forms in _TABLE["irregular"].values())
CITED = _LISTS["cited"]
"""Closed-class words that, in citation form, may open a request."""
