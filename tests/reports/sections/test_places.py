"""Where a topic is more common than elsewhere, and what of it may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from factory import Story
from hypothesis import given
from hypothesis import strategies as st
from outage_story import LAST

from pipeline.model import Night
from reports.facts import Contact, Facts, customers, few, gather
from reports.nouns import Excess, Link
from reports.sections import counting, places
from reports.words.wording import speaking

LINK = Link(topic_id="t1", name="Mail lost")
MONDAYS = [LAST - timedelta(days=LAST.weekday() + 7 * back) for back in (3, 2, 1, 0)]


def _story() -> Story:
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    return story


def _add(story: Story, count: int, *, about: bool, night: date = LAST, people: int = 1_000, **more: Any) -> None:
    """So many further conversations of so many customers, about the topic or not."""
    done = len(story.rows["conversations"])
    for at in range(done, done + count):
        topics = {0: "t1"} if about else {}
        story.conversation(
            night, f"c{at:05d}", [("customer", "No mail.")], topics=topics, customer=f"u{done}-{at % people}", **more
        )  # fmt: skip


def _facts(story: Story, zone: str = "UTC") -> Facts:
    return gather(story.view(LAST), Night(date=LAST, zone=zone), say=speaking())


def _hits(story: Story, zone: str = "UTC") -> places.Hits:
    facts = _facts(story, zone)
    return places.hits(facts, [(LINK, facts.by_topic["t1"])])


def _told(rows: Sequence[Excess]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.label, one.direction) for one in rows]


def test_every_slice_is_looked_at() -> None:
    """Team, tenure, stage and what the source names, with the share here and elsewhere."""
    story = _story()
    here: dict[str, Any] = {"team": "north", "stage": "billing", "customer_since": LAST, "segment": "smb"}
    there: dict[str, Any] = {"team": "south", "stage": "use", "customer_since": date(2004, 5, 1), "segment": "private"}
    _add(story, 40, about=True, **here)
    _add(story, 60, about=False, **here)
    _add(story, 10, about=True, **there)
    _add(story, 190, about=False, **there)
    found = _hits(story)
    more = [one for one in found.rows if one.direction == "more"]
    assert sorted((one.kind, one.label, one.where) for one in more) == [
        ("segment", "smb", "in smb"),
        ("stage", "billing", "at the stage of billing"),
        ("team", "north", "in north"),
        ("tenure", "customers for under 1 month", "among customers for under 1 month"),
    ]
    assert {(one.share.part, one.share.whole, one.usual.part, one.usual.whole) for one in more} == {(40, 100, 10, 200)}
    assert (found.withheld, found.note(speaking())) == (0, "")


def test_of_two_places_one_is_the_others_elsewhere() -> None:
    """With a third one it is something else, and where it is clearly less common is told too."""
    two = _story()
    _add(two, 60, about=True, product="hosting")
    _add(two, 40, about=False, product="hosting")
    _add(two, 20, about=True, product="servers")
    _add(two, 80, about=False, product="servers")
    assert _told(_hits(two).rows) == [("product", "hosting", "more")]
    _add(two, 40, about=True, product="mail")
    _add(two, 60, about=False, product="mail")
    assert _told(_hits(two).rows) == [("product", "hosting", "more"), ("product", "servers", "less")]


def test_a_slice_with_one_value_tells_nothing() -> None:
    """Nor is it counted as something looked at; nor a place of which nothing can ever be claimed."""
    story = _story()
    _add(story, 50, about=True, team="north", queue="mail", product="hosting")
    _add(story, 50, about=False, team="north", queue="mail", product="servers")
    _add(story, 4, about=False, team="north", queue="tiny", product="servers")
    assert counting.compared(_facts(story)) == (("product", "hosting"), ("product", "servers"), ("queue", "mail"))


def test_ten_customers_stand_behind_a_number_here_and_elsewhere() -> None:
    """Else it could be worked out from the topic's total; nobody elsewhere is nobody to be recognised."""

    def split(elsewhere: int, *, people: int = 1_000) -> places.Hits:
        story = _story()
        _add(story, 40, about=True, product="hosting", people=people)
        _add(story, 60, about=False, product="hosting")
        _add(story, elsewhere, about=True, product="servers")
        _add(story, 300 - elsewhere, about=False, product="servers")
        return _hits(story)

    assert _told(split(10).rows) == [("product", "hosting", "more")]
    assert _told(split(0).rows) == [("product", "hosting", "more")]
    nine = split(9)
    assert nine.rows == ()
    assert (
        nine.note(speaking()) == "1 clear difference is not shown: fewer than 10 customers are behind it, or elsewhere."
    )
    assert nine.nothing(speaking()) == "", "what is not shown stands out none the less"
    assert split(20, people=9).rows == ()


def test_a_small_rest_takes_the_least_with_it() -> None:
    """Of three products one is small: the least of the others is not told either, the greatest is."""
    story = _story()
    for product, count in (("a", 60), ("b", 12), ("c", 5)):
        _add(story, count, about=True, product=product)
    assert few.tellable(_facts(story).by_topic["t1"], "product") == {("product", "a")}


