"""What people may decide, as rows of the ledger; what is read back from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import curation, registry
from pipeline.curation import Edit, Marker, Move
from pipeline.errors import UsageError
from pipeline.model import Decision, TopicState

MONDAY = date(2026, 11, 16)
ONE, TWO, THREE = "a" * 32, "b" * 32, "c" * 32


def opened(*topics: str) -> tuple[Decision, ...]:
    """A ledger in which the machine opened these topics."""
    return tuple(Decision(night=MONDAY, topic_id=one, kind="new", actor="machine", reason="because") for one in topics)


def decided(ledger: tuple[Decision, ...], *edits: Edit, by: str = "mia", at: str = "2026-11-17T09:00:00+00:00") -> Any:
    """The ledger with what a person decided."""
    return (*ledger, *curation.decided(edits, ledger, night=MONDAY, actor=by, at=at, why=""))


def test_a_row_says_who_when_and_why() -> None:
    """All three are kept."""
    edit = Edit(kind="owned", topic_id="t1", other="Mail team")
    (row,) = curation.decided([edit], opened("t1"), night=MONDAY, actor="mia", at="2026-11-17", why="asked")
    assert (row.actor, row.at, row.reason, row.night) == ("mia", "2026-11-17", "asked", MONDAY)


def test_what_is_decided_about_an_alias_is_about_its_survivor() -> None:
    """An old id leads to the topic that answers to it today."""
    ledger = decided(opened("t1", "t2"), Edit(kind="merged", topic_id="t2", other="t1"))
    ledger = decided(ledger, Edit(kind="owned", topic_id="t2", other="Mail team"))
    assert registry.fold(ledger)["t1"].owner == "Mail team"


def test_edits_see_what_the_edits_before_them_made() -> None:
    """A topic split off by one can be merged by the next."""
    ledger = decided(opened("t00001"), Edit(kind="split", topic_id="t00001", texts=(ONE,)))
    assert registry.fold(ledger)["t00002"].seeds == (ONE,)
    ledger = decided(ledger, Edit(kind="merged", topic_id="t00002", other="t00001"))
    assert registry.fold(ledger)["t00002"].merged_into == "t00001"


def test_topics_that_people_keep_apart_are_merged_by_no_machine() -> None:
    """Neither before nor after, nor through an alias; a person's later merge counts."""
    merge = Decision(night=MONDAY, topic_id="t2", kind="merged", actor="machine", reason="", other="t1")
    ledger = (*opened("t1", "t2", "t3"), merge)
    apart = decided(ledger, Edit(kind="unlinked", topic_id="t1", other="t2"))
    assert registry.fold(apart)["t2"].state == TopicState.ACTIVE
    later = Decision(
        night=MONDAY + timedelta(days=7), topic_id="t2", kind="merged", actor="machine", reason="", other="t1"
    )
    assert registry.fold((*apart, later))["t2"].merged_into is None
    around = Decision(night=MONDAY, topic_id="t3", kind="merged", actor="machine", reason="", other="t1")
    through = Decision(night=MONDAY, topic_id="t2", kind="merged", actor="machine", reason="", other="t3")
    folded = registry.fold((*apart, around, through))
    assert registry.survivor(folded, "t2") != registry.survivor(folded, "t1")
    joined = decided(apart, Edit(kind="merged", topic_id="t2", other="t1"))
    assert registry.fold(joined)["t2"].merged_into == "t1"


def test_a_topic_that_people_merged_away_is_a_facet() -> None:
    """One that the machine merged away is not."""
    machine = Decision(night=MONDAY, topic_id="t3", kind="merged", actor="machine", reason="", other="t1")
    ledger = decided((*opened("t1", "t2", "t3"), machine), Edit(kind="merged", topic_id="t2", other="t1"))
    topics = registry.fold(ledger)
    assert [topics[one].facet for one in ("t1", "t2", "t3")] == [False, True, False]


def test_no_name_of_the_machine_replaces_one_of_a_person() -> None:
    """Until it is undone."""
    ledger = decided(opened("t1"), Edit(kind="named", topic_id="t1", other="E-mail outage"))
    later = Decision(
        night=MONDAY + timedelta(days=7), topic_id="t1", kind="named", actor="machine", reason="", other="Mail"
    )
    assert registry.fold((*ledger, later))["t1"].name == "E-mail outage"
    undone = curation.undone(registry.key(ledger[-1]), ledger, night=MONDAY, actor="noa", at="x", why="")
    assert registry.fold((*ledger, later, *undone))["t1"].name == "Mail"


