"""Whether chances held: counted by hand, and in worlds where they should or should not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from drawing import drawn, means, watched

from pipeline.alerts import CHANCES, Watched, calibration
from pipeline.alerts.counts import at_least, between
from pipeline.alerts.weekly import nothing


def believed(mean: float, excess: float, counts: np.ndarray) -> Watched:
    """A watch that expected the same of every count; NaN is not tested."""
    means_, excesses = (np.where(np.isnan(counts), np.nan, one) for one in (mean, excess))
    low, high = between(means_, excesses)
    p = np.where(np.isnan(counts), np.nan, at_least(np.nan_to_num(counts), np.array(mean), np.array(excess)))
    none = np.zeros(counts.shape, dtype=bool)
    return Watched(
        expected=means_, excess=excesses, low=low, high=high, p=p, burst=none, week=nothing(*counts.shape)
    )  # fmt: skip


def test_shares_are_of_what_was_tested() -> None:
    """Seven counts where Poisson expects ten: two outside, one of them rare; a cell that was not tested is none."""
    counts = np.array([[10.0, 9.0, 4.0, np.nan], [3.0, 12.0, 30.0, 16.0]])
    held = calibration(believed(10, 0, counts), counts)
    assert held.tested == 7
    assert held.inside == pytest.approx(5 / 7), "all but 3 and 30: 4 to 17 is ordinary"
    assert held.below == pytest.approx((2 / 7, 1 / 7, 1 / 7)), "16 or more come on 5 of 100 nights"


def test_foretold_is_how_often_such_counts_come() -> None:
    """15 or more of a Poisson ten come on 8.3 of 100 nights, 14 or more on 13.6: under .1 are 8.3."""
    counts = np.array([[10.0, 10.0]])
    held = calibration(believed(10, 0, counts), counts)
    assert held.foretold == pytest.approx((0.0835, 0.0072, 0.0007), abs=2e-4)
    assert all(foretold <= chance for foretold, chance in zip(held.foretold, CHANCES, strict=True))


@pytest.mark.parametrize("counts", [np.full((3, 40), np.nan), np.zeros((0, 40)), np.ones((3, 5))])
def test_where_nothing_was_tested_nothing_held(counts: np.ndarray) -> None:
    """No share of nothing."""
    held = calibration(watched(counts), counts)
    assert (held.tested, held.inside, held.below, held.foretold) == (0, 0.0, (0.0,) * 3, (0.0,) * 3)


def test_chances_hold_in_a_world_of_their_own_kind() -> None:
    """Shares under .1 and .01 are what was foretold, within what chance explains and a little."""
    counts = drawn(means(60, 100, 3), 4)
    held = calibration(watched(counts), counts)
    assert held.tested == 60 * 72
    assert held.below[0] == pytest.approx(held.foretold[0], rel=0.3)
    assert held.below[1] == pytest.approx(held.foretold[1], abs=0.005)
    assert 0.94 <= held.inside <= 0.995


def test_chances_that_are_wrong_are_seen_to_be() -> None:
    """A watch that thinks unruly counts are Poisson finds far more below its chances than it foretold."""
    mean = np.full((20, 60), 10.0)
    counts = drawn(mean, 1, size=2)
    held = calibration(believed(10, 0, counts), counts)
    assert held.below[1] > 10 * held.foretold[1]
    assert held.inside < 0.8
    right = calibration(believed(10, 0.5, counts), counts)
    assert right.below[1] == pytest.approx(right.foretold[1], abs=0.01)


def test_bursts_are_counted_too() -> None:
    """What was told is part of what came: nobody takes it out to look better."""
    counts = drawn(means(20, 60, 3), 4)
    found = watched(counts)
    other = np.array(counts)
    other[:, 50] += 200
    worse = calibration(replace(found, p=np.where(other > counts, 0.0, found.p)), other)
    assert worse.below[2] >= calibration(found, counts).below[2] + 0.9 / 32
    assert worse.inside < calibration(found, counts).inside - 0.9 / 32
