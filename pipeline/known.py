"""Pains that the settings name by example sentences: where they lie among tonight's clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Cluster

FLOOR = 0.5
"""Least cosine to the mean of its examples at which a statement is the pain, while no cluster stands for it: on four
labelled sets five examples then take 66 to 92 of 100 statements of their label, and 1 in 1,000 of the others."""
RESEMBLES = 0.8
"""Least cosine of a cluster's centroid to that mean: a coarser cluster keeps its name, the pain its examples."""


SAME = 0.95
"""Cosine between the means of two pains' examples from which they are one pain under two names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A pain that the settings name, and the vectors of its examples: (examples, dimensions), unit length."""

    name: str
    examples: NDArray[np.float32]

    @property
    def centroid(self) -> NDArray[np.float64]:
        """The mean of its examples at unit length."""
        mean = self.examples.astype(np.float64).sum(axis=0)
        centroid: NDArray[np.float64] = np.round(mean / max(float(np.linalg.norm(mean)), 1e-12), 6)
        return centroid


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A cluster that is a named pain: how many of its examples lie there, and how alike the centroids are."""

    name: str
    cluster: int
    examples: int
    of: int
    cosine: float


def twins(seeds: Sequence[Seed]) -> tuple[str, str] | None:
    """Two pains whose examples say the same: what is counted once can be only one of them."""
    return next(
        (
            (one.name, other.name)
            for one, other in combinations(seeds, 2)
            if float(one.centroid @ other.centroid) >= SAME
        ),
        None,
    )


def claims(seeds: Sequence[Seed], clusters: Sequence[Cluster]) -> tuple[Claim, ...]:
    """The clusters in which at least half of a pain's examples lie, one for a pain and one pain for a cluster."""
    if not seeds or not clusters:
        return ()
    centroids = np.array([one.centroid for one in clusters], dtype=np.float64)
    floors = np.array([one.floor for one in clusters])
    found = []
    for seed in seeds:
        cosines = np.round(seed.examples.astype(np.float64) @ centroids.T, 4)
        nearest = cosines.argmax(axis=1)
        # A group of set phrases is so tight that no other wording reaches its floor.
        inside = nearest[cosines[np.arange(len(cosines)), nearest] >= np.minimum(floors[nearest], FLOOR)]
        alike = np.round(centroids @ seed.centroid, 4)
        for at, count in zip(*(part.tolist() for part in np.unique(inside, return_counts=True)), strict=True):
            if 2 * count >= len(seed.examples) and alike[at] >= RESEMBLES:
                found.append(
                    Claim(
                        name=seed.name,
                        cluster=clusters[at].number,
                        examples=count,
                        of=len(seed.examples),
                        cosine=float(alike[at]),
                    )
                )
    kept: list[Claim] = []
    for claim in sorted(found, key=lambda one: (-one.examples / one.of, -one.cosine, one.name, one.cluster)):
        if all(claim.name != other.name and claim.cluster != other.cluster for other in kept):
            kept.append(claim)
    return tuple(kept)
