"""Like against like: by hand, in the simplest case, and where the plain comparison is fooled."""

from __future__ import annotations

import random
import time
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from pipeline import measures
from reports.statistics.matched import Case, Stratum, claimed, difference, match, scored, standardised, tails

BY_HAND = (
    Stratum(came_with=8, all_with=20, came_without=6, all_without=30),
    Stratum(came_with=3, all_with=10, came_without=5, all_without=50),
)


def _stratum(came_with: int, all_with: int, came_without: int, all_without: int) -> Stratum:
    return Stratum(came_with=came_with, all_with=all_with, came_without=came_without, all_without=all_without)


def _cases(stratum: str, with_it: tuple[int, int], without: tuple[int, int]) -> list[Case]:
    """`(came, all)` on both sides, each of a person of his own."""
    return [
        Case(stratum=stratum, has=has, came=at < came, person=f"{stratum}{has}{at}")
        for has, (came, whole) in ((True, with_it), (False, without))
        for at in range(whole)
    ]


def test_the_matched_share_is_the_strata_mixed_as_those_with_it() -> None:
    """By hand: (20 · 6/30 + 10 · 5/50) / 30."""
    assert standardised(BY_HAND) == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((56, 70, 48, 80), (0.0528, 0.3382)),
        ((9, 10, 3, 10), (0.1700, 0.8406)),
        ((5, 56, 0, 29), (-0.0326, 0.1933)),
        ((0, 10, 0, 20), (-0.1658, 0.2844)),
        ((10, 10, 0, 20), (0.7156, 1.0)),
    ],
)
def test_the_interval_of_one_stratum_is_miettinen_s(
    counts: tuple[int, int, int, int], expected: tuple[float, float]
) -> None:
    """As printed by Newcombe (Statistics in Medicine 1998; 17:873-890), table II, method 6."""
    assert scored([_stratum(*counts)], confidence=0.95) == pytest.approx(expected, abs=5e-5)


def test_the_score_interval_ends_at_zero_where_the_test_of_mantel_and_haenszel_does() -> None:
    """By hand: with it 8 and 3 came, expected are 5.6 and 4/3, variances 2.468571 and 0.979284: z is 2.190107."""
    level = 2 * NormalDist().cdf(2.190107) - 1
    assert scored(BY_HAND, confidence=level)[0] == pytest.approx(0, abs=1e-6)


def test_the_exact_test_adds_the_strata_up() -> None:
    """By hand: one of four came in each, and it had the thing: 1/2 · 1/2. Where none or all came nothing is told."""
    pair = [_stratum(1, 2, 0, 2), _stratum(1, 2, 0, 2)]
    assert tails(pair) == pytest.approx((1.0, 0.25))
    assert tails([*pair, _stratum(0, 5, 0, 9), _stratum(5, 5, 9, 9)]) == tails(pair)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_one_stratum_is_fisher_s_exact_test(n1: int, n0: int, data: st.DataObject) -> None:
    """On either side."""
    a, c = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n0))
    table = [[a, n1 - a], [c, n0 - c]]
    fisher = [fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    assert tails([_stratum(a, n1, c, n0)]) == pytest.approx(fisher, abs=1e-11)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_one_stratum_is_the_plain_comparison(n1: int, n0: int, data: st.DataObject) -> None:
    """The interval lies about the plain difference, and the matched share is the plain share."""
    a, c = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n0))
    only = [_stratum(a, n1, c, n0)]
    low, high = difference(only, confidence=0.5)
    assert standardised(only) == pytest.approx(c / n0)
    assert low <= a / n1 - c / n0 + 1e-9
    assert high >= a / n1 - c / n0 - 1e-9


COUNTS = st.tuples(*[st.integers(0, 60)] * 4).map(
    lambda of: _stratum(of[0], of[0] + of[1] + 1, of[2], of[2] + of[3] + 1)
)


@given(st.lists(COUNTS, min_size=1, max_size=5), st.sampled_from((0.5, 0.95, 0.9995)))
def test_interval_and_verdict_do_not_contradict_each_other(strata: list[Stratum], confidence: float) -> None:
    """An interval excludes zero only where the exact test does, and a verdict lies on its side of zero."""
    low, high = difference(strata, confidence=confidence)
    so_few, so_many = tails(strata)
    verdict = claimed(strata, confidence=confidence, least=5)
    assert -1 <= low < high <= 1
    assert low <= 0 or so_many <= (1 - confidence) / 2
    assert high >= 0 or so_few <= (1 - confidence) / 2
    assert verdict != "more" or low > 0
    assert verdict != "less" or high < 0


@pytest.mark.parametrize("counts", [(0, 40, 0, 400), (30, 30, 300, 300), (20, 20, 0, 25), (0, 20, 25, 25)])
def test_counts_at_the_edge_have_a_proper_interval(counts: tuple[int, int, int, int]) -> None:
    """Never or always is not known for certain from so few: the interval is points wide, with what was found in it."""
    low, high = difference([_stratum(*counts)], confidence=0.999)
    assert high - low > 0.05
    assert low - 1e-9 <= counts[0] / counts[1] - counts[2] / counts[3] <= high + 1e-9


