"""What customers say about us: the first screen, and the sentence of each voice."""

from __future__ import annotations

from datetime import timedelta

from factory import Story
from outage_story import LAST

from pipeline.model import Night
from pipeline.settings import Reports, Settings
from reports import edition
from reports.nouns import Marketing
from reports.pages.evidence import quoted
from reports.words.behaviours import Behaviour

SIGNALS = tuple(
    Behaviour(name=name, title=title, speaker="customer", group=group, definition=f"{title}.")
    for name, title, group in (
        ("churn_threat", "Customers threatened to leave", "leave"),
        ("churned", "Customers said they have left", "leave"),
        ("praise", "Customers praised us", "recommend"),
        ("price_or_discount_dispute", "Customers disputed a price or discount", "promise"),
        ("tells_others", "Customers said they tell others", "tell"),
    )
)
WORDS = {
    "churn_threat": "I will go to another company by the end of the month",
    "churned": "I have gone to another company because nobody answered",
    "praise": "Your technician was patient and explained every step to me",
    "price_or_discount_dispute": "My bill is four euros higher than the price we agreed on",
    "tells_others": "My whole street knows by now how long it takes you",
}


def _told(story: Story, language: str = "en") -> Marketing:
    settings = Settings(reports=Reports(language=language))
    night = Night(date=LAST)
    return edition.build(story.view(LAST), night, settings=settings, signals=SIGNALS, versions={}).marketing


def _story(*, nights: int = 1, **counts: int) -> Story:
    """So many conversations of each signal on each night, each of another customer, and 30 without any."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST - timedelta(days=40))
    for back in range(nights):
        night = LAST - timedelta(days=back)
        for name, count in {**counts, "": 30}.items():
            for at in range(count):
                said = f"{WORDS.get(name, 'My mail is gone')}, number {at} of day {back}."
                key = f"{name}-{back}-{at}"
                signals = {0: name} if name else {}
                story.conversation(night, key, [("customer", said)], topics={0: "t1"}, signals=signals, customer=key)
    return story


def test_the_first_line_counts_the_answers() -> None:
    """Each question with its numbers in conversations; of few customers there is none, and of nobody it is said."""
    found = _told(_story(churn_threat=20, churned=4, praise=12))
    assert [(one.anchor, one.text) for one in found.market.answers] == [
        ("leave", "threatened 20, left fewer than 10"),
        ("recommend", "praised 12"),
        ("promise", "none"),
        ("tell", "none"),
    ]
    assert found.market.base == "of 66 conversations in the last night"
    assert [one.anchor for one in found.groups] == ["leave", "recommend", "promise", "tell"]


def test_three_customers_open_the_page() -> None:
    """One who leaves, one who praises, one who feels wronged; each once on the whole page, and each can be opened."""
    story = _story(churn_threat=20, praise=12, price_or_discount_dispute=12, tells_others=12)
    found = _told(story)
    assert [one.title for one in found.market.first] == [
        "Customers threatened to leave",
        "Customers praised us",
        "Customers disputed a price or discount",
    ]
    first = [one.quote.conversation_id for one in found.market.first]
    others = [one.conversation_id for group in found.groups for voice in group.voices for one in voice.quotes]
    assert not set(first) & set(others)
    night = Night(date=LAST)
    built = edition.build(story.view(LAST), night, settings=Settings(), signals=SIGNALS, versions={})
    assert set(first) <= {one.conversation_id for one in quoted(built)}


def test_where_one_answer_is_missing_another_opens_the_page() -> None:
    """With no praise and no broken promise two who leave and have left stand there, not the same thing thrice."""
    found = _told(_story(churn_threat=20, churned=12))
    assert [one.title for one in found.market.first] == [
        "Customers threatened to leave",
        "Customers said they have left",
    ]


def test_a_voice_says_how_many_of_all_and_whether_that_changed() -> None:
    """Against the week before, while no one knows what was to be expected; where it is not clear it says so."""
    found = _told(_story(nights=14, churn_threat=2))
    (voice,) = found.groups[0].voices
    assert voice.text == (
        "28 conversations from 28 customers in the last 14 nights, 6.2 % of all."
        " No clear change from the week before: 14, was 14."
    )
    risen = _story(nights=14, churn_threat=2)
    for at in range(60):
        risen.conversation(
            LAST, f"more{at}", [("customer", "I leave.")], signals={0: "churn_threat"}, customer=f"m{at}"
        )
    (voice,) = _told(risen).groups[0].voices
    assert voice.text.endswith("More than the week before: 74, was 14.")


def test_the_headline_names_both_sides() -> None:
    """What is said most of leaving and of praise; of few customers or nobody in words alone."""
    assert _told(_story(churn_threat=20, praise=12)).headline == (
        "Customers threatened to leave in 20 conversations and praised us in 12, in the last night"
    )
    assert _told(_story(praise=12)).headline == "Customers praised us in 12 conversations in the last night"
    assert _told(_story(praise=9)).headline == "Few customers spoke of leaving or praised us in the last night"
    assert _told(_story()).headline == "Nobody spoke of leaving in the last night, and nobody praised us"


def test_it_speaks_german() -> None:
    """Whole sentences from the message files; quotes stay as they were said."""
    found = _told(_story(churn_threat=20, praise=12), "de")
    assert found.headline.startswith("Kunden drohten")
    assert found.groups[0].title == "Warum Kunden gehen"
    assert found.market.answers[0].text == "drohten 20"
    assert found.market.first[0].quote.text.startswith("I will go to another company")
