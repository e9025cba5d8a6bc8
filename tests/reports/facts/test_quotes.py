"""Which words are quoted."""

from __future__ import annotations

from factory import Story
from outage_story import LAST, SETTINGS, SIGNALS

from pipeline.model import Night
from reports import edition
from reports.facts import Contact
from reports.facts.quotes import Candidate, choose
from reports.pages.evidence import quoted
from reports.words.wording import speaking

SAY = speaking()


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
    assert [quote.conversation_id for quote in choose(SAY, candidates, 3)] == ["a", "e", "d"]
    assert [quote.conversation_id for quote in choose(SAY, candidates, 3, {"u1"})] == ["b", "e", "d"]


def test_a_quote_is_short_and_hides_what_was_hidden() -> None:
    """Long words end in an ellipsis; placeholders are told in words."""
    (quote,) = choose(SAY, [_said("my number is [PHONE] " + "and again " * 60, "a")], 1)
    assert quote.text.startswith("my number is [phone hidden] and")
    assert quote.text.endswith("…")
    assert len(quote.text) <= 220


def test_words_that_almost_belong_to_a_topic_are_shown_with_where_they_are_counted() -> None:
    """Not of a conversation that is counted here, nor of one that speaks of a topic with too few customers or of what
    is no topic; each statement of a turn under its own topic."""
    story = Story()
    for topic, name in (("t1", "Mail down"), ("t2", "Mail slow"), ("t3", "Fax dead")):
        story.topic(topic, name, born=LAST)
    for seat in range(6):
        whom = f"u{seat}"
        story.conversation(LAST, f"a{seat}", [("customer", f"Mail is down, {seat}.")], topics={0: "t1"}, customer=whom)
        story.conversation(LAST, f"b{seat}", [("customer", f"Mail is slow, {seat}.")], topics={0: "t2"}, customer=whom)

    def nearly(key: str, *topics: str, nearly: str = "t1") -> None:
        turns = [("customer", f"Mail trouble of {key}, and {at} more of it.") for at in range(len(topics))]
        told = dict(enumerate(topics))
        story.conversation(LAST, key, turns, topics=told, nearly=nearly, customer=f"u-{key}")

    nearly("slow", "t2")
    nearly("both", "t1", "t2")
    nearly("unknown", "")
    nearly("fax", "t2", "t3")
    nearly("few", "t1", nearly="t3")
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    pages = {page.row.topic.topic_id: page for page in built.topics}
    assert [(one.quote.conversation_id, one.topic.name) for one in pages["t1"].beside] == [("slow", "Mail slow")]
    assert pages["t3"].beside == ()
    assert "slow" in {quote.conversation_id for quote in quoted(built)}


def test_what_is_almost_the_same_is_near() -> None:
    """A runner-up that is merely the next best of a few topics is not shown."""
    story = Story()
    for topic in ("t1", "t2"):
        story.topic(topic, topic, born=LAST)
        for seat in range(6):
            said = [("customer", f"{topic} is what I call about, {seat}.")]
            story.conversation(
                LAST, f"{topic}-{seat}", said, topics={0: topic}, customer=f"{topic}{seat}", nearly="t1", near=0.3
            )
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    assert [page.beside for page in built.topics] == [(), ()]
