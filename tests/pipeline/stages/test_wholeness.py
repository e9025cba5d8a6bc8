"""Nights of which something is missing: by the same weekdays before them, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.wholeness import KNOWN, LEAST, LEAST_WHOLE, Wholeness, wholeness

MONDAY = date(2026, 9, 7)
Counts = dict[date, dict[str, int]]
USUAL = {"chat": 30, "voice": 40}


def mondays(number: int, **channels: int) -> Counts:
    """As many Mondays with these conversations by channel."""
    return {MONDAY + timedelta(days=7 * week): dict(channels or USUAL) for week in range(number)}


def last(nights: Counts, counts: Mapping[str, int], day: int | None = None) -> Wholeness:
    """What is said of one more Monday, or of a night so many days after the first, with these conversations."""
    night = MONDAY + timedelta(days=7 * len(nights) if day is None else day)
    found = {one.day: one for one in wholeness({**nights, night: dict(counts)})}
    return found[night]


def test_an_ordinary_night_is_whole() -> None:
    """With somewhat fewer and more of each channel."""
    assert last(mondays(4), {"chat": 25, "voice": 60}).whole


def test_a_channel_that_is_silent_is_missing() -> None:
    """Where it always has some on such a weekday; its absence and a zero are the same."""
    for counts in ({"voice": 70}, {"voice": 70, "chat": 0}):
        found = last(mondays(4), counts)
        assert (found.missing, found.few, found.whole) == (("chat",), False, False)


def test_one_conversation_is_not_silence() -> None:
    """Few are few, not none."""
    assert last(mondays(4), {"voice": 70, "chat": 1}).whole


def test_a_small_channel_may_be_silent() -> None:
    """Under five a night it is by chance."""
    assert last(mondays(4, voice=50, chat=LEAST - 1), {"voice": 50}).whole
    assert not last(mondays(4, voice=50, chat=LEAST), {"voice": 50}).whole


def test_what_is_closed_at_weekends_is_not_missed_at_weekends() -> None:
    """Only the same weekday is looked at."""
    nights: Counts = {}
    for ahead in range(28):
        day = MONDAY + timedelta(days=ahead)
        nights[day] = {"voice": 40, "chat": 0 if day.weekday() >= 5 else 30}
    found = wholeness(nights)
    assert all(one.whole for one in found)
    nights[MONDAY + timedelta(days=28)] = {"voice": 40}
    assert wholeness(nights)[-1].missing == ("chat",)


def test_a_channel_that_is_often_silent_is_not_missed() -> None:
    """On two of five such days it was before; one such day may have been missing itself."""
    nights = mondays(5)
    one, two = (MONDAY + timedelta(days=7 * week) for week in (1, 3))
    nights[one] = {"voice": 40}
    assert last(nights, {"voice": 40}).missing == ("chat",)
    nights[two] = {"voice": 40}
    assert last(nights, {"voice": 40}).whole


def test_a_night_with_a_fraction_of_the_usual_number_is_cut_short() -> None:
    """Under a fifth: 13 where 70 are usual; 14 are a bad day."""
    assert last(mondays(4), {"chat": 6, "voice": 7}).few
    assert not last(mondays(4), {"chat": 7, "voice": 7}).few


def test_a_small_home_has_no_night_cut_short() -> None:
    """Where fewer than twenty are usual, few are by chance."""
    assert last(mondays(4, mail=LEAST_WHOLE - 1), {"mail": 1}).whole
    assert last(mondays(4, mail=LEAST_WHOLE), {"mail": 1}).few


def test_two_such_days_before_say_nothing() -> None:
    """Three are needed: the first weeks of a home are whole."""
    assert last(mondays(KNOWN - 1), {"voice": 1}).whole
    assert not last(mondays(KNOWN), {"voice": 1}).whole


def test_only_eight_weeks_back_count() -> None:
    """A channel that was given up months ago is not missed."""
    nights = mondays(4)
    nights |= {day + timedelta(days=28): {"voice": 40} for day in mondays(9)}
    assert last(nights, {"voice": 40}, day=7 * 13).whole


def test_a_channel_that_was_given_up_is_missed_for_weeks_and_then_not() -> None:
    """Not for ever: once it was silent on two such days it is often silent."""
    nights = mondays(8) | {MONDAY + timedelta(days=7 * (8 + week)): {"voice": 40} for week in range(6)}
    found = [bool(one.missing) for one in wholeness(nights)[8:]]
    assert found == [True, True, False, False, False, False]


def test_a_new_channel_makes_no_night_before_it_incomplete() -> None:
    """Nights are judged by those before them alone, to the last."""
    nights = mondays(10)
    before = wholeness(nights)
    for week in range(10, 14):
        nights[MONDAY + timedelta(days=7 * week)] = {**USUAL, "app": 500}
    assert wholeness(nights)[:10] == before


def test_nobody_at_all_is_everything_missing() -> None:
    """A closed day, or a delivery that failed: not to be compared either way."""
    found = last(mondays(4), {})
    assert (found.missing, found.few, found.whole) == (("chat", "voice"), True, False)


def test_nothing_is_nothing() -> None:
    """No night, no word; a first night with nobody is whole."""
    assert wholeness({}) == ()
    assert wholeness({MONDAY: {}})[0].whole


counts = st.dictionaries(st.sampled_from(["chat", "mail", "voice"]), st.integers(0, 60), max_size=3)
nights_ = st.dictionaries(st.integers(0, 70), counts, max_size=30)


@given(nights_, st.integers(0, 70))
def test_each_night_once_in_order_and_by_nights_before_it_alone(numbers: dict[int, dict[str, int]], cut: int) -> None:
    """Also where nights are missing: what comes later, and the order of the input, changes nothing."""
    days = {MONDAY + timedelta(days=ahead): one for ahead, one in numbers.items()}
    found = wholeness(days)
    assert [one.day for one in found] == sorted(days)
    assert wholeness(dict(reversed(days.items()))) == found
    until = MONDAY + timedelta(days=cut)
    early = wholeness({day: one for day, one in days.items() if day < until})
    # A channel that only comes later is none yet; of those before nothing else is said.
    assert early == tuple(one for one in found if one.day < until)
    for one in found:
        assert all(not days[one.day].get(channel) for channel in one.missing)
        assert list(one.missing) == sorted(set(one.missing))
