"""Who fell asleep, who is back and who retires, by the conversations assigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pipeline import registry
from pipeline.model import Decision, DecisionKind, Topic, TopicState
from pipeline.settings import Discovery

RETURN_NIGHTS, RETURN_CONVERSATIONS = 7, 3
"""A sleeping topic is back when this many conversations of the last nights are assigned to it."""


def states(
    settings: Discovery,
    night: date,
    topics: Mapping[str, Topic],
    scored: Mapping[date, Sequence[Mapping[str, Any]]],
    *,
    ledger: Sequence[Decision],
    pinned: Collection[str],
) -> tuple[dict[str, Topic], list[Decision]]:
    """The topics in their state of tonight and when each was last heard of, and the decisions.

    `scored` are the assignments by night, `ledger` is what stood before tonight; `pinned` topics never retire.
    """
    heard: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for day, rows in scored.items():
        for row in rows:
            if row["topic_id"]:
                heard[row["topic_id"]][day].add(row["conversation_id"])
    asleep_since = night - timedelta(days=settings.sleep_nights)
    # Not what it said before it fell asleep.
    back_nights = min(RETURN_NIGHTS, settings.sleep_nights)
    back_since = night - timedelta(days=back_nights)
    fell_asleep = registry.fell_asleep(ledger)
    after, decisions = {}, []
    for key, topic in topics.items():
        days = heard.get(key, {})
        quiet = sum(len(found) for day, found in days.items() if day > asleep_since)
        recent = sum(len(found) for day, found in days.items() if day > back_since)
        state = topic.state
        slept = (night - fell_asleep.get(key, night)).days
        if state == TopicState.ACTIVE and topic.born <= asleep_since and quiet <= 1:
            state = TopicState.SLEEPING
            said = f"{quiet or 'no'} conversation{'' if quiet == 1 else 's'} in {settings.sleep_nights} nights"
            decisions.append(_turned(night, key, "sleeping", said, quiet))
        elif state == TopicState.SLEEPING and recent >= RETURN_CONVERSATIONS:
            state = TopicState.ACTIVE
            said = f"{recent} conversations in {back_nights} nights"
            decisions.append(_turned(night, key, "returned", said, recent))
        elif state == TopicState.SLEEPING and slept >= settings.retire_nights and key not in pinned:
            state = TopicState.RETIRED
            decisions.append(_turned(night, key, "retired", f"asleep for {slept} nights", recent))
        after[key] = replace(topic, state=state, last_seen=max(days, default=topic.last_seen))
    return after, decisions


def _turned(night: date, topic_id: str, kind: DecisionKind, reason: str, heard: int) -> Decision:
    return Decision(night=night, topic_id=topic_id, kind=kind, actor="machine", reason=reason, score=float(heard))
