"""The graph cut into clusters: a consensus of many cuts by Leiden, at the granularity that silhouette prefers.

Leiden (Traag, Waltman, van Eck 2019) by modularity at a resolution. One cut decides much by chance where clusters
touch; edges are weighted anew by how many cuts keep their two ends together (ensemble clustering for graphs, Poulin
and Theberge 2019), after which clusters hardly depend on resolution and seed. What is left to choose is the
granularity: the coarsest cut whose silhouette (Rousseeuw 1987) is about the best.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.discovery.graph import (
    Labels,
    Nearest,
    Vectors,
    Web,
    leiden,
    neighbour_graph,
    sums,
    unit,
    web,
)
from pipeline.discovery.pairs import Pairs, heeded

GRAIN = 0.1
"""Density of a grain: some eight rows. All cuts are made on the graph of grains, which has a tenth of the vertices."""
RESOLUTIONS = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0, 22.0, 32.0, 45.0)
"""Of the first cuts, the best of which says how fine the ensemble cuts."""
FINER = (1.0, 1.4, 2.0)
"""The ensemble's resolutions, as multiples of the best first cut's: finer, since what was cut too fine is joined again
by the consensus, and what was never cut cannot be."""
REPEATS = 4
"""Cuts of the ensemble at each of its resolutions."""
ROUNDS, ENSEMBLE_ROUNDS = 2, 1
"""Of Leiden; more change no score. The ensemble's cuts should differ."""
LEAST = 0.05
"""Share of its weight that an edge keeps although every cut of the ensemble parts its ends."""
CONSENSUS_RESOLUTIONS = (0.25, 0.5, 1.0, 1.4, 2.0, 2.8)
SILHOUETTE_ROWS = 3_000
"""So many, spread evenly over the (hash-ordered) rows, choose as well as all."""
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


def partition(
    vectors: Vectors, near: Nearest, grain: Labels, *, most: int, seed: int, pairs: Pairs | None = None
) -> Cut:
    """The clusters of (rows, dimensions) unit vectors whose neighbours and grains are given.

    `most` clusters are asked for: silhouette goes on to favour ever smaller ones where the same is said in set phrases.
    No cut parts what the pairs have together, and none links what they have apart.
    """
    linked = woven(near, grain, pairs)
    rough = _scored(vectors, linked, linked.weight, RESOLUTIONS, seed=seed)
    # Silhouette cannot speak for a single cluster, and tears it up: an outage alone in what no topic claims.
    alike = float((vectors @ unit(vectors.sum(axis=0))).mean()) >= ONE_PAIN
    if not rough or (alike and max(score for score, _, _ in rough) < CRISP):
        return Cut(labels=np.zeros(len(vectors), dtype=np.int64), about=RESOLUTIONS[0], fine=None)
    _, about, labels = chosen(rough, ROUGH_PLATEAU, most)
    consensus = _consensus(linked, about, REPEATS, seed)
    fine = _scored(vectors, linked, consensus, CONSENSUS_RESOLUTIONS, seed=seed)
    if not fine:
        return Cut(labels=labels, about=about, fine=None)
    _, resolution, labels = chosen(fine, PLATEAU, most)
    return Cut(labels=labels, about=about, fine=resolution)


def woven(near: Nearest, grain: Labels, pairs: Pairs | None = None) -> Web:
    """The rows' neighbour graph by grains; what the pairs speak of is a grain of its own with what it belongs to."""
    edges, similarity = neighbour_graph(near)
    if pairs is None:
        return web(edges, similarity, grain)
    vertex, edges, similarity = heeded(edges, similarity, pairs)
    first = np.unique(pairs.home)
    own = np.isin(first, pairs.said)
    grain = grain[first]
    grain[own] = grain.max() + 1 + np.arange(own.sum())
    found = web(edges, similarity, np.unique(grain, return_inverse=True)[1])
    return replace(found, grain=found.grain[vertex])


def cut_again(linked: Web, cut: Cut, *, repeats: int, seed: int) -> Labels:
    """Labels of other rows, cut as those of `cut` were, by an ensemble of so many cuts at each of its resolutions;
    nothing is chosen anew."""
    weight, resolution = linked.weight, cut.about
    if cut.fine is not None:
        weight, resolution = _consensus(linked, cut.about, repeats, seed), cut.fine
    return _cut(linked, weight, resolution, seed=seed, iterations=ROUNDS)[linked.grain]


def _consensus(linked: Web, about: float, repeats: int, seed: int) -> NDArray[np.float64]:
    """The edges' weights by how many cuts of the ensemble keep their two ends together."""
    kept = np.zeros(len(linked.edges))
    for resolution in (about * times for times in FINER):
        for at in range(repeats):
            cut = _cut(linked, linked.weight, resolution, seed=seed + at, iterations=ENSEMBLE_ROUNDS)
            kept += cut[linked.edges[:, 0]] == cut[linked.edges[:, 1]]
    return linked.weight * (LEAST + (1 - LEAST) * kept / (len(FINER) * repeats))


def _cut(linked: Web, weight: NDArray[np.float64], resolution: float, *, seed: int, iterations: int) -> Labels:
    """The label of each grain."""
    ends = linked.edges.ravel()
    mass = 2 * linked.within + np.bincount(ends, weights=np.repeat(weight, 2), minlength=len(linked.within))
    return leiden(linked.graph, weight, resolution, seed=seed, iterations=iterations, mass=mass)


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
    vectors: Vectors, linked: Web, weight: NDArray[np.float64], resolutions: Sequence[float], *, seed: int
) -> list[Scored]:
    """The cuts at the resolutions, by row. None that is a single cluster or nothing but single rows."""
    sample = np.unique(np.linspace(0, len(vectors) - 1, min(len(vectors), SILHOUETTE_ROWS)).astype(np.int64))
    cuts = []
    for resolution in resolutions:
        labels = _cut(linked, weight, resolution, seed=seed, iterations=ROUNDS)[linked.grain]
        if 1 < len(np.unique(labels[sample])) < len(sample):
            cuts.append((round(silhouette(vectors[sample], labels[sample]), 6), resolution, labels))
    return cuts


def silhouette(vectors: Vectors, labels: Labels) -> float:
    """The mean silhouette (Rousseeuw 1987) of two clusters or more of unit vectors, by cosine.

    A row's mean distance to a cluster's rows follows from their sum: no pair of rows is looked at.
    """
    _, labels, count = np.unique(labels, return_inverse=True, return_counts=True)
    here = np.arange(len(labels))
    alike = vectors @ sums(vectors, labels, len(count)).T
    size = count[labels]
    inner = 1 - (alike[here, labels] - 1) / np.maximum(size - 1, 1)
    outer = 1 - alike / count.astype(np.float32)
    outer[here, labels] = np.inf
    nearest = outer.min(axis=1)
    score = (nearest - inner) / np.maximum(np.maximum(inner, nearest), 1e-12)
    return float(score[size > 1].sum(dtype=np.float64) / len(labels))
