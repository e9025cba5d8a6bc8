"""Whether a cluster is found again in parts of the texts, or owes itself to a few of them.

Clusters of the whole are held against those of parts from each of which another fifth of the texts is left out, cut as
the whole was: the Jaccard likeness to the most like cluster, averaged (Hennig 2007, whose bounds are 0.6 and 0.75).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.crew import ALONE, Crew
from pipeline.discovery.apart import parted
from pipeline.discovery.cut import CIRCLE, Cut, Linked, cut_again
from pipeline.discovery.graph import Vectors
from pipeline.separation import Labels

PARTS = 5
MOST_ROWS = 12_000
"""Rows that the parts are drawn from; a share is estimated as well from these."""
CUTS = 3
"""Of a part's ensemble: twelve, as the whole has, raise the likeness by two hundredths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What is looked for in the parts, by place among the rows that they are drawn from."""

    vectors: Vectors
    links: Linked
    labels: Labels
    size: NDArray[np.float64]
    groups: Labels
    cut: Cut
    fewest: float
    """Share of what the rows stand for."""
    alike: float
    seed: int


def refound(
    vectors: Vectors,
    links: Linked,
    labels: Labels,
    size: NDArray[np.float64],
    cut: Cut,
    *,
    groups: Labels,
    fewest: int,
    alike: float,
    seed: int,
    by: Crew = ALONE,
) -> Callable[[], dict[int, float]]:
    """Begins to look; what comes back says by label the mean Jaccard likeness, of labels that have rows in the parts.

    `vectors` is (rows, dimensions) of unit length, in an order that says nothing, linked by `links`; `size` says how
    many conversations each row stands for; `groups` are those by which the whole was parted, `fewest` and `alike` its
    bounds. A part's graph is what is left of the whole's without the rows left out; it has grains of its own, since the
    whole's know where its clusters end.
    """
    rows = np.unique(np.linspace(0, len(labels) - 1, min(len(labels), MOST_ROWS)).astype(np.int64))
    whole = _Whole(
        vectors=vectors[rows],
        links=links.inside(rows),
        labels=labels[rows],
        size=size[rows],
        groups=groups[rows],
        cut=cut,
        fewest=fewest / float(size.sum()),
        alike=alike,
        seed=seed,
    )
    parts = by.begin(_parts, whole, range(PARTS))

    def likeness() -> dict[int, float]:
        found: dict[int, list[float]] = defaultdict(list)
        for part in parts():
            for label, one in part.items():
                found[label].append(one)
        return {label: round(sum(some) / len(some), 4) for label, some in found.items()}

    return likeness


def _parts(whole: _Whole, numbers: Sequence[int]) -> list[dict[int, float]]:
    """Of each part the likeness of the labels that have rows in it."""
    return [_part(whole, number) for number in numbers]


def _part(whole: _Whole, number: int) -> dict[int, float]:
    kept = np.flatnonzero(np.arange(len(whole.labels)) % PARTS != number)
    if len(kept) <= CIRCLE:
        return {}
    again = cut_again(whole.links.inside(kept), whole.cut, cuts=CUTS, seed=whole.seed + number)
    size = whole.size[kept]
    least = max(2, round(whole.fewest * float(size.sum())))
    again, _ = parted(whole.vectors[kept], whole.groups[kept], again, size, fewest=least, alike=whole.alike)
    return _likeness(whole.labels[kept], again)


def _likeness(labels: Labels, again: Labels) -> dict[int, float]:
    """The Jaccard likeness of each label's rows to the most like label of the other labelling."""
    table = np.zeros((int(labels.max()) + 1, int(again.max()) + 1), dtype=np.int64)
    inside = labels >= 0
    np.add.at(table, (labels[inside], again[inside]), 1)
    whole = np.bincount(labels[inside], minlength=len(table))
    other = np.bincount(again, minlength=table.shape[1])
    best = (table / np.maximum(whole[:, None] + other[None, :] - table, 1)).max(axis=1)
    return {label: float(best[label]) for label in np.flatnonzero(whole).tolist()}