@given(st.lists(st.integers(1, 30), max_size=6))
def test_nothing_small_follows_from_what_is_told(sizes: list[int]) -> None:
    """Every value that may be told has ten customers, and so has what is left of the topic, unless it is nobody."""
    story = _story()
    for at, size in enumerate(sizes):
        _add(story, size, about=True, product=f"p{at}")
    contacts: Sequence[Contact] = _facts(story).by_topic.get("t1", ())
    told = few.tellable(contacts, "product")
    rest = [one for one in contacts if not told & set(one.slices)]
    assert sum(customers(rest)) >= 10 or not rest or not told
    for place in told:
        assert sum(customers(one for one in contacts if place in one.slices)) >= 10
    if all(size >= 10 for size in sizes):
        assert len(told) == len(sizes)


def test_the_place_itself_has_ten_customers() -> None:
    """Of 345 conversations 5 are of servers: told of hosting and mail, with their bases, they would follow."""

    def products(servers: int) -> list[str]:
        story = _story()
        _add(story, 100, about=True, product="hosting")
        _add(story, 200, about=False, product="hosting")
        _add(story, 40, about=False, product="mail")
        _add(story, servers, about=False, product="servers")
        return sorted(one.label for one in _hits(story).rows if one.kind == "product")

    assert products(10) == ["hosting", "mail"]
    assert products(5) == ["hosting"]


def test_all_but_a_few_in_a_place_are_not_told() -> None:
    """Nine of its customers came about something else: they would follow from the place's number."""

    def others(count: int) -> list[tuple[str, str, str]]:
        story = _story()
        _add(story, 60, about=True, product="hosting")
        _add(story, count, about=False, product="hosting")
        _add(story, 20, about=True, product="servers")
        _add(story, 180, about=False, product="servers")
        return _told(_hits(story).rows)

    assert others(10) == [("product", "hosting", "more")]
    assert others(9) == []


def test_one_bad_monday_is_no_habit_of_mondays() -> None:
    """Four Mondays with more are told as such, one with as many is not."""

    def weeks(heavy: Sequence[date], each: int) -> places.Hits:
        story = _story()
        for back in range(28):
            night = MONDAYS[-1] - timedelta(days=back)
            _add(story, each if night in heavy else 2, about=True, night=night)
            _add(story, 40, about=False, night=night)
        return _hits(story)

    assert ("day of the week", "on Mondays", "more") in _told(weeks(MONDAYS, 15).rows)
    assert _told(weeks(MONDAYS[:1], 60).rows) == []


def test_hours_are_those_of_the_homes_clock() -> None:
    """Ten in the morning in London is late in the afternoon in Kathmandu."""

    def morning(zone: str) -> list[tuple[str, str, str]]:
        story = _story()
        for back in range(10):
            night = LAST - timedelta(days=back)
            for at, about in ((time(10), 8), (time(14), 2)):
                _add(story, about, about=True, night=night, at=at)
                _add(story, 20, about=False, night=night, at=at)
        return _told(_hits(story, zone).rows)

    assert morning("UTC") == [("time of day", "between 9 and noon", "more")]
    assert morning("Asia/Kathmandu")[0] == ("time of day", "between 15 and 18", "more")


def test_a_short_list_has_three_of_a_kind_at_most() -> None:
    """One slice that splits sharply leaves room for the others."""
    share = counting.share(speaking(), 1, 2)
    rows = [
        Excess(
            topic=LINK,
            label=str(at),
            kind=kind,
            key=(kind, ""),
            share=share,
            usual=share,
            direction="more",
            sentence="",
        )
        for at, kind in enumerate(["stage"] * 5 + ["team"])
    ]
    assert [one.label for one in places.few_of_a_kind(rows, 10)] == ["0", "1", "2", "5"]
    assert len(places.few_of_a_kind(rows, 2)) == 2


def test_places_are_told_in_the_language_of_the_edition() -> None:
    """A day by its name there; order and numbers are the same in every language."""
    story = _story()
    for back in range(28):
        night = MONDAYS[-1] - timedelta(days=back)
        _add(story, 15 if night in MONDAYS else 2, about=True, night=night, channel="email" if back % 2 else "voice")
        _add(story, 40, about=False, night=night, channel="chat")
    facts = _facts(story)
    english, german = (
        places.hits(told, [(LINK, told.by_topic["t1"])]) for told in (facts, replace(facts, say=speaking("de")))
    )
    assert [(one.key, one.direction) for one in german.rows] == [(one.key, one.direction) for one in english.rows]
    (monday,) = [one for one in german.rows if one.key == ("weekday", "Mon")]
    assert (monday.kind, monday.label, monday.sentence) == (
        "Wochentag", "montags", "27 % von 220 Gesprächen; anderswo 4,8 %."
    )  # fmt: skip
