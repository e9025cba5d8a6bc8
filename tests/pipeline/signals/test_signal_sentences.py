"""The sentences that signals are found in."""

from __future__ import annotations

from pipeline.model import SPEAKERS, Turn
from pipeline.signals import said


def test_only_people_say_something() -> None:
    """Bots, systems and unknown speakers show no behaviour."""
    turns = [Turn(index=at, speaker=speaker, text="It works.", at=None) for at, speaker in enumerate(SPEAKERS)]
    assert [(one.turn, one.speaker) for one in said(turns, channel="chat")] == [(0, "customer"), (1, "agent")]


def test_what_was_hidden_is_not_part_of_the_text() -> None:
    """Two sentences that differ in a name are one text; the span is that of the turn with the placeholder in it."""
    text = "Hi. [PERSON] was rude to me."
    one = list(said([Turn(index=0, speaker="customer", text=text, at=None)], channel="chat"))[-1]
    assert one.text == "was rude to me."
    assert text[one.start : one.end] == "[PERSON] was rude to me."


def test_what_a_mail_quotes_is_not_said_again() -> None:
    """The agent's mail below the customer's answer is no behaviour in the customer's turn."""
    text = "It works now.\n\nOn Monday support wrote:\n> We cannot help you."
    mail = [one.text for one in said([Turn(index=0, speaker="customer", text=text, at=None)], channel="email")]
    assert mail == ["It works now."]


def test_an_attachment_is_not_speech() -> None:
    """Beyond some pages of one turn nothing is looked at."""
    text = "word " * 2_000 + "It works."
    parts = list(said([Turn(index=0, speaker="agent", text=text, at=None)], channel="chat"))
    assert max(one.end for one in parts) <= 4_000
