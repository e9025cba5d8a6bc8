"""Who fell asleep, who is back and who retires."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline import registry
from pipeline.model import Decision, DecisionKind, Topic, TopicState
from pipeline.settings import Discovery
from pipeline.stages.states import states

NIGHT = date(2026, 11, 16)
SETTINGS = Discovery(sleep_nights=14, retire_nights=400)


def row(kind: DecisionKind, ago: int) -> Decision:
    """A ledger row about the topic, so many nights ago."""
    return Decision(night=NIGHT - timedelta(days=ago), topic_id="t1", kind=kind, actor="machine", reason="so")


def tonight(ledger: Sequence[Decision], heard: int = 0, *, pinned: bool = False) -> tuple[list[str], Topic]:
    """What is decided about the topic, of which so many conversations are heard tonight, and the topic after it."""
    scored = {NIGHT: [{"topic_id": "t1", "conversation_id": str(number)} for number in range(heard)]}
    topics, made = states(
        SETTINGS, NIGHT, registry.fold(ledger), scored, ledger=ledger, pinned={"t1"} if pinned else set()
    )
    return [one.kind for one in made], topics["t1"]


def test_an_unheard_topic_sleeps_and_is_back_when_it_is_heard() -> None:
    """One conversation keeps nobody awake, three in a week wake."""
    assert tonight([row("new", 20)], 1) == (["sleeping"], tonight([row("new", 20)], 1)[1])
    kinds, topic = tonight([row("new", 20), row("sleeping", 5)], 3)
    assert (kinds, topic.state, topic.last_seen) == (["returned"], TopicState.ACTIVE, NIGHT)
    assert tonight([row("new", 20), row("sleeping", 5)], 2)[0] == []


def test_a_topic_asleep_for_longer_than_a_year_retires() -> None:
    """On the four hundredth night of its last sleep, not of one that it woke from; and only once."""
    ledger = [row("new", 600), row("sleeping", 400)]
    kinds, topic = tonight(ledger)
    assert (kinds, topic.state) == (["retired"], TopicState.RETIRED)
    assert tonight([row("new", 600), row("sleeping", 399)])[0] == []
    assert tonight([*ledger, row("returned", 300), row("sleeping", 200)])[0] == []
    assert tonight([*ledger, row("retired", 3)]) == ([], topic)


def test_a_topic_that_the_settings_name_never_retires() -> None:
    """It is looked for whatever its silence."""
    assert tonight([row("new", 600), row("sleeping", 500)], pinned=True)[0] == []


def test_a_topic_that_is_heard_again_on_its_last_night_is_back() -> None:
    """To be heard outweighs the length of the silence."""
    assert tonight([row("new", 600), row("sleeping", 400)], 3)[0] == ["returned"]
