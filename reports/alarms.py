"""Alerts as sentences: what was counted, what was to be expected, since when, and what happened around then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from pipeline import curation, slices
from pipeline.alerts import surplus
from pipeline.curation import Marker
from pipeline.model import Alert, Decision, Sighting
from reports import counting, few, wording
from reports.behaviours import SignalDefinition
from reports.facts import Facts
from reports.nouns import Event, Line, Link, News

MARKS = {"night": "▲", "week": "▲", "new": "●", "returned": "↩", "fall": "▼"}
LABELS = {"night": "Rising", "week": "Rising", "new": "New", "returned": "Back", "fall": "Falling"}
PLACE = " in one place"
"""What a label says more of an alert of a single channel, segment, product or team."""
ORDER = (
    "New", "Rising", "Back", f"Rising{PLACE}", "Falling", f"Falling{PLACE}", "Rose", f"Rose{PLACE}", "Over",
    f"Over{PLACE}",
)  # fmt: skip
REACH = 3
"""Days before an alert in which what people marked is told along with it."""
OVER_NIGHTS = 3
"""How long it is told that an alert is over."""


def news(facts: Facts, shown: Iterable[Link], ledger: Sequence[Decision]) -> tuple[News, ...]:
    """What the alerts of these topics come to tonight: new, rising, back, falling, over; what stands out most first.

    One a topic: what is true of the whole before what is true of one place, what lasts before what is over, the newest.
    """
    links = {link.topic_id: link for link in shown}
    markers = curation.markers(ledger)
    told = []
    for alert in _foremost(facts):
        link = links.get(alert.subject.name)
        if link is None:
            continue
        state = _state(alert)
        label, mark = f"{state}{_in_place(alert)}", "–" if state in ("Rose", "Over") else MARKS[alert.latest.lane]
        trend = None
        if not facts.small(link.topic_id):
            band = facts.band("topic", link.topic_id)
            trend = counting.trend(facts.heard.get(link.topic_id, {}), facts, 42, band=band)
        item = News(mark=mark, label=label, topic=link, text=sentence(facts, alert, markers), trend=trend)
        told.append((ORDER.index(label), -round(surplus(alert.latest), 6), alert.alert_id, item))
    return tuple(item for *_, item in sorted(told, key=lambda one: one[:3]))


def _foremost(facts: Facts) -> list[Alert]:
    """Of each topic's alerts that are due the one that is told."""
    best: dict[str, tuple[tuple[object, ...], Alert]] = {}
    for alert in facts.watch.alerts:
        if alert.subject.kind == "topic" and _due(alert, facts.night):
            lane = ORDER.index(LABELS[alert.latest.lane])
            key = (
                alert.closed is not None, bool(_in_place(alert)), -alert.last.toordinal(), lane,
                -round(surplus(alert.latest), 6), alert.alert_id,
            )  # fmt: skip
            if alert.subject.name not in best or key < best[alert.subject.name][0]:
                best[alert.subject.name] = key, alert
    return [alert for _, alert in best.values()]


def _state(alert: Alert) -> str:
    """What is going on; `Rose` of what is as usual again, and not yet for long enough to be over."""
    if alert.closed is not None:
        return "Over"
    label = LABELS[alert.latest.lane]
    return "Rose" if alert.calm and label == "Rising" else label


def _in_place(alert: Alert) -> str:
    return "" if alert.subject.slice == "all" else PLACE


def notices(facts: Facts, signals: Sequence[SignalDefinition]) -> tuple[News, ...]:
    """Open alerts of what agents and customers do; each one's link holds the signal's name."""
    titles = {signal.name: signal.title for signal in signals}
    told = []
    for alert in facts.watch.alerts:
        name = alert.subject.name
        if alert.subject.kind == "signal" and alert.closed is None and name in titles:
            link = Link(topic_id=name, name=titles[name])
            text = sentence(facts, alert, ())
            lane = alert.latest.lane
            trend = None
            if alert.subject.slice == "all" and facts.band("signal", name) and not _small(facts, alert):
                counts = _counts(facts, name)
                trend = counting.trend(counts, facts, 28, band=facts.band("signal", name))
            item = News(mark=MARKS[lane], label=LABELS[lane], topic=link, text=text, trend=trend)
            told.append((-round(surplus(alert.latest), 6), alert.alert_id, item))
    return tuple(item for *_, item in sorted(told, key=lambda one: one[:2]))


