"""What is expected of counts: promises that hold for whatever is counted."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from drawing import Floats, drawn, means, watched
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.alerts import LEAST_COUNT, LEAST_NIGHTS, Watched
from pipeline.alerts.watching import LEAST_TESTS

NUMBERS = ("expected", "excess", "low", "high", "p")
OF_WEEKS = ("observed", "expected", "nights", "excess")


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    """numpy complains of nothing: no division by zero, no overflow, no number that is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@cache
def world() -> tuple[Floats, Floats]:
    """Thirty series over 75 nights with nights and cells that are missing, a burst, and exposure that wanders."""
    chance = np.random.default_rng(11)
    exposure = chance.lognormal(4, 0.2, (30, 75))
    counts = drawn(means(30, 75, 11) * exposure / 55, 12)
    counts[4, 60:63] += 40
    counts[:, [20, 50]] = np.nan
    counts[chance.random(counts.shape) < 0.03] = np.nan
    exposure[:, 33] = 0
    return counts, exposure


@cache
def found() -> Watched:
    """What the watch makes of it."""
    return watched(*world())


def exactly(one: Watched, other: Watched, nights: int) -> None:
    """Asserts that both say the same of the first nights, to the last bit."""
    for name in (*NUMBERS, "burst"):
        begun, whole = (getattr(each, name)[:, :nights] for each in (one, other))
        assert np.array_equal(begun, whole, equal_nan=name != "burst"), name
    for name in OF_WEEKS:
        begun, whole = (getattr(each.week, name)[:, :nights] for each in (one, other))
        assert np.array_equal(begun, whole, equal_nan=True), name
    for name in ("higher", "lower", "rose", "fell"):
        assert (getattr(one.week, name)[:, :nights] == getattr(other.week, name)[:, :nights]).all()


def nearly(one: Watched, other: Watched) -> None:
    """Asserts that both say the same, but for the last digits of sums."""
    for name in NUMBERS:
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-9, abs=2e-12, nan_ok=True), name
    for name in OF_WEEKS:
        assert getattr(one.week, name) == pytest.approx(getattr(other.week, name), rel=1e-9, nan_ok=True), name
    assert (one.burst == other.burst).all()
    assert (one.week.higher == other.week.higher).all()
    assert (one.week.lower == other.week.lower).all()


@pytest.mark.parametrize("nights", [9, 30, 61, 74])
def test_nothing_is_known_of_nights_to_come(nights: int) -> None:
    """The first nights alone give what they give along with later ones, to the last bit."""
    counts, exposure = world()
    exactly(watched(counts[:, :nights], exposure[:, :nights]), found(), nights)


def test_what_comes_later_changes_nothing_before() -> None:
    """Whatever it is: a flood on the last nights, and another volume."""
    counts, exposure = (np.array(one) for one in world())
    counts[:, 70:] = 5_000
    exposure[:, 70:] *= 9
    exactly(watched(counts, exposure), found(), 70)


def test_a_night_is_not_in_its_own_expectation() -> None:
    """Whatever is counted of a series tonight, as much was expected of it; and it hardly shows on the two after it."""
    counts, exposure = (np.array(one) for one in world())
    counts[7, 70] = 400
    high = watched(counts, exposure)
    assert np.array_equal(high.expected[7, :71], found().expected[7, :71], equal_nan=True)
    assert (high.expected[7, 71:73] < found().expected[7, 71:73] + 1).all()
    assert high.p[7, 70] < 1e-6 < found().p[7, 70]
    assert high.burst[7, 70]


def test_the_order_of_series_does_not_matter() -> None:
    """Their results change places with them."""
    counts, exposure = world()
    order = np.random.default_rng(1).permutation(len(counts))
    there = watched(counts[order], exposure[order])
    back = np.argsort(order)
    week = {name: getattr(there.week, name)[back] for name in (*OF_WEEKS, "higher", "lower")}
    again = Watched(**{name: getattr(there, name)[back] for name in (*NUMBERS, "burst")}, week=type(there.week)(**week))
    nearly(again, found())


@settings(max_examples=8, deadline=None)
@given(st.floats(1e-6, 1e9))
def test_the_unit_of_exposure_does_not_matter(unit: float) -> None:
    """Conversations, thousands of them or minutes: the same is expected and told."""
    counts, exposure = world()
    nearly(watched(counts[:12], exposure[:12] * unit), small())


@cache
def small() -> Watched:
    """The watch over the first twelve series."""
    counts, exposure = world()
    return watched(counts[:12], exposure[:12])


def test_nothing_is_tested_before_28_observed_nights() -> None:
    """Nights that were not observed do not count; from the next observed night on there is a number."""
    counts = drawn(means(5, 60, 1), 1)
    counts[2, 5:15] = np.nan
    told = watched(counts)
    first = np.isfinite(told.p).argmax(1)
    assert first.tolist() == [28, 28, 38, 28, 28]
    assert LEAST_NIGHTS == 28
    assert np.isfinite(told.p[0, 28:]).all()


