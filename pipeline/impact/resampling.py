"""How much totals would vary, had other customers come: the bootstrap over customers, for many totals at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
CONFIDENCE = 0.95
BLOCK = 64
"""Resamples that are drawn at once: their weights lie in memory, 8 bytes for each person in each."""


def table(
    rows: Sequence[int], people: Sequence[int], values: Sequence[float], *, shape: tuple[int, int]
) -> sparse.csr_array:
    """(rows, people): what each person adds to each row, entries of one place added up in the order given."""
    return sparse.coo_array((np.array(values, dtype=float), (rows, people)), shape=shape).tocsr()


def heads(sums: sparse.csr_array) -> NDArray[np.int64]:
    """How many people are behind each row: those with an entry, be it 0."""
    behind: NDArray[np.int64] = np.diff(sums.indptr).astype(np.int64)
    return behind


def resampled(sums: sparse.csr_array, *, times: int, seed: int) -> Floats:
    """(rows, 1 + times): the rows' totals as found, then as they come out when as many people are drawn with return.

    Whole people are drawn, with all that they add to all rows, since a customer's conversations are not independent
    (the cluster bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13; Field and
    Welsh, Journal of the Royal Statistical Society B 2007; 69:369-390). One draw serves all rows, so that they can be
    set off against each other. The same seed, table and order of people give the same numbers.
    """
    many = sums.shape[1]
    totals = np.zeros((sums.shape[0], 1 + times))
    totals[:, 0] = sums @ np.ones(many)
    chance = np.random.default_rng(seed)
    for begin in range(0, times, BLOCK):
        size = min(BLOCK, times - begin)
        drawn = chance.integers(0, many, size=(size, many)) * size + np.arange(size)[:, None]
        weights = np.bincount(drawn.ravel(), minlength=size * many).reshape(many, size)
        # A sparse product adds up in one order, whatever the number of threads.
        totals[:, 1 + begin : 1 + begin + size] = sums @ weights.astype(float)
    return totals


def percentiles(figures: Floats) -> tuple[Floats, Floats]:
    """Ends of the percentile interval of each row of figures (rows, 1 + times), drawn out to what was found, column 0.

    Resamples in which a figure is not defined (nan) are left out; the ends are nan where none is left.
    """
    tail = (1 - CONFIDENCE) / 2
    ends = np.full((2, len(figures)), np.nan)
    told = ~np.isnan(figures[:, 1:]).all(axis=1)
    if told.any():
        ends[:, told] = np.nanquantile(figures[told, 1:], (tail, 1 - tail), axis=1)
    return np.fmin(ends[0], figures[:, 0]), np.fmax(ends[1], figures[:, 0])
