"""Seven nights together: rises and falls too slow for one night to tell."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from drawing import WEEK, Floats, drawn, today

from pipeline.alerts import Watched, watch
from pipeline.alerts.weekly import LEAST_COUNT, NIGHTS, RATIO, Weekly

LENGTH = 112
SHIFT = 80
TODAY = today(LENGTH)
RISES, FALLS, BURST, GONE, CALM = range(5)


def calm(level: Floats, seed: int) -> Floats:
    """Counts at a level a night, with a week, hardly unruly."""
    return drawn(level * WEEK[TODAY], seed, size=50)


@cache
def world() -> Floats:
    """Forty calm series but four: one rises by eight tenths, one falls to less than half, one bursts, one ends."""
    level = np.full((40, LENGTH), 10.0)
    level[RISES, SHIFT:] = 18
    level[FALLS, SHIFT:] = 4
    level[GONE, SHIFT:] = 0.01
    counts = calm(level, 3)
    counts[BURST, SHIFT] += 90
    return counts


@cache
def found() -> Watched:
    """The watch over it."""
    return watch(world(), np.ones(world().shape), TODAY)


def test_a_slow_rise_is_told_once_at_its_beginning() -> None:
    """Though it goes on for a month, and a week is told on several nights: within two weeks, and not before."""
    begins = np.flatnonzero(found().week.rose[RISES])
    assert len(begins) == 1
    assert SHIFT + 2 <= begins[0] <= SHIFT + 14
    assert found().week.higher[RISES].sum() > 1


def test_a_fall_is_told() -> None:
    """To less than half, and to nothing: once each, within two weeks; neither is a rise."""
    for at in (FALLS, GONE):
        begins = np.flatnonzero(found().week.fell[at])
        assert begins.size == 1
        assert SHIFT + 2 <= begins[0] <= SHIFT + 14
        assert not found().week.higher[at].any()


def test_a_burst_of_one_night_makes_no_rise_of_the_week() -> None:
    """It is told already, and left out of all numbers."""
    assert found().burst[BURST, SHIFT]
    assert not found().week.higher[BURST].any()
    after = found().week.observed[BURST, SHIFT : SHIFT + NIGHTS]
    assert after.max() < 100
    assert after[-1] == world()[BURST, SHIFT + 1 : SHIFT + NIGHTS].sum()


def test_calm_weeks_are_hardly_ever_told() -> None:
    """Of thirty-six series over twelve weeks."""
    assert found().week.rose[CALM:].sum() + found().week.fell[CALM:].sum() <= 2


def test_numbers_are_those_of_seven_nights() -> None:
    """Observed is their sum where there was no burst, and near it is what was expected."""
    week = found().week
    seven = np.lib.stride_tricks.sliding_window_view(world()[CALM:], NIGHTS, axis=1)
    quiet = ~np.lib.stride_tricks.sliding_window_view(found().burst[CALM:], NIGHTS, axis=1).any(2)
    observed = week.observed[CALM:, NIGHTS - 1 :]
    tested = np.isfinite(observed) & quiet
    assert (observed[tested] == seven.sum(2)[tested]).all()
    assert week.expected[CALM:, 60:].mean() == pytest.approx(10 * WEEK.sum(), rel=0.05)
    assert np.isnan(week.expected[:, : 28 + NIGHTS - 1]).all(), "28 nights before the first of the seven"
    assert np.isfinite(week.expected[CALM:, 28 + NIGHTS - 1 :]).all()


def test_only_what_is_large_is_told() -> None:
    """A rise is at least half as much again and eight conversations, a fall by a third from eight expected."""
    week = found().week
    with np.errstate(invalid="ignore"):
        assert (week.observed >= RATIO * week.expected)[week.higher].all()
        assert (week.observed >= LEAST_COUNT)[week.higher].all()
        assert (week.observed * RATIO <= week.expected)[week.lower].all()
        assert (week.expected >= LEAST_COUNT)[week.lower].all()
    assert not (week.higher & week.lower).any()


def test_a_rise_from_next_to_nothing_needs_eight_conversations() -> None:
    """Seven in a week where one was expected are none, whatever the chance."""
    counts = np.random.default_rng(3).poisson(0.1, (20, LENGTH)).astype(float)
    counts[0, 70:] = 0
    counts[0, 80:87] = 1
    counts[1, 70:] = 0
    counts[1, 80:87] = [2, 1, 2, 1, 2, 1, 2]
    week = watch(counts, np.ones(counts.shape), TODAY).week
    assert not week.higher[0].any()
    assert week.higher[1, 84:88].any()


def test_a_week_of_which_three_nights_are_missing_is_not_judged() -> None:
    """Five must be there; two may be missing, and are not taken for silence."""
    counts = np.array(world()[CALM:])
    counts[:, 90:93] = np.nan
    counts[:, 100:102] = np.nan
    week = watch(counts, np.ones(counts.shape), TODAY).week
    assert np.isnan(week.expected[:, 92:97]).all()
    assert np.isfinite(week.expected[:, [99, 103]]).all()
    assert week.expected[:, 103].mean() < 0.9 * week.expected[:, 99].mean()
    assert not week.lower[:, 90:].any()


def test_a_week_whose_first_night_is_missing_is_judged_by_the_other_six() -> None:
    """By what was known before it, as any other."""
    counts = np.array(world()[CALM:])
    whole = watch(counts, np.ones(counts.shape), TODAY).week
    counts[:, 84] = np.nan
    week = watch(counts, np.ones(counts.shape), TODAY).week
    assert np.isfinite(week.expected[:, 90]).all()
    assert week.observed[:, 90].mean() == pytest.approx(whole.observed[:, 90].mean() - 10 * WEEK[0], rel=0.05)
    assert week.expected[:, 90].mean() == pytest.approx(whole.expected[:, 90].mean() - 10 * WEEK[0], rel=0.05)


def test_a_rise_begins_where_there_was_none_for_seven_nights() -> None:
    """Nights told after a pause of up to six are the same rise; after seven, another."""
    higher = np.zeros((1, 40), dtype=bool)
    higher[0, [5, 6, 12, 19, 27]] = True
    none = np.full((1, 40), np.nan)
    week = Weekly(
        observed=none, expected=none, nights=none, excess=none, higher=higher, lower=np.roll(higher, 1, axis=1)
    )
    assert np.flatnonzero(week.rose[0]).tolist() == [5, 27]
    assert np.flatnonzero(week.fell[0]).tolist() == [6, 28]
