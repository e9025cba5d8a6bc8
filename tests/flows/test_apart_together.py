"""What belongs together and what never does: topics, statements, and where it cannot all hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from curator import NAMES, a_week_later, assigned, back, decide, of, statements, topics
from homes import MONDAY, home, pains, run

from flows.home import Home
from pipeline.curation import Edit
from pipeline.errors import UsageError


@pytest.fixture
def where(tmp_path: Path) -> Home:
    """A home after one fit night with three pains."""
    place = home(tmp_path)
    run(place, MONDAY, pains(MONDAY, *NAMES, each=30))
    return place


def test_statements_that_never_belong_together_are_counted_apart(where: Home) -> None:
    """Tonight, and after the next fit; two that belong together are counted in one topic."""
    one, two = statements(where, "mail", "Berlin")[0], statements(where, "mail", "Oslo")[0]
    three = statements(where, "site", "Berlin")[0]
    found = decide(
        where,
        Edit(kind="unlinked", topic_id=one, other=two),
        Edit(kind="linked", topic_id=two, other=three),
    )
    assert found.unmet == ()
    for night in (MONDAY, a_week_later(where)):
        held = {row["statement_id"]: row["topic_id"] for row in assigned(where, (one, two, three))}
        assert held[one] != held[two], night
        assert held[two] == held[three], night


def test_links_that_cannot_all_hold_are_reported(where: Home) -> None:
    """The newest hold."""
    one, two, three = statements(where, "mail")[:3]
    decide(where, Edit(kind="linked", topic_id=one, other=two), Edit(kind="linked", topic_id=two, other=three))
    found = decide(where, Edit(kind="unlinked", topic_id=one, other=three))
    assert len(found.unmet) == 1
    held = {row["statement_id"]: row["topic_id"] for row in assigned(where, (one, three))}
    assert held[one] != held[three]


def test_a_topic_kept_apart_from_what_the_machine_merged_it_with_lives_again(where: Home) -> None:
    """Under its own id."""
    mail, site = of(where, "mail"), of(where, "site")
    decide(where, Edit(kind="unlinked", topic_id=mail, other=site))
    later = a_week_later(where)
    assert {of(where, "mail", later), of(where, "site", later)} == {mail, site}


def test_a_merge_that_cannot_hold_is_refused(where: Home) -> None:
    """Not written as if it did; said of the two topics themselves it is the last word."""
    mail, site, invoice = of(where, "mail"), of(where, "site"), of(where, "invoice")
    decide(where, Edit(kind="unlinked", topic_id=mail, other=site), Edit(kind="merged", topic_id=mail, other=invoice))
    with pytest.raises(UsageError, match="kept apart"):
        decide(where, Edit(kind="merged", topic_id=invoice, other=site))
    assert topics(where)[invoice].merged_into is None


def test_keeping_topics_apart_takes_back_no_other_merge(where: Home) -> None:
    """It is refused, with what to undo."""
    mail, site, invoice = of(where, "mail"), of(where, "site"), of(where, "invoice")
    decide(where, Edit(kind="merged", topic_id=mail, other=invoice), Edit(kind="merged", topic_id=invoice, other=site))
    with pytest.raises(UsageError, match="undo those merges first"):
        decide(where, Edit(kind="unlinked", topic_id=mail, other=site))


def test_what_was_said_of_statements_and_does_not_hold_is_reported(where: Home) -> None:
    """A move outranks it, whichever was first."""
    one, two = statements(where, "mail", "Berlin")[0], statements(where, "mail", "Oslo")[0]
    decide(where, Edit(kind="moved", topic_id=of(where, "site"), other=one))
    found = decide(where, Edit(kind="linked", topic_id=one, other=two))
    assert [said.together for said in found.broken] == [True]


def test_a_topic_whose_words_were_moved_round_keeps_its_id(where: Home) -> None:
    """Its id stands for what it was found by, not for what people moved there meanwhile."""
    before = {key: topic.name for key, topic in topics(where).items()}
    mail, invoice = of(where, "mail"), of(where, "invoice")
    site, bill = statements(where, "site")[0], statements(where, "invoice")[0]
    decide(where, Edit(kind="moved", topic_id=invoice, other=site, score=0.6))
    moved = decide(where, Edit(kind="moved", topic_id=mail, other=bill, score=0.6))
    back(where, moved.keys[0])
    assert {key: topic.name for key, topic in topics(where).items()} == before
