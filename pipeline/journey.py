"""Where in his dealings with the company a customer stands: ordering, waiting for delivery, using, paying, giving back,
complaining. Read off what he says, by cue words of our own; where no stage has a clear majority there is none."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.slices import STAGES

LEAST = 2.0
"""Points without which no stage is told: one sure cue, or two hints."""
MAJORITY = 0.6
"""Share of all points that the stage has to have."""
OPENING = 2.0
"""How much more the first statement counts: it says what he came with, the others what came of it."""
SURE, HINT = 2.0, 1.0

_SHIPPED = Path(__file__).with_suffix(".toml")
_TOKEN = re.compile(r"[a-z0-9]+")
_PLACEHOLDER = re.compile(r"\[[A-Z_]+\]")
_SIBILANT = ("ses", "xes", "zes", "ches", "shes")
_VOWEL = re.compile(r"[aeiouy]")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Phrases of stems, each with its stage and points; no stage: it takes its words out of the count."""

    points: Mapping[Phrase, tuple[str | None, float]]
    longest: int
    fingerprint: str
    """Of the file and of these rules: what was decided by other ones is decided anew."""


def shipped() -> Cues:
    """The cues of `journey.toml`."""
    return read(_SHIPPED.read_bytes())


def read(data: bytes) -> Cues:
    """The cues of a TOML file; raises ValueError where two stages claim a phrase."""
    tables = tomllib.loads(data.decode())
    points: dict[Phrase, tuple[str | None, float]] = {_stems(text): (None, 0.0) for text in tables["silent"]["phrases"]}
    for kind, worth in (("sure", SURE), ("hint", HINT)):
        for stage in STAGES:
            for text in tables[stage][kind]:
                phrase = _stems(text)
                if points.setdefault(phrase, (stage, worth))[0] != stage:
                    raise ValueError(f"{text!r} is a cue of {stage} and of another")
    rules = repr((LEAST, MAJORITY, OPENING, SURE, HINT, 1)).encode()
    return Cues(
        points=points,
        longest=max(map(len, points)),
        fingerprint=hashlib.sha256(rules + data).hexdigest()[:16],
    )


def stage(statements: Sequence[str], cues: Cues) -> str | None:
    """The stage of one conversation, from its customer's redacted statements in order; None where none is clear.

    A cue counts once, where it is first said.
    """
    points: dict[str, float] = defaultdict(float)
    told: set[Phrase] = set()
    for at, text in enumerate(statements):
        for phrase in _found(_stems(_PLACEHOLDER.sub(" ", text)), cues):
            of, worth = cues.points[phrase]
            if of and phrase not in told:
                told.add(phrase)
                points[of] += worth if at else worth * OPENING
    if not points:
        return None
    best = max(STAGES, key=lambda name: points.get(name, 0.0))
    clear = points[best] >= LEAST * OPENING and points[best] >= MAJORITY * sum(points.values())
    return best if clear else None


def _found(stems: Phrase, cues: Cues) -> Iterator[Phrase]:
    """The cues in a text from left to right, the longest at each word; none overlaps another."""
    at = 0
    while at < len(stems):
        for length in range(min(cues.longest, len(stems) - at), 0, -1):
            phrase = stems[at : at + length]
            if phrase in cues.points:
                yield phrase
                at += length
                break
        else:
            at += 1


def _stems(text: str) -> Phrase:
    plain = text.lower().replace("’", "").replace("'", "")
    return tuple(_stem(word) for word in _TOKEN.findall(plain))


def _stem(word: str) -> str:
    """A word without its plain English inflection; what is left need not be a word, only the same for all its forms."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5 and _VOWEL.search(word[:-3]):
        word = word[:-3]
    elif (word.endswith("ed") and len(word) > 4 and _VOWEL.search(word[:-2])) or word.endswith(_SIBILANT):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    # Shipped and ship, cancelled and cancel.
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word
