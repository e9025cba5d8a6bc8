"""Two topics that have come to say one thing become one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.identity import Lasting, unite
from pipeline.kinship import United

NIGHT = date(2026, 11, 16)


def topic(key: str, members: str) -> Lasting:
    """A topic that holds a statement for each letter."""
    return Lasting(topic_id=key, centroid=(1.0, 0.0), members=frozenset(members), sleeping=False)


def test_two_topics_that_grew_together_are_one() -> None:
    """The older stays and holds what both held; a pinned one stays whatever its age, and two pinned ones both."""
    pair = United(one=0, two=1, now=0.97, before=0.7, rows=(3, 4))
    said = [f"s{number}" for number in range(5)]
    old, young = topic("t00001", "abcd"), topic("t00002", "efgh")
    topics, rows = unite([young, old], [pair], said, NIGHT)
    assert [(row.kind, row.topic_id, row.other) for row in rows] == [("merged", "t00002", "t00001")]
    assert [(one.topic_id, len(one.members), one.since) for one in topics] == [("t00001", 8, frozenset({"s3", "s4"}))]
    topics, rows = unite([replace(young, pinned=True), old], [pair], said, NIGHT)
    assert [(row.topic_id, row.other) for row in rows] == [("t00001", "t00002")]
    pinned = [replace(young, pinned=True), replace(old, pinned=True)]
    assert unite(pinned, [pair], said, NIGHT)[1] == ()
    assert unite([replace(young, sleeping=True), old], [pair], said, NIGHT)[1] == ()
