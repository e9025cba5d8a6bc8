"""What people decide about topics: it holds at once, on every later night, and until it is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from curator import NAMES, a_week_later, assigned, back, counted, decide, of, statements, topics
from homes import MONDAY, PAINS, conversation, files, home, note, pains, run, view

from flows import listing, topiclist
from flows.curate import Curated
from flows.home import Home
from flows.night import edition_of
from pipeline.curation import Edit
from pipeline.errors import UsageError
from pipeline.model import Night


@pytest.fixture
def where(tmp_path: Path) -> Home:
    """A home after one fit night with three pains."""
    place = home(tmp_path)
    run(place, MONDAY, pains(MONDAY, *NAMES, each=30))
    return place


def test_a_name_of_a_person_holds_from_now_on(where: Home) -> None:
    """On the newest night at once, and after the next fit."""
    mail = of(where, "mail")
    found = decide(where, Edit(kind="named", topic_id=mail, other="E-mail outage"), why="that is what it is")
    assert found.published is not None
    assert {one.name for one in topiclist.topics(where)} >= {"E-mail outage"}
    a_week_later(where)
    assert {one.id: one.name for one in topiclist.topics(where)}[mail] == "E-mail outage"
    assert topics(where)[mail].name == "E-mail outage"


def test_a_decision_renames_no_other_topic(where: Home) -> None:
    """The names that the night gave before stay as they are."""
    before = {one.id: one.name for one in topiclist.topics(where)}
    goes, stays = of(where, "mail"), of(where, "site")
    decide(where, Edit(kind="merged", topic_id=goes, other=stays))
    after = {one.id: one.name for one in topiclist.topics(where)}
    assert after == before


def test_merged_topics_stay_merged_although_they_are_found_apart(where: Home) -> None:
    """What both take is counted as one, tonight and after the next fit; the old id leads to the other."""
    goes, stays = of(where, "mail"), of(where, "site")
    before = counted(where)
    effects = decide(where, Edit(kind="merged", topic_id=goes, other=stays)).effects
    assert {(one.topic_id, one.before, one.after) for one in effects} == {
        (goes, before[goes], 0),
        (stays, before[stays], before[goes] + before[stays]),
    }
    later = a_week_later(where)
    assert counted(where, later).keys() == {stays, of(where, "invoice", later)}
    assert counted(where, later)[stays] > counted(where, later)[of(where, "invoice", later)] * 1.5
    assert [row.kind for row in view(where).ledger() if row.night == later and row.kind in ("split", "new")] == []
    assert topics(where)[goes].merged_into == stays
    assert f"{stays}.html" in (where.reports / "topics" / f"{goes}.html").read_text()


def test_a_merge_that_is_undone_leaves_two_topics_as_they_were(where: Home) -> None:
    """Counts, names and states are those of before, also where a night was run in between."""
    goes, stays = of(where, "mail"), of(where, "site")
    before = counted(where)
    found = decide(where, Edit(kind="merged", topic_id=goes, other=stays))
    back(where, found.keys[0][:8])
    assert counted(where) == before
    found = decide(where, Edit(kind="merged", topic_id=goes, other=stays))
    later = a_week_later(where)
    back(where, found.keys[0])
    assert of(where, "mail", later) == goes
    assert of(where, "site", later) == stays


def test_a_topic_split_by_examples_is_counted_apart_from_then_on(where: Home) -> None:
    """The examples draw what is like them out of the topic; the next fit, which finds one group, undoes nothing."""
    mail = of(where, "mail")
    before = counted(where)[mail]
    examples = statements(where, "mail", "Berlin", "Hamburg", "Munich")
    found = decide(where, Edit(kind="split", topic_id=mail, other="Mail in the north", texts=examples))
    new = found.rows[0].topic_id
    assert new not in before_ids(found)
    assert counted(where)[new] + counted(where)[mail] == pytest.approx(before, abs=2)
    assert {row["topic_id"] for row in assigned(where, examples)} == {new}
    apart = counted(where)
    decide(where, Edit(kind="pinned", topic_id=mail))
    assert counted(where) == apart, "another decision changes nothing about it"
    later = a_week_later(where)
    assert counted(where, later)[new] > 0
    assert counted(where, later)[mail] > 0
    assert topics(where)[new].merged_into is None
    assert topics(where)[mail].merged_into is None
    assert topics(where)[new].name == "Mail in the north"


def test_the_page_of_a_split_that_was_undone_says_so(where: Home) -> None:
    """Editions printed before lead to it; it says what it was split off from, and no list names it."""
    mail = of(where, "mail")
    examples = statements(where, "mail", "Berlin", "Hamburg", "Munich")
    found = decide(where, Edit(kind="split", topic_id=mail, other="Mail in the north", texts=examples))
    new = found.rows[0].topic_id
    renamed = decide(where, Edit(kind="named", topic_id=new, other="Northern mail"))
    page = where.reports / "topics" / f"{new}.html"
    assert "How it went over time" in page.read_text()
    back(where, renamed.keys[0])
    back(where, found.keys[0])
    text = page.read_text()
    assert "<bdi>Mail in the north</bdi>" in text
    assert "Northern mail" not in text, "what was taken back is told nowhere"
    assert "This is no topic any more. mia took back, on the night of 16 November 2026," in text
    assert f'split off from <a href="../topics/{mail}.html">' in text
    assert "How it went over time" not in text
    assert new not in (where.reports / "topics" / "index.html").read_text()
    assert f"“{new}”" not in (where.reports / "night=2026-11-16" / "run.html").read_text()


def test_a_topic_split_off_without_a_name_has_the_machines_at_once(where: Home) -> None:
    """And no other topic gets it."""
    mail, site = of(where, "mail"), of(where, "site")
    new = decide(where, Edit(kind="split", topic_id=mail, texts=statements(where, "mail", "Berlin", "Hamburg")))
    name = topics(where)[new.rows[0].topic_id].name
    assert name == {one.id: one.name for one in topiclist.topics(where)}[new.rows[0].topic_id] != ""
    with pytest.raises(UsageError, match="would both be called"):
        decide(where, Edit(kind="named", topic_id=site, other=name))
    again = Edit(
        kind="split", topic_id=mail, other="In the north", texts=statements(where, "mail", "Berlin", "Hamburg")
    )
    decide(where, again)
    assert topics(where)[new.rows[0].topic_id].name == "In the north"


def before_ids(found: Curated) -> set[str]:
    """The topics that had statements before a decision."""
    return {one.topic_id for one in found.effects if one.before}


def test_a_statement_is_counted_where_it_was_moved(where: Home) -> None:
    """Its words alone, or with a radius all that is said so much like it; also on later nights."""
    mail, site = of(where, "mail"), of(where, "site")
    (berlin,) = statements(where, "mail", "Berlin")[:1]
    decide(where, Edit(kind="moved", topic_id=site, other=berlin[:12]))
    assert [row["topic_id"] for row in assigned(where, (berlin,))] == [site]
    assert of(where, "mail") == mail
    later = MONDAY + timedelta(days=1)
    run(where, later, [conversation("again", later, next(text for text in PAINS["mail"] if "Berlin" in text))])
    assert counted(where, later) == {site: 1}
    decide(where, Edit(kind="moved", topic_id=site, other=berlin, score=0.5))
    assert mail not in counted(where)


def test_a_decision_that_was_only_tried_changes_nothing(where: Home) -> None:
    """No snapshot, no page; the counts it would change are told."""
    head, before = where.catalog.head(), sorted(files(where))
    found = decide(where, Edit(kind="merged", topic_id=of(where, "mail"), other=of(where, "site")), dry_run=True)
    assert (found.published, len(found.effects)) == (None, 2)
    assert where.catalog.head() == head
    assert sorted(files(where)) == before


def test_what_is_so_already_is_no_decision(where: Home) -> None:
    """Saying it twice adds one row."""
    edit = Edit(kind="owned", topic_id=of(where, "mail"), other="Mail team")
    assert len(decide(where, edit).rows) == 1
    assert decide(where, edit).rows == ()


def test_readers_see_who_sees_to_a_topic(where: Home) -> None:
    """Owner, status, priority and ticket stand on the page, the ticket as a link."""
    mail = of(where, "mail")
    decide(
        where,
        Edit(kind="owned", topic_id=mail, other="Mail team"),
        Edit(kind="status", topic_id=mail, other="acknowledged"),
        Edit(kind="priority", topic_id=mail, other="high"),
        Edit(kind="ticket", topic_id=mail, other="https://tickets.example/7"),
        Edit(kind="marked", topic_id="", other=f"{MONDAY.isoformat()} release New webmail"),
    )
    page = (where.reports / "topics" / f"{mail}.html").read_text()
    for said in ("Mail team", "Acknowledged", "High", 'href="https://tickets.example/7"', "Release: New webmail"):
        assert said in page
    assert "high, acknowledged, Mail team" in (where.reports / f"night={MONDAY}" / "product.html").read_text()


def test_a_topic_left_out_of_an_edition_is_counted_all_the_same(where: Home) -> None:
    """It is in no table of that edition, keeps its page, and the edition says that something is left out."""
    mail = of(where, "mail")
    name = {one.id: one.name for one in topiclist.topics(where)}[mail]
    decide(where, Edit(kind="hidden", topic_id=mail, other="product"))
    product = (where.reports / f"night={MONDAY}" / "product.html").read_text()
    assert f"topics/{mail}.html" not in product
    assert "Left out of this edition" in product
    decide(where, Edit(kind="hidden", topic_id=of(where, "site"), other="marketing"))
    assert "1 topic is left out" in (where.reports / f"night={MONDAY}" / "marketing.html").read_text()
    assert f"topics/{mail}.html" in (where.reports / f"night={MONDAY}" / "marketing.html").read_text()
    assert name in (where.reports / "topics" / f"{mail}.html").read_text()
    assert counted(where)[mail] > 0


def test_a_fix_is_held_against_the_counts(where: Home) -> None:
    """What fell after its date is said to have fallen, what did not is said not to."""
    mail, invoice = of(where, "mail"), of(where, "invoice")
    for ahead in range(1, 12):
        night = MONDAY + timedelta(days=ahead)
        run(where, night, pains(night, "invoice", "site", *(["mail"] if ahead < 6 else []), each=12))
    since = (MONDAY + timedelta(days=6)).isoformat()
    decide(where, *(Edit(kind="status", topic_id=one, other=f"fixed {since}") for one in (mail, invoice)))
    last = MONDAY + timedelta(days=11)
    fixes = {item.topic.topic_id: item.kind for item in edition(where, last).product.fixes}
    assert fixes[mail] == "fix-down"
    assert fixes[invoice] in ("fix-same", "fix-up")


def edition(where: Home, night: date) -> Any:
    """The published edition of a night."""
    return edition_of(view(where), Night(date=night))


def test_nothing_can_be_decided_before_anything_is_published(tmp_path: Path) -> None:
    """The command says so."""
    with pytest.raises(UsageError, match="nothing is published"):
        decide(home(tmp_path), Edit(kind="pinned", topic_id="t00001"))


def test_personal_data_is_never_written_into_a_decision(where: Home) -> None:
    """Not as a name, a description, a reason or a marker."""
    mail = of(where, "mail")
    for edit in (
        Edit(kind="named", topic_id=mail, other="Call 030 901820 back"),
        Edit(kind="described", topic_id=mail, other="ann@example.com cannot log in"),
        Edit(kind="marked", topic_id="", other=f"{MONDAY.isoformat()} other Ask ann@example.com"),
    ):
        with pytest.raises(UsageError, match="personal data"):
            decide(where, edit)
    with pytest.raises(UsageError, match="personal data"):
        decide(where, Edit(kind="pinned", topic_id=mail), why="ann@example.com asked")


def test_the_history_tells_what_was_decided_and_taken_back(where: Home) -> None:
    """Each with who and why; of people's decisions also the key to undo them by."""
    mail = of(where, "mail")
    found = decide(where, Edit(kind="named", topic_id=mail, other="E-mail outage"), why="clearer")
    back(where, found.keys[0])
    told = listing.history(where, mail)
    named = next(one for one in told if "E-mail outage" in one.text)
    assert (named.by, named.why, named.taken_back, named.key) == ("mia", "clearer", "taken back by mia", found.keys[0])
    assert told[0].text == "First recognised as a topic of its own."
    assert topics(where)[mail].name != "E-mail outage"


