"""Which sentences state a wish, and what is left of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.market.wishes import LONGEST, wishes


def _said(text: str) -> list[str]:
    return [one.words for one in wishes(0, text)]


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("I just want a corrected invoice by Friday.", "a corrected invoice by friday"),
        ("All I need is a receipt for March.", "a receipt for march"),
        ("I'd like you to send the contract by post, please.", "send the contract by post"),
        ("Can you send a technician in the evening?", "send a technician in the evening"),
        ("Why can't you give us a time window?", "give us a time window"),
        ("Why don't you have an app for that?", "have an app"),
        ("Could I pay once a year instead of monthly?", "pay once a year instead of monthly"),
        ("It would be enough if somebody told me in advance.", "told me in advance"),
        ("I wish you had a shop in town, but you don't.", "a shop in town"),
        ("If only there was an evening appointment!", "an evening appointment"),
        ("There should be a button to undo it.", "a button to undo"),
        ("You really should offer evening visits.", "offer evening visits"),
        ("Well, please start flying to Berlin again.", "start flying to berlin"),
        ("Give me the old version back, because the new one is a mess.", "the old version back"),
        ("yes um i uh want a clean ip", "a clean ip"),
    ],
)
def test_a_wish_is_cut_down_to_what_is_asked_for(sentence: str, wish: str) -> None:
    """Without the words that ask, without reasons, and without what only holds the sentence together."""
    assert _said(sentence) == [wish]


@pytest.mark.parametrize(
    "sentence",
    [
        "Do I need a new boarding pass?",
        "When I need a technician nobody comes.",
        "It says I need a new password.",
        "I don't want a voucher.",
        "Hang on, I need my glasses.",
        "Which lounge can we use with this ticket?",
        "How can I pay the invoice online?",
        "Can you hear me?",
        "Can you help me, please?",
        "Can you use this voucher on a flight?",
        "I want to speak to your manager.",
        "Give me one reason to stay with you.",
        "Please cancel my contract.",
        "You should be ashamed of your service.",
        "I only want to say thank you to your technician.",
        "Please call [PHONE] about the invoice.",
        "I need it now.",
        "The invoice is wrong again.",
    ],
)
def test_what_is_no_clear_wish_is_left_out(sentence: str) -> None:
    """Questions, needs that somebody else states, talk, threats and thanks, and what names nothing."""
    assert _said(sentence) == []


def test_a_turn_may_state_several_wishes() -> None:
    """One a sentence, each with its sentence as it can be quoted and the turn that it stands in."""
    found = list(wishes(4, "Hello. I want a new router. And please send the bill by post, not by mail!"))
    assert [(one.turn, one.words) for one in found] == [(4, "a new router"), (4, "send the bill by post")]
    assert found[0].sentence == "I want a new router."
    assert found[0].stems == {"router"}


def test_what_a_mail_quotes_is_not_the_customers_wish() -> None:
    """Lines that answer to an earlier mail are somebody else's."""
    assert list(wishes(0, "> I want a new router.\n", mail=True)) == []


@given(st.text(alphabet="iI wantcyouplese.,[]'’-\n0", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing is raised; a wish is short, holds no placeholder and is about something."""
    for one in wishes(0, text):
        assert 1 < len(one.words.split()) <= LONGEST
        assert "[" not in one.words
        assert one.stems
