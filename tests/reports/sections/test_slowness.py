"""What long waits went together with: like against like, and only what is clear."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from contacts import BLANK, facts_of
from hypothesis import given, settings
from hypothesis import strategies as st
from outage_story import LAST
from scipy.stats import binom

from reports.facts import Contact
from reports.facts.went import Went
from reports.nouns import PaceLink
from reports.sections import slowness
from reports.words.wording import speaking


def _third(
    name: str, seconds: float, count: int, came: int, *, topic: str = "t1", channel: str = "chat", **more: object
) -> list[Contact]:
    """So many conversations that were answered after so long, so many of them resolved."""
    contact = replace(BLANK, channel=channel, topics=(topic,), went=Went(first_answer_seconds=seconds))
    return [
        replace(contact, conversation_id=f"{name}{at:04d}", customer=f"{name}{at}", resolved=at < came, **more)  # type: ignore[arg-type]
        for at in range(count)
    ]


def _links(contacts: Sequence[Contact]) -> tuple[tuple[PaceLink, ...], int]:
    channels: dict[str, list[Contact]] = {}
    for one in contacts:
        channels.setdefault(one.channel, []).append(one)
    found, _, comparisons = slowness.links(facts_of(contacts), channels)
    return found, comparisons


THIRDS = [*_third("a", 20, 60, 48), *_third("b", 90, 60, 40), *_third("c", 300, 60, 18)]


def test_the_slowest_third_is_set_against_the_fastest() -> None:
    """Both shares with their bases, the interval of the difference, and no word of a cause."""
    (one,), comparisons = _links(THIRDS)
    assert comparisons == 1  # nobody knows yet whether they come back
    assert (one.channel, one.wait, one.outcome, one.direction, one.by_words) == (
        "chat", "first_answer", "resolved", "less", False
    )  # fmt: skip
    assert (one.slow.part, one.slow.whole, one.fast, one.others) == (18, 60, 0.8, 60)
    assert one.low < -0.5 < one.high < 0
    assert one.text == (
        "A slow first answer in chats (5 min or more) went together with fewer matters resolved: 30 % (20–43 %) of 60; "
        "of 60 like ones with a fast one (20 s or less), 80 %. Difference: −64 to −33 points."
    )


def test_only_conversations_about_the_same_are_compared() -> None:
    """What is slow because it is hard shows no link: within each topic there is none."""
    hard = [*_third("a", 300, 55, 11, topic="hard"), *_third("b", 20, 15, 3, topic="hard")]
    easy = [*_third("c", 20, 55, 44, topic="easy"), *_third("d", 300, 15, 12, topic="easy")]
    middle = _third("e", 90, 70, 35)
    assert _links([*hard, *easy, *middle])[0] == ()


def test_what_is_about_no_topic_is_left_out() -> None:
    """It is like nothing else."""
    assert _links([replace(one, topics=()) for one in THIRDS]) == ((), 0)


def test_channels_are_compared_within_themselves() -> None:
    """An e-mail is slower than a call, and that alone is no link."""
    calls = [*_third("a", 20, 40, 32, channel="voice"), *_third("b", 30, 40, 32, channel="voice")]
    mails = [*_third("c", 7_000, 40, 12, channel="email"), *_third("d", 9_000, 40, 12, channel="email")]
    assert _links([*calls, *mails])[0] == ()


def test_unknown_outcomes_and_times_are_absent() -> None:
    """Nothing known gives no comparison; further conversations of which nothing is known change none."""
    silent = [replace(one, conversation_id=f"x{one.conversation_id}", customer=None, resolved=None) for one in THIRDS]
    timeless = [replace(one, went=Went()) for one in silent]
    unseen = [replace(one, went=None) for one in silent]
    for some in (silent, timeless, unseen):
        assert _links(some) == ((), 0)
    assert _links([*THIRDS, *timeless]) == _links([*THIRDS, *unseen]) == _links(THIRDS)


def test_where_the_source_is_silent_the_words_stand_in_and_are_marked() -> None:
    """Sent away is read off the agent's words and stays unknown."""
    ends = {True: "resolved", False: "unresolved"}
    told = [
        replace(one, resolved=None, went=replace(one.went, outcome=ends[bool(one.resolved)], inferred=True))  # type: ignore[type-var]
        for one in THIRDS
    ]
    (one,), _ = _links(told)
    assert one.by_words
    assert "fewer matters resolved, as far as customers’ words tell: 30 %" in one.text
    away = [replace(one, went=replace(one.went, outcome="sent_away")) for one in told]  # type: ignore[type-var]
    assert [one.outcome for one in _links(away)[0]] == []


def test_talk_of_leaving_is_compared_where_anybody_speaks_of_it() -> None:
    """More of it with slow answers is told as such."""
    left = [replace(one, resolved=None, signals=("churned",) * (not one.resolved)) for one in THIRDS]
    (one,), _ = _links(left)
    assert (one.outcome, one.direction) == ("leaving", "more")
    assert "went together with more talk of leaving: 70 %" in one.text


def test_who_was_on_hold_is_set_against_who_was_not() -> None:
    """There are no thirds of it."""
    calls = [
        replace(one, channel="voice", went=Went(hold_seconds=0.0 if one.conversation_id[0] == "a" else 40.0))
        for one in THIRDS
        if one.conversation_id[0] != "b"
    ]
    (one,), _ = _links(calls)
    assert (one.wait, one.direction) == ("hold", "less")
    assert one.text.startswith("Time on hold in calls went together with fewer matters resolved: 30 %")
    assert "like ones with none, 80 %" in one.text


