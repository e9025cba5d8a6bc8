"""Treatment by channel and segment: which shares are told, and what stands out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contacts import BLANK, facts_of
from hypothesis import given
from hypothesis import strategies as st

from pipeline.slices import Place
from reports.facts import Contact, Facts, few
from reports.facts.few import tellable
from reports.market import board
from reports.nouns import Board
from reports.words.behaviours import Behaviour


def _signal(name: str, speaker: str, group: str) -> Behaviour:
    return Behaviour(name=name, title=f"{name} was heard", speaker=speaker, group=group, definition="It was.")


SIGNALS = (
    _signal("refusal", "agent", "treatment"),
    _signal("puts_on_hold", "agent", "effort"),
    _signal("churn_threat", "customer", "leave"),
    _signal("long_wait", "customer", "effort"),
)


def _talks(channel: str, count: int, *, signal: str = "churn_threat", agents: int = 5) -> list[Contact]:
    return [
        replace(
            BLANK,
            conversation_id=f"{channel}-{signal}-{at:03d}",
            customer=f"u-{channel}-{signal}-{at}",
            agent=f"a{at % agents}",
            channel=channel,
            slices=(("channel", channel),),
            signals=(signal,) if signal else (),
        )
        for at in range(count)
    ]


def _facts(contacts: Iterable[Contact]) -> Facts:
    facts = facts_of(contacts)
    places: dict[Place, int] = {}
    for one in facts.contacts:
        for place in one.slices:
            places[place] = places.get(place, 0) + 1
    told = frozenset().union(*(tellable(facts.contacts, name) for name in board.SLICES))
    return replace(facts, places=places, told_places=told)


def _cells(found: Board) -> dict[tuple[str, str], tuple[int, int, str]]:
    labels = [label for _, label in found.columns]
    return {
        (row.name, label): (cell.share.part, cell.share.whole, cell.direction)
        for row in found.rows
        for label, cell in zip(labels, row.cells, strict=True)
        if cell
    }


def test_shares_of_each_channel_and_what_differs_clearly() -> None:
    """A threat in 60 of 100 calls and 20 of 100 chats is more and less often; in e-mails it is as elsewhere."""
    contacts = [
        *_talks("voice", 60), *_talks("voice", 40, signal=""), *_talks("chat", 20), *_talks("chat", 80, signal=""),
        *_talks("email", 40), *_talks("email", 60, signal=""),
    ]  # fmt: skip
    found = board.build(_facts(contacts), SIGNALS)
    assert _cells(found) == {
        ("churn_threat", "calls"): (60, 100, "more"),
        ("churn_threat", "chats"): (20, 100, "less"),
        ("churn_threat", "e-mails"): (40, 100, ""),
    }
    assert {kind for kind, _ in found.columns} == {"channel"}
    assert found.note == ""


def test_only_what_a_brand_lives_by_has_a_row() -> None:
    """What agents do to customers, and what customers say of leaving, praising and telling; not waits and holds."""
    contacts = [one for name in ("refusal", "puts_on_hold", "churn_threat", "long_wait", "") for channel in
                ("voice", "chat") for one in _talks(channel, 30, signal=name)]  # fmt: skip
    assert [row.name for row in board.build(_facts(contacts), SIGNALS).rows] == ["refusal", "churn_threat"]


def test_a_cell_with_few_customers_is_left_open() -> None:
    """With nine in one channel both are open, for the total gives the other away; with three the middle one too."""
    contacts = [
        *_talks("voice", 40),
        *_talks("voice", 40, signal=""),
        *_talks("chat", 9),
        *_talks("chat", 40, signal=""),
    ]
    two = board.build(_facts(contacts), SIGNALS)
    assert two.rows == ()
    assert two.empty.startswith("Too few channels and segments")
    contacts += [*_talks("email", 20), *_talks("email", 40, signal="")]
    three = board.build(_facts(contacts), SIGNALS)
    assert _cells(three) == {("churn_threat", "calls"): (40, 80, "more")}


def test_agents_habits_are_not_told_of_two_agents() -> None:
    """What only two agents did somewhere is known as theirs."""
    contacts = [one for channel in ("voice", "chat") for name in ("refusal", "")
                for one in _talks(channel, 40, signal=name, agents=2)]  # fmt: skip
    assert board.build(_facts(contacts), SIGNALS).rows == ()


def test_one_channel_is_no_comparison() -> None:
    """With a single channel there is no elsewhere."""
    assert board.build(_facts([*_talks("voice", 40), *_talks("voice", 40, signal="")]), SIGNALS).rows == ()


COUNTS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), min_size=1, max_size=4)


@given(COUNTS)
def test_no_cell_and_no_rest_is_small(counts: list[tuple[int, int]]) -> None:
    """Whatever is told: behind it, and behind all that is left over, are nobody or ten customers."""
    channels = ("voice", "chat", "email", "sms")
    contacts = [
        one
        for channel, (with_it, without) in zip(channels, counts, strict=False)
        for one in (*_talks(channel, with_it), *_talks(channel, without, signal=""))
    ]
    facts = _facts(contacts)
    found = board.cells(facts, SIGNALS[2], board.places(facts, "channel")) if "churn_threat" in facts.by_signal else []
    told = {cell.place for cell in found}
    for has in (True, False):
        mine = [one for one in facts.contacts if ("churn_threat" in one.signals) is has]
        for cell in found:
            assert few.may_tell([one for one in mine if cell.place in one.slices], 10)
            assert few.may_tell([one for one in mine if cell.place not in one.slices], 10)
        if found:
            assert few.may_tell([one for one in mine if not told.intersection(one.slices)], 10)
