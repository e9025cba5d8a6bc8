"""Small pains: groups too small for the graph of many texts, which are lost in a larger cluster."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from pipeline.discovery.graph import Labels, Nearest, Vectors, unit

CIRCLE = 8
"""Nearest rows that say whether a row belongs to a small group."""
SHARED = 4
"""Two rows are linked when each is in the circle of the other and this many rows are in both (Jarvis, Patrick 1973)."""
CLOSED = 0.7
"""Least share of its members' circles that lies in the group itself."""
APART = 0.5
"""A small group is one of its own where its centroid has at most this cosine to that of the rest of its cluster."""
MOST = 40
"""Rows of a small group; larger ones the graph finds."""


def parted(vectors: Vectors, near: Nearest, labels: Labels, size: NDArray[np.int64], *, fewest: int) -> Labels:
    """The labels, with the small groups of at least `fewest` conversations that are lost in a cluster as new ones.

    `size` says how many conversations said each row.
    """
    after = labels.copy()
    number = int(labels.max()) + 1
    for rows in small_groups(near, most=MOST):
        home = int(np.bincount(labels[rows]).argmax())
        rest = np.setdiff1d(np.flatnonzero(labels == home), rows)
        if int(size[rows].sum()) < fewest or len(rest) < len(rows):
            continue
        if float(unit(vectors[rows].sum(axis=0)) @ unit(vectors[rest].sum(axis=0))) <= APART:
            after[rows] = number
            number += 1
    return after


def small_groups(near: Nearest, *, most: int) -> list[NDArray[np.int64]]:
    """Groups of at most `most` rows that keep to themselves: sorted rows each, no row twice.

    `near` holds at least CIRCLE neighbours of each row, nearest first.
    """
    rows = len(near.row)
    circle = near.row[:, :CIRCLE]
    ones = np.ones(circle.size, dtype=np.int32)
    knows = csr_matrix((ones, circle.ravel(), np.arange(rows + 1) * circle.shape[1]), shape=(rows, rows))
    mutual = knows.multiply(knows.T)
    shared = (knows @ knows.T).multiply(mutual)
    shared.data = (shared.data >= SHARED).astype(np.int32)
    shared.eliminate_zeros()
    count, part = connected_components(shared, directed=False)
    sizes = np.bincount(part, minlength=count)
    inside = np.bincount(part, weights=(part[circle] == part[:, None]).mean(axis=1), minlength=count) / sizes
    wanted = np.flatnonzero((sizes > 2) & (sizes <= most) & (inside >= CLOSED))
    return [np.flatnonzero(part == one) for one in wanted.tolist()]
