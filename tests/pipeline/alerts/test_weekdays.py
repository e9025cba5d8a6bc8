"""How a week goes: shared by all, and of its own only where that shows."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.alerts.weekdays import DAYS, weeks

Floats = NDArray[np.float64]
SHAPE = np.array([1.25, 1.1, 1.0, 1.0, 0.95, 0.45, 0.35])
OFFICE = np.array([1.4, 1.4, 1.4, 1.4, 1.4, 0.0, 0.0])
NIGHTS = 98
TODAY = np.arange(NIGHTS) % DAYS


def drawn(shapes: Floats, level: float, seed: int = 5) -> Floats:
    """Poisson counts of series (rows of `shapes`) at a level."""
    return np.random.default_rng(seed).poisson(level * shapes[:, TODAY]).astype(float)


def found(counts: Floats, exposure: Floats | None = None, excess: float = 0.0) -> tuple[Floats, Floats]:
    """Factors and doubts."""
    base = np.ones(counts.shape) if exposure is None else exposure
    week = weeks(counts, base, TODAY, np.full((len(counts), 1), excess))
    return week.factors, week.doubt


def test_series_with_equal_weeks_get_no_week_of_their_own() -> None:
    """Chance makes forty series differ: in nearly all worlds all get one week, and it is the true one."""
    worlds = [found(drawn(np.tile(SHAPE, (40, 1)), 8.0, seed))[0] for seed in range(40)]
    assert sum(bool((factors == factors[0]).all()) for factors in worlds) >= 34
    assert np.mean([(factors / factors.mean(0)).std() for factors in worlds]) < 0.005
    mean = np.mean(worlds, axis=(0, 1))
    assert mean / mean.mean() == pytest.approx(SHAPE / SHAPE.mean(), abs=0.02)


def test_even_nights_make_an_even_week() -> None:
    """Where no weekday differs beyond chance, hardly any is thought to."""
    worlds = [found(drawn(np.ones((40, DAYS)), 8.0, seed))[0].mean(0) for seed in range(10)]
    assert np.array(worlds) == pytest.approx(np.ones((10, DAYS)), abs=0.03)


def test_an_office_series_is_expected_near_nothing_at_weekends() -> None:
    """Half of the series are silent on Saturdays and Sundays, and each of both kinds keeps its week."""
    shapes = np.concatenate([np.tile(SHAPE, (20, 1)), np.tile(OFFICE, (20, 1))])
    factors, _ = found(drawn(shapes, 8.0))
    share = factors / factors[:, :5].mean(1, keepdims=True)
    assert share[20:, 5:].max() < 0.06
    assert share[:20, 5:].mean(0) == pytest.approx(SHAPE[5:] / SHAPE[:5].mean(), abs=0.05)
    assert factors.min() > 0


def test_what_little_a_small_series_says_is_shrunk_to_what_others_do() -> None:
    """One conversation in ten nights is no week, and more is uncertain of it; the large series' weeks are."""
    shapes = np.tile(SHAPE, (40, 1))
    shapes[::2] = np.roll(SHAPE, 3)
    level = np.full((40, 1), 8.0)
    level[[7, 8]] = 0.1
    counts = np.random.default_rng(3).poisson(level * shapes[:, TODAY]).astype(float)
    factors, doubt = found(counts)
    shared = factors.mean(0)
    assert np.abs(factors[[7, 8]] - shared).max() < np.abs(factors[[9, 10]] - shared).max()
    assert doubt[[7, 8]].mean() > 5 * doubt[[9, 10]].mean()


def test_the_volume_of_a_night_is_no_weekday() -> None:
    """Twice the exposure on Mondays, and twice the counts, make an even week."""
    exposure = np.tile(np.where(TODAY == 0, 2.0, 1.0), (30, 1))
    counts = np.random.default_rng(1).poisson(6 * exposure).astype(float)
    factors, _ = found(counts, exposure)
    assert factors == pytest.approx(np.ones((30, DAYS)), abs=0.03)


def test_a_weekday_that_was_never_observed_is_an_ordinary_one() -> None:
    """Nobody knows of it: near 1, and finite."""
    counts, exposure = drawn(np.tile(SHAPE, (10, 1)), 5.0), np.ones((10, NIGHTS))
    counts[:, TODAY == 6] = exposure[:, TODAY == 6] = 0
    factors, doubt = found(counts, exposure)
    assert np.isfinite(factors).all()
    assert np.isfinite(doubt).all()
    assert factors[:, 6] == pytest.approx(np.ones(10), abs=0.3)


def test_unruly_counts_are_shrunk_more() -> None:
    """The same counts, thought to be unruly, say less of the week."""
    counts = drawn(np.tile(SHAPE, (3, 1)), 2.0)
    calm, unruly = found(counts)[0], found(counts, excess=20.0)[0]
    assert np.ptp(unruly[0]) < np.ptp(calm[0])


@pytest.mark.parametrize("observed", [0.0, 1.0])
def test_where_nothing_was_heard_all_days_are_alike(observed: float) -> None:
    """No count at all, on nights that were observed or were not, is no week."""
    factors, doubt = found(np.zeros((4, NIGHTS)), np.full((4, NIGHTS), observed))
    assert (factors == 1).all()
    assert (doubt == 0).all()
