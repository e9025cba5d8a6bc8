"""The graph cut into clusters: a consensus of many cuts by Leiden, at the granularity that silhouette prefers.

Leiden (Traag, Waltman, van Eck 2019) by modularity at a resolution. One cut decides much by chance where clusters
touch; edges are weighted anew by how many cuts keep their two ends together (ensemble clustering for graphs, Poulin
and Theberge 2019), after which clusters hardly depend on resolution and seed. The ensemble's cuts do not see the rows
but grains, a few rows so near each other that a cut would hardly part them, each cut other grains. What is left to
choose is the granularity: the coarsest cut whose silhouette (Rousseeuw 1987) is about the best.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.crew import ALONE, Crew
from pipeline.discovery.graph import Vectors, Web, graph_of, leiden, unit, web
from pipeline.discovery.neighbours import Nearest, neighbour_graph
from pipeline.discovery.pairs import Edges, Pairs, Weights, heeded
from pipeline.separation import Labels, silhouette

CIRCLE = 12
"""Nearest rows that a row is linked with where groups of a few rows are looked for."""
GRAIN = 0.1
"""Density of a grain: some eight rows. All cuts but the last are made on graphs of grains, a tenth of the vertices."""
RESOLUTIONS = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0, 22.0, 32.0, 45.0)
"""Of the first cuts, the best of which says how fine the ensemble cuts."""
FINER = (1.0, 1.4, 2.0)
"""The ensemble's resolutions, as multiples of the best first cut's: finer, since what was cut too fine is joined again
by the consensus, and what was never cut cannot be."""
CUTS = 12
"""Of the ensemble, each by grains of its own: what one graining puts together by chance, others part."""
ROUNDS, ENSEMBLE_ROUNDS = 2, 1
"""Of Leiden; more change no score. The ensemble's cuts should differ."""
LEAST = 0.05
"""Share of an edge's weight that stays however few cuts keep its ends together; where none does, there is no edge."""
CONSENSUS_RESOLUTIONS = (0.25, 0.5, 1.0, 1.4, 2.0, 2.8)
WORTH_SHARING = 4_000
"""Rows from which on other processes are worth their start, a quarter of a second each. They hold the graph, which of
40,000 rows takes 320 MB."""
MOST_CUTS = len(RESOLUTIONS) + CUTS + len(CONSENSUS_RESOLUTIONS)
"""That a partition makes."""
SILHOUETTE_ROWS = 3_000
"""So many, spread evenly over the (hash-ordered) rows, choose as well as all."""
ROUGH_PLATEAU, PLATEAU = 0.02, 0.05
"""A coarser cut is taken where its silhouette is this near to the best: fewer topics that say as much. Among the first
cuts the margin is small, since a coarse ensemble cannot be made finer again."""
MOST_AT_LEAST = 60
"""Silhouette alone likes a handful of vague clusters where texts are noisy. A cut has at least the square root of half
the texts (Mardia 1979), but no more than this is asked for: it is about what an organisation can act on."""
CRISP, VAGUE = 0.5, 0.1
"""Silhouette from which clusters are not vague (Kaufman and Rousseeuw 1990): then a few are all there are; and under
which a cut of too many clusters is followed by no crisp one. Set phrases have twice that in such a cut, and their finer
cuts become crisp; noisy texts have .05."""
ONE_PAIN = 0.7
"""Mean cosine to their centroid at which texts that fall into no crisp clusters are one."""

