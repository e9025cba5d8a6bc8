"""Which of tonight's clusters is which lasting topic: pure matching, clusters x topics -> decisions.

After MONIC (Spiliopoulou et al. 2006): a topic survives in the cluster that shares most of its statements, splits when
a second cluster took a good part of them, is merged when its statements went into another topic's cluster. Where no
statement is shared, because the topic slept through the window, the centroids decide. Who sleeps and who is back is
told by the conversations assigned, not here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Cluster, Decision

SURVIVES = 0.3
"""Least F1 of shared statements at which a cluster is a topic heard of again."""
SPLITS = 0.5
"""Least share of a cluster that came out of one topic for a split; of a topic that went into a cluster for a merge."""
MERGES = 0.35
"""Least share of an unmatched topic's statements in one other topic's cluster for the two to be merged: a topic that no
cluster stands for any more would live on as a ghost and take statements from those that do."""
RESEMBLES = 0.8
"""Least cosine of centroids at which a cluster is a topic without shared statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A topic as it was before tonight: its centroid and which statements of tonight's window it holds."""

    topic_id: str
    centroid: tuple[float, ...]
    members: frozenset[str]
    sleeping: bool
    pinned: bool = False
    """Defined by people's examples: its own clusters are claimed for it, it takes no other and goes into no other."""
    kept: bool = False
    """By people: whatever happens to its statements, it goes into no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which topic each cluster is tonight (by cluster number) and the decisions that say why."""

    topic_of: tuple[tuple[int, str], ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    cluster: Cluster
    lasting: Lasting
    shared: int
    cosine: float

    @property
    def f1(self) -> float:
        return 2 * self.shared / (len(self.cluster.members) + len(self.lasting.members)) if self.shared else 0.0

    @property
    def score(self) -> float:
        return max(self.f1, self.cosine - RESEMBLES if self.lookalike else 0.0)

    @property
    def lookalike(self) -> bool:
        return self.cosine >= RESEMBLES and (self.lasting.sleeping or not self.lasting.members)


def match(
    clusters: Sequence[Cluster],
    topics: Sequence[Lasting],
    *,
    night: date,
    claimed: Mapping[int, str],
    reusable: Sequence[Lasting],
    next_number: int,
    apart: Collection[frozenset[str]] = frozenset(),
) -> Match:
    """Decide what each cluster is; a cluster found in what no topic holds firmly is a new topic, or is left out.

    `claimed` are the clusters, by number, that are decided already: those of topics that people gave examples of.
    `apart` are pairs of topics that people want never merged.
    `reusable` are topics an earlier run of this same night opened: running it again gives them their ids back, each to
    the cluster most like it. Other new ids count on from `next_number`, largest cluster first.
    """
    pairs = sorted(
        _pairs(clusters, topics),
        key=lambda pair: (-pair.score, pair.lasting.topic_id, pair.cluster.number),
    )
    # A topic's fringe resembles it and would take over its definition, were it taken for the topic itself.
    fringe = {pair.cluster.number for pair in pairs if not pair.cluster.whole_window and pair.cosine >= RESEMBLES}
    fringe |= {cluster.number for cluster in clusters if cluster.number in claimed and not cluster.whole_window}
    clusters = [cluster for cluster in clusters if cluster.number not in fringe]
    pairs = [pair for pair in pairs if pair.cluster.whole_window]
    topic_of = {number: topic_id for number, topic_id in claimed.items() if number not in fringe}
    pinned = {topic.topic_id for topic in topics if topic.pinned} | set(claimed.values())
    taken_from, left_out = _out_of_pinned(pairs, topic_of)
    topic_of |= {pair.cluster.number: pair.lasting.topic_id for pair in taken_from}
    clusters = [cluster for cluster in clusters if cluster.number not in left_out]
    held = set(pinned)
    decisions = [_same(pair, night, None) for pair in taken_from]
    for pair in pairs:
        if pair.cluster.number in topic_of or pair.lasting.topic_id in held:
            continue
        if pair.f1 < SURVIVES and not pair.lookalike:
            continue
        topic_of[pair.cluster.number] = pair.lasting.topic_id
        held.add(pair.lasting.topic_id)
        rival = _rival(pair, pairs)
        decisions.append(_same(pair, night, rival))
    decisions += _mergers(pairs, topics, topic_of, held, pinned=pinned, apart=apart, night=night)
    decisions += _births(clusters, pairs, topic_of, held, night=night, reusable=reusable, next_number=next_number)
    return Match(topic_of=tuple(sorted(topic_of.items())), decisions=tuple(decisions))


def _same(pair: _Pair, night: date, rival: _Pair | None) -> Decision:
    return Decision(
        night=night,
        topic_id=pair.lasting.topic_id,
        kind="same",
        actor="machine",
        reason=f"shares {pair.shared} of {len(pair.cluster.members)} statements; centroids {pair.cosine:.2f} alike",
        score=round(pair.score, 6),
        runner_up=rival.lasting.topic_id if rival else "",
        runner_up_score=round(rival.score, 6) if rival else None,
    )


def _out_of_pinned(pairs: Sequence[_Pair], claimed: Mapping[int, str]) -> tuple[list[_Pair], set[int]]:
    """Unclaimed clusters that are mostly a pinned topic's statements: its own, or, where it has one, left out.

    Nothing is born out of a pinned topic: what is said in a set phrase would leave it for a topic of that phrase.
    """
    taken: list[_Pair] = []
    left: set[int] = set()
    for pair in pairs:
        mostly = pair.lasting.pinned and pair.shared >= SPLITS * len(pair.cluster.members)
        if not mostly or pair.cluster.number in claimed or any(one.cluster is pair.cluster for one in taken):
            continue
        if pair.lasting.topic_id in claimed.values() or any(one.lasting is pair.lasting for one in taken):
            left.add(pair.cluster.number)
        else:
            taken.append(pair)
    return taken, left


def _pairs(clusters: Sequence[Cluster], topics: Sequence[Lasting]) -> Iterator[_Pair]:
    if not clusters or not topics:
        return
    cosines = np.round(_matrix(one.centroid for one in clusters) @ _matrix(one.centroid for one in topics).T, 6)
    for cluster, row in zip(clusters, cosines.tolist(), strict=True):
        members = frozenset(cluster.members)
        for lasting, cosine in zip(topics, row, strict=True):
            shared = len(members & lasting.members)
            if shared or cosine >= RESEMBLES:
                yield _Pair(cluster=cluster, lasting=lasting, shared=shared, cosine=cosine)


def _matrix(centroids: Iterable[tuple[float, ...]]) -> NDArray[np.float64]:
    return np.array(list(centroids), dtype=np.float64)


def _rival(pair: _Pair, pairs: Sequence[_Pair]) -> _Pair | None:
    others = (one for one in pairs if one.cluster is pair.cluster and one.lasting is not pair.lasting)
    return next(others, None)


def _mergers(
    pairs: Sequence[_Pair],
    topics: Sequence[Lasting],
    topic_of: dict[int, str],
    held: set[str],
    *,
    pinned: Collection[str],
    apart: Collection[frozenset[str]],
    night: date,
) -> list[Decision]:
    """Topics whose statements mostly went into another topic's cluster; a pinned id survives, else the older one."""
    decisions = []
    kept = {topic.topic_id for topic in topics if topic.kept}
    for lasting in sorted(topics, key=lambda one: one.topic_id):
        if lasting.topic_id in held or lasting.kept or not lasting.members:
            continue
        into = max(
            (pair for pair in pairs if pair.lasting is lasting and pair.cluster.number in topic_of),
            key=lambda pair: (pair.shared, -pair.cluster.number),
            default=None,
        )
        if into is None or into.shared / len(lasting.members) < MERGES:
            continue
        other = topic_of[into.cluster.number]
        if frozenset((lasting.topic_id, other)) in apart:
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


def _births(
    clusters: Sequence[Cluster],
    pairs: Sequence[_Pair],
    topic_of: dict[int, str],
    held: Collection[str],
    *,
    night: date,
    reusable: Sequence[Lasting],
    next_number: int,
) -> list[Decision]:
    decisions = []
    unmatched = [cluster for cluster in clusters if cluster.number not in topic_of]
    again = _given_back(unmatched, reusable)
    for cluster in sorted(unmatched, key=lambda one: (-len(one.members), one.members[0])):
        members = frozenset(cluster.members)
        topic_id = again.get(cluster.number)
        if topic_id is None:
            topic_id, next_number = topic_number(next_number), next_number + 1
        topic_of[cluster.number] = topic_id
        parent = max(
            (pair for pair in pairs if pair.cluster is cluster and pair.lasting.topic_id in held),
            key=lambda pair: (pair.shared, pair.lasting.topic_id),
            default=None,
        )
        torn = parent is not None and parent.shared / len(members) >= SPLITS
        decisions.append(
            Decision(
                night=night,
                topic_id=topic_id,
                kind="split" if torn else "new",
                actor="machine",
                other=parent.lasting.topic_id if parent is not None and torn else "",
                reason=(
                    f"{parent.shared} of its {len(members)} statements were in {parent.lasting.topic_id}"
                    if parent is not None and torn
                    else f"{len(members)} statements that no topic held" + ("" if cluster.whole_window else " firmly")
                ),
                score=round(parent.shared / len(members), 6) if parent is not None else None,
                runner_up=parent.lasting.topic_id if parent is not None and not torn else "",
            )
        )
    return decisions


def _given_back(clusters: Sequence[Cluster], reusable: Sequence[Lasting]) -> dict[int, str]:
    """By cluster number the id that an earlier run of the night opened for such a cluster, the most alike first."""
    back: dict[int, str] = {}
    for pair in sorted(
        _pairs(clusters, reusable),
        key=lambda pair: (-pair.f1 - pair.cosine, pair.lasting.topic_id, pair.cluster.number),
    ):
        alike = pair.f1 >= SURVIVES or pair.cosine >= RESEMBLES
        if alike and pair.cluster.number not in back and pair.lasting.topic_id not in back.values():
            back[pair.cluster.number] = pair.lasting.topic_id
    return back


def topic_number(number: int) -> str:
    """The opaque id of the topic opened as the `number`-th."""
    return f"t{number:05d}"
