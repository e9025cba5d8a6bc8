"""The night: the business date that everything a run does belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Inside Night the name `date` is its field.
_Date = date


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Night:
    """A business date in an IANA zone; the idempotency key of everything a run does."""

    date: _Date
    zone: str = "UTC"

    @classmethod
    def of(cls, instant: datetime, zone: str) -> Night:
        """The night whose half-open interval holds an aware instant."""
        return cls(date=instant.astimezone(ZoneInfo(zone)).date(), zone=zone)

    @property
    def start(self) -> datetime:
        """First instant of the night, in UTC."""
        return datetime.combine(self.date, time(), ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """First instant after the night, in UTC; 23 or 25 hours after the start where the clocks change."""
        return self.plus(1).start

    def plus(self, days: int) -> Night:
        """The night `days` later (earlier where negative)."""
        return Night(date=self.date + timedelta(days=days), zone=self.zone)

    def window(self, nights: int) -> tuple[_Date, ...]:
        """The dates of the `nights` nights that end with this one, oldest first."""
        return tuple(self.date - timedelta(days=back) for back in range(nights - 1, -1, -1))

    def __str__(self) -> str:
        return self.date.isoformat()
