"""The topics as of a night, as a pure function of the append-only ledger."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date

from pipeline.model import Decision, Topic, TopicState


def key(decision: Decision) -> str:
    """What a later row names this one by: SHA-256 of all it says."""
    said = "\x1f".join(str(getattr(decision, field.name)) for field in fields(decision))
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
    return tuple(row for row in standing(ledger) if row.night < night or row.actor != "machine")


def fold(ledger: Iterable[Decision]) -> dict[str, Topic]:
    """The topics that the ledger's standing rows make, by id as they were opened; people have the last word."""
    topics: dict[str, Topic] = {}
    for row in _ordered(ledger):
        if row.kind in ("theme_opened", "theme_named"):
            continue
        named = {row.topic_id, row.other} if row.kind == "merged" else {row.topic_id}
        if row.kind not in ("new", "split", "known") and not named <= topics.keys():
            # Its topic's opening was taken back because an earlier night was run again; this row's night will be too.
            continue
        match row.kind:
            case "new" | "split":
                topics[row.topic_id] = Topic(
                    topic_id=row.topic_id, name="", state=TopicState.ACTIVE, born=row.night, last_seen=row.night
                )
            case "known" if row.topic_id in topics:
                topics[row.topic_id] = replace(topics[row.topic_id], name=row.other, known=row.other)
            case "known":
                topics[row.topic_id] = Topic(
                    topic_id=row.topic_id,
                    name=row.other,
                    known=row.other,
                    state=TopicState.ACTIVE,
                    born=row.night,
                    last_seen=row.night,
                )
            case "same":
                topics[row.topic_id] = replace(topics[row.topic_id], last_seen=row.night)
            case "returned":
                topics[row.topic_id] = replace(topics[row.topic_id], state=TopicState.ACTIVE, last_seen=row.night)
            case "sleeping":
                topics[row.topic_id] = replace(topics[row.topic_id], state=TopicState.SLEEPING)
            case "named":
                topics[row.topic_id] = replace(topics[row.topic_id], name=row.other)
            case "themed":
                topics[row.topic_id] = replace(topics[row.topic_id], theme=row.other)
            case "merged" if _can_merge(topics, row.topic_id, row.other):
                gone, stays = topics[row.topic_id], topics[survivor(topics, row.other)]
                aliases = tuple(sorted({*stays.aliases, *gone.aliases, row.topic_id}))
                topics[stays.topic_id] = replace(stays, aliases=aliases)
                topics[row.topic_id] = replace(gone, state=TopicState.MERGED, merged_into=stays.topic_id)
    return topics


def themes(ledger: Iterable[Decision]) -> dict[str, str]:
    """The names of the themes that were ever opened, by id."""
    return {row.topic_id: row.other for row in _ordered(ledger) if row.kind in ("theme_opened", "theme_named")}


def next_number(ledger: Iterable[Decision], prefix: str) -> int:
    """The number of the next id with that letter in front, retracted ones counted: an id never changes hands."""
    named = (key for row in ledger for key in (row.topic_id, row.other if row.kind == "themed" else ""))
    return 1 + max((int(key[1:]) for key in named if key.startswith(prefix)), default=0)


def _ordered(ledger: Iterable[Decision]) -> list[Decision]:
    # By night, and within one people after the machine: they have the last word.
    return sorted(standing(ledger), key=lambda one: (one.night, one.actor != "machine"))


def _can_merge(topics: dict[str, Topic], topic_id: str, other: str) -> bool:
    # A topic is merged away once; merged again, or into one of its own aliases, the way to its survivor would be a
    # circle.
    return topics[topic_id].merged_into is None and survivor(topics, other) != topic_id


def retractions(rows: Sequence[Decision], *, night: date) -> tuple[Decision, ...]:
    """Ledger rows that take `rows` back because a night was run again and came out otherwise."""
    return tuple(
        Decision(
            night=night,
            topic_id=row.topic_id,
            kind="retracted",
            actor="machine",
            reason="the night was run again on other input, settings or version",
            supersedes=key(row),
        )
        for row in rows
    )


def survivor(topics: dict[str, Topic], topic_id: str) -> str:
    """The topic that answers to an id today: itself, or what it was merged into."""
    while (onward := topics[topic_id].merged_into) is not None:
        topic_id = onward
    return topic_id
