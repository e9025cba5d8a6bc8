"""Whether groups differ by more than chance: exact chances, a spread without chance in it, and what is told of many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from reports.statistics import uneven

COUNTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6)
"""Of each group, how many came and how many did not."""


def _chance(came: list[int], known: list[int]) -> float:
    return float(uneven.chances(np.array([came]), np.array([known]))[0])


def _moments(whole: int, came: int, known: int) -> tuple[float, float]:
    mean = known * came / whole
    return mean, float(np.sqrt(mean * (1 - came / whole) * (whole - known) / max(whole - 1, 1)))


def _slowly(came: list[int], known: list[int]) -> float:
    """The same from scipy's distribution, group by group."""
    groups = sum(1 for base in known if base)
    if groups < 2:
        return 1.0
    least = 1.0
    for k, n in zip(came, known, strict=True):
        law, (mean, std) = hypergeom(sum(known), sum(came), n), _moments(sum(known), sum(came), n)
        if n and std > 0 and abs(k - mean) >= uneven.NEAR * std:
            least = min(least, 2 * law.sf(k - 1), 2 * law.cdf(k))
    return min(1.0, least * (groups if groups > 2 else 1))


@given(COUNTS)
def test_chances_are_exact(counts: list[tuple[int, int]]) -> None:
    """Each is what the hypergeometric distribution of each group gives, with room for the groups of the table."""
    came, known = [k for k, _ in counts], [k + rest for k, rest in counts]
    assert _chance(came, known) == pytest.approx(_slowly(came, known), rel=1e-6, abs=1e-300)


@given(COUNTS, st.randoms())
def test_the_order_of_groups_does_not_matter(counts: list[tuple[int, int]], random: object) -> None:
    """Nor does which of the two ways a conversation can go is called having come."""
    shuffled = counts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other_way = [(rest, k) for k, rest in counts]
    tables = [([k for k, _ in some], [k + rest for k, rest in some]) for some in (counts, shuffled, other_way)]
    first, *others = [_chance(*table) for table in tables]
    assert others == pytest.approx([first] * 2)
    first, *others = [float(uneven.spread(np.array([k]), np.array([n]))[0]) for k, n in tables]
    assert others == pytest.approx([first] * 2, abs=1e-7)


def test_a_hand_counted_table() -> None:
    """Of 10 and 10 conversations all came in the one, none in the other: 2 of the 184,756 ways to draw them."""
    assert _chance([10, 0], [10, 10]) == pytest.approx(2 / 184_756)
    assert _chance([5, 5], [10, 10]) == 1.0
    assert _chance([10, 0], [10, 0]) == 1.0


def test_the_spread_is_what_chance_leaves() -> None:
    """20 and 60 of 100: the means lie 8 apart in sum of squares, chance alone would make 0.24 of them."""
    came, known = np.array([[20, 60, 0], [40, 40, 0], [41, 39, 0]]), np.array([[100, 100, 0]] * 3)
    assert uneven.spread(came, known) == pytest.approx([np.sqrt(0.0776), 0.0, 0.0])


def test_the_spread_is_not_made_greater_by_few() -> None:
    """Groups of 30 whose shares really spread by 10 points look spread by 13; the estimate's square is right."""
    rng = np.random.default_rng(7)
    shares = np.clip(rng.normal(0.5, 0.1, (4_000, 8)), 0, 1)
    known = np.full(shares.shape, 30)
    came = rng.binomial(known, shares)
    found = float(np.mean(uneven.spread(came, known) ** 2)) ** 0.5
    assert float(np.mean((came / known).var(axis=1, ddof=1))) ** 0.5 > 0.13
    assert found == pytest.approx(0.1, abs=0.005)


def test_what_is_told_follows_the_rate() -> None:
    """Of four, the first three lie below 0.05 times their rank out of four; equal chances go together."""
    told = uneven.discovered(np.array([0.9, 0.001, 0.03, 0.0374, 0.001][:4]), rate=0.05)
    assert told.tolist() == [False, True, True, True]
    assert uneven.discovered(np.array([0.03, 0.04, 0.9, 0.9]), rate=0.05).tolist() == [False] * 4
    assert uneven.discovered(np.array([0.01, 0.01, 0.9]), rate=0.05).tolist() == [True, True, False]
    assert uneven.discovered(np.array([]), rate=0.05).tolist() == []


def test_a_customer_who_comes_ten_times_is_one_witness() -> None:
    """Counts shrink to the customers, the share stays; who comes once changes nothing."""
    once, people = uneven.witnessed(np.array([[30, 7]]), np.array([[100, 20]]), np.array([[10, 20]]))
    assert (once.tolist(), people.tolist()) == ([[3, 7]], [[10, 20]])


def test_one_bad_night_is_one_witness() -> None:
    """A hundred of one night of which none came, and 40 of ten others of which 23 did, weigh as 12; where all
    nights go alike each conversation counts, and of one night alone nothing is known but that."""
    known = np.array([[[100, *[4] * 10], [10] * 11, [50, *[0] * 10]]])
    came = np.array([[[0, *[2, 3, 2, 3, 2, 3, 2, 3, 2, 2]], [5] * 11, [20, *[0] * 10]]])
    first, second, third = uneven.nightly(came, known)[0].tolist()
    assert 140 / first == pytest.approx(12.1, abs=0.05)
    assert (second, third) == (1.0, 50.0)


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_where_nothing_differs_hardly_any_edition_tells_anything(share: float) -> None:
    """Rare or common, in groups small and large: at most one edition in twenty, of 400 with 300 tables each."""
    rng, editions, tables = np.random.default_rng(3), 400, 300
    wrong = 0
    for _ in range(editions):
        known = rng.integers(10, 80, (tables, 6)) * rng.choice([1, 8], (1, 6))
        chances = uneven.chances(rng.binomial(known, share), known)
        wrong += bool(uneven.discovered(chances, rate=0.05).any())
    assert wrong <= binom.ppf(0.999, editions, 0.05)


def test_true_differences_among_many_are_told() -> None:
    """In ten of 300 tables one group has twice the share: nearly all are told, and few are told wrongly."""
    rng = np.random.default_rng(5)
    known = np.full((300, 5), 120)
    shares = np.full((300, 5), 0.3)
    shares[:10, 2] = 0.6
    wrong, right = [], []
    for _ in range(100):
        told = uneven.discovered(uneven.chances(rng.binomial(known, shares), known), rate=0.05)
        right.append(told[:10].mean())
        wrong.append(told[10:].sum() / max(told.sum(), 1))
    assert np.mean(right) > 0.95
    assert np.mean(wrong) < 0.05
