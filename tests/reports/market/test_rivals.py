"""Competitors by name: which words are names, whose are counted, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from factory import Story
from outage_story import LAST

from pipeline.model import Night
from pipeline.settings import Reports, Settings
from reports import edition
from reports.market.rivals import names_in
from reports.nouns import Rivals
from reports.words.behaviours import Behaviour

SIGNALS = (
    Behaviour(
        name="competitor_named", title="Customers named a competitor", speaker="customer", group="leave",
        definition="They did.",
    ),
    Behaviour(
        name="churn_threat", title="Customers threatened to leave", speaker="customer", group="leave",
        definition="They did.",
    ),
)  # fmt: skip


def _told(story: Story, *, competitors: Sequence[str] = (), company: str = "Hollerby") -> Rivals:
    settings = Settings(reports=Reports(company=company, competitors=tuple(competitors)))
    night = Night(date=LAST)
    return edition.build(
        story.view(LAST), night, settings=settings, signals=SIGNALS, versions={}
    ).marketing.market.rivals


def _story() -> Story:
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    return story


def _talk(story: Story, key: str, text: str, *, names: bool = True, leaves: bool = False, topic: str = "t1") -> None:
    turns = [("customer", "My mail is gone."), ("agent", "I see."), ("customer", text), ("customer", f"Bye, {key}.")]
    signals = {2: "competitor_named"} if names else {}
    if leaves:
        signals[3] = "churn_threat"
    topics = {0: topic} if topic else {}
    story.conversation(LAST, key, turns, topics=topics, signals=signals, customer=f"u-{key}")


def _many(story: Story, start: int, count: int, text: str, *, names: bool = True, leaving: int = 0) -> None:
    for at in range(start, start + count):
        _talk(story, f"c{at:03d}", text.format(at), names=names, leaves=at < start + leaving)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("I get that from Netzwerk for half the price.", ["Netzwerk"]),
        ("I had it with Blue Harbour Hosting before.", ["Blue Harbour Hosting"]),
        ("At O2 and at H&K they answer at once.", ["H&K", "O2"]),
        ("Netzwerk is cheaper than you are.", []),
        ("On Monday and in March Mary said so.", []),
        ("YOU ARE WORSE THAN NETZWERK IS", []),
        ("Other Providers And Banks Do It Better", []),
        ("My neighbour's Provider has it for free.", []),
        ("At Hollerby it takes a week.", []),
        ("[PERSON] of the [ID] said so.", []),
    ],
)
def test_a_name_is_written_like_one_inside_a_sentence(sentence: str, names: list[str]) -> None:
    """Not the first word, no day, month or given name, no word of every day, nothing of a text in capitals, not us."""
    assert sorted(names_in([sentence], {"hollerby"})) == names


def test_what_is_mostly_written_small_is_no_name() -> None:
    """A capital by chance makes no name of a word."""
    assert names_in(["We like the Turtle.", "We like the turtle.", "It is a turtle."]) == {}


def test_a_competitor_that_enough_customers_name_is_told() -> None:
    """How many, about what, whether they spoke of leaving against like conversations without it, and a quote."""
    story = _story()
    _many(story, 0, 24, "I can get that from Netzwerk for {} euros.", leaving=18)
    _many(story, 100, 40, "It costs {} euros here.", names=False, leaving=4)
    found = _told(story)
    (row,) = found.rows
    assert (row.name, row.conversations, row.customers) == ("Netzwerk", 24, 24)
    assert [(one.topic.topic_id, one.conversations) for one in row.topics] == [("t1", 24)]
    assert row.leaving is not None
    assert row.leaving.with_it is None, "four of the others are too few to be told"
    assert row.leaving.direction == "more"
    assert row.quote is not None
    assert "Netzwerk" in row.quote.text
    assert found.note == ""


def test_names_of_few_are_not_told() -> None:
    """That a competitor was spoken of is said in one line, without a name."""
    story = _story()
    _many(story, 0, 9, "I can get that from Netzwerk for {} euros.")
    _many(story, 20, 6, "I can get that elsewhere for {} euros.")
    said = "15 conversations named or spoke of a competitor, none of them by a name that 10 customers or more used."
    assert _told(story) == Rivals(note=said)
    assert _told(_story()) == Rivals(
        note="No competitor was heard. Most are missed unless their names stand in the settings."
    )
    alone = _story()
    _many(alone, 0, 3, "I can get that from Netzwerk for {} euros.")
    assert _told(alone) == Rivals(note="Fewer than 10 customers were heard to name a competitor, or to speak of one.")


def test_our_own_name_is_no_competitor() -> None:
    """Neither the company's nor that of a product."""
    story = _story()
    _many(story, 0, 20, "I pay at Netzwerk {} euros.")
    assert _told(story, company="Netzwerk Hosting").rows == ()


def test_names_of_the_settings_are_looked_for_in_all_that_customers_say() -> None:
    """In whatever case, as whole words, and though no signal was found; those of few are named without a number."""
    story = _story()
    _many(story, 0, 12, "o2 has that for {} euros.", names=False)
    _many(story, 20, 3, "Ask ACME about it, {} times.", names=False)
    _many(story, 40, 15, "Room O21 is closed, {}.", names=False)
    found = _told(story, competitors=["O2", "Acme", "Nobody Ltd"])
    assert [(one.name, one.customers) for one in found.rows] == [("O2", 12)]
    assert found.note == "Also named, each by fewer than 10 customers: Acme."


def test_a_name_of_the_settings_is_told_once() -> None:
    """Though customers write it otherwise in the sentences that name a competitor."""
    story = _story()
    _many(story, 0, 12, "I can get that from NetzWerk for {} euros.")
    assert [one.name for one in _told(story, competitors=["netzwerk"]).rows] == ["netzwerk"]
