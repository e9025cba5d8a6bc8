"""A signal tried before it is used: how it does on lines held back from it, and what it just misses in real talk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from flows.home import Home
from pipeline import signals
from pipeline.encoding import Encoder, Vectors, space_of
from pipeline.errors import SettingsError
from pipeline.measures import wilson
from pipeline.signals import Definition, Detector, Said, check_rules
from pipeline.signals.training import heads_for
from pipeline.stages.talk import conversations_of
from pipeline.stages.vectors import SENTENCES, has_sentences, sentences
from pipeline.view import View

FOLDS = 5
MISSES = 10


class Remembering:
    """An Encoder that encodes each text once."""

    def __init__(self, encoder: Encoder) -> None:
        """Over another, whose fingerprint it bears."""
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.fingerprint = encoder.fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known |= dict(zip(new, self._encoder.encode(new), strict=True)) if new else {}
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A signal in the list."""

    name: str
    speaker: str
    group: str
    examples: int
    counterexamples: int
    patterns: int
    own: bool
    """Whether the settings' folder defines it."""
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of trying a signal; shares are None where they have no base."""

    name: str
    examples: int
    counterexamples: int
    found: int
    """Examples that were found by what did not learn from them."""
    wrongly_found: int
    """Counter-examples that were found."""
    precision: float | None
    precision_interval: tuple[float, float] | None
    recall: float
    recall_interval: tuple[float, float]
    night: str
    """Whose sentences were looked through; empty where the home holds none."""
    misses: tuple[tuple[float, str], ...]
    """The likeliest sentences of that night that were not found: probability and redacted text."""


def kinds(folder: str) -> tuple[Kind, ...]:
    """All signals that are looked for, by speaker and name."""
    shipped = set(signals.definitions())
    return tuple(
        Kind(
            name=one.name,
            speaker=one.speaker,
            group=one.group,
            examples=len(one.examples),
            counterexamples=len(one.counterexamples),
            patterns=len(one.patterns),
            own=one not in shipped,
            definition=one.definition,
        )
        for one in sorted(signals.definitions(folder), key=lambda one: (one.speaker, one.name))
    )


def tried(file: Path, home: Home) -> Trial:
    """The signal of a file, learned five times from four fifths of its lines and tried on the fifth.

    Raises SettingsError where the file is not whole.
    """
    if not file.is_file():
        raise SettingsError(f"no file lies at {file}")
    one = signals.defined(file)
    check_rules(one, [known.name for known in signals.definitions(home.settings.signals.folder)])
    encoder = Remembering(home.sentence_encoder)
    found: dict[str, bool] = {}
    for fold in range(FOLDS):
        held = {line for line in (*one.examples, *one.counterexamples) if _number(line) % FOLDS == fold}
        rest = replace(
            one,
            examples=tuple(line for line in one.examples if line not in held),
            counterexamples=tuple(line for line in one.counterexamples if line not in held),
        )
        if held and rest.examples and rest.counterexamples:
            found |= _found(rest, sorted(held), encoder)
    shown = [found[line] for line in one.examples if line in found]
    wrong = [found[line] for line in one.counterexamples if line in found]
    fired = sum(shown) + sum(wrong)
    if not found:
        raise SettingsError(f"{file.name} could not be tried: it has too few lines")
    night, misses = _misses(one, home, encoder)
    return Trial(
        name=one.name,
        examples=len(shown),
        counterexamples=len(wrong),
        found=sum(shown),
        wrongly_found=sum(wrong),
        precision=sum(shown) / fired if fired else None,
        precision_interval=wilson(sum(shown), fired) if fired else None,
        recall=sum(shown) / len(shown) if shown else 0.0,
        recall_interval=wilson(sum(shown), len(shown)),
        night=night,
        misses=misses,
    )


def _found(one: Definition, lines: Sequence[str], encoder: Encoder) -> dict[str, bool]:
    heads = heads_for([one], encoder=space_of(encoder.fingerprint), encode=encoder.encode)
    detector = Detector(definitions=(one,), heads=heads)
    parts = [Said(turn=0, speaker=one.speaker, start=0, end=len(line), text=line, text_hash=line) for line in lines]
    signs = detector.signs(parts, encoder.encode(lines))
    return {line: bool(shows) for line, shows in zip(lines, signs, strict=True)}


def _misses(one: Definition, home: Home, encoder: Encoder) -> tuple[str, tuple[tuple[float, str], ...]]:
    """The newest night with sentences, and those that came nearest to showing the signal without being found."""
    view = View(home.lake, home.catalog, home.catalog.head())
    nights = view.nights(SENTENCES)
    if not nights or not has_sentences(view, nights[-1], encoder.fingerprint, _said(view, nights[-1])):
        return "", ()
    spoken = (part for talk in conversations_of(view, nights[-1]) for part in talk.said)
    once = signals.distinct(part for part in spoken if part.speaker == one.speaker)
    vectors = sentences(view, nights[-1], encoder.fingerprint, [part.text_hash for part in once])
    heads = heads_for([one], encoder=space_of(encoder.fingerprint), encode=encoder.encode)
    detector = Detector(definitions=(one,), heads=heads)
    head = heads.sides[one.speaker]
    told = head.probabilities(vectors, [part.text for part in once])[:, head.names.index(one.name)]
    shown = np.array([bool(signs) for signs in detector.signs(once, vectors)], dtype=bool)
    near = [(round(float(told[at]), 4), once[at].text) for at in np.argsort(-told, kind="stable") if not shown[at]][
        :MISSES
    ]
    return nights[-1].isoformat(), tuple(near)


def _said(view: View, night: date) -> list[str]:
    return [part.text_hash for talk in conversations_of(view, night) for part in talk.said]


def _number(line: str) -> int:
    return int(hashlib.sha256(line.encode()).hexdigest()[:8], 16)