def sentence(facts: Facts, alert: Alert, markers: Sequence[Marker]) -> str:
    """One alert in words; its numbers are those of the alert, none where too few people are behind them."""
    place = _place(alert)
    if alert.closed is not None:
        return f"{place}Over since {wording.short_date(alert.closed)}; {_peak(facts, alert)}."
    said = [f"{place}{_counted(facts, alert, alert.latest, alert.last)}{_first(facts, alert)}."]
    if alert.last < facts.night and alert.latest.lane in ("night", "week") and facts.night not in facts.watch.partial:
        said.append("As usual again last night." if alert.calm else "Still unusually high last night.")
    if alert.opened < alert.last and alert.latest.expected is not None:
        since = f"Unusual since {wording.weekday(alert.opened)} {wording.short_date(alert.opened)}"
        higher = alert.peak.observed > alert.latest.observed and alert.peak.lane == alert.latest.lane == "night"
        said.append(f"{since}; {_peak(facts, alert)}." if higher else f"{since}.")
    said += [_marked(marker, alert) for marker in markers if _in_reach(marker, alert)]
    return " ".join(said)


def events(facts: Facts, topic_id: str) -> tuple[Event, ...]:
    """A topic's alerts, to be marked on its trend."""
    alerts = [alert for alert in facts.watch.of("topic", topic_id) if alert.latest.lane != "returned"]
    return tuple(
        Event(
            day=alert.opened,
            text=f"{LABELS[alert.peak.lane]}: {_counted(facts, alert, alert.peak, alert.peak_night)}",
        )
        for alert in alerts
    )


def lives(facts: Facts, topic_id: str, seen: Mapping[str, Decision]) -> tuple[Line, ...]:
    """A topic's alerts, newest first: from when to when, at most how many, and who has `seen` it (`acknowledged`)."""
    lines = []
    for alert in reversed(facts.watch.of("topic", topic_id, anywhere=True)):
        until = "open" if alert.closed is None else f"over on {wording.short_date(alert.closed)}"
        known = seen.get(alert.alert_id)
        who = f" Seen by {known.actor}{': ' + known.reason if known.reason else ''}." if known else ""
        label = f"{wording.short_date(alert.opened)} {alert.opened.year}"
        counted = _counted(facts, alert, alert.peak, alert.peak_night)
        text = f"{_place(alert)}{LABELS[alert.peak.lane]}: {counted}; {until}.{who}"
        lines.append(Line(label=label, text=text, anchor=alert.alert_id))
    return tuple(lines)


def acknowledged(ledger: Iterable[Decision]) -> dict[str, Decision]:
    """By alert the decision by which a person said that it was seen."""
    return {row.other: row for row in curation.of_people(ledger) if row.kind == "acknowledged"}


def _due(alert: Alert, night: date) -> bool:
    return alert.closed is None or (
        night - alert.closed < timedelta(days=OVER_NIGHTS) and alert.latest.lane in ("night", "week")
    )


def _counted(facts: Facts, alert: Alert, sighting: Sighting, day: date) -> str:
    """`143 conversations on Friday, expected 21 (14–31)`; no number where too few customers are behind it."""
    span = {
        "night": f"on {wording.weekday(day)} {wording.short_date(day)}",
        "new": "so far",
        "returned": "in the last 7 nights",
    }.get(sighting.lane, _week(sighting, day))
    than = (
        ""
        if sighting.expected is None
        else ", fewer than expected"
        if sighting.lane == "fall"
        else ", more than expected"
    )
    if _too_few(facts, alert, sighting):
        return f"{few.than(facts.least, 'customers').capitalize()} {span}{than}"
    if not _apart(facts, alert, sighting, day):
        return f"{facts.least} customers or more {span}{than}"
    counted = f"{wording.plural(sighting.observed, 'conversation')} {span}"
    return counted if sighting.expected is None else f"{counted}, {expectation(sighting)}"


