"""What was said in some conversations, and where signals show."""

from __future__ import annotations

from datetime import timedelta

from factory import Story
from outage_story import LAST

from reports.facts import talk
from reports.facts.talk import Spoken

BEFORE = LAST - timedelta(days=1)


def _story() -> Story:
    story = Story()
    story.conversation(LAST, "a", [("customer", "O2 is better."), ("agent", "O2 is not.")], signals={0: "competitor"})
    story.conversation(BEFORE, "b", [("customer", "I like o2."), ("bot", "Hello.")], signals={0: "praise"})
    return story


def test_only_conversations_that_are_wanted_are_read() -> None:
    """In the order of their turns, over the nights that are asked for."""
    view = _story().view(LAST)
    assert talk.turns(view, [BEFORE, LAST], {"b", "z"}) == {
        "b": (
            Spoken(turn=0, speaker="customer", text="I like o2."),
            Spoken(turn=1, speaker="bot", text="Hello."),
        )
    }
    assert talk.turns(view, [BEFORE], {"a"}) == {}
    assert talk.turns(view, [LAST], ()) == {}


def test_a_pattern_is_looked_for_in_what_customers_say() -> None:
    """Not in what agents answer."""
    found = talk.mentions(_story().view(LAST), [BEFORE, LAST], "(?i)o2")
    assert [(key, one.text) for key, one in found] == [("a", "O2 is better."), ("b", "I like o2.")]


def test_where_a_signal_shows() -> None:
    """By its name, with its place in the turn."""
    found = talk.shown(_story().view(LAST), [BEFORE, LAST], ["competitor", "unheard"])
    assert list(found) == ["competitor"]
    assert [(one.conversation_id, one.turn, one.start, one.end) for one in found["competitor"]] == [("a", 0, 0, 13)]


def test_the_words_that_show_a_signal() -> None:
    """Out of the turn that it was found in; nothing where that turn was not read."""
    view = _story().view(LAST)
    (one,) = talk.shown(view, [LAST], ["competitor"])["competitor"]
    assert talk.sentence(one, talk.turns(view, [LAST], {"a"})["a"]) == "O2 is better."
    assert talk.sentence(one, ()) == ""
