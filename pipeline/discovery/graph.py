"""Graphs of rows and of the grains that rows were put in, their cuts, and the vectors that they are made from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipeline.separation import Labels

Vectors = NDArray[np.float32]
"""(rows, dimensions), rows of unit length."""

PLACES = 5
"""Digits of a cosine that count."""


def unit(vector: NDArray[Any]) -> Vectors:
    """The vector (or each row) at unit length, float32."""
    norm = np.linalg.norm(vector, axis=-1, keepdims=True)
    return np.asarray(vector / np.maximum(norm, 1e-12), dtype=np.float32)


def centred(vectors: Vectors) -> Vectors:
    """What tells the rows apart: without their mean (the "hello, I am calling because" of all of them), unit length."""
    return unit(vectors - vectors.mean(axis=0))


@contextmanager
def steady() -> Iterator[None]:
    """Each matrix product on one thread: a sum's last bits follow the number of threads, and clusters the last bits."""
    with threadpool_limits(1, "blas"):
        yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The grains of a graph's rows and what links them, all that a cut of the graph needs to know."""

    graph: Any
    """An igraph.Graph: a vertex for each grain, an edge for each row of `edges`."""
    edges: NDArray[np.int64]
    """(edges, 2) between different grains, each once as (low, high) and sorted."""
    weight: NDArray[np.float64]
    within: NDArray[np.float64]
    """For each grain the weight of the edges between its own rows."""
    grain: Labels
    """Of each row."""


def web(edges: NDArray[np.int64], weights: NDArray[np.float64], grain: Labels) -> Web:
    """The graph of the grains that vertices linked by these edges were put in; each grain from 0 on has a vertex."""
    count = int(grain.max()) + 1
    one, other = grain[edges[:, 0]], grain[edges[:, 1]]
    inside = one == other
    keys, edge_of = np.unique((np.minimum(one, other) * count + np.maximum(one, other))[~inside], return_inverse=True)
    between = np.stack([keys // count, keys % count], axis=1)
    return Web(
        graph=graph_of(between, rows=count),
        edges=between,
        weight=np.bincount(edge_of, weights=weights[~inside], minlength=len(keys)).astype(np.float64),
        within=np.bincount(one[inside], weights=weights[inside], minlength=count).astype(np.float64),
        grain=grain,
    )


def graph_of(edges: NDArray[np.int64], *, rows: int) -> Any:
    """An igraph.Graph of so many vertices."""
    import igraph  # noqa: PLC0415 - not needed by a night that only assigns

    # Pairs one by one: from the array itself igraph makes a list of lists first, which takes four times as long.
    return igraph.Graph(n=rows, edges=zip(edges[:, 0].tolist(), edges[:, 1].tolist(), strict=True))


def leiden(
    graph: Any,
    weights: NDArray[np.float64],
    resolution: float,
    *,
    seed: int,
    iterations: int,
    mass: NDArray[np.float64] | None = None,
) -> Labels:
    """One cut of an igraph graph by Leiden (Traag, Waltman, van Eck 2019), from 0 on.

    By the constant Potts model, whose resolution is a density; with `mass` of the vertices, their weights with all that
    is linked to them, by modularity at that resolution.
    """
    import igraph  # noqa: PLC0415

    def cut() -> Labels:
        igraph.set_random_number_generator(random.Random(seed))
        found = graph.community_leiden(
            "CPM",
            weights=weights.tolist(),
            # igraph's own modularity counts a grain's inner weight once where it should be twice.
            resolution=resolution if mass is None else resolution / max(float(mass.sum()), 1e-12),
            node_weights=None if mass is None else mass.tolist(),
            n_iterations=iterations,
        )
        return np.asarray(found.membership, dtype=np.int64)

    # Where igraph sees a signal (as only the main thread does), it leaves the cut half-way and may free what is in use.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(cut).result()
