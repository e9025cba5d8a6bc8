"""The edition: what it claims, whom it quotes, and that it is the same whenever it is built."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import orjson
import pyarrow as pa
import pytest
from factory import Story
from outage_story import LAST, SETTINGS, SIGNALS, outage, outage_edition

from pipeline.errors import InputError
from pipeline.model import Decision, Night
from reports import edition
from reports.facts import gather
from reports.facts.quotes import Candidate
from reports.nouns import Edition, TopicMap
from reports.pages.evidence import quoted
from reports.sections import changes, tables
from reports.words.wording import speaking


@pytest.fixture(scope="module")
def built() -> Edition:
    """The edition of the outage story."""
    return outage_edition()


def test_json_round_trips(built: Edition) -> None:
    """What is written is what is read."""
    assert edition.from_json(edition.to_json(built)) == built


def test_the_order_of_rows_does_not_matter(built: Edition) -> None:
    """Shuffled tables give the same bytes."""
    view, order = outage(), random.Random(3)
    shuffled = {}
    for name, table in view.tables.items():
        rows = list(range(table.num_rows))
        order.shuffle(rows)
        shuffled[name] = table.take(pa.array(rows, pa.int64()))
    assert edition.to_json(outage_edition(replace(view, tables=shuffled))) == edition.to_json(built)


def test_another_format_is_refused(built: Edition) -> None:
    """An edition of another version or a broken one is not read as if it were ours."""
    with pytest.raises(InputError, match="render the night again"):
        edition.from_json(edition.to_json(replace(built, format_version=0)))
    with pytest.raises(InputError, match="render the night again"):
        edition.from_json(b'{"company": 1}')


def test_the_news_names_what_rose_fell_and_began(built: Edition) -> None:
    """Each change is one sentence about one topic."""
    told = [(news.kind, news.label, news.topic.name) for news in built.product.changes]
    assert told == [
        ("new", "New", "Invoice shows old address"),
        ("rising", "Rising", "E-mail not arriving"),
        ("falling", "Falling", "Password reset loop"),
    ]
    assert built.product.headline == "New: “Invoice shows old address”"


def test_our_own_housekeeping_is_one_quiet_line(built: Edition) -> None:
    """Topics told apart and joined are no news: they are counted in a sentence and listed on the run page."""
    assert built.product.recounted.startswith("Counting changed: 1 topic was joined with another; past nights")
    assert [(item.label, item.topic.name) for item in built.run.recounted] == [("Merged", "Mail lost")]
    (merged,) = built.run.recounted
    others = [
        replace(merged, kind=kind, topic=replace(merged.topic, topic_id=key))
        for kind, key in (("told-apart", "x1"), ("split", "x1"), ("split", "x2"))
    ]
    told = changes.recounted_line(speaking(), [*others, merged])
    assert "2 topics were told apart, 1 was joined with another;" in told
    assert changes.recounted_line(speaking(), []) == ""


def test_the_headline_prefers_the_world_in_order(built: Edition) -> None:
    """New before rising before falling; on a night without any, what hurts most."""
    facts, rows = gather(outage(), Night(date=LAST), say=speaking()), [page.row for page in built.topics]
    new, rise, fall = built.product.changes
    assert changes.headline(facts, rows, (rise, fall)) == "“E-mail not arriving” is rising"
    assert changes.headline(facts, rows, (fall,)) == "“Password reset loop” is falling"
    assert changes.headline(facts, rows, (replace(new, kind="back"), fall)) == "“Invoice shows old address” is back"
    assert changes.headline(facts, rows, ()) == "A quiet night; “E-mail not arriving” still hurts most"


def test_an_edition_of_the_first_format_is_still_read(built: Edition) -> None:
    """Published editions outlive a new version: what they lack is empty."""
    old = orjson.loads(edition.to_json(built))
    old["format_version"] = 1
    del old["product"]["recounted"], old["run"]["recounted"]
    again = edition.from_json(orjson.dumps(old))
    assert (again.product.recounted, again.run.recounted) == ("", ())
    assert again.product.changes == built.product.changes


def test_the_front_page_has_room_for_a_few_of_each_kind(built: Edition) -> None:
    """More than five of a kind are counted, not told."""
    (_, rise, *_), rows = built.product.changes, [page.row for page in built.topics]
    crowd = [replace(rise, topic=replace(rise.topic, topic_id=f"x{place}")) for place in range(8)]
    assert len(changes.front((*crowd, built.product.changes[0]))) == 5 + 1
    assert "In the list of all topics: 3 more rising." in changes.note(
        gather(outage(), Night(date=LAST), say=speaking()), rows, crowd
    )


def test_a_claimed_change_is_clear_of_zero(built: Edition) -> None:
    """Counts stand beside the claim: the week, the week before, their shares and the interval of the difference."""
    assert built.product.changes[1].text.startswith("54 conversations in the last 7 nights, 21 in the 7 before: 38 %")


def test_a_theme_counts_a_conversation_once() -> None:
    """A conversation about two topics of one theme is one conversation of it, and a merged or unheard topic is none."""
    story = Story()
    for topic, theme in (("t1", "Mail"), ("t2", "Mail"), ("t3", "Bill"), ("t4", "Bill")):
        story.topic(topic, topic, born=LAST, theme=theme, theme_name=theme)
    turns = [("customer", "No mail arrives."), ("customer", "And the inbox is full.")]
    for seat in range(12):
        story.conversation(LAST, f"c{seat:02d}", turns, topics={0: "t1", 1: "t2"}, customer=f"u{seat // 2}")
    story.conversation(LAST, "d1", turns[:1], topics={0: "t3"}, customer="u9")
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    mail, bill = built.product.themes
    assert (mail.name, mail.topics, mail.conversations, mail.customers) == ("Mail", 2, 12, 6)
    assert (bill.name, bill.topics, bill.conversations, bill.largest) == ("Bill", 1, None, ())
    assert (bill.customers_text, bill.share, bill.trend) == ("fewer than 5", None, None)


def test_a_topic_too_small_is_neither_ranked_nor_quoted(built: Edition) -> None:
    """Nobody who is one of a few can be recognised by his words."""
    pages = {page.row.topic.topic_id: page for page in built.topics}
    assert pages["t4"].row.small
    assert (pages["t4"].row.rank, pages["t4"].quotes) == (0, ())
    assert "t4" not in [row.topic.topic_id for row in built.product.ranked]
    elsewhere = replace(built, topics=(), map=TopicMap())
    assert "fax" not in edition.to_json(elsewhere).decode().lower().replace("fax line dead", "")


def test_praise_is_not_ranked_among_what_hurts() -> None:
    """A topic whose statements mostly praise has its own place, behind those that hurt."""
    facts = gather(outage(), Night(date=LAST), say=speaking())
    plain = tables.topic_rows(facts, {})
    first = plain[0].topic.topic_id
    contact = facts.by_topic[first][0]
    kind = Candidate(text="Excellent support, you are amazing.", turn=0, contact=contact)
    cross = Candidate(text="The site is down again.", turn=0, contact=contact)
    praised = tables.topic_rows(facts, {first: [kind, kind, cross]})
    assert [row.topic.topic_id for row in praised if row.praise] == [first]
    assert next(row.rank for row in praised if row.topic.topic_id == first) == 0
    assert [row.rank for row in praised if row.rank] == list(range(1, sum(row.rank > 0 for row in plain)))
    assert not any(row.praise for row in tables.topic_rows(facts, {first: [kind, cross]}))
    heard = Candidate(text="Captain came out to greet us, a class act.", turn=0, contact=contact, praise=True)
    assert [row.topic.topic_id for row in tables.topic_rows(facts, {first: [heard]}) if row.praise] == [first]
    wish = Candidate(text="I want to cancel, though you were lovely.", turn=0, contact=contact, praise=True)
    for other in (replace(cross, praise=True), wish):
        assert not any(row.praise for row in tables.topic_rows(facts, {first: [other]}))
    pinned = replace(facts, topics=tuple(replace(one, pinned=True) for one in facts.topics))
    assert not any(row.praise for row in tables.topic_rows(pinned, {first: [kind, heard]}))


def test_a_page_quotes_a_customer_once(built: Edition) -> None:
    """On a topic's page and in the whole marketing edition no customer speaks twice."""
    rows = outage().tables["conversations"].to_pylist()
    who = {row["conversation_id"]: row["customer"] or row["conversation_id"] for row in rows}
    marketing = quoted(replace(built, topics=()))
    for quotes in (marketing, *(page.quotes for page in built.topics)):
        people = [who[quote.conversation_id] for quote in quotes]
        assert len(people) == len(set(people))
    assert len(marketing) == 6


