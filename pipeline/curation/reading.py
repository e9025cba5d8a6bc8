"""What people decided, read back from the ledger: where texts belong, what belongs together, where they disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline import registry
from pipeline.model import Decision
from pipeline.preferences import Said
from pipeline.registry import MACHINE

HASH = re.compile(r"[0-9a-f]{32}")
"""What a text is named by; no topic's id looks so."""
ONE_VALUE = ("named", "described", "owned", "status", "priority", "ticket")
"""Kinds of which a topic has one value: two people may contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A text that belongs to a topic because a person said so, and how near to it others go along."""

    text_hash: str
    topic_id: str
    radius: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A release, a campaign or another event that people want to see on the trends."""

    day: date
    kind: str
    text: str
    topic_id: str
    """Empty: on all topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Decisions that stand and say different things of one subject; the last one counts."""

    subject: str
    rows: tuple[Decision, ...]


def moves(ledger: Iterable[Decision]) -> tuple[Move, ...]:
    """Where people put texts, in the order they said so; of one text the last."""
    found = {
        row.other: Move(text_hash=row.other, topic_id=row.topic_id, radius=row.score)
        for row in of_people(ledger)
        if row.kind == "moved"
    }
    return tuple(found.values())


def pairs(ledger: Iterable[Decision]) -> tuple[Said, ...]:
    """What people said of two texts, that they belong together or never do, in the order they said so; of one pair the
    last."""
    last: dict[frozenset[str], Said] = {}
    for row in of_people(ledger):
        if row.kind in ("linked", "unlinked") and HASH.fullmatch(row.topic_id):
            both = frozenset((row.topic_id, row.other))
            last.pop(both, None)
            last[both] = Said(one=row.topic_id, other=row.other, together=row.kind == "linked")
    return tuple(last.values())


def topics_apart(ledger: Iterable[Decision]) -> frozenset[frozenset[str]]:
    """The pairs of topics that people want never together."""
    return registry.kept_apart(of_people(ledger))


def markers(ledger: Iterable[Decision]) -> tuple[Marker, ...]:
    """The events that people marked, by day."""
    found = []
    for row in of_people(ledger):
        if row.kind == "marked":
            day, kind, text = row.other.split(" ", 2)
            found.append(Marker(day=date.fromisoformat(day), kind=kind, text=text, topic_id=row.topic_id))
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.text, one.topic_id)))


def contradictions(ledger: Iterable[Decision]) -> tuple[Contradiction, ...]:
    """Where two people said different things of one topic, text or pair, and both stand."""
    said: dict[tuple[str, ...], list[Decision]] = defaultdict(list)
    for row in of_people(ledger):
        if row.kind in ONE_VALUE:
            said[row.kind, row.topic_id].append(row)
        elif row.kind == "moved":
            said["moved", row.other].append(row)
        elif row.kind in ("linked", "unlinked", "merged"):
            said["pair", *sorted((row.topic_id, row.other))].append(row)
        elif row.kind in ("pinned", "unpinned"):
            said["pinned", row.topic_id].append(row)
        elif row.kind in ("hidden", "shown"):
            said["hidden", row.topic_id, row.other].append(row)
    found = []
    for subject, rows in said.items():
        last_of = {row.actor: row for row in rows}  # what one person said later replaces what he said before
        values = {_value(row) for row in last_of.values()}
        if len(last_of) > 1 and len(values) > 1:
            standing = tuple(row for row in rows if last_of[row.actor] is row)
            found.append(Contradiction(subject=" ".join(subject[1:]), rows=standing))
    return tuple(found)


def _value(row: Decision) -> tuple[str, ...]:
    if row.kind == "moved":
        return (row.topic_id,)
    return (row.other,) if row.kind in ONE_VALUE else ("apart" if row.kind == "unlinked" else row.kind,)


def of_people(ledger: Iterable[Decision]) -> list[Decision]:
    """The decisions of people that stand, in ledger order."""
    return [row for row in registry.standing(ledger) if row.actor != MACHINE]