def test_a_series_that_begins_late_is_tested_late() -> None:
    """28 nights after its first, and the others from their own on."""
    counts = drawn(means(6, 90, 2), 2)
    counts[3, :40] = np.nan
    told = watched(counts)
    assert np.isnan(told.p[3, :68]).all()
    assert np.isfinite(told.p[3, 68:]).all()
    assert np.isfinite(told.p[2, 28:]).all()


def test_what_was_not_observed_is_not_tested() -> None:
    """Neither a count that is not there nor one over no exposure; nothing is told of them, and all else has numbers."""
    counts, exposure = world()
    seen = np.isfinite(counts) & (exposure > 0)
    assert not np.isfinite(found().p[~seen]).any()
    assert not found().burst[~seen].any()
    enough = np.cumsum(seen, axis=1) - seen >= LEAST_NIGHTS
    for name in NUMBERS:
        assert np.isfinite(getattr(found(), name)[seen & enough]).all(), name


def test_chances_and_intervals_are_in_order() -> None:
    """Chances lie from 0 to 1, the expected number in its interval, and a count over it is rarer than 1 in 39."""
    told, tested = found(), np.isfinite(found().p)
    assert ((told.p[tested] >= 0) & (told.p[tested] <= 1)).all()
    assert (told.low[tested] <= told.expected[tested] + 1).all()
    assert (told.expected[tested] <= told.high[tested]).all()
    over = tested & (world()[0] > told.high)
    assert over.any()
    assert (told.p[over] < 0.04).all()


def test_no_series_and_no_nights_are_nothing() -> None:
    """Empty in, empty out."""
    assert watched(np.zeros((0, 50))).p.shape == (0, 50)
    assert watched(np.zeros((3, 0))).p.shape == (3, 0)
    assert watched(np.zeros((0, 0))).alert.shape == (0, 0)


@pytest.mark.parametrize("nights", [1, 7, 8, 9, 15])
def test_few_nights_are_not_judged(nights: int) -> None:
    """Nothing is tested, nothing told, and nothing fails."""
    told = watched(np.full((3, nights), 4.0))
    assert np.isnan(told.p).all()
    assert not told.alert.any()


def test_more_that_was_looked_at_tells_no_more() -> None:
    """Others of which nothing could be told make every alert harder, never easier."""
    counts, exposure = (one[:12] for one in world())
    beside = watched(counts, exposure, others=500)
    assert not (beside.burst & ~small().burst).any()
    assert beside.burst.sum() < small().burst.sum()


@pytest.mark.parametrize("series", [1, 3])
def test_few_series_are_watched_as_strictly_as_twenty(series: int) -> None:
    """Of one alone one night in twenty would be told; it takes a chance of one in four hundred, or two hundred where
    much was told lately."""
    chances, told = [], []
    for seed in range(30):
        one = watched(drawn(means(series, 90, seed), seed))
        chances.append(one.p[:, 28:])
        told.append(one.burst[:, 28:])
    p, burst = np.concatenate(chances, axis=1), np.concatenate(told, axis=1)
    assert (p <= 0.05).sum() > 20
    assert (p[burst] <= 0.10 * series / LEAST_TESTS).all()
    assert 0 < burst.sum() <= 12
    assert LEAST_TESTS == 20


def test_twenty_series_are_no_more_strict_than_before() -> None:
    """From so many on it is only theirs that count: others that fill up to it change nothing."""
    counts, exposure = (one[:12] for one in world())
    exactly(watched(counts, exposure, others=LEAST_TESTS - 12), small(), counts.shape[1])


cells = st.one_of(st.integers(0, 30).map(float), st.just(float("nan")), st.just(1e6), st.just(0.0))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.lists(cells, min_size=8, max_size=8), st.integers(1, 12))
def test_whatever_is_counted_has_a_number(seed: int, some: list[float], series: int) -> None:
    """Any cells, any exposure: what was observed after 28 nights has finite numbers, and nothing else is told."""
    chance = np.random.default_rng(seed)
    counts = chance.choice(some, (series, 50))
    exposure = chance.choice([0.0, 0.5, 1.0, 40.0], (series, 50))
    told = watched(counts, exposure)
    seen = np.isfinite(counts) & (exposure > 0)
    tested = seen & (np.cumsum(seen, axis=1) - seen >= LEAST_NIGHTS)
    assert (np.isfinite(told.p) == tested).all()
    for name in NUMBERS:
        assert np.isfinite(getattr(told, name)[tested]).all()
    assert not (told.burst & ~tested).any()
    assert not (told.burst & (np.nan_to_num(counts) < LEAST_COUNT)).any()