def test_missing_nights_are_gaps_not_zeros(built: Edition) -> None:
    """A night that was not read is unknown, and the reader is told."""
    trend = built.topics[0].history
    assert trend is not None
    assert trend.counts[-6] is None
    assert 0 not in trend.counts
    assert "missing" in built.topics[0].history_text


def test_a_short_history_claims_no_change() -> None:
    """With three nights nothing is new, risen or fallen, and the page says so."""
    short = outage_edition(outage(3, missing=99))
    assert short.product.changes == ()
    assert "there are 3 nights so far" in short.product.changes_note
    assert short.caution.startswith("Short history: 3 nights only")


def test_the_first_night_speaks_of_one_night_and_of_no_past() -> None:
    """With a single night there is no `still`, and the night is not `1 nights`."""
    facts = replace(gather(outage(), Night(date=LAST), say=speaking()), nights=(LAST,))
    rows = tables.topic_rows(facts, {})
    assert changes.headline(facts, rows, ()) == "The first nights: “E-mail not arriving” hurts most"
    assert "there is 1 night so far" in changes.note(facts, rows, ())
    assert tables.window_in(facts) == "in the last night"


def test_customers_unknown_are_told_as_conversations() -> None:
    """Without customer ids the pages speak of conversations and still rank them."""
    view = outage()
    table = view.tables["conversations"]
    place = table.schema.get_field_index("customer")
    nobody = table.set_column(place, "customer", pa.nulls(table.num_rows, pa.string()))
    built = outage_edition(replace(view, tables={**view.tables, "conversations": nobody}))
    first = built.product.ranked[0]
    assert (first.customers, first.customers_text, first.rank) == (0, "–", 1)
    assert "customer" not in built.topics[0].summary


