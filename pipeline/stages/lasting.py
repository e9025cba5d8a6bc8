"""The topics known before tonight, to be matched with tonight's clusters; those that have grown together as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from pipeline import curation, identity, kinship
from pipeline.assignment import assign
from pipeline.discovery import definition
from pipeline.identity import Ages, Lasting
from pipeline.model import Decision, Night, Topic, TopicState
from pipeline.settings import Discovery
from pipeline.stages.vectors import Stored
from pipeline.view import View, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The topics to match with, what was decided about them, and the definitions that follow from it."""

    topics: tuple[Lasting, ...]
    ages: Ages
    decisions: tuple[Decision, ...]
    defined: dict[str, Topic]


def lasting(
    settings: Discovery,
    night: Night,
    before: Mapping[str, Topic],
    defined: dict[str, Topic],
    *,
    pinned: Collection[str],
    ledger: Sequence[Decision],
    view: View,
    past: View,
    vectors: Stored,
) -> Known:
    """The topics alive `before` tonight that are `defined`; two that have come to say one thing are one from now on."""
    window = night.window(settings.window_nights)
    held: dict[str, dict[str, date]] = defaultdict(dict)
    days = [day for day in window if day < night.date]
    for row in rows_of(past.table("assignments", days, ["statement_id", "topic_id", "facet"])):
        held[row["facet"] or row["topic_id"]][row["statement_id"]] = row["night"]
    split, merged = _events(ledger, window[0])
    topics = []
    for key, topic in before.items():
        over = topic.state in (TopicState.MERGED, TopicState.RETIRED) and not topic.facet
        if over or key not in defined:
            continue
        members = held.get(key, {})
        from_then = merged[key] - timedelta(days=kinship.LOOKS[0]) if key in merged else None
        topics.append(
            Lasting(
                topic_id=key,
                centroid=defined[key].centroid,
                members=frozenset(members),
                sleeping=topic.state == TopicState.SLEEPING,
                pinned=key in pinned,
                kept=topic.pinned or topic.facet or bool(topic.seeds),
                settled=key in split or key in merged,
                since=frozenset(one for one, day in members.items() if from_then is not None and day > from_then),
            )
        )
    said: dict[str, tuple[str, date]] = {}
    ago_of: dict[str, int] = {}
    for row in rows_of(view.table("statements", window, ["statement_id", "text_hash"])):
        said[row["text_hash"]] = (row["statement_id"], row["night"])
        ago_of[row["statement_id"]] = (night.date - row["night"]).days
    hashes, ages = sorted(said), Ages(ago_of)
    if len(topics) < 2 or not hashes:
        return Known(topics=tuple(topics), ages=ages, decisions=(), defined=defined)
    matrix = vectors.of(hashes)
    floors = [defined[topic.topic_id].floor for topic in topics]
    centroids = [topic.centroid for topic in topics]
    held_by = assign(matrix, centroids, floors).topic
    # Whatever the floors: what is said half-way between two topics is in neither.
    nearest = assign(matrix, centroids, [-1.0] * len(topics)).topic
    ago = np.array([(night.date - said[text_hash][1]).days for text_hash in hashes])
    pairs = kinship.grown_together(matrix, nearest, ago, topics=len(topics), fewest=settings.min_conversations)
    united, decisions = identity.unite(
        topics,
        pairs,
        [said[text_hash][0] for text_hash in hashes],
        night.date,
        apart=curation.topics_apart(ledger),
    )
    gone = {decision.topic_id: decision.other for decision in decisions}
    after = dict(defined)
    for pair in pairs:
        ends = topics[pair.one].topic_id, topics[pair.two].topic_id
        stays = next((gone[end] for end in ends if end in gone), None)
        if stays is not None and stays not in pinned:
            core, inside = matrix[list(pair.rows)], matrix[np.isin(held_by, (pair.one, pair.two))]
            centroid, floor = definition(core, inside if len(inside) else core)
            after[stays] = replace(defined[stays], centroid=centroid, floor=floor)
    topics = [replace(topic, centroid=after[topic.topic_id].centroid) for topic in united]
    return Known(topics=tuple(topics), ages=ages, decisions=decisions, defined=after)


def _events(ledger: Sequence[Decision], since: date) -> tuple[set[str], dict[str, date]]:
    """The topics split off others since then, and those that others were merged into, with the last such night."""
    split = {row.topic_id for row in ledger if row.kind == "split" and row.night > since}
    merged: dict[str, date] = {}
    for row in ledger:
        if row.kind == "merged" and row.night > since:
            merged[row.other] = max(row.night, merged.get(row.other, row.night))
    return split, merged
