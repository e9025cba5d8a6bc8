"""What agents said, and how it went: what is compared with what, what is left out, and where it is told."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import orjson
import pyarrow as pa
import pytest
from factory import Story, StoryView
from outage_story import LAST

from pipeline.model import Night
from pipeline.settings import Settings
from reports import edition
from reports.nouns import Manner, Marketing, Sequel
from reports.words.behaviours import Behaviour


def _signal(name: str, title: str, group: str, speaker: str = "agent") -> Behaviour:
    return Behaviour(name=name, title=title, speaker=speaker, group=group, definition=f"{title}.")


SIGNALS = (
    _signal("refusal", "Agents refused", "treatment"),
    _signal("ownership", "Agents took it into their own hands", "treatment"),
    _signal("weather", "Agents spoke of the weather", "treatment"),
    _signal("churn_threat", "Customers threatened to leave", "leave", "customer"),
)
REFUSED, OWNED, WEATHER = "Sorry, but we can't do that here", "I will see to it myself", "Nice day we have today"
SETTINGS = Settings()
LEAVES = "Then I will go to another company"


def _talk(
    story: Story,
    key: str,
    *,
    topic: str = "t1",
    channel: str = "voice",
    sign: tuple[str, str] | None = None,
    leaves: bool = False,
    leaves_first: bool = False,
    customer: str = "",
    resolved: bool | None = None,
    went: Mapping[str, object] | None = None,
) -> None:
    """The customer opens, the agent says something (a signal's name and its words, or a plain thing), and the customer
    ends; he may speak of leaving at the end or at once."""
    name, words = sign or ("", "Let me look at that for you")
    turns = [
        ("customer", LEAVES if leaves_first else "My mail is gone"),
        ("agent", words),
        ("customer", LEAVES if leaves else "All right then"),
    ]
    found = ((0, leaves_first and "churn_threat"), (1, name), (2, leaves and "churn_threat"))
    signals = {at: str(one) for at, one in found if one}
    story.conversation(
        LAST, key, turns, topics={0: topic} if topic else {}, signals=signals, channel=channel,
        customer=customer or f"u-{key}", resolved=resolved, went=went,
    )  # fmt: skip


def _story(*topics: str) -> Story:
    story = Story()
    for topic in topics or ("t1",):
        story.topic(topic, f"Pain {topic}", born=LAST)
    return story


def _told(story: Story, view: StoryView | None = None) -> Marketing:
    built = edition.build(
        view or story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={}
    )  # fmt: skip
    return built.marketing


def _only(found: Marketing, name: str = "refusal") -> Manner:
    (entry,) = [one for one in (*found.trouble, *found.good, *found.unclear) if one.name == name]
    return entry


def _sequel(entry: Manner, outcome: str) -> Sequel:
    (sequel,) = [one for one in entry.sequels if one.outcome == outcome]
    return sequel


def _names(entries: Sequence[Manner]) -> list[str]:
    return [one.name for one in entries]


def _mixed() -> Story:
    """Refused customers leave and are not helped, those whose matter was taken on are, and the weather does nothing."""
    story = _story()
    for at in range(40):
        _talk(story, f"r{at}", sign=("refusal", REFUSED), leaves=at < 30, resolved=at < 4)
        _talk(story, f"o{at}", sign=("ownership", OWNED), leaves=at < 1, resolved=at < 38)
        _talk(story, f"w{at}", sign=("weather", WEATHER), leaves=at < 13, resolved=at < 20)
        _talk(story, f"n{at}", leaves=at < 12, resolved=at < 20)
    return story


def test_what_went_with_trouble_and_with_good_ends_is_told_apart() -> None:
    """By the outcomes in which each differs clearly from like conversations; what does not differ has its own place."""
    found = _told(_mixed())
    assert _names(found.trouble) == ["refusal"]
    assert _names(found.good) == ["ownership"]
    assert _names(found.unclear) == ["weather"]
    assert [one.verdict for one in found.trouble[0].sequels] == ["more often", "less often"]
    assert found.manners_empty == ""


def test_an_entry_says_in_which_words_how_often_and_about_what() -> None:
    """The wording as it was said but for capitals, conversations and customers, and a link to the topic."""
    entry = _told(_mixed()).trouble[0]
    assert [(one.words, one.conversations, one.customers) for one in entry.wordings] == [
        ("sorry but we can't do that here", 40, 40)
    ]
    assert [one.words for one in _told(_mixed()).good[0].wordings] == ["I will see to it myself"]
    assert entry.text.startswith("40 conversations from 40 customers: 25 %")
    assert [(one.topic.topic_id, one.conversations) for one in entry.topics] == [("t1", 40)]


def test_the_order_of_rows_does_not_matter() -> None:
    """Shuffled tables give the same entries."""
    story, order = _mixed(), random.Random(5)
    view = story.view(LAST)
    shuffled = {
        name: table.take(pa.array(order.sample(range(table.num_rows), table.num_rows), pa.int64()))
        for name, table in view.tables.items()
    }
    assert _told(story, replace(view, tables=shuffled)) == _told(story)


def test_a_topic_that_explains_it_is_no_verdict() -> None:
    """Refusals are common where many leave anyway: the plain shares differ, the matched ones do not."""
    story = _story("t1", "t2")
    for topic, refused, leave in (("t1", 80, 0.75), ("t2", 20, 0.05)):
        for at in range(100):
            sign = ("refusal", REFUSED) if at < refused else None
            rank = at if at < refused else at - refused
            whole = refused if at < refused else 100 - refused
            _talk(story, f"{topic}-{at}", topic=topic, sign=sign, leaves=rank < leave * whole)
    sequel = _sequel(_only(_told(story)), "leaving")
    assert sequel.with_it is not None
    assert sequel.with_it.part / sequel.with_it.whole == pytest.approx(0.61)
    assert sequel.without_it == pytest.approx(0.61)
    assert sequel.verdict == "no clear difference"


def test_the_channel_is_matched_too() -> None:
    """Refusals of chats are compared with chats; those of a channel without another conversation are left out."""
    story = _story()
    for at in range(20):
        _talk(story, f"c{at}", channel="chat", sign=("refusal", REFUSED), leaves=at < 10)
        _talk(story, f"n{at}", channel="chat", leaves=at < 10)
        _talk(story, f"v{at}", channel="voice", leaves=False)
    for at in range(3):
        _talk(story, f"e{at}", channel="email", sign=("refusal", REFUSED))
    sequel = _sequel(_only(_told(story)), "leaving")
    assert (sequel.without_it, sequel.others) == (0.5, 20)
    assert sequel.left_out == "Left out: fewer than 10 customers without a like one."


def test_a_conversation_is_about_what_most_of_it_is_about() -> None:
    """Two statements about one topic outweigh one about another, and decide what it is compared with."""
    story = _story("t1", "t2")
    for at in range(12):
        turns = [("customer", "My mail"), ("customer", "Your bill"), ("customer", "That bill"), ("agent", REFUSED)]
        topics = {0: "t1", 1: "t2", 2: "t2"}
        story.conversation(
            LAST, f"r{at}", turns, topics=topics, signals={3: "refusal"}, customer=f"r{at}", resolved=True
        )
        _talk(story, f"a{at}", topic="t1", resolved=True)
        _talk(story, f"b{at}", topic="t2", resolved=False)
    assert _sequel(_only(_told(story)), "resolved").without_it == 0.0


def test_who_had_spoken_of_leaving_before_is_not_counted() -> None:
    """What an agent answers to a threat did not come before it: such conversations are left out on both sides."""
    story = _story()
    for at in range(20):
        _talk(story, f"r{at}", sign=("refusal", REFUSED), leaves_first=at < 8, leaves=at == 19)
        _talk(story, f"n{at}", leaves_first=at < 5, leaves=at >= 17)
    sequel = _sequel(_only(_told(story)), "leaving")
    assert (sequel.with_it, sequel.without_it, sequel.low, sequel.others) == (None, None, None, 15)
    assert sequel.text == "Fewer than 10 customers of 12, set against 15 like conversations without it."
    assert sequel.left_out == "Left out: fewer than 10 customers about no topic, or had spoken of leaving before."


def test_what_is_about_no_topic_is_like_nothing() -> None:
    """Conversations in no topic have nothing in common: they are left out and said to be."""
    story = _story()
    for at in range(20):
        _talk(story, f"r{at}", topic="t1" if at < 10 else "", sign=("refusal", REFUSED), resolved=at < 5)
        _talk(story, f"n{at}", topic="t1" if at < 15 else "", resolved=True)
    sequel = _sequel(_only(_told(story)), "resolved")
    assert sequel.with_it is not None
    assert (sequel.with_it.part, sequel.with_it.whole, sequel.others) == (5, 10, 15)
    assert sequel.left_out.startswith("Left out: 10 about no topic")


def test_nine_customers_are_not_compared() -> None:
    """Ten customers on both sides, or there is no row; with no row at all a sentence says so."""
    story = _story()
    for at in range(30):
        _talk(story, f"r{at}", sign=("refusal", REFUSED), leaves=True, customer=f"u{at % 9}")
        _talk(story, f"n{at}", leaves=False, resolved=None)
    found = _told(story)
    assert (found.trouble, found.good, found.unclear) == ((), (), ())
    assert found.manners_empty.startswith("Too few conversations")


def test_a_silent_source_is_stood_in_for_by_the_customers_words() -> None:
    """Only where it says too little, never mixed, and told so; what an agent's words decided stays unknown."""
    story = _story()
    for at in range(24):
        went = {"outcome": ("unresolved", "resolved", "sent_away")[at % 3], "inferred": True}
        _talk(story, f"r{at}", sign=("refusal", REFUSED), went=went, resolved=None)
        went = {"outcome": "resolved", "inferred": True}
        _talk(story, f"n{at}", went=went, resolved=None if at else False)
    sequel = _sequel(_only(_told(story)), "resolved")
    assert sequel.with_it is not None
    assert (sequel.by_words, sequel.label) == (True, "Resolved, as far as their words tell")
    assert (sequel.with_it.part, sequel.with_it.whole, sequel.others) == (8, 16, 23)
    assert "expected" in sequel.text


def test_what_the_source_says_comes_first() -> None:
    """With enough conversations that say whether they were resolved nothing is inferred."""
    story = _story()
    for at in range(24):
        went = {"outcome": "resolved", "inferred": at >= 12}
        known = at < 2 if at < 12 else None
        _talk(story, f"r{at}", sign=("refusal", REFUSED), went=went, resolved=known)
        _talk(story, f"n{at}", went=went, resolved=known)
    sequel = _sequel(_only(_told(story)), "resolved")
    assert sequel.with_it is not None
    assert (sequel.by_words, sequel.with_it.part, sequel.with_it.whole) == (False, 2, 12)


def test_a_stray_verdict_is_rarer_than_one_looks() -> None:
    """What is clear for one comparison is not when many are made at once."""
    few, many = _story(), _story()
    for at in range(40):
        for story in (few, many):
            _talk(story, f"r{at}", sign=("refusal", REFUSED), leaves=at < 20)
            _talk(story, f"n{at}", leaves=at < 10)
        for name in ("ownership", "weather"):
            _talk(many, f"{name}{at}", sign=(name, OWNED), topic="t2", leaves=at < 10, resolved=at < 9)
            _talk(many, f"{name}-{at}", topic="t2", leaves=at < 10, resolved=at < 9)
    assert _sequel(_only(_told(few)), "leaving").verdict == "more often"
    assert _sequel(_only(_told(many)), "leaving").verdict == "no clear difference"


def test_an_edition_of_the_sixth_format_is_still_read() -> None:
    """Its table of what agents did is gone, and nothing stands in its place."""
    built = edition.build(_mixed().view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    old = orjson.loads(edition.to_json(built))
    old["format_version"] = 6
    for name in ("trouble", "good", "unclear", "manners_empty"):
        del old["marketing"][name]
    old["marketing"] |= {"followed": [{"title": "Agents refused", "verdict": "more often"}], "followed_empty": ""}
    again = edition.from_json(orjson.dumps(old)).marketing
    assert (again.trouble, again.good, again.unclear, again.manners_empty) == ((), (), (), "")
    assert again.groups == built.marketing.groups


def test_no_personal_data_is_in_a_wording() -> None:
    """Placeholders, initials and names end a phrase, though all say them."""
    story = _story()
    for at in range(20):
        words = f"[PERSON] we can't do that Fatima here at all [PHONE] ^jk {at}"
        _talk(story, f"r{at}", sign=("refusal", words), leaves=at < 5)
        _talk(story, f"n{at}", leaves=at < 5)
    entry = _only(_told(story))
    assert [one.words for one in entry.wordings] == ["we can't do that"]
