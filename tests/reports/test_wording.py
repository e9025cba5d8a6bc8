"""How the pages speak of numbers."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reports import wording


def test_a_small_base_is_told_as_a_count() -> None:
    """Below twenty a percentage would pretend to know too much."""
    assert wording.ratio(4, 11) == "4 of 11"
    assert wording.ratio(0, 11) == "none of 11"
    assert wording.ratio(4, 20) == "20 %"
    assert wording.interval(4, 11) == ""


def test_an_interval_near_all_shows_how_near() -> None:
    """In whole per cents its ends would be the same."""
    assert wording.interval(1321, 1321) == "99.7–100.0 %"
    assert wording.interval(20, 20) == "84–100 %"


@given(st.integers(20, 100_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_nothing_and_all_are_said_only_where_true(counts: tuple[int, int]) -> None:
    """0 % and 100 % stand only for none and all."""
    part, whole = counts
    told = wording.ratio(part, whole)
    assert (told == "0 %") == (part == 0)
    assert (told == "100 %") == (part == whole)
    assert not re.fullmatch(r"0\.0 %", told)


def test_unknown_customers_are_never_counted() -> None:
    """Where customers are unknown, conversations are said to be conversations."""
    assert wording.people(19, 18, 0) == "19 conversations from 18 customers"
    assert wording.people(19, 0, 19) == "19 conversations"
    assert wording.people(19, 12, 3) == "19 conversations from 12 known customers and 3 unknown"


@given(st.text(max_size=400), st.integers(2, 200))
def test_a_shortened_text_fits_and_begins_alike(text: str, limit: int) -> None:
    """Cutting keeps the beginning and never exceeds the limit."""
    short = wording.shortened(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…"))


def test_texts_are_cut_between_words() -> None:
    """A quote ends after a whole word, with an ellipsis."""
    assert wording.shortened("nothing arrives in my inbox", 20) == "nothing arrives in…"


def test_hidden_data_reads_as_words() -> None:
    """A placeholder is told in words, not in capitals."""
    assert wording.spoken("call  me on [PHONE], [DATE_OF_BIRTH]") == "call me on [phone hidden], [date of birth hidden]"


def test_times_are_told_in_the_unit_that_says_most() -> None:
    """Whole numbers of seconds, minutes, hours or days, never one of a unit where two of the smaller say more."""
    told = [wording.duration(seconds) for seconds in (0, 0.2, 40, 90, 119.6, 240, 7_190, 10_800, 86_400, 172_800)]
    expected = "0 s, under 1 s, 40 s, 90 s, 2 min, 4 min, 2 h, 3 h, 24 h, 2 days"
    assert told == expected.split(", ")
