"""Like against like: by hand, in the simplest case, and where the plain comparison is fooled."""

from __future__ import annotations

import random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import measures
from reports.matched import Case, Stratum, claimed, difference, match, standardised

BY_HAND = (
    Stratum(came_with=8, all_with=20, came_without=6, all_without=30),
    Stratum(came_with=3, all_with=10, came_without=5, all_without=50),
)


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


def test_the_interval_is_sato_s() -> None:
    """By hand: weights 12 and 25/3, difference 61/15 / (61/3) = 0.2; P −0.72 and 5/6, Q 2.64 and 17/12, so that the
    variance is (0.2 · 0.11333 + 4.05667) / 413.444 = 0.0098667 and the interval 0.2 ± 1.96 · 0.09933."""
    assert difference(BY_HAND, confidence=0.95) == pytest.approx((0.005315, 0.394685), abs=1e-5)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_one_stratum_is_the_plain_comparison(n1: int, n0: int, data: st.DataObject) -> None:
    """The interval lies about the plain difference, and the matched share is the plain share."""
    a, c = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n0))
    only = [Stratum(came_with=a, all_with=n1, came_without=c, all_without=n0)]
    low, high = difference(only, confidence=0.5)
    assert standardised(only) == pytest.approx(c / n0)
    assert low <= a / n1 - c / n0 + 1e-9
    assert high >= a / n1 - c / n0 - 1e-9
    if low > -1 and high < 1:
        assert mean((low, high)) == pytest.approx(a / n1 - c / n0)


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
