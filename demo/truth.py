"""How much of what was planted a run has found: the pains, and the turns of the plot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from demo.history import FOUND, History, Match, Truth, history
from demo.pains import pains
from demo.plot import Event, Kind, Plot

__all__ = ["EventFound", "Found", "PainFound", "Ruling", "Truth", "score"]

SIDE = 3
"""Nights a history must hold before an event for the event to be scored."""


class Ruling(NamedTuple):
    """What the ledger says about a topic; any tuple of this shape will do."""

    night: date
    topic_id: str
    kind: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PainFound:
    """A planted pain and the topic that holds it best."""

    slug: str
    title: str
    topic_name: str
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFound:
    """A turn of the plot and whether it can be seen in the topics."""

    kind: Kind
    title: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that was planted in the history, found or not."""

    pains: tuple[PainFound, ...]
    events: tuple[EventFound, ...]

    def lines(self) -> tuple[str, ...]:
        """Plain sentences: the two counts, every pain with its topic, every event."""
        held = sum(pain.match.found for pain in self.pains)
        seen = sum(event.found for event in self.events)
        total = f"{held} of {len(self.pains)} planted pains found; {seen} of {len(self.events)} plot events found"
        rule = f"a pain is found where one topic holds it with an F1 of at least {FOUND} over conversations"
        told = [_pain_line(pain) for pain in sorted(self.pains, key=lambda pain: (not pain.match.found, pain.slug))]
        return (total, rule, *told, *(_event_line(event) for event in self.events))


def score(
    truth: Sequence[Truth],
    plot: Plot,
    *,
    assignments: Mapping[str, Collection[str]],
    topics: Mapping[str, str],
    decisions: Sequence[tuple[date, str, str, str]],
) -> Found:
    """Hold what was planted against a run's topics.

    `assignments` gives every conversation of the history (by the source's own id) the ids of its topics, none
    included; `topics` their names; `decisions` the ledger as (night, topic_id, kind, other). A planted pain that no
    customer states in the history, and an event whose nights it does not hold, are left out of the counts.
    Raises ValueError where the history and the truth share no conversation.
    """
    seen = history(truth, plot, assignments)
    rulings = tuple(Ruling(*decision) for decision in decisions)
    matches = [(pain, seen.match(pain.slug)) for pain in pains()]
    return Found(
        pains=tuple(
            PainFound(slug=pain.slug, title=pain.title, topic_name=topics.get(match.topic_id, ""), match=match)
            for pain, match in matches
            if match.conversations
        ),
        events=tuple(
            EventFound(kind=event.kind, title=event.title, found=CHECKS[event.kind](event, seen, plot, rulings))
            for event in plot.events
            if _held(event, seen)
        ),
    )


def _held(event: Event, seen: History) -> bool:
    ends = event.last + 1 if event.kind == "return" else event.first
    return seen.first <= event.first - SIDE and ends <= seen.last


def _outage(event: Event, seen: History, _: Plot, __: Sequence[Ruling]) -> bool:
    """On the outage's nights the pain's topic is heard at least three times as often as before."""
    return all(_raised(seen, slug, event, times=3) for slug in event.pains)


def _echo(event: Event, seen: History, _: Plot, __: Sequence[Ruling]) -> bool:
    """On the echo's nights each of the pains' topics is heard at least twice as often as before."""
    return all(_raised(seen, slug, event, times=2) for slug in event.pains)


def _raised(seen: History, slug: str, event: Event, *, times: float) -> bool:
    match = seen.match(slug)
    usual = seen.mean(match.topic_id, seen.first, event.first - 1)
    now = seen.mean(match.topic_id, event.first, event.last)
    return match.found and now >= times * usual and now >= 1


def _growth(event: Event, seen: History, _: Plot, __: Sequence[Ruling]) -> bool:
    """In the last seven nights the topic is heard at least twice as often as before the growth began."""
    match = seen.match(event.pains[0])
    before = seen.mean(match.topic_id, seen.first, event.first - 1)
    return match.found and seen.mean(match.topic_id, seen.last - 6, seen.last) >= max(2 * before, 1)


def _fixed(event: Event, seen: History, _: Plot, __: Sequence[Ruling]) -> bool:
    """From the fix on the topic is heard at most a tenth as often as before."""
    match = seen.match(event.pains[0])
    before = seen.mean(match.topic_id, seen.first, event.first - 1)
    return match.found and seen.mean(match.topic_id, event.first, seen.last) <= before / 10


def _split(event: Event, seen: History, plot: Plot, rulings: Sequence[Ruling]) -> bool:
    """After the split two topics hold the parts; and one held the whole before, or the ledger split one of them."""
    whole, *parts = event.pains
    after = [seen.match(slug, first=event.first) for slug in parts]
    ids = {match.topic_id for match in after}
    told = _ruled(rulings, "split", ids, since=plot.night(event.first))
    before = seen.match(whole, last=event.first - 1)
    return all(match.found for match in after) and len(ids) == len(parts) and (before.found or told)


def _merge(event: Event, seen: History, plot: Plot, rulings: Sequence[Ruling]) -> bool:
    """After the merge one topic holds the whole; and two held the parts before, or the ledger merged into that one."""
    *parts, whole = event.pains
    after = seen.match(whole, first=event.first)
    told = _ruled(rulings, "merged", {after.topic_id}, since=plot.night(event.first))
    before = [seen.match(slug, last=event.first - 1) for slug in parts]
    apart = all(match.found for match in before) and len({match.topic_id for match in before}) == len(parts)
    return after.found and (apart or told)


def _return(event: Event, seen: History, _: Plot, __: Sequence[Ruling]) -> bool:
    """The topic that held the pain before the silence holds it after."""
    before = seen.match(event.pains[0], last=event.first - 1)
    after = seen.match(event.pains[0], first=event.last + 1)
    return before.found and after.found and before.topic_id == after.topic_id


def _new(event: Event, seen: History, plot: Plot, rulings: Sequence[Ruling]) -> bool:
    """The topic that holds the pain was born on the pain's first night or within three after it."""
    match, began = seen.match(event.pains[0]), plot.night(event.first)
    born = {ruling.night for ruling in rulings if ruling.topic_id == match.topic_id and ruling.kind == "new"}
    return match.found and any(began <= night <= began + timedelta(days=3) for night in born)


CHECKS: dict[Kind, Callable[[Event, History, Plot, Sequence[Ruling]], bool]] = {
    **{"outage": _outage, "echo": _echo, "growth": _growth, "fixed": _fixed},
    **{"split": _split, "merge": _merge, "return": _return, "new": _new},
}


def _ruled(rulings: Sequence[Ruling], kind: str, topic_ids: Collection[str], *, since: date) -> bool:
    return any(
        ruling.kind == kind and ruling.night >= since and not {ruling.topic_id, ruling.other}.isdisjoint(topic_ids)
        for ruling in rulings
    )


def _pain_line(pain: PainFound) -> str:
    match = pain.match
    topic = f"“{pain.topic_name or match.topic_id}”" if match.topic_id else "no topic"
    numbers = f"precision {match.precision:.2f}, recall {match.recall:.2f}, {match.conversations} conversations"
    return f"{'found' if match.found else 'not found'}: {pain.title} → {topic} ({numbers})"


def _event_line(event: EventFound) -> str:
    return f"{'found' if event.found else 'not found'}: {event.title} ({event.kind})"
