"""Topics that never came to be after all: what opened them was taken back, and their addresses say so."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import registry
from pipeline.model import Decision
from reports.facts import Facts
from reports.nouns import GonePage, Link
from reports.words.wording import Wording


def build_all(facts: Facts, ledger: Sequence[Decision]) -> tuple[GonePage, ...]:
    """A page for every id that was opened by this night and is no topic, by id: earlier editions link to it.

    `ledger` is whole, with what was decided since: why an id is gone may have been decided later.
    """
    opened = {row.topic_id: row for row in ledger if row.kind in registry.OPENINGS and row.night <= facts.night}
    back = {row.supersedes: row for row in ledger if row.kind == "retracted"}
    return tuple(
        GonePage(
            topic_id=key,
            name=name,
            why=_why(facts.say, back.get(registry.key(opened[key]))),
            split_off=_parent(facts, opened[key]) if opened[key].kind == "split" else None,
        )
        for key, name in sorted(facts.gone.items())
    )


def _why(say: Wording, back: Decision | None) -> str:
    if back is None or back.actor == registry.MACHINE:
        return say("gone-rerun")
    return say("gone-taken-back", who=back.actor, day=say.full_date(back.night))


def _parent(facts: Facts, row: Decision) -> Link | None:
    """What it was split off from, as it answers today."""
    of = {topic.topic_id: topic for topic in facts.topics}
    key = row.other
    while key in of and of[key].merged_into:
        key = of[key].merged_into
    name = facts.names().get(key, "")
    return Link(topic_id=key, name=name) if name else None
