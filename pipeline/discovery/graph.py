"""The nearest-neighbour graph of unit vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""(rows, dimensions), rows of unit length."""
Labels = NDArray[np.int64]
"""A cluster's number for each row; -1 for none."""

BLOCK = 1_024
PLACES = 5
"""Cosines are rounded before they are compared, so that the last bits of a sum (which follow the number of threads)
cannot decide who is a neighbour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The nearest rows of each row, nearest first, and their cosines: both (rows, neighbours)."""

    row: NDArray[np.int64]
    cosine: NDArray[np.float32]


def unit(vector: NDArray[Any]) -> Vectors:
    """The vector (or each row) at unit length, float32."""
    norm = np.linalg.norm(vector, axis=-1, keepdims=True)
    return np.asarray(vector / np.maximum(norm, 1e-12), dtype=np.float32)


def centred(vectors: Vectors) -> Vectors:
    """What tells the rows apart: without their mean (the "hello, I am calling because" of all of them), unit length."""
    return unit(vectors - vectors.mean(axis=0))


def nearest(vectors: Vectors, neighbours: int) -> Nearest:
    """The `neighbours` nearest other rows of each row by cosine, exactly, by blocks of a matrix product."""
    rows = len(vectors)
    found = np.empty((rows, neighbours), dtype=np.int64)
    cosine = np.empty((rows, neighbours), dtype=np.float32)
    for begin in range(0, rows, BLOCK):
        cosines = np.round(vectors[begin : begin + BLOCK] @ vectors.T, PLACES)
        here = np.arange(len(cosines))
        cosines[here, here + begin] = -2.0
        near = np.sort(np.argpartition(-cosines, neighbours - 1, axis=1)[:, :neighbours], axis=1)
        near_cosines = np.take_along_axis(cosines, near, axis=1)
        order = np.argsort(-near_cosines, axis=1, kind="stable")
        block = slice(begin, begin + len(cosines))
        found[block] = np.take_along_axis(near, order, axis=1)
        cosine[block] = np.take_along_axis(near_cosines, order, axis=1)
    return Nearest(row=found, cosine=cosine)


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
