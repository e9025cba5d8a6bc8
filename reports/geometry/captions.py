"""Where the names on the map stand: beside or on their circles, never on each other, led by a line where need be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reports.nouns import Circle, Region, TopicMap
from reports.words.wording import shortened

SIZE, THEME_SIZE = 12.0, 15.0
"""Of the letters, in units of the map."""
LINE, ASCENT = 1.15, 0.78
"""From one line to the next, in letters' sizes, and the part of a line above its base."""
BOLD = 1.08
"""How much wider letters are in bold, as the names of what changed are."""
LONGEST, ONE_LINE = 40, 14
"""Letters of a name, the rest is told on its page; and letters that need no second line."""
LARGEST = 12
"""Topics that are named wherever they lie, as what changed is."""
BESIDE = 4.0
"""Units between a circle and the name beside it."""
NEAR, FURTHER = 0.0, (8.0, 16.0, 26.0, 38.0, 52.0, 70.0, 90.0)
"""Units from a circle at which its name looks for room: beside it; and for one that must be shown some way off."""
ROUND = 16
"""Directions in which it looks some way off."""
OVERHANG = 2.6
"""Radii of a circle that a name on it may be wide."""
AIR, LINE_AIR = 2.0, 1.0
"""Units that a name, and the line that leads to it, keep from circles of others, so that it is plain whose it is."""
CLEAR = 2.0
"""Units that it may reach into that at most."""
ROUNDS = 3
"""How often names are set again, those that found no room before the others."""
SEARCHED = 160
"""Units around a theme's centre of weight in which its name looks for room."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A name in one or two lines; `x` and `y` are where the first one begins, ends or is centred, on its base."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    """As in SVG: `start`, `middle` or `end`."""
    line: tuple[float, float, float, float] | None = None
    """From its circle to it, (x, y) to (x, y), where it stands some way off."""
    shown: bool = True
    """Whether there is room for it; else it shows while its circle is pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """The names of topics by their ids, and those of themes."""

    topics: Mapping[str, Caption]
    themes: tuple[Caption, ...]


class _Choice(NamedTuple):
    """A place that a name may take: left, top, right, bottom."""

    caption: Caption
    box: tuple[float, float, float, float]


class _Ground(NamedTuple):
    """The map without names: its size, and (x, y, radius) of every circle."""

    width: int
    height: int
    circles: Array


def captions(drawn: TopicMap) -> Captions:
    """A place for the name of each topic that changed, of the LARGEST and of each theme, and of as many others, largest
    first, as there is room for; the same map gives the same places."""
    circles = drawn.circles
    ground = _Ground(
        drawn.width, drawn.height, np.array([(one.x, one.y, one.radius) for one in circles]).reshape(-1, 3)
    )
    large = [at for at, one in enumerate(circles[:LARGEST]) if not one.mark and one.kind != "small"]
    found, taken = _first(ground, circles, [*(at for at, one in enumerate(circles) if one.mark), *large])
    themes = []
    for region in drawn.regions:
        theme = _theme(ground, taken, region)
        themes.append(theme.caption)
        taken = _with(taken, theme)
    for at, circle in enumerate(circles):
        if at not in found:
            choice, cost = _beside(ground, taken, circle, at)
            fits = choice is not None and cost <= CLEAR and circle.kind != "small"
            found[at] = choice.caption if choice and fits else _hidden(ground, circle)
            taken = _with(taken, choice) if choice and fits else taken
    return Captions(topics={one.topic.topic_id: found[at] for at, one in enumerate(circles)}, themes=tuple(themes))


