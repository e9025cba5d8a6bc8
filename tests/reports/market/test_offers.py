"""Moments where an offer fitted: how often, where, what was said next, and how it went."""

from __future__ import annotations

from collections.abc import Sequence

from factory import Story
from outage_story import LAST

from pipeline.model import Night
from pipeline.settings import Settings
from reports import edition
from reports.nouns import Market, Moment
from reports.words.behaviours import Behaviour

SIGNALS = (
    Behaviour(
        name="fitting_offer", title="Agents made an offer that fitted", speaker="agent", group="treatment",
        definition="They did.",
    ),
    Behaviour(
        name="buying_interest", title="Customers wanted to buy more", speaker="customer", group="recommend",
        definition="They did.",
    ),
)  # fmt: skip
OFFER = "I can credit your account with twenty pounds for that."
WISH = "Do you also sell mailboxes with more space?"


def _market(story: Story) -> Market:
    night = Night(date=LAST)
    built = edition.build(story.view(LAST), night, settings=Settings(), signals=SIGNALS, versions={})
    return built.marketing.market


def _story() -> Story:
    story = Story()
    story.topic("t1", "Mail lost", born=LAST)
    return story


def _talk(
    story: Story,
    key: str,
    turns: Sequence[tuple[str, str]],
    signals: dict[int, str],
    *,
    resolved: bool | None = None,
    stage: str = "use",
    agent: str | None = None,
) -> None:
    every = [("customer", "My mail is gone."), *turns]
    story.conversation(
        LAST, key, every, topics={0: "t1"}, signals=signals, customer=f"u-{key}", resolved=resolved, stage=stage,
        agent=agent,
    )  # fmt: skip


def _offers(count: int = 12, *, agents: int = 4) -> Story:
    story = _story()
    for at in range(count):
        answer = f"Thank you, that is fair and settles it for me, {at}."
        turns = [("agent", OFFER), ("customer", answer)]
        _talk(story, f"o{at:02d}", turns, {1: "fitting_offer"}, resolved=True, stage="billing", agent=f"a{at % agents}")
    for at in range(30):
        stage = "billing" if at < 15 else "use"
        _talk(story, f"n{at:02d}", [("agent", "I see.")], {}, resolved=at < 6, stage=stage, agent="a0")
    return story


def _only(market: Market) -> Moment:
    (moment,) = market.moments
    return moment


def test_an_offer_with_what_the_customer_said_to_it() -> None:
    """How often, how it went against like conversations without one, about what, and two pairs of words."""
    found = _only(_market(_offers()))
    assert found.text == "12 conversations from 12 customers: 29 % (17–44 %) of all."
    assert [(one.outcome, one.direction) for one in found.sequels] == [("resolved", "more")]
    assert [(one.topic.topic_id, one.conversations) for one in found.topics] == [("t1", 12)]
    assert [one.before for one in found.exchanges] == [OFFER]
    assert found.exchanges[0].quote.text.startswith("Thank you, that is fair")
    assert found.exchanges[0].after == ""


def test_where_the_customer_stands_is_told_with_its_base() -> None:
    """Twelve of twenty-seven who are billed; those who use it got none."""
    (stage,) = _only(_market(_offers())).stages
    assert (stage.label, stage.share.part, stage.share.whole, stage.direction) == ("billing", 12, 27, "more")


def test_a_wish_to_buy_with_what_the_agent_said_to_it() -> None:
    """The words are the customer's, the answer the agent's before he speaks again; and none of them got an offer."""
    story = _story()
    for at in range(12):
        turns = [
            ("customer", f"{WISH[:-1]}, number {at}?"),
            ("agent", "Hello [PERSON]."),
            ("agent", "The large mailbox would suit you best, I think."),
            ("customer", "Fine."),
        ]
        _talk(story, f"w{at:02d}", turns, {1: "buying_interest"})
    for at in range(12):
        _talk(story, f"n{at:02d}", [], {})
    found = _only(_market(story))
    assert found.answered == "Agents made an offer that fitted in none of them."
    assert {(one.before, one.after) for one in found.exchanges} == {
        ("", "The large mailbox would suit you best, I think.")
    }


def test_nine_customers_are_no_moment() -> None:
    """Then one line says that there is none."""
    market = _market(_offers(9))
    assert market.moments == ()
    assert market.moments_empty == "No offer and no wish to buy from 10 customers or more."


def test_words_of_two_agents_are_not_quoted() -> None:
    """They would be known by them; their numbers are told."""
    found = _only(_market(_offers(agents=2)))
    assert found.exchanges == ()
    assert found.sequels != ()
