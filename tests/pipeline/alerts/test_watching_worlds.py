"""What is expected, and told, of counts in worlds of several kinds."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pytest
from drawing import WEEK, drawn, means, today, watched

from pipeline.alerts import LEAST_COUNT, calibration


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    """numpy complains of nothing: no division by zero, no overflow, no number that is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_a_fivefold_surge_is_told_within_three_nights() -> None:
    """From five a night, on ten series of sixty, each on another night: nearly all of them."""
    counts = drawn(means(60, 105, 3), 4)
    counts[:10] = drawn(np.tile(5 * WEEK[today(105)], (10, 1)), 5)
    begins = 60 + 4 * np.arange(10)
    for at, night in enumerate(begins):
        counts[at, night : night + 4] += np.random.default_rng(at).poisson(20 * WEEK[today(105)][night : night + 4])
    told = watched(counts)
    assert sum(told.alert[at, night : night + 3].any() for at, night in enumerate(begins)) >= 9
    assert told.alert[10:].sum() <= 15


def test_a_quiet_world_is_quiet_and_its_intervals_hold() -> None:
    """Sixty series over 110 nights in which nothing happens: a handful of alerts, and 95 to 99 of 100 counts inside."""
    counts = drawn(means(60, 110, 6), 7)
    told = watched(counts)
    held = calibration(told, counts)
    assert told.alert.sum() <= 8
    assert held.tested == 60 * (110 - 28)
    assert 0.93 <= held.inside <= 0.995
    for below, foretold in zip(held.below[:2], held.foretold[:2], strict=True):
        assert 0.4 * foretold <= below <= 1.8 * foretold


def test_a_holiday_on_which_all_fall_is_a_fall_of_none() -> None:
    """On a night with three of ten conversations about that many are expected, and ordinary counts are inside."""
    mean = means(60, 100, 8)
    mean[:, 80] *= 0.3
    counts = drawn(mean, 9)
    told = watched(counts)
    assert told.expected[:, 80].sum() == pytest.approx(mean[:, 80].sum(), rel=0.25)
    assert (counts[:, 80] < told.low[:, 80]).mean() <= 0.1
    assert not told.week.lower[:, 80:87].any()
    assert told.expected[:, 83:].sum() == pytest.approx(mean[:, 83:].sum(), rel=0.08), "and the nights after are usual"


def test_a_day_on_which_all_rise_is_a_rise_of_none() -> None:
    """Twice as many of everything, as after a long weekend: hardly a series stands out."""
    mean = means(60, 85, 8)
    mean[:, 80] *= 2
    told = watched(drawn(mean, 9))
    assert told.burst[:, 80].sum() <= 2


def test_past_bursts_do_not_raise_what_is_expected() -> None:
    """Three nights of eightfold counts leave the expectation where it was without them."""
    counts = drawn(np.tile(6 * WEEK[today(100)], (20, 1)), 3)
    burst = np.array(counts)
    burst[3, 60:63] += 50
    with_, without = watched(burst), watched(counts)
    assert with_.burst[3, 60:63].any()
    ratio = with_.expected[3, 65:90] / without.expected[3, 65:90]
    assert ratio == pytest.approx(np.ones(25), abs=0.15)


def test_a_lasting_shift_becomes_the_new_level_within_weeks() -> None:
    """Fourfold from one night on: alerts at first, none after a month, when that is what is expected."""
    counts = drawn(np.tile(5 * WEEK[today(130)], (20, 1)), 3)
    counts[3, 70:] = drawn(20 * WEEK[today(60)][None], 4)
    told = watched(counts)
    assert told.burst[3, 70:77].sum() >= 2
    assert told.burst[3, 100:].sum() <= 1
    assert told.expected[3, 100:].mean() == pytest.approx(20 * WEEK.mean(), rel=0.25)


