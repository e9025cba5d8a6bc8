"""The nearest rows of each row, exactly, by half of all products: each cosine is looked at from both of its rows.

A row's floor, its so-manieth greatest cosine among every eighth row, lets through some three times as many as are asked
for. Rows come in an order that says nothing, so that an eighth of them is like the whole; a row that it misleads is
looked at once more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline import processors
from pipeline.discovery.graph import PLACES, Vectors, steady

BLOCK, ACROSS = 512, 2_048
"""Rows and columns of one matrix product, by one thread: no sum depends on how many threads there are."""
MOST_THREADS = 8
"""Each holds some blocks of cosines."""
STRIDE = 8
"""Every so-manieth row is looked at for the floors."""
SURE = 3.0
"""Standard deviations by which more of a row's nearest may lie in the sample than its share."""
CROWDED = 4 * BLOCK
"""So many cosines above the floors for each neighbour asked for are thinned out where they are found: of rows that are
all alike (words of a script that the model does not know) every pair is above."""
MOST_HELD = 8_000_000
"""Pairs that are held before the nearest of them are chosen, 160 megabytes: those of 40,000 rows, if none are alike."""
TIE = 10.0**-PLACES
"""Cosines this near are one."""

ANY, NEVER = -1.5, -2.0
"""Below every cosine; and below that, what is not wanted."""

