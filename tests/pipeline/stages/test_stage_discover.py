"""Discover and identify: what is looked at, and what lies in the lake of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from homes import MONDAY, conversation, home, note, pains, run, view

from pipeline.stages import definitions

TUESDAY = MONDAY + timedelta(days=1)


def test_a_window_of_few_texts_is_not_clustered(tmp_path: Path) -> None:
    """Its statements are counted as too few, there is no fit, and every statement belongs to none."""
    where = home(tmp_path)
    done = run(where, MONDAY, pains(MONDAY, "mail", each=30))
    assert note(done, "discover", "too_few") == 30
    assert view(where).table("fits").num_rows == 0
    assert set(view(where).table("assignments")["topic_id"].to_pylist()) == {""}


def test_a_fit_night_leaves_its_books_and_other_nights_leave_none(tmp_path: Path) -> None:
    """What the last fit saw decides which night is the next one."""
    where = home(tmp_path, discovery={"refit_growth": 9})
    run(where, MONDAY, pains(MONDAY, "mail", "site", each=24))
    done = run(where, TUESDAY, pains(TUESDAY, "mail", "site", each=24))
    (fit,) = view(where).table("fits").to_pylist()
    assert (fit["night"], fit["statements"]) == (MONDAY, 48)
    assert note(done, "discover", "whole_window") == 0


def test_clusters_and_topics_come_back_as_they_were_written(tmp_path: Path) -> None:
    """A topic is defined by its cluster: the same centroid, floor, terms and examples; members are of the window."""
    where = home(tmp_path)
    run(where, MONDAY, pains(MONDAY, "mail", "site", each=24))
    shown = view(where)
    clusters = definitions.clusters(shown, MONDAY)
    topics = definitions.topics(shown, [MONDAY])
    assert {(one.centroid, one.floor, one.terms, one.examples) for one in topics.values()} == {
        (one.centroid, one.floor, one.terms, one.examples) for one in clusters
    }
    statements = set(shown.table("statements")["statement_id"].to_pylist())
    assert all(set(one.members) <= statements and set(one.examples) <= set(one.members) for one in clusters)
    assert definitions.table(topics.values()) == shown.table("topics").drop_columns(["night"])
    assert definitions.topics(shown, []) == {}


def test_no_statement_is_below_its_topics_floor(tmp_path: Path) -> None:
    """Every statement of the history has one row, and a topic whose floor its score reaches."""
    where = home(tmp_path)
    for night in (MONDAY, TUESDAY):
        run(where, night, pains(night, "mail", "site", each=24))
    shown = view(where)
    floors = {one.topic_id: one.floor for one in definitions.topics(shown, [TUESDAY]).values()}
    rows = shown.table("assignments").to_pylist()
    assert [row["statement_id"] for row in rows] == shown.table("statements")["statement_id"].to_pylist()
    assert all(row["score"] >= floors[row["topic_id"]] for row in rows if row["topic_id"])
    assert all(row["score"] == 0 for row in rows if not row["topic_id"])
    assert all(row["runner_up"] != row["topic_id"] for row in rows)


def test_the_books_of_a_night_say_what_was_decided(tmp_path: Path) -> None:
    """As many decisions of a kind as the ledger gained, and no topic without a name."""
    where = home(tmp_path)
    done = run(where, MONDAY, pains(MONDAY, "mail", "site", each=24))
    assert (note(done, "identify", "decided:new"), note(done, "identify", "decided:named")) == (2, 2)
    assert all(view(where).table("topics")["name"].to_pylist())


@pytest.mark.parametrize("window", [1, 2])
def test_nights_before_the_window_are_not_clustered(tmp_path: Path, window: int) -> None:
    """The window is as many nights as the settings say."""
    where = home(tmp_path, discovery={"window_nights": window})
    run(where, MONDAY, pains(MONDAY, "mail", "site", each=24))
    done = run(where, TUESDAY, pains(TUESDAY, "mail", "site", each=24))
    assert done.receipts[2].read == 48 * window


LETTER = (
    "I write to you because the tariff that you announced for January is unfair to families and I ask you to withdraw "
    "it before more of us look for another company"
)


def test_a_letter_that_many_paste_opens_no_topic(tmp_path: Path) -> None:
    """Thirty customers send one letter, with another number each: it is one voice and not thirty."""
    where = home(tmp_path)
    letters = [conversation(f"letter-{at}", MONDAY, f"To {at}: {LETTER}", customer_id=f"u{at}") for at in range(30)]
    done = run(where, MONDAY, [*pains(MONDAY, "mail", "site", each=24), *letters])
    assert note(done, "discover", "pasted") == 29
    topics = definitions.topics(view(where), [MONDAY])
    assert len(topics) == 2


def test_one_customer_who_writes_every_hour_opens_no_topic(tmp_path: Path) -> None:
    """A topic needs customers, not messages."""
    where = home(tmp_path)
    nagging = [{**one, "customer_id": "u1"} for one in pains(MONDAY, "invoice", each=24)]
    run(where, MONDAY, [*pains(MONDAY, "mail", "site", each=24), *nagging])
    named = {term.text for topic in definitions.topics(view(where), [MONDAY]).values() for term in topic.terms}
    assert "invoice" not in named
