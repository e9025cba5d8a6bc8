"""Alerts as sentences: what was counted, what was to be expected, since when, and what happened around then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from pipeline import curation
from pipeline.alerts import surplus
from pipeline.curation import Marker
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import Alert, Decision, Sighting
from reports.facts import Facts, by_night, few
from reports.nouns import Event, Line, Link, News
from reports.sections import counting
from reports.sections.tables import TREND_NIGHTS
from reports.words import placewords
from reports.words.behaviours import SignalDefinition
from reports.words.filters import sentence_case
from reports.words.wording import Wording

MARKS = {"night": "▲", "week": "▲", "new": "●", "returned": "↩", "fall": "▼"}
KINDS = {"night": "rising", "week": "rising", "new": "new", "returned": "back", "fall": "falling"}
PLACE = "-in-one-place"
"""Ends the kind of what is true of a single channel, segment, product or team."""
ORDER = (
    "new", "rising", "back", f"rising{PLACE}", "falling", f"falling{PLACE}", "rose", f"rose{PLACE}", "over",
    f"over{PLACE}",
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
        kind, mark = f"{state}{_in_place(alert)}", "–" if state in ("rose", "over") else MARKS[alert.latest.lane]
        trend = None
        if not facts.small(link.topic_id):
            band = facts.band("topic", link.topic_id)
            trend = counting.trend(facts.heard.get(link.topic_id, {}), facts, TREND_NIGHTS, band=band)
        item = News(
            kind=kind,
            mark=mark,
            label=facts.say(f"news-{kind}"),
            topic=link,
            text=sentence(facts, alert, markers),
            trend=trend,
        )
        told.append((ORDER.index(kind), -round(surplus(alert.latest), 6), alert.alert_id, item))
    return tuple(item for *_, item in sorted(told, key=lambda one: one[:3]))


def _foremost(facts: Facts) -> list[Alert]:
    """Of each topic's alerts that are due the one that is told."""
    best: dict[str, tuple[tuple[object, ...], Alert]] = {}
    for alert in facts.watch.alerts:
        if alert.subject.kind == "topic" and _due(alert, facts.night):
            lane = ORDER.index(KINDS[alert.latest.lane])
            key = (
                alert.closed is not None, bool(_in_place(alert)), -alert.last.toordinal(), lane,
                -round(surplus(alert.latest), 6), alert.alert_id,
            )  # fmt: skip
            if alert.subject.name not in best or key < best[alert.subject.name][0]:
                best[alert.subject.name] = key, alert
    return [alert for _, alert in best.values()]


def _state(alert: Alert) -> str:
    """What is going on; `rose` of what is as usual again, and not yet for long enough to be over."""
    if alert.closed is not None:
        return "over"
    kind = KINDS[alert.latest.lane]
    return "rose" if alert.calm and kind == "rising" else kind


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
            band = facts.band("signal", name)
            if alert.subject.slice == "all" and band and not _small(facts, alert):
                counts = by_night(facts.by_signal.get(name, ()))
                trend = counting.trend(counts, facts, WINDOW_NIGHTS, band=band)
            kind = KINDS[lane]
            label = facts.say(f"news-{kind}")
            item = News(kind=kind, mark=MARKS[lane], label=label, topic=link, text=text, trend=trend)
            told.append((-round(surplus(alert.latest), 6), alert.alert_id, item))
    return tuple(item for *_, item in sorted(told, key=lambda one: one[:2]))


def sentence(facts: Facts, alert: Alert, markers: Sequence[Marker]) -> str:
    """One alert in words; its numbers are those of the alert, none where too few people are behind them."""
    say = facts.say
    if alert.closed is not None:
        over = say("alert-over", day=say.short_date(alert.closed), peak=_peak(facts, alert))
        return _placed(say, alert, over)
    said = [_placed(say, alert, say("alert-stands", counted=_first(facts, alert)))]
    if alert.last < facts.night and alert.latest.lane in ("night", "week") and facts.night not in facts.watch.partial:
        said.append(say("alert-calm") if alert.calm else say("alert-still"))
    if alert.opened < alert.last and alert.latest.expected is not None:
        since = say.day_date(alert.opened)
        higher = alert.peak.observed > alert.latest.observed and alert.peak.lane == alert.latest.lane == "night"
        peak = _peak(facts, alert) if higher else ""
        said.append(say("alert-since-peak", day=since, peak=peak) if higher else say("alert-since", day=since))
    said += [_marked(say, marker, alert) for marker in markers if _in_reach(marker, alert)]
    return " ".join(said)


def may_tell(facts: Facts, alert: Alert) -> bool:
    """Whether the numbers of the newest night on which it stood out may be told."""
    return not _too_few(facts, alert, alert.latest) and _apart(facts, alert, alert.latest, alert.last)


def events(facts: Facts, topic_id: str) -> tuple[Event, ...]:
    """A topic's alerts, to be marked on its trend."""
    alerts = [alert for alert in facts.watch.of("topic", topic_id) if alert.latest.lane != "returned"]
    return tuple(Event(day=alert.opened, text=_labelled(facts, alert)) for alert in alerts)


