"""How conversations went: what is said, of how many, and what stays unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from factory import Story, StoryView
from outage_story import LAST, SETTINGS, SIGNALS, outage_edition

from pipeline.model import Night
from reports import edition
from reports.facts import Facts, gather
from reports.nouns import TopicPage
from reports.sections import effort
from reports.words.wording import speaking

SOLVED = {"outcome": "resolved", "inferred": True}
AWAY = {"outcome": "sent_away", "inferred": True}


def _story(*wents: Mapping[str, object] | None, resolved: bool | None = None, **more: object) -> Story:
    """A conversation about one topic for each of `wents`, and how it went; each of another customer."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for at, went in enumerate(wents):
        said = [("customer", f"No mail, {at}.")]
        about = {"topics": {0: "t1"}, "customer": f"u{at}", "resolved": resolved, "went": went, **more}
        story.conversation(LAST, f"c{at:03d}", said, **about)  # type: ignore[arg-type]
    return story


def _facts(story: Story) -> Facts:
    return gather(story.view(LAST), Night(date=LAST), say=speaking(), least=5)


def _told(story: Story) -> dict[str, str]:
    """The lines of the topic, label to text."""
    facts = _facts(story)
    return {one.label: one.text for one in effort.lines(facts, "t1", effort.overall(facts))}


