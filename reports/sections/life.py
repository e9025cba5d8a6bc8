"""What became of a topic, as sentences: every decision of the ledger, of the machine or of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline import registry
from pipeline.model import Decision
from reports.words.wording import Wording

QUIET = ("same", "seeded")
"""Decisions that say only that nothing happened, or that belong to one beside them."""
_OF_ANOTHER = ("merged", "split", "unlinked", "themed")
"""Decisions that name another topic or a theme by its id."""
_MAY_BE_EMPTY = ("described", "owned", "priority", "ticket", "merged", "split", "unlinked")
"""Decisions that, where they name nothing, take something away, or are about a topic that nobody names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A decision as a sentence, with who took it, why, and the key to undo it by (people's only)."""

    night: date
    text: str
    by: str
    why: str
    key: str
    taken_back: str
    """By whom and why it was taken back; empty while it stands."""


def sentence(say: Wording, decision: Decision, names: Mapping[str, str]) -> str:
    """A decision of the ledger as a plain sentence; `names` are the topics' and themes'."""
    return _by(say, decision, _told(say, decision, names))


def status(say: Wording, value: str, family: str = "status") -> str:
    """A topic's status in words: `Fixed on 20 November 2026`, of the family `status-cell` as a table has it."""
    kind, _, since = value.partition(" ")
    if since:
        return say(f"{family}-{kind}-on", day=say.full_date(date.fromisoformat(since)))
    return say(f"{family}-{kind.replace('_', '-')}")


def lives(
    say: Wording, ledger: Iterable[Decision], names: Mapping[str, str]
) -> dict[str, tuple[tuple[Decision, str], ...]]:
    """By topic what was decided about it and its sentence, by night, the machine first; quiet ones are passed over."""
    found: dict[str, list[tuple[Decision, str]]] = {}
    # A night that is decided again writes the machine's rows after the people's: they came first all the same.
    for row in sorted(ledger, key=lambda row: (row.night, row.actor != registry.MACHINE)):
        if row.kind in QUIET:
            continue
        found.setdefault(row.topic_id, []).append((row, sentence(say, row, names)))
        if row.kind in ("merged", "unlinked") and row.other:
            name = names.get(row.topic_id, row.topic_id)
            told = say("life-joined" if row.kind == "merged" else "life-unlinked", other=name)
            found.setdefault(row.other, []).append((row, _by(say, row, told)))
    return {key: tuple(rows) for key, rows in found.items()}


def history(say: Wording, topic_id: str, ledger: Sequence[Decision], names: Mapping[str, str]) -> tuple[Told, ...]:
    """A topic's whole life, what was taken back included."""
    standing = {id(row) for row in registry.standing(ledger)}
    back = {row.supersedes: row for row in ledger if row.kind == "retracted" and row.actor != registry.MACHINE}
    told = lives(say, (row for row in ledger if row.kind != "retracted"), names).get(topic_id, ())
    return tuple(
        Told(
            night=row.night,
            text=text,
            by=row.actor,
            why=row.reason,
            key="" if row.actor == registry.MACHINE else registry.key(row),
            taken_back=_taken_back(say, back.get(registry.key(row))) if id(row) not in standing else "",
        )
        for row, text in told
        # The machine's own that did not stand were of a night that was run again: they never held.
        if id(row) in standing or row.actor != registry.MACHINE
    )


def _taken_back(say: Wording, row: Decision | None) -> str:
    if row is None:
        return say("life-taken-back")
    if not row.reason:
        return say("life-taken-back-by", who=row.actor)
    return say("life-taken-back-why", who=row.actor, why=row.reason)


def _by(say: Wording, row: Decision, told: str) -> str:
    return told if row.actor == registry.MACHINE else f"{told} {say('life-decided-by', who=row.actor)}"


def _told(say: Wording, row: Decision, names: Mapping[str, str]) -> str:
    kind = row.kind.replace("_", "-")
    if row.kind in _MAY_BE_EMPTY and not row.other:
        return say(f"life-{kind}-none")
    if row.kind == "status":
        return say("life-status", status=status(say, row.other))
    if row.kind == "priority":
        return say("life-priority", priority=say(f"priority-{row.other}"))
    if row.kind in ("hidden", "shown"):
        return say(f"life-{kind}-{row.other}")
    if row.kind == "marked":
        day, what, text = row.other.split(" ", 2)
        return say(f"life-marked-{what}", day=say.full_date(date.fromisoformat(day)), text=text)
    other = names.get(row.other, row.other) if row.kind in _OF_ANOTHER else row.other
    return say(f"life-{kind}", other=other)