def test_a_series_with_its_own_week_is_expected_to_have_it() -> None:
    """An office's silent weekends and busy Mondays are no news after some weeks."""
    office = np.array([1.6, 1.3, 1.3, 1.3, 1.3, 0.02, 0.02])
    mean = np.concatenate([means(20, 98, 4), np.tile(12 * office[today(98)], (10, 1))])
    told = watched(drawn(mean, 5))
    weekend = today(98) >= 5
    weekend[:70] = False
    assert told.expected[20:, weekend].mean() < 1.5
    assert told.expected[20:, 70:][:, ~weekend[70:]].mean() == pytest.approx(12 * 1.36, rel=0.15)


def test_fewer_than_four_conversations_are_never_told() -> None:
    """However rare they are: three where a hundredth is usual."""
    counts = np.zeros((10, 60))
    counts[0, 50] = LEAST_COUNT - 1
    counts[1, 55] = LEAST_COUNT
    told = watched(counts)
    assert told.p[0, 50] < 1e-3
    assert not told.alert[0].any()
    assert np.flatnonzero(told.burst[1]).tolist() == [55]


@pytest.mark.parametrize("series", [1, 5])
def test_silence_is_never_told(series: int) -> None:
    """Series in which nobody ever said anything: tested, ordinary, and no alert."""
    told = watched(np.zeros((series, 60)))
    assert not told.alert.any()
    assert not told.week.lower.any()
    assert np.isfinite(told.p[:, 28:]).all()
    assert (told.expected[:, 28:] < 0.5).all()


def test_a_silent_beginning_does_not_spoil_what_follows() -> None:
    """Nobody is heard for ten nights, then all are: numbers from the 28th night on."""
    counts = drawn(means(4, 80, 3), 3)
    counts[:, :10] = 0
    assert np.isfinite(watched(counts).p[:, 28:]).all()


@pytest.mark.parametrize(("series", "often"), [(1, 0.02), (3, 0.02), (20, 0.02), (9, 0.005), (30, 0.005)])
def test_series_of_which_hardly_anything_is_heard_have_numbers(series: int, often: float) -> None:
    """One conversation in fifty nights or in two hundred: nothing is divided by what is zero on most nights."""
    counts = np.random.default_rng(series).poisson(often, (series, 90)).astype(float)
    told = watched(counts)
    assert np.isfinite(told.p[:, 28:]).all()
    assert not told.alert.any()


def test_a_single_series_is_watched_alone() -> None:
    """Nobody else to learn from: a burst is told, and the other nights are mostly calm."""
    counts = drawn(8 * WEEK[today(100)][None], 6)
    counts[0, 80] += 60
    told = watched(counts)
    assert told.burst[0, 80]
    assert told.alert.sum() <= 5


@pytest.mark.parametrize("level", [1e6, 1e9])
def test_large_counts_are_watched_as_small_ones(level: float) -> None:
    """Millions a night: finite numbers, and a night with twice as many is told."""
    counts = np.random.default_rng(1).poisson(level, (12, 60)).astype(float)
    counts[4, 50] *= 2
    told = watched(counts)
    assert np.isfinite(told.p[:, 28:]).all()
    assert told.burst[4, 50]
    assert told.burst.sum() <= 3


def test_a_count_beyond_all_measure_is_one_burst() -> None:
    """A million where five are usual is a chance of zero, and the nights after are what they were."""
    counts = np.random.default_rng(1).poisson(5, (20, 90)).astype(float)
    counts[3, 70] = 1e6
    told = watched(counts)
    assert told.p[3, 70] == 0
    assert np.flatnonzero(told.burst[3]).tolist() == [70]
    assert told.expected[3, 73:].mean() == pytest.approx(5, rel=0.3)
    assert np.isfinite(told.p[:, 28:]).all()


def test_a_gap_of_months_is_no_surprise() -> None:
    """Nobody looked for sixty nights; nothing of it counts, and what comes after is compared with what was before."""
    counts = np.random.default_rng(1).poisson(5, (20, 150)).astype(float)
    counts[:, 40:100] = np.nan
    told = watched(counts)
    assert np.isnan(told.p[:, 40:100]).all()
    assert np.isfinite(told.p[:, 100:]).any()
    assert told.alert.sum() <= 6
