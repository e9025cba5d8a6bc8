"""Calibration: how probable a score makes a signal, a logistic curve for each (Platt 1999)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.signals.heads import Floats, Head
from pipeline.signals.lines import Read

SLOPE = 4.0
"""Where the search for a curve begins."""
FEW, RARE = 30, 0.001
"""A signal that fewer sentences show is calibrated with its own examples, as if such a share of all showed it."""
SOUGHT = 0.01
"""The same of a signal that somebody adds: because it occurs."""
NEAR, FIRMLY = 1.0, 5.0
"""How strongly the slope of a signal's curve is held near that of all signals, or near one that is given."""


def calibrated(
    head: Head, sentences: Sequence[Read], vectors: Floats, examples: Mapping[str, Floats] | None = None
) -> Head:
    """The head with the curves that sentences tell which it has not learned from; vectors (sentences, dimensions).

    `examples` are scores of signals' own examples, by heads that have not learned from them: they stand for a signal
    that fewer than FEW of the sentences show, as if RARE of all did.
    """
    scores = head.scores(vectors, [one.text for one in sentences])
    slope, offset = curves(sentences, head.names, scores, examples or {})
    return replace(head, slope=slope, offset=offset)


def curves(
    held: Sequence[Read],
    names: Sequence[str],
    scores: Floats,
    examples: Mapping[str, Floats],
    *,
    near: float | None = None,
    rare: float = RARE,
) -> tuple[Floats, Floats]:
    """Slope and offset of each signal's logistic curve, by the scores (sentences, signals) of those held back.

    `examples` as in `calibrated`. The slope is held near another or else that of all signals, so that a few sentences
    do not decide it. A signal that nothing tells of gets the curve of all.
    """
    known = frozenset(name for one in held for name in one.shows) | examples.keys()
    told = [at for at, name in enumerate(names) if name in known]
    found: dict[int, tuple[float, float]] = {}
    every = (SLOPE, -1.0)
    if told:
        stands = np.array([one.stands_for for one in held])
        stands = stands / stands.mean()
        shows = np.array([[name in one.shows for name in names] for one in held])
        every = _curve(scores[:, told].ravel(), shows[:, told].ravel(), np.repeat(stands, len(told)), SLOPE, 0)
        for at in told:
            own = examples.get(names[at], np.zeros(0, np.float32)) if shows[:, at].sum() < FEW else ()
            each = rare * stands.sum() / max(len(own), 1)
            found[at] = _curve(
                np.concatenate([scores[:, at], own]),
                np.concatenate([shows[:, at], np.ones(len(own), dtype=bool)]),
                np.concatenate([stands, np.full(len(own), each)]),
                near or every[0],
                FIRMLY if near else NEAR,
            )
    both = np.array([found.get(at, every) for at in range(len(names))], dtype=np.float32)
    return both.reshape(-1, 2)[:, 0], both.reshape(-1, 2)[:, 1]


def _curve(
    scores: Floats,
    shows: NDArray[np.bool_],
    stands: NDArray[np.float64],
    near: float,
    strength: float,
) -> tuple[float, float]:
    """Slope and offset of the greatest weighted likelihood, the slope held near another with a strength."""
    sign = np.where(shows, 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> float:
        slope, offset = np.exp(values[0]), values[1]
        fit = (stands * np.logaddexp(0, -sign * (slope * scores + offset))).sum()
        return float(fit + strength * (values[0] - np.log(near)) ** 2)

    from scipy.optimize import minimize  # noqa: PLC0415 - slow to load, only where signals are learned

    start = np.array([np.log(near), -1.0])
    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-6})
    return float(np.exp(found.x[0])), float(found.x[1])
