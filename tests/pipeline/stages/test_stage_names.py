"""Which topics are named again: those that are about something else than when they were named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

import pyarrow as pa
import pytest

from pipeline.model import Decision, Neighbour, Topic, TopicState
from pipeline.stages import definitions, names
from pipeline.view import View

NIGHT = date(2026, 11, 20)
TOPIC = Topic(
    topic_id="t1", name="Late parcel", state=TopicState.ACTIVE, born=NIGHT, last_seen=NIGHT, centroid=(1.0, 0.0),
    description="My parcel is late", shown=("s1",), fallback=True,
    neighbours=(Neighbour(topic_id="t2", cosine=0.7, here=("late",), there=("lost",)),),
)  # fmt: skip


@dataclass(frozen=True)
class Past:
    """A view that holds the topics of one night."""

    topics: pa.Table

    def nights(self, _: str) -> tuple[date, ...]:
        """The one night."""
        return (NIGHT,)

    def table(self, _: str, __: Iterable[date] | None = None, ___: Sequence[str] | None = None) -> pa.Table:
        """The topics, whatever is asked for."""
        return self.topics


def past(*topics: Topic, without: Sequence[str] = ()) -> View:
    """What the stage reads of earlier nights."""
    return cast(View, Past(definitions.table(topics).drop_columns(list(without))))


def named(actor: str = "machine") -> Decision:
    """The row that named the topic."""
    return Decision(night=NIGHT, topic_id="t1", kind="named", actor=actor, reason="told", other="Late parcel")


def ledger(*more: Decision) -> tuple[Decision, ...]:
    """The topic's life."""
    return (Decision(night=NIGHT, topic_id="t1", kind="new", actor="machine", reason="told"), *more)


@pytest.mark.parametrize(
    ("centroid", "actor", "expected"),
    [
        ((0.96, 0.28), "machine", []),
        ((0.6, 0.8), "machine", ["t1"]),
        ((0.6, 0.8), "a person", []),
    ],
)
def test_a_name_is_questioned_only_when_the_topic_moved(
    centroid: tuple[float, float], actor: str, expected: list[str]
) -> None:
    """By its centroid against that of the night it was named; what a person called it stays."""
    now = {"t1": replace(TOPIC, centroid=centroid, last_seen=NIGHT + timedelta(days=7))}
    assert names._moved(now, ledger(named(actor)), past(TOPIC)) == expected


def test_a_topic_is_read_as_it_was_written() -> None:
    """With its description, mark, examples and neighbours."""
    assert definitions.topics(past(TOPIC), [NIGHT]) == {"t1": TOPIC}


def test_topics_of_an_earlier_version_have_no_evidence() -> None:
    """Files that lack the new columns are read with nothing in them."""
    columns = ("description", "fallback", "shown", "neighbours")
    found: dict[str, Any] = definitions.topics(past(TOPIC, without=columns), [NIGHT])
    assert found == {"t1": replace(TOPIC, description="", fallback=False, shown=(), neighbours=())}
