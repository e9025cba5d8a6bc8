"""How a week goes: factors that all series share, and how far each series has a week of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alerts.counts import Floats

DAYS = 7
PASSES = 3
SURE = 5.0
"""A direction in which the weeks of series differ counts from so many standard errors on."""
SPREAD = 0.05
"""Differences between weeks that are worth seeing (variance): where series are weighed against each other."""
LOWEST = 0.02
"""No weekday is thought to be emptier than this part of an average one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """Of each series (rows) and weekday (Monday first): the factor, and its relative variance."""

    factors: Floats
    doubt: Floats


def weeks(counts: Floats, exposure: Floats, weekdays: NDArray[np.int64], excess: Floats) -> Weeks:
    """Factors of the weekdays, (series, 7), from a history (series, nights); zeros where a night was not observed.

    The shared factors are pooled over all series, weighed by their variance, and shrunk to 1 as far as chance explains
    them. The ratios of a series to them are then shrunk by multivariate empirical Bayes (Efron and Morris 1972): the
    covariance of true ratios is what the observed ones have beyond chance, so that series with a week of another shape
    keep theirs, and where all weeks are alike none gets one. `excess` is each series' variance beyond Poisson, (series,
    1), relative to its squared mean.
    """
    hot = np.eye(DAYS)[weekdays]
    shared = _shared(counts, exposure, weekdays, excess, hot)
    mean = _level(counts, exposure * shared[weekdays]) * exposure * shared[weekdays]
    heard, usual, noise = (_by_day(one, hot) for one in (counts, mean, mean * (1 + excess * mean)))
    ratios, doubt = _shrunk(heard, usual, noise)
    return Weeks(factors=shared * np.maximum(ratios, LOWEST), doubt=doubt / np.maximum(ratios, LOWEST) ** 2)


def _shared(counts: Floats, exposure: Floats, weekdays: NDArray[np.int64], excess: Floats, hot: Floats) -> Floats:
    factors = np.ones(DAYS)
    doubt = np.zeros(DAYS)
    if not counts.any():
        return factors
    for _ in range(PASSES):
        mean = _level(counts, exposure * factors[weekdays]) * exposure * factors[weekdays]
        weight = 1 / (1 + excess * mean)
        heard, usual = (_by_day(weight * one, hot).sum(0) for one in (counts, mean))
        noise = _by_day(weight * mean, hot).sum(0)
        known = usual > 0
        ratio = np.where(known, heard / np.where(known, usual, 1), 1.0)
        factors = factors * ratio
        if known.any():
            factors = factors / np.average(factors[known], weights=usual[known])
        doubt = np.where(known, noise / np.where(known, usual, 1) ** 2 * factors**2, 1.0)
    true = max(float(np.mean((factors - 1) ** 2 - doubt)), 0.0)
    return np.asarray(1 + (factors - 1) * true / np.maximum(true + doubt, 1e-12))


def _shrunk(heard: Floats, usual: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Each series' ratios to the shared week and their variances, (series, 7)."""
    known = usual > 1e-6
    apart = np.where(known, heard / np.where(known, usual, 1) - 1, 0.0)
    chance = np.where(known, noise / np.where(known, usual, 1) ** 2, 1e6)
    weight = np.where(known, 1 / (chance + SPREAD), 0.0)
    weighed = weight * apart
    base = np.maximum(np.einsum("ia,ib->ab", weight, weight), 1e-12)
    covariance = np.einsum("ia,ib->ab", weighed, weighed)
    mere = weight**2 * np.where(known, chance, 0.0)
    covariance[np.arange(DAYS), np.arange(DAYS)] -= mere.sum(0)
    error = np.sqrt(2 * (mere**2).sum(0)) / np.diag(base)
    sizes, directions = np.linalg.eigh(covariance / base)
    sizes = np.where(sizes > SURE * error.mean(), sizes, 0.0)
    if not sizes.any():
        return np.ones(heard.shape), np.zeros(heard.shape)
    true = (directions * sizes) @ directions.T
    spread = true + np.eye(DAYS) * chance[:, :, None]
    solved = np.linalg.solve(spread, np.concatenate([apart[:, :, None], np.broadcast_to(true, spread.shape)], axis=2))
    ratios = 1 + np.einsum("ab,ib->ia", true, solved[:, :, 0])
    left = np.diag(true) - np.einsum("ab,iba->ia", true, solved[:, :, 1:])
    return ratios, np.maximum(left, 0.0)


def _level(counts: Floats, exposure: Floats) -> Floats:
    """Counts per exposure, (series, 1): a series without any is not thought to be at zero, but under one."""
    typical = exposure.sum() / max(float(counts.sum()), 1e-9)
    return np.asarray((counts.sum(1) + 0.5) / np.maximum(exposure.sum(1) + 0.5 * typical, 1e-12))[:, None]


def _by_day(cells: Floats, hot: Floats) -> Floats:
    """Sums by weekday, (series, 7)."""
    return np.asarray(np.einsum("it,ta->ia", cells, hot))
