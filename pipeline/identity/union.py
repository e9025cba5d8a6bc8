"""Two topics that have come to say one thing become one, before tonight's clusters are matched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from pipeline.identity.pairs import Lasting
from pipeline.kinship import United
from pipeline.model import Decision


def unite(
    topics: Sequence[Lasting],
    pairs: Sequence[United],
    statements: Sequence[str],
    night: date,
    *,
    apart: Collection[frozenset[str]] = frozenset(),
) -> tuple[tuple[Lasting, ...], tuple[Decision, ...]]:
    """The topics without those that went into another, and why; `pairs` name them by their place in `topics`, and the
    statements of the last nights by their place in `statements`.

    A pinned topic stays, else one that people keep, else the older one; two such stay both, as do two that people want
    `apart`, and a sleeper says nothing to go by.
    """
    after = {topic.topic_id: topic for topic in topics}
    decisions = []
    for pair in pairs:
        stays, goes = sorted(
            (topics[pair.one], topics[pair.two]), key=lambda one: (not one.pinned, not one.kept, one.topic_id)
        )
        never = goes.pinned or goes.kept or frozenset((stays.topic_id, goes.topic_id)) in apart
        if never or goes.sleeping or stays.sleeping:
            continue
        after[stays.topic_id] = replace(
            stays,
            members=stays.members | goes.members,
            settled=True,
            since=frozenset(statements[row] for row in pair.rows),
        )
        del after[goes.topic_id]
        decisions.append(
            Decision(
                night=night,
                topic_id=goes.topic_id,
                kind="merged",
                actor="machine",
                other=stays.topic_id,
                reason=f"both say one thing in the last nights: {pair.now:.2f} alike, {pair.before:.2f} before",
                score=pair.now,
            )
        )
    return tuple(after.values()), tuple(decisions)
