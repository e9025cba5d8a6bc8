"""What became of a topic, as sentences: every decision of the ledger, of the machine or of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pipeline import registry
from pipeline.model import Decision
from reports import wording

QUIET = ("same", "seeded")
"""Decisions that say only that nothing happened, or that belong to one beside them."""
_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "new": "First recognised as a topic of its own.",
        "known": "Named in the settings, to be looked for: {other}.",
        "same": "Recognised again.",
        "merged": "Merged into {other}.",
        "split": "Split: it and {other} are counted apart.",
        "sleeping": "Not heard for a while: asleep.",
        "retired": "Not heard for more than a year: retired.",
        "returned": "Heard again.",
        "named": "Named {other}.",
        "themed": "Counted under the theme {other}.",
        "theme_opened": "Opened as a theme: {other}.",
        "theme_named": "The theme is now called {other}.",
        "retracted": "An earlier decision was taken back.",
        "described": "Described: {other}.",
        "seeded": "A statement was given that belongs to it.",
        "pinned": "Pinned: the machine neither merges nor retires it.",
        "unpinned": "No longer pinned.",
        "priority": "Priority: {value}.",
        "ticket": "Ticket: {value}.",
        "hidden": "Left out of the {value} edition.",
        "shown": "Shown in the {value} edition again.",
        "moved": "A statement was put here.",
        "linked": "Two statements belong together.",
        "unlinked": "Never to be counted with {other}.",
        "acknowledged": "The alert {value} was seen.",
    }
)
_EMPTIED: Mapping[str, str] = MappingProxyType(
    {
        "described": "Described by the machine again.",
        "owned": "No longer owned by anybody.",
        "priority": "No longer of any priority.",
        "ticket": "No longer linked to a ticket.",
    }
)
_STATUS: Mapping[str, str] = MappingProxyType(
    {"open": "Open", "acknowledged": "Acknowledged", "wont_fix": "Will not be fixed", "fixed": "Fixed"}
)


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


def sentence(decision: Decision, names: Mapping[str, str]) -> str:
    """A decision of the ledger as a plain sentence; `names` are the topics' and themes'."""
    told = _told(decision, names)
    return told if decision.actor == registry.MACHINE else f"{told} Decided by {decision.actor}."


def status(value: str) -> str:
    """A topic's status in words: `Fixed on 20 November 2026`."""
    kind, _, since = value.partition(" ")
    return f"{_STATUS[kind]} on {_day(date.fromisoformat(since))}" if since else _STATUS[kind]


def lives(ledger: Iterable[Decision], names: Mapping[str, str]) -> dict[str, tuple[tuple[Decision, str], ...]]:
    """By topic what was decided about it and its sentence, by night, the machine first; quiet ones are passed over."""
    found: dict[str, list[tuple[Decision, str]]] = {}
    # A night that is decided again writes the machine's rows after the people's: they came first all the same.
    for row in sorted(ledger, key=lambda row: (row.night, row.actor != registry.MACHINE)):
        if row.kind in QUIET:
            continue
        found.setdefault(row.topic_id, []).append((row, sentence(row, names)))
        if row.kind in ("merged", "unlinked") and row.other:
            name = f"“{names.get(row.topic_id, row.topic_id)}”"
            told = (
                f"{name} was merged into this topic." if row.kind == "merged" else f"Never to be counted with {name}."
            )
            by = "" if row.actor == registry.MACHINE else f" Decided by {row.actor}."
            found.setdefault(row.other, []).append((row, told + by))
    return {key: tuple(rows) for key, rows in found.items()}


def history(topic_id: str, ledger: Sequence[Decision], names: Mapping[str, str]) -> tuple[Told, ...]:
    """A topic's whole life, what was taken back included."""
    standing = {id(row) for row in registry.standing(ledger)}
    back = {row.supersedes: row for row in ledger if row.kind == "retracted" and row.actor != registry.MACHINE}
    told = lives((row for row in ledger if row.kind != "retracted"), names).get(topic_id, ())
    return tuple(
        Told(
            night=row.night,
            text=text,
            by=row.actor,
            why=row.reason,
            key="" if row.actor == registry.MACHINE else registry.key(row),
            taken_back=_taken_back(back.get(registry.key(row))) if id(row) not in standing else "",
        )
        for row, text in told
        # The machine's own that did not stand were of a night that was run again: they never held.
        if id(row) in standing or row.actor != registry.MACHINE
    )


def _taken_back(row: Decision | None) -> str:
    if row is None:
        return "taken back"
    return f"taken back by {row.actor}" + (f" ({row.reason})" if row.reason else "")


def _told(row: Decision, names: Mapping[str, str]) -> str:
    if row.kind in _EMPTIED and not row.other:
        return _EMPTIED[row.kind]
    if row.kind == "owned":
        return f"Owned by {row.other}."
    if row.kind == "status":
        return f"{status(row.other)}."
    if row.kind == "marked":
        day, kind, text = row.other.split(" ", 2)
        return f"Marked on {_day(date.fromisoformat(day))}: {'' if kind == 'other' else f'{kind} '}“{text}”."
    other = f"“{names.get(row.other, row.other)}”" if row.other else "another topic"
    return _TOLD[row.kind].format(other=other, value=row.other)


def _day(day: date) -> str:
    return f"{wording.short_date(day)} {day.year}"
