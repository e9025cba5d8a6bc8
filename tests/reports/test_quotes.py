"""Which words are quoted."""

from __future__ import annotations

from factory import Story
from outage_story import LAST, SETTINGS, SIGNALS

from pipeline.model import Night
from reports import edition
from reports.evidence import quoted
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


def test_words_that_almost_belong_to_a_topic_are_shown_with_where_they_are_counted() -> None:
    """Of other topics or of none; not of a conversation that is counted here, nor of a topic with too few customers."""
    story = Story()
    for topic, name in (("t1", "Mail down"), ("t2", "Mail slow"), ("t3", "Fax dead")):
        story.topic(topic, name, born=LAST)
    for seat in range(6):
        customer = f"u{seat}"
        story.conversation(
            LAST, f"a{seat}", [("customer", f"Mail is down, {seat}.")], topics={0: "t1"}, customer=customer
        )
        story.conversation(
            LAST, f"b{seat}", [("customer", f"Mail is slow, {seat}.")], topics={0: "t2"}, customer=customer
        )
    both = [("customer", "The mail is down here."), ("customer", "Mail crawls, too, since Monday.")]
    story.conversation(LAST, "both", both, topics={0: "t1", 1: "t2"}, nearly="t1", customer="u7")
    story.conversation(
        LAST, "slow", [("customer", "Mail takes an hour.")], topics={0: "t2"}, nearly="t1", customer="u8"
    )
    story.conversation(LAST, "none", [("customer", "Where is my mail?")], topics={0: ""}, nearly="t1", customer="u9")
    story.conversation(LAST, "few", [("customer", "Fax and mail both.")], topics={0: "t3"}, nearly="t1", customer="v1")
    story.conversation(LAST, "fax", [("customer", "Fax, not mail.")], topics={0: "t1"}, nearly="t3", customer="v2")
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    pages = {page.row.topic.topic_id: page for page in built.topics}
    shown = [(one.quote.conversation_id, one.topic and one.topic.name) for one in pages["t1"].beside]
    assert sorted(shown) == [("none", None), ("slow", "Mail slow")]
    assert pages["t3"].beside == ()
    assert {"none", "slow"} <= {quote.conversation_id for quote in quoted(built)}