def test_two_people_who_disagree_are_both_shown(where: Home) -> None:
    """The last word counts."""
    mail = of(where, "mail")
    decide(where, Edit(kind="owned", topic_id=mail, other="Mail team"), by="mia")
    found = decide(where, Edit(kind="owned", topic_id=mail, other="Network team"), by="noa")
    (one,) = found.contradictions
    assert [(row.actor, row.other) for row in one.rows] == [("mia", "Mail team"), ("noa", "Network team")]
    assert topics(where)[mail].owner == "Network team"


def test_the_books_of_the_night_stay_whole(where: Home) -> None:
    """What was read, embedded and clustered is told as before."""
    decide(where, Edit(kind="pinned", topic_id=of(where, "mail")))
    head = where.catalog.head()
    assert head is not None
    receipts = {one.stage: one for one in where.catalog.receipts(head)}
    assert receipts["ingest"].read == 90
    assert dict(receipts["discover"].notes)["clusters"] == 3
    where.catalog.verify()


def test_a_night_run_again_keeps_what_people_decided(where: Home) -> None:
    """Though its machine's decisions are made anew."""
    goes, stays = of(where, "mail"), of(where, "site")
    decide(where, Edit(kind="merged", topic_id=goes, other=stays), Edit(kind="named", topic_id=stays, other="Outage"))
    before = sorted(files(where))
    done = run(where, MONDAY, pains(MONDAY, *NAMES, each=30))
    assert note(done, "identify", "topics") == 2
    assert sorted(files(where)) == before


def test_an_example_is_undone_with_its_split_only(where: Home) -> None:
    """Alone it would leave a topic that nothing defines."""
    found = decide(where, Edit(kind="split", topic_id=of(where, "mail"), texts=statements(where, "mail", "Berlin")))
    seeded = next(key for row, key in zip(found.rows, found.keys, strict=True) if row.kind == "seeded")
    with pytest.raises(UsageError, match="with its split"):
        back(where, seeded)
