"""What stands out tonight: topics and behaviours against what was to be expected of them, and the life of alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline import registry
from pipeline.alerts import CHANCES, LEAST_COUNT, alert_of, calibration, lived, row_of
from pipeline.alerts.counts import Bools, between
from pipeline.alerts.incidents import SHORT
from pipeline.model import Alert, Decision, Kind, LakeFile, Night, Receipt, Sighting, Subject, Topic
from pipeline.schemas import SCHEMAS
from pipeline.settings import Settings
from pipeline.stages import definitions, sightings
from pipeline.stages.watched import Watch, everywhere, in_places, volume_of
from pipeline.stages.wholeness import wholeness
from pipeline.stages.workspace import Workspace
from pipeline.view import View

KEPT_NIGHTS = 180
"""How long an alert that is over is kept: as long as trends are shown."""
PLACES: dict[str, tuple[str, ...]] = {
    "topic": ("channel", "segment", "product", "queue", "team"),
    "signal": ("channel", "queue", "team"),
}
RISES = ("night", "week")
STILL_HIGH = 0.05
"""Chance of a night's count under which an open alert is not over yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Files of trends and alerts, and how many there are."""

    files: tuple[LakeFile, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()


def alerts(workspace: Workspace, night: Night, staged: tuple[Receipt, ...], counted: Sequence[LakeFile]) -> Told:
    """Stage what was to be expected over the history, the alerts as of the night, and how well the chances held.

    Nothing for a night behind the newest one: it decides nothing. The whole history is counted with tonight's
    definitions, so that a definition that changed opens no alert.
    """
    if workspace.late:
        return Told()
    books = Receipt(stage="measure", night=night.date, unit="", read=0, kept=0, files=tuple(counted))
    view = workspace.view((*staged, books))
    ledger = registry.before(workspace.ledger(), night.date)
    decided = (*ledger, *(row for receipt in staged for row in receipt.decisions))
    past = workspace.view_of_past()
    told = [day for day in past.nights("alerts") if day < night.date][-1:]
    before = tuple(alert_of(row) for row in past.table("alerts", told).to_pylist())
    rows, after = watched(view, night, before, decided, settings=workspace.settings)
    return Told(
        files=tuple(
            workspace.lake.write(name, night.date, pa.Table.from_pylist(found, SCHEMAS[name]))
            for name, found in rows.items()
        ),
        notes=(
            ("alerts_open", sum(alert.closed is None for alert in after)),
            ("alerts_opened", sum(alert.opened == night.date for alert in after)),
        ),
    )


def watched(
    view: View, night: Night, before: Iterable[Alert], ledger: Sequence[Decision], *, settings: Settings
) -> tuple[dict[str, list[dict[str, Any]]], tuple[Alert, ...]]:
    """The rows of the datasets `wholeness`, `trends`, `alerts` and `calibration`, and the alerts as of the night.

    `before` are the alerts of the night before; `ledger` all that was decided up to tonight.
    """
    there = set(view.nights("coverage"))
    days = [day for day in night.window(settings.discovery.history_nights) if day >= min(there)]
    base, channels = _bases(view, days)
    nights = wholeness(channels)
    whole = _among(days, {one.day for one in nights if one.whole})
    topics = definitions.topics(view, [night.date])
    earlier = _carried(before, topics)
    seen: dict[Subject, Sighting] = {}
    calm: set[Subject] = set()
    watches = []
    for watch, single in _watches(view, night, topics, days=days, base=base, whole=whole):
        watches.append(watch)
        for one in (watch, single):
            seen |= sightings.of_watch(view, one) if one is not None else {}
        # A night on which nothing could be looked at leaves alerts as they were.
        if np.isfinite(watch.found.p[:, -1]).any():
            calm |= _calm(earlier, watch, single)
    seen |= sightings.back(view, night, topics, ledger)
    seen |= sightings.new(view, night, topics, days=days, settings=settings)
    after = lived(earlier, seen, calm - seen.keys(), night=night.date, kept_nights=KEPT_NIGHTS)
    return {
        "wholeness": [{"day": one.day, "missing": list(one.missing), "few": one.few} for one in nights],
        "trends": [row for watch in watches for row in _trends(watch)],
        "alerts": [row_of(alert) for alert in after],
        "calibration": [_calibrated(watch) for watch in watches if watch.subjects],
    }, after


def _watches(
    view: View,
    night: Night,
    topics: Mapping[str, Topic],
    *,
    days: Sequence[date],
    base: Mapping[date, int],
    whole: Bools,
) -> Iterator[tuple[Watch, Watch | None]]:
    """Topics, then behaviours: everywhere, and in the places where they were heard enough tonight."""
    columns = ["slice", "value", "conversations", "base"]
    measures = view.table("measures", days, ["topic_id", *columns]).rename_columns(["night", "name", *columns])
    behaviours = view.table("behaviours", days, ["name", *columns])
    living = sorted(key for key, topic in topics.items() if topic.state not in sightings.GONE)
    # Found by other definitions, they would be counted otherwise.
    looked = whole & _among(days, _alike(view, night.date))
    exposure = volume_of(measures, living, days, base)
    kinds: tuple[tuple[Kind, pa.Table, list[str], Bools], ...] = (
        ("topic", measures, living, whole),
        ("signal", behaviours, sorted(set(behaviours["name"].to_pylist())), looked),
    )
    for kind, table, names, known in kinds:
        watch = everywhere(table, kind, names, days, exposure=exposure, whole=known)
        # A place is news only where the whole is not.
        quiet = [name for at, name in enumerate(names) if not sightings.stands_out(watch, at)]
        yield watch, in_places(table, kind, quiet, PLACES[kind], days, whole=known, least=LEAST_COUNT)


def _calm(before: Iterable[Alert], watch: Watch, single: Watch | None) -> set[Subject]:
    """The subjects of open alerts that could have stood out tonight, but for rises that are still unusually high.

    A place is not looked at on a night on which the whole stands out: its alert stays as it is.
    """
    kind = watch.subjects[0].kind
    high = {
        subject
        for one in (watch, single)
        if one is not None
        for at, subject in enumerate(one.subjects)
        if one.found.p[at, -1] <= STILL_HIGH
    }
    loud = {subject.name for at, subject in enumerate(watch.subjects) if sightings.stands_out(watch, at)}
    return {
        alert.subject
        for alert in before
        if alert.closed is None
        and alert.subject.kind == kind
        and not (alert.subject.slice != "all" and alert.subject.name in loud)
        and not (alert.latest.lane in RISES and alert.subject in high)
    }


def _carried(before: Iterable[Alert], topics: Mapping[str, Topic]) -> tuple[Alert, ...]:
    """The alerts of the night before; those of a topic that was merged away are its survivor's."""
    found: dict[tuple[Subject, str], Alert] = {}
    for alert in sorted(before, key=lambda one: (one.opened, one.alert_id)):
        subject = alert.subject
        if subject.kind == "topic":
            if subject.name not in topics:
                continue  # its opening was taken back
            subject = replace(subject, name=registry.survivor(topics, subject.name))
        # Of two that became one the older goes on.
        way = SHORT[alert.latest.lane] if alert.closed is None else alert.alert_id
        found.setdefault((subject, way), replace(alert, subject=subject))
    return tuple(found.values())


def _bases(view: View, days: Sequence[date]) -> tuple[dict[date, int], dict[date, dict[str, int]]]:
    """Conversations of each night, and of each of its channels."""
    base: dict[date, int] = {}
    channels: dict[date, dict[str, int]] = {}
    for row in view.table("coverage", days, ["slice", "value", "conversations"]).to_pylist():
        if row["slice"] == "all":
            base[row["night"]] = row["conversations"]
            channels.setdefault(row["night"], {})
        elif row["slice"] == "channel":
            channels.setdefault(row["night"], {})[row["value"]] = row["conversations"]
    return base, channels


def _among(days: Sequence[date], those: Set[date]) -> Bools:
    return np.array([day in those for day in days])


def _alike(view: View, night: date) -> set[date]:
    """The nights on which signals were found as they are tonight."""
    found = {row["night"]: row["detector"] for row in view.table("detectors").to_pylist()}
    return {day for day, detector in found.items() if detector == found.get(night)}


def _trends(watch: Watch) -> list[dict[str, Any]]:
    week = watch.found.week
    low, high = between(week.expected[:, -1], week.excess[:, -1])
    rows = []
    for at, subject in enumerate(watch.subjects):
        tested = np.isfinite(week.expected[at, -1])
        way = "up" if week.higher[at, -1] else "down" if week.lower[at, -1] else ""
        rows.append({
            "kind": subject.kind,
            "name": subject.name,
            "first": watch.days[0],
            "expected": _known(np.round(watch.found.expected[at], 2)),
            "low": _known(watch.found.low[at]),
            "high": _known(watch.found.high[at]),
            "week_observed": int(week.observed[at, -1]) if tested else None,
            "week_expected": round(float(week.expected[at, -1]), 2) if tested else None,
            "week_low": int(low[at]) if tested else None,
            "week_high": int(high[at]) if tested else None,
            "week_excess": round(float(week.excess[at, -1]), 5) if tested else None,
            "week_way": way,
        })  # fmt: skip
    return rows


def _known(values: Any) -> list[Any]:
    return [None if np.isnan(value) else value for value in values.tolist()]


def _calibrated(watch: Watch) -> dict[str, Any]:
    held = calibration(watch.found, watch.counts)
    return {
        "kind": watch.subjects[0].kind,
        "series": len(watch.subjects),
        "nights": int(np.isfinite(watch.found.p).any(0).sum()),
        "tested": held.tested,
        "inside": round(held.inside, 4),
        "chances": list(CHANCES),
        "below": [round(one, 5) for one in held.below],
        "foretold": [round(one, 5) for one in held.foretold],
        "told": watch.found.incidents,
    }
