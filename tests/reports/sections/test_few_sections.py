"""What is not told, section by section, in stories small enough to count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contacts import BLANK, facts_of
from factory import Story
from outage_story import LAST, SIGNALS
from small_companies import company, told

from pipeline.model import Alert, Sighting, Subject
from pipeline.settings import Settings
from reports import edition
from reports.sections import alarms, consistency
from reports.words.behaviours import Behaviour
from reports.words.wording import speaking

REFUSAL = Behaviour(
    name="refusal", title="Agents refused", speaker="agent", group="treatment", definition="The agent says no."
)


def test_a_lower_setting_tells_more() -> None:
    """One number rules all: with one customer asked for, nothing is small."""
    built, _ = told(company(1), least=1)
    assert not any(page.row.small for page in built.topics if page.row.conversations != 0)
    assert built.product.treatment_few == ""
    assert Settings().reports.min_customers == 10


def test_behaviours_of_few_are_one_line() -> None:
    """Nine customers who praise are no row, no voice and no quote; they are named, without a number."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for at in range(30):
        turns = [("customer", f"No mail, {at}."), ("customer", f"You were kind, reason {at}.")]
        signals = {1: "praise"} if at < 9 else {1: "churn_threat"} if at < 19 else {}
        story.conversation(LAST, f"c{at}", turns, topics={0: "t1"}, signals=signals, customer=f"u{at}")
    built, _ = told(story)
    assert [row.name for row in built.product.treatment] == ["churn_threat"]
    assert built.product.treatment_few == "Also heard, each from fewer than 10 customers: customers praised us."
    groups = {group.anchor: group for group in built.marketing.groups}
    assert (groups["recommend"].voices, groups["recommend"].empty) == ((), "")
    assert groups["recommend"].few == built.product.treatment_few
    assert built.marketing.headline == "Customers threatened to leave in 10 conversations in the last night"
    assert groups["leave"].few == ""


def test_a_small_channel_is_not_told_apart() -> None:
    """Nor the least of the others: it is named, and the first line gives the rest in per cent."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for channel, count in (("voice", 60), ("chat", 30), ("email", 4)):
        for at in range(count):
            key = f"{channel}{at}"
            story.conversation(
                LAST, key, [("customer", f"No mail, {at}.")], topics={0: "t1"}, customer=key, channel=channel
            )
    built, _ = told(story)
    assert [(row.label, row.conversations) for row in built.run.coverage] == [("All", 94), ("calls", 60)]
    assert (
        built.run.coverage_note
        == "Chats and e-mails: not told apart, fewer than 10 customers used one of these channels."
    )
    assert built.coverage.startswith("94 conversations (94 customers): 64 % calls; also chats and e-mails · ")


def test_what_is_only_in_small_topics_counts_as_in_none() -> None:
    """Of 50 conversations 30 are about mail, 8 about a small topic and 12 about nothing: 20 in no topic."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    story.topic("t2", "Fax", born=LAST)
    for at in range(50):
        topics = {0: "t1"} if at < 30 else {0: "t2"} if at < 38 else {}
        story.conversation(LAST, f"c{at}", [("customer", f"It fails, {at}.")], topics=topics, customer=f"u{at}")
    built, _ = told(story)
    lines = {line.label: line.text for line in built.product.uncovered}
    assert lines["In no topic"].startswith("40 % of 50 conversations of the ")
    assert lines["Too small"] == "1 topic from fewer than 10 customers: not counted, ranked or quoted."
    assert built.run.coverage[0].with_topic.part == 30


def test_small_topics_are_counted_together_where_ten_customers_are_behind_them() -> None:
    """Two of eight customers each are sixteen; which has how many does not follow."""
    story = Story()
    for topic in ("t1", "t2"):
        story.topic(topic, topic, born=LAST)
        for at in range(8):
            story.conversation(
                LAST, f"{topic}{at}", [("customer", "No mail.")], topics={0: topic}, customer=f"{topic}{at}"
            )
    built, _ = told(story)
    lines = {line.label: line.text for line in built.product.uncovered}
    assert lines["Too small"].startswith("2 topics from fewer than 10 customers each, 16 conversations together")