Scored = tuple[float, float, Labels]
"""A cut's silhouette, resolution and labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What links rows: each to its neighbours, and to the nearest of them, among which grains are looked for."""

    rows: int
    edges: Edges
    weight: Weights
    near_edges: Edges
    """To the CIRCLE nearest."""
    near_weight: Weights
    pairs: Pairs | None
    """What was said of the rows."""

    def circle(self) -> Any:
        """An igraph.Graph of the nearest: cut by density (the constant Potts model; Traag, Van Dooren, Nesterov 2011)
        it falls into groups whose size does not grow with the number of rows."""
        return graph_of(self.near_edges, rows=self.rows)

    def inside(self, kept: NDArray[np.int64]) -> Linked:
        """What links the kept rows, by place among them; of which nothing was said."""
        place = np.full(self.rows, -1, dtype=np.int64)
        place[kept] = np.arange(len(kept))
        both, near = (place[edges] for edges in (self.edges, self.near_edges))
        here, there = ((ends >= 0).all(axis=1) for ends in (both, near))
        return Linked(
            rows=len(kept),
            edges=both[here],
            weight=self.weight[here],
            near_edges=near[there],
            near_weight=self.near_weight[there],
            pairs=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The labels of all rows, from 0, and at which resolutions they were found."""

    labels: Labels
    about: float
    """About which the ensemble cut."""
    fine: float | None
    """Of the consensus; None where the first cut stands, or there is one cluster only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Some of the rows, by which cuts are judged."""

    rows: NDArray[np.int64]
    vectors: Vectors
    """Of these rows, of unit length."""


def linked(near: Nearest, pairs: Pairs | None = None) -> Linked:
    """What links rows whose neighbours are given."""
    edges, weight = neighbour_graph(near)
    near_edges, near_weight = neighbour_graph(near.first(CIRCLE))
    return Linked(
        rows=len(near.row),
        edges=edges,
        weight=weight,
        near_edges=near_edges,
        near_weight=near_weight,
        pairs=pairs,
    )


def partition(vectors: Vectors, links: Linked, *, most: int, seed: int, by: Crew = ALONE) -> Cut:
    """The clusters of (rows, dimensions) unit vectors that are linked so.

    `most` clusters are asked for: silhouette goes on to favour ever smaller ones where the same is said in set phrases.
    No cut parts what the pairs have together, and none links what they have apart.
    """
    rows = np.unique(np.linspace(0, len(vectors) - 1, min(len(vectors), SILHOUETTE_ROWS)).astype(np.int64))
    sample = Sample(rows=rows, vectors=vectors[rows])
    rough = _made(by.share(_rough, (links, sample, most, seed), RESOLUTIONS), most)
    # Silhouette cannot speak for a single cluster, and tears it up: an outage alone in what no topic claims.
    alike = float((vectors @ unit(vectors.sum(axis=0))).mean()) >= ONE_PAIN
    if not rough or (alike and max(score for score, _, _ in rough) < CRISP):
        return Cut(labels=np.zeros(len(vectors), dtype=np.int64), about=RESOLUTIONS[0], fine=None)
    _, about, labels = chosen(rough, ROUGH_PLATEAU, most)
    agreed = _agreed(links, by.share(_kept, (links, about, seed), range(CUTS)))
    fine = [cut for cut in by.share(_fine, (agreed, sample, seed), CONSENSUS_RESOLUTIONS) if cut is not None]
    if not fine:
        return Cut(labels=labels, about=about, fine=None)
    _, resolution, labels = chosen(fine, PLATEAU, most)
    return Cut(labels=labels, about=about, fine=resolution)


def cut_again(links: Linked, cut: Cut, *, cuts: int, seed: int) -> Labels:
    """Labels of other rows, cut as those of `cut` were, by an ensemble of so many cuts; nothing is chosen anew."""
    if cut.fine is None:
        return _cut(_grained(links, links.circle(), seed), cut.about, seed=seed, iterations=ROUNDS)
    one = _by_rows(_agreed(links, _kept((links, cut.about, seed), range(cuts))))
    return _cut(one, cut.fine, seed=seed, iterations=ROUNDS)


def _rough(given: tuple[Linked, Sample, int, int], resolutions: Sequence[float]) -> list[Scored | None]:
    """Cuts by one graining, judged; of rising resolutions none after one that is too fine."""
    links, sample, most, seed = given
    one = _grained(links, links.circle(), seed)
    cuts: list[Scored | None] = []
    done = False
    for resolution in resolutions:
        cuts.append(None if done else _scored(sample, one, resolution, seed=seed))
        done = done or _too_fine(cuts[-1], most)
    return cuts


def _too_fine(cut: Scored | None, most: int) -> bool:
    """Whether it has more clusters than are asked for, and finer ones are no use either."""
    return cut is not None and bool(cut[2].max() >= most) and cut[0] < VAGUE


def _made(cuts: Sequence[Scored | None], most: int) -> list[Scored]:
    """Those that say something, up to the first that is too fine: which others were made hangs on who made them."""
    end = next((at for at, cut in enumerate(cuts, start=1) if _too_fine(cut, most)), len(cuts))
    return [cut for cut in cuts[:end] if cut is not None]


def _kept(given: tuple[Linked, float, int], numbers: Sequence[int]) -> list[NDArray[np.bool_]]:
    """Of each of these cuts of an ensemble the edges whose ends it keeps together."""
    links, about, seed = given
    circle = links.circle()
    found = []
    for at in numbers:
        one, resolution = _grained(links, circle, seed + at), about * FINER[at % len(FINER)]
        labels = _cut(one, resolution, seed=seed + at, iterations=ENSEMBLE_ROUNDS)
        found.append(labels[links.edges[:, 0]] == labels[links.edges[:, 1]])
    return found


def _fine(given: tuple[Linked, Sample, int], resolutions: Sequence[float]) -> list[Scored | None]:
    """Cuts of the rows themselves, judged."""
    links, sample, seed = given
    one = _by_rows(links)
    return [_scored(sample, one, resolution, seed=seed) for resolution in resolutions]


def _agreed(links: Linked, kept: Sequence[NDArray[np.bool_]]) -> Linked:
    """The rows' links, weighted by how many cuts of an ensemble keep their ends together; without those that none
    keeps."""
    count = np.stack(kept).sum(axis=0, dtype=np.float64)
    some = (count > 0) | ~count.any()
    weight = links.weight[some] * (LEAST + (1 - LEAST) * count[some] / len(kept))
    return replace(links, edges=links.edges[some], weight=weight)


def _grained(links: Linked, circle: Any, seed: int) -> Web:
    """The graph by grains."""
    return woven(links, leiden(circle, links.near_weight, GRAIN, seed=seed, iterations=1))


def _by_rows(links: Linked) -> Web:
    """The graph of the rows themselves."""
    return woven(links, np.arange(links.rows))


def woven(links: Linked, grain: Labels) -> Web:
    """The graph of the rows' links by grains; what the pairs speak of is a grain of its own with what it belongs to."""
    if links.pairs is None:
        return web(links.edges, links.weight, grain)
    vertex, edges, weight = heeded(links.edges, links.weight, links.pairs)
    first = np.unique(links.pairs.home)
    own = np.isin(first, links.pairs.said)
    grain = grain[first]
    grain[own] = grain.max() + 1 + np.arange(own.sum())
    found = web(edges, weight, np.unique(grain, return_inverse=True)[1])
    return replace(found, grain=found.grain[vertex])


def _cut(one: Web, resolution: float, *, seed: int, iterations: int) -> Labels:
    """The label of each row."""
    ends = one.edges.ravel()
    mass = 2 * one.within + np.bincount(ends, weights=np.repeat(one.weight, 2), minlength=len(one.within))
    return leiden(one.graph, one.weight, resolution, seed=seed, iterations=iterations, mass=mass)[one.grain]


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


def _scored(sample: Sample, one: Web, resolution: float, *, seed: int) -> Scored | None:
    """A cut by row; None where it is a single cluster or nothing but single rows."""
    labels = _cut(one, resolution, seed=seed, iterations=ROUNDS)
    if not 1 < len(np.unique(labels[sample.rows])) < len(sample.rows):
        return None
    return round(silhouette(sample.vectors, labels[sample.rows]), 6), resolution, labels
