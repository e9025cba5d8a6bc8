"""A cluster's core: the rows that are near enough to its centroid, and the floor above which they lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.discovery.graph import Vectors, unit
from pipeline.discovery.pairs import Pairs
from pipeline.separation import Labels

LEAST_COSINE = 0.40
"""To its centroid, below which a text belongs to no cluster; of two groups' texts on average, below which they are two.
"""
STRAYS = 0.02
"""Share of a cluster's texts, those farthest out, that belong to none."""

SPREADS = 2.05
"""Standard deviations below the mean that this share of a normal distribution lies beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What is left of a label's rows."""

    label: int
    rows: NDArray[np.int64]
    """Above the floor, and those together with one of them; most central first."""
    centroid: Vectors
    floor: float
    coherence: float
    """The mean cosine of all its rows to the centroid."""


def core_of(
    vectors: Vectors, labels: Labels, label: int, *, least_cosine: float, strays: float, pairs: Pairs | None
) -> Core:
    """The core of a label's rows."""
    rows = np.flatnonzero(labels == label)
    if not len(rows):
        nowhere = np.zeros(vectors.shape[1], dtype=np.float32)
        return Core(label=label, rows=rows, centroid=nowhere, floor=1.0, coherence=0.0)
    centroid = unit(vectors[rows].sum(axis=0))
    cosines = vectors[rows] @ centroid
    floor = max(least_cosine, float(np.quantile(cosines, strays, method="lower")))
    inside = cosines >= floor
    if pairs is not None:
        inside = np.isin(pairs.home[rows], pairs.home[rows[inside]])
    order = np.lexsort((rows[inside], -cosines[inside]))
    coherence = float(cosines.mean())
    return Core(label=label, rows=rows[inside][order], centroid=centroid, floor=floor, coherence=coherence)


def definition(core: Vectors, members: Vectors) -> tuple[tuple[float, ...], float]:
    """The centroid of the `core` rows, and the floor that all but the farthest `members` reach; both unit vectors."""
    centroid = unit(core.sum(axis=0))
    cosines = members @ centroid
    floor = float(np.quantile(cosines, STRAYS, method="lower"))
    if members is core:
        # Of a few, each is in the mean it is held against: without itself, and as far out as a normal spread goes.
        others = unit(core.sum(axis=0) - core)
        cosines = (core * others).sum(axis=1)
        floor = min(floor, float(cosines.mean() - SPREADS * cosines.std()))
    return tuple(float(x) for x in centroid), round(max(LEAST_COSINE, floor), 6)
