"""The topics as of a night, as a pure function of the append-only ledger."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import cast

from pipeline.model import Decision, EditionName, Priority, Status, Topic, TopicState

MACHINE = "machine"
"""The actor of what no person decided."""
OPENINGS = ("new", "known", "split")
"""Kinds of the rows that open a topic."""


def key(decision: Decision) -> str:
    """What a later row names this one by: SHA-256 of all it says."""
    said = "\x1f".join(map(str, decision.said()))
    return hashlib.sha256(said.encode()).hexdigest()


def standing(ledger: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that no later row took back, in ledger order."""
    rows: dict[int, Decision] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for at, decision in enumerate(ledger):
        if decision.kind != "retracted":
            rows[at] = decision
            places[key(decision)].append(at)
        elif places[decision.supersedes]:
            del rows[places[decision.supersedes].pop()]
    return tuple(rows.values())


def before(ledger: Iterable[Decision], night: date) -> tuple[Decision, ...]:
    """What stands from the nights before `night`, and what people decided at any time."""
    return tuple(row for row in standing(ledger) if row.night < night or row.actor != MACHINE)


def fold(ledger: Iterable[Decision]) -> dict[str, Topic]:
    """The topics that the ledger's standing rows make, by id as they were opened.

    People have the last word: within a night they come after the machine, a name of theirs outlasts every name of the
    machine, what they merged stays a facet of its survivor, and what they keep apart is merged by nobody but them.
    """
    rows = _ordered(ledger)
    apart = kept_apart(rows)
    topics: dict[str, Topic] = {}
    named_by_people: set[str] = set()
    for row in rows:
        people = row.actor != MACHINE
        if row.kind in ("new", "split") or (row.kind == "known" and row.topic_id not in topics):
            topics[row.topic_id] = Topic(
                topic_id=row.topic_id,
                name=row.other if row.kind == "known" else "",
                known=row.other if row.kind == "known" else "",
                state=TopicState.ACTIVE,
                born=row.night,
                last_seen=row.night,
            )
        elif row.topic_id not in topics or (row.kind == "named" and not people and row.topic_id in named_by_people):
            # Of no topic, or its topic's opening was taken back because an earlier night was run again; this row's
            # night will be too.
            continue
        elif row.kind == "merged":
            if row.other in topics and _can_merge(topics, row.topic_id, row.other, apart):
                _merge(topics, row.topic_id, row.other, people=people)
        elif row.kind in _CHANGES:
            topics[row.topic_id] = _CHANGES[row.kind](topics[row.topic_id], row)
        if row.kind == "named" and people:
            named_by_people.add(row.topic_id)
    return topics


def _fixed_on(row: Decision) -> date | None:
    since = row.other.partition(" ")[2]
    return date.fromisoformat(since) if since else None


def _hidden(topic: Topic, row: Decision) -> tuple[EditionName, ...]:
    left = {*topic.hidden, row.other} if row.kind == "hidden" else {*topic.hidden} - {row.other}
    return tuple(cast(EditionName, one) for one in sorted(left))


_CHANGES: Mapping[str, Callable[[Topic, Decision], Topic]] = MappingProxyType(
    {
        "known": lambda topic, row: replace(topic, name=row.other, known=row.other),
        "same": lambda topic, row: replace(topic, last_seen=max(topic.last_seen, row.night)),
        "returned": lambda topic, row: replace(
            topic, state=TopicState.ACTIVE, last_seen=max(topic.last_seen, row.night)
        ),
        "sleeping": lambda topic, _: replace(topic, state=TopicState.SLEEPING),
        "retired": lambda topic, _: replace(topic, state=TopicState.RETIRED),
        "named": lambda topic, row: replace(topic, name=row.other),
        "themed": lambda topic, row: replace(topic, theme=row.other),
        "described": lambda topic, row: replace(topic, description=row.other),
        "seeded": lambda topic, row: replace(topic, seeds=(*topic.seeds, row.other)),
        "pinned": lambda topic, _: replace(topic, pinned=True),
        "unpinned": lambda topic, _: replace(topic, pinned=False),
        "owned": lambda topic, row: replace(topic, owner=row.other),
        "status": lambda topic, row: replace(
            topic, status=cast(Status, row.other.partition(" ")[0]), fixed_on=_fixed_on(row)
        ),
        "priority": lambda topic, row: replace(topic, priority=cast(Priority, row.other)),
        "ticket": lambda topic, row: replace(topic, ticket=row.other),
        "hidden": lambda topic, row: replace(topic, hidden=_hidden(topic, row)),
        "shown": lambda topic, row: replace(topic, hidden=_hidden(topic, row)),
    }
)
"""What a decision that is about one topic alone makes of it, by kind."""


