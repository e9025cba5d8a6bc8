"""Counts as negative binomial variables, given by mean and excess variance, and many tests at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LEAST_EXCESS = 1e-6
"""Below this a count is Poisson for every purpose here."""


def log_pmf(count: Floats, mean: Floats, excess: Floats) -> Floats:
    """Log probability of `count` where the mean is `mean` and the variance mean + excess * mean^2; shapes broadcast."""
    size = 1 / np.maximum(excess, LEAST_EXCESS)
    counted = special.gammaln(count + size) - special.gammaln(size) - special.gammaln(count + 1)
    return np.asarray(counted - size * np.log1p(mean / size) + count * np.log(mean / (size + mean)))


def at_least(count: Floats, mean: Floats, excess: Floats) -> Floats:
    """Probability of `count` or more; shapes broadcast."""
    count, mean, size = np.broadcast_arrays(count, mean, 1 / np.maximum(excess, LEAST_EXCESS))
    return np.where(count > 0, special.betainc(np.maximum(count, 1), size, mean / (mean + size)), 1.0)


def at_most(count: Floats, mean: Floats, excess: Floats) -> Floats:
    """Probability of `count` or fewer; shapes broadcast."""
    count, mean, size = np.broadcast_arrays(count, mean, 1 / np.maximum(excess, LEAST_EXCESS))
    return np.asarray(special.betainc(size, count + 1, size / (mean + size)))


def between(mean: Floats, excess: Floats, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """The counts that enclose the middle `confidence` of the probability, at least."""
    outside = (1 - confidence) / 2
    return _quantile(outside, mean, excess), _quantile(1 - outside, mean, excess)


def rate(count: int, base: int, excess: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of count / base where counts vary beyond Poisson by `excess`, relative to the squared mean.

    On the log scale by the delta method (McCullagh and Nelder 1989), half a count added so that none has one too.
    Raises ValueError where base is not positive.
    """
    if base <= 0:
        raise ValueError("a rate needs a base")
    half = float(special.ndtri((1 + confidence) / 2)) * np.sqrt(1 / (count + 0.5) + excess)
    middle = (count + 0.5) / base
    return (0.0 if count == 0 else float(middle * np.exp(-half))), float(middle * np.exp(half))


def rarer(mean: Floats, excess: Floats, chance: float) -> Floats:
    """How likely a count is that is as high as this chance or rarer: less than the chance, for counts are whole."""
    return at_least(_quantile(1 - chance, mean, excess) + 1, mean, excess)


def _quantile(share: float, mean: Floats, excess: Floats) -> Floats:
    """The least count up to which that share of the probability lies.

    As scipy.stats has it, which takes longer to load than a night's counts take to be judged.
    """
    size = 1 / np.maximum(excess, LEAST_EXCESS)
    prob = size / (size + mean)
    found = np.maximum(np.ceil(special.nbdtrik(share, size, prob)), 0.0)
    # Where that share ends exactly at a count, the search may end a bit behind it.
    before = np.maximum(found - 1, 0.0)
    found = np.where(special.betainc(size, before + 1, prob) >= share, before, found)
    # Its search ends nowhere where nothing, or everything, is expected.
    return np.where(prob >= 1, 0.0, np.where(prob > 0, found, np.nan))


def discoveries(p: Floats, rate: float, *, others: int = 0) -> Bools:
    """Which of the tests (NaN: none) stand out at a false discovery rate (Benjamini and Hochberg 1995), where `others`
    were made that cannot."""
    found = np.zeros(p.shape, dtype=bool)
    tests = np.flatnonzero(np.isfinite(p))
    order = tests[np.argsort(p[tests], kind="stable")]
    passing = np.flatnonzero(p[order] <= rate * np.arange(1, len(order) + 1) / max(len(order) + others, 1))
    if len(passing):
        found[order[: passing[-1] + 1]] = True
    return found
