"""The pain score tells whether something is wrong, in any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.statements import pain_score


def test_pain_score_ranks_complaints_above_praise() -> None:
    """A complaint scores above a question, a question above praise; all lie between 0 and 1."""
    complaint = pain_score("@acme this is ridiculous, my order never arrived and nobody answers")
    question = pain_score("@acme do you sell umbrellas in green?")
    praise = pain_score("@acme thank you, I love the new umbrella")
    assert 1 >= complaint > question > praise >= 0


def test_sarcasm_is_no_praise() -> None:
    """Praise and thanks count for nothing beside what went wrong."""
    assert pain_score("great job @acme, my parcel is two weeks late, thanks") > 0.6
    assert pain_score("great job @acme, thanks") < 0.2


def test_what_people_say_of_each_other_is_no_complaint() -> None:
    """The same words hurt a company's customer more than somebody who speaks of his friends."""
    assert pain_score("@acmesupport the delivery was late again!!") > pain_score("lol he was late again for her party")


@given(st.text())
def test_pain_score_takes_any_text(text: str) -> None:
    """The pain score of any text is a share."""
    assert 0 <= pain_score(text) <= 1