def _merge(topics: dict[str, Topic], topic_id: str, other: str, *, people: bool) -> None:
    gone, stays = topics[topic_id], topics[survivor(topics, other)]
    aliases = tuple(sorted({*stays.aliases, *gone.aliases, topic_id}))
    topics[stays.topic_id] = replace(stays, aliases=aliases)
    topics[topic_id] = replace(gone, state=TopicState.MERGED, merged_into=stays.topic_id, facet=people)


def kept_apart(rows: Iterable[Decision]) -> frozenset[frozenset[str]]:
    """Pairs of topics that people want never together; of what they said of one pair, the last."""
    apart: dict[frozenset[str], bool] = {}
    for row in rows:
        if row.actor != MACHINE and row.kind in ("unlinked", "split", "merged"):
            apart[frozenset((row.topic_id, row.other))] = row.kind != "merged"
    return frozenset(pair for pair, kept in apart.items() if kept)


def named_by_people(ledger: Iterable[Decision]) -> frozenset[str]:
    """The topics that have a name of a person."""
    return frozenset(row.topic_id for row in standing(ledger) if row.kind == "named" and row.actor != MACHINE)


def fell_asleep(ledger: Iterable[Decision]) -> dict[str, date]:
    """The last night that each topic fell asleep on, by id, of those that ever did."""
    return {row.topic_id: row.night for row in _ordered(ledger) if row.kind == "sleeping"}


def themes(ledger: Iterable[Decision]) -> dict[str, str]:
    """The names of the themes that were ever opened, by id."""
    return {row.topic_id: row.other for row in _ordered(ledger) if row.kind in ("theme_opened", "theme_named")}


def next_number(ledger: Iterable[Decision], prefix: str) -> int:
    """The number of the next id with that letter in front, retracted ones counted: an id never changes hands."""
    named = (key for row in ledger for key in (row.topic_id, row.other if row.kind == "themed" else ""))
    return 1 + max((int(key[1:]) for key in named if key.startswith(prefix)), default=0)


def _ordered(ledger: Iterable[Decision]) -> list[Decision]:
    # By night, and within one people after the machine: they have the last word. What opens a topic comes first, for
    # the machine names what people split off, and rows about no topic say nothing.
    return sorted(standing(ledger), key=lambda one: (one.night, one.kind not in OPENINGS, one.actor != MACHINE))


def _can_merge(topics: Mapping[str, Topic], topic_id: str, other: str, apart: frozenset[frozenset[str]]) -> bool:
    # A topic is merged away once; merged again, or into one of its own aliases, the way to its survivor would be a
    # circle.
    stays = survivor(topics, other)
    if topics[topic_id].merged_into is not None or stays == topic_id:
        return False
    one, two = (topic_id, *topics[topic_id].aliases), (stays, *topics[stays].aliases)
    return not apart or all(frozenset(pair) not in apart for pair in product(one, two))


def retractions(rows: Sequence[Decision], *, night: date) -> tuple[Decision, ...]:
    """Ledger rows that take `rows` back because a night was run again and came out otherwise."""
    return tuple(
        Decision(
            night=night,
            topic_id=row.topic_id,
            kind="retracted",
            actor=MACHINE,
            reason="the night was run again on other input, settings or version",
            supersedes=key(row),
        )
        for row in rows
    )


def survivor(topics: Mapping[str, Topic], topic_id: str) -> str:
    """The topic that answers to an id today: itself, or what it was merged into."""
    while (onward := topics[topic_id].merged_into) is not None:
        topic_id = onward
    return topic_id
