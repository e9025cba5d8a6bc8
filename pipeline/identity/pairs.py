"""A cluster beside a topic known before: what they share, and how that is scored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.identity.ages import Ages
from pipeline.model import Cluster

ALIKE = 0.9
"""Least cosine of centroids at which sharing few statements is enough: a topic of a few set phrases holds little of the
same pain in other words."""
RESEMBLES = 0.8
"""Least cosine of centroids at which a cluster is a topic without shared statements."""
LATELY = 3
"""What a statement of the last nights counts for: of four weeks the last then weighs as much as the others, and a topic
is where its statements are now rather than where they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A topic as it was before tonight: its centroid and which statements of tonight's window it holds."""

    topic_id: str
    centroid: tuple[float, ...]
    members: frozenset[str]
    sleeping: bool
    pinned: bool = False
    """Named by the settings: its own clusters are claimed for it, it takes no other and goes into no other."""
    kept: bool = False
    """By people: whatever happens to its statements, it goes into no other."""
    settled: bool = False
    """Whether it was split off another, or another merged into it, within the window: a fit undoes neither."""
    since: frozenset[str] = frozenset()
    """Where another was merged into it within the window: the statements it held since. It is where those are; the
    groups that it was made of stay in the window for weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A cluster and a topic that share statements, or resemble each other."""

    cluster: Cluster
    lasting: Lasting
    shared: int
    cosine: float
    f1: float
    """Of the shared statements, those of the last nights weighing more."""

    @property
    def score(self) -> float:
        """F1, or by how much the centroids' likeness exceeds what is asked for of a sleeper."""
        return max(self.f1, self.cosine - RESEMBLES if self.lookalike else 0.0)

    @property
    def lookalike(self) -> bool:
        """Whether the centroids alone may decide."""
        # What people split off resembles what it was split from: awake, it is known by its statements alone.
        silent = self.lasting.sleeping or not (self.lasting.members or self.lasting.kept)
        least = RESEMBLES if silent else ALIKE if self.shared else 2.0
        return self.cosine >= least


def pairs(clusters: Sequence[Cluster], topics: Sequence[Lasting], ages: Ages) -> Iterator[Pair]:
    """Every pair that could be the same."""
    if not clusters or not topics:
        return
    cosines = np.round(matrix(one.centroid for one in clusters) @ matrix(one.centroid for one in topics).T, 6)
    told = [topic.since or topic.members for topic in topics]
    sizes = [_weight(one, ages) for one in told]
    for cluster, row in zip(clusters, cosines.tolist(), strict=True):
        members = frozenset(cluster.members)
        size = _weight(members, ages)
        for lasting, now, of_topic, cosine in zip(topics, told, sizes, row, strict=True):
            shared = len(members & lasting.members)
            if shared or cosine >= RESEMBLES:
                f1 = 2 * _weight(members & now, ages) / (size + of_topic) if shared else 0.0
                yield Pair(cluster=cluster, lasting=lasting, shared=shared, cosine=cosine, f1=f1)


def matrix(centroids: Iterable[tuple[float, ...]]) -> NDArray[np.float64]:
    """Centroids as rows."""
    return np.array(list(centroids), dtype=np.float64)


def _weight(statements: Collection[str], ages: Ages) -> int:
    return len(statements) + (LATELY - 1) * ages.recent(statements)
