"""Alerts as flat rows, as the lake keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pipeline.model import Alert, Sighting, Subject

_SIGHTING = tuple(field.name for field in fields(Sighting))


def row_of(alert: Alert) -> dict[str, Any]:
    """An alert as a row of the dataset."""
    flat = {name: getattr(alert, name) for name in ("alert_id", "opened", "last", "closed", "calm", "peak_night")}
    subject = {name: getattr(alert.subject, name) for name in ("kind", "name", "slice", "value")}
    sightings = {
        f"{when}_{name}": getattr(sighting, name)
        for when, sighting in (("peak", alert.peak), ("latest", alert.latest))
        for name in _SIGHTING
    }
    return flat | subject | sightings


def alert_of(row: Mapping[str, Any]) -> Alert:
    """The alert of a row of the dataset."""
    peak, latest = (Sighting(**{name: row[f"{when}_{name}"] for name in _SIGHTING}) for when in ("peak", "latest"))
    return Alert(
        alert_id=row["alert_id"],
        subject=Subject(kind=row["kind"], name=row["name"], slice=row["slice"], value=row["value"]),
        opened=row["opened"],
        last=row["last"],
        closed=row["closed"],
        calm=row["calm"],
        peak_night=row["peak_night"],
        peak=peak,
        latest=latest,
    )