def test_equal_times_make_no_thirds() -> None:
    """What words cannot tell apart is not called slow."""
    assert _links([replace(one, went=Went(first_answer_seconds=20.0)) for one in THIRDS]) == ((), 0)


@pytest.mark.parametrize(("change", "compared"), [({"agent": "a"}, False), ({"customer": "u"}, False), ({}, True)])
def test_few_people_are_not_compared(change: dict[str, str], *, compared: bool) -> None:
    """Neither one agent's slow conversations nor one customer's."""
    some = [replace(one, **change) if one.conversation_id[0] == "c" else one for one in THIRDS]  # type: ignore[arg-type]
    assert (_links(some)[1] > 0) == compared


def test_few_conversations_are_told_without_percentages() -> None:
    """Under twenty: so many of so many, and how many were to be expected."""
    small = [*_third("a", 20, 18, 18), *_third("b", 90, 18, 9), *_third("c", 300, 18, 1)]
    (one,), _ = _links(small)
    assert one.text.endswith("1 of 18; by 18 like ones with a fast one (20 s or less), 18.0 would be expected.")


def test_who_comes_again_within_a_week_came_back() -> None:
    """About one of the topics, on a later night; on the same night, after eight nights or lately nothing is known."""

    def at(key: str, back: int, *topics: str, customer: str | None = "u") -> Contact:
        return replace(
            BLANK, conversation_id=key, night=LAST - timedelta(days=back), topics=topics, customer=customer
        )  # fmt: skip

    contacts = [
        at("first", 27, "t1", "t2"), at("second", 20, "t2"), at("other topic", 19, "t3"),
        at("twice", 12, "t2"), at("a night", 12, "t2"), at("lately", 6, "t2"),
        at("unknown", 27, "t1", customer=None), at("no topic", 27),
    ]  # fmt: skip
    found = slowness.came_back(facts_of(contacts))
    assert found == {"first": True, "second": False, "other topic": False, "twice": True, "a night": True}


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_conversations_does_not_matter(rng: random.Random) -> None:
    """The same conversations in another order are the same links."""
    shuffled = THIRDS.copy()
    rng.shuffle(shuffled)
    assert slowness.links(facts_of(THIRDS), {"chat": shuffled})[::2] == _links(THIRDS)


def test_where_waits_do_not_matter_hardly_any_edition_tells_a_link() -> None:
    """Of 200 companies in which time has nothing to do with how it went, at most about one in twenty tells a link."""
    rng = np.random.default_rng(2)
    told = 0
    for _ in range(200):
        contacts = _indifferent(rng)
        channels = {name: [one for one in contacts if one.channel == name] for name in ("chat", "voice")}
        links, withheld, _ = slowness.links(facts_of(contacts), channels)
        told += bool(links or withheld)
    assert told <= binom.ppf(0.99, 200, 0.05)


def _indifferent(rng: np.random.Generator) -> list[Contact]:
    waits, draws, topics = rng.exponential(200, 300), rng.random((300, 2)), rng.integers(4, size=300)
    return [
        replace(
            BLANK, conversation_id=f"{at:04d}", customer=f"u{at}", topics=(f"t{topics[at]}",),
            channel=("chat", "voice")[at % 2], resolved=bool(draws[at, 0] < 0.2 + 0.15 * topics[at]),
            signals=("churn_threat",) if draws[at, 1] < 0.05 else (),
            went=Went(first_answer_seconds=float(waits[at]), longest_wait_seconds=float(waits[at] * 3)),
        )
        for at in range(300)
    ]  # fmt: skip


def test_a_link_to_leaving_of_which_few_spoke_is_not_told() -> None:
    """Nine of the slow ones spoke of leaving and none of the fast: clear, counted, and without a number."""

    def links(leaving: int) -> tuple[int, int]:
        slow = [replace(one, signals=("churned",) * (at < leaving)) for at, one in enumerate(_third("c", 300, 60, 0))]
        rest = [*_third("a", 20, 60, 0), *_third("b", 90, 60, 0)]
        contacts = [replace(one, resolved=None) for one in (*rest, *slow)]
        found, withheld, _ = slowness.links(facts_of(contacts), {"chat": contacts})
        return len(found), withheld

    assert links(10) == (1, 0)
    assert links(9) == (0, 1)


def test_a_link_is_told_in_the_language_of_the_edition() -> None:
    """Whatever is compared, with the same numbers as in English, and no English word."""
    facts = replace(facts_of(THIRDS), say=speaking("de"))
    (german,), _, _ = slowness.links(facts, {"chat": THIRDS})
    assert german.text == (
        "Eine späte erste Antwort in Chats (5 min oder länger) ging damit einher, dass weniger Anliegen gelöst wurden: "
        "30 % (20–43 %) von 60; bei 60 ähnlichen Gesprächen mit früher Antwort (20 s oder kürzer) waren es 80 %. "
        "Unterschied: −64 bis −33 Punkte."
    )
    (english,), _ = _links(THIRDS)
    assert replace(german, text="", slow=english.slow) == replace(english, text="")
