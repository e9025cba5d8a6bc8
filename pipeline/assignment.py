"""Every statement to the topic it is nearest to, or to none: pure arithmetic on unit vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLOCK = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """For each row its topic's index (-1: below every floor that would take it), score, and the runner-up's."""

    topic: NDArray[np.int64]
    score: NDArray[np.float64]
    runner_up: NDArray[np.int64]
    runner_up_score: NDArray[np.float64]


def assign(
    vectors: NDArray[np.float32], centroids: Sequence[Sequence[float]], floors: Sequence[float], *, places: int = 4
) -> Nearest:
    """The nearest centroid of each row by cosine, and whether the row reaches that topic's floor.

    `vectors` is (rows, dimensions), `centroids` (topics, dimensions), all of unit length. Scores are rounded to
    `places` before they are compared, so that the last bits of a sum cannot decide; ties go to the first topic.
    """
    rows, topics = len(vectors), len(centroids)
    best = np.full(rows, -1, dtype=np.int64)
    second = np.full(rows, -1, dtype=np.int64)
    best_score = np.zeros(rows)
    second_score = np.zeros(rows)
    if topics:
        # In double precision: summing in another order, as more threads do, then hardly ever reaches the rounding.
        table = np.asarray(centroids, dtype=np.float64).T
        least = np.asarray(floors)
        for begin in range(0, rows, BLOCK):
            cosines = np.round(vectors[begin : begin + BLOCK].astype(np.float64) @ table, places)
            here = np.arange(len(cosines))
            first = cosines.argmax(axis=1)
            score = cosines[here, first]
            inside = score >= least[first]
            cosines[here, first] = -2.0
            block = slice(begin, begin + len(cosines))
            best[block] = np.where(inside, first, -1)
            best_score[block] = score
            if topics > 1:
                next_one = cosines.argmax(axis=1)
                second[block] = np.where(inside, next_one, first)
                second_score[block] = np.where(inside, cosines[here, next_one], score)
            else:
                second[block] = np.where(inside, -1, first)
                second_score[block] = np.where(inside, 0.0, score)
            best_score[block] = np.where(inside, score, 0.0)
    return Nearest(topic=best, score=best_score, runner_up=second, runner_up_score=second_score)
