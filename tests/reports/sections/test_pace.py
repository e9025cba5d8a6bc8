"""How long customers waited: medians with intervals, by channel, and what nobody knows stays unsaid."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from math import comb
from pathlib import Path

import pytest
from contacts import BLANK, facts_of
from factory import Story
from hypothesis import given
from hypothesis import strategies as st
from outage_story import LAST, SETTINGS, SIGNALS, outage_edition

from pipeline.model import Night
from reports import edition, render
from reports.facts import Contact
from reports.facts.went import Went
from reports.nouns import Pace
from reports.sections import pace
from reports.words.wording import speaking


def _waiting(
    *seconds: float | None, channel: str = "voice", people: int = 10_000, agents: Sequence[str | None] = (None,)
) -> list[Contact]:
    """A conversation for each first answer; of so many customers, the agents take turns."""
    return [
        replace(
            BLANK,
            conversation_id=f"{channel}{at:05d}",
            channel=channel,
            slices=(("channel", channel),),
            customer=f"{channel}{at % people}",
            agent=agents[at % len(agents)],
            went=Went(first_answer_seconds=one),
        )
        for at, one in enumerate(seconds)
    ]


def _held(*seconds: float | None) -> list[Contact]:
    """A call for each time on hold."""
    calls = _waiting(*[None] * len(seconds))
    return [replace(one, went=Went(hold_seconds=held)) for one, held in zip(calls, seconds, strict=True)]


def _pace(contacts: Sequence[Contact]) -> Pace:
    found = pace.build(facts_of(contacts))
    assert found is not None
    return found


def test_a_median_has_its_base_and_its_interval() -> None:
    """Of 1 to 20 minutes: 10.5; the sixth to the fifteenth hold it with 95.9 %; one in ten took longer than 18."""
    (row,) = _pace(_waiting(*[60.0 * at for at in range(1, 21)])).rows
    wait = row.first_answer
    assert wait is not None
    assert (row.label, row.conversations, wait.known, wait.customers, wait.customer_unknown) == ("calls", 20, 20, 20, 0)
    assert (wait.median_seconds, wait.low_seconds, wait.high_seconds, wait.tenth_seconds) == (630, 360, 900, 1080)
    assert (wait.median_text, wait.interval_text, wait.tenth_text) == ("10 min", "6 to 15 min", "18 min")


@given(st.integers(6, 300))
def test_the_ranks_hold_the_median_and_no_closer_ones_do(count: int) -> None:
    """The chance that it lies outside is at most one in twenty; a rank further in it would be more."""
    ranks = pace.median_ranks(count)
    assert ranks is not None
    low, high = ranks

    def outside(rank: int) -> float:
        return float(2 * sum(comb(count, below) for below in range(rank)) / 2**count)

    assert low + high == count + 1
    assert outside(low) <= 0.05 + 1e-12
    assert outside(low + 1) > 0.05 or low + 1 > high - 1


def test_five_values_hold_no_median_for_sure() -> None:
    """All five lie on one side of it one time in sixteen."""
    assert pace.median_ranks(5) is None
    assert pace.median_ranks(6) == (1, 6)


def test_one_in_ten_is_not_told_of_fewer_than_twenty() -> None:
    """It would be the longest wait of one customer."""
    (row,) = _pace(_waiting(*[60.0] * 19)).rows
    assert row.first_answer is not None
    assert (row.first_answer.tenth_seconds, row.first_answer.tenth_text) == (None, "–")
    assert row.first_answer.interval_text == "60 s"


def test_channels_are_never_mixed() -> None:
    """Each has its own row, the one with most conversations first."""
    found = _pace([*_waiting(*[7200.0] * 12, channel="email"), *_waiting(*[20.0] * 15)])
    told = [(row.channel, row.first_answer.median_text) for row in found.rows if row.first_answer]
    assert told == [("voice", "20 s"), ("email", "2 h")]


@pytest.mark.parametrize("contacts", [
    [],
    _waiting(*[None] * 50),
    [replace(one, went=None) for one in _waiting(*[5.0] * 50)],
    _waiting(*[5.0] * 9),
    _waiting(*[5.0] * 50, people=9),
    _waiting(*[5.0] * 50, agents="ab"),
])  # fmt: skip
def test_what_is_unknown_or_small_is_absent(contacts: Sequence[Contact]) -> None:
    """No section without times, of fewer than ten customers or of two agents."""
    assert pace.build(facts_of(contacts)) is None


def test_conversations_without_times_are_no_part_of_the_base() -> None:
    """Whatever many there are, the numbers stay."""
    (few,) = _pace(_waiting(*[30.0] * 12)).rows
    (many,) = _pace(_waiting(*[30.0] * 12, *[None] * 500)).rows
    assert few.first_answer == many.first_answer
    assert many.conversations == 512


def test_conversations_of_unknown_customers_count_as_such() -> None:
    """They are enough together, and never called customers."""
    (row,) = _pace([replace(one, customer=None) for one in _waiting(*[30.0] * 12)]).rows
    assert row.first_answer is not None
    assert (row.first_answer.customers, row.first_answer.customer_unknown) == (0, 12)


def test_a_channel_left_out_is_counted() -> None:
    """By number, and only if it has times at all."""
    small = [*_waiting(*[5.0] * 9, channel="chat"), *_waiting(*[None] * 40, channel="sms")]
    note = _pace([*_waiting(*[5.0] * 30), *small]).note
    assert note.endswith("1 channel with fewer than 10 customers or 3 agents behind the times is left out.")


def test_hold_is_a_share_and_a_median_of_those_who_held() -> None:
    """Of forty that say it twelve held; the median is theirs alone, and absent where fewer than ten held."""
    (row,) = _pace(_held(*[120.0] * 12, *[0.0] * 28, *[None] * 10)).rows
    assert row.held is not None
    assert row.hold is not None
    assert (row.held.part, row.held.whole, row.hold.known, row.hold.median_seconds) == (12, 40, 12, 120)
    (row,) = _pace(_held(*[120.0] * 9, *[0.0] * 28)).rows
    assert row.held is not None
    assert (row.held.part, row.hold) == (9, None)


@given(st.randoms(use_true_random=False))
def test_the_order_of_conversations_does_not_matter(rng: random.Random) -> None:
    """The same waits in another order are the same page."""
    contacts = _waiting(*[float(at * at % 97) for at in range(60)])
    shuffled = contacts.copy()
    rng.shuffle(shuffled)
    assert pace.build(replace(facts_of(contacts), contacts=tuple(shuffled))) == _pace(contacts)


def test_it_stands_on_the_product_edition(tmp_path: Path) -> None:
    """With what the words mean; where nobody knows a time there is no section."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for at in range(24):
        about = {"customer": f"u{at}", "went": {"first_answer_seconds": 60.0 * (at + 1)}, "topics": {0: "t1"}}
        story.conversation(LAST, f"c{at:02d}", [("customer", "No mail.")], **about)  # type: ignore[arg-type]
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={})
    assert edition.from_json(edition.to_json(built)) == built
    for some, there in ((built, True), (replace(built, product=replace(built.product, pace=None)), False)):
        render.render(some, tmp_path, seconds={}, snapshot_sha256="0" * 64)
        page = (tmp_path / f"night={LAST}/product.html").read_text("utf-8")
        assert ("How long customers waited" in page) == there
    assert "pace-how" in {line.anchor for line in outage_edition().about}


def test_waits_are_told_in_the_language_of_the_edition() -> None:
    """Channels, times and what is left out; the numbers beside them stay."""
    contacts = [*_waiting(*[60.0 * at for at in range(1, 21)]), *_waiting(*[5.0] * 9, channel="chat")]
    found = pace.build(replace(facts_of(contacts), say=speaking("de")))
    assert found is not None
    (row,) = found.rows
    assert row.first_answer is not None
    assert (row.label, row.first_answer.interval_text) == ("Anrufe", "6 bis 15 min")
    assert found.note == (
        "Es ist zu wenig bekannt, um Wartezeiten mit dem Verlauf der Gespräche zu vergleichen. 1 Kanal, hinter dessen "
        "Zeiten weniger als 10 Kunden oder 3 Mitarbeiter stehen, ist ausgelassen."
    )
