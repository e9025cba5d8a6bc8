"""Instants from whatever a source calls a time, and starts for conversations that have none."""

from __future__ import annotations

import hashlib
import math
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pipeline.mapping import Start
from pipeline.sources.reasons import Reason, RecordError

YEARS = range(1990, 2101)
"""Years a conversation may lie in: outside them a time is a default, a wrong unit or a joke."""

_OPENS, _CLOSES = time(7), time(21)
_OPEN_SECONDS = (_CLOSES.hour - _OPENS.hour) * 3600


def instant(value: object, zone: tzinfo) -> datetime:
    """The UTC instant of an ISO 8601 text, datetime or date; one without an offset is taken to be in `zone`.

    Raises RecordError: bad_time, time_out_of_range.
    """
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise RecordError(Reason.BAD_TIME) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise RecordError(Reason.BAD_TIME)
    if value.year not in YEARS:
        raise RecordError(Reason.TIME_OUT_OF_RANGE)
    return (value if value.utcoffset() is not None else value.replace(tzinfo=zone)).astimezone(UTC)


def formatted(value: object, form: str, zone: tzinfo) -> datetime:
    """The UTC instant of a value in a mapping's `time_format`; what is already a datetime needs no format.

    Raises RecordError: bad_time, time_out_of_range.
    """
    if form == "iso" or isinstance(value, date):
        return instant(value, zone)
    if form in ("epoch_seconds", "epoch_milliseconds"):
        seconds = number(value) / (1000 if form == "epoch_milliseconds" else 1)
        if not abs(seconds) < 1e11:
            raise RecordError(Reason.TIME_OUT_OF_RANGE)
        return instant(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), UTC)
    try:
        return instant(datetime.strptime(str(value).strip(), form), zone)  # noqa: DTZ007 - `instant` adds the zone
    except ValueError:
        raise RecordError(Reason.BAD_TIME) from None


def number(value: object) -> float:
    """A finite number, also from its text. Raises RecordError(bad_time)."""
    try:
        result = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        result = math.nan
    if not math.isfinite(result):
        raise RecordError(Reason.BAD_TIME)
    return result


def spread(conversation_id: str, start: Start, zone: tzinfo) -> datetime:
    """When a conversation that does not say began, by the settings: one instant, or a night and hour drawn by id."""
    if start.at is not None:
        return instant(start.at, zone)
    draw = int.from_bytes(hashlib.sha256(conversation_id.encode()).digest())
    dates = start.dates
    which, second = draw % len(dates), draw // len(dates) % _OPEN_SECONDS
    local = datetime.combine(dates[which], _OPENS) + timedelta(seconds=second)
    return instant(local, zone)