def test_a_night_without_anything_has_an_edition() -> None:
    """An empty home builds: nothing was read is news too."""
    built = edition.build(Story().view(), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    assert built.coverage == "No conversation was read this night."
    assert (built.product.ranked, built.topics) == ((), ())
    assert edition.from_json(edition.to_json(built)) == built


def test_later_nights_are_left_aside() -> None:
    """The edition of a past night counts nothing that came after it."""
    view = outage()
    past = LAST - timedelta(days=7)
    built = edition.build(view, Night(date=past), settings=SETTINGS, signals=SIGNALS, versions={})
    assert built.topics == ()  # the story holds topics as of its last night only
    assert built.product.ranked_note.startswith("Last 14 nights, 336 conversations")


def test_a_late_night_is_told_by_topics_that_came_after_it() -> None:
    """A topic of a later night is never new on an earlier one, and its page says from when on it is known."""
    story = Story()
    story.topic("t1", "Slow panel", born=LAST)
    early = LAST - timedelta(days=9)
    for seat in range(20):
        told = [("customer", f"The panel takes a minute to open, and this is the {seat}. time.")]
        story.conversation(early, f"c{seat}", told, topics={0: "t1"}, customer=f"u{seat}")
    built = edition.build(story.view(early), Night(date=early), settings=SETTINGS, signals=SIGNALS, versions={})
    (row,) = built.product.ranked
    assert row.state == "known from 20 November on"
    assert built.product.changes == ()


def test_signals_without_a_definition_are_shown_by_name() -> None:
    """A new signal needs no change here to appear."""
    built = edition.build(outage(), Night(date=LAST), settings=SETTINGS, signals=(), versions={})
    assert "signal-blame_shift" in [line.anchor for line in built.about]


def named_pain(*heard: int) -> Edition:
    """Twenty nights of one pain, and one that the settings name, heard six times on each of the nights so many days
    before the last."""
    story = Story()
    first = LAST - timedelta(days=19)
    nights = [first + timedelta(days=at) for at in range(20)]
    story.topic("t1", "Mail lost", born=first, last_seen=LAST)
    seen = LAST - timedelta(days=min(heard, default=19))
    story.topic("t2", "Fax", born=first, known="Fax", last_seen=seen, state="active" if heard else "sleeping")
    for night in nights:
        for seat in range(6):
            story.conversation(
                night, f"{night}-{seat}", [("customer", "No mail.")], topics={0: "t1"}, customer=f"u{seat}"
            )
            if (LAST - night).days in heard:
                said = [("customer", "The fax is broken.")]
                story.conversation(night, f"{night}-fax{seat}", said, topics={0: "t2"}, customer=f"f{seat}")
    if heard:
        woken = Decision(night=seen, topic_id="t2", kind="returned", actor="machine", reason="6 conversations")
        story.decisions.append(woken)
    return edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})


def test_a_pain_of_the_settings_that_nobody_said_is_listed_and_said_to_be_unheard() -> None:
    """No excuse about too few customers, and no date on which it was last heard."""
    (page,) = [page for page in named_pain().topics if page.row.topic.topic_id == "t2"]
    assert (page.row.state, page.row.conversations) == ("not heard", None)
    assert "not heard on any night" in page.summary
    assert page.small_note == ""


def test_a_pain_of_the_settings_that_is_heard_at_last_was_found() -> None:
    """It is not back, it never was there; and the front page does not call it falling."""
    built = named_pain(0)
    assert ("Found", "Fax") in [(news.label, news.topic.name) for news in built.product.changes]
    facts = gather(outage(), Night(date=LAST), say=speaking())
    found = [news for news in built.product.changes if news.kind == "found"]
    assert changes.headline(facts, (), found) == "Found: “Fax”"


def test_topics_are_said_to_be_ranked_by_what_they_are_ranked_by() -> None:
    """By conversations where no customer is known."""
    story = Story()
    story.topic("t1", "E-mail not arriving", born=LAST)
    for at in range(12):
        story.conversation(LAST, f"c{at}", [("customer", f"My e-mail {at} has not arrived.")], topics={0: "t1"})
    assert "ranked by conversations." in outage_edition(story.view()).product.ranked_note
    assert "ranked by customers." in outage_edition().product.ranked_note
