"""Geometry of the charts: numbers in, coordinates out; the templates draw them as inline SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import NamedTuple

from reports.nouns import Event, Share, Trend
from reports.words.trendwords import nights
from reports.words.wording import Wording

WIDEST = 60.0
"""Room of one night in bars at most: a history of few nights does not fill the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A small trend: `line` is an SVG path that breaks where nights are missing, `end` the last known point.

    `band` is one that encloses what was to be expected.
    """

    width: int
    height: int
    line: str
    area: str
    band: str
    end: tuple[float, float] | None
    base: float
    title: str


class Bar(NamedTuple):
    """One night: x, y, width and height, and what it says; a missing night has no height and is hatched."""

    x: float
    y: float
    width: float
    height: float
    missing: bool
    words: str
    partial: bool = False
    """Whether the night is not whole: drawn faintly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A direct label at a point; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event's line through the chart, and the number under which it is told below."""

    x: float
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Counts a night as bars from zero, with the labels of the axis."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    lines: tuple[float, ...]
    base: float
    labels: tuple[Label, ...]
    title: str
    description: str
    rows: tuple[tuple[str, str, str], ...]
    """Date, count, and what was to be expected, for the table beside the chart."""
    marks: tuple[Mark, ...] = ()
    band: str = ""
    """An SVG path that encloses what was to be expected; empty where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisker:
    """A share as a bar from zero with its interval; `usual` is a tick where the share usually lies."""

    width: int
    height: int
    bar: float
    low: float
    high: float
    usual: float | None
    title: str


def spark(trend: Trend, *, width: int = 112, height: int = 24) -> Spark:
    """A trend as a line from zero; its greatest night touches the top."""
    pad, top = 3.0, float(_highest(trend) or 1)
    step = (width - 2 * pad) / max(len(trend.counts) - 1, 1)
    base = height - pad
    runs: list[list[tuple[float, float]]] = [[]]
    for place, count in enumerate(trend.counts):
        if count is None:
            runs.append([])
        else:
            runs[-1].append((_short(pad + place * step), _short(base - count / top * (height - 2 * pad))))
    runs = [run for run in runs if run]
    line = " ".join(_path(run) for run in runs)
    area = " ".join(f"{_path(run)} L{run[-1][0]} {base} L{run[0][0]} {base} Z" for run in runs if len(run) > 1)
    end = runs[-1][-1] if runs else None
    band = _band(trend, lambda place: pad + place * step, lambda count: base - count / top * (height - 2 * pad))
    return Spark(width=width, height=height, line=line, area=area, band=band, end=end, base=base, title=trend.words)


def bars(
    say: Wording,
    trend: Trend,
    name: str,
    *,
    events: Sequence[Event] = (),
    width: int = 1000,
    least: int | None = None,
    height: int = 200,
) -> Bars:
    """A trend as one bar a night, the axis from zero, months and the highest night labelled directly; events of one day
    share a line. Of few nights it is as narrow as `least`: what is read from the newest night on begins with bars."""
    left, right, over, under = 44.0, 6.0, 20.0, 22.0
    if least is not None:
        width = min(width, max(least, math.ceil(left + right + WIDEST * len(trend.counts))))
    known = [count for count in trend.counts if count is not None]
    top = _round_up(_highest(trend))
    step = min((width - left - right) / max(len(trend.counts), 1), WIDEST)
    wide, room, base = _short(step * 0.8), height - over - under, height - under
    drawn, rows, labels = [], [], []
    highest = max(known, default=0)
    edges = _edges(len(trend.counts), left + step * 0.1, step)
    for place, (count, night) in enumerate(zip(trend.counts, nights(say, trend), strict=True)):
        day = trend.first + timedelta(days=place)
        x = left + place * step
        tall = 0.0 if count is None else count / top * room
        drawn.append(
            Bar(
                x=edges[place],
                y=_short(over if count is None else base - tall),
                width=wide,
                height=_short(room if count is None else tall),
                missing=count is None,
                partial=place in trend.partial and count is not None,
                words=night.told,
            )
        )
        rows.append((night.day, night.counted, night.expected))
        if day.weekday() == 0 and _labelled(place, step):
            labels.append(Label(x=_short(x + step / 2), y=height - 6, text=say.axis_date(day), anchor="middle"))
        if count == highest and count and not any(label.y < base - 1 and label.anchor == "middle" for label in labels):
            labels.append(
                Label(
                    x=_short(min(max(x + step / 2, left + 8), width - 12)),
                    y=_short(base - tall - 5),
                    text=night.counted,
                    anchor="middle",
                )
            )
    labels.extend(
        Label(x=left - 6, y=_short(base - share * room + 4), text=say.number(top * share), anchor="end")
        for share in (0.0, 0.5, 1.0)
    )
    return Bars(
        width=width,
        height=height,
        bars=tuple(drawn),
        lines=(_short(base - room / 2), _short(base - room)),
        base=base,
        labels=tuple(labels),
        title=say("chart-title", name=name),
        description=trend.words,
        rows=tuple(reversed(rows)),
        marks=_marks(trend, events, left, step),
        band=_band(trend, lambda place: left + (place + 0.5) * step, lambda count: base - count / top * room),
    )


def _highest(trend: Trend) -> int:
    """The greatest number that a chart has to hold: a wide band is cut off rather than flattening the counts."""
    counted = max((count for count in trend.counts if count is not None), default=0)
    return max(counted, min(max((high for high in trend.high if high is not None), default=0), 2 * counted))


def _band(trend: Trend, x: Callable[[int], float], y: Callable[[int], float]) -> str:
    """The path round what was to be expected, a night's `x` by its place and `y` of a count: over the highest numbers
    of each stretch of nights and back along the lowest."""
    edges = enumerate(zip(trend.low, trend.high, strict=True))
    paths = []
    for _, stretch in groupby(edges, key=lambda edge: None not in edge[1]):
        points = [(x(place), low, high) for place, (low, high) in stretch if low is not None and high is not None]
        if len(points) > 1:
            along = [(_short(at), _short(max(y(high), 0.0))) for at, _, high in points]
            back = [(_short(at), _short(y(low))) for at, low, _ in reversed(points)]
            paths.append(f"{_path([*along, *back])} Z")
    return " ".join(paths)


def _marks(trend: Trend, events: Sequence[Event], left: float, step: float) -> tuple[Mark, ...]:
    said: dict[int, list[str]] = {}
    for event in events:
        place = (event.day - trend.first).days
        if 0 <= place < len(trend.counts):
            said.setdefault(place, []).append(event.text)
    return tuple(
        Mark(x=_short(left + place * step), number=number, words="; ".join(texts))
        for number, (place, texts) in enumerate(sorted(said.items()), 1)
    )


def whisker(
    say: Wording, share: Share, usual: Share | None = None, *, scale: float = 1.0, width: int = 96, height: int = 14
) -> Whisker:
    """A share as a bar on an axis from zero to `scale`, its interval as a whisker."""

    def x(value: float) -> float:
        return _short(min(value / scale, 1.0) * (width - 2) + 1)

    middle = share.part / share.whole if share.whole else 0.0
    words = say("chart-interval", share=share.text, interval=share.interval) if share.interval else share.text
    tick = x(usual.part / usual.whole) if usual and usual.whole else None
    told = say("chart-usual", share=words, usual=usual.text) if usual else words
    return Whisker(
        width=width, height=height, bar=x(middle), low=x(share.low), high=x(share.high), usual=tick, title=told
    )


def scale_of(shares: Sequence[Share]) -> float:
    """One axis for shares that stand below one another: up to the greatest upper end, in tens of percent."""
    return min(1.0, max((ceil(share.high * 10) / 10 for share in shares), default=1.0)) or 1.0


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A lone point is drawn as a short stroke, or it would not be seen."""
    if len(points) == 1:
        return f"M{points[0][0]} {points[0][1]} h0.01"
    return "M" + " L".join(f"{x} {y}" for x, y in points)


def _labelled(place: int, step: float) -> bool:
    """Every Monday where there is room, else every other, or every fourth."""
    every = 1 if 7 * step >= 50 else 2 if 14 * step >= 50 else 4
    return place // 7 % every == 0


def _round_up(value: int) -> int:
    """The next even number that a reader can halve: 4, 10, 20, 40, 100 ..."""
    size = 1
    while value > 10 * size:
        size *= 10
    return next(step * size for step in (2, 4, 6, 8, 10) if value <= step * size)


@lru_cache(maxsize=64)
def _edges(nights: int, first: float, step: float) -> tuple[float, ...]:
    """Where bars begin, which is the same in all charts of as many nights."""
    return tuple(_short(first + place * step) for place in range(nights))


def _short(value: float) -> float:
    return round(value, 1)
