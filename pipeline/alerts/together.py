"""What a night does to all series at once: a holiday, a storm, a change in who gets in touch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.alerts.counts import Bools, Floats
from pipeline.alerts.memory import CAP, HISTORY

LEAST = 10
"""Nights after which it is known how much all series move together on ordinary nights."""
FEWEST = 8
"""Series of which no common move can be told: it may be that of one."""
SURE = 2.0
"""Standard errors beyond which a common move is believed whatever was usual."""
BOUNDS = (0.05, 20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """By what factor tonight's counts of each series are to be taken higher or lower, and its relative variance."""

    factor: Floats
    doubt: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Capped counts of all series relative to what was expected of them, weighed, and the variance of that."""

    ratio: float
    variance: float


def moved(
    counts: Floats, mean: Floats, excess: Floats, known: Bools, before: tuple[Sum, ...]
) -> tuple[Move, Sum | None]:
    """Tonight's common move, judged for each series by all others, and its sum, to be handed back on later nights.

    `known` are the series observed tonight whose `mean` and `excess` variance can be relied on. Shrunk to none as far
    as chance explains it and as such moves are rare; where there is nobody to judge by there is none.
    """
    none = Move(factor=np.ones(len(counts)), doubt=np.zeros(len(counts)))
    weight = np.where(known, 1 / (1 + excess * mean), 0.0)
    room = CAP * np.sqrt(mean + excess * mean**2)
    heard = weight * np.clip(counts, mean - room, mean + room)
    usual = weight * mean
    noise = weight * usual * (1 + excess * mean)
    if known.sum() <= FEWEST or usual.sum() <= 0:
        return none, None
    tonight = Sum(ratio=float(heard.sum() / usual.sum()), variance=float(noise.sum() / usual.sum() ** 2))
    if len(before) < LEAST:
        return none, tonight
    ratios, variances = (
        np.array(values[-HISTORY:]) for values in zip(*((one.ratio, one.variance) for one in before), strict=True)
    )
    # The capped sum falls a little short of what is expected, always.
    typical = float(np.median(ratios))
    if typical <= 0:
        return none, tonight  # hardly anybody is ever heard
    common = max(float(np.median((ratios - typical) ** 2) / 0.4549 - np.median(variances)), 0.0)
    others = np.maximum(usual.sum() - usual, 1e-9)
    ratio = (heard.sum() - heard) / others / typical
    variance = np.maximum(noise.sum() - noise, 0.0) / others**2
    seen = np.maximum(common, (ratio - 1) ** 2 - SURE**2 * variance)
    shrink = np.where(usual.sum() - usual > 1e-9, seen / np.maximum(seen + variance, 1e-12), 0.0)
    factor = np.clip(1 + (ratio - 1) * shrink, *BOUNDS)
    return Move(factor=factor, doubt=shrink * variance), tonight
