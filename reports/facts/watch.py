"""What was to be expected, as the snapshot knows it: bands, weeks, alerts, and nights that are not whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from pipeline.alerts import alert_of
from pipeline.model import Alert, Kind
from reports.nouns import Line
from reports.words.wording import Wording


class Tables(Protocol):
    """The part of a view that is read here."""

    def table(self, dataset: str, nights: Any = None, columns: Any = None) -> Any:
        """Rows of a dataset."""

    def nights(self, dataset: str) -> tuple[date, ...]:
        """Nights that hold the dataset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """By night what was to be expected, and from where to where an ordinary number lies; nights not tested are left
    out."""

    expected: Mapping[date, float]
    low: Mapping[date, int]
    high: Mapping[date, int]
    excess: float | None = None
    """How far a week's count varies beyond chance alone, relative to its square; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is known of a night by what was to be expected of it."""

    bands: Mapping[tuple[Kind, str], Band] = field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    """All that are open, and what was over in the last half year."""
    partial: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    """Nights that are not whole, and the channels that they lack; none where there is only too little of everything."""

    @property
    def watching(self) -> bool:
        """Whether the history is long enough for anything to be expected."""
        return any(band.expected for band in self.bands.values())

    def of(self, kind: Kind, name: str, *, anywhere: bool = False) -> tuple[Alert, ...]:
        """A subject's alerts, oldest first; with `anywhere` those of single places too."""
        found = [
            alert
            for alert in self.alerts
            if (alert.subject.kind, alert.subject.name) == (kind, name) and (anywhere or alert.subject.slice == "all")
        ]
        return tuple(sorted(found, key=lambda alert: (alert.opened, alert.alert_id)))


def watched(view: Tables, night: date) -> Watch:
    """Read what was expected as of a night; nothing for a night that was published by a version that did not watch."""
    bands = {(row["kind"], row["name"]): _band(row) for row in view.table("trends", [night]).to_pylist()}
    alerts = sorted((alert_of(row) for row in view.table("alerts", [night]).to_pylist()), key=lambda one: one.alert_id)
    nights = view.table("wholeness", [night]).to_pylist()
    return Watch(
        bands=bands,
        alerts=tuple(alerts),
        partial={row["day"]: tuple(row["missing"]) for row in nights if row["missing"] or row["few"]},
    )


def _band(row: Mapping[str, Any]) -> Band:
    days = [row["first"] + timedelta(days=ahead) for ahead in range(len(row["expected"]))]
    expected, low, high = (
        {day: value for day, value in zip(days, row[name], strict=True) if value is not None}
        for name in ("expected", "low", "high")
    )
    return Band(expected=expected, low=low, high=high, excess=row["week_excess"])


def why(say: Wording, missing: Sequence[str]) -> str:
    """Why a night is not whole, inside a sentence: `no calls, which such a day always has`."""
    if not missing:
        return say("partial-few")
    return say("partial-missing", channels=say.listed([say.channels(one) for one in missing]))


def lines(say: Wording, watch: Watch) -> tuple[Line, ...]:
    """Each night that is not whole, and why."""
    told = [(day, why(say, missing)) for day, missing in sorted(watch.partial.items())]
    return tuple(Line(label=say.long_date(day), text=f"{text[:1].upper()}{text[1:]}.") for day, text in told)
