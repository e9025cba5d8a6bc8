"""The same matter, treated differently: between whom, by how much, and what is not told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from contacts import BLANK, facts_of
from factory import Story
from hypothesis import given, settings
from hypothesis import strategies as st
from outage_story import LAST, SETTINGS, SIGNALS
from scipy.stats import binom

from pipeline.model import Night
from reports import edition, render
from reports.facts import Contact
from reports.facts.went import Went
from reports.nouns import Uneven
from reports.sections import consistency
from reports.words.behaviours import Behaviour
from reports.words.wording import speaking

REFUSAL = Behaviour(name="refusal", title="Agents refused", speaker="agent", group="treatment", definition="No.")
BOTH = (*SIGNALS, REFUSAL)


def _team(
    name: str,
    came: int,
    known: int,
    *,
    kind: str = "queue",
    agents: Sequence[str | None] = (None,),
    people: int = 10_000,
    topic: str = "t1",
) -> list[Contact]:
    """So many conversations of a group about a topic, so many of them resolved; agents take turns."""
    return [
        replace(
            BLANK,
            conversation_id=f"{kind}{name}{topic}{at:05d}",
            customer=f"{name}{at % people}",
            agent=agents[at % len(agents)],
            slices=((kind, name),),
            topics=(topic,),
            resolved=at < came,
        )
        for at in range(known)
    ]


def _found(contacts: Sequence[Contact]) -> tuple[Uneven, ...]:
    return consistency.found(facts_of(contacts), BOTH).by_topic.get("t1", ())


def test_teams_that_differ_are_told_with_bases_and_intervals() -> None:
    """The lowest and the highest, how many groups and conversations, and how far apart they are beyond chance."""
    (one,) = _found([*_team("mail", 31, 100), *_team("phone", 50, 100), *_team("front", 78, 100)])
    assert (one.name, one.kind, one.groups, one.conversations, one.left_out) == ("resolved", "team", 3, 300, 0)
    assert [(end.part, end.whole) for end in (one.lowest, one.highest)] == [(31, 100), (78, 100)]
    # Shares 31, 50, 78 %, pooled 53 %: (4.84 + 0.09 + 6.25 - 2 * 0.2491) / 200.
    assert one.spread == pytest.approx(0.2311, abs=1e-4)
    # They lie 22, 3 and 25 points from it; with chance taken off, 0.2311 * sqrt(2 / 3).
    assert one.sentence == (
        "Resolved: from 31 % of 100 (mail, 21–43 %) to 78 % of 100 (front, 67–86 %) across 3 teams, 300 "
        "conversations. More than chance explains: chance taken off, they lie about 19 points from their mean."
    )


def test_the_intervals_of_the_ends_allow_for_their_having_been_picked() -> None:
    """Wider than that of a share looked at alone."""
    (one,) = _found([*_team("mail", 31, 100), *_team("front", 78, 100)])
    assert one.lowest.low < 0.2278 < one.lowest.high
    assert one.lowest.interval != "23–41 %"


def test_equal_shares_are_not_told() -> None:
    """Something could be compared, and nothing differs."""
    every = consistency.found(facts_of([*_team("mail", 40, 100), *_team("front", 44, 100)]), BOTH)
    assert (every.by_topic, every.kinds) == ({}, ("team",))
    note = "No topic is clearly treated differently between teams."
    assert consistency.greatest(speaking(), every, ["t1"]) == ((), note)


def test_what_nobody_knows_is_absent() -> None:
    """Without outcomes, behaviours or groups there is nothing to compare and nothing to say."""
    unknown = [replace(one, resolved=None) for one in [*_team("mail", 0, 50), *_team("front", 0, 50)]]
    nowhere = [replace(one, slices=()) for one in [*_team("mail", 5, 50), *_team("front", 45, 50)]]
    for contacts in (unknown, nowhere, []):
        every = consistency.found(facts_of(contacts), BOTH)
        assert (every.by_topic, every.kinds) == ({}, ())
        assert consistency.greatest(speaking(), every, ["t1"]) == ((), "")


def test_unknown_outcomes_are_no_part_of_the_base() -> None:
    """A hundred more of which nobody knows how they ended change nothing."""
    known = [*_team("mail", 31, 100), *_team("front", 78, 100)]
    silent = [replace(one, conversation_id=f"x{one.conversation_id}", resolved=None) for one in known]
    assert _found(known) == _found([*known, *silent])


def test_what_the_words_tell_never_mixes_with_what_the_source_says() -> None:
    """Two entries, each marked, each with its own base."""
    told = [*_team("mail", 10, 60), *_team("front", 50, 60)]
    ends = {True: "resolved", False: "sent_away"}
    heard = [
        replace(
            one, conversation_id=f"x{one.conversation_id}", customer=f"x{one.customer}", resolved=None,
            went=Went(outcome=ends[bool(one.resolved)], inferred=True),  # type: ignore[arg-type]
        )
        for one in told
    ]  # fmt: skip
    found = {one.title: one.conversations for one in _found([*told, *heard])}
    assert found == {"Resolved": 120, "Solved (inferred)": 120, "Sent away (inferred)": 120}


@pytest.mark.parametrize(("people", "left_out"), [(10, 0), (9, 2)])
def test_a_group_of_fewer_than_ten_customers_is_not_told(people: int, left_out: int) -> None:
    """However often they came; and another one goes with it, or it would follow from the topic's totals."""
    contacts = [
        *_team("mail", 30, 100),
        *_team("front", 90, 120),
        *_team("shop", 50, 60),
        *_team("few", 0, 30, people=people),
    ]
    (one,) = _found(contacts)
    assert (one.lowest_place, one.left_out) == ("few" if people == 10 else "mail", left_out)
    assert ("2 teams too small to tell" in one.sentence) == (people == 9)
    assert "few" not in one.sentence or people == 10


