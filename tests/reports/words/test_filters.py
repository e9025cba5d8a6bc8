"""What a value passes through on its way into a page: clean and escaped, by one call as by Jinja's own two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from reports.words.filters import LONG, printed, tidy

HOSTILE = st.text(st.sampled_from("<>&'\" %a\u202e\x00\ud800é\n"), max_size=2 * LONG)


@given(st.one_of(HOSTILE, st.text(), st.integers(), st.floats(), st.none(), st.booleans(), HOSTILE.map(Markup)))
def test_one_call_does_what_two_did(value: object) -> None:
    """Whatever the value is, and also where it was printed before."""
    assert printed(value) == printed(value) == str(escape(tidy(value)))


@pytest.mark.parametrize("value", [date(2026, 11, 20), True, 3, 2.5, ["<"]])
def test_what_is_no_text_is_written_as_it_says_itself(value: object) -> None:
    """Escaped as well: a list may hold text."""
    assert printed(value) == str(escape(str(value)))


def test_a_text_and_markup_of_the_same_letters_are_told_apart() -> None:
    """What is remembered of the one is not said of the other."""
    assert printed("<b>") == "&lt;b&gt;"
    assert printed(Markup("<b>")) == "<b>"
    assert printed("<b>") == "&lt;b&gt;"
