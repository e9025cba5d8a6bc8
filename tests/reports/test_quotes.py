"""Which words are quoted."""

from __future__ import annotations

from outage_story import LAST

from reports.facts import Contact
from reports.quotes import Candidate, choose


def _said(text: str, conversation: str, customer: str | None = None) -> Candidate:
    contact = Contact(
        conversation_id=conversation, night=LAST, channel="chat", customer=customer, slices=(), resolved=None,
        topics=(), signals=(),
    )  # fmt: skip
    return Candidate(text=text, turn=1, contact=contact)


def test_quotes_differ_in_words_and_people() -> None:
    """A repetition, a second word of the same customer and a mere shout give way to the next candidate."""
    candidates = [
        _said("the mail does not arrive any more at all", "a", "u1"),
        _said("the mail does not arrive at all any more", "b", "u2"),
        _said("since Wednesday my shop gets no orders", "c", "u1"),
        _said("no!", "d", "u4"),
        _said("nobody tells us when this will be mended", "e", "u5"),
    ]
    assert [quote.conversation_id for quote in choose(candidates, 3)] == ["a", "e", "d"]
    assert [quote.conversation_id for quote in choose(candidates, 3, {"u1"})] == ["b", "e", "d"]


def test_a_quote_is_short_and_hides_what_was_hidden() -> None:
    """Long words end in an ellipsis; placeholders are told in words."""
    (quote,) = choose([_said("my number is [PHONE] " + "and again " * 60, "a")], 1)
    assert quote.text.startswith("my number is [phone hidden] and")
    assert quote.text.endswith("…")
    assert len(quote.text) <= 220
