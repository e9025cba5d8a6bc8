"""What becomes of the clusters that no topic survives in: a new topic, one split off another, or none.

A split is an event: a part of a topic that was not there before. That a fit draws the border between two pains more
finely than the last one did is none; nor is a pain born that nobody has voiced lately, where a topic tells its past.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from pipeline.identity.ages import Ages
from pipeline.identity.pairs import RESEMBLES, Lasting, Pair, matrix, pairs
from pipeline.kinship import nearer_by_far
from pipeline.model import Cluster, Decision

OUT_OF_ONE = 0.5
"""Least share of a cluster's statements that one topic held for it to come out of that topic."""
FRESH = 2 / 3
"""Least share of a cluster's statements that are of the last nights for it to have begun then."""
SAID = 0.5
"""Greatest such share of a topic that was there before."""
GIVEN_BACK = 0.3
"""Least F1 of shared statements at which a cluster is one that an earlier run of the night opened."""


def births(
    clusters: Sequence[Cluster],
    found: Sequence[Pair],
    topics: Sequence[Lasting],
    held: Collection[str],
    *,
    night: date,
    ages: Ages,
    reusable: Sequence[Lasting],
    next_number: int,
) -> tuple[dict[int, str], list[Decision]]:
    """The ids of clusters that are no known topic, by cluster number, and why; some get none.

    `found` are the pairs with topics, `held` the topics that another cluster stands for.
    """
    # Of the first fit everything is new.
    kept = [cluster for cluster in clusters if not (topics and _history(cluster, found, topics, held, ages))]
    again = _given_back(kept, reusable)
    topic_of: dict[int, str] = {}
    decisions = []
    for cluster in sorted(kept, key=lambda one: (-len(one.members), one.members[0])):
        topic_id = again.get(cluster.number)
        if topic_id is None:
            topic_id, next_number = topic_number(next_number), next_number + 1
        topic_of[cluster.number] = topic_id
        decisions.append(_birth(cluster, topic_id, found, topics, held, night=night, ages=ages))
    return topic_of, decisions


def _birth(
    cluster: Cluster,
    topic_id: str,
    found: Sequence[Pair],
    topics: Sequence[Lasting],
    held: Collection[str],
    *,
    night: date,
    ages: Ages,
) -> Decision:
    size = len(cluster.members)
    parent = _parent(cluster, found, held)
    torn = parent is not None and parent.shared / size >= OUT_OF_ONE
    began = ages.lately(cluster.members) >= FRESH
    # What no topic claims is mostly of the last nights, as it is looked for there: that it is says nothing.
    told = cluster.whole_window or cluster.broken_off
    near = _beside(cluster, topics) if began and told and not torn else None
    other, kind = "", "new"
    if parent is not None and torn:
        reason = f"{parent.shared} of its {size} statements were in {parent.lasting.topic_id}"
        if began and _was_there(parent.lasting, ages):
            other, kind = parent.lasting.topic_id, "split"
            reason += " and are said only lately"
        else:
            reason += ", which stood for both"
    elif near is not None and not near[0].sleeping and _was_there(near[0], ages):
        other, kind = near[0].topic_id, "split"
        reason = f"{size} statements, said only lately, far nearer to {other} ({near[1]:.2f}) than to any other topic"
    else:
        reason = f"{size} statements that no topic held" + ("" if cluster.whole_window else " firmly")
    return Decision(
        night=night,
        topic_id=topic_id,
        kind="split" if kind == "split" else "new",
        actor="machine",
        other=other,
        reason=reason,
        score=round(parent.shared / size, 6) if parent is not None else None,
        runner_up=parent.lasting.topic_id if parent is not None and not other else "",
    )


def _parent(cluster: Cluster, found: Sequence[Pair], held: Collection[str]) -> Pair | None:
    return max(
        (pair for pair in found if pair.cluster is cluster and pair.shared and pair.lasting.topic_id in held),
        key=lambda pair: (pair.shared, pair.lasting.topic_id),
        default=None,
    )


def _history(
    cluster: Cluster, found: Sequence[Pair], topics: Sequence[Lasting], held: Collection[str], ages: Ages
) -> bool:
    """Whether a cluster is no longer said, or is a part of what was made one topic within the window."""
    if ages.over(cluster.members):
        return True
    if ages.lately(cluster.members) >= FRESH:
        return False
    parent = _parent(cluster, found, held)
    if parent is not None and parent.shared / len(cluster.members) >= OUT_OF_ONE:
        return parent.lasting.settled
    near = _beside(cluster, topics)
    return near is not None and bool(near[0].since)


def _beside(cluster: Cluster, topics: Sequence[Lasting]) -> tuple[Lasting, float] | None:
    """The topic that a cluster is far nearer to than to any other, and their cosine."""
    others = sorted(topics, key=lambda one: one.topic_id)
    if not others:
        return None
    cosines = (matrix(one.centroid for one in others) @ matrix([cluster.centroid])[0]).round(6).tolist()
    at = nearer_by_far(cosines)
    return (others[at], cosines[at]) if at >= 0 else None


def _was_there(topic: Lasting, ages: Ages) -> bool:
    return bool(topic.members) and ages.lately(topic.members) <= SAID


def _given_back(clusters: Sequence[Cluster], reusable: Sequence[Lasting]) -> dict[int, str]:
    """By cluster number the id that an earlier run of the night opened for such a cluster, the most alike first."""
    back: dict[int, str] = {}
    for pair in sorted(
        pairs(clusters, reusable, Ages({})),
        key=lambda pair: (-pair.f1 - pair.cosine, pair.lasting.topic_id, pair.cluster.number),
    ):
        alike = pair.f1 >= GIVEN_BACK or pair.cosine >= RESEMBLES
        if alike and pair.cluster.number not in back and pair.lasting.topic_id not in back.values():
            back[pair.cluster.number] = pair.lasting.topic_id
    return back


def topic_number(number: int) -> str:
    """The opaque id of the topic opened as the `number`-th."""
    return f"t{number:05d}"
