"""Tonight's clusters: BERTopic over a nearest-neighbour graph; the only importer of bertopic and igraph.

BERTopic's default reduction and clustering (UMAP, HDBSCAN) leave a third of short texts unassigned, depend on the row
order and compile for half a minute in every process. Its seams are used instead: no reduction, and as its cluster
model a nearest-neighbour graph cut by Leiden (Traag, Waltman, van Eck 2019), at the coarsest resolution whose clusters
have about the best silhouette (Rousseeuw 1987). Its c-TF-IDF gives the key terms.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Term

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]

RESOLUTIONS = (1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0)
SILHOUETTE_ROWS = 3_000
"""Silhouette costs the square of its rows; this many, spread evenly over the (hash-ordered) rows, choose as well."""
PLATEAU = 0.15
"""A coarser cut is taken where its silhouette is this near to the best: fewer topics that say as much."""
MOST_AT_LEAST = 60
"""Silhouette alone likes a handful of vague clusters where texts are noisy. A cut has at least the square root of half
the texts (Mardia 1979), but no more than this is asked for: it is about what an organisation can act on."""
CRISP = 0.5
"""Silhouette from which clusters are not vague (Kaufman and Rousseeuw 1990): then a few are all there are."""
ONE_PAIN = 0.7
"""Mean cosine to their centroid at which texts that fall into no crisp clusters are one."""
BLOCK = 1_024
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
    least_cosine: float = 0.40,
    least_coherence: float = 0.50,
    strays: float = 0.02,
) -> Found:
    """Group distinct texts into clusters; the caller sorts the rows by content hash.

    `vectors` is (texts, dimensions) of unit length; `weights` says how many conversations said each text. A cluster
    needs `min_weight` conversations and a mean cosine to its centroid of `least_coherence`; the `strays` share of its
    members that lies farthest out, and whatever lies under `least_cosine`, belongs to none.
    """
    neighbours = max(FEWEST_NEIGHBOURS, round(len(texts) ** (1 / 3)))
    if len(texts) <= neighbours:
        return Found(groups=(), resolution=0.0)
    labels, resolution = partition(vectors, neighbours=neighbours, seed=seed)
    size = np.asarray(weights, dtype=np.int64)
    cores: list[tuple[NDArray[np.int64], Vectors, float]] = []
    for label in range(int(labels.max()) + 1):
        rows = np.flatnonzero(labels == label)
        centroid = unit(vectors[rows].sum(axis=0))
        cosines = vectors[rows] @ centroid
        floor = max(least_cosine, float(np.quantile(cosines, strays)))
        inside = cosines >= floor
        if float(cosines.mean()) < least_coherence or int(size[rows[inside]].sum()) < min_weight:
            continue
        order = np.lexsort((rows[inside], -cosines[inside]))
        cores.append((rows[inside][order], centroid, floor))
    cores.sort(key=lambda core: (-int(size[core[0]].sum()), int(core[0].min())))
    if not cores:
        return Found(groups=(), resolution=resolution)
    named = np.full(len(texts), -1, dtype=np.int64)
    for number, (rows, _, _) in enumerate(cores):
        named[rows] = number
    terms = key_terms(texts, vectors, named)
    groups = tuple(
        Group(
            rows=tuple(rows.tolist()),
            centroid=tuple(float(x) for x in centroid),
            floor=round(floor, 6),
            terms=terms[number],
        )
        for number, (rows, centroid, floor) in enumerate(cores)
    )
    return Found(groups=groups, resolution=resolution)


def partition(vectors: Vectors, *, neighbours: int, seed: int) -> tuple[Labels, float]:
    """Cut the nearest-neighbour graph of (rows, dimensions) unit vectors; labels by row, and the resolution chosen."""
    import igraph  # noqa: PLC0415 - not needed by a night that only assigns
    from sklearn.metrics import silhouette_score  # noqa: PLC0415 - half a second

    edges, similarity = neighbour_graph(vectors, neighbours)
    graph = igraph.Graph(n=len(vectors), edges=edges)
    sample = np.unique(np.linspace(0, len(vectors) - 1, min(len(vectors), SILHOUETTE_ROWS)).astype(np.int64))
    cuts: list[tuple[float, float, Labels]] = []
    for resolution in RESOLUTIONS:
        igraph.set_random_number_generator(random.Random(seed))
        cut = graph.community_leiden("modularity", weights=similarity, resolution=resolution, n_iterations=10)
        labels = np.asarray(cut.membership, dtype=np.int64)
        if 1 < len(np.unique(labels[sample])) < len(sample):
            cuts.append((float(silhouette_score(vectors[sample], labels[sample], metric="cosine")), resolution, labels))
    # Silhouette cannot speak for a single cluster, and tears it up: an outage alone in what no topic claims.
    alike = float((vectors @ unit(vectors.sum(axis=0))).mean()) >= ONE_PAIN
    if not cuts or (alike and max(score for score, _, _ in cuts) < CRISP):
        return np.zeros(len(vectors), dtype=np.int64), RESOLUTIONS[0]
    fewest = min(MOST_AT_LEAST, math.sqrt(len(vectors) / 2))
    fine = [cut for cut in cuts if cut[2].max() + 1 >= fewest or cut[0] >= CRISP] or cuts[-1:]
    enough = max(score for score, _, _ in fine)
    enough -= PLATEAU * abs(enough)
    return next((labels, resolution) for score, resolution, labels in fine if score >= enough)


def neighbour_graph(vectors: Vectors, neighbours: int) -> tuple[list[tuple[int, int]], list[float]]:
    """Edges between each row and its nearest rows by cosine, each once, and their weights (doubled where mutual)."""
    weight: dict[tuple[int, int], float] = {}
    for begin in range(0, len(vectors), BLOCK):
        cosines = vectors[begin : begin + BLOCK] @ vectors.T
        here = np.arange(len(cosines))
        cosines[here, here + begin] = -2.0
        nearest = np.argpartition(-cosines, neighbours - 1, axis=1)[:, :neighbours]
        for row, others in zip(here.tolist(), nearest.tolist(), strict=True):
            for other in others:
                edge = (row + begin, other) if row + begin < other else (other, row + begin)
                weight[edge] = weight.get(edge, 0.0) + max(0.0, float(cosines[row, other]))
    edges = sorted(weight)
    return edges, [weight[edge] for edge in edges]


def key_terms(
    texts: Sequence[str], vectors: Vectors, labels: Labels, *, most: int = 12
) -> tuple[tuple[Term, ...], ...]:
    """Key terms of each label from 0 on, by BERTopic's class-based TF-IDF; rows labelled -1 count for none."""
    from bertopic import BERTopic  # noqa: PLC0415 - six seconds
    from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415
    from bertopic.vectorizers import ClassTfidfTransformer  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    model = BERTopic(
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=_Given(labels),
        vectorizer_model=CountVectorizer(
            ngram_range=(1, 2), stop_words="english", token_pattern=r"(?u)\b[^\W\d_][\w'’-]+\b"
        ),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True),
        top_n_words=most,
    )
    numbers, _ = model.fit_transform(list(texts), embeddings=vectors)
    # BERTopic numbers topics anew by frequency; its numbers end here.
    theirs = {int(ours): int(number) for ours, number in zip(labels, numbers, strict=True)}
    return tuple(
        tuple(
            Term(text=text, weight=round(float(weight), 6))
            for text, weight in (model.get_topic(theirs[label]) or ())
            if text and weight > 0
        )
        for label in range(int(labels.max()) + 1)
    )


def unit(vector: NDArray[Any]) -> Vectors:
    """The vector (or each row) at unit length, float32."""
    norm = np.linalg.norm(vector, axis=-1, keepdims=True)
    return np.asarray(vector / np.maximum(norm, 1e-12), dtype=np.float32)


class _Given:
    """A cluster model for BERTopic that says the labels it was given."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, vectors: Vectors, y: object = None) -> _Given:  # noqa: ARG002 - BERTopic's signature
        return self