def _page(view: StoryView) -> TopicPage:
    built = edition.build(view, Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    return built.topics[0]


def test_what_the_words_tell_is_marked_as_inferred() -> None:
    """Where no source says how it ended, the words are told apart by how they say it ended."""
    told = _told(_story(*[SOLVED] * 12, *[AWAY] * 6, *[{"outcome": "unresolved", "inferred": True}] * 6))
    assert told["Solved (inferred)"] == "50 % (31–69 %) of 24 whose outcome only their words tell"
    assert told["Not solved (inferred)"].startswith("25 % (")
    assert told["Sent away (inferred)"].startswith("25 % (")


def test_what_the_source_says_is_never_counted_as_inferred() -> None:
    """A conversation that the source calls unresolved is in the share of the source, not in that of the words."""
    known = {"outcome": "unresolved", "inferred": False}
    page = _page(_story(*[known] * 9, resolved=False).view(LAST))
    assert page.row.resolved is not None
    assert page.row.resolved.text == "none of 9"
    assert page.went == ()


def test_customers_sent_away_are_told_of_those_closed_as_resolved() -> None:
    """Closed against the words is inferred as well, with what was closed as its base."""
    told = _told(_story(*[{"outcome": "resolved"}] * 9, AWAY, resolved=True))
    assert told == {"Sent away, yet closed as resolved (inferred)": "1 of 10 closed as resolved"}


@pytest.mark.parametrize("count", [0, 4])
def test_what_few_know_is_not_said(count: int) -> None:
    """Fewer than five that know it give no line, rather than a zero or a guess."""
    known = {**SOLVED, "first_answer_seconds": 60.0, "hold_seconds": 0.0, "transfers": 0}
    assert _told(_story(*[known] * count, *[{}] * 20)) == {}


def test_a_night_of_an_earlier_version_is_unknown() -> None:
    """Where nobody looked how it went, nothing is counted as having gone otherwise."""
    told = _told(_story(*[SOLVED] * 6, *[None] * 30))
    assert told["Solved (inferred)"] == "6 of 6 whose outcome only their words tell"
    assert _facts(_story(None)).contacts[0].went is None


def test_waits_are_told_by_their_median() -> None:
    """In words of time, with how many conversations have times, and what is usual."""
    waits: list[dict[str, object]] = [{"first_answer_seconds": seconds} for seconds in (10, 20, 240, 300, 90_000)]
    story = _story(*waits, {"longest_wait_seconds": 1.0})
    story.conversation(LAST, "z", [("customer", "Hello.")], went={"first_answer_seconds": 1e6})
    facts = _facts(story)
    (line,) = effort.lines(facts, "t1", effort.overall(facts))
    assert (line.label, line.text) == ("First answer", "4 min, the median of 5 with times")
    assert (line.known, line.median_seconds, line.usual) == (5, 240.0, "4 min")


def test_time_on_hold_is_told_of_those_who_held() -> None:
    """How many held, and how long half of them did; nobody's hold is shown where few held."""
    held, not_held = {"hold_seconds": 600.0}, {"hold_seconds": 0.0}
    told = _told(_story(*[held] * 10, *[not_held] * 10))
    assert told["On hold"] == "50 % (30–70 %) of 20 whose source says it; half of them at least 10 min"
    assert _told(_story(held, *[not_held] * 5))["On hold"] == "1 of 6 whose source says it"


def test_transfers_that_were_heard_stand_apart_from_those_that_were_counted() -> None:
    """What is heard where the source is silent is a least; fewer than five heard are not told at all."""
    counted, heard = {"transfers": 2}, {"transfers": 1, "transfers_inferred": True}
    told = _told(_story(*[counted] * 5, *[heard] * 5, *[{}] * 5))
    assert told["Passed on"] == "5 of 5 whose source says it"
    assert told["Passed on (inferred)"] == "5 of 10 whose source does not say it; there may be more"
    assert "Passed on (inferred)" not in _told(_story(*[heard] * 4, *[{}] * 5))


def test_repeats_are_shares_of_known_customers() -> None:
    """A conversation without a row is unknown; another topic's repeats do not count."""
    story = _story(*[None] * 6, before={"t1": (0, 2), "t2": (5, 5)})
    for at in range(4):
        story.conversation(LAST, f"n{at}", [("customer", "No mail.")], topics={0: "t1"})
    told = _told(story)
    assert told["Had come about it within 7 days"] == "none of 6 whose customer is known"
    assert told["Had come about it within 30 days"] == "6 of 6 whose customer is known"


@pytest.mark.parametrize(
    ("count", "rest"), [(1, "1 more of known customers was"), (12, "12 more of known customers were")]
)
def test_known_customers_of_nights_that_nobody_looked_at_are_named(count: int, rest: str) -> None:
    """They are neither in the base nor passed over: an earlier version published them without looking."""
    story = _story(*[None] * 6, before={"t1": (0, 2)})
    for at in range(count):
        early = LAST - timedelta(days=1)
        story.conversation(early, f"o{at:02d}", [("customer", "No mail.")], topics={0: "t1"}, customer=f"o{at}")
    told = _told(story)
    assert told["Had come about it within 7 days"] == f"none of 6 whose customer is known; {rest} not looked at"
    assert told["Had come about it within 30 days"] == f"6 of 6 whose customer is known; {rest} not looked at"


def test_asking_again_is_seen_or_said() -> None:
    """A conversation counts once by either: an earlier one about the same, or the customer's words."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for at in range(20):
        story.conversation(
            LAST, f"c{at}", [("customer", f"No mail, {at}.")], topics={0: "t1"}, customer=f"u{at}",
            signals={0: "repeat_contact"} if at < 4 else None, before={"t1": (0, int(at in (3, 4, 5)))},
        )  # fmt: skip
    facts = _facts(story)
    share = effort.asked_again(facts, facts.by_topic["t1"], "t1")
    assert share is not None
    assert (share.part, share.whole) == (6, 20)


def test_where_nobody_can_tell_nobody_asked_again() -> None:
    """Without the words and without known customers the share is unknown; with few known customers too."""
    for story in (_story(*[None] * 9), _story(*[None] * 4, before={"t1": (1, 1)})):
        facts = _facts(story)
        assert effort.asked_again(facts, facts.by_topic["t1"], "t1") is None


def test_where_only_earlier_contacts_tell_they_are_the_base() -> None:
    """Conversations of unknown customers are no proof that nobody came again."""
    story = _story(*[None] * 6, before={"t1": (1, 1)})
    for at in range(4):
        story.conversation(LAST, f"n{at}", [("customer", "No mail.")], topics={0: "t1"})
    facts = _facts(story)
    share = effort.asked_again(facts, facts.by_topic["t1"], "t1")
    assert share is not None
    assert (share.part, share.whole) == (6, 6)


def test_how_it_went_for_a_few_is_not_told() -> None:
    """A topic with too few customers has no lines, whatever is known of it."""
    view = _story(*[{"first_answer_seconds": 9.0}] * 8).view(LAST)
    few = SETTINGS.model_copy(update={"reports": SETTINGS.reports.model_copy(update={"min_customers": 9})})
    built = edition.build(view, Night(date=LAST), settings=few, signals=SIGNALS, versions={})
    assert _page(view).went != ()
    assert built.topics[0].went == ()


def test_only_the_last_weeks_are_told() -> None:
    """How it went before the window does not count."""
    story = _story(*[SOLVED] * 6)
    early = LAST - timedelta(days=28)
    for at in range(6):
        story.conversation(early, f"old{at}", [("customer", "No mail.")], topics={0: "t1"}, went=AWAY)
    assert _told(story)["Sent away (inferred)"] == "none of 6 whose outcome only their words tell"


def test_a_row_of_a_night_that_a_conversation_left_is_not_its_own() -> None:
    """A conversation that moved to another night is told by what that night holds of it."""
    story = _story(SOLVED)
    stale = {"night": LAST - timedelta(days=1), "conversation_id": "c000", **AWAY}
    story.rows["outcomes"].append(stale)
    (contact,) = _facts(story).contacts
    assert contact.went is not None
    assert contact.went.outcome == "resolved"


def test_an_edition_of_the_sixth_format_says_nothing_of_it() -> None:
    """What an earlier edition lacks is empty."""
    built = outage_edition()
    first = built.topics[0]
    assert first.went != ()
    data = edition.to_json(replace(built, format_version=6, topics=(replace(first, went=(), treated=()),)))
    assert edition.from_json(data).topics[0].went == ()


def test_the_words_of_how_it_went_are_defined() -> None:
    """A reader finds what each means among the definitions."""
    defined = {line.anchor: line.label for line in outage_edition().about}
    expected = ["Resolved", "Inferred", "Sent away", "Asked again", "First answer", "Longest wait", "Teams"]
    found = [defined.get(anchor) for anchor in "resolved inferred sent-away asked-again first-answer".split()]
    assert [*found, defined.get("longest-wait"), defined.get("teams")] == expected


def test_lines_are_told_in_the_language_of_the_edition() -> None:
    """Each by a key of its own, which is the same in every language, as its numbers are."""
    known = {**SOLVED, "first_answer_seconds": 240.0, "hold_seconds": 600.0, "transfers": 0}
    facts = _facts(_story(*[known] * 12, *[AWAY] * 12, before={"t1": (0, 1)}))
    english, german = (
        effort.lines(told, "t1", effort.overall(told)) for told in (facts, replace(facts, say=speaking("de")))
    )
    assert len({one.name for one in english}) == len(english) == 8
    assert [(one.name, one.known, one.median_seconds) for one in german] == [
        (one.name, one.known, one.median_seconds) for one in english
    ]
    told = {one.label: one.text for one in german}
    assert told["Gelöst (erschlossen)"] == (
        "50 % (31–69 %) von 24 Gesprächen, deren Ausgang nur aus den Worten hervorgeht"
    )
    assert told["In der Warteschleife"] == (
        "12 von 12 Gesprächen, deren Quelle es angibt; die Hälfte davon mindestens 10 min"
    )
    assert {one.label for one in english}.isdisjoint(told)