def test_a_fix_after_which_few_come_is_told_without_their_number() -> None:
    """It fell, and how many are left is not said."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST - timedelta(days=60), status="fixed", fixed_on=LAST - timedelta(days=27))
    for back in range(60):
        for at in range(20):
            about = {0: "t1"} if back > 27 or (back == 5 and at < 3) else {}
            key = f"{back}-{at}"
            story.conversation(LAST - timedelta(days=back), key, [("customer", "No mail.")], topics=about, customer=key)
    built, _ = told(story)
    (news,) = built.product.fixes
    assert news.text == "Called fixed on 24 October. It fell: fewer than 10 customers in the last 28 nights."
    assert news.trend is None


def test_an_edition_of_before_keeps_its_small_rows() -> None:
    """What was published with numbers is read with them."""
    built, _ = told(company(1), least=1)
    assert edition.from_json(edition.to_json(built)) == built
    hidden, _ = told(company(1))
    assert edition.from_json(edition.to_json(hidden)) == hidden


def test_what_agents_do_is_told_only_of_enough_customers() -> None:
    """Nine refusals of sixty are clearly fewer than fifty of sixty; they are counted as a difference, and not told."""

    def split(few: int) -> consistency.Consistency:
        contacts = [
            replace(
                BLANK, conversation_id=f"{team}{at:02d}", customer=f"{team}{at}", slices=(("queue", team),),
                topics=("t1",), signals=("refusal",) * (at < refused),
            )
            for team, refused in (("a", few), ("b", 50))
            for at in range(60)
        ]  # fmt: skip
        return consistency.found(facts_of(contacts), (*SIGNALS, REFUSAL))

    assert len(split(10).by_topic["t1"]) == 1
    nine = split(9)
    assert (nine.by_topic, nine.withheld) == ({}, {"t1": 1})
    shown, note = consistency.greatest(speaking(), nine, ["t1"])
    assert (shown, note) == ((), "1 clear difference is not shown: fewer than 10 customers are behind a number of it.")


def test_an_alert_of_a_place_does_not_tell_how_few_there_were_elsewhere() -> None:
    """Of 43 that night 40 were small businesses': beside the topic's night they would tell the other three."""

    def sentence(elsewhere: int) -> str:
        contacts = [
            replace(
                BLANK, conversation_id=f"c{at:02d}", slices=(("segment", "smb" if at < 40 else "home"),), topics=("t1",)
            )
            for at in range(40 + elsewhere)
        ]
        sighting = Sighting(lane="night", observed=40, expected=4.0, low=1, high=9, p=0.0, nights=1, customers=40)
        alert = Alert(
            alert_id="t1.segment-1.x.up", subject=Subject(kind="topic", name="t1", slice="segment", value="smb"),
            opened=LAST, last=LAST, closed=None, calm=0, peak_night=LAST, peak=sighting, latest=sighting,
        )  # fmt: skip
        return alarms.sentence(facts_of(contacts), alert, ())

    assert sentence(10) == sentence(0) == "In smb: 40 conversations on Friday 20 November, expected 4.0 (1–9)."
    assert sentence(3) == "In smb: 10 customers or more on Friday 20 November, more than expected."


def test_a_fall_to_few_is_told_without_their_number() -> None:
    """Of a topic that has ten customers in the window the number is its own."""

    def sentence(left: int) -> str:
        contacts = [replace(BLANK, conversation_id=f"c{at:02d}", topics=("t1",)) for at in range(left)]
        sighting = Sighting(lane="fall", observed=2, expected=30.0, low=22, high=39, p=0.0, nights=7, customers=2)
        alert = Alert(
            alert_id="t1.x.down", subject=Subject(kind="topic", name="t1"), opened=LAST, last=LAST, closed=None, calm=0,
            peak_night=LAST, peak=sighting, latest=sighting,
        )  # fmt: skip
        return alarms.sentence(facts_of(contacts), alert, ())

    assert sentence(10).startswith("2 conversations in the 7 nights to 20 November, expected 30 (22–39).")
    assert sentence(9).startswith("Fewer than 10 customers in the 7 nights to 20 November, fewer than expected.")
