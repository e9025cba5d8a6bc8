"""What may be claimed from counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from outage_story import LAST

from pipeline.measures import difference
from pipeline.model import Decision
from reports.facts import Facts
from reports.sections import counting, life
from reports.words.wording import speaking

NIGHTS = tuple(LAST - timedelta(days=back) for back in range(34, -1, -1))


def _facts(nights: tuple[date, ...] = NIGHTS, base: int = 100) -> Facts:
    return Facts(
        night=LAST, nights=nights, window=nights[-28:], base=dict.fromkeys(nights, base), heard={}, topics=(), gone={},
        agreement=None, contacts=(), places={}, clock={}, by_topic={}, by_signal={}, say=speaking(),
    )  # fmt: skip


def _weeks(now: int, before: int) -> Mapping[date, int]:
    return dict.fromkeys(NIGHTS[-14:-7], before) | dict.fromkeys(NIGHTS[-7:], now)


def test_a_clear_change_is_claimed_and_a_small_one_is_not() -> None:
    """Twenty a night after three is a rise; four after three may be chance and is told without a direction."""
    rise, chance = counting.change(_weeks(20, 3), _facts()), counting.change(_weeks(4, 3), _facts())
    assert counting.change_words(speaking(), rise) == "up: 140, was 21"
    assert counting.change_words(speaking(), chance) == "28, was 21"


@given(st.integers(0, 100), st.integers(0, 100))
def test_no_direction_without_an_interval_clear_of_zero(now: int, before: int) -> None:
    """Rising and falling are said only where the interval excludes zero, and from five conversations on."""
    found = counting.change(_weeks(now, before), _facts())
    assert found is not None
    low, high = difference(7 * now, 700, 7 * before, 700)
    assert (found.direction != "") == ((low > 0 or high < 0) and max(7 * now, 7 * before) >= 5)


def test_a_week_with_few_nights_is_not_compared() -> None:
    """Two nights of the week before are no week."""
    assert counting.change(_weeks(20, 3), _facts(NIGHTS[-9:])) is None
    assert counting.change_words(speaking(), None) == "–"


def test_a_busy_week_is_no_rise() -> None:
    """Shares are compared, not counts: twice the conversations with twice the mentions is no change."""
    facts = _facts()
    doubled = {**facts.base, **dict.fromkeys(NIGHTS[-7:], 200)}
    busy = Facts(**{name: getattr(facts, name) for name in Facts.__slots__} | {"base": doubled})
    found = counting.change(_weeks(20, 10), busy)
    assert found is not None
    assert found.direction == ""


def test_the_night_is_compared_with_its_weekday() -> None:
    """Friday stands beside Fridays."""
    counts = {LAST: 24} | {LAST - timedelta(days=7 * back): 6 for back in range(1, 5)}
    assert counting.usual_weekday(counts, _facts()) == "On Friday 24; the 4 Fridays before averaged 6.0."
    assert counting.usual_weekday(counts, _facts(NIGHTS[-10:])) == ""


def test_many_looks_need_a_clearer_difference() -> None:
    """What would be news for one pair is not when hundreds are compared."""
    assert counting.claimed(20, 100, 40, 400, tests=1) == "more"
    assert counting.claimed(20, 100, 40, 400, tests=500) == ""
    assert counting.claimed(4, 10, 0, 400, tests=1) == ""


def test_changes_are_told_in_the_language() -> None:
    """Numbers, weekdays and the nights of a trend, as the edition's language has them."""
    german = replace(_facts(), say=speaking("de"))
    counts = {LAST: 24} | {LAST - timedelta(days=7 * back): 6 for back in range(1, 5)}
    rise = counting.change(_weeks(20, 3), german)
    assert counting.change_words(german.say, rise) == "mehr: 140, davor 21"
    assert counting.usual_weekday(counts, german) == "Am Freitag 24; an den 4 Freitagen davor im Mittel 6,0."
    words = counting.trend(counts, german, 7).words
    assert words == "Gespräche je Nacht seit 14. November: mindestens 0, höchstens 24, zuletzt 24"


def test_a_trend_says_whether_its_last_night_is_there() -> None:
    """A missing night is no zero."""
    told = counting.trend({NIGHTS[-2]: 3}, _facts(NIGHTS[:-1]), 3).words
    assert told == "Conversations a night since 18 November: lowest 0, highest 3, last missing"
    assert counting.trend({}, _facts(()), 3).words == "No night to show"


def test_a_topics_life_is_told_in_sentences() -> None:
    """Each decision is a sentence; a person's says whose it was."""
    row = Decision(night=LAST, topic_id="t5", kind="merged", actor="machine", reason="members", other="t1")
    named = Decision(night=LAST, topic_id="t1", kind="named", actor="mia", reason="clearer", other="Mail does not come")
    assert life.sentence(speaking(), row, {"t1": "Mail"}) == "Merged into “Mail”."
    assert life.sentence(speaking(), named, {}) == "Named “Mail does not come”. Decided by mia."
