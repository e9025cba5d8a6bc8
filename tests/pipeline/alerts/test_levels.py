"""How much to expect, in several ways at once, and what is learned of which way is right."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from pipeline.alerts.counts import at_least, at_most
from pipeline.alerts.levels import (
    DISCOUNTS,
    TAILS,
    UNRULY,
    WAYS,
    Belief,
    chance,
    learned,
    levels,
    likelihood,
    mixed,
    nothing_known,
    unruly,
    ways,
    without_jumps,
)

Floats = NDArray[np.float64]
SERIES = 30


def test_a_level_that_never_moves_is_the_mean() -> None:
    """Counts over exposure, and half a count that keeps a silent series from zero."""
    found = levels(np.full((1, 50), 6.0), np.full((1, 50), 2.0))
    assert found.level[0, 0] == pytest.approx((300 + 0.5) / 100)
    assert levels(np.zeros((1, 50)), np.ones((1, 50))).level[0, 0] == pytest.approx(0.01)


def test_levels_that_move_forget() -> None:
    """Ten nights after a doubling, the faster the discount the nearer the level is to the new one."""
    counts = np.concatenate([np.full(80, 5.0), np.full(10, 10.0)])[None]
    level = levels(counts, np.ones(counts.shape)).level[0]
    assert (np.diff(level) > 0).all()
    assert level[0] < 6
    assert 8 < level[-1] < 10


def test_a_level_is_as_unsure_as_its_history_is_short() -> None:
    """Relative variance 1 / counts for Poisson; with excess, that of the mean of so many nights beside it."""
    short, long = (levels(np.full((1, n), 4.0), np.ones((1, n))) for n in (10, 90))
    assert long.unsure[0, 0, 0] == pytest.approx(1 / 360, rel=0.01)
    assert long.unsure[0, 0, 5] - long.unsure[0, 0, 0] == pytest.approx(UNRULY[5] / 90)
    assert (short.unsure > long.unsure).all()
    assert (np.diff(long.unsure[0, :, 0]) > 0).all(), "what forgets knows less"


def test_a_night_that_was_not_observed_is_no_count_of_zero() -> None:
    """Neither counts nor exposure: the level stays."""
    counts, exposure = np.full((1, 60), 4.0), np.ones((1, 60))
    whole = levels(counts, exposure).level[0, 0]
    counts[0, 20:30] = exposure[0, 20:30] = 0
    assert levels(counts, exposure).level[0, 0] == pytest.approx(whole, rel=0.01)


def test_a_series_without_history_has_finite_numbers() -> None:
    """Nothing was observed of it: it is not tested, and spoils nothing."""
    with np.errstate(all="raise", under="ignore"):
        found = levels(np.zeros((1, 20)), np.zeros((1, 20)))
        told = likelihood(np.array([0.0]), ways(found, np.array([0.0]), np.array([0.0])))
    assert np.isfinite(found.level).all()
    assert np.isfinite(found.unsure).all()
    assert np.isfinite(told).all()


def sure(discount: int, excess: int, tail: int = 0) -> Floats:
    """Weights of one way alone, (1, tails, discounts, unruly)."""
    weights = np.zeros((1, len(TAILS), len(DISCOUNTS), len(UNRULY)))
    weights[0, tail, discount, excess] = 1
    return weights


def test_a_single_way_is_a_negative_binomial() -> None:
    """Its mean, its excess and its chances are those of the one distribution."""
    found = ways(levels(np.full((1, 60), 4.0), np.ones((1, 60))), np.array([1.5]), np.array([0.01]))
    mean, excess = mixed(found, sure(1, 4))
    assert mean == pytest.approx(found.mean[:, 1])
    assert excess == pytest.approx(found.excess[:, 1, 4])
    size = 1 / excess[0]
    told = chance(at_least, np.array([11.0]), found, sure(1, 4))
    assert told[0] == pytest.approx(stats.nbinom.sf(10, size, size / (size + mean[0])))
    told = chance(at_most, np.array([2.0]), found, sure(1, 4))
    assert told[0] == pytest.approx(stats.nbinom.cdf(2, size, size / (size + mean[0])))


def test_a_mixture_has_the_mean_and_variance_of_its_parts() -> None:
    """By simulation: half of one way, half of another that jumps."""
    found = ways(levels(np.full((1, 60), 9.0), np.ones((1, 60))), np.array([1.0]), np.array([0.0]))
    mean, excess = mixed(found, (sure(0, 3) + sure(3, 6, tail=1)) / 2)
    rng, draws = np.random.default_rng(1), []
    tail = TAILS[1]
    for at, unruliness, share in ((0, 3, 0.0), (3, 6, tail.share)):
        fold = np.where(rng.random(400_000) < share, tail.fold, 1.0)
        size = 1 / found.excess[0, at, unruliness]
        centre = found.mean[0, at] * fold
        draws.append(rng.negative_binomial(size, size / (size + centre)))
    drawn = np.concatenate(draws)
    assert mean[0] == pytest.approx(drawn.mean(), rel=0.01)
    assert mean[0] + excess[0] * mean[0] ** 2 == pytest.approx(drawn.var(), rel=0.03)


def test_ways_that_are_left_out_make_no_chance_smaller() -> None:
    """A thousand ways, each of next to no weight: what is kept of them speaks for all; nothing sums to more than 1."""
    found = ways(levels(np.full((40, 60), 6.0), np.ones((40, 60))), np.ones(40), np.zeros(40))
    weights = np.zeros((40, len(TAILS), len(DISCOUNTS), len(UNRULY)))
    weights[:, 0, :, :] = 0.9e-5
    weights[:, 0, 1, 2] = 1 - 0.9e-5 * (weights[0, 0].size - 1)
    for probability in (at_least, at_most):
        counts = np.arange(40.0)
        told = chance(probability, counts, found, weights)
        kept = probability(counts, found.mean[:, 1], found.excess[:, 1, 2])
        assert told == pytest.approx(kept, rel=1e-12)
        assert (told <= 1).all()
    assert chance(at_least, np.zeros(40), found, weights) == pytest.approx(np.ones(40), abs=1e-15)


def test_without_jumps_a_mean_is_that_of_ordinary_nights() -> None:
    """However much jumps are believed in; and ways keep their weights."""
    found = ways(levels(np.full((1, 60), 9.0), np.ones((1, 60))), np.array([1.0]), np.array([0.0]))
    for tail in range(len(TAILS)):
        plain = without_jumps(sure(2, 3, tail=tail))
        assert plain == pytest.approx(sure(2, 3))
        assert mixed(found, plain)[0] == pytest.approx(found.mean[:, 2])
    assert mixed(found, sure(2, 3, tail=1))[0] > 1.04 * found.mean[:, 2]


def after(counts: Floats, level: float) -> Belief:
    """What is believed after these nights of series that are known to have this level."""
    belief, history = nothing_known(len(counts)), np.full((len(counts), 98), level)
    found = ways(levels(history, np.ones(history.shape)), np.ones(len(counts)), np.zeros(len(counts)))
    for night in counts.T:
        belief = learned(belief, likelihood(night, found), np.ones(len(counts), dtype=bool))
    return belief


def test_a_poisson_world_is_learned_to_be_hardly_unruly() -> None:
    """After ninety nights of thirty series, next to none of any; in a world of excess .4, about that."""
    rng = np.random.default_rng(2)
    calm = unruly(after(rng.poisson(8.0, (SERIES, 90)).astype(float), 8.0).weights())
    assert calm.max() < 0.02
    size = 1 / 0.4
    wild = unruly(after(rng.negative_binomial(size, size / (size + 8), (SERIES, 90)).astype(float), 8.0).weights())
    assert np.median(wild) == pytest.approx(0.4, abs=0.1)


def test_one_unruly_series_among_calm_ones_is_known_as_such() -> None:
    """The others stay calm: what is shared is how common each way is, not the way."""
    rng, size = np.random.default_rng(2), 1 / 0.6
    counts = rng.poisson(8.0, (SERIES, 90)).astype(float)
    counts[11] = rng.negative_binomial(size, size / (size + 8), 90)
    found = unruly(after(counts, 8.0).weights())[:, 0]
    assert found[11] > 0.3
    assert np.delete(found, 11).max() < 0.03


def test_jumps_are_only_believed_where_they_are_common() -> None:
    """On three of a hundred nights of every series counts are 2.5 times the usual: that is ordinary there; a burst of
    one series, and a world without jumps, is no reason to think so."""
    rng = np.random.default_rng(4)
    calm = rng.poisson(12.0, (SERIES, 90)).astype(float)
    jumping = rng.poisson(12.0 * np.where(rng.random(calm.shape) < TAILS[1].share, TAILS[1].fold, 1.0)).astype(float)
    burst = calm.copy()
    burst[3, 50:54] = 60
    believed = [after(counts, 12.0).tails[1] for counts in (calm, burst, jumping)]
    assert believed[0] < 0.05
    assert believed[1] < 0.05
    assert believed[2] > 0.95


def test_jumps_are_believed_until_there_is_reason_not_to() -> None:
    """In a home of three topics after ten nights; after ninety hardly."""
    calm = np.random.default_rng(4).poisson(12.0, (3, 90)).astype(float)
    assert after(calm[:, :10], 12.0).tails[1] > 0.9
    assert after(calm, 12.0).tails[1] < 0.3


def test_something_that_happened_is_not_taken_for_unruliness() -> None:
    """One night of tenfold counts among ninety calm ones leaves a series nearly as calm as it was."""
    counts = np.random.default_rng(2).poisson(8.0, (SERIES, 90)).astype(float)
    before = unruly(after(counts, 8.0).weights())[5, 0]
    counts[5, 60] = 80
    assert unruly(after(counts, 8.0).weights())[5, 0] < before + 0.05


def test_a_series_that_is_not_heeded_learns_only_from_others() -> None:
    """Its own evidence stays as it was."""
    belief = nothing_known(2)
    found = ways(levels(np.full((2, 50), 5.0), np.ones((2, 50))), np.ones(2), np.zeros(2))
    told = learned(belief, likelihood(np.array([5.0, 500.0]), found), np.array([True, False]))
    assert (told.evidence[1] == 0).all()
    assert (told.evidence[0] != 0).any()


def test_beliefs_are_probabilities() -> None:
    """Over all ways they sum to one, from the first night on, and whatever was counted."""
    counts = np.array([[0.0, 1e6, 3.0], [1e12, 0.0, 0.0]])
    belief = after(counts, 5.0)
    for one in (nothing_known(2), belief):
        assert one.weights().sum((1, 2, 3)) == pytest.approx([1, 1])
        assert np.isfinite(one.weights()).all()
    assert belief.common.shape == WAYS
    assert belief.tails.sum() == pytest.approx(1)


@pytest.mark.parametrize("count", [0.0, 3.0, 40.0, 1e6])
def test_a_likelihood_is_none_above_one(count: float) -> None:
    """Nor is any not a number."""
    found = ways(levels(np.full((1, 50), 5.0), np.ones((1, 50))), np.ones(1), np.zeros(1))
    told = likelihood(np.array([count]), found)
    assert told.shape == (1, *WAYS)
    assert np.isfinite(told).all()
    assert (told <= 1e-12).all()
