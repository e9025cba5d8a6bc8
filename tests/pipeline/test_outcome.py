"""Outcome and effort: what is known, what is inferred and marked so, and what stays unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Signal, Speaker, Turn
from pipeline.outcome import DAYS, Contacted, Outcome, outcome, repeats

START = datetime(2026, 11, 1, tzinfo=UTC)


def turns(*said: tuple[Speaker, float | None]) -> list[Turn]:
    """Turns by who spoke, and when."""
    return [Turn(index=index, speaker=who, text="x", at=at) for index, (who, at) in enumerate(said)]


def became(
    *names: tuple[str, int],
    said: list[Turn] | None = None,
    resolved: bool | None = None,
    hold_seconds: float | None = None,
    transfers: int | None = None,
) -> Outcome:
    """The outcome of a conversation with these signals, each in a turn."""
    found = [
        Signal(conversation_id="c", turn=turn, name=name, score=1.0, start=at, end=at + 1)
        for at, (name, turn) in enumerate(names)
    ]
    return outcome(said or [], found, resolved=resolved, hold_seconds=hold_seconds, transfers=transfers)


@pytest.mark.parametrize(
    ("names", "resolved", "expected"),
    [
        ([], None, (None, False)),
        ([], True, ("resolved", False)),
        ([("confirms_resolved", 3)], False, ("unresolved", False)),
        ([("confirms_resolved", 3)], None, ("resolved", True)),
        ([("still_unresolved", 3)], None, ("unresolved", True)),
        ([("still_unresolved", 3), ("confirms_resolved", 5)], None, ("resolved", True)),
        ([("brush_off", 4)], None, ("sent_away", True)),
        ([("brush_off", 4)], True, ("sent_away", True)),
        ([("still_unresolved", 4)], True, ("sent_away", True)),
        ([("still_unresolved", 0)], None, (None, False)),
        ([("still_unresolved", 0)], True, ("resolved", False)),
        ([("no_answer", 4)], None, (None, False)),
        ([("brush_off", 4), ("confirms_resolved", 5)], True, ("resolved", False)),
    ],
)
def test_an_outcome_is_known_or_inferred(
    names: list[tuple[str, int]], resolved: bool | None, expected: tuple[str | None, bool]
) -> None:
    """The metadata say it, the last word says it and is marked, or nobody does: unknown.

    What a customer opens with is what he came about, and no end.
    """
    found = became(*names, said=turns(("customer", None), ("agent", None)), resolved=resolved)
    assert (found.outcome, found.inferred) == expected


def test_within_a_turn_the_last_word_counts() -> None:
    """One mailbox works, the second does not: not solved."""
    said = turns(("customer", None), ("agent", None))
    assert became(("confirms_resolved", 2), ("still_unresolved", 2), said=said).outcome == "unresolved"
    assert became(("still_unresolved", 2), ("confirms_resolved", 2), said=said).outcome == "resolved"


def test_waits_are_read_off_the_times() -> None:
    """The first answer is the agent's, not the bot's; a second line of the customer does not begin the wait anew."""
    said = turns(("customer", 0), ("bot", 1), ("customer", 30), ("agent", 60), ("customer", 100), ("agent", 400))
    found = became(said=said)
    assert (found.first_answer_seconds, found.longest_wait_seconds, found.answered) == (60, 300, True)


@pytest.mark.parametrize("said", [[("customer", None), ("agent", 5)], [("customer", 9), ("agent", 5)]])
def test_a_wait_without_times_is_unknown(said: list[tuple[Speaker, float | None]]) -> None:
    """Neither zero nor the longest of the others; so is one in which time runs backwards."""
    found = became(said=[*turns(*said), *turns(("customer", 20), ("agent", 30))])
    assert (found.first_answer_seconds, found.longest_wait_seconds, found.answered) == (None, None, True)


def test_nobody_answered_is_told_apart_from_unknown() -> None:
    """A customer who spoke last and first alone has no first answer."""
    assert not became(said=turns(("customer", 0), ("bot", 2))).answered


def test_no_hold_and_no_transfer_heard_is_unknown_not_zero() -> None:
    """What was heard counts where the metadata are silent, and is marked."""
    silent = became()
    assert (silent.holds, silent.hold_seconds, silent.transfers, silent.transfers_inferred) == (None, None, None, False)
    heard = became(("puts_on_hold", 1), ("puts_on_hold", 3), ("transfer", 4), hold_seconds=90)
    assert (heard.holds, heard.hold_seconds, heard.transfers, heard.transfers_inferred) == (2, 90, 1, True)
    known = became(("transfer", 4), transfers=0)
    assert (known.transfers, known.transfers_inferred) == (0, False)


contacts = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 40 * 24)), max_size=12).map(
    lambda rows: [
        Contacted(
            conversation_id=f"c{at:02}", customer=customer, topic_id=topic, started_at=START + timedelta(hours=hours)
        )
        for at, (customer, topic, hours) in enumerate(rows)
    ]
)


@given(contacts, st.randoms())
def test_repeats_count_the_same_customers_earlier_contacts_about_the_same(
    some: list[Contacted], random: object
) -> None:
    """Within each span, whatever order they come in; at the same instant the id decides who was first."""
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = repeats(shuffled)
    for one in some:
        earlier = [
            other
            for other in some
            if (other.customer, other.topic_id) == (one.customer, one.topic_id)
            and (other.started_at, other.conversation_id) < (one.started_at, one.conversation_id)
        ]
        assert found[one.conversation_id, one.topic_id] == tuple(
            sum(one.started_at - other.started_at <= timedelta(days=days) for other in earlier) for days in DAYS
        )
