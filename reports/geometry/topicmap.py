"""Where topics lie on a map: near ones near each other, apart so that no circle covers another, and as they lay before.

A reader finds a topic where it was yesterday: what is known from the map before is held there while the rest settles
around it. Near is judged by neighbours (van der Maaten & Hinton 2008), as a flat picture cannot keep every distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 1000, 640
"""Of the map, in its own units."""
EDGE = 12
"""Left free along it."""
FILLED = 0.13
"""Share of the map that is covered by circles: the rest is for their names."""
LARGEST, DOT = 56.0, 5.0
"""Most units of a circle's radius, and the radius of one whose size is not told."""
OUTERMOST = 0.02
"""Share of the topics at each end that may lie further out than the map is wide: one odd topic would leave it empty."""
GAP = 4.0
"""Between two circles."""
REACH = 25.0
"""Between two centres, so that a finger meets one of them; less where so many have no room."""
FEW = 10
"""Fewer topics are laid out by their distances alone: they have no neighbourhoods."""
NEIGHBOURS = 8
"""About as many near topics as each is drawn to."""
BELONGS = 0.1
"""By how much, in cosine, topics of one theme count as nearer."""
HOLD = 0.05
"""How firmly a topic stays where it was, against 1 for the pull of its neighbours."""
STEPS_AFRESH, STEPS_ON = 400, 200
"""Of the descent: on an empty map, and from the map before."""
PACE, MOMENTUM = 0.1, 0.8
"""Of the descent: small enough that rounding errors do not grow."""
GOLDEN = np.pi * (3 - 5**0.5)
"""The turn after which points of a spiral never lie on one ray."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A topic to be laid out."""

    topic_id: str
    centroid: tuple[float, ...]
    """Its direction, of unit length; the same number of values in all."""
    theme: str
    """Empty: none."""
    radius: float


def radii(heads: Sequence[int | None]) -> tuple[float, ...]:
    """Of circles whose areas are in proportion to these numbers; of a dot where the number is None or 0."""
    known = [count or 0 for count in heads]
    whole, most = max(sum(known), 1), max(known, default=1) or 1
    unit = min((FILLED * WIDTH * HEIGHT / np.pi / whole) ** 0.5, LARGEST / most**0.5)
    return tuple(round(float(max(unit * count**0.5, 1.0)), 1) if count else DOT for count in known)


