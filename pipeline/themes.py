"""Themes: a handful of groups over the topics, by the topics' own geometry, that last as topics do.

The topics' centroids are cut by Ward's linkage (Ward 1963) into the number of groups with the best silhouette
(Rousseeuw 1987). Themes that stand are kept: they are drawn anew only where that separates the topics clearly better,
and a topic changes its theme only where another one is clearly nearer. Each change is a ledger row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import count

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Decision, DecisionKind
from pipeline.separation import silhouette

FEWEST, MOST = 5, 12
"""Themes: fewer say nothing, more are no overview."""
LEAST_TOPICS = 10
"""Fewer topics are an overview already."""
BETTER = 0.05
"""What a new arrangement must gain in silhouette over the one that stands."""
CLOSER = 0.1
"""What another theme must be nearer by, in cosine, for a topic to move."""
LITTLE = frozenset("and for from not off out the with".split())
JOINT = " · "
"""Between the names of the two topics that a theme is called after."""
STAYS = 0.5
"""Least share of a theme's conversations that a new group must hold to be that theme and not another one."""

Vectors = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A living topic as its theme sees it."""

    topic_id: str
    centroid: tuple[float, ...]
    weight: int
    """Conversations of the window, at least 1."""
    name: str
    unfit: bool = False
    """Whether its name is to stand for no theme: it is only key terms, or the topic has too few customers to show."""
    theme: str = ""
    """The theme it belongs to; empty for a new topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrangement:
    theme_of: Mapping[str, str]
    why: Mapping[str, tuple[str, float, str]]
    """Topic id -> reason, score, runner-up theme."""


def arrange(
    members: Sequence[Member],
    *,
    night: date,
    names: Mapping[str, str],
    reusable: Mapping[str, frozenset[str]],
    next_number: int,
    whole_window: bool,
) -> tuple[Decision, ...]:
    """The decisions that give every topic a theme: themes opened and named, topics placed or moved.

    `names` are the standing themes' by id. `reusable` are themes that an earlier run of this same night opened, with
    their topics: drawn again they get their ids back; other new ids count on from `next_number`. Only with
    `whole_window` may what stands be changed; on other nights new topics are placed, and that is all.
    """
    ordered = sorted(members, key=lambda one: one.topic_id)
    standing = {one.theme for one in ordered} - {""}
    if not standing and len(ordered) < LEAST_TOPICS:
        return ()
    vectors = _centred(ordered)
    kept = _kept(ordered, vectors, may_move=whole_window) if standing else None
    drawn = _drawn(ordered, vectors, reusable, next_number) if whole_window or kept is None else None
    found = kept or drawn
    if kept and drawn:
        new, old = (_silhouette(vectors, [one.theme_of[m.topic_id] for m in ordered]) for one in (drawn, kept))
        if new > old + BETTER:
            why = f"the themes were drawn anew: separated {new:.2f} instead of {old:.2f}"
            found = _Arrangement(theme_of=drawn.theme_of, why={m.topic_id: (why, new, "") for m in ordered})
    assert found is not None
    return tuple(_decisions(ordered, found, names, night))


def _centred(members: Sequence[Member]) -> Vectors:
    """(topics, dimensions), unit length, without the direction that all topics share."""
    rows = np.array([one.centroid for one in members], dtype=np.float64)
    weights = np.sqrt([one.weight for one in members])
    return _unit(rows - np.average(rows, axis=0, weights=weights))


def _kept(members: Sequence[Member], vectors: Vectors, *, may_move: bool) -> _Arrangement:
    """Every topic where it is, a new one in the nearest theme, one that is clearly nearer to another in that."""
    themes = sorted({one.theme for one in members} - {""})
    own = np.array([themes.index(one.theme) if one.theme else -1 for one in members])
    sums = np.array([vectors[own == at].sum(axis=0) for at in range(len(themes))])
    theme_of, why = {}, {}
    for row, one in enumerate(members):
        # A topic's own weight would hold it where it is.
        others = sums.copy()
        if own[row] >= 0:
            others[own[row]] -= vectors[row]
        cosines = np.round(_unit(others) @ vectors[row], 4)
        best = int(cosines.argmax())
        alone = own[row] >= 0 and int((own == own[row]).sum()) == 1
        if own[row] >= 0 and (alone or not may_move or cosines[best] < cosines[own[row]] + CLOSER):
            best = int(own[row])
        theme_of[one.topic_id] = themes[best]
        cosines[best], score = -2.0, float(cosines[best])
        second = int(cosines.argmax())
        said = "nearest of the themes" if own[row] < 0 else f"nearer than to {one.theme}"
        why[one.topic_id] = (said, score, themes[second] if len(themes) > 1 else "")
    return _Arrangement(theme_of=theme_of, why=why)


