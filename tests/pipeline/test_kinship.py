"""How alike two groups are, and which topics have grown together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scatter import around, towards

from pipeline.kinship import ONE, grown_together, kinship, nearer_by_far


def kin(one: NDArray[np.float32], two: NDArray[np.float32]) -> float:
    """The kinship of two groups."""
    sums = np.array([one.sum(axis=0), two.sum(axis=0)], dtype=np.float64)
    return float(kinship(sums, np.array([len(one), len(two)]))[0, 1])


@pytest.mark.parametrize("noise", [0.2, 0.5, 0.7])
def test_kinship_is_the_cosine_of_the_directions_whatever_the_noise(noise: float) -> None:
    """Two samples of one topic have about 1, those of two their directions' cosine."""
    first = around(towards(1), 60, noise=noise, seed=1)
    assert kin(first, around(towards(1), 60, noise=noise, seed=2)) == pytest.approx(1, abs=0.05)
    assert kin(first, around(towards(0.7), 60, noise=noise, seed=3)) == pytest.approx(0.7, abs=0.08)


def test_a_single_vector_has_no_kinship() -> None:
    """Its own spread is not known."""
    assert np.isnan(kin(around(towards(1), 1, noise=0.5, seed=1), around(towards(1), 9, noise=0.5, seed=2)))


def test_two_topics_that_come_to_say_one_thing_have_grown_together() -> None:
    """Apart before, one in the last nights; two that were near neighbours all along have not."""
    apart = [around(towards(1), 40, noise=0.5, seed=1), around(towards(0.7), 40, noise=0.5, seed=2)]
    alike = [around(towards(0.92), 20, noise=0.5, seed=3), around(towards(0.92), 20, noise=0.5, seed=4)]
    topic = np.repeat([0, 1, 0, 1], [40, 40, 20, 20])
    ago = np.repeat([9, 1], [80, 40])
    (found,) = grown_together(np.concatenate([*apart, *alike]), topic, ago, topics=2, fewest=8)
    assert (found.one, found.two, found.rows) == (0, 1, tuple(range(80, 120)))
    assert found.now >= ONE
    assert found.before == pytest.approx(0.7, abs=0.08)
    still = np.concatenate([*apart, *(rows[:20] for rows in apart)])
    assert grown_together(still, topic, ago, topics=2, fewest=8) == ()
    always = np.concatenate([around(towards(1), 120, noise=0.5, seed=5)])
    assert grown_together(always, topic, ago, topics=2, fewest=8) == ()
    assert grown_together(np.concatenate([*apart, *alike]), topic, ago, topics=2, fewest=21) == ()


@given(st.lists(st.integers(-1, 3), min_size=20, max_size=60), st.integers(0, 9))
def test_no_topic_grows_together_with_two(labels: list[int], seed: int) -> None:
    """Each is in one pair at most, and a pair holds only what its two topics said lately."""
    topic = np.array(labels)
    vectors = around(towards(1), len(labels), noise=0.3, seed=seed)
    ago = np.arange(len(labels)) % 14
    found = grown_together(vectors, topic, ago, topics=4, fewest=2)
    ends = [end for pair in found for end in (pair.one, pair.two)]
    assert len(ends) == len(set(ends))
    assert all(topic[row] in (pair.one, pair.two) and ago[row] < 7 for pair in found for row in pair.rows)


def test_one_is_nearer_by_far_only_where_the_next_is_far() -> None:
    """A distance of at most six tenths of the next one's; a single one has no next to be told from."""
    assert nearer_by_far([0.2, 0.7, 0.3]) == 1
    assert nearer_by_far([0.2, 0.7, 0.6]) == -1
    assert nearer_by_far([0.9]) == nearer_by_far([]) == -1
