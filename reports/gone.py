"""Topics that never came to be after all: what opened them was taken back, and their addresses say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline import registry
from pipeline.model import Decision
from reports import life, wording
from reports.facts import Facts
from reports.nouns import GonePage, Line, Link

OPENS = ("new", "known", "split")


def build_all(facts: Facts, ledger: Sequence[Decision]) -> tuple[GonePage, ...]:
    """A page for every id that was opened once and is no topic, by id: links to it stand on pages of earlier nights."""
    names = facts.names()
    # The last opening of an id: what it was opened for last is what its page told last.
    opened = {row.topic_id: row for row in ledger if row.kind in OPENS and row.topic_id not in names}
    called = {row.topic_id: row.other for row in ledger if row.kind == "named" and row.topic_id in opened}
    back = {row.supersedes: row for row in ledger if row.kind == "retracted"}
    return tuple(
        GonePage(
            topic_id=key,
            name=called.get(key) or (row.other if row.kind == "known" else "") or key,
            why=_why(back.get(registry.key(row))),
            now=_now(facts, row),
            life=tuple(
                Line(label=_day(told.night), text=f"{told.text} ({told.taken_back})" if told.taken_back else told.text)
                for told in life.history(key, ledger, names | called)
            ),
        )
        for key, row in sorted(opened.items())
    )


def _why(back: Decision | None) -> str:
    if back is None or back.actor == registry.MACHINE:
        return "The night that had opened it was run again, and came out without it."
    return f"{back.actor} took back, on the night of {_day(back.night)}, what had opened it."


def _now(facts: Facts, row: Decision) -> Link | None:
    """Where its conversations are counted again: what it was split off from, as it answers today."""
    of = {topic.topic_id: topic for topic in facts.topics}
    key = row.other if row.kind == "split" else ""
    while key in of and of[key].merged_into:
        key = of[key].merged_into
    return Link(topic_id=key, name=of[key].name) if key in of else None


def _day(night: date) -> str:
    return f"{wording.short_date(night)} {night.year}"
