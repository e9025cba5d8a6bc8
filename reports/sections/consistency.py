"""The same matter, treated differently: how much what becomes of a topic's conversations varies between teams, hours
and segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np

from pipeline.measures import wilson
from pipeline.slices import Place
from reports.facts import Contact, Facts, few, grouped
from reports.nouns import Link, Share, Uneven
from reports.sections import counting
from reports.statistics import uneven
from reports.statistics.uneven import Bools, Ints
from reports.words import placewords
from reports.words.behaviours import SignalDefinition
from reports.words.wording import Wording

RATE = 0.05
"""Of what is told, so much is expected to be chance; where all treat alike, any is told in so many editions at most."""
KINDS = ("team", "hour", "segment")
SHOWN = 5
"""On the product page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """What is treated differently, by topic, and how much was compared."""

    by_topic: Mapping[str, tuple[Uneven, ...]]
    """Greatest differences first."""
    kinds: tuple[str, ...]
    """Between which groups anything could be compared."""
    withheld: Mapping[str, int] = field(default_factory=dict)
    """By topic, how many clear differences are not told: too few customers are behind a number."""
    least: int = few.FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    name: str
    title: str
    known: Bools
    came: Bools
    """Of each of the facts' contacts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One outcome between the groups of one kind, in all topics; arrays are (topics, groups), 0 what is not shown."""

    outcome: _Outcome
    kind: str
    slice_name: str
    groups: tuple[str, ...]
    came: Ints
    known: Ints
    witnesses: Ints
    """As how many conversations a group's count: each customer is one, and for hours a night that goes otherwise."""
    left_out: Ints
    """(topics,)"""


def found(facts: Facts, signals: Sequence[SignalDefinition]) -> Consistency:
    """What is resolved, who is sent away and what agents do, wherever its share in a topic clearly differs by group.

    A group is told of with enough customers (see `few`) and, where the source names agents, several of them. Clear is
    what an exact test finds with room for everything compared in the edition, each customer counted once (see
    `uneven`), and of hours one bad night too; what is unknown takes no part.
    """
    topics = [key for key, contacts in sorted(facts.by_topic.items()) if len(contacts) >= 2 * facts.least]
    tables = list(_tables(facts, topics, _outcomes(facts, signals))) if topics else []
    rows = [(table, at) for table in tables for at in np.flatnonzero(_told_apart(table)).tolist()]
    if not rows:
        return Consistency(by_topic={}, kinds=())
    width = max(len(table.groups) for table, _ in rows)
    came, known, witnesses = (
        np.array([np.pad(getattr(table, name)[at], (0, width - len(table.groups))) for table, at in rows])
        for name in ("came", "known", "witnesses")
    )
    once, people = uneven.witnessed(came, known, witnesses)
    clear = uneven.discovered(uneven.chances(once, people), rate=RATE)
    spreads = uneven.spread(once, people)
    names = facts.names()
    told: dict[str, list[Uneven]] = {}
    withheld: Counter[str] = Counter()
    for at in np.flatnonzero(clear & (spreads > 0)).tolist():
        table, row = rows[at]
        link = Link(topic_id=topics[row], name=names.get(topics[row], topics[row]))
        ends = _ends(table, row)
        one = _uneven(facts.say, table, row, ends, topic=link, spread=round(float(spreads[at]), 4))
        if _may_tell(facts, one, [(table.slice_name, table.groups[end]) for end in ends]):
            told.setdefault(link.topic_id, []).append(one)
        else:
            withheld[link.topic_id] += 1
    kinds = {table.kind for table, _ in rows}
    return Consistency(
        by_topic={key: tuple(sorted(some, key=_greatest)) for key, some in told.items()},
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        withheld=withheld,
        least=facts.least,
    )


