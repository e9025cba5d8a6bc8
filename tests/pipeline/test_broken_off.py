"""What has broken off a topic in the last nights."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scatter import DIMENSIONS, around, towards

from pipeline.discovery import broken_off, definition

FEWEST = 8


def found(*groups: tuple[float, int, int, int], noise: float = 0.5, fewest: int = FEWEST) -> list[tuple[int, ...]]:
    """What breaks off a topic that has another beside it; each group is (cosine, rows, last and first nights ago)."""
    topics = [(1.0, 60, 0, 27), (0.0, 60, 0, 27)]
    made = [
        around(towards(at) if at else np.eye(DIMENSIONS)[2], rows, noise=noise, seed=seed)
        for seed, (at, rows, _, _) in enumerate((*topics, *groups))
    ]
    ago = [np.linspace(begin, end, rows).astype(np.int64) for _, rows, begin, end in (*topics, *groups)]
    known = [definition(rows, rows) for rows in made[:2]]
    vectors: NDArray[np.float32] = np.concatenate(made)
    parts = broken_off(
        vectors,
        np.ones(len(vectors), dtype=np.int64),
        np.concatenate(ago),
        centroids=np.array([centroid for centroid, _ in known]),
        floors=np.array([floor for _, floor in known]),
        fewest=fewest,
    )
    return [tuple(part.tolist()) for part in parts]


@pytest.mark.parametrize("noise", [0.3, 0.5, 0.7])
def test_a_group_that_began_lately_beside_a_topic_has_broken_off_it(noise: float) -> None:
    """Ten texts of four nights are found whatever the noise."""
    (part,) = found((0.7, 12, 0, 3), noise=noise)
    assert len(set(part) & set(range(120, 132))) >= 0.8 * len(part) >= 8


def test_what_was_always_said_at_a_topics_edge_has_not_broken_off() -> None:
    """A topic of several wordings keeps them, however many there are."""
    assert found((0.7, 48, 0, 27)) == []


def test_what_lies_far_from_every_topic_has_not_broken_off_one() -> None:
    """It is a pain of its own, and needs what any pain needs to be opened."""
    assert found((0.35, 12, 0, 3)) == []


def test_fewer_voices_than_a_pain_needs_break_nothing_off() -> None:
    """Seven are no group of eight."""
    assert found((0.7, 7, 0, 3)) == []


def test_more_of_the_same_has_not_broken_off() -> None:
    """A burst of what a topic always said is that topic."""
    assert found((1.0, 60, 0, 3)) == []


def test_nothing_breaks_off_where_nothing_is_known() -> None:
    """Neither without topics nor without texts."""
    none = np.zeros((0, 64), dtype=np.float32)
    nobody = np.zeros(0, dtype=np.int64)
    assert broken_off(none, nobody, nobody, centroids=np.eye(64)[:2], floors=np.ones(2), fewest=FEWEST) == []
    one = around(towards(1), 9, noise=0.5, seed=0)
    ago = np.arange(9)
    assert broken_off(one, ago + 1, ago, centroids=np.zeros((0, 64)), floors=np.zeros(0), fewest=FEWEST) == []
