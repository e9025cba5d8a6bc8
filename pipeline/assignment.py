"""Every statement to the topic it is nearest to, or to none: pure arithmetic on unit vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


PLACES = 4
"""Digits of a score; what differs by less is the same, so that the last bits of a sum cannot decide."""


def assign(
    vectors: NDArray[np.float32],
    centroids: Sequence[Sequence[float]],
    floors: Sequence[float],
    *,
    whole: Sequence[int] | None = None,
) -> Nearest:
    """The nearest centroid of each row by cosine, and whether the row reaches that topic's floor.

    `vectors` is (rows, dimensions), `centroids` (topics, dimensions), all of unit length. Scores are rounded to PLACES
    before they are compared; ties go to the first topic. `whole` says of each topic which one it is counted as, where
    one has several centroids: another of its own is no runner-up.
    """
    rows, topics = len(vectors), len(centroids)
    best = np.full(rows, -1, dtype=np.int64)
    second = np.full(rows, -1, dtype=np.int64)
    best_score = np.zeros(rows)
    second_score = np.zeros(rows)
    if topics:
        counted_as = np.arange(topics) if whole is None else np.asarray(whole)
        single = len(set(counted_as.tolist())) == topics
        several = len(set(counted_as.tolist())) > 1
        # In double precision: summing in another order, as more threads do, then hardly ever reaches the rounding.
        table = np.asarray(centroids, dtype=np.float64).T
        least = np.asarray(floors)
        for begin in range(0, rows, BLOCK):
            cosines = np.round(vectors[begin : begin + BLOCK].astype(np.float64) @ table, PLACES)
            here = np.arange(len(cosines))
            first = cosines.argmax(axis=1)
            score = cosines[here, first]
            inside = score >= least[first]
            if single:
                cosines[here, first] = -2.0
            else:
                cosines[counted_as[None, :] == counted_as[first][:, None]] = -2.0
            block = slice(begin, begin + len(cosines))
            best[block] = np.where(inside, first, -1)
            best_score[block] = score
            if several:
                next_one = cosines.argmax(axis=1)
                second[block] = np.where(inside, next_one, first)
                second_score[block] = np.where(inside, cosines[here, next_one], score)
            else:
                second[block] = np.where(inside, -1, first)
                second_score[block] = np.where(inside, 0.0, score)
            best_score[block] = np.where(inside, score, 0.0)
    return Nearest(topic=best, score=best_score, runner_up=second, runner_up_score=second_score)


def overruled(
    nearest: Nearest,
    vectors: NDArray[np.float32],
    centroids: Sequence[Sequence[float]],
    placed: Mapping[int, int],
) -> Nearest:
    """The same, with rows placed in the topics (-1: in none) that people's decisions put them in, by row.

    The score is the row's cosine to that topic, whatever its floor; the topic it would have gone to is the runner-up.
    """
    rows = [row for row, topic in placed.items() if nearest.topic[row] != topic]
    if not rows:
        return nearest
    topic, score = nearest.topic.copy(), nearest.score.copy()
    second, second_score = nearest.runner_up.copy(), nearest.runner_up_score.copy()
    for row in rows:
        if topic[row] >= 0:
            second[row], second_score[row] = topic[row], score[row]
        topic[row] = placed[row]
        centroid = np.asarray(centroids[placed[row]], dtype=np.float64)
        score[row] = round(float(vectors[row].astype(np.float64) @ centroid), PLACES) if placed[row] >= 0 else 0.0
    return Nearest(topic=topic, score=score, runner_up=second, runner_up_score=second_score)
