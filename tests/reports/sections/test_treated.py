"""How customers were treated: what they then said, and where it happens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from factory import Story
from outage_story import LAST, SETTINGS, SIGNALS

from pipeline.model import Night
from reports import edition, render
from reports.facts import Facts, gather
from reports.nouns import Spot, Treated
from reports.sections import treated
from reports.words.behaviours import Behaviour
from reports.words.wording import speaking

REFUSAL = Behaviour(
    name="refusal", title="Agents refused", speaker="agent", group="treatment", definition="The agent says no."
)
BOTH = (*SIGNALS, REFUSAL)


def _told(
    story: Story,
    count: int,
    *signals: str,
    known: bool = True,
    people: int = 1_000,
    agents: Sequence[str | None] = (None,),
    **more: object,
) -> None:
    """So many further conversations of one topic, each with these signals; of so many customers, known or not; the
    agents take turns."""
    done = len(story.rows["conversations"])
    for at in range(done, done + count):
        turns = [("customer", f"No mail, {at}."), *(("agent", "Words.") for _ in signals)]
        about = {"topics": {0: "t1"}, "signals": dict(enumerate(signals, 1)), **more}
        customer = f"u{done}-{at % people}" if known else None
        agent = agents[at % len(agents)]
        story.conversation(LAST, f"c{at:04d}", turns, customer=customer, agent=agent, **about)  # type: ignore[arg-type]


def _facts(story: Story) -> Facts:
    return gather(story.view(LAST), Night(date=LAST), say=speaking())


def _rows(story: Story, signals: Iterable[Behaviour] = BOTH) -> tuple[Treated, ...]:
    return treated.in_topic(_facts(story), "t1", tuple(signals))


def _spots(story: Story) -> tuple[tuple[Spot, ...], str]:
    return treated.spots(_facts(story), BOTH)


def _blamed(inside: int, leaving: int, **more: object) -> Story:
    """Conversations in which the agent put the fault on the customer, so many with a threat; and 80 others, of whose
    customers twelve left."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    _told(story, leaving, "blame_shift", "churn_threat", **more)  # type: ignore[arg-type]
    _told(story, inside - leaving, "blame_shift", **more)  # type: ignore[arg-type]
    _told(story, 68)
    _told(story, 12, "churned")
    return story


def test_the_threat_to_leave_is_told_with_and_without_what_agents_did() -> None:
    """Both shares with their bases; a clear difference is called one."""
    (row,) = _rows(_blamed(30, 18))
    assert (row.title, row.direction, row.verdict) == ("Agents put the fault on the customer", "more", "more often")
    assert [(one.part, one.whole) for one in (row.with_it, row.without_it) if one] == [(18, 30), (12, 80)]


def test_having_left_counts_as_speaking_of_leaving() -> None:
    """Of those without it twelve said that they had left already."""
    (row,) = _rows(_blamed(60, 12))
    assert row.without_it is not None
    assert (row.without_it.part, row.direction, row.verdict) == (12, "", "no clear difference")


def test_few_who_spoke_of_leaving_are_not_counted() -> None:
    """Twenty of the blamed and nine of the others: clear, but nine are not told, and twenty would tell them."""
    story = _blamed(30, 20)
    kept = {"c0098", "c0099", "c0100"}
    story.rows["signals"] = [row for row in story.rows["signals"] if row["conversation_id"] not in kept]
    (row,) = _rows(story)
    assert (row.verdict, row.with_it, row.without_it) == ("more often", None, None)
    assert (row.with_text, row.without_text) == ("10 or more of 30", "fewer than 10 of 80")
    (none,) = _rows(_blamed(40, 0))
    assert none.with_it is not None
    assert none.with_it.part == 0, "nobody is nobody to be recognised"
    assert _rows(_blamed(30, 5)) == (), "no clear difference and no number is nothing to say"


def test_all_but_a_few_are_not_counted_either() -> None:
    """Who did not speak of leaving is a few customers too."""
    (row,) = _rows(_blamed(30, 25))
    assert (row.with_text, row.without_text) == ("all but fewer than 10 of 30", "10 or more of 80")


