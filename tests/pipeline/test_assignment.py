"""Every statement to the topic it is nearest to, or to none."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assignment import assign
from pipeline.discovery import unit

EAST, NORTH = (1.0, 0.0), (0.0, 1.0)


def rows(*vectors: tuple[float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Unit rows."""
    return unit(np.array(vectors).reshape(-1, 2))


def test_a_statement_goes_to_the_nearest_topic_that_would_take_it() -> None:
    """With its score, and the topic that came second with its own."""
    found = assign(rows((3, 4)), [EAST, NORTH], [0.5, 0.5])
    assert (found.topic.tolist(), found.score.tolist()) == ([1], [0.8])
    assert (found.runner_up.tolist(), found.runner_up_score.tolist()) == ([0], [0.6])


def test_below_the_floor_it_belongs_to_none() -> None:
    """What it came nearest to is then the runner-up, and its score is nothing."""
    found = assign(rows((3, 4)), [EAST, NORTH], [0.0, 0.9])
    assert (found.topic.tolist(), found.score.tolist()) == ([-1], [0.0])
    assert (found.runner_up.tolist(), found.runner_up_score.tolist()) == ([1], [0.8])


def test_the_floor_itself_is_enough_and_ties_go_to_the_first() -> None:
    """Scores are compared as they are told, at four places."""
    assert assign(rows((1, 1)), [EAST, NORTH], [0.7071, 0.7071]).topic.tolist() == [0]


def test_without_topics_or_rows_there_is_nothing_to_assign() -> None:
    """No topic takes a statement, and no statement asks for one."""
    found = assign(rows(EAST, NORTH), [], [])
    assert (found.topic.tolist(), found.runner_up.tolist()) == ([-1, -1], [-1, -1])
    assert len(assign(rows(), [EAST], [0.5]).topic) == 0
    assert assign(rows(EAST), [EAST], [0.5]).runner_up.tolist() == [-1]


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 9)), min_size=1, max_size=30), st.floats(0, 1))
def test_a_statement_is_assigned_alike_alone_and_among_others(said: list[tuple[int, int]], floor: float) -> None:
    """Its topic and scores do not depend on its company, and no score lies below the floor."""
    together = assign(rows(*said), [EAST, NORTH, (-1.0, 0.0)], [floor] * 3)
    for at, one in enumerate(said):
        alone = assign(rows(one), [EAST, NORTH, (-1.0, 0.0)], [floor] * 3)
        assert (alone.topic[0], alone.score[0]) == (together.topic[at], together.score[at])
        assert alone.topic[0] == -1 or alone.score[0] >= floor


@given(st.integers(0, 2**32 - 1), st.integers(2, 12))
def test_last_digits_move_no_statement_whose_margin_is_plain(seed: int, topics: int) -> None:
    """As far as another machine's sums differ (here by 0.00002), what moves was within 0.0002 of its runner-up or its
    floor: that is what is promised."""
    random = np.random.default_rng(seed)
    vectors, centroids = unit(random.normal(size=(50, 8))), unit(random.normal(size=(topics, 8)))
    floors = random.uniform(0, 0.9, topics).round(4).tolist()
    here = assign(vectors, centroids.tolist(), floors)
    other = vectors + random.uniform(-1, 1, vectors.shape).astype(np.float32) * np.float32(2e-5 / np.sqrt(8))
    there = assign(other, centroids.tolist(), floors)
    cosines = np.sort(vectors.astype(np.float64) @ centroids.astype(np.float64).T, axis=1)
    floor = np.asarray(floors)[(vectors @ centroids.T).argmax(axis=1)]
    margin = np.minimum(cosines[:, -1] - cosines[:, -2], np.abs(cosines[:, -1] - floor))
    assert np.all((here.topic == there.topic) | (margin <= 2e-4))
