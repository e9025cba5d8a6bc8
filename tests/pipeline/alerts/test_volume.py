"""How many conversations a night had, less what a surge adds: counted by hand, and by whatever is counted."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pytest
from drawing import Floats, watched
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pipeline.alerts import own_volume, usual_volume, volume

NIGHTS = 60


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    """numpy complains of nothing: no division by zero, no median of nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def topics(*shares: float, base: float = 1_000) -> tuple[Floats, Floats]:
    """Topics with these shares of the same number of conversations on every night."""
    counts = np.array([[share * base] * NIGHTS for share in shares])
    return counts, np.full(NIGHTS, base)


def outage(share: float, base: float) -> tuple[Floats, Floats]:
    """Two topics that are all of a night's conversations; on the last night the first brings as many more as all."""
    counts, nights = topics(share, 1 - share, base=base)
    counts[0, -1] += base
    nights[-1] += base
    return counts, nights


def test_an_ordinary_night_is_left_as_it_is() -> None:
    """Counts that are usual for so many conversations, on large nights and small, take nothing off."""
    counts, base = topics(0.1, 0.3, 0.6)
    nights = np.tile([0.5, 1.0, 1.8], NIGHTS // 3)
    assert (volume(counts * nights, base * nights) == base * nights).all()
    assert (own_volume(counts * nights, base * nights) == base * nights).all()


def test_chance_is_no_surge() -> None:
    """Poisson counts of twenty topics: one night in twenty is thought smaller, and none by a twentieth."""
    counts = np.random.default_rng(1).poisson(50, (20, 200)).astype(float)
    base = counts.sum(0)
    found = volume(counts, base)
    assert (found < base).mean() < 0.06
    assert (found >= 0.95 * base).all()


@pytest.mark.parametrize(
    ("share", "base", "most"), [(0.05, 1_000, 1.03), (0.3, 1_000, 1.06), (0.1, 300, 1.07), (1 / 3, 300, 1.11)]
)
def test_an_outage_that_doubles_the_night_adds_hardly_to_its_volume(share: float, base: float, most: float) -> None:
    """What is left of it are three square roots of what is usual; the nights before it are whole."""
    found = volume(*outage(share, base))
    assert base <= found[-1] <= most * base
    assert (found[:-1] == base).all()


def test_a_surge_counted_by_hand() -> None:
    """30 of 100 are usual; 150 of 220 are beside 70 others, to which 30 belong: 120 more, less 3 x sqrt(31)."""
    counts, base = topics(0.3, 0.7, base=100)
    counts[0, 20], base[20] = 150, 220
    assert volume(counts, base)[20] == pytest.approx(100 + 3 * 31**0.5)


def test_an_outage_that_doubles_the_night_raises_nobodys_expectation() -> None:
    """Neither that of its own topic nor of any other; by all of the night they would be half as high again."""
    mean = np.full((12, NIGHTS), 40.0)
    counts = np.random.default_rng(2).poisson(mean).astype(float)
    counts[0, -1] += 480
    base = counts.sum(0)
    exposure = np.broadcast_to(volume(counts, base), counts.shape)
    told = watched(counts, exposure)
    assert told.expected[:, -1] == pytest.approx(np.full(12, 40.0), rel=0.2)
    assert np.flatnonzero(told.burst[:, -1]).tolist() == [0]
    raised = watched(counts, np.broadcast_to(base, counts.shape)).expected[:, -1]
    assert (told.expected[:, -1] < 0.75 * raised).all()


def test_only_the_greatest_surge_is_taken_out() -> None:
    """One conversation is about many things: two topics that surge by the same outage are taken out once."""
    counts, base = topics(0.1, 0.1, 0.8)
    counts[:2, 20] += [400, 300]
    base[20] += 400
    alone = np.array(counts)
    alone[1, 20] -= 300
    assert volume(counts, base)[20] == pytest.approx(volume(alone, base)[20])
    assert volume(counts, base)[20] < 1_050


def test_its_own_surge_is_taken_out_of_each_series_alone() -> None:
    """The others of the place have all of its conversations."""
    counts, base = topics(0.1, 0.9)
    counts[0, 20] += 1_000
    base[20] += 1_000
    found = own_volume(counts, np.broadcast_to(base, counts.shape))
    assert found[0, 20] < 1_050
    assert found[1, 20] == 2_000
    assert (np.delete(found, 20, axis=1) == 1_000).all()


@pytest.mark.parametrize("base", [1.0, 40.0, 1e6])
def test_what_all_speak_of_on_every_night_is_no_surge(base: float) -> None:
    """Nor where there are twice as many of them: nothing is taken off, and nothing divided by nothing."""
    nights = np.full(NIGHTS, base)
    nights[30] *= 2
    for counts in (nights[None], np.stack([nights, nights / 2])):
        assert (volume(counts, nights) == nights).all()
        assert (own_volume(counts, np.broadcast_to(nights, counts.shape)) == nights).all()


def test_a_surge_of_what_nearly_all_speak_of_takes_little_off() -> None:
    """On a night on which all do there is nobody to judge by, and chance explains it."""
    counts, base = topics(0.98, base=100)
    counts[0, 30] = 100
    assert volume(counts, base)[30] == 100


def test_a_topic_that_is_new_is_a_surge_of_its_own() -> None:
    """Nobody spoke of it on most nights: what it adds is taken out."""
    counts, base = topics(0.0, 1.0)
    counts[0, -1] = 200
    base[-1] += 200
    assert volume(counts, base)[-1] == pytest.approx(1_000 + 3)


def test_nights_that_were_not_observed_have_no_surge() -> None:
    """Counts that are not there, in part or altogether, take nothing off and are no usual count."""
    counts, base = topics(0.1, 0.4)
    counts[0, :40] = np.nan
    counts[1] = np.nan
    counts[0, -1] += 500
    base[-1] += 500
    found = volume(counts, base)
    assert (found[:-1] == base[:-1]).all()
    assert 1_000 < found[-1] < 1_050
    assert np.isfinite(own_volume(counts, np.broadcast_to(base, counts.shape))).all()


def test_silence_and_nothing_have_a_volume_of_one() -> None:
    """Nights without a conversation, with topics and without any."""
    assert (volume(np.zeros((3, NIGHTS)), np.zeros(NIGHTS)) == 1).all()
    assert (own_volume(np.zeros((3, NIGHTS)), np.zeros((3, NIGHTS))) == 1).all()
    assert (volume(np.zeros((0, NIGHTS)), np.full(NIGHTS, 7.0)) == 7).all()
    assert volume(np.zeros((0, 0)), np.zeros(0)).shape == (0,)
    assert own_volume(np.zeros((0, NIGHTS)), np.zeros((0, NIGHTS))).shape == (0, NIGHTS)


numbers = st.one_of(st.integers(0, 50).map(float), st.just(float("nan")), st.integers(0, 10**9).map(float))


@given(
    st.integers(0, 5).flatmap(
        lambda series: st.integers(0, 9).flatmap(
            lambda nights: st.tuples(
                arrays.arrays(np.float64, (series, nights), elements=numbers),
                arrays.arrays(np.float64, (nights,), elements=st.integers(0, 10**6).map(float)),
            )
        )
    )
)
def test_a_volume_lies_from_one_to_all_conversations(world: tuple[Floats, Floats]) -> None:
    """Whatever is counted, by a slip more than all too; and for each series by itself it is no less."""
    counts, base = world
    found, own = volume(counts, base), own_volume(counts, np.broadcast_to(base, counts.shape))
    for one in (found, own):
        assert np.isfinite(one).all()
        assert (one >= 1).all()
        assert (one <= np.maximum(base, 1)).all()
    assert (own >= found).all()


def test_a_surge_that_displaces_others_adds_nothing() -> None:
    """Where no more calls can be answered, the night is what it usually is: nobody is expected to be rarer for it."""
    base = np.full(NIGHTS, 60.0)
    counts = np.full((2, NIGHTS), 6.0)
    counts[0, -1] = 40
    weekdays = np.arange(NIGHTS) % 7
    assert (volume(counts, base, usual_volume(base, weekdays)) == base).all()
    base[-1] += 34
    assert volume(counts, base, usual_volume(base, weekdays))[-1] == pytest.approx(60, abs=12)


def test_what_is_usual_is_told_by_the_weekday() -> None:
    """Sundays are held against Sundays; a night that was not read is none of them."""
    weekdays = np.arange(28) % 7
    base = np.where(weekdays == 6, 20.0, 100.0)
    base[6], base[0] = 0, 0
    assert usual_volume(base, weekdays).tolist() == np.where(weekdays == 6, 20.0, 100.0).tolist()
    assert usual_volume(np.zeros(9), np.arange(9) % 7).tolist() == [0.0] * 9
