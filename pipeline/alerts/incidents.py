"""The life of alerts: what stands out tonight opens one or carries one on, and what is calm again closes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from pipeline.model import Alert, Sighting, Subject

CALM_NIGHTS = 2
"""Nights in a row on which it does not stand out, after which an alert is over."""
SHORT = {"night": "up", "week": "up", "fall": "down", "new": "new", "returned": "back"}
"""Of the lanes: a rise told by a night and then by the week is one alert."""


def lived(
    before: Iterable[Alert],
    seen: Mapping[Subject, Sighting],
    calm: Iterable[Subject],
    *,
    night: date,
    kept_nights: int,
) -> tuple[Alert, ...]:
    """All alerts as of a night, by id: those `before` as they stand now, and the ones that tonight opens.

    `seen` are the subjects that stand out tonight, `calm` those that were looked at and do not. A subject that is in
    neither (its night is missing, or only part of it was read) leaves its alert as it was. What has been over for
    `kept_nights` is no longer carried on. Running a night again with what was there before it gives the same.
    """
    quiet = set(calm)
    found: dict[str, Alert] = {}
    open_: dict[tuple[Subject, str], Alert] = {}
    for alert in before:
        if alert.closed is None:
            open_[alert.subject, SHORT[alert.latest.lane]] = alert
        elif night - alert.closed < timedelta(days=kept_nights):
            found[alert.alert_id] = alert
    for (subject, way), alert in open_.items():
        sighting = seen.get(subject)
        if sighting is not None and SHORT[sighting.lane] == way:
            after = _carried_on(alert, sighting, night)
        elif subject in quiet or sighting is not None:
            after = _calmer(alert, night)
        else:
            after = alert
        found[after.alert_id] = after
    for subject, sighting in seen.items():
        if (subject, SHORT[sighting.lane]) not in open_:
            alert = _opened(subject, sighting, night)
            found[alert.alert_id] = alert
    return tuple(found[key] for key in sorted(found))


def surplus(sighting: Sighting) -> float:
    """By how much it stands out, for comparing the nights of one alert."""
    return abs(sighting.observed - (sighting.expected or 0.0))


def _opened(subject: Subject, sighting: Sighting, night: date) -> Alert:
    kind = "signal." if subject.kind == "signal" else ""
    value = hashlib.sha256(subject.value.encode()).hexdigest()[:6]
    place = "" if subject.slice == "all" else f".{subject.slice}-{value}"
    return Alert(
        alert_id=f"{kind}{subject.name}{place}.{night:%Y%m%d}.{SHORT[sighting.lane]}",
        subject=subject,
        opened=night,
        last=night,
        closed=None,
        calm=0,
        peak_night=night,
        peak=sighting,
        latest=sighting,
    )


def _carried_on(alert: Alert, sighting: Sighting, night: date) -> Alert:
    # A week's number is no night's: only like is compared.
    higher = sighting.lane == alert.peak.lane and surplus(sighting) > surplus(alert.peak)
    peak, peak_night = (sighting, night) if higher else (alert.peak, alert.peak_night)
    return replace(alert, last=night, calm=0, latest=sighting, peak=peak, peak_night=peak_night)


def _calmer(alert: Alert, night: date) -> Alert:
    calm = alert.calm + 1
    return replace(alert, calm=calm, closed=night if calm >= CALM_NIGHTS else None)