def test_none_of_fifty_where_five_were_expected_is_not_clear_among_forty() -> None:
    """By chance alone this comes once in 170 times."""
    rare = [_stratum(0, 50, 100, 1000)]
    assert claimed(rare, confidence=1 - 0.05 / 40, least=5) == ""
    assert claimed(rare, confidence=0.95, least=5) == "less"


@pytest.mark.parametrize(
    ("share", "sizes"),
    [(0.1, [(50, 1000)]), (0.05, [(100, 2000)]), (0.08, [(80, 400)]), (0.07, [(30, 500), (60, 300), (1000, 90)])],
)
def test_chance_is_called_clear_in_no_more_than_one_edition_of_twenty(
    share: float, sizes: list[tuple[int, int]]
) -> None:
    """Of 100 editions with 40 comparisons each in which nothing differs."""
    rng = np.random.default_rng(1)
    wrong = 0
    for _ in range(100):
        verdicts = {
            claimed(
                [_stratum(int(rng.binomial(n1, share)), n1, int(rng.binomial(n0, share)), n0) for n1, n0 in sizes],
                confidence=1 - 0.05 / 40,
                least=5,
            )
            for _ in range(40)
        }
        wrong += verdicts != {""}
    assert wrong <= 5


def test_many_large_strata_take_no_time() -> None:
    """500 strata of up to 20,000 conversations: well under a second, here with room for a busy machine."""
    rng = np.random.default_rng(1)
    sizes = rng.integers(1, 10_000, (500, 2)).tolist()
    strata = [_stratum(int(rng.binomial(n1, 0.4)), n1, int(rng.binomial(n0, 0.4)), n0) for n1, n0 in sizes]
    began = time.process_time()
    claimed(strata, confidence=0.999, least=5)
    difference(strata, confidence=0.999)
    assert time.process_time() - began < 2


@given(st.integers(2, 20), st.integers(6, 9), st.integers(0, 2))
def test_what_only_the_topic_explains_is_not_claimed(size: int, bad: int, mild: int) -> None:
    """A signal that is common where trouble is common, and within a topic unrelated to it, shows nothing but in the
    plain comparison, which takes the topic's doing for its own."""
    strata = [
        Stratum(came_with=8 * size * bad, all_with=80 * size, came_without=2 * size * bad, all_without=20 * size),
        Stratum(came_with=2 * size * mild, all_with=20 * size, came_without=8 * size * mild, all_without=80 * size),
    ]
    with_it, without = (8 * bad + 2 * mild) * size, (2 * bad + 8 * mild) * size
    assert claimed(strata, confidence=0.95, least=5) == ""
    assert measures.difference(with_it, 100 * size, without, 100 * size)[0] > 0


def test_a_true_difference_is_claimed_in_its_direction() -> None:
    """Within the strata more is more, less is less."""
    more = [Stratum(came_with=30, all_with=60, came_without=20, all_without=100)]
    less = [Stratum(came_with=6, all_with=60, came_without=50, all_without=100)]
    assert claimed(more, confidence=0.95, least=5) == "more"
    assert claimed(less, confidence=0.95, least=5) == "less"


def test_a_few_are_not_enough_to_claim() -> None:
    """Four cases claim nothing, however clear the interval is."""
    few = [Stratum(came_with=4, all_with=12, came_without=0, all_without=900)]
    assert difference(few, confidence=0.95)[0] > 0
    assert claimed(few, confidence=0.95, least=5) == ""


def test_shares_that_contradict_the_interval_claim_nothing() -> None:
    """Where most conversations with it lie in a stratum with two others, those two decide the matched share and hardly
    the interval."""
    torn = [
        Stratum(came_with=20, all_with=100, came_without=2, all_without=2),
        Stratum(came_with=30, all_with=40, came_without=100, all_without=400),
    ]
    assert difference(torn, confidence=0.95)[0] > 0
    assert claimed(torn, confidence=0.95, least=5) == ""


def test_what_has_no_like_one_is_left_out_and_counted() -> None:
    """A stratum with one kind only adds to neither side; those with the thing are told."""
    cases = [
        *_cases("mail", (8, 20), (6, 30)),
        *_cases("fax", (2, 3), (0, 0)),
        *_cases("telex", (1, 1), (0, 0)),
        *_cases("web", (0, 0), (4, 9)),
    ]
    found = match(cases)
    assert found.strata == (BY_HAND[0],)
    assert (found.people_with, found.people_without) == (20, 30)
    assert (found.alone, found.alone_strata) == (4, 2)


def test_a_person_counts_once() -> None:
    """Twelve conversations of one customer are one customer."""
    cases = [Case(stratum=0, has=at % 2 == 0, came=False, person="u1") for at in range(12)]
    found = match(cases)
    assert (found.people_with, found.people_without, found.conversations, found.others) == (1, 1, 6, 6)


@given(st.integers(0, 99))
def test_the_order_of_cases_does_not_matter(seed: int) -> None:
    """Shuffled cases match alike."""
    cases = [*_cases("mail", (8, 20), (6, 30)), *_cases("web", (3, 10), (5, 50)), *_cases("fax", (2, 3), (0, 0))]
    shuffled = random.Random(seed).sample(cases, len(cases))
    assert match(shuffled) == match(cases)