def greatest(say: Wording, found: Consistency, topics: Sequence[str]) -> tuple[tuple[Uneven, ...], str]:
    """The greatest differences in these topics, SHOWN at most, and a sentence on the rest; empty where nothing could be
    compared."""
    every = sorted((one for key in sorted(set(topics)) for one in found.by_topic.get(key, ())), key=_greatest)
    if not found.kinds:
        return (), ""
    hidden = sum(found.withheld.get(key, 0) for key in set(topics))
    if not every and not hidden:
        return (), say("uneven-none", groups=say.either([say(f"uneven-between-{kind}") for kind in found.kinds]))
    more = [say("uneven-greatest", shown=SHOWN, count=len(every))] if len(every) > SHOWN else []
    if hidden:
        more.append(say("uneven-withheld", count=hidden, least=found.least))
    return tuple(every[:SHOWN]), " ".join(more)


def _may_tell(facts: Facts, one: Uneven, ends: Sequence[Place]) -> bool:
    """Whether both ends of what agents did may be told: in how many conversations of these groups, and in how many not.

    How a matter ended is no group of customers (see `few`): there it is enough that the groups are large.
    """
    if one.name not in facts.by_signal:
        return True
    contacts = facts.by_topic[one.topic.topic_id]
    hit = [it for it in contacts if one.name in it.signals]
    rest = [it for it in contacts if one.name not in it.signals]
    told = few.tellable(hit, ends[0][0], least=facts.least)
    return all(
        (place in told or not share.part) and few.may_tell((it for it in rest if place in it.slices), facts.least)
        for share, place in zip((one.lowest, one.highest), ends, strict=True)
    )


def _outcomes(facts: Facts, signals: Sequence[SignalDefinition]) -> list[_Outcome]:
    """All that is compared; what no conversation knows or shows is none."""

    def outcome(name: str, title: str, values: Sequence[bool | None]) -> _Outcome:
        return _Outcome(
            name=name,
            title=title,
            known=np.array([value is not None for value in values]),
            came=np.array([bool(value) for value in values]),
        )

    agents = [one for one in signals if one.speaker == "agent" and one.name in facts.by_signal]
    every = [
        outcome("resolved", facts.say("uneven-resolved"), [one.resolved for one in facts.contacts]),
        outcome("solved", facts.say("uneven-solved"), [_inferred(one) for one in facts.contacts]),
        outcome("sent_away", facts.say("uneven-sent-away"), [_sent_away(one) for one in facts.contacts]),
        *(outcome(one.name, one.title, [one.name in it.signals for it in facts.contacts]) for one in agents),
    ]
    return [one for one in every if (one.known & one.came).any()]


def _inferred(contact: Contact) -> bool | None:
    """By the words where the source does not say it: never mixed."""
    if contact.resolved is not None or contact.went is None or contact.went.outcome is None:
        return None
    return contact.went.outcome == "resolved"


def _sent_away(contact: Contact) -> bool | None:
    if contact.went is None or contact.went.outcome is None:
        return None
    return contact.went.outcome == "sent_away"


def _tables(facts: Facts, topics: Sequence[str], outcomes: Sequence[_Outcome]) -> Iterator[_Table]:
    visits = grouped.visits(facts.contacts, topics)
    bases: dict[bytes, Bools] = {one.known.tobytes(): one.known for one in outcomes}
    places = [dict(one.slices) for one in facts.contacts]
    nights = {day: at for at, day in enumerate(sorted({one.night for one in facts.contacts}))}
    night = np.array([nights[one.night] for one in facts.contacts], dtype=np.int64)[visits.contact]
    # Where no source names teams, the queue is what a reader calls one.
    team = "team" if any("team" in some for some in places) else "queue"
    for kind in KINDS:
        name = team if kind == "team" else kind
        groups = sorted({some[name] for some in places if name in some})
        if len(groups) < 2:
            continue
        code = {value: at for at, value in enumerate(groups)}
        where = np.array([code.get(some.get(name, ""), -1) for some in places], dtype=np.int64)[visits.contact]
        shape = (len(topics), len(groups))
        for key, base in bases.items():
            inside = (where >= 0) & base[visits.contact]
            cells = np.where(inside, visits.topic * len(groups) + where, -1)
            known, customers, shown = grouped.shown(visits, cells, shape, least=facts.least)
            left_out = ((known > 0) & ~shown).sum(axis=1)
            for one in outcomes:
                if one.known.tobytes() == key:
                    hits = one.came[visits.contact] & inside
                    came = grouped.count(cells[hits], shape)
                    witnesses = _by_night(night, cells, inside, hits, customers) if kind == "hour" else customers
                    yield _Table(
                        outcome=one, kind=kind, slice_name=name, groups=tuple(groups), left_out=left_out,
                        came=came * shown, known=known * shown, witnesses=witnesses * shown,
                    )  # fmt: skip