def _drawn(
    members: Sequence[Member], vectors: Vectors, reusable: Mapping[str, frozenset[str]], next_number: int
) -> _Arrangement | None:
    """The best arrangement whatever stands, under the ids of the themes it resembles."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - only where themes are drawn

    if len(members) < LEAST_TOPICS:
        return None
    tree = linkage(vectors, "ward")
    counts = range(min(FEWEST, len(members) // 2), min(MOST, len(members) // 2) + 1)
    cuts = [fcluster(tree, count, "maxclust") for count in counts]
    labels = max(cuts, key=lambda cut: round(_silhouette(vectors, cut.tolist()), 6))
    held: dict[str, set[str]] = defaultdict(set)
    for one in members:
        if one.theme:
            held[one.theme].add(one.topic_id)
    known = {**reusable, **{theme: frozenset(topics) for theme, topics in held.items()}}
    groups = [
        [one for one, label in zip(members, labels, strict=True) if label == group] for group in sorted(set(labels))
    ]
    groups.sort(key=lambda group: (-sum(one.weight for one in group), group[0].topic_id))
    ids = sorted(known)
    shared = np.array(
        [[sum(one.weight for one in group if one.topic_id in known[theme]) for theme in ids] for group in groups]
    ).reshape(len(groups), len(ids))
    weight = {one.topic_id: one.weight for one in members}
    whole = [sum(weight.get(key, 0) for key in known[theme]) for theme in ids]
    # A theme that lent one topic to a group is not that group: ids would change hands. Nor may it stand in the way of
    # the id that an earlier run of the night gave the group.
    shared[shared <= STAYS * np.array(whole)] = 0
    # More than half of a theme lies in one group at most, so no two groups want the same id; ids that stood come first.
    again = {}
    for number, row in enumerate(shared.tolist()):
        rest = [(theme not in held, -lent, theme) for lent, theme in zip(row, ids, strict=True) if lent]
        if rest:
            again[number] = min(rest)[2]
    theme_of, why = {}, {}
    for at, group in enumerate(groups):
        if at not in again:
            again[at], next_number = theme_number(next_number), next_number + 1
        for one in group:
            theme_of[one.topic_id] = again[at]
            why[one.topic_id] = (f"alike to {len(group) - 1} other topics", 0.0, "")
    return _Arrangement(theme_of=theme_of, why=why)


def _silhouette(vectors: Vectors, labels: Sequence[object]) -> float:
    _, groups = np.unique(list(map(str, labels)), return_inverse=True)
    return silhouette(vectors, groups) if 0 < groups.max() < len(vectors) - 1 else -1.0


def _decisions(
    members: Sequence[Member], found: _Arrangement, names: Mapping[str, str], night: date
) -> Iterator[Decision]:
    called = _names(members, found.theme_of, names)
    for theme, name in sorted(called.items()):
        if names.get(theme) != name:
            kind: DecisionKind = "theme_named" if theme in names else "theme_opened"
            yield Decision(
                night=night,
                topic_id=theme,
                kind=kind,
                actor="machine",
                reason="after its largest topics",
                other=name,
            )
    for one in members:
        theme = found.theme_of[one.topic_id]
        if theme != one.theme:
            reason, score, second = found.why[one.topic_id]
            yield Decision(
                night=night,
                topic_id=one.topic_id,
                kind="themed",
                actor="machine",
                reason=reason,
                other=theme,
                score=round(score, 6),
                runner_up=second,
            )


def _names(members: Sequence[Member], theme_of: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """A name for each theme that has topics: those of its two largest topics that have no word in common.

    A theme keeps its name while the topics that it is called after are among its own, under those names.
    """
    mine: dict[str, list[Member]] = defaultdict(list)
    for one in members:
        mine[theme_of[one.topic_id]].append(one)
    called: dict[str, str] = {}
    for theme, topics in sorted(mine.items()):
        topics.sort(key=lambda one: (one.unfit, -one.weight, one.topic_id))
        old = names.get(theme, "")
        taken = {*called.values(), *(names.get(key, "") for key in mine if key != theme)}
        kept = bool(old) and old in _after({one.name for one in topics})
        options = _options([one.name for one in topics], theme)
        called[theme] = old if kept else next(name for name in options if name not in taken)
    return called


def _after(topics: Set[str]) -> set[str]:
    """Every name that a theme of these topics may keep."""
    return {*topics} | {f"{one}{JOINT}{other}" for one in topics for other in topics if one != other}


def _options(topics: Sequence[str], theme: str) -> Iterator[str]:
    """Names after the first topic and another, then numbered: one of them is free."""
    first, *others = list(dict.fromkeys(name for name in topics if name)) or [theme]
    yield from (f"{first}{JOINT}{other}" for other in others if not _alike(first, other))
    yield from (f"{first}{JOINT}{other}" for other in others)
    yield first
    yield from (f"{first}{JOINT}no. {number}" for number in count(2))


def _alike(first: str, second: str) -> bool:
    """Whether two names seem to have a word in common: the same but for an ending of up to three letters."""
    return any(
        one[: max(3, len(one) - 3)] == other[: max(3, len(one) - 3)] and abs(len(one) - len(other)) <= 3
        for one in first.lower().split()
        for other in second.lower().split()
        if len(one) > 2 and one not in LITTLE
    )


def _unit(rows: Vectors) -> Vectors:
    norm = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(norm, 1e-12))


def theme_number(number: int) -> str:
    """The opaque id of the theme opened as the `number`-th."""
    return f"g{number:04d}"
