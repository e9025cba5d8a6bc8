"""Detecting: the sentences of a conversation, how probable each signal is in each, and what was said around them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.crew import shared
from pipeline.model import Signal
from pipeline.signals.definitions import SIDES, Definition, Side
from pipeline.signals.heads import Floats, Heads
from pipeline.signals.sentences import Said

SURE = 0.7
"""The probability from which a signal counts as found."""
WORTH_SHARING = 15_000
"""Sentences of a speaker from which on other processes are worth their start: they are searched in a second."""
PATTERN = 0.9
"""How probable a signal is where one of its patterns is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A signal in a sentence, whatever stands around it."""

    name: str
    score: float
    """Its probability."""


Shown = Mapping[tuple[Side, str], tuple[Sign, ...]]
"""What each sentence shows alone, by speaker and text hash."""


@dataclass(frozen=True, kw_only=True)
class Detector:
    """The signals that are looked for, and what was learned of them; without heads by patterns alone."""

    definitions: tuple[Definition, ...]
    heads: Heads | None

    @property
    def fingerprint(self) -> str:
        """Changes with whatever may find another signal, or none, in the same sentence."""
        told = [str(SURE), str(PATTERN), self.heads.fingerprint if self.heads else ""]
        for one in self.definitions:
            patterns = [pattern.pattern for pattern in one.patterns]
            told += [one.fingerprint, *patterns, str(one.after_report), *one.unless_later]
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]

    def signs(self, sentences: Sequence[Said], vectors: Floats | None) -> tuple[tuple[Sign, ...], ...]:
        """What each sentence shows alone; `vectors` are the sentences' where there are heads.

        Equal texts of one speaker show the same: give each once.
        """
        found: list[dict[str, Sign]] = [{} for _ in sentences]
        for side in SIDES:
            rows = [at for at, one in enumerate(sentences) if one.speaker == side]
            if not rows:
                continue
            head = self.heads.sides.get(side) if self.heads else None
            if head is not None and vectors is not None:
                told = head.probabilities(vectors[rows], [sentences[at].text for at in rows])
                for row, signal in zip(*np.nonzero(told >= SURE), strict=True):
                    name = head.names[signal]
                    if name in self._of and self._of[name].speaker == side:
                        found[rows[row]][name] = Sign(name=name, score=round(float(told[row, signal]), 4))
            for at, names in zip(rows, self._by_pattern(side, [sentences[at].text for at in rows]), strict=True):
                found[at] = {name: Sign(name=name, score=PATTERN) for name in names} | found[at]
        return tuple(tuple(signs[name] for name in sorted(signs)) for signs in found)

    def _by_pattern(self, side: Side, texts: Sequence[str]) -> list[list[str]]:
        patterns = tuple((one.name, one.patterns) for one in self.definitions if one.speaker == side and one.patterns)
        return shared(_matched, patterns, texts, worth=WORTH_SHARING, ready=(__name__,))

    def alone(self, conversation_id: str, sentences: Sequence[Said], signs: Shown) -> tuple[Signal, ...]:
        """What the sentences show, whatever else was said: each signal at most once a turn, where it is surest."""
        best: dict[tuple[int, str], Signal] = {}
        for one in sentences:
            for sign in signs.get((one.speaker, one.text_hash), ()):
                place = (one.turn, sign.name)
                if place not in best or best[place].score < sign.score:
                    best[place] = Signal(
                        conversation_id=conversation_id,
                        turn=one.turn,
                        name=sign.name,
                        score=sign.score,
                        start=one.start,
                        end=one.end,
                    )
        return tuple(best[place] for place in sorted(best))

    def in_conversation(
        self,
        conversation_id: str,
        sentences: Sequence[Said],
        signs: Shown,
        *,
        reported: int | None,
    ) -> tuple[Signal, ...]:
        """As `alone`, without what its definition does not let count for what was said before or after.

        `reported` is the turn in which the customer first told of a problem or wish, None where he told of none.
        """
        found = self.alone(conversation_id, sentences, signs)
        last = {signal.name: (signal.turn, signal.start) for signal in found}
        return tuple(
            signal
            for signal in found
            if not (self._of[signal.name].after_report and (reported is None or reported >= signal.turn))
            and all(
                last.get(other, (-1, 0)) <= (signal.turn, signal.start) for other in self._of[signal.name].unless_later
            )
        )

    @cached_property
    def _of(self) -> dict[str, Definition]:
        return {one.name: one for one in self.definitions}


def _matched(patterns: Sequence[tuple[str, tuple[re.Pattern[str], ...]]], texts: Sequence[str]) -> list[list[str]]:
    """By text the names of which a pattern is found in it."""
    plain = (text.replace("’", "'") for text in texts)
    return [[name for name, any_of in patterns if any(one.search(text) for one in any_of)] for text in plain]


def distinct(sentences: Iterable[Said]) -> tuple[Said, ...]:
    """One sentence for each text and speaker, in an order that hangs on the texts alone."""
    return tuple(one for _, one in sorted({(one.speaker, one.text_hash): one for one in sentences}.items()))
