"""What became of agents' promises to come back."""

from __future__ import annotations

from datetime import date, timedelta

from factory import Story
from outage_story import LAST

from pipeline.model import Night
from pipeline.settings import Settings
from reports import edition
from reports.nouns import Promises
from reports.words.behaviours import Behaviour

SIGNALS = (
    Behaviour(
        name="follow_up_promise", title="Agents promised to come back", speaker="agent", group="treatment",
        definition="They did.",
    ),
    Behaviour(
        name="no_answer", title="Customers said nobody answered", speaker="customer", group="effort",
        definition="They did.",
    ),
)  # fmt: skip


def _told(story: Story) -> Promises:
    night = Night(date=LAST)
    built = edition.build(story.view(LAST), night, settings=Settings(), signals=SIGNALS, versions={})
    return built.marketing.market.promises


def _talk(
    story: Story,
    night: date,
    key: str,
    customer: str | None,
    *,
    topic: str = "t1",
    promised: bool = False,
    waits: bool = False,
) -> None:
    turns = [
        ("customer", "My mail is gone." if not waits else f"Nobody of you ever called me back, {key}."),
        ("agent", "We will call you back."),
    ]
    signals = {0: "no_answer"} if waits else {1: "follow_up_promise"} if promised else {}
    story.conversation(night, key, turns, topics={0: topic}, signals=signals, customer=customer)


def _story(*, after: int = 3, days: int = 14, topic: str = "t1", waits: bool = False, known: bool = True) -> Story:
    """Of 30 who were promised something 24 come back, of 30 others 12; so many nights after, about a topic."""
    story = Story()
    for name in ("t1", "t2"):
        story.topic(name, f"Pain {name}", born=LAST - timedelta(days=20))
    for at in range(60):
        promised, first = at < 30, LAST - timedelta(days=days)
        who = f"u{at}" if known else None
        _talk(story, first, f"a{at:02d}", who, promised=promised)
        if at % 5 < (4 if promised else 2):
            _talk(story, first + timedelta(days=after), f"b{at:02d}", who, topic=topic, waits=waits)
    return story


def test_those_who_were_promised_something_and_came_back() -> None:
    """Within a week, about the same topic, beside like conversations without a promise; coming back itself counts too,
    as a conversation after which nobody came."""
    found = _told(_story())
    assert found.text == "30 conversations from 30 customers: 31 % (23–41 %) of all."
    assert found.back is not None
    assert found.back.with_it is not None
    assert (found.back.with_it.part, found.back.with_it.whole) == (24, 30)
    assert found.back.label == "Came back within 7 nights"
    assert found.back.direction == "more"


def test_after_more_than_a_week_is_not_back() -> None:
    """Who comes on the eighth night comes for something else."""
    back = _told(_story(after=8)).back
    assert back is not None
    assert back.with_it is not None
    assert back.with_it.part == 0


def test_another_topic_is_not_back_unless_nobody_had_answered() -> None:
    """A new matter is no broken promise; that nobody called is one, and is quoted."""
    other = _told(_story(topic="t2"))
    assert other.back is not None
    assert other.back.with_it is not None
    assert other.back.with_it.part == 0
    unanswered = _told(_story(topic="t2", waits=True))
    assert unanswered.back is not None
    assert unanswered.back.with_it is not None
    assert unanswered.back.with_it.part == 24
    assert [one.conversation_id for one in unanswered.quotes] == ["b00"]


def test_a_week_that_is_not_over_and_unknown_customers_tell_nothing() -> None:
    """Nobody can say whether these came back."""
    for story in (_story(days=6), _story(known=False)):
        found = _told(story)
        assert found.back is None
        assert found.text.endswith("to tell who came back.")


def test_few_promises_are_one_line() -> None:
    """Nine customers, or none, are no section."""
    story = Story()
    story.topic("t1", "Pain", born=LAST)
    assert _told(story) == Promises(text="No agent promised to come back.")
    for at in range(9):
        _talk(story, LAST, f"a{at}", f"u{at}", promised=True)
    assert _told(story) == Promises(text="Agents promised to come back to fewer than 10 customers.")