def layout(bodies: Sequence[Body], before: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Topic id -> its circle's centre, (x, y) in whole units from the upper left of a map of WIDTH by HEIGHT.

    `before` tells where topics lay; it may lack some, and name others. The bodies' order changes nothing.
    """
    ordered = sorted(bodies, key=lambda one: one.topic_id)
    if not ordered:
        return {}
    radius = np.array([one.radius for one in ordered])
    distances = _distances(ordered)
    known = np.array([one.topic_id in before for one in ordered])
    places = np.array([before.get(one.topic_id, (0.0, 0.0)) for one in ordered], dtype=np.float64)
    if len(ordered) >= FEW and 2 * known.sum() >= len(ordered):
        drawn = _onwards(_pulls(distances), places, known)
    else:
        drawn = _turned(_afresh(distances), places, known, radius)
    settled = np.round(_pushed_apart(_fitted(drawn, radius), radius)).astype(int)
    return {one.topic_id: (int(x), int(y)) for one, (x, y) in zip(ordered, settled, strict=True)}


def _distances(bodies: Sequence[Body]) -> Array:
    """(n, n): of unit vectors, those of one theme nearer than they are."""
    rows = np.array([one.centroid for one in bodies], dtype=np.float64)
    themes = np.array([one.theme for one in bodies])
    together = (themes[:, None] == themes) & (themes[:, None] != "")
    found: Array = np.sqrt(np.maximum(2 - 2 * (np.round(rows @ rows.T, 4) + BELONGS * together), 0.0))
    np.fill_diagonal(found, 0.0)
    return found


def _pulls(distances: Array) -> Array:
    """(n, n), summing to 1: how strongly two topics are drawn together, each by about NEIGHBOURS of the others."""
    squares, size = distances**2, len(distances)
    low, high, sharp = np.zeros(size), np.full(size, np.inf), np.full(size, 5.0)
    for _ in range(50):
        pulls = np.exp(-squares * sharp[:, None])
        np.fill_diagonal(pulls, 0.0)
        # Of one that is far from all others nothing may be left to divide by.
        whole = np.maximum(pulls.sum(axis=1), 1e-300)
        spread = np.log(whole) + sharp * (squares * pulls).sum(axis=1) / whole
        wide = spread > np.log(min(NEIGHBOURS, size / 3))
        low, high = np.where(wide, sharp, low), np.where(wide, high, sharp)
        sharp = np.where(np.isinf(high), 2 * sharp, (low + np.where(np.isinf(high), 0, high)) / 2)
    pulls = pulls / whole[:, None]
    return np.asarray((pulls + pulls.T) / (2 * size))


def _afresh(distances: Array) -> Array:
    """(n, 2) by the distances alone: classical scaling, and for more than a few the descent from it."""
    size = len(distances)
    centring = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    found = np.zeros((size, 2))
    found[:, : min(2, size)] = (vectors * np.sqrt(np.maximum(values, 0.0)))[:, ::-1][:, :2]
    found = found / max(float(found.std(axis=0).max()), 1e-9)
    found += 1e-3 * _spiral(size)
    if size < FEW:
        return found
    return _descended(_pulls(distances), 0.1 * found, steps=STEPS_AFRESH, gathered=STEPS_AFRESH // 4)


def _onwards(pulls: Array, places: Array, known: NDArray[np.bool_]) -> Array:
    """(n, 2) from where topics lay; a new one starts between the three known ones that draw it most."""
    start = places.copy()
    strange = np.flatnonzero(~known)
    for place, row in enumerate(strange):
        nearest = np.argsort(-pulls[row] * known, kind="stable")[:3]
        weights = pulls[row][nearest] + 1e-12
        start[row] = weights @ places[nearest] / weights.sum() + 6 * _spiral(place + 1)[-1]
    start = start - start[known].mean(axis=0)
    scales = np.geomspace(0.002, 0.5, 28)
    start = start * scales[int(np.argmin([_strain(pulls, start * scale) for scale in scales]))]
    return _descended(pulls, start, steps=STEPS_ON, held=np.where(known, HOLD, 0.0))


def _descended(pulls: Array, start: Array, *, steps: int, gathered: int = 0, held: Array | None = None) -> Array:
    """Where topics come to rest that draw each other near and push all others away; the first steps draw more."""
    size, eager = len(pulls), 4 * pulls
    found, speed = start, np.zeros_like(start)
    for step in range(steps):
        away, near = _nearness(found)
        force = near / -near.sum()
        force += eager if step < gathered else pulls
        force *= near
        slope = 4 * np.stack([np.einsum("ij,ij->i", force, along) for along in away], axis=1)
        if held is not None:
            slope += held[:, None] * (found - start) / size
        speed = MOMENTUM * speed - PACE * size * slope
        found = found + speed
    return found


def _away(places: Array) -> tuple[Array, Array]:
    """(n, n) across and (n, n) down: from each place to each other one."""
    return places[:, 0, None] - places[:, 0], places[:, 1, None] - places[:, 1]


def _nearness(places: Array) -> tuple[tuple[Array, Array], Array]:
    """Those ways, and how near each two are: 1 in one place, 0 far off and to oneself."""
    across, down = away = _away(places)
    # Nothing here or in the descent is a product of matrices: those depend on how many threads work on them.
    near = across * across
    near += down * down
    near += 1
    np.reciprocal(near, out=near)
    np.fill_diagonal(near, 0.0)
    return away, near


def _strain(pulls: Array, places: Array) -> float:
    """How badly a map tells who is near whom."""
    _, near = _nearness(places)
    return float((pulls * np.log(np.maximum(pulls, 1e-12) / np.maximum(near / near.sum(), 1e-12))).sum())


def _turned(drawn: Array, places: Array, known: NDArray[np.bool_], radius: Array) -> Array:
    """Turned and mirrored as known topics lay (Schönemann 1966); without any the long way lies across, the largest
    circle to the upper left."""
    drawn = drawn - drawn.mean(axis=0)
    if known.sum() >= 2:
        there = places[known] - places[known].mean(axis=0)
        left, _, right = np.linalg.svd(drawn[known].T @ there)
        return np.asarray(drawn @ left @ right)
    _, axes = np.linalg.eigh(drawn.T @ drawn)
    turned = drawn @ axes[:, ::-1]
    return np.asarray(turned * np.where(turned[int(radius.argmax())] > 0, -1.0, 1.0))


def _fitted(drawn: Array, radius: Array) -> Array:
    """Stretched along both axes until all but the outermost fill the map; those are moved in to its edge."""
    found = drawn.copy()
    for axis, length in enumerate((WIDTH, HEIGHT)):
        first, last = np.quantile(drawn[:, axis], (OUTERMOST, 1 - OUTERMOST))
        margin = EDGE + float(np.median(radius))
        scale = (length - 2 * margin) / (last - first) if last - first > 1e-9 else 0.0
        middle = length / 2 + (drawn[:, axis] - (first + last) / 2) * scale
        found[:, axis] = np.clip(middle, EDGE + radius, length - EDGE - radius)
    return found


def _pushed_apart(places: Array, radius: Array) -> Array:
    """Moved as little as it takes to keep circles apart and within the edge; small ones give way to large ones."""
    size = len(places)
    reach = min(REACH, (0.4 * WIDTH * HEIGHT / size) ** 0.5)
    apart = np.maximum(radius[:, None] + radius + GAP, reach)
    np.fill_diagonal(apart, 0.0)
    weight = radius**2
    least, most = (radius + EDGE)[:, None], np.array([WIDTH, HEIGHT]) - (radius + EDGE)[:, None]
    # What lies in one place, in a corner above all, would have no way apart.
    found, strewn = np.clip(places, least, most), 1e-2 * _spiral(size)
    for _ in range(600):
        across, down = _away(found)
        one, other = np.nonzero(across**2 + down**2 < apart**2)
        away = found[one] - found[other] + strewn[one] - strewn[other]
        between = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)
        short = apart[one, other] - between
        if not len(short) or short.max() < 0.5:
            break
        share = 0.5 * short / between * weight[other] / (weight[one] + weight[other])
        moves = np.zeros_like(found)
        np.add.at(moves, one, away * share[:, None])
        found = np.clip(found + moves, least, most)
    return found


def _spiral(size: int) -> Array:
    """(n, 2): points that never coincide, so that what lies in one place can be told apart."""
    turns = np.arange(1, size + 1)
    return np.asarray(
        np.stack([np.cos(turns * GOLDEN), np.sin(turns * GOLDEN)], axis=1) * np.sqrt(turns / size)[:, None]
    )
