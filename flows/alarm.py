"""Alerts at the command line: those of the newest night, and that a person has seen one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flows import curate
from flows.curate import Curated
from flows.home import Home
from pipeline.alerts import alert_of
from pipeline.curation import Edit
from pipeline.errors import UsageError
from pipeline.model import Alert, Night
from pipeline.stages.workspace import Progress, silent
from pipeline.view import View
from reports.sections import alarms


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An alert as it is listed."""

    alert_id: str
    about: str
    """The topic's name, or the signal's."""
    place: str
    lane: str
    opened: date
    closed: date | None
    observed: int
    """Of the night on which it stood out most, as all that follows."""
    expected: float | None
    customers: int
    seen_by: str


def entries(home: Home, *, every: bool = False) -> tuple[Entry, ...]:
    """The open alerts of the newest night, newest first; with `every` also those that are over.

    Raises UsageError where nothing is published.
    """
    view, night = _newest(home)
    seen = alarms.acknowledged(view.ledger())
    names = {row["topic_id"]: row["name"] for row in view.table("topics", [night], ["topic_id", "name"]).to_pylist()}
    found = [alert for alert in _alerts(view, night) if every or alert.closed is None]
    found.sort(key=lambda alert: (-alert.opened.toordinal(), alert.alert_id))
    return tuple(
        Entry(
            alert_id=alert.alert_id,
            about=names.get(alert.subject.name) or alert.subject.name,
            place="" if alert.subject.slice == "all" else f"{alert.subject.slice} {alert.subject.value}",
            lane=alert.peak.lane,
            opened=alert.opened,
            closed=alert.closed,
            observed=alert.peak.observed,
            expected=None if alert.peak.expected is None else round(alert.peak.expected, 1),
            customers=alert.peak.customers,
            seen_by=seen[alert.alert_id].actor if alert.alert_id in seen else "",
        )
        for alert in found
    )


def acknowledge(
    home: Home, alert_id: str, *, by: str, why: str, at: datetime, dry_run: bool, progress: Progress = silent
) -> Curated:
    """Note that a person has seen an alert; raises UsageError where there is none of that id, or of several."""
    view, night = _newest(home)
    found = [alert for alert in _alerts(view, night) if alert.alert_id.startswith(alert_id)] if alert_id else []
    exact = [alert for alert in found if alert.alert_id == alert_id] or found
    if len(exact) != 1:
        raise UsageError(
            f"{len(exact) or 'no'} alerts have an id that begins with {alert_id!r}: see `painpoints alerts list --all`"
        )
    edit = Edit(kind="acknowledged", topic_id=exact[0].subject.name, other=exact[0].alert_id)
    return curate.edit(home, [edit], by=by, why=why, at=at, dry_run=dry_run, progress=progress)


def _newest(home: Home) -> tuple[View, date]:
    head = home.catalog.head()
    if head is None:
        raise UsageError(f"nothing is published in {home.folder}: there is no alert yet")
    return View(home.lake, home.catalog, head), Night(date=head.newest, zone=home.settings.zone).date


def _alerts(view: View, night: date) -> list[Alert]:
    return [alert_of(row) for row in view.table("alerts", [night]).to_pylist()]
