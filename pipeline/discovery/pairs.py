"""What people said of pairs of texts, for the clustering: which belong together, and which never do.

Together is one vertex of the graph, apart has no edge; and the space itself is fitted to what is together. Along the
directions in which such texts differ from each other, other texts of one matter differ too: these directions are
shrunk (relevant component analysis, Bar-Hillel, Hertz, Shental and Weinshall 2005). That is what reaches the texts of
which nobody said anything. To stretch those in which texts differ that are apart does not pay: it costs fine topics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.discovery.graph import PLACES, Vectors, unit
from pipeline.separation import Labels

DOUBT = 100.0
"""How many imagined differences, the same in all directions, stand beside those of the pairs."""
FEW = 25
"""Differences at which the doubt is twice as great as of very many: the first pairs must not shuffle all topics."""
OWN = 0.2
"""What it counts for that all of a component's rows lie in a cluster already, in cosine to its centroid."""

Edges = NDArray[np.int64]
"""(edges, 2), each once as (low, high) and sorted."""
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """What was said, of so many rows."""

    home: Labels
    """For each row the first of the rows that it belongs together with: itself, mostly."""
    apart: NDArray[np.int64]
    """(pairs, 2) of those first rows, each once as (low, high) and sorted; none within what belongs together."""

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows that something was said of, in order."""
        return np.flatnonzero(np.isin(self.home, self.said))

    @property
    def said(self) -> NDArray[np.int64]:
        """The first rows of those that something was said of, in order."""
        first, count = np.unique(self.home, return_counts=True)
        return np.union1d(first[count > 1], self.apart.ravel())


def pairs_of(rows: int, together: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> Pairs:
    """The pairs of so many rows; a pair that is apart within what belongs together is left out: no cut can heed it."""
    home = list(range(rows))

    def root(row: int) -> int:
        while home[row] != row:
            home[row] = home[home[row]]
            row = home[row]
        return row

    for one, other in together:
        low, high = sorted((root(one), root(other)))
        home[high] = low
    ends = {(min(pair), max(pair)) for pair in ((root(one), root(other)) for one, other in apart) if len(set(pair)) > 1}
    return Pairs(
        home=np.array([root(row) for row in range(rows)], dtype=np.int64),
        apart=np.array(sorted(ends), dtype=np.int64).reshape(-1, 2),
    )


def among(pairs: Pairs, drawn: NDArray[np.int64]) -> Pairs:
    """The same by place among the drawn rows (in order, and with every row that something was said of)."""
    place = np.full(len(pairs.home), -1, dtype=np.int64)
    place[drawn] = np.arange(len(drawn))
    return Pairs(home=place[pairs.home[drawn]], apart=place[pairs.apart])


def adapted(vectors: Vectors, pairs: Pairs) -> Vectors:
    """The vectors in a space in which texts of one matter differ less, about the same mean and as far from it."""
    rows = np.flatnonzero(np.isin(pairs.home, pairs.home[pairs.home != np.arange(len(pairs.home))]))
    _, of, count = np.unique(pairs.home[rows], return_inverse=True, return_counts=True)
    sums = np.zeros((len(count), vectors.shape[1]))
    np.add.at(sums, of, vectors[rows])
    differences = vectors[rows] - (sums / count[:, None])[of]
    degrees = len(rows) - len(count)
    scatter = differences.T @ differences
    even = float(np.trace(scatter)) / max(1, degrees) / len(scatter)
    if even <= 0:
        return vectors
    doubt = DOUBT * (1 + FEW / degrees)
    spread, directions = np.linalg.eigh((scatter / even + doubt * np.eye(len(scatter))) / (degrees + doubt))
    mean = vectors.mean(axis=0, dtype=np.float64)
    off = vectors - mean
    moved = (off @ directions) / np.sqrt(spread) @ directions.T
    return unit(mean + moved * np.sqrt((off**2).sum() / max(float((moved**2).sum()), 1e-12)))


def heeded(edges: Edges, weights: Weights, pairs: Pairs) -> tuple[Labels, Edges, Weights]:
    """Each row's vertex, and the edges between vertices: what is together is one vertex, what is apart has no edge."""
    rows = len(pairs.home)
    _, vertex = np.unique(pairs.home, return_inverse=True)
    ends = np.sort(vertex[edges], axis=1)
    keys, edge_of = np.unique(ends[:, 0] * rows + ends[:, 1], return_inverse=True)
    total = np.bincount(edge_of, weights=weights, minlength=len(keys)).astype(np.float64)
    never = np.sort(vertex[pairs.apart], axis=1)
    open_to = (keys // rows != keys % rows) & ~np.isin(keys, never[:, 0] * rows + never[:, 1])
    return vertex, np.stack([keys // rows, keys % rows], axis=1)[open_to], total[open_to]


def kept(vectors: Vectors, labels: Labels, pairs: Pairs) -> Labels:
    """The labels, with what is together in one cluster and what is apart in two: -1 where none is left.

    The rows that belong together go to the cluster that they are most like and lie in; the more they are, and the
    more they would lose by their second choice, the earlier they choose.
    """
    said = pairs.said
    if not len(said):
        return labels
    number = int(labels.max()) + 1
    sums = np.zeros((number, vectors.shape[1]))
    np.add.at(sums, labels[labels >= 0], vectors[labels >= 0])
    centroids = unit(sums).astype(np.float64)
    rows = {int(first): np.flatnonzero(pairs.home == first) for first in said}
    liking: dict[int, NDArray[np.float64]] = {}
    regret: dict[int, float] = {}
    for first, of in rows.items():
        lies = np.bincount(labels[of][labels[of] >= 0], minlength=number) / len(of)
        liking[first] = np.round((vectors[of] @ centroids.T).mean(axis=0) + OWN * lies, PLACES)
        second, best = np.sort(liking[first])[-2:] if number > 1 else (0.0, 1.0)
        regret[first] = float(best - second)
    foes: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs.apart.tolist():
        foes[one].add(other)
        foes[other].add(one)
    after = labels.copy()
    home: dict[int, int] = {}
    for first in sorted(rows, key=lambda at: (-len(rows[at]), -regret[at], at)):
        taken = {home.get(foe, -1) for foe in foes[first]}
        wishes = np.argsort(-liking[first], kind="stable").tolist()
        home[first] = next((label for label in wishes if label not in taken), -1)
        after[rows[first]] = home[first]
    return after
