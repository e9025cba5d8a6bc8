"""Any text is cut, wholly and in a moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Turn
from pipeline.statements import LIMIT, cut
from pipeline.statements.sentences import sentences


@given(st.text(), st.booleans())
def test_sentences_hold_every_character(text: str, mail: bool) -> None:
    """Nothing but white space lies between a turn's sentences, and they do not overlap."""
    end = 0
    for sentence in sentences(Turn(index=0, speaker="customer", text=text, at=None), mail=mail):
        assert text[end : sentence.start].strip() == ""
        assert end <= sentence.start < sentence.end
        end = sentence.end
    assert text[end:].strip() == ""


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "unit", ["a", "a ", ". ", "it is broken. ", "[A", "hi, ", "__", "my name is A ", "\n", "um", "<a"]
)
def test_hostile_length_takes_linear_time(unit: str) -> None:
    """A hundred thousand characters of anything are cut in a moment."""
    text = (unit * 100_000)[:100_000]
    turn = Turn(index=0, speaker="customer", text=text, at=None)
    assert len(cut([turn], channel="voice").statements) <= LIMIT
    assert len(cut([turn], channel="email").statements) <= LIMIT