def test_groups_left_out_together_are_enough_by_themselves() -> None:
    """Two of five customers each hide each other: no third one needs to be left out."""
    small = [*_team("a", 0, 5), *_team("b", 5, 5)]
    (one,) = _found([*_team("mail", 30, 100), *_team("front", 90, 120), *small])
    assert (one.groups, one.left_out, one.conversations) == (2, 2, 220)


def test_conversations_of_no_team_and_other_topics_hide_nothing() -> None:
    """What is told of the last topic's teams is the same beside them."""
    some = [*_team("mail", 30, 100), *_team("front", 90, 120), *_team("shop", 50, 60), *_team("few", 0, 9)]
    without = [replace(one, slices=(), conversation_id=f"no{one.conversation_id}") for one in some]
    others = [one for key in "abcdefgh" for one in _team("mail", 15, 30, topic=key)]
    (one,) = _found([*some, *without, *others])
    assert one == _found(some)[0]
    assert (one.groups, one.left_out, one.conversations) == (2, 2, 220)


def test_unknown_customers_are_conversations() -> None:
    """Ten conversations of nobody known are enough, as ten customers are; nine are not."""
    for count, groups in ((10, 3), (9, 2)):
        few = [replace(one, customer=None) for one in _team("few", 5, count)]
        more = [replace(one, customer=None) for one in _team("other", 5, 10)]
        (one,) = _found([*_team("mail", 30, 100), *_team("front", 90, 100), *few, *(more if count == 9 else [])])
        assert one.groups == groups


@pytest.mark.parametrize(("agents", "groups"), [("ab", 2), ("abc", 4), ((None,), 4), (("a", "b", None), 2)])
def test_a_team_of_few_agents_is_not_told(agents: Sequence[str | None], groups: int) -> None:
    """A team of two is those two; where the source names nobody, nothing can be asked. Another team goes with it."""
    contacts = [
        *_team("mail", 30, 100, agents="uvw"), *_team("front", 90, 100, agents="xyz"),
        *_team("shop", 40, 80, agents="rst"), *_team("solo", 0, 60, agents=agents),
    ]  # fmt: skip
    (one,) = _found(contacts)
    assert one.groups == groups


def test_teams_are_told_by_what_the_source_calls_so() -> None:
    """A queue stands for a team only where no team is named; hours and segments are told as such."""
    both = [
        replace(
            one,
            slices=(("team", "T" + value), ("queue", "q"), ("hour", "H" + value), ("segment", "S" + value)),
            night=LAST - timedelta(days=at % 7),
        )
        for at, one in enumerate([*_team("mail", 31, 100), *_team("front", 78, 100)])
        for value in [one.slices[0][1]]
    ]
    found = {one.kind: one.lowest_place for one in _found(both)}
    assert (found["team"], found["segment"]) == ("Tmail", "Smail")
    assert set(found) == {"team", "hour", "segment"}


def test_one_bad_night_is_no_habit_of_an_hour() -> None:
    """Forty mornings of one night that none was resolved on tell nothing of mornings; the same over ten nights do."""
    nights = [LAST - timedelta(days=at) for at in range(10)]
    usual = [
        replace(one, night=nights[at % 10])
        for name, came in (("6-9", 36), ("9-12", 60))
        for at, one in enumerate(_team(name, came, 60 if name == "6-9" else 100, kind="hour"))
    ]
    bad = _team("6-9", 0, 40, kind="hour", topic="t1x")
    bad = [replace(one, topics=("t1",), customer=f"b{one.conversation_id}") for one in bad]
    assert _found([*usual, *bad]) == ()
    spread = [replace(one, night=nights[at % 10]) for at, one in enumerate(bad)]
    (one,) = _found([*usual, *spread])
    assert (one.kind, one.lowest_place) == ("hour", "between 6 and 9")
    assert "across 2 times of day" in one.sentence


