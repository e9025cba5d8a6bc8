"""Detecting: the sentences of a conversation, how probable each signal is in each, and what was said around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.model import Signal
from pipeline.signals.definitions import SIDES, Definition, Side
from pipeline.signals.heads import Floats, Heads
from pipeline.signals.sentences import Said

SURE = 0.7
"""The probability from which a signal counts as found."""
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
            for at in rows:
                found[at] |= {sign.name: sign for sign in self._by_pattern(sentences[at], found[at])}
        return tuple(tuple(signs[name] for name in sorted(signs)) for signs in found)

    def _by_pattern(self, sentence: Said, found: Mapping[str, Sign]) -> Iterator[Sign]:
        text = sentence.text.replace("’", "'")
        for one in self.definitions:
            if one.speaker != sentence.speaker or not one.patterns or one.name in found:
                continue
            if any(pattern.search(text) for pattern in one.patterns):
                yield Sign(name=one.name, score=PATTERN)

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


def distinct(sentences: Iterable[Said]) -> tuple[Said, ...]:
    """One sentence for each text and speaker, in an order that hangs on the texts alone."""
    return tuple(one for _, one in sorted({(one.speaker, one.text_hash): one for one in sentences}.items()))
