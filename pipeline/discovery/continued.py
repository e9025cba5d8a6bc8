"""A fit beside the topics known before it: what they told apart stays apart, and what one held stays together.

How finely a fit draws its groups depends on how much is said of everything else, and so changes from week to week. Two
near pains in one group, or one pain in two, are then no news: kinship, which knows nothing of all that, decides. A
topic that one fit drew and the next does not was an accident of the first, so only what several drew is kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.discovery.graph import Vectors, unit
from pipeline.kinship import APART, kinship

MOSTLY = 0.5
"""Least share of a topic's rows for a group to have taken it, and of a group's rows to have come out of a topic."""


def continued(
    vectors: Vectors,
    size: NDArray[np.int64],
    groups: Sequence[NDArray[np.int64]],
    held: NDArray[np.int64],
    *,
    proven: Sequence[bool],
    fewest: int,
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> list[tuple[NDArray[np.int64], int]]:
    """The groups' rows drawn so that they go on with the topics, each with its place in `groups`, -1 where it is drawn
    otherwise.

    `vectors` is (rows, dimensions), unit length; `size` says how many voices said each row and `held` which topic it is
    in (-1: none); `proven` says of each topic whether several fits drew it. Of what fewer than `fewest` voices said
    nothing is concluded. What people said of pairs of rows comes first: no group is parted between two that are
    `together`, and none joined over two that are `apart`.
    """
    old = np.array([*proven, False])  # the last stands for none
    drawn: list[tuple[NDArray[np.int64], int]] = []
    for place, group in enumerate(groups):
        parts = _told_apart(vectors, size, group, np.where(old[held], held, -1), fewest=fewest)
        drawn += [(group, place)] if len(parts) < 2 or _across(parts, together) else [(part, -1) for part in parts]
    return _put_together(vectors, size, drawn, held, fewest=fewest, apart=apart)


def _across(parts: Sequence[NDArray[np.int64]], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether a pair lies in two of the parts."""
    place = {row: at for at, part in enumerate(parts) for row in part.tolist()} if pairs else {}
    return any(place.get(one, -1) != place.get(two, -1) for one, two in pairs if one in place and two in place)


def _told_apart(
    vectors: Vectors, size: NDArray[np.int64], group: NDArray[np.int64], held: NDArray[np.int64], *, fewest: int
) -> list[NDArray[np.int64]]:
    """The parts of a group that took topics that are apart: each row goes to the one it is nearest to."""
    taken = []
    for topic in np.unique(held[group][held[group] >= 0]).tolist():
        rows = np.flatnonzero(held == topic)
        inside = group[held[group] == topic]
        if int(size[inside].sum()) >= max(fewest, MOSTLY * int(size[rows].sum())):
            taken.append(rows)
    if len(taken) < 2:
        return [group]
    alike = _kinship(vectors, taken)
    home = list(range(len(taken)))
    for one, two in zip(*np.triu_indices(len(taken), k=1), strict=True):
        if not alike[one, two] <= APART:
            home = [home[one] if at == home[two] else at for at in home]
    centroids = [
        unit(vectors[np.concatenate([rows for rows, at in zip(taken, home, strict=True) if at == one])].sum(axis=0))
        for one in sorted(set(home))
    ]
    nearest = np.round(vectors[group].astype(np.float64) @ np.array(centroids, dtype=np.float64).T, 4).argmax(axis=1)
    return [part for at in range(len(centroids)) if len(part := group[nearest == at])]


def _put_together(
    vectors: Vectors,
    size: NDArray[np.int64],
    groups: Sequence[tuple[NDArray[np.int64], int]],
    held: NDArray[np.int64],
    *,
    fewest: int,
    apart: Sequence[tuple[int, int]],
) -> list[tuple[NDArray[np.int64], int]]:
    """The groups, those that came out of one topic and are no two things as one."""
    out_of: dict[int, list[int]] = {}
    for at, (rows, _) in enumerate(groups):
        topics, counts = np.unique(held[rows], return_counts=True)
        most = int(topics[counts.argmax()])
        if most >= 0 and counts.max() >= MOSTLY * len(rows) and int(size[rows].sum()) >= fewest:
            out_of.setdefault(most, []).append(at)
    joined: dict[int, list[int]] = {}
    gone: set[int] = set()
    for places in out_of.values():
        first, *others = sorted(places, key=lambda at: (-len(groups[at][0]), at))
        alike = _kinship(vectors, [groups[at][0] for at in (first, *others)]) if others else None
        for number, at in enumerate(others, 1):
            parts = [groups[one][0] for one in (first, at)]
            if alike is not None and alike[0, number] > APART and not _across(parts, apart):
                joined.setdefault(first, []).append(at)
                gone.add(at)
    return [
        (np.concatenate([rows, *(groups[other][0] for other in joined[at])]), -1) if at in joined else (rows, place)
        for at, (rows, place) in enumerate(groups)
        if at not in gone
    ]


def _kinship(vectors: Vectors, groups: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
    sums = np.array([vectors[rows].astype(np.float64).sum(axis=0) for rows in groups])
    return kinship(sums, np.array([len(rows) for rows in groups]))