def lives(facts: Facts, topic_id: str, seen: Mapping[str, Decision]) -> tuple[Line, ...]:
    """A topic's alerts, newest first: from when to when, at most how many, and who has `seen` it (`acknowledged`)."""
    say = facts.say
    lines = []
    for alert in reversed(facts.watch.of("topic", topic_id, anywhere=True)):
        said = _labelled(facts, alert)
        told = (
            say("alert-life-open", said=said)
            if alert.closed is None
            else say("alert-life-over", said=said, day=say.short_date(alert.closed))
        )
        text = f"{_placed(say, alert, told)} {_seen(say, seen.get(alert.alert_id))}".strip()
        lines.append(Line(label=say.full_date(alert.opened), text=text, anchor=alert.alert_id))
    return tuple(lines)


def acknowledged(ledger: Iterable[Decision]) -> dict[str, Decision]:
    """By alert the decision by which a person said that it was seen."""
    return {row.other: row for row in curation.of_people(ledger) if row.kind == "acknowledged"}


def _due(alert: Alert, night: date) -> bool:
    return alert.closed is None or (
        night - alert.closed < timedelta(days=OVER_NIGHTS) and alert.latest.lane in ("night", "week")
    )


def _labelled(facts: Facts, alert: Alert) -> str:
    """`Rising: 143 conversations on Friday 20 November, expected 21 (14–31)`, when it stood out most."""
    label = facts.say(f"news-{KINDS[alert.peak.lane]}")
    return facts.say("alert-labelled", label=label, counted=_counted(facts, alert, alert.peak, alert.peak_night))


def _seen(say: Wording, known: Decision | None) -> str:
    if known is None:
        return ""
    if not known.reason:
        return say("alert-seen", who=known.actor)
    return say("alert-seen-why", who=known.actor, why=known.reason)


def _counted(facts: Facts, alert: Alert, sighting: Sighting, day: date) -> str:
    """`143 conversations on Friday, expected 21 (14–31)`; no number where too few customers are behind it."""
    say = facts.say
    span, expected = _span(say, sighting, day), sighting.expected is not None
    if _too_few(facts, alert, sighting):
        return say(f"alert-few-{_way(sighting)}" if expected else "alert-few", least=facts.least, span=span)
    if not _apart(facts, alert, sighting, day):
        return say(f"alert-many-{_way(sighting)}" if expected else "alert-many", least=facts.least, span=span)
    if sighting.expected is None:
        return say("alert-counted", count=sighting.observed, span=span)
    return say(
        "alert-counted-expected",
        count=sighting.observed,
        span=span,
        expected=say.about(sighting.expected),
        low=sighting.low or 0,
        high=sighting.high or 0,
    )


def _way(sighting: Sighting) -> str:
    return "less" if sighting.lane == "fall" else "more"


def _span(say: Wording, sighting: Sighting, day: date) -> str:
    """Which nights were counted; in a week not those with an alert of their own, or not read whole."""
    if sighting.lane in ("new", "returned"):
        return say(f"alert-span-{sighting.lane}")
    if sighting.lane == "night":
        return say("alert-span-night", day=say.day_date(day))
    if sighting.nights == counting.WEEK:
        return say("alert-span-week", day=say.short_date(day))
    return say("alert-span-nights", nights=sighting.nights, day=say.short_date(day))


def _peak(facts: Facts, alert: Alert) -> str:
    if alert.peak.customers < facts.least:
        return facts.say("alert-peak-few", least=facts.least)
    counted = _counted(facts, alert, alert.peak, alert.peak_night)
    apart = _apart(facts, alert, alert.peak, alert.peak_night)
    return facts.say("alert-peak", counted=counted) if apart else counted


def _first(facts: Facts, alert: Alert) -> str:
    """What was counted last, and when a new topic was first heard, or that one is heard again."""
    counted = _counted(facts, alert, alert.latest, alert.last)
    if alert.latest.lane == "returned":
        return facts.say("alert-again", counted=counted)
    heard = [day for day, count in facts.heard.get(alert.subject.name, {}).items() if count]
    if alert.latest.lane != "new" or not heard:
        return counted
    return facts.say("alert-first", counted=counted, day=facts.say.day_date(min(heard)))


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


def _placed(say: Wording, alert: Alert, text: str) -> str:
    if alert.subject.slice == "all":
        return text
    where = placewords.where(say, (alert.subject.slice, alert.subject.value))
    return say("alert-placed", place=sentence_case(where), text=text)


def _in_reach(marker: Marker, alert: Alert) -> bool:
    about = marker.topic_id in ("", alert.subject.name)
    return about and timedelta() <= alert.opened - marker.day <= timedelta(days=REACH)


def _marked(say: Wording, marker: Marker, alert: Alert) -> str:
    return say(f"alert-marked-{marker.kind}", days=(alert.opened - marker.day).days, text=marker.text)