def width_of(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif type of that size: rather too wide than too narrow."""
    return size * sum(
        0.3 if letter in "ijlI.,:;'’|!()[] ft-" else 0.9 if letter in "mwMW@%—" or ord(letter) > 0x2E7F else
        0.68 if letter.isupper() else 0.56
        for letter in text
    )  # fmt: skip


def broken(name: str) -> tuple[str, ...]:
    """A name in one line, or in two about as wide where it is long."""
    text = shortened(" ".join(name.split()), LONGEST)
    places = [at for at, letter in enumerate(text) if letter == " "]
    if len(text) <= ONE_LINE or not places:
        return (text,)
    at = min(places, key=lambda place: max(width_of(text[:place], 1), width_of(text[place + 1 :], 1)))
    return text[:at], text[at + 1 :]


def _first(ground: _Ground, circles: Sequence[Circle], order: Sequence[int]) -> tuple[dict[int, Caption], Array]:
    """The names that must be shown, and what they take: set in turn, and again with those first that found no room."""
    best: tuple[dict[int, Caption], Array] = {}, np.zeros((0, 4))
    least = np.inf
    for _ in range(ROUNDS):
        found, taken, costs = {}, np.zeros((0, 4)), {}
        for at in order:
            choice, costs[at] = _beside(ground, taken, circles[at], at, FURTHER)
            found[at] = choice.caption if choice else _hidden(ground, circles[at])
            taken = _with(taken, choice) if choice else taken
        whole = sum(costs.values())
        if whole < least or not best[0]:
            best, least = (found, taken), whole
        cramped = [at for at in order if costs[at] > CLEAR]
        if not cramped:
            break
        order = [*cramped, *(at for at in order if at not in cramped)]
    return best


def _beside(
    ground: _Ground, taken: Array, circle: Circle, at: int, further: Sequence[float] = ()
) -> tuple[_Choice | None, float]:
    """The first place near it that is free, or that takes least of others' circles; None where there is none."""
    best, least = None, np.inf
    lines = broken(circle.topic.name)
    wide = max(width_of(line, SIZE) for line in lines) * (BOLD if circle.mark else 1.0)
    for far in (NEAR, *further):
        choices = _off(circle, lines, wide, far) if far else _near(circle, lines, wide)
        costs = _costs(ground, taken, choices, at)
        first = int(costs.argmin())
        if costs[first] < least:
            best, least = choices[first], float(costs[first])
        if least <= CLEAR:
            break
    return best, least


def _near(circle: Circle, lines: tuple[str, ...], wide: float) -> list[_Choice]:
    """Best first: on it where it fits, right, left, below, above, at its corners, on it where it nearly fits."""
    tall, gap, slant = len(lines) * LINE * SIZE, circle.radius + BESIDE, circle.radius * 0.72 + 2
    on = (-wide / 2, -tall / 2, "middle")
    # What changed has its mark there.
    fits = not circle.mark and (wide / 2) ** 2 + (tall / 2) ** 2 <= circle.radius**2
    nearly = not circle.mark and wide <= OVERHANG * circle.radius
    sides = [on] if fits else []
    sides += [(gap, -tall / 2, "start"), (-gap - wide, -tall / 2, "end"), (-wide / 2, gap, "middle")]
    sides += [(-wide / 2, -gap - tall, "middle"), (slant, slant, "start"), (slant, -slant - tall, "start")]
    sides += [(-slant - wide, slant, "end"), (-slant - wide, -slant - tall, "end")]
    sides += [on] if nearly else []
    return [_at(lines, wide, circle.x + across, circle.y + down, anchor) for across, down, anchor in sides]


def _off(circle: Circle, lines: tuple[str, ...], wide: float, far: float) -> list[_Choice]:
    """All round it, some way off, with a line from its edge to the nearest point of the name."""
    tall, found = len(lines) * LINE * SIZE, []
    for turn in range(ROUND):
        across, down = np.cos(2 * np.pi * turn / ROUND), np.sin(2 * np.pi * turn / ROUND)
        left = circle.x + across * (circle.radius + far + wide / 2) - wide / 2
        top = circle.y + down * (circle.radius + far + tall / 2) - tall / 2
        box = (left - CLEAR, top, left + wide + CLEAR, top + tall)
        x, y = min(max(circle.x, box[0]), box[2]), min(max(circle.y, box[1]), box[3])
        part = circle.radius / max(float(np.hypot(x - circle.x, y - circle.y)), 1e-9)
        start = circle.x + (x - circle.x) * part, circle.y + (y - circle.y) * part
        line = (round(start[0], 1), round(start[1], 1), round(x, 1), round(y, 1))
        anchor = "start" if across > 0.3 else "end" if across < -0.3 else "middle"
        found.append(_at(lines, wide, left, top, anchor, line=line))
    return found


def _at(
    lines: tuple[str, ...],
    wide: float,
    left: float,
    top: float,
    anchor: str,
    *,
    size: float = SIZE,
    line: tuple[float, float, float, float] | None = None,
    shown: bool = True,
) -> _Choice:
    x = {"start": left, "middle": left + wide / 2, "end": left + wide}[anchor]
    y = top + ASCENT * LINE * size
    box = (left - CLEAR, top, left + wide + CLEAR, top + len(lines) * LINE * size)
    return _Choice(
        Caption(lines=lines, x=round(float(x), 1), y=round(float(y), 1), anchor=anchor, line=line, shown=shown), box
    )


def _hidden(ground: _Ground, circle: Circle) -> Caption:
    """Above its circle, within the map: it shows alone, so it may cover others."""
    lines = broken(circle.topic.name)
    wide, tall = max(width_of(line, SIZE) for line in lines), len(lines) * LINE * SIZE
    left = min(max(circle.x - wide / 2, 0.0), ground.width - wide)
    above = circle.y - circle.radius - BESIDE - tall
    top = above if above >= 0 else circle.y + circle.radius + BESIDE
    return _at(lines, wide, left, top, "middle", shown=False).caption


def _theme(ground: _Ground, taken: Array, region: Region) -> _Choice:
    """Near its centre of weight, where it covers least; a theme is called after two topics, one a line."""
    first, joint, second = region.name.partition(" · ")
    lines = (f"{shortened(first, LONGEST)} ·", shortened(second, LONGEST)) if joint else broken(region.name)
    wide, tall = max(width_of(line, THEME_SIZE) for line in lines), len(lines) * LINE * THEME_SIZE
    steps = range(-SEARCHED, SEARCHED + 1, 20)
    shifts = [(across, down) for across in steps for down in steps]
    choices = [
        _at(lines, wide, region.x + across - wide / 2, region.y + down - tall / 2, "middle", size=THEME_SIZE)
        for across, down in shifts
    ]
    costs = _costs(ground, taken, choices) + np.array([np.hypot(*shift) / 8 for shift in shifts])
    return choices[int(costs.argmin())]


def _with(taken: Array, choice: _Choice) -> Array:
    """What is taken, by a name and the line to it too: (n, 4) boxes, points of lines as boxes without size."""
    return np.concatenate([taken, [choice.box], _dots(choice.caption)])


def _dots(caption: Caption) -> Array:
    """(n, 4): points of the line that leads to a name, without its ends, a few units from each other."""
    if caption.line is None:
        return np.zeros((0, 4))
    x, y, there_x, there_y = caption.line
    parts = np.linspace(0, 1, max(int(np.hypot(there_x - x, there_y - y) // 6), 1) + 1)[1:-1]
    spots = np.stack([x + (there_x - x) * parts, y + (there_y - y) * parts], axis=1)
    return np.concatenate([spots, spots], axis=1)


def _costs(ground: _Ground, taken: Array, choices: Sequence[_Choice], own: int = -1) -> Array:
    """Units by which each reaches into circles other than its own, summed; inf beyond the map or on another name."""
    costs = _covered(ground, taken, np.array([choice.box for choice in choices]), own, AIR)
    dots = [_dots(choice.caption) for choice in choices]
    places = np.repeat(np.arange(len(choices)), [len(some) for some in dots])
    np.add.at(costs, places, _covered(ground, taken, np.concatenate(dots), own, LINE_AIR))
    return costs


def _covered(ground: _Ground, taken: Array, boxes: Array, own: int, air: float) -> Array:
    left, top, right, bottom = (side[:, None] for side in boxes.T)
    x, y, radius = ground.circles.T
    across = np.maximum(np.maximum(left - x, x - right), 0.0)
    down = np.maximum(np.maximum(top - y, y - bottom), 0.0)
    squares = across * across + down * down
    meets = squares < (radius + air) ** 2
    if own >= 0:
        meets[:, own] = False
    one, other = np.nonzero(meets)
    depth = radius[other] + air - np.sqrt(squares[one, other])
    on = (left < taken[:, 2]) & (taken[:, 0] < right) & (top < taken[:, 3]) & (taken[:, 1] < bottom)
    beyond = (left < 0) | (top < 0) | (right > ground.width) | (bottom > ground.height)
    return np.where(on.any(axis=1) | beyond[:, 0], np.inf, np.bincount(one, depth, len(boxes)))
