"""The nearest-neighbour graph of unit vectors, what links its rows, and the graph of grains that rows were put in."""

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

from pipeline import processors
from pipeline.separation import Labels

Vectors = NDArray[np.float32]
"""(rows, dimensions), rows of unit length."""

BLOCK = 512
"""Rows whose nearest are looked for at a time, by one thread: no sum depends on how many threads there are."""
MOST_THREADS = 8
"""Each holds the cosines of a block to all rows."""
PLACES = 5
"""Digits of a cosine that count."""
STRIDE = 16
"""Of so many columns the greatest is looked at first: the nearest of a row lie in its few best strides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The nearest rows of each row, nearest first, and their cosines: both (rows, neighbours)."""

    row: NDArray[np.int64]
    cosine: NDArray[np.float32]

    def first(self, neighbours: int) -> Nearest:
        """Only so many of them."""
        return Nearest(row=self.row[:, :neighbours], cosine=self.cosine[:, :neighbours])


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


def nearest(vectors: Vectors, neighbours: int) -> Nearest:
    """The `neighbours` nearest other rows of each row by cosine, exactly, on as many threads as there are cores.

    By blocks of a matrix product, each by one thread: equal bits whatever the number of threads.
    """
    rows = len(vectors)
    found = np.empty((rows, neighbours), dtype=np.int64)
    cosine = np.empty((rows, neighbours), dtype=np.float32)
    across = np.ascontiguousarray(vectors.T)

    def look(begin: int) -> None:
        cosines = vectors[begin : begin + BLOCK] @ across
        here = np.arange(len(cosines))
        cosines[here, here + begin] = -2.0
        near = _greatest(cosines, neighbours)
        value = np.round(np.take_along_axis(cosines, near, axis=1), PLACES)
        order = np.lexsort((near, -value), axis=1)
        block = slice(begin, begin + len(cosines))
        found[block] = np.take_along_axis(near, order, axis=1)
        cosine[block] = np.take_along_axis(value, order, axis=1)

    with steady(), ThreadPoolExecutor(min(MOST_THREADS, processors.usable())) as threads:
        list(threads.map(look, range(0, rows, BLOCK)))
    return Nearest(row=found, cosine=cosine)


def _greatest(table: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The columns of each row's `count` greatest values, in no order."""
    columns = table.shape[1]
    width = columns // STRIDE
    if width < 2 * count:
        return np.argpartition(table, columns - count, axis=1)[:, columns - count :]
    best = table[:, : width * STRIDE].reshape(len(table), STRIDE, width).max(axis=1)
    strides = np.argpartition(best, width - count, axis=1)[:, width - count :]
    looked_at = (strides[:, None, :] + np.arange(0, width * STRIDE, width)[None, :, None]).reshape(len(table), -1)
    rest = np.broadcast_to(np.arange(width * STRIDE, columns), (len(table), columns - width * STRIDE))
    looked_at = np.concatenate([looked_at, rest], axis=1)
    values = np.take_along_axis(table, looked_at, axis=1)
    place = np.argpartition(values, values.shape[1] - count, axis=1)[:, values.shape[1] - count :]
    return np.take_along_axis(looked_at, place, axis=1)


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
