"""Counts of made-up series, and the watch over them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.alerts import Watched, watch

Floats = NDArray[np.float64]
WEEK = np.array([1.25, 1.1, 1.0, 1.0, 0.95, 0.45, 0.35])
SIZE = 10.0


def today(nights: int) -> NDArray[np.int64]:
    """Weekdays from a Monday on."""
    return np.arange(nights) % 7


def watched(counts: Floats, exposure: Floats | None = None, others: int = 0) -> Watched:
    """The watch over counts from a Monday on."""
    base = np.ones(counts.shape) if exposure is None else exposure
    return watch(counts, base, today(counts.shape[1]), others=others)


def means(series: int, nights: int, seed: int) -> Floats:
    """Half a conversation to fifteen a night, with a week."""
    level = np.exp(np.random.default_rng(seed).uniform(np.log(0.5), np.log(15), series))
    return np.asarray(level[:, None] * WEEK[today(nights)])


def drawn(mean: Floats, seed: int, size: float = SIZE) -> Floats:
    """Negative binomial counts."""
    return np.asarray(np.random.default_rng(seed).negative_binomial(size, size / (size + mean)), np.float64)
