"""Tonight's clusters: BERTopic's scheme over a nearest-neighbour graph; the only importer of bertopic and igraph.

BERTopic's default reduction and clustering (UMAP, HDBSCAN) leave a third of short texts unassigned, depend on the row
order and compile for half a minute in every process. Its parts are replaced: no reduction, a nearest-neighbour graph of
the centred vectors under a consensus of cuts for its clusters, and its c-TF-IDF, to the same numbers, for key terms.
docs/decisions/0001-discovery.md says what else was tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.assignment import assign
from pipeline.crew import MOST, crew_of
from pipeline.discovery.apart import DENSITY, DENSITY_ROUNDS, parted
from pipeline.discovery.broken import broken_off
from pipeline.discovery.continued import continued
from pipeline.discovery.cores import LEAST_COSINE, STRAYS, Core, core_of, definition
from pipeline.discovery.cut import MOST_CUTS, WORTH_SHARING, linked, partition
from pipeline.discovery.drawing import drawn_rows, shares
from pipeline.discovery.graph import PLACES, Vectors, centred, leiden, steady, unit
from pipeline.discovery.neighbours import nearest, neighbour_graph
from pipeline.discovery.pairs import Pairs, adapted, among, kept, pairs_of
from pipeline.discovery.proposals import Proposals, proposals
from pipeline.discovery.refound import PARTS, refound
from pipeline.discovery.terms import key_terms
from pipeline.model import Term
from pipeline.separation import Labels, sums

__all__ = [
    "Found",
    "Group",
    "Labels",
    "Proposals",
    "Vectors",
    "broken_off",
    "continued",
    "definition",
    "discover",
    "drawn_rows",
    "grouped",
    "neighbour_graph",
    "neighbours_of",
    "proposals",
    "unit",
]

MOST_TEXTS = 20_000
"""Texts that are clustered; of more, as many are drawn, and the others go to the nearest cluster: the graph costs the
square of its texts. As many again of those that no topic claims: there a pain begins."""
FEWEST_NEIGHBOURS = 10
"""Of a text in the graph; more as the cube root of the texts, or a graph of many texts falls into ever more pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One cluster as rows of the texts it was found in."""

    rows: tuple[int, ...]
    """By falling similarity to the centroid."""
    centroid: tuple[float, ...]
    """Unit length."""
    floor: float
    """Least cosine at which a text belongs; a text below it belongs to none."""
    terms: tuple[Term, ...]
    stability: float | None = None
    """Mean Jaccard likeness to what is found in parts of the texts; None where it was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The clusters of one fit, largest first, and the resolution they were cut at."""

    groups: tuple[Group, ...]
    resolution: float


def discover(
    texts: Sequence[str],
    vectors: Vectors,
    weights: Sequence[int],
    *,
    min_weight: int,
    seed: int,
    small_weight: int | None = None,
    least_cosine: float = LEAST_COSINE,
    least_coherence: float = 0.50,
    strays: float = STRAYS,
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
    stability: bool = False,
    claimed: NDArray[np.bool_] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Found:
    """Group distinct texts into clusters; the caller sorts the rows by content hash.

    `vectors` is (texts, dimensions) of unit length; `weights` says how many conversations, 1 or more, said each text.
    A cluster needs `min_weight` conversations (`small_weight`, if given, where a larger one was parted) and a mean
    cosine to its centroid of `least_coherence`; the `strays` share of its members that lies farthest out, and whatever
    lies under `least_cosine`, belongs to none. Groups of texts whose mean cosine is under `least_cosine`, and under
    what is usual in their cluster, are not one cluster.

    `together` and `apart` are pairs of rows of which somebody said so. Those together are in one cluster or in none,
    those apart never in the same, but where they are together by way of others: what contradicts is the caller's.
    With `stability` each cluster is also looked for in parts of the texts, which costs half as much again. Of more
    than MOST_TEXTS rows as many are drawn, by their texts' hashes, and as many again of those not `claimed`, by a topic
    known before; every other row goes to the nearest cluster. Equal input gives equal bits on any number of threads and
    processes. `progress` hears how many cuts of the graph are made, and of how many.
    """
    with steady():
        return _discovered(
            texts, vectors, np.asarray(weights, dtype=np.int64), min_weight=min_weight, small_weight=small_weight,
            seed=seed, least_cosine=least_cosine, least_coherence=least_coherence, strays=strays,
            pairs=pairs_of(len(texts), together, apart) if together or apart else None,
            stability=stability, claimed=claimed, progress=progress,
        )  # fmt: skip


def _discovered(
    texts: Sequence[str],
    vectors: Vectors,
    size: NDArray[np.int64],
    *,
    min_weight: int,
    small_weight: int | None,
    seed: int,
    least_cosine: float,
    least_coherence: float,
    strays: float,
    pairs: Pairs | None,
    stability: bool,
    claimed: NDArray[np.bool_] | None,
    progress: Callable[[int, int], None],
) -> Found:
    if not len(size):
        return Found(groups=(), resolution=0.0)
    drawn = drawn_rows(texts, size, MOST_TEXTS, claimed)
    if pairs is not None:
        drawn = np.union1d(drawn, pairs.rows)
    neighbours = neighbours_of(len(drawn))
    if len(drawn) <= neighbours:
        return Found(groups=(), resolution=0.0)
    here = among(pairs, drawn) if pairs is not None else None
    plain = vectors[drawn]
    seen = adapted(plain, here) if here is not None else plain
    made, cuts = 0, MOST_CUTS + (PARTS if stability else 0)

    def told(more: int) -> None:
        nonlocal made
        made += more
        progress(made, cuts)

    told(0)
    hands = MOST if len(drawn) >= WORTH_SHARING else 1
    with crew_of(hands, ("igraph", "pipeline.discovery.refound"), told) as by:
        near = nearest(centred(seen), neighbours)
        # A cluster of the mean size has twice the conversations it needs: half would be lost to chance otherwise.
        most = max(2, int(size.sum()) // (2 * min_weight))
        links = linked(near, here)
        cut = partition(seen, links, most=most, seed=seed, by=by)
        labels = cut.labels
        fewest, ordinary = small_weight or min_weight, int(labels.max()) + 1
        # A row counts for what was drawn least of: of the others there are more rows than their share.
        share = shares(size, drawn, claimed)
        weight = size[drawn] * (share.min() / share)
        least = max(2, math.ceil(fewest * share.min()))
        groups = leiden(links.circle(), links.near_weight, DENSITY, seed=seed, iterations=DENSITY_ROUNDS)
        labels, halved = parted(plain, groups, labels, weight, fewest=least, alike=least_cosine)
        if here is not None:
            labels = kept(seen, labels, here)
        again: Callable[[], dict[int, float]] = dict
        if stability:
            again = refound(
                seen, links, labels, weight, cut, groups=groups, fewest=least, alike=least_cosine, seed=seed, by=by
            )
        everywhere = _spread(vectors, drawn, plain, labels)
        cores = []
        for label in range(int(everywhere.max()) + 1):
            core = core_of(vectors, everywhere, label, least_cosine=least_cosine, strays=strays, pairs=pairs)
            # What was large enough before something was parted from it is so afterwards.
            needed = min_weight if label < ordinary and label not in halved else fewest
            if core.coherence >= least_coherence and int(size[core.rows].sum()) >= needed:
                cores.append(core)
        cores.sort(key=lambda core: (-int(size[core.rows].sum()), int(core.rows.min())))
        terms = _terms(texts, cores, drawn)
        likeness = again()
    found = tuple(
        Group(
            rows=tuple(core.rows.tolist()),
            centroid=tuple(float(x) for x in core.centroid),
            floor=round(core.floor, 6),
            terms=own,
            stability=likeness.get(core.label),
        )
        for core, own in zip(cores, terms, strict=True)
    )
    return Found(groups=found, resolution=cut.about)


def grouped(texts: Sequence[str], vectors: Vectors, parts: Sequence[NDArray[np.int64]]) -> tuple[Group, ...]:
    """Groups of the given rows, with terms that tell them from all other texts."""
    if not parts:
        return ()
    named = np.full(len(texts), len(parts), dtype=np.int64)
    for number, rows in enumerate(parts):
        named[rows] = number
    terms = key_terms(texts, named)
    groups = []
    for number, rows in enumerate(parts):
        own = vectors[rows]
        centroid, floor = definition(own, own)
        order = np.lexsort((rows, -np.round(vectors[rows] @ np.array(centroid, dtype=np.float32), PLACES)))
        groups.append(Group(rows=tuple(rows[order].tolist()), centroid=centroid, floor=floor, terms=terms[number]))
    return tuple(groups)


def _terms(texts: Sequence[str], cores: Sequence[Core], drawn: NDArray[np.int64]) -> tuple[tuple[Term, ...], ...]:
    """The cores' key terms as the drawn texts have them: words of a million texts say no more."""
    if not cores:
        return ()
    named = np.full(len(texts), -1, dtype=np.int64)
    for number, core in enumerate(cores):
        named[core.rows] = number
    terms = key_terms([texts[row] for row in drawn.tolist()], named[drawn])
    return terms + ((),) * (len(cores) - len(terms))


def _spread(vectors: Vectors, drawn: NDArray[np.int64], plain: Vectors, labels: Labels) -> Labels:
    """Labels of all rows: of those drawn, whose vectors are `plain`; of every other that of the nearest centroid."""
    if len(drawn) == len(vectors):
        return labels
    centroids = unit(sums(plain, labels, int(labels.max()) + 1)).tolist()
    others = np.delete(np.arange(len(vectors)), drawn)
    everywhere = np.empty(len(vectors), dtype=np.int64)
    everywhere[drawn] = labels
    everywhere[others] = assign(vectors[others], centroids, [-1.0] * len(centroids)).topic
    return everywhere


def neighbours_of(texts: int) -> int:
    """How many neighbours a text has in the graph of so many texts: 10 of 300, 15 of 1,000, 32 of 10,000."""
    return max(FEWEST_NEIGHBOURS, round(1.5 * math.cbrt(texts)))
