"""Shares, changes and excesses: what may be claimed, and how it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from pipeline import slices
from pipeline.measures import difference, wilson
from pipeline.slices import WEEKDAYS, Place
from reports.facts import Contact, Facts, few
from reports.facts.watch import Band
from reports.nouns import Excess, Link, Share, Trend
from reports.words.wording import Wording

WEEK = 7
LEAST_CONVERSATIONS = 5
"""No change and no excess is claimed from fewer."""
LEAST_NIGHTS = 3
"""A week with fewer nights than this is not compared."""

Direction = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last seven nights against the seven before; `direction` only where the numbers carry it."""

    now: int
    now_base: int
    before: int
    before_base: int
    nights_before: int
    direction: Direction
    low: float
    high: float
    """Interval of the difference of the two shares."""


def share(say: Wording, part: int, whole: int) -> Share:
    """A share with its interval; numbers are rounded, so that the edition's bytes hold no noise."""
    low, high = wilson(part, whole)
    return Share(
        part=part,
        whole=whole,
        low=round(low, 4),
        high=round(high, 4),
        text=say.ratio(part, whole),
        interval=say.interval(part, whole),
    )


def customer_words(say: Wording, known: int, unknown: int) -> str:
    """Customers for a table's cell: a number, with a plus where some are unknown, a dash where all are."""
    if not known:
        return "–"
    return say.number(known) + ("+" if unknown else "")


def resolved(facts: Facts, contacts: Iterable[Contact]) -> Share | None:
    """The share that was resolved among conversations that say so; None where those of too few customers do."""
    known = [contact for contact in contacts if contact.resolved is not None]
    if not few.enough(known, facts.least):
        return None
    return share(facts.say, sum(bool(one.resolved) for one in known), len(known))


def change(counts: Mapping[date, int], facts: Facts) -> Change | None:
    """Compare two weeks by their share of all conversations; None where either has too few nights."""
    weeks = [week(facts, 0), week(facts, WEEK)]
    if min(map(len, weeks)) < LEAST_NIGHTS:
        return None
    now, before = (sum(counts.get(day, 0) for day in week) for week in weeks)
    now_base, before_base = (sum(facts.base.get(day, 0) for day in week) for week in weeks)
    low, high = difference(min(now, now_base), now_base, min(before, before_base), before_base)
    direction: Direction = (
        "" if low <= 0 <= high or max(now, before) < LEAST_CONVERSATIONS else "up" if low > 0 else "down"
    )
    return Change(
        now=now,
        now_base=now_base,
        before=before,
        before_base=before_base,
        nights_before=len(weeks[1]),
        direction=direction,
        low=round(low, 4),
        high=round(high, 4),
    )


def change_words(say: Wording, found: Change | None) -> str:
    """For a table's cell: `up: 143, was 21`, or `24, was 21` where the difference may be chance."""
    if found is None:
        return "–"
    if found.now == found.before == 0:
        return say("change-none")
    return say(f"change-{found.direction or 'unclear'}", now=found.now, before=found.before)


def usual_weekday(counts: Mapping[date, int], facts: Facts) -> str:
    """`On Friday 24; the 4 Fridays before averaged 6.`; empty where there are not two such nights to compare with."""
    days = [facts.night - timedelta(days=WEEK * back) for back in range(1, 5)]
    known = [day for day in days if day in facts.base]
    tonight = counts.get(facts.night, 0)
    if len(known) < 2 or not tonight or facts.night not in facts.base:
        return ""
    mean = sum(counts.get(day, 0) for day in known) / len(known)
    say = facts.say
    return say(
        "usual-weekday" if mean else "usual-weekday-none",
        day=say.weekday(facts.night),
        tonight=tonight,
        nights=len(known),
        days=say(f"usual-days-{WEEKDAYS[facts.night.weekday()].lower()}"),
        mean=say.about(mean),
    )


def trend(counts: Mapping[date, int], facts: Facts, nights: int | None = None, *, band: Band | None = None) -> Trend:
    """Every date of the history (or of its last `nights` dates), None where that night is missing; with the band in
    which ordinary numbers lie, where it is known."""
    first = facts.nights[0] if facts.nights else facts.night
    if nights is not None:
        first = max(first, facts.night - timedelta(days=nights - 1))
    span = (facts.night - first).days + 1
    days = [first + timedelta(days=ahead) for ahead in range(span)]
    known = set(facts.nights)
    values = tuple(counts.get(day, 0) if day in known else None for day in days)
    known_band = band if band is not None and any(day in band.expected for day in days) else None
    return Trend(
        first=first,
        counts=values,
        words=_trend_words(facts.say, first, values),
        expected=tuple(_two_places(known_band.expected.get(day)) for day in days) if known_band else (),
        low=tuple(known_band.low.get(day) for day in days) if known_band else (),
        high=tuple(known_band.high.get(day) for day in days) if known_band else (),
        partial=tuple(place for place, day in enumerate(days) if day in facts.watch.partial),
    )