def _by_night(night: Ints, cells: Ints, inside: Bools, hits: Bools, customers: Ints) -> Ints:
    """Customers, or fewer where nights go differently: one bad morning is no habit of mornings."""
    length = int(night.max()) + 1
    shape = customers.shape
    came, known = (
        grouped.count((cells * length + night)[which], (shape[0] * shape[1], length)).reshape(*shape, length)
        for which in (hits, inside)
    )
    witnesses: Ints = np.minimum(customers, known.sum(axis=2) // uneven.nightly(came, known)).astype(np.int64)
    return witnesses


def _told_apart(table: _Table) -> Bools:
    """Topics in which there are groups to compare, and enough conversations that went either way."""
    came, known = table.came.sum(axis=1), table.known.sum(axis=1)
    least = np.minimum(came, known - came)
    enough: Bools = ((table.known > 0).sum(axis=1) >= 2) & (least >= counting.LEAST_CONVERSATIONS)
    return enough


def _ends(table: _Table, row: int) -> tuple[int, int]:
    """The groups with the lowest and the highest share."""
    came, known = table.came[row].tolist(), table.known[row].tolist()
    groups = [at for at, base in enumerate(known) if base]
    order = sorted(groups, key=lambda at: (came[at] / known[at], table.groups[at]))
    return order[0], order[-1]


def _uneven(say: Wording, table: _Table, row: int, ends: tuple[int, int], *, topic: Link, spread: float) -> Uneven:
    came, known = table.came[row].tolist(), table.known[row].tolist()
    groups = sum(base > 0 for base in known)
    lowest, highest = (_end(say, came[at], known[at], groups=groups) for at in ends)
    low_place, high_place = (placewords.label(say, (table.slice_name, table.groups[at])) for at in ends)
    found = Uneven(
        topic=topic,
        name=table.outcome.name,
        title=table.outcome.title,
        kind=table.kind,
        lowest=lowest,
        lowest_place=low_place,
        highest=highest,
        highest_place=high_place,
        groups=groups,
        conversations=sum(known),
        left_out=int(table.left_out[row]),
        spread=spread,
        sentence="",
    )
    return replace(found, sentence=_sentence(say, found))


def _end(say: Wording, came: int, known: int, *, groups: int) -> Share:
    """A share with an interval that allows for its having been picked from so many groups (Bonferroni)."""
    confidence = 1 - 0.05 / groups
    low, high = wilson(came, known, confidence=confidence)
    span = say.interval(came, known, confidence=confidence)
    return replace(counting.share(say, came, known), low=round(low, 4), high=round(high, 4), interval=span)


def _sentence(say: Wording, one: Uneven) -> str:
    return say(
        "uneven-told",
        title=one.title,
        lowest=_end_words(say, one.lowest, one.lowest_place),
        highest=_end_words(say, one.highest, one.highest_place),
        kind=one.kind,
        groups=one.groups,
        conversations=one.conversations,
        left_out=one.left_out,
        points=_points(one),
    )


def _end_words(say: Wording, share: Share, place: str) -> str:
    ratio = say.ratio_with_base(share.part, share.whole)
    if not share.interval:
        return say("uneven-end-few", ratio=ratio, place=place)
    return say("uneven-end", ratio=ratio, place=place, interval=share.interval)


def _points(one: Uneven) -> int:
    """How far these groups are from their own mean, root mean square, in percentage points.

    The spread is that of all groups there might be: of two it is more than the way of either to the middle.
    """
    return round(one.spread * sqrt((one.groups - 1) / one.groups) * 100)


def _greatest(one: Uneven) -> tuple[float, str, str, str]:
    return -one.spread, one.topic.topic_id, one.name, one.kind
