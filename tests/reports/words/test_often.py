"""What is said tens of thousands of times is said as it would be said once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.words import filters, often
from reports.words.wording import speaking

LANGUAGES = st.sampled_from(["en", "en-US", "de"])
WORDS = st.text(st.characters(exclude_characters="\ufdd0\ufdd1"), max_size=20)


@given(language=LANGUAGES, value=st.floats(0, 1e6))
def test_what_is_to_be_expected_reads_alike(language: str, value: float) -> None:
    """Rounding before it is remembered changes no word."""
    say = speaking(language)
    assert often.about(say)(value) == say.about(value)


@given(language=LANGUAGES, day=WORDS, facts=WORDS)
def test_texts_go_into_a_message_as_they_are(language: str, day: str, facts: str) -> None:
    """Whatever they hold, braces too."""
    say = speaking(language)
    night = often.filled(say, "chart-night", "day", "facts")
    assert night(day=day, facts=facts) == say("chart-night", day=day, facts=facts)


@given(language=LANGUAGES, count=st.integers(0, 10**7))
def test_counts_read_alike(language: str, count: int) -> None:
    """Remembered or not."""
    say = speaking(language)
    assert often.remembered(say.number)(count) == say.number(count)
    assert often.counted(say, "conversations")(count) == say("conversations", count=count)


@pytest.mark.parametrize(
    ("words", "told"), [("e-mails", "E-mails"), ("SMS", "SMS"), ("über den Chat", "Über den Chat"), ("", "")]
)
def test_a_word_begins_with_a_capital(words: str, told: str) -> None:
    """And keeps the capitals that it has."""
    assert filters.sentence_case(words) == told


@given(st.text(st.characters()))
def test_nothing_unsafe_passes(text: str) -> None:
    """No control of direction is left, and what may stand is left alone."""
    assert filters.clean(text) == filters._UNSAFE.sub("\ufffd", text).replace(" %", "\u00a0%")
