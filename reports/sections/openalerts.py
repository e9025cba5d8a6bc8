"""The alerts that are open, for feeds and whoever is told as they open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import curation
from pipeline.alerts import surplus
from pipeline.model import Alert, Decision
from reports.facts import Facts, customers
from reports.nouns import Link, OpenAlert
from reports.sections import alarms
from reports.words.behaviours import SignalDefinition


def build(
    facts: Facts, shown: Iterable[Link], signals: Sequence[SignalDefinition], ledger: Sequence[Decision]
) -> tuple[OpenAlert, ...]:
    """Those of the shown topics and of the signals; a topic that an edition leaves out has none.

    The newest first, topics before behaviours, what stands out most before the rest.
    """
    topics = {link.topic_id: link for link in shown}
    links = {
        "topic": topics,
        "signal": {signal.name: Link(topic_id=signal.name, name=signal.title) for signal in signals},
    }
    open_ = [
        alert
        for alert in facts.watch.alerts
        if alert.closed is None and alert.subject.name in links[alert.subject.kind]
    ]
    open_.sort(key=_foremost)
    return tuple(_told(facts, alert, links[alert.subject.kind][alert.subject.name], ledger) for alert in open_)


def _foremost(alert: Alert) -> tuple[int, bool, float, str]:
    much = round(surplus(alert.latest), 6)
    return -alert.opened.toordinal(), alert.subject.kind == "signal", -much, alert.alert_id


def _people(facts: Facts, alert: Alert) -> tuple[int | None, int | None]:
    """Known customers and conversations whose customer is unknown, None where the counted nights cannot be told."""
    latest, subject = alert.latest, alert.subject
    nights = set([night for night in facts.nights if night <= alert.last][-latest.nights :])
    found = facts.by_topic if subject.kind == "topic" else facts.by_signal
    place = subject.slice, subject.value
    there = [
        one
        for one in found.get(subject.name, ())
        if one.night in nights and (subject.slice == "all" or place in one.slices)
    ]
    known, unknown = customers(there)
    same = (len(there), known + unknown) == (latest.observed, latest.customers)
    return (known, unknown) if same else (None, None)


def _told(facts: Facts, alert: Alert, subject: Link, ledger: Sequence[Decision]) -> OpenAlert:
    latest, told = alert.latest, alarms.may_tell(facts, alert)
    kind = alarms.KINDS[latest.lane]
    markers = curation.markers(ledger) if alert.subject.kind == "topic" else ()
    expected = latest.expected if told else None
    somewhere = alert.subject.slice != "all"
    known, unknown = _people(facts, alert) if told and latest.customers >= facts.least else (None, None)
    return OpenAlert(
        alert_id=alert.alert_id,
        about=alert.subject.kind,
        subject=subject,
        kind=kind,
        label=facts.say(f"news-{kind}"),
        slice=alert.subject.slice if somewhere else "",
        value=alert.subject.value if somewhere else "",
        opened=alert.opened,
        last=alert.last,
        nights=latest.nights,
        observed=latest.observed if told else None,
        expected=None if expected is None else round(expected, 2),
        low=latest.low if told else None,
        high=latest.high if told else None,
        customers=known,
        customers_unknown=unknown,
        text=alarms.sentence(facts, alert, markers),
    )