def test_what_was_done_to_fewer_than_ten_customers_is_not_told() -> None:
    """Neither with nine conversations nor with thirty of nine customers."""
    assert _rows(_blamed(9, 9)) == ()
    assert _rows(_blamed(30, 0, people=9)) == ()
    assert len(_rows(_blamed(10, 0))) == 1


FEW_OR_ENOUGH = pytest.mark.parametrize(
    ("agents", "shown"),
    [
        ("a", False),
        ("ab", False),
        (("a", "b", None), False),
        ("abc", True),
        (("a", "b", "c", None), True),
        ([None], True),
    ],
)
"""Three agents are enough; an unknown one is no further one, and where all are unknown nothing can be asked."""


@FEW_OR_ENOUGH
def test_what_few_agents_did_is_not_told_of_a_topic(agents: Sequence[str | None], *, shown: bool) -> None:
    """However many others there are in the conversations without it."""
    story = _blamed(30, 18, agents=agents)
    _told(story, 40, agents="defg")
    assert len(_rows(story)) == shown


def test_a_difference_is_clear_with_room_for_all_topics() -> None:
    """What would be clear in the only topic may be chance where twenty more are looked at."""
    story = _blamed(30, 12)
    assert [one.direction for one in _rows(story)] == ["more"]
    for at in range(20):
        story.topic(f"other{at}", f"Other {at}", born=LAST)
        _told(story, 20, topics={0: f"other{at}"})
    assert [one.direction for one in _rows(story)] == [""]


def test_topics_that_are_too_small_to_be_compared_take_no_room() -> None:
    """Nineteen conversations have no two sides of ten."""
    story = _blamed(30, 12)
    for at in range(20):
        story.topic(f"other{at}", f"Other {at}", born=LAST)
        _told(story, 19, topics={0: f"other{at}"})
    assert [one.direction for one in _rows(story)] == ["more"]


def test_conversations_count_where_the_customer_is_unknown() -> None:
    """Ten of them are enough, as ten customers are."""
    assert len(_rows(_blamed(30, 12, known=False))) == 1


def test_where_nobody_speaks_of_leaving_there_is_no_table() -> None:
    """Nothing heard is nothing to compare, not a row of zeros."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    _told(story, 30, "blame_shift")
    _told(story, 30)
    assert _rows(story) == ()


def test_clear_differences_come_first() -> None:
    """The rest follows by how often it was done, not by what chance made of it."""
    story = _blamed(30, 18)
    _told(story, 50, "refusal")
    _told(story, 15, "refusal", "churned")
    assert [row.name for row in _rows(story)] == ["blame_shift", "refusal"]


def _teams(**shown: int) -> Story:
    """Teams of a hundred conversations each, in so many of which the agent refused."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for team, count in shown.items():
        _told(story, count, "refusal", queue=team)
        _told(story, 100 - count, queue=team)
    return story


def test_a_team_that_stands_out_is_told_with_its_base() -> None:
    """And what is usual elsewhere."""
    (high, low), note = _spots(_teams(billing=40, mail=10))
    assert (high.title, high.place, high.kind) == ("Agents refused", "billing", "team")
    assert (high.share.part, high.share.whole, high.usual_text, high.direction) == (40, 100, "10 %", "more")
    assert (low.direction, note) == ("less", "")


def test_what_stands_on_few_customers_is_no_number() -> None:
    """A team in which it was done to fewer than ten is not shown, nor the other, from which it would follow."""
    assert _spots(_teams(billing=40, mail=3)) == (
        (),
        "2 clear differences are not shown: fewer than 10 customers, or than 3 agents, are behind them, or elsewhere.",
    )


def test_of_three_teams_the_least_goes_with_a_small_one() -> None:
    """Of 62 refusals 3 would follow from 40 and 19; 22 of both do not tell them."""
    spots, note = _spots(_teams(billing=40, front=19, mail=3))
    assert [(one.place, one.usual.part if one.usual else None) for one in spots] == [("billing", 22)]
    assert note.startswith("1 more clear difference is not shown: fewer than 10 customers")


