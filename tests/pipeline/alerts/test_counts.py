"""Chances of counts beside scipy's distributions, and many tests at once beside the definition."""

from __future__ import annotations

import math
import random
import warnings

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from pipeline.alerts.counts import LEAST_EXCESS, at_least, at_most, between, discoveries, log_pmf, rarer, rate

COUNTS = np.arange(0, 60, dtype=float)[:, None, None]
MEANS = np.array([0.001, 0.3, 2.0, 11.0, 40.0])[None, :, None]
EXCESS = np.array([0.01, 0.1, 0.5, 1.7])[None, None, :]
SIZE = 1 / EXCESS
PROB = SIZE / (SIZE + MEANS)


def test_chances_are_those_of_the_negative_binomial() -> None:
    """By mean and excess variance: scipy has them by size and probability."""
    assert at_least(COUNTS, MEANS, EXCESS) == pytest.approx(stats.nbinom.sf(COUNTS - 1, SIZE, PROB), rel=1e-9)
    assert at_most(COUNTS, MEANS, EXCESS) == pytest.approx(stats.nbinom.cdf(COUNTS, SIZE, PROB), rel=1e-9)
    assert np.exp(log_pmf(COUNTS, MEANS, EXCESS)) == pytest.approx(stats.nbinom.pmf(COUNTS, SIZE, PROB), rel=1e-8)


@pytest.mark.parametrize("excess", [0.0, 1e-9])
def test_without_excess_chances_are_poisson(excess: float) -> None:
    """Up to what the smallest excess adds."""
    counts, means = COUNTS[..., 0], MEANS[..., 0]
    none = np.array(excess)
    assert at_least(counts, means, none) == pytest.approx(stats.poisson.sf(counts - 1, means), abs=1e-4)
    assert at_most(counts, means, none) == pytest.approx(stats.poisson.cdf(counts, means), abs=1e-4)


def test_the_variance_is_the_mean_and_the_excess() -> None:
    """mean + excess x mean^2, summed over the probabilities."""
    counts = np.arange(0, 5_000, dtype=float)
    weight = np.exp(log_pmf(counts, np.array(7.0), np.array(0.4)))
    mean = (weight * counts).sum()
    assert weight.sum() == pytest.approx(1)
    assert mean == pytest.approx(7)
    assert (weight * (counts - mean) ** 2).sum() == pytest.approx(7 + 0.4 * 49)


@given(st.integers(0, 400), st.floats(1e-6, 300), st.floats(0, 2))
def test_both_tails_hold_the_count_itself(count: int, mean: float, excess: float) -> None:
    """As many or more, and fewer, are all there is."""
    one, mean_, excess_ = np.array(float(count)), np.array(mean), np.array(excess)
    more = float(at_least(one, mean_, excess_))
    fewer = float(at_most(one - 1, mean_, excess_)) if count else 0.0
    assert more + fewer == pytest.approx(1, abs=1e-9)
    assert 0 <= more <= 1


def test_the_middle_encloses_its_share_and_no_count_less() -> None:
    """At most 2.5 of 100 lie under it and as many over it, and either end moved in by one would leave out more."""
    mean, excess = MEANS[0], EXCESS[0]
    low, high = between(mean, excess)
    size, prob = 1 / excess, 1 / (1 + excess * mean)
    assert (stats.nbinom.cdf(low - 1, size, prob) < 0.025).all()
    assert (stats.nbinom.cdf(low, size, prob) >= 0.025).all()
    assert (stats.nbinom.sf(high, size, prob) <= 0.025 + 1e-12).all()
    assert (stats.nbinom.sf(high - 1, size, prob)[high > 0] > 0.025 - 1e-12).all()


@example(1.0, 1.0, 0.5)  # three quarters end exactly at one
@given(st.just(0.0) | st.floats(1e-320, 1e6), st.floats(0, 5), st.sampled_from([0.1, 0.5, 0.95, 0.99]))
def test_the_middle_ends_where_scipy_ends_it(mean: float, excess: float, confidence: float) -> None:
    """Of counts from none to a million; scipy.stats itself takes most of a second to load."""
    size = 1 / max(excess, LEAST_EXCESS)
    low, high = between(np.array(mean), np.array(excess), confidence=confidence)
    outside = (1 - confidence) / 2
    assert [float(low), float(high)] == [
        float(stats.nbinom.ppf(share, size, size / (size + mean))) for share in (outside, 1 - outside)
    ]


