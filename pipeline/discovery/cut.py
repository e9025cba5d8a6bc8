"""The graph cut into clusters: a consensus of many cuts by Leiden, at the granularity that silhouette prefers.

Leiden (Traag, Waltman, van Eck 2019) by modularity at a resolution. One cut decides much by chance where clusters
touch; edges are weighted anew by how many cuts keep their two ends together (ensemble clustering for graphs, Poulin
and Theberge 2019), after which clusters hardly depend on resolution and seed. What is left to choose is the
granularity: the coarsest cut whose silhouette (Rousseeuw 1987) is about the best.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.discovery.graph import Labels, Nearest, Vectors, neighbour_graph, unit
from pipeline.discovery.pairs import Pairs, heeded

RESOLUTIONS = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0, 22.0, 32.0, 45.0)
"""Of the first cuts, the best of which says how fine the ensemble cuts."""
FINER = (1.0, 1.4, 2.0)
"""The ensemble's resolutions, as multiples of the best first cut's: finer, since what was cut too fine is joined again
by the consensus, and what was never cut cannot be."""
REPEATS = 4
"""Cuts of the ensemble at each of its resolutions."""
LEAST = 0.05
"""Share of its weight that an edge keeps although every cut of the ensemble parts its ends."""
CONSENSUS_RESOLUTIONS = (0.25, 0.5, 1.0, 1.4, 2.0, 2.8)
SILHOUETTE_ROWS = 3_000
"""Silhouette costs the square of its rows; this many, spread evenly over the (hash-ordered) rows, choose as well."""
ROUGH_PLATEAU, PLATEAU = 0.02, 0.05
"""A coarser cut is taken where its silhouette is this near to the best: fewer topics that say as much. Among the first
cuts the margin is small, since a coarse ensemble cannot be made finer again."""
MOST_AT_LEAST = 60
"""Silhouette alone likes a handful of vague clusters where texts are noisy. A cut has at least the square root of half
the texts (Mardia 1979), but no more than this is asked for: it is about what an organisation can act on."""
CRISP = 0.5
"""Silhouette from which clusters are not vague (Kaufman and Rousseeuw 1990): then a few are all there are."""
ONE_PAIN = 0.7
"""Mean cosine to their centroid at which texts that fall into no crisp clusters are one."""

Scored = tuple[float, float, Labels]
"""A cut's silhouette, resolution and labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The labels of all rows, from 0, and at which resolutions they were found."""

    labels: Labels
    about: float
    """About which the ensemble cut."""
    fine: float | None
    """Of the consensus; None where the first cut stands, or there is one cluster only."""


def partition(vectors: Vectors, near: Nearest, *, most: int, seed: int, pairs: Pairs | None = None) -> Cut:
    """The clusters of (rows, dimensions) unit vectors whose neighbours are given.

    `most` clusters are asked for: silhouette goes on to favour ever smaller ones where the same is said in set phrases.
    No cut parts what the pairs have together, and none links what they have apart.
    """
    import igraph  # noqa: PLC0415 - not needed by a night that only assigns

    edges, similarity = neighbour_graph(near)
    vertex = np.arange(len(vectors))
    if pairs is not None:
        vertex, edges, similarity = heeded(edges, similarity, pairs)
    graph = igraph.Graph(n=int(vertex.max()) + 1, edges=edges)
    rough = _scored(vectors, vertex, graph, similarity, RESOLUTIONS, seed=seed)
    # Silhouette cannot speak for a single cluster, and tears it up: an outage alone in what no topic claims.
    alike = float((vectors @ unit(vectors.sum(axis=0))).mean()) >= ONE_PAIN
    if not rough or (alike and max(score for score, _, _ in rough) < CRISP):
        return Cut(labels=np.zeros(len(vectors), dtype=np.int64), about=RESOLUTIONS[0], fine=None)
    _, about, labels = chosen(rough, ROUGH_PLATEAU, most)
    consensus = _consensus(graph, edges, similarity, about, seed)
    fine = _scored(vectors, vertex, graph, consensus, CONSENSUS_RESOLUTIONS, seed=seed)
    if not fine:
        return Cut(labels=labels, about=about, fine=None)
    _, resolution, labels = chosen(fine, PLATEAU, most)
    return Cut(labels=labels, about=about, fine=resolution)


