"""What has broken off a topic in the last nights: a group at its edge, as tight as itself, that was not said before.

A topic of many wordings has such groups at any time, which is no event and makes no topic: only a group that is new
counts. What lies far from every topic is none of this; it is a pain of its own and found as one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.assignment import BLOCK, assign
from pipeline.discovery.apart import joined, likeness
from pipeline.discovery.graph import Vectors, unit
from pipeline.kinship import APART, kinship, nearer_by_far
from pipeline.separation import sums as sums_of

LAST_NIGHTS = 7
BEFORE_NIGHTS = 7
"""Nights before the last ones that a topic must have been heard in: of a younger one nothing is known to be new."""
EDGE = 0.12
"""How far above its topic's floor a row may lie and still be looked at."""
MOST = 400
"""Rows of a topic's edge that are looked at, the loosest; joining costs their square and more."""
AS_TIGHT = 0.85
"""Least mean cosine of a group's rows, as a share of that of the topic's."""
UNSAID = 0.2
"""Greatest rate, as a share of the last nights', at which the like may have been said before."""


def broken_off(
    vectors: Vectors,
    size: NDArray[np.int64],
    ago: NDArray[np.int64],
    *,
    centroids: NDArray[np.float64],
    floors: NDArray[np.float64],
    fewest: int,
) -> list[NDArray[np.int64]]:
    """Groups of rows, the heaviest first, each broken off one topic and said by at least `fewest` voices.

    `vectors` is (rows, dimensions), unit length; `size` says how many voices said each row, `ago` how many nights ago
    it was said last. `centroids` (topics, dimensions) and `floors` are those of the topics known before.
    """
    if len(centroids) < 2 or not len(vectors):
        return []
    nearest = assign(vectors, centroids.tolist(), [-1.0] * len(centroids))
    hold = nearest.score - floors[nearest.topic]
    sums = np.zeros(centroids.shape)
    for block in _blocks(vectors):
        inside = block.start + np.flatnonzero(hold[block] >= 0)
        sums += sums_of(vectors[inside].astype(np.float64), nearest.topic[inside], len(centroids))
    counts = np.bincount(nearest.topic[hold >= 0], minlength=len(centroids))
    late = ago < LAST_NIGHTS
    found: list[tuple[NDArray[np.int64], int]] = []
    for topic in range(len(centroids)):
        mine = nearest.topic == topic
        before = mine & (hold >= 0) & ~late
        if int(size[before].sum()) < fewest or int(ago[before].max()) < LAST_NIGHTS + BEFORE_NIGHTS:
            continue
        edge = np.flatnonzero(mine & late & (hold < EDGE))
        edge = np.sort(edge[np.argsort(hold[edge], kind="stable")[:MOST]])
        # Whoever says it still: what takes the place of a topic altogether has not broken off it.
        if int(size[edge].sum()) < fewest or int(size[mine & late & (hold >= 0)].sum()) < fewest:
            continue
        tight = AS_TIGHT * likeness(vectors[np.flatnonzero(mine & (hold >= 0))])
        for part in joined(vectors[edge], np.arange(len(edge)), tight):
            rows = edge[part]
            if int(size[rows].sum()) < fewest or likeness(vectors[rows]) < tight:
                continue
            inside = rows[hold[rows] >= 0]
            without = sums[topic] - vectors[inside].astype(np.float64).sum(axis=0)
            rest = np.vstack([sums[:topic], without[None], sums[topic + 1 :]])
            left = counts - np.where(np.arange(len(counts)) == topic, len(inside), 0)
            if _apart(vectors[rows], rest, left, topic, fewest=fewest):
                found.append((rows, topic))
    told = _unsaid(vectors, [rows for rows, _ in found], late, ago, centroids[[topic for _, topic in found]])
    kept = [rows for (rows, _), unsaid in zip(found, told, strict=True) if unsaid]
    return sorted(kept, key=lambda rows: (-int(size[rows].sum()), int(rows[0])))


def _apart(group: Vectors, sums: NDArray[np.float64], counts: NDArray[np.int64], topic: int, *, fewest: int) -> bool:
    """Whether a group is no part of any topic, and far nearer to this one than to any other."""
    own = group.astype(np.float64).sum(axis=0)
    others = [at for at in np.flatnonzero(counts >= fewest).tolist() if at != topic]
    table = np.array([own, sums[topic], *sums[others]])
    alike = kinship(table, np.array([len(group), counts[topic], *counts[others]]))[0, 1:]
    alike = np.nan_to_num(alike, nan=-1.0)
    return bool(alike.max() <= APART) and nearer_by_far(alike.tolist()) == 0


def _unsaid(
    vectors: Vectors,
    groups: list[NDArray[np.int64]],
    late: NDArray[np.bool_],
    ago: NDArray[np.int64],
    centroids: NDArray[np.float64],
) -> list[bool]:
    """Whether the like of each group was hardly said before the last nights: as alike as its rows are to the rest of
    it, and more than to the centroid of its topic. All rows are gone through once, whatever the number of groups."""
    if not groups:
        return []
    own = np.zeros_like(centroids)
    least = np.zeros(len(groups))
    for at, rows in enumerate(groups):
        inside = vectors[rows].astype(np.float64)
        own[at] = unit(inside.sum(axis=0))
        without = inside.sum(axis=0) - inside
        inner = (inside * without).sum(axis=1) / np.maximum(np.linalg.norm(without, axis=1), 1e-12)
        least[at] = np.quantile(inner, 0.1)
    before, lately = np.zeros(len(groups)), np.zeros(len(groups))
    for block in _blocks(vectors):
        these = vectors[block].astype(np.float64)
        alike = these @ own.T
        like = (alike >= least) & (alike > these @ centroids.T)
        before += like[~late[block]].sum(axis=0)
        lately += like[late[block]].sum(axis=0)
    nights = max(1, int(ago.max()) + 1 - LAST_NIGHTS)
    return [bool(one) for one in before / nights <= UNSAID * lately / LAST_NIGHTS]


def _blocks(vectors: Vectors) -> list[slice]:
    """So many rows at a time as may be held in double precision."""
    return [slice(begin, begin + BLOCK) for begin in range(0, len(vectors), BLOCK)]