def test_what_agents_do_is_compared() -> None:
    """By its title; what customers do is not how they were treated."""
    contacts = [
        replace(one, resolved=None, signals=("churn_threat", "refusal") if one.resolved else ())
        for one in [*_team("mail", 31, 100), *_team("front", 78, 100)]
    ]
    (one,) = _found(contacts)
    assert (one.name, one.title) == ("refusal", "Agents refused")


def test_one_customer_who_comes_often_makes_no_difference() -> None:
    """Ten customers who come thirty times each, five of them resolved each time, are ten witnesses."""
    often = [
        replace(one, resolved=int(str(one.customer).removeprefix("mail")) < 5)
        for one in _team("mail", 0, 300, people=10)
    ]
    assert _found([*often, *_team("front", 210, 300)]) == ()
    assert len(_found([*_team("mail", 150, 300), *_team("front", 210, 300)])) == 1


def test_the_greatest_differences_stand_on_the_product_page() -> None:
    """Five at most, greatest first, of the topics of the page; the rest is counted."""
    contacts = [
        one
        for at in range(7)
        for one in (*_team("mail", 30, 100, topic=f"t{at}"), *_team("front", 60 + 5 * at, 100, topic=f"t{at}"))
    ]
    every = consistency.found(facts_of(contacts), BOTH)
    shown, note = consistency.greatest(speaking(), every, [f"t{at}" for at in range(6)])
    assert [one.topic.topic_id for one in shown] == ["t5", "t4", "t3", "t2", "t1"]
    assert note == "The 5 greatest of 6; the others stand on the topics’ pages."


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_conversations_does_not_matter(seed: int) -> None:
    """Whatever order they come in, and whatever they are called, the same is told."""
    contacts = [
        replace(one, slices=(*one.slices, ("segment", "ab"[at % 2])), signals=("refusal",) * (at % 3 == 0))
        for at, one in enumerate([*_team("mail", 31, 100), *_team("front", 78, 100), *_team("few", 1, 3)])
    ]
    shuffled = contacts.copy()
    rng = random.Random(seed)
    rng.shuffle(shuffled)
    renamed = [replace(one, conversation_id=f"{at:05d}") for at, one in enumerate(shuffled)]
    facts = replace(facts_of(contacts), contacts=tuple(shuffled))
    assert consistency.found(facts, BOTH) == consistency.found(facts_of(contacts), BOTH)
    assert _found(renamed) == _found(contacts)


def test_where_all_treat_alike_hardly_any_edition_tells_anything() -> None:
    """Of 200 made-up companies in which no group matters at most about one in twenty tells an inconsistency."""
    rng = np.random.default_rng(11)
    told = sum(bool(consistency.found(facts_of(_alike(rng)), BOTH).by_topic) for _ in range(200))
    assert told <= binom.ppf(0.99, 200, 0.05)


def _alike(rng: np.random.Generator) -> list[Contact]:
    """Conversations about eight topics, each with its own shares; groups, hours and segments have nothing to do with
    them. One customer in five comes three times, and it goes with him as it did the first time."""
    shares = rng.uniform(0.05, 0.6, (8, 2))
    contacts = []
    for person in range(900):
        topic = int(rng.integers(8))
        resolved, refused = (rng.random(2) < shares[topic]).tolist()
        for visit in range(3 if person % 5 == 0 else 1):
            hour, team = int(rng.integers(8, 18)), int(rng.choice(4, p=[0.5, 0.3, 0.15, 0.05]))
            contacts.append(
                replace(
                    BLANK, conversation_id=f"{person:04d}-{visit}", customer=f"u{person}", topics=(f"t{topic}",),
                    resolved=resolved if topic % 4 else None, signals=("refusal",) if refused else (),
                    slices=(("queue", f"q{team}"), ("hour", f"{hour:02d}"), ("segment", "ab"[int(rng.integers(2))])),
                )
            )  # fmt: skip
    return contacts


def test_it_stands_on_the_pages(tmp_path: Path) -> None:
    """The product edition names the topic, the topic's page has the sentence; a team's name stays text."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for at, one in enumerate([*_team("<b>mail</b>", 31, 100), *_team("front", 78, 100)]):
        about = {"topics": {0: "t1"}, "customer": one.customer, "queue": one.slices[0][1], "resolved": one.resolved}
        story.conversation(LAST, f"c{at:03d}", [("customer", "No mail.")], **about)  # type: ignore[arg-type]
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=BOTH, versions={})
    render.render(built, tmp_path, seconds={}, snapshot_sha256="0" * 64)
    render.render_topics(built, tmp_path)
    topic, product = ((tmp_path / name).read_text("utf-8") for name in ("topics/t1.html", f"night={LAST}/product.html"))
    for page in (topic, product):
        assert "The same matter, treated differently" in page
        assert "of 100 (&lt;b&gt;mail&lt;/b&gt;, 22–42" in page
    assert {"pace-how", "uneven-how"} <= {line.anchor for line in built.about}
