"""The sentences that were read for all signals at once: what is shown together, and what shows nothing."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from pipeline.signals.definitions import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A sentence that was read for all shipped signals of its speaker."""

    text: str
    stands_for: float
    """How many sentences of real conversations are like it: the often said ones are not all written down."""
    shows: frozenset[str]


def read_sentences(side: Side, sample: int | None = None) -> tuple[Read, ...]:
    """The shipped ones of a speaker, or a sample of them that hangs on their texts alone."""
    file: Traversable = resources.files(__package__) / "read" / f"{side}.csv"
    found = [
        Read(text=row["text"], stands_for=float(row["stands_for"]), shows=frozenset(row["shows"].split()))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    ]
    return tuple(found if sample is None else sorted(found, key=lambda one: number_of(one.text))[:sample])


def number_of(text: str) -> int:
    """A number that hangs on the text alone, to draw by."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)