def test_an_interval_of_nothing_is_nothing() -> None:
    """Where nothing was expected there is no bound, and no complaint."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        low, high = between(np.array([np.nan, 4.0]), np.array([np.nan, 0.1]))
    assert np.isnan([low[0], high[0]]).all()
    assert low[1] < 4 < high[1]


@pytest.mark.parametrize("chance", [0.1, 0.01, 0.001])
def test_whole_counts_are_rarer_than_a_chance_says(chance: float) -> None:
    """The sum over all counts whose own chance is at most that: brute force."""
    mean, excess = MEANS[0], EXCESS[0]
    counts = np.arange(0, 3_000, dtype=float)[:, None, None]
    tails = at_least(counts, mean, excess)
    brute = np.where(tails <= chance, np.exp(log_pmf(counts, mean, excess)), 0.0).sum(0)
    found = rarer(mean, excess, chance)
    assert found == pytest.approx(brute, rel=1e-6, abs=1e-12)
    assert (found <= chance).all()


def test_large_counts_do_not_overflow() -> None:
    """A million around a million, and a million where one is usual."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chances = at_least(np.array([1e6, 1e6, 0.0]), np.array([1e6, 1.0, 1e6]), np.array([0.01, 0.0, 0.0]))
        logs = log_pmf(np.array([1e6, 1e6]), np.array([1e6, 1e-9]), np.array([0.01, 1.7]))
    assert chances[0] == pytest.approx(0.48, abs=0.02)
    assert chances[1:].tolist() == [0.0, 1.0]
    assert np.isfinite(logs).all()


def brute(p: list[float], rate: float, others: int) -> list[bool]:
    """Benjamini and Hochberg by the letter: the largest k with p(k) <= k/m rate; all up to that p are found."""
    tests = sorted(one for one in p if not math.isnan(one))
    tried = len(tests) + others
    passing = [one for at, one in enumerate(tests, 1) if one <= rate * at / tried]
    limit = max(passing, default=-1.0)
    return [one <= limit for one in p]


CHANCE = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.001, 0.01, 0.02, 0.05, 1.0, float("nan")]))


@given(st.lists(CHANCE, max_size=30), st.sampled_from([0.01, 0.05, 0.1]), st.sampled_from([0, 1, 7, 200]))
def test_discoveries_are_those_of_the_definition(p: list[float], rate: float, others: int) -> None:
    """Ties are told together, what was not tested is never told, and tests that are not given count."""
    assert discoveries(np.array(p), rate, others=others).tolist() == brute(p, rate, others)


@given(st.lists(CHANCE, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_tests_does_not_matter(p: list[float], chance: random.Random) -> None:
    """Each is told or not, wherever it stands."""
    order = list(range(len(p)))
    chance.shuffle(order)
    found = discoveries(np.array(p), 0.1)
    assert discoveries(np.array([p[at] for at in order]), 0.1).tolist() == [bool(found[at]) for at in order]


@given(st.lists(CHANCE, min_size=1, max_size=30), st.integers(0, 50))
def test_more_tests_that_tell_nothing_tell_no_more(p: list[float], others: int) -> None:
    """What is told beside others is told without them."""
    alone, beside = discoveries(np.array(p), 0.1), discoveries(np.array(p), 0.1, others=others)
    assert not (beside & ~alone).any()


def test_one_clear_case_among_many_is_told() -> None:
    """.0001 of 200 tests at a rate of .05: under .05/200; .0003 is not."""
    p = np.full(200, 0.5)
    p[17] = 0.0001
    assert np.flatnonzero(discoveries(p, 0.05)).tolist() == [17]
    p[17] = 0.0003
    assert not discoveries(p, 0.05).any()


@given(st.integers(0, 10_000), st.integers(1, 100_000), st.floats(0, 2))
def test_the_interval_of_a_rate_holds_it_and_grows_with_unruliness(count: int, base: int, excess: float) -> None:
    """The rate lies in it; what varies more has a wider one; nothing counted may be nothing at all."""
    low, high = rate(count, base, excess)
    assert low <= (count + 0.5) / base <= high
    assert (low == 0) == (count == 0)
    lower, higher = rate(count, base, excess + 0.5)
    assert lower <= low
    assert higher > high


def test_the_interval_of_a_rate_covers_what_it_says() -> None:
    """Of counts around 30 with such a variance, about 95 of 100 intervals hold the true rate."""
    counts = np.random.default_rng(3).negative_binomial(10, 10 / 40, 2_000)
    inside = [low <= 0.03 <= high for low, high in (rate(int(one), 1_000, 0.1) for one in counts)]
    assert 0.93 < np.mean(inside) < 0.97


def test_a_rate_needs_a_base() -> None:
    """Of nothing there is no share."""
    with pytest.raises(ValueError, match="base"):
        rate(1, 0, 0.1)