def test_a_split_is_undone_with_its_examples() -> None:
    """And its id is never given again."""
    ledger = decided(opened("t00001"), Edit(kind="split", topic_id="t00001", texts=(ONE, TWO)))
    key = registry.key(next(row for row in ledger if row.kind == "split"))
    ledger = (*ledger, *curation.undone(key, ledger, night=MONDAY, actor="mia", at="x", why=""))
    assert registry.fold(ledger).keys() == {"t00001"}
    again = decided(ledger, Edit(kind="split", topic_id="t00001", texts=(ONE, TWO)))
    assert registry.fold(again).keys() == {"t00001", "t00003"}


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (Edit(kind="named", topic_id="t9", other="x"), "no topic has that id"),
        (Edit(kind="named", topic_id="t1", other=""), "a name is empty"),
        (Edit(kind="named", topic_id="t1", other="\u3164\u2800"), "a name is empty"),
        (Edit(kind="named", topic_id="t1", other="two\nlines"), "not one line"),
        (Edit(kind="named", topic_id="t1", other="x" * 61), "60 are the most"),
        (Edit(kind="merged", topic_id="t1", other="t1"), "one topic already"),
        (Edit(kind="split", topic_id="t1"), "name statements"),
        (Edit(kind="split", topic_id="t1", texts=("x",)), "named by its id"),
        (Edit(kind="moved", topic_id="t1", other=ONE, score=1.5), "between 0 and 1"),
        (Edit(kind="status", topic_id="t1", other="done"), "a status is"),
        (Edit(kind="status", topic_id="t1", other="fixed"), "a status is"),
        (Edit(kind="status", topic_id="t1", other="fixed 2026-11-31"), "no date"),
        (Edit(kind="status", topic_id="t1", other="open 2026-11-30"), "a status is"),
        (Edit(kind="priority", topic_id="t1", other="huge"), "none of"),
        (Edit(kind="hidden", topic_id="t1", other="both"), "none of"),
        (Edit(kind="linked", topic_id="t1", other=ONE), "no topic has that id"),
        (Edit(kind="linked", topic_id=ONE, other=ONE), "the same words"),
        (Edit(kind="unlinked", topic_id="t1", other="t1"), "twice"),
        (Edit(kind="marked", topic_id="", other="2026-11-16 party Cake"), "none of"),
        (Edit(kind="marked", topic_id="", other="2026-11-16 release "), "is empty"),
        (Edit(kind="same", topic_id="t1"), "nothing that a person decides"),
    ],
)
def test_what_cannot_be_decided_is_refused(edit: Edit, says: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(UsageError, match=says):
        decided(opened("t1"), edit)


@pytest.mark.parametrize("twin", ["Störung", "STÖRUNG", "Sto\u0308rung", "St\u034förung", "Störung\ufe0f"])
def test_no_two_topics_get_one_name(twin: str) -> None:
    """Whatever its case and however its letters are composed."""
    ledger = decided(opened("t1", "t2"), Edit(kind="named", topic_id="t1", other="Störung"))
    with pytest.raises(UsageError, match="t1 and t2 would both be called"):
        decided(ledger, Edit(kind="named", topic_id="t2", other=twin))
    with pytest.raises(UsageError, match="t00003 and t1 would both be called"):
        decided(ledger, Edit(kind="split", topic_id="t2", other=twin, texts=(ONE,)))


def test_a_name_is_kept_composed() -> None:
    """So that it is found however it is typed."""
    assert decided(opened("t1"), Edit(kind="named", topic_id="t1", other="Sto\u0308rung"))[-1].other == "Störung"


def test_two_topics_swap_their_names_at_once() -> None:
    """What counts is how they are called in the end."""
    ledger = decided(opened("t1", "t2"), *(Edit(kind="named", topic_id=one, other=one.upper()) for one in ("t1", "t2")))
    swapped = (Edit(kind="named", topic_id="t1", other="T2"), Edit(kind="named", topic_id="t2", other="T1"))
    topics = registry.fold(decided(ledger, *swapped))
    assert (topics["t1"].name, topics["t2"].name) == ("T2", "T1")


def test_topics_that_had_one_name_before_are_told_apart_one_by_one() -> None:
    """A home of an earlier version may hold them."""
    named = [
        Decision(night=MONDAY, topic_id=one, kind="named", actor="mia", reason="", other="Mail", at=one)
        for one in ("t1", "t2", "t3")
    ]
    ledger = decided((*opened("t1", "t2", "t3"), *named), Edit(kind="named", topic_id="t1", other="E-mail"))
    assert registry.fold(decided(ledger, Edit(kind="merged", topic_id="t2", other="t3")))["t2"].merged_into == "t3"


def test_a_merge_is_not_undone_into_two_topics_of_one_name() -> None:
    """The name that was given on meanwhile is changed first."""
    ledger = decided(
        opened("t1", "t2"),
        Edit(kind="named", topic_id="t2", other="Mail"),
        Edit(kind="merged", topic_id="t2", other="t1"),
        Edit(kind="named", topic_id="t1", other="Mail"),
    )
    merge = next(registry.key(row) for row in ledger if row.kind == "merged")
    with pytest.raises(UsageError, match="t1 and t2 would both be called “Mail”"):
        curation.undone(merge, ledger, night=MONDAY, actor="noa", at="x", why="")
    ledger = decided(ledger, Edit(kind="named", topic_id="t1", other="Mail and web"))
    assert curation.undone(merge, ledger, night=MONDAY, actor="noa", at="x", why="")


def test_the_machine_is_no_person() -> None:
    """Nobody decides in its name."""
    with pytest.raises(UsageError, match="no person"):
        decided(opened("t1"), Edit(kind="pinned", topic_id="t1"), by="machine")


def test_only_peoples_decisions_are_undone_and_only_one() -> None:
    """A key that none has, that a machine's row has, or that several begin with is refused."""
    ledger = opened("t1")
    with pytest.raises(UsageError, match="the machine's decision"):
        curation.undone(registry.key(ledger[0]), ledger, night=MONDAY, actor="mia", at="x", why="")
    with pytest.raises(UsageError, match="no decisions"):
        curation.undone("ffff", ledger, night=MONDAY, actor="mia", at="x", why="")
    with pytest.raises(UsageError, match="no decisions"):
        curation.undone("", ledger, night=MONDAY, actor="mia", at="x", why="")


def test_moves_pairs_and_markers_are_read_back() -> None:
    """Of one text and of one pair the last word."""
    ledger = decided(
        opened("t1", "t2"),
        Edit(kind="moved", topic_id="t1", other=ONE),
        Edit(kind="moved", topic_id="t2", other=ONE, score=0.8),
        Edit(kind="linked", topic_id=ONE, other=TWO),
        Edit(kind="linked", topic_id=TWO, other=THREE),
        Edit(kind="unlinked", topic_id=TWO, other=ONE),
        Edit(kind="marked", topic_id="t1", other="2026-11-16 release New webmail"),
    )
    assert curation.moves(ledger) == (Move(text_hash=ONE, topic_id="t2", radius=0.8),)
    said = [(one.one, one.other, one.together) for one in curation.pairs(ledger)]
    assert said == [(TWO, THREE, True), (TWO, ONE, False)]
    marker = Marker(day=MONDAY, kind="release", text="New webmail", topic_id="t1")
    assert curation.markers(ledger) == (marker,)


def test_one_person_who_changes_his_mind_contradicts_nobody() -> None:
    """Two people who say the same do not either."""
    one, two = (Edit(kind="owned", topic_id="t1", other=name) for name in ("Mail team", "Network team"))
    ledger = decided(decided(opened("t1"), one), two)
    assert curation.contradictions(ledger) == ()
    ledger = decided(ledger, Edit(kind="pinned", topic_id="t1"), by="noa")
    assert curation.contradictions(ledger) == ()
    ledger = decided(ledger, one, by="noa")
    assert [one.subject for one in curation.contradictions(ledger)] == ["t1"]


TOPICS = st.sampled_from(["t1", "t2", "t3", "t4", "t5"])
EDITS = st.one_of(
    st.builds(Edit, kind=st.just("merged"), topic_id=TOPICS, other=TOPICS),
    st.builds(Edit, kind=st.just("unlinked"), topic_id=TOPICS, other=TOPICS),
    st.builds(Edit, kind=st.just("split"), topic_id=TOPICS, texts=st.sampled_from([(ONE,), (TWO,), (ONE, THREE)])),
    st.builds(Edit, kind=st.sampled_from(["pinned", "unpinned"]), topic_id=TOPICS),
    st.builds(Edit, kind=st.just("owned"), topic_id=TOPICS, other=st.sampled_from(["", "Mail team", "Network team"])),
    st.builds(Edit, kind=st.just("moved"), topic_id=TOPICS, other=st.sampled_from([ONE, TWO])),
)


@given(st.lists(EDITS, max_size=12), st.data())
@settings(deadline=None)
def test_every_decision_can_be_undone_in_any_order(edits: list[Edit], data: st.DataObject) -> None:
    """Undone to the last one, the topics are what the machine made of them; an alias always leads to a topic."""
    ledger = opened("t1", "t2", "t3", "t4", "t5")
    before = registry.fold(ledger)
    for number, edit in enumerate(edits):
        try:
            ledger = decided(ledger, edit, at=f"2026-11-17T09:00:{number:02}")
        except UsageError:
            continue
        topics = registry.fold(ledger)
        assert all(registry.survivor(topics, one) in topics for one in topics)
    standing = [row for row in registry.standing(ledger) if row.actor == "mia" and row.kind != "seeded"]
    for row in data.draw(st.permutations(standing)):
        ledger = (*ledger, *curation.undone(registry.key(row), ledger, night=MONDAY, actor="noa", at="x", why=""))
    assert registry.fold(ledger) == before