def cut_again(near: Nearest, cut: Cut, *, seed: int) -> Labels:
    """Labels of other rows, cut as those of `cut` were; nothing is chosen anew."""
    import igraph  # noqa: PLC0415

    edges, similarity = neighbour_graph(near)
    graph = igraph.Graph(n=len(near.row), edges=edges)
    if cut.fine is None:
        return leiden(graph, similarity, cut.about, seed=seed, iterations=10)
    consensus = _consensus(graph, edges, similarity, cut.about, seed)
    return leiden(graph, consensus, cut.fine, seed=seed, iterations=10)


def _consensus(
    graph: Any, edges: NDArray[np.int64], similarity: NDArray[np.float64], about: float, seed: int
) -> NDArray[np.float64]:
    """The edges' weights by how many cuts of the ensemble keep their two ends together."""
    kept = np.zeros(len(edges))
    for resolution in (about * times for times in FINER):
        for at in range(REPEATS):
            cut = leiden(graph, similarity, resolution, seed=seed + at, iterations=2)
            kept += cut[edges[:, 0]] == cut[edges[:, 1]]
    return similarity * (LEAST + (1 - LEAST) * kept / (len(FINER) * REPEATS))


def leiden(
    graph: Any,
    weights: NDArray[np.float64],
    resolution: float,
    *,
    seed: int,
    iterations: int,
    objective: str = "modularity",
) -> Labels:
    """One cut of an igraph graph; `objective` may be CPM, whose resolution is a density."""
    import igraph  # noqa: PLC0415

    igraph.set_random_number_generator(random.Random(seed))
    cut = graph.community_leiden(objective, weights=weights.tolist(), resolution=resolution, n_iterations=iterations)
    return np.asarray(cut.membership, dtype=np.int64)


def chosen(cuts: Sequence[Scored], plateau: float, most: int) -> Scored:
    """The coarsest of the cuts (which come coarse to fine) whose silhouette is within that share of the best.

    Of the crisp ones and of those with topics enough, but no more than `most`; where there is none, the finest of
    what is left.
    """
    fewest = min(most, MOST_AT_LEAST, math.sqrt(len(cuts[0][2]) / 2))
    few = [cut for cut in cuts if cut[2].max() < most or cut[0] >= CRISP] or cuts[:1]
    fine = [cut for cut in few if cut[2].max() + 1 >= fewest or cut[0] >= CRISP] or few[-1:]
    best = max(score for score, _, _ in fine)
    return next(cut for cut in fine if cut[0] >= best - plateau * abs(best))


def _scored(
    vectors: Vectors,
    vertex: Labels,
    graph: Any,
    weights: NDArray[np.float64],
    resolutions: Sequence[float],
    *,
    seed: int,
) -> list[Scored]:
    """The cuts at the resolutions, by row; `vertex` is each row's in the graph. None that is a single cluster or
    nothing but single rows."""
    from sklearn.metrics import silhouette_score  # noqa: PLC0415 - half a second

    sample = np.unique(np.linspace(0, len(vectors) - 1, min(len(vectors), SILHOUETTE_ROWS)).astype(np.int64))
    apart = np.clip(1.0 - vectors[sample] @ vectors[sample].T, 0.0, 2.0)
    np.fill_diagonal(apart, 0.0)
    cuts = []
    for resolution in resolutions:
        labels = leiden(graph, weights, resolution, seed=seed, iterations=10)[vertex]
        if 1 < len(np.unique(labels[sample])) < len(sample):
            score = round(float(silhouette_score(apart, labels[sample], metric="precomputed")), 6)
            cuts.append((score, resolution, labels))
    return cuts
