"""How alike two groups of vectors are in what they mean, whatever the spread within each; and what follows from it.

The mean cosine between two groups falls with the spread of either, and so tells little by itself. Divided by the
geometric mean of their own mean cosines (Spearman's correction for attenuation, 1904) it is the cosine of the two
directions that the groups scatter around: 1 for two samples of one topic. Of the labels of four public sets of support
talk the nearest other label lies at 0.5 to 0.9, and at 0.95 or more for one pair in a hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ONE = 0.95
"""Least kinship at which two topics say one thing."""
APART = 0.9
"""Greatest kinship of two that are told apart: of those labels one in fifty has a neighbour nearer than this."""
HALVED = 0.5
"""How far apart two topics may be now, as a share of how far apart they were, to have grown together: two that have
always been near neighbours are no event."""
LOOKS = (3, 7)
"""Last nights that are looked at: few show it soon, more where less is said."""
PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class United:
    """Two topics, by their index, that have come to say one thing."""

    one: int
    two: int
    now: float
    before: float
    """Their kinship in the last nights, and in those before."""
    rows: tuple[int, ...]
    """What both said in the last nights."""


def kinship(sums: NDArray[np.float64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The kinship of every two groups, (groups, groups), from their summed unit vectors (groups, dimensions).

    A group with itself has 1. NaN where a group has fewer than two vectors, or no direction that two of them share.
    """
    size = counts.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = ((sums**2).sum(axis=1) - size) / (size * (size - 1))
        own = np.where(own > 0, own, np.nan)
        found = np.round((sums @ sums.T) / np.outer(size, size) / np.sqrt(np.outer(own, own)), PLACES)
    np.fill_diagonal(found, np.where(np.isnan(own), np.nan, 1.0))
    return np.asarray(found, dtype=np.float64)


def grown_together(
    vectors: NDArray[np.float32], topic: NDArray[np.int64], ago: NDArray[np.int64], *, topics: int, fewest: int
) -> tuple[United, ...]:
    """Pairs of topics that were apart and have said one thing in the last nights, the most alike first; none twice.

    `vectors` is (rows, dimensions), unit length; `topic` the index of each row's topic (-1: none), `ago` how many
    nights ago it was said. Each topic needs `fewest` rows in the last nights, and as many in those before.
    """
    pairs: dict[tuple[int, int], United] = {}
    for nights in LOOKS:
        late = ago < nights
        now, now_enough = _between(vectors, topic, late, topics, fewest)
        before, before_enough = _between(vectors, topic, ~late, topics, fewest)
        known = now_enough & before_enough
        near = np.triu(np.outer(known, known) & (now >= ONE) & (1 - now <= HALVED * (1 - before)), k=1)
        for one, two in np.argwhere(near).tolist():
            rows = np.flatnonzero(late & np.isin(topic, (one, two)))
            pairs.setdefault(
                (one, two),
                United(
                    one=one,
                    two=two,
                    now=float(now[one, two]),
                    before=float(before[one, two]),
                    rows=tuple(rows.tolist()),
                ),
            )
    taken: set[int] = set()
    kept = []
    for pair in sorted(pairs.values(), key=lambda pair: (-pair.now, pair.one, pair.two)):
        if not taken & {pair.one, pair.two}:
            taken |= {pair.one, pair.two}
            kept.append(pair)
    return tuple(kept)


def nearer_by_far(alike: Sequence[float]) -> int:
    """The index of the one that is far more alike than any other, -1 where none is: the ratio test of Lowe (2004)."""
    order = sorted(range(len(alike)), key=lambda at: (-alike[at], at))
    if len(order) < 2 or 1 - alike[order[0]] > FAR * (1 - alike[order[1]]):
        return -1
    return order[0]


FAR = 0.6
"""Greatest distance to the nearest topic, as a share of that to the next, at which something belongs to the nearest."""


def _between(
    vectors: NDArray[np.float32], topic: NDArray[np.int64], rows: NDArray[np.bool_], topics: int, fewest: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    chosen = rows & (topic >= 0)
    sums = np.zeros((topics, vectors.shape[1]))
    np.add.at(sums, topic[chosen], vectors[chosen].astype(np.float64))
    counts = np.bincount(topic[chosen], minlength=topics)
    alike = kinship(sums, counts)
    return np.nan_to_num(alike, nan=-1.0), counts >= max(2, fewest)
