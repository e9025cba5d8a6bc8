"""How well groups of vectors are separated, by the sums of their rows: no pair of rows is looked at."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Float = TypeVar("Float", np.float32, np.float64)
Labels = NDArray[np.int64]
"""A cluster's number for each row; -1 for none."""


def sums(vectors: NDArray[Float], labels: Labels, count: int) -> NDArray[Float]:
    """The sum of each label's rows, (count, dimensions); what is labelled -1 is in none."""
    order = np.argsort(labels, kind="stable")
    order = order[np.searchsorted(labels[order], 0) :]
    found, begin = np.unique(labels[order], return_index=True)
    total = np.zeros((count, vectors.shape[1]), dtype=vectors.dtype)
    if len(found):
        total[found] = np.add.reduceat(vectors[order], begin, axis=0)
    return total


def silhouette(vectors: NDArray[Float], labels: Labels) -> float:
    """The mean silhouette (Rousseeuw 1987) of two clusters or more of unit vectors, by cosine.

    A row's mean distance to a cluster's rows follows from their sum; one that is alone in its cluster counts as 0.
    """
    _, labels, count = np.unique(labels, return_inverse=True, return_counts=True)
    here = np.arange(len(labels))
    alike = vectors @ sums(vectors, labels, len(count)).T
    size = count[labels]
    inner = 1 - (alike[here, labels] - 1) / np.maximum(size - 1, 1)
    outer = 1 - alike / count.astype(vectors.dtype)
    outer[here, labels] = np.inf
    nearest = outer.min(axis=1)
    score = (nearest - inner) / np.maximum(np.maximum(inner, nearest), 1e-12)
    return float(score[size > 1].sum(dtype=np.float64) / len(labels))
