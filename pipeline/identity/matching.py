"""Which of tonight's clusters is which lasting topic: pure matching, clusters x topics -> decisions.

After MONIC (Spiliopoulou et al. 2006): a topic survives in the cluster that shares most of its statements, is merged
when its statements went into another topic's cluster, and what no topic survives in is born. Where no statement is
shared, because the topic slept through the window, the centroids decide. Who sleeps, is back or retires is told by the
conversations assigned, not here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.identity.ages import Ages
from pipeline.identity.births import OUT_OF_ONE, births
from pipeline.identity.pairs import RESEMBLES, Lasting, Pair, pairs
from pipeline.model import Cluster, Decision

SURVIVES = 0.3
"""Least F1 of shared statements at which a cluster is a topic heard of again."""
MERGES = 0.35
"""Least share of an unmatched topic's statements in one other topic's cluster for the two to be merged: a topic that no
cluster stands for any more would live on as a ghost and take statements from those that do."""
UNCLEAR = 0.05
"""Scores that differ by less decide nothing: the topic that was known longer is continued, and the reason says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which topic each cluster is tonight (by cluster number) and the decisions that say why."""

    topic_of: tuple[tuple[int, str], ...]
    decisions: tuple[Decision, ...]


def match(
    clusters: Sequence[Cluster],
    topics: Sequence[Lasting],
    *,
    night: date,
    claimed: Mapping[int, str],
    ages: Ages,
    fewest: int,
    reusable: Sequence[Lasting],
    next_number: int,
    apart: Collection[frozenset[str]] = frozenset(),
) -> Match:
    """Decide what each cluster is; a cluster found in what no topic holds firmly is a new topic, or is left out.

    `claimed` are the clusters, by number, that are decided already: those of topics that the settings name. Of a topic
    that holds fewer than `fewest` statements nothing is learned from where they went. `reusable` are topics an earlier
    run of this same night opened: running it again gives them their ids back, each to the cluster most like it. Other
    new ids count on from `next_number`, largest cluster first. `apart` are pairs of topics that are never merged.
    """
    found = sorted(
        pairs(clusters, topics, ages),
        key=lambda pair: (-pair.score, pair.lasting.topic_id, pair.cluster.number),
    )
    # A topic's fringe resembles it and would take over its definition, were it taken for the topic itself.
    fringe = {pair.cluster.number for pair in found if not pair.cluster.whole_window and pair.cosine >= RESEMBLES}
    fringe |= {cluster.number for cluster in clusters if cluster.number in claimed and not cluster.whole_window}
    clusters = [cluster for cluster in clusters if cluster.number not in fringe]
    found = [pair for pair in found if pair.cluster.whole_window]
    topic_of = {number: topic_id for number, topic_id in claimed.items() if number not in fringe}
    pinned = {topic.topic_id for topic in topics if topic.pinned} | set(claimed.values())
    taken_from, left_out = _out_of_pinned(found, topic_of)
    topic_of |= {pair.cluster.number: pair.lasting.topic_id for pair in taken_from}
    clusters = [cluster for cluster in clusters if cluster.number not in left_out]
    held = set(pinned)
    decisions = [_same(pair, night, None) for pair in taken_from]
    open_pairs = [pair for pair in found if pair.f1 >= SURVIVES or pair.lookalike]
    for pair, unclear in _one_to_one(open_pairs, topic_of, held):
        topic_of[pair.cluster.number] = pair.lasting.topic_id
        held.add(pair.lasting.topic_id)
        decisions.append(_same(pair, night, _rival(pair, found), unclear=unclear))
    decisions += _mergers(found, topics, topic_of, held, pinned=pinned, apart=apart, night=night, fewest=fewest)
    born, why = births(
        [cluster for cluster in clusters if cluster.number not in topic_of],
        found,
        topics,
        held,
        night=night,
        ages=ages,
        reusable=reusable,
        next_number=next_number,
    )
    return Match(topic_of=tuple(sorted({**topic_of, **born}.items())), decisions=(*decisions, *why))


def _one_to_one(found: Sequence[Pair], topic_of: Mapping[int, str], held: Collection[str]) -> list[tuple[Pair, bool]]:
    """Each cluster with one topic and each topic with one cluster, the best scores first, and whether it was unclear.

    Of topics that contend for one cluster with about the same score, and have none that they fit better, the oldest
    continues in it.
    """
    left = [pair for pair in found if pair.cluster.number not in topic_of and pair.lasting.topic_id not in held]
    chosen = []
    while left:
        first = left[0]
        best: dict[str, Pair] = {}
        for pair in left:
            best.setdefault(pair.lasting.topic_id, pair)
        close = [pair for pair in best.values() if pair.cluster is first.cluster and pair.score > first.score - UNCLEAR]
        kept = min(close, key=lambda pair: pair.lasting.topic_id)
        elsewhere = any(
            pair.lasting is kept.lasting and pair is not kept and pair.score > kept.score - UNCLEAR for pair in left
        )
        chosen.append((kept, len(close) > 1 or elsewhere))
        left = [pair for pair in left if pair.cluster is not kept.cluster and pair.lasting is not kept.lasting]
    return chosen


def _same(pair: Pair, night: date, rival: Pair | None, *, unclear: bool = False) -> Decision:
    reason = f"shares {pair.shared} of {len(pair.cluster.members)} statements; centroids {pair.cosine:.2f} alike"
    return Decision(
        night=night,
        topic_id=pair.lasting.topic_id,
        kind="same",
        actor="machine",
        reason=f"unclear: {reason}; another fits as well, so what was known is continued" if unclear else reason,
        score=round(pair.score, 6),
        runner_up=rival.lasting.topic_id if rival else "",
        runner_up_score=round(rival.score, 6) if rival else None,
    )


def _out_of_pinned(found: Sequence[Pair], claimed: Mapping[int, str]) -> tuple[list[Pair], set[int]]:
    """Unclaimed clusters that are mostly a pinned topic's statements: its own, or, where it has one, left out.

    Nothing is born out of a pinned topic: what is said in a set phrase would leave it for a topic of that phrase.
    """
    taken: list[Pair] = []
    left: set[int] = set()
    for pair in found:
        mostly = pair.lasting.pinned and pair.shared >= OUT_OF_ONE * len(pair.cluster.members)
        if not mostly or pair.cluster.number in claimed or any(one.cluster is pair.cluster for one in taken):
            continue
        if pair.lasting.topic_id in claimed.values() or any(one.lasting is pair.lasting for one in taken):
            left.add(pair.cluster.number)
        else:
            taken.append(pair)
    return taken, left


def _rival(pair: Pair, found: Sequence[Pair]) -> Pair | None:
    others = (one for one in found if one.cluster is pair.cluster and one.lasting is not pair.lasting)
    return next(others, None)


def _mergers(
    found: Sequence[Pair],
    topics: Sequence[Lasting],
    topic_of: dict[int, str],
    held: set[str],
    *,
    pinned: Collection[str],
    apart: Collection[frozenset[str]],
    night: date,
    fewest: int,
) -> list[Decision]:
    """Topics awake whose statements mostly went into another's cluster; a pinned id survives, else the older one."""
    decisions = []
    kept = {topic.topic_id for topic in topics if topic.kept}
    for lasting in sorted(topics, key=lambda one: one.topic_id):
        if lasting.topic_id in held or lasting.kept or not lasting.members:
            continue
        into = max(
            (pair for pair in found if pair.lasting is lasting and pair.cluster.number in topic_of),
            key=lambda pair: (pair.shared, -pair.cluster.number),
            default=None,
        )
        if into is None or into.shared / len(lasting.members) < MERGES:
            continue
        other = topic_of[into.cluster.number]
        if frozenset((lasting.topic_id, other)) in apart:
            continue
        # A fit knows little of what a sleeper last said; awake, it would take the statements of those that are heard.
        # What the settings name is theirs whatever was decided before.
        if other not in pinned and (lasting.sleeping or lasting.settled or len(lasting.members) < fewest):
            continue
        stays, goes = sorted((lasting.topic_id, other), key=lambda one: (one not in pinned, one not in kept, one))
        topic_of[into.cluster.number] = stays
        held.add(stays)
        decisions.append(
            Decision(
                night=night,
                topic_id=goes,
                kind="merged",
                actor="machine",
                other=stays,
                reason=f"{into.shared} of {len(lasting.members)} statements are in one group tonight",
                score=round(into.shared / len(lasting.members), 6),
            )
        )
    return decisions
