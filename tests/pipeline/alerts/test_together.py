"""What a night does to all series at once."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.alerts.together import BOUNDS, FEWEST, LEAST, Sum, moved

Floats = NDArray[np.float64]
SERIES = 60
MEAN = np.exp(np.linspace(np.log(1), np.log(20), SERIES))
EXCESS = np.full(SERIES, 0.1)
ALL = np.ones(SERIES, dtype=bool)


def nights(seed: int, number: int, wobble: float = 0.0) -> tuple[Sum, ...]:
    """The sums of ordinary nights, on which all series move together by about `wobble`."""
    chance = np.random.default_rng(seed)
    before: tuple[Sum, ...] = ()
    for _ in range(number):
        _, told = moved(drawn(chance, np.exp(chance.normal(0, wobble))), MEAN, EXCESS, ALL, before)
        assert told is not None
        before = (*before, told)
    return before


def drawn(chance: np.random.Generator, factor: float) -> Floats:
    """Negative binomial counts of a night on which everything is `factor` times as common."""
    size = 1 / EXCESS[0]
    return np.asarray(chance.negative_binomial(size, size / (size + factor * MEAN)), np.float64)


def test_on_a_holiday_all_series_are_expected_to_fall() -> None:
    """What four of ten conversations are left of is expected to be near four of ten, for each series."""
    move, _ = moved(drawn(np.random.default_rng(8), 0.4), MEAN, EXCESS, ALL, nights(1, 40))
    assert move.factor == pytest.approx(np.full(SERIES, 0.4), abs=0.1)


def test_ordinary_nights_move_nobody() -> None:
    """Chance is no common move: within a few of 100 of none, over many nights."""
    before = nights(2, 40)
    chance = np.random.default_rng(9)
    factors = [moved(drawn(chance, 1.0), MEAN, EXCESS, ALL, before)[0].factor for _ in range(40)]
    assert np.abs(np.array(factors) - 1).mean() < 0.02
    assert np.abs(np.array(factors) - 1).max() < 0.15


def test_where_nights_move_often_a_small_move_is_believed() -> None:
    """The same night counts for more where all series move by 20 of 100 every night than where they never do."""
    tonight = drawn(np.random.default_rng(3), 1.15)
    calm = moved(tonight, MEAN, EXCESS, ALL, nights(4, 40))[0].factor
    restless = moved(tonight, MEAN, EXCESS, ALL, nights(4, 40, wobble=0.2))[0].factor
    assert np.median(restless) > np.median(calm)
    assert np.median(restless) == pytest.approx(1.15, abs=0.08)


def test_a_series_has_no_say_in_what_is_expected_of_itself() -> None:
    """However high it is tonight, its own factor is that of the others, and theirs moves but a little: it is capped."""
    before, tonight = nights(5, 40), drawn(np.random.default_rng(6), 1.0)
    high = tonight.copy()
    high[30] = 10_000
    calm, burst = (moved(one, MEAN, EXCESS, ALL, before)[0].factor for one in (tonight, high))
    assert burst[30] == pytest.approx(calm[30])
    assert np.abs(burst - calm).max() < 0.05


def test_what_is_not_known_moves_nobody() -> None:
    """A series that was not observed tonight weighs nothing, whatever stands in its place."""
    before, tonight = nights(7, 40), drawn(np.random.default_rng(6), 0.5)
    known = ALL.copy()
    known[[3, 40]] = False
    other = tonight.copy()
    other[[3, 40]] = 500
    one, two = (moved(counts, MEAN, EXCESS, known, before)[0].factor for counts in (tonight, other))
    assert (one == two).all()


def test_nothing_is_believed_before_it_is_known_what_is_usual() -> None:
    """The first nights are only remembered."""
    move, told = moved(drawn(np.random.default_rng(1), 0.2), MEAN, EXCESS, ALL, nights(1, LEAST - 1))
    assert (move.factor == 1).all()
    assert (move.doubt == 0).all()
    assert told is not None
    assert told.ratio < 0.5


def test_a_few_series_have_no_common_move() -> None:
    """It may be that of one."""
    few = slice(0, FEWEST)
    move, told = moved(np.zeros(FEWEST), MEAN[few], EXCESS[few], ALL[few], nights(1, 40))
    assert told is None
    assert (move.factor == 1).all()


@pytest.mark.parametrize("count", [0.0, 1e9])
def test_a_move_has_bounds(count: float) -> None:
    """Silence, and any number, is expected to be no more than so far from the usual; nothing is divided by zero."""
    with np.errstate(all="raise", under="ignore"):
        move, _ = moved(np.full(SERIES, count), MEAN, EXCESS, ALL, nights(1, 40))
    assert (move.factor >= BOUNDS[0]).all()
    assert (move.factor <= BOUNDS[1]).all()
    assert (move.doubt >= 0).all()


def test_where_hardly_anybody_is_ever_heard_nothing_moves() -> None:
    """Most nights are silent: there is no ratio to what is usual."""
    before = tuple(Sum(ratio=0.0, variance=0.01) for _ in range(40))
    with np.errstate(all="raise", under="ignore"):
        move, told = moved(drawn(np.random.default_rng(1), 1.0), MEAN, EXCESS, ALL, before)
    assert (move.factor == 1).all()
    assert told is not None
