"""Pains that share a cluster although they lie apart: few texts among many, or many pains among ever more.

Silhouette chooses one granularity for all texts, and leaves together what is small beside it. Each cluster is therefore
looked at once more: groups of a few texts each by the constant Potts model, whose groups do not grow with the number of
texts (Traag, Van Dooren, Nesterov 2011), joined by average linkage for as long as their texts are alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.discovery.graph import PLACES, Vectors
from pipeline.separation import Labels, sums

DENSITY = 0.05
"""Share of all possible links, by weight, above which rows are one group: some thirty rows."""
DENSITY_ROUNDS = 3
"""Of Leiden, for these groups: ten change less (ARI .96) than another seed does (.77)."""
LESS = 0.05
"""How much less alike than a whole loose cluster two of its parts must be: the pairs within the parts are in its mean,
and without this every loose cluster would fall apart into its last two groups."""
MOST_GROUPS = 2_000
"""Groups of a cluster that are joined, seconds of work; one of more is left whole."""
NEVER = -2.0
"""Below every cosine: a group with itself, and one that has become part of another."""


def parted(
    vectors: Vectors,
    groups: Labels,
    labels: Labels,
    size: NDArray[np.float64],
    *,
    fewest: int,
    alike: float,
) -> tuple[Labels, frozenset[int]]:
    """The labels, with what lies apart in a cluster and has at least `fewest` conversations as clusters of their own;
    and the labels that something was parted from.

    `groups` says of each row which few rows it is one with; `size` how many conversations each row stands for. Two
    groups whose texts have a mean cosine of `alike` are one; where the cluster's texts are less alike, a little less
    than their own mean cosine is enough. The heaviest keeps the cluster's label, and what is too small stays with it.
    """
    after = labels.copy()
    number = int(labels.max()) + 1
    touched: set[int] = set()
    for label in range(number):
        rows = np.flatnonzero(labels == label)
        if _total(size, rows) < 2 * fewest:
            continue
        own = min(alike, likeness(vectors[rows]) - LESS)
        parts = [rows[part] for part in joined(vectors[rows], groups[rows], own)]
        parts.sort(key=lambda part: (-_total(size, part), int(part[0])))
        for part in parts[1:]:
            if _total(size, part) >= fewest:
                after[part] = number
                number += 1
                touched.add(label)
    return after, frozenset(touched)


def _total(size: NDArray[np.float64], rows: NDArray[np.int64]) -> float:
    """What the rows stand for, without the last bits, which follow the order of adding."""
    return round(float(size[rows].sum()), PLACES)


def joined(vectors: Vectors, groups: Labels, alike: float) -> list[NDArray[np.int64]]:
    """Rows by the group that theirs ended in: the two groups whose texts have the greatest mean cosine become one, as
    long as it is at least `alike`. All rows, where there are more than MOST_GROUPS groups."""
    numbers, of_row, count = np.unique(groups, return_inverse=True, return_counts=True)
    if len(numbers) > MOST_GROUPS:
        return [np.arange(len(groups))]
    total = sums(vectors.astype(np.float64), of_row, len(numbers))
    weight = count.astype(np.float64)
    cosine = np.round((total @ total.T) / np.outer(weight, weight), PLACES)
    np.fill_diagonal(cosine, NEVER)
    home = np.arange(len(numbers))
    while len(numbers) > 1:
        one, two = sorted(divmod(int(cosine.argmax()), len(numbers)))
        if cosine[one, two] < alike:
            break
        home[home == two] = one
        # The mean over the texts of both, which average linkage carries forward exactly.
        both = (weight[one] * cosine[one] + weight[two] * cosine[two]) / (weight[one] + weight[two])
        both[(cosine[one] == NEVER) | (cosine[two] == NEVER)] = NEVER
        cosine[one], cosine[:, one] = both, both
        cosine[two], cosine[:, two] = NEVER, NEVER
        weight[one] += weight[two]
    return [np.flatnonzero(home[of_row] == one) for one in np.unique(home).tolist()]


def likeness(vectors: Vectors) -> float:
    """The mean cosine of two different rows of unit length."""
    rows = len(vectors)
    total = vectors.sum(axis=0, dtype=np.float64)
    return round((float(total @ total) - rows) / max(1, rows * (rows - 1)), PLACES)