def test_many_conversations_of_few_customers_are_few() -> None:
    """Forty refusals of one customer are nobody's business."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    _told(story, 40, "refusal", queue="billing", people=1)
    _told(story, 60, queue="billing")
    _told(story, 100, queue="mail")
    assert _spots(story) == (
        (),
        "2 clear differences are not shown: fewer than 10 customers, or than 3 agents, are behind them, or elsewhere.",
    )


@FEW_OR_ENOUGH
def test_a_team_of_few_agents_is_not_told(agents: Sequence[str | None], *, shown: bool) -> None:
    """A team of one, with whatever many customers, is that agent; and it is no number of another's elsewhere."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    _told(story, 26, "refusal", queue="solo", agents=agents)
    _told(story, 14, queue="solo", agents="xyz")
    _told(story, 15, "refusal", queue="mail", agents="defg")
    _told(story, 85, queue="mail", agents="defg")
    spots, note = _spots(story)
    assert [one.place for one in spots] == (["mail", "solo"] if shown else [])
    assert [one.usual_text for one in spots[:1]] == (["65 %"] if shown else [])
    assert bool(note) != shown


def test_where_a_team_is_named_the_queue_is_a_queue() -> None:
    """And both are looked at; without one the queue stands for the team."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    for team, queue, refused in (("north", "mail", 40), ("south", "billing", 10)):
        _told(story, refused, "refusal", team=team, queue=queue)
        _told(story, 100 - refused, team=team, queue=queue)
    spots, _ = _spots(story)
    assert [(one.kind, one.place) for one in spots if one.direction == "more"] == [("queue", "mail"), ("team", "north")]
    assert _spots(_teams(north=20, south=20))[1] == "No team and no channel stands out clearly."


def test_only_teams_and_channels_are_places() -> None:
    """Segments and products are whom it hits, not who treats; channels are called as everywhere."""
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    _told(story, 60, "refusal", channel="email", segment="home", product="fibre")
    _told(story, 60, channel="voice", segment="small business", product="hosting")
    assert [(one.place, one.kind) for one in _spots(story)[0]] == [("e-mails", "channel")]


def test_the_greatest_differences_are_shown_and_the_rest_is_counted() -> None:
    """Twelve at most, greatest first."""
    story = _teams(**{f"team{at:02d}": 20 if at % 4 else 90 for at in range(16)})
    spots, note = _spots(story)
    assert (len(spots), note) == (12, "The 12 greatest of 16 clear differences.")
    assert [one.place for one in spots[:4]] == ["team00", "team04", "team08", "team12"]


def test_without_a_behaviour_of_agents_there_is_nothing_to_say() -> None:
    """No empty table, and no sentence about one."""
    story = Story()
    _told(story, 20, "churn_threat", queue="billing")
    assert _spots(story) == ((), "")


def test_both_tables_stand_on_their_pages(tmp_path: Path) -> None:
    """The topic's page has what customers then said, the product edition where it happens; a queue stays text."""
    story = _blamed(30, 18, queue="<b>billing</b>")
    for row in story.rows["conversations"]:
        row["queue"] = row["queue"] or "mail"
    built = edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=BOTH, versions={})
    render.render(built, tmp_path, seconds={}, snapshot_sha256="0" * 64)
    render.render_topics(built, tmp_path)
    topic = (tmp_path / "topics/t1.html").read_text("utf-8")
    product = (tmp_path / f"night={LAST}/product.html").read_text("utf-8")
    assert "How we treated them, and what they then said" in topic
    assert "<strong>more often</strong>" in topic
    assert '<bdi>&lt;b&gt;billing&lt;/b&gt;</bdi> <span class="soft">team</span>' in product
    assert "fewer than 10" in product


def test_it_is_told_in_the_language_of_the_edition() -> None:
    """The verdict, what stands in place of a share, and what is not shown."""
    story = _blamed(30, 25)
    facts = gather(story.view(LAST), Night(date=LAST), say=speaking("de"))
    (row,) = treated.in_topic(facts, "t1", BOTH)
    assert (row.verdict, row.with_text, row.without_text) == (
        "häufiger", "alle bis auf weniger als 10 von 30", "mindestens 10 von 80"
    )  # fmt: skip
    few = gather(_teams(billing=40, mail=3).view(LAST), Night(date=LAST), say=speaking("de"))
    assert treated.spots(few, BOTH)[1] == (
        "2 klare Unterschiede werden nicht gezeigt: Hinter ihnen, oder anderswo, stehen weniger als 10 Kunden oder 3 "
        "Mitarbeiter."
    )
