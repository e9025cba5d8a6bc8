"""The topics as a pure function of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Decision, DecisionKind, TopicState
from pipeline.registry import before, fold, key, retractions, standing, survivor

MONDAY = date(2026, 11, 16)
TUESDAY = MONDAY + timedelta(days=1)


def row(
    kind: DecisionKind, topic: str = "t1", other: str = "", *, night: date = MONDAY, by: str = "machine"
) -> Decision:
    """A ledger row."""
    return Decision(night=night, topic_id=topic, kind=kind, actor=by, reason="because", other=other)


def test_the_rows_tell_a_topics_life() -> None:
    """Opened, named, asleep, back: each row changes what it is about and nothing else."""
    rows = [row("new"), row("named", other="Mail bounces"), row("sleeping", night=TUESDAY)]
    asleep = fold(rows)["t1"]
    assert (asleep.name, asleep.state, asleep.born) == ("Mail bounces", TopicState.SLEEPING, MONDAY)
    assert fold([*rows, row("same", night=TUESDAY)])["t1"].state == TopicState.SLEEPING
    back = fold([*rows, row("returned", night=TUESDAY)])["t1"]
    assert (back.state, back.last_seen, back.born) == (TopicState.ACTIVE, TUESDAY, MONDAY)


def test_a_merged_topic_lives_on_as_an_alias_of_the_survivor() -> None:
    """Aliases of aliases come along, and an old id leads to the topic that answers to it today."""
    rows = [row("new", topic) for topic in ("t1", "t2", "t3")]
    topics = fold([*rows, row("merged", "t3", "t2"), row("merged", "t2", "t1", night=TUESDAY)])
    assert topics["t1"].aliases == ("t2", "t3")
    assert topics["t3"].state == TopicState.MERGED
    assert [survivor(topics, topic) for topic in topics] == ["t1", "t1", "t1"]


def test_topics_are_not_merged_in_a_circle() -> None:
    """A row that would merge a topic into its own alias says nothing."""
    rows = [row("new", "t1"), row("new", "t2"), row("merged", "t2", "t1"), row("merged", "t1", "t2", night=TUESDAY)]
    topics = fold(rows)
    assert survivor(topics, "t2") == survivor(topics, "t1") == "t1"


def test_a_topic_is_merged_away_once() -> None:
    """A later row that would lead it elsewhere says nothing, so no detour ends in a circle."""
    rows = [row("new", topic) for topic in ("t1", "t2", "t3")]
    merges = [row("merged", "t1", "t3"), row("merged", "t2", "t1"), row("merged", "t1", "t2")]
    topics = fold([*rows, *merges])
    assert [survivor(topics, topic) for topic in topics] == ["t3", "t3", "t3"]
    assert topics["t3"].aliases == ("t1", "t2"), "what joins an alias joins its survivor"


def test_people_outrank_the_machine() -> None:
    """A person's name for a topic stands though the machine's row of that night comes later in the ledger."""
    rows = [row("named", other="Theirs", by="ana"), row("new"), row("named", other="Ours")]
    assert fold(rows)["t1"].name == "Theirs"


def test_a_retraction_takes_back_one_row() -> None:
    """Of equal rows the latest goes, and a retraction of nothing says nothing."""
    rows = [row("new"), row("named", other="A"), row("named", other="B"), row("named", other="A")]
    back = retractions([rows[3]], night=TUESDAY)
    assert standing([*rows, *back]) == tuple(rows[:3])
    assert fold([*rows, *back])["t1"].name == "B"
    assert standing([*retractions([rows[0]], night=TUESDAY), *rows]) == tuple(rows)


def test_rows_about_a_topic_whose_opening_was_taken_back_are_passed_over() -> None:
    """What a later night said of it waits for that night to be run again."""
    rows = [row("new"), row("new", "t2"), row("named", "t2", "Gone", night=TUESDAY), row("merged", "t1", "t2")]
    topics = fold([*rows, *retractions([rows[1]], night=MONDAY)])
    assert list(topics) == ["t1"]
    assert topics["t1"].state == TopicState.ACTIVE


def test_before_a_night_stands_what_earlier_nights_and_people_decided() -> None:
    """The machine's rows of the night itself and of later ones do not count; a person's do."""
    rows = [row("new"), row("same", night=TUESDAY), row("named", other="Mine", night=TUESDAY, by="ana")]
    assert before(rows, TUESDAY) == (rows[0], rows[2])


def test_many_retractions_are_quick() -> None:
    """A restated quarter leaves thousands of retractions; they are found by their key, not by a search."""
    rows = [row("named", other=str(number)) for number in range(5_000)]
    assert standing([*rows, *retractions(rows, night=TUESDAY)]) == ()


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from([kind for kind in get_args(DecisionKind) if kind != "retracted"]),
        st.sampled_from(["t1", "t2", "t3"]),
        st.sampled_from(["t1", "t2", "t3"]),
        night=st.sampled_from([MONDAY, TUESDAY]),
        by=st.sampled_from(["machine", "ana"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_any_ledger_folds(rows: list[Decision]) -> None:
    """Whatever the rows, every id leads to a topic that is not merged away, and taking all back leaves nothing."""
    topics = fold(rows)
    assert all(topics[survivor(topics, topic)].merged_into is None for topic in topics)
    assert fold([*rows, *retractions(rows, night=TUESDAY)]) == {}


@given(ROWS, st.randoms(use_true_random=False))
def test_retractions_may_come_in_any_order(rows: list[Decision], random: Random) -> None:
    """What stands does not depend on the order in which rows were taken back."""
    distinct = list({key(one): one for one in rows}.values())
    back = list(retractions(distinct[::2], night=TUESDAY))
    random.shuffle(back)
    assert standing([*distinct, *back]) == tuple(distinct[1::2])


def test_every_word_of_a_row_counts_for_its_key() -> None:
    """Two rows that differ anywhere have different keys."""
    one = row("named", other="A")
    changed = [
        replace(one, reason="else"),
        replace(one, score=0.5),
        replace(one, night=TUESDAY),
        replace(one, other="B"),
    ]
    assert len({key(each) for each in [one, *changed]}) == 5