Floor = NDArray[np.float32]
"""For each row (or column) the cosine from which on another may be among its nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The nearest rows of each row, nearest first, and their cosines: both (rows, neighbours)."""

    row: NDArray[np.int64]
    cosine: NDArray[np.float32]

    def first(self, neighbours: int) -> Nearest:
        """Only so many of them."""
        return Nearest(row=self.row[:, :neighbours], cosine=self.cosine[:, :neighbours])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairs:
    """Rows, and others that may be among their nearest: three columns of one length."""

    row: NDArray[np.int64]
    other: NDArray[np.int64]
    cosine: NDArray[np.float32]

    def where(self, kept: NDArray[Any]) -> _Pairs:
        """Only these, by place or by truth."""
        return _Pairs(row=self.row[kept], other=self.other[kept], cosine=self.cosine[kept])

    def moved(self, down: int, right: int) -> _Pairs:
        """The pairs of a block that begins at this row and other."""
        return _Pairs(row=self.row + down, other=self.other + right, cosine=self.cosine)

    def full(self, most: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Of pairs sorted by row and nearness, the rows that have `most`, and the cosine of each one's last."""
        count = np.bincount(self.row)
        full = np.flatnonzero(count >= most)
        return full, self.cosine[np.cumsum(count)[full] - 1]


def nearest(vectors: Vectors, neighbours: int) -> Nearest:
    """The `neighbours` nearest other rows of each row by cosine, exactly, on as many threads as there are cores.

    `vectors` is (rows, dimensions) of unit length, of more rows than neighbours. Of rows whose cosines are the same to
    PLACES digits the first is nearer. Equal bits whatever the number of threads.
    """
    rows = len(vectors)
    across = np.ascontiguousarray(vectors.T)
    sample = np.ascontiguousarray(across[:, ::STRIDE])
    begins = range(0, rows, BLOCK)

    def low(begin: int) -> Floor:
        return _floor(vectors[begin : begin + BLOCK] @ sample, _rank(neighbours))

    def met(block: tuple[int, int]) -> tuple[_Pairs, _Pairs]:
        down, right = block
        cosines = vectors[down : down + BLOCK] @ across[:, right : right + ACROSS]
        if right < down + BLOCK:
            # Each pair once: the one with the later row first is the other half of this block.
            here, there = np.ogrid[down : down + len(cosines), right : right + cosines.shape[1]]
            cosines[here >= there] = NEVER
        found = _above(cosines, floor[down : down + BLOCK], neighbours, axis=1)
        back = _above(cosines, floor[right : right + ACROSS], neighbours, axis=0)
        return found.moved(down, right), back.moved(right, down)

    def alone(some: NDArray[np.int64]) -> _Pairs:
        cosines = vectors[some] @ across
        cosines[np.arange(len(some)), some] = NEVER
        found = _best(_above(cosines, _floor(cosines, neighbours), neighbours, axis=1), neighbours)
        return _Pairs(row=some[found.row], other=found.other, cosine=found.cosine)

    with steady(), ThreadPoolExecutor(min(MOST_THREADS, processors.usable())) as threads:
        floor = np.concatenate(list(threads.map(low, begins)))
        found: list[_Pairs] = []
        for pairs in threads.map(met, [(down, right) for down in begins for right in range(down, rows, ACROSS)]):
            found += pairs
            if sum(len(some.row) for some in found) > MOST_HELD:
                found = [_best(_joined(found), neighbours)]
                # Of a row's others the first come first: what is as near as the last one held comes too late.
                full, last = found[0].full(neighbours)
                floor[full] = np.maximum(floor[full], last + 0.4 * TIE)
        every = _joined(found)

        def chosen(begin: int) -> _Pairs:
            return _best(every.where((every.row >= begin) & (every.row < begin + ACROSS)), neighbours)

        best = _joined(list(threads.map(chosen, range(0, rows, ACROSS))))
        few = np.bincount(best.row, minlength=rows) < neighbours
        if few.any():
            misled = np.array_split(np.flatnonzero(few), math.ceil(few.sum() / BLOCK))
            best = _joined([best.where(~few[best.row]), *threads.map(alone, misled)])
            best = best.where(np.argsort(best.row, kind="stable"))
    return Nearest(row=best.other.reshape(rows, neighbours), cosine=best.cosine.reshape(rows, neighbours))


def _rank(neighbours: int) -> int:
    """Which greatest cosine of a row to the sample is its floor: the sample may hold more than its share of the
    nearest, and the row itself."""
    share = neighbours / STRIDE
    return 2 + math.ceil(share + SURE * math.sqrt(share))


def _floor(cosines: NDArray[np.float32], rank: int) -> Floor:
    """The `rank`th greatest of each row, and what is as good as equal to it; of fewer columns all."""
    columns = cosines.shape[1]
    if columns < rank:
        return np.full(len(cosines), ANY, dtype=np.float32)
    return np.asarray(np.partition(cosines, columns - rank, axis=1)[:, columns - rank] - TIE, dtype=np.float32)


def _above(cosines: NDArray[np.float32], floor: Floor, most: int, *, axis: int) -> _Pairs:
    """Where cosines reach their floor: those of a row if others lie along axis 1, of a column if along axis 0. Where
    these are very many, only the `most` greatest of each, of equal ones the first."""
    inside = cosines >= np.expand_dims(floor, axis)
    if np.count_nonzero(inside) > CROWDED * most:
        inside &= _greatest(cosines, most, axis=axis)
    place = np.flatnonzero(inside)
    one = np.divmod(place, cosines.shape[1])
    return _Pairs(row=one[1 - axis], other=one[axis], cosine=cosines.ravel()[place])


def _greatest(cosines: NDArray[np.float32], most: int, *, axis: int) -> NDArray[np.bool_]:
    """Which are the `most` greatest along the axis, of equal ones the first."""
    others = cosines.shape[axis]
    order = _away(cosines) * others + np.expand_dims(np.arange(others), 1 - axis)
    last = min(most, others) - 1
    return np.asarray(order <= np.take(np.partition(order, last, axis=axis), [last], axis=axis))


def _joined(some: Sequence[_Pairs]) -> _Pairs:
    return _Pairs(
        row=np.concatenate([one.row for one in some]),
        other=np.concatenate([one.other for one in some]),
        cosine=np.concatenate([one.cosine for one in some]),
    )


def _best(found: _Pairs, most: int) -> _Pairs:
    """The `most` nearest of each row: rows ascending, nearest first, then the first."""
    cosine = np.round(found.cosine, PLACES)
    away = _away(cosine)
    width = int(found.other.max(initial=0)) + 1
    order = np.argsort((found.row * (int(away.max(initial=0)) + 1) + away) * width + found.other)
    row = found.row[order]
    count = np.bincount(row)
    place = np.arange(len(row)) - (np.cumsum(count) - count)[row]
    order = order[place < most]
    return _Pairs(row=found.row[order], other=found.other[order], cosine=cosine[order])


def _away(cosines: NDArray[np.float32]) -> NDArray[np.int64]:
    """How far cosines lie from 1, in units of their last digit that counts."""
    return np.rint((1.0 - np.round(cosines, PLACES).astype(np.float64)) / TIE).astype(np.int64)


def neighbour_graph(near: Nearest) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Edges between each row and its nearest rows, each once as (low, high) and sorted, (edges, 2), and their weights.

    The weight is the cosine, at least 0; where each is among the nearest of the other it counts twice.
    """
    rows, neighbours = near.row.shape
    ends = np.stack([np.repeat(np.arange(rows), neighbours), near.row.ravel()], axis=1)
    ends.sort(axis=1)
    keys, edge_of = np.unique(ends[:, 0] * rows + ends[:, 1], return_inverse=True)
    weights = np.bincount(edge_of, weights=np.maximum(near.cosine.ravel(), 0.0), minlength=len(keys)).astype(np.float64)
    return np.stack([keys // rows, keys % rows], axis=1), weights