def _trend_words(say: Wording, first: date, values: Sequence[int | None]) -> str:
    heard = [value for value in values if value is not None]
    if not heard:
        return say("trend-none")
    since, last = say.short_date(first), values[-1]
    if last is None:
        return say("trend-last-missing", since=since, lowest=min(heard), highest=max(heard))
    return say("trend", since=since, lowest=min(heard), highest=max(heard), last=last)


def _two_places(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def claimed(k1: int, n1: int, k2: int, n2: int, *, tests: int) -> Literal["", "more", "less"]:
    """Whether `k1` of `n1` is more or less often than `k2` of `n2`, with room for that many looks at once."""
    if not n1 or not n2 or max(k1, round(k2 / n2 * n1)) < LEAST_CONVERSATIONS:
        return ""
    low, high = difference(k1, n1, k2, n2, confidence=1 - 0.05 / max(tests, 1))
    return "more" if low > 0 else "less" if high < 0 else ""


def compared(facts: Facts, names: Collection[str] = slices.NAMES) -> tuple[Place, ...]:
    """The places of these names that anything can be claimed of, sorted: how many are looked at for each group.

    By their bases alone, so that nothing is left out of the count for how it came out: of a place with fewer than
    LEAST_CONVERSATIONS nothing is ever claimed, and where a slice has one value only there is no elsewhere.
    """
    totals = _totals(facts)
    return tuple(
        place
        for place, base in sorted(facts.places.items())
        if place[0] in names and LEAST_CONVERSATIONS <= base < totals[place[0]]
    )


class Difference(NamedTuple):
    """A group of conversations that is clearly more or less common in one place than elsewhere."""

    link: Link
    contacts: Sequence[Contact]
    """The group, in all places."""
    place: Place
    here: Share
    elsewhere: Share
    direction: Literal["more", "less"]


def differences(
    facts: Facts,
    groups: Sequence[tuple[Link, Sequence[Contact]]],
    *,
    names: Collection[str] = slices.NAMES,
    tests: int | None = None,
) -> Iterator[Difference]:
    """Where each group of conversations is clearly more or less common than elsewhere, in places of these names."""
    totals = _totals(facts)
    places = {place: facts.places[place] for place in compared(facts, names)}
    looks = len(places) * len(groups) if tests is None else tests
    for link, contacts in groups:
        hits = Counter(place for contact in contacts for place in contact.slices)
        known = Counter(name for contact in contacts for name, _ in contact.slices)
        for place, n1 in places.items():
            k1 = hits[place]
            k2, n2 = known[place[0]] - k1, totals[place[0]] - n1
            direction = claimed(k1, n1, k2, n2, tests=looks)
            if direction:
                yield Difference(link, contacts, place, share(facts.say, k1, n1), share(facts.say, k2, n2), direction)


def signals_in(facts: Facts, link: Link, titles: Mapping[str, tuple[str, str]], *, tests: int) -> tuple[Excess, ...]:
    """Signals found clearly more or less often in a topic's conversations than in the others; only where enough
    customers are behind each number, and what follows from it by the totals of topic and signal (see `few`)."""
    inside = facts.by_topic.get(link.topic_id, ())
    outside = len(facts.contacts) - len(inside)
    found = []
    for name, (title, speaker) in titles.items():
        k1 = sum(1 for contact in inside if name in contact.signals)
        k2 = len(facts.by_signal.get(name, ())) - k1
        direction = claimed(k1, len(inside), k2, outside, tests=tests)
        if direction and crossing(facts, link.topic_id, name):
            say = facts.say
            found.append(
                Excess(
                    topic=link,
                    label=title,
                    kind=say(f"speaker-{speaker}"),
                    key=(speaker, name),
                    share=share(say, k1, len(inside)),
                    usual=share(say, k2, outside),
                    direction=direction,
                    sentence=say(
                        "signal-in-topic",
                        title=title,
                        inside=say.ratio_with_base(k1, len(inside)),
                        outside=say.ratio(k2, outside),
                    ),
                )
            )
    return tuple(sorted(found, key=by_size))


def crossing(facts: Facts, topic_id: str, signal: str) -> bool:
    """Whether it may be told in how many of a topic's conversations a signal was found."""
    return few.crossing(
        facts.contacts,
        facts.by_topic.get(topic_id, ()),
        facts.by_signal.get(signal, ()),
        is_one=lambda one: topic_id in one.topics,
        is_other=lambda one: signal in one.signals,
        least=facts.least,
    )


def by_size(excess: Excess) -> tuple[float, str, Place]:
    """Greatest difference first; keys break ties so that the order depends neither on chance nor on the language."""
    gap = excess.share.part / excess.share.whole - excess.usual.part / max(excess.usual.whole, 1)
    return (-round(abs(gap), 6), excess.topic.topic_id if excess.topic else "", excess.key)


def _totals(facts: Facts) -> Counter[str]:
    """The conversations that have any value of each slice."""
    totals: Counter[str] = Counter()
    for (name, _), count in facts.places.items():
        totals[name] += count
    return totals


def week(facts: Facts, back: int) -> tuple[date, ...]:
    """The nights with data of the seven that end `back` days before the edition's."""
    last = facts.night - timedelta(days=back)
    return tuple(day for day in facts.nights if last - timedelta(days=WEEK) < day <= last)
