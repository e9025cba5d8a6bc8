"""The plot of the made-up nights, as data: what breaks, grows, ends, splits, merges, sleeps and begins, and when.

Nights are counted from the first of the plot's 42 (offset 0); the plot is laid so that it ends with the last night.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

NIGHTS = 42
Kind = Literal["outage", "echo", "growth", "fixed", "split", "merge", "return", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One turn of the plot; what `pains`, `first` and `last` mean depends on the kind.

    outage, echo: these pains have `level` more conversations from `first` to `last`. growth: the pain's rate climbs
    evenly to `level` from `first` to `last`. fixed: the pain ends with the night before `first`. split: the first
    pain's complaints become the other two's at `first`, `level` each. merge: the first two become the third at
    `first`, at `level`. return: the pain is silent from `first` to `last`. new: the pain begins at `first`, at `level`.
    """

    kind: Kind
    title: str
    pains: tuple[str, ...]
    first: int
    last: int = NIGHTS - 1
    level: float = 0.0

    def during(self, offset: int) -> bool:
        """Whether the night lies in the event's nights."""
        return self.first <= offset <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The events, laid over the nights that end with `last`."""

    last: date
    events: tuple[Event, ...]

    def offset(self, night: date) -> int:
        """A night's number, 0 for the plot's first; below 0 before it, where nothing has happened yet."""
        return NIGHTS - 1 - (self.last - night).days

    def night(self, offset: int) -> date:
        """The night of that number."""
        return self.last - timedelta(days=NIGHTS - 1 - offset)

    def rate(self, slug: str, usual: float, night: date) -> float:
        """Conversations to expect about a pain on a night, weekday aside."""
        rate, offset = usual, self.offset(night)
        for event in self.events:
            if slug in event.pains:
                rate = RATES[event.kind](event, slug, rate, offset)
        return rate


def _more(event: Event, _: str, rate: float, offset: int) -> float:
    return rate + event.level if event.during(offset) else rate


def _growth(event: Event, _: str, rate: float, offset: int) -> float:
    climbed = min(max((offset - event.first) / (event.last - event.first), 0.0), 1.0)
    return rate + (event.level - rate) * climbed


def _fixed(event: Event, _: str, rate: float, offset: int) -> float:
    return rate if offset < event.first else 0.0


def _split(event: Event, slug: str, rate: float, offset: int) -> float:
    before = offset < event.first
    if slug == event.pains[0]:
        return rate if before else 0.0
    return 0.0 if before else event.level


def _merge(event: Event, slug: str, rate: float, offset: int) -> float:
    before = offset < event.first
    if slug == event.pains[-1]:
        return 0.0 if before else event.level
    return rate if before else 0.0


def _return(event: Event, _: str, rate: float, offset: int) -> float:
    return 0.0 if event.during(offset) else rate


def _new(event: Event, _: str, __: float, offset: int) -> float:
    return 0.0 if offset < event.first else event.level


RATES: dict[Kind, Callable[[Event, str, float, int], float]] = {
    **{"outage": _more, "echo": _more, "growth": _growth, "fixed": _fixed},
    **{"split": _split, "merge": _merge, "return": _return, "new": _new},
}

EVENTS = (
    Event(kind="outage", title="E-mail goes down for three days", pains=("mail-outage",), first=35, last=37, level=16),
    Event(
        kind="echo",
        title="The outage's echo: blame, repeat contacts, threats to leave",
        pains=("blame-shifting", "repeat-contact", "threat-to-leave"),
        first=36,
        last=38,
        level=9,
    ),
    Event(kind="growth", title="Complaints about prices grow", pains=("price-rise",), first=8, level=7),
    Event(kind="fixed", title="Codes by text message arrive again", pains=("code-missing",), first=25),
    Event(
        kind="split",
        title="Control-panel trouble splits into failing uploads and lost sign-ins",
        pains=("panel-trouble", "panel-upload", "panel-logout"),
        first=21,
        level=3.4,
    ),
    Event(
        kind="merge",
        title="Outlook's and the phone's mail trouble become one: every device signed out",
        pains=("outlook-password", "phone-mail", "devices-signed-out"),
        first=19,
        level=5.0,
    ),
    Event(
        kind="return", title="Lapsed domains return after 18 quiet nights", pains=("domain-lapsed",), first=12, last=29
    ),
    Event(kind="new", title="A forced PHP update breaks shops", pains=("php-update",), first=36, level=6.5),
)


def plot(last: date) -> Plot:
    """The plot that ends with a night."""
    return Plot(last=last, events=EVENTS)