def _week(sighting: Sighting, day: date) -> str:
    """Nights with an alert of their own, or not read whole, are not counted in a week."""
    week = f"the 7 nights to {wording.short_date(day)}"
    return f"in {week}" if sighting.nights == counting.WEEK else f"on {sighting.nights} of {week}"


def expectation(sighting: Sighting) -> str:
    """`expected 21 (14–31)`."""
    return f"expected {wording.about(sighting.expected or 0.0)} ({sighting.low}–{sighting.high})"


def _peak(facts: Facts, alert: Alert) -> str:
    if alert.peak.customers < facts.least:
        return f"from {few.than(facts.least, 'customers')} throughout"
    counted = _counted(facts, alert, alert.peak, alert.peak_night)
    return f"at most {counted}" if _apart(facts, alert, alert.peak, alert.peak_night) else counted


def _first(facts: Facts, alert: Alert) -> str:
    """When a new topic was first heard, or that one is heard again."""
    if alert.latest.lane == "returned":
        return ", after a silence"
    heard = [day for day, count in facts.heard.get(alert.subject.name, {}).items() if count]
    if alert.latest.lane != "new" or not heard:
        return ""
    return f", first heard on {wording.weekday(min(heard))} {wording.short_date(min(heard))}"


def _small(facts: Facts, alert: Alert) -> bool:
    """Whether its subject is too small for any number of it to be told."""
    found = facts.by_topic if alert.subject.kind == "topic" else facts.by_signal
    return not few.enough(found.get(alert.subject.name, ()), facts.least)


def _too_few(facts: Facts, alert: Alert, sighting: Sighting) -> bool:
    """What is left of a fall is a number of the subject's own, as its nights are, unless the subject is small."""
    own = sighting.lane == "fall" and alert.subject.slice == "all" and not _small(facts, alert)
    return sighting.customers < facts.least and not own


def _apart(facts: Facts, alert: Alert, sighting: Sighting, day: date) -> bool:
    """Whether the number of a single place leaves nothing small elsewhere, as the subject's own trend tells the whole:
    known only of single nights of the window."""
    if alert.subject.slice == "all":
        return True
    if sighting.lane != "night" or day < min(facts.window, default=day):
        return False  # which of a week's nights it counts is not known here
    found = facts.by_topic if alert.subject.kind == "topic" else facts.by_signal
    contacts = [one for one in found.get(alert.subject.name, ()) if one.night == day]
    place = alert.subject.slice, alert.subject.value
    return place in few.tellable(contacts, alert.subject.slice, least=facts.least)


def _place(alert: Alert) -> str:
    if alert.subject.slice == "all":
        return ""
    place = alert.subject.slice, alert.subject.value
    where = slices.where(place[0], counting.place_words(place))
    return f"{where[:1].upper()}{where[1:]}: "


def _in_reach(marker: Marker, alert: Alert) -> bool:
    about = marker.topic_id in ("", alert.subject.name)
    return about and timedelta() <= alert.opened - marker.day <= timedelta(days=REACH)


def _marked(marker: Marker, alert: Alert) -> str:
    days = (alert.opened - marker.day).days
    when = "On the day it began" if days == 0 else f"{wording.plural(days, 'day')} before it began"
    what = marker.text if marker.kind == "other" else f"{marker.kind} “{marker.text}”"
    return f"{when}: {what}."


def _counts(facts: Facts, name: str) -> dict[date, int]:
    counts: dict[date, int] = {}
    for contact in facts.by_signal.get(name, ()):
        counts[contact.night] = counts.get(contact.night, 0) + 1
    return counts
