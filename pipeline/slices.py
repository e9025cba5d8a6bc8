"""Slices of a conversation: who spoke to whom, when, and where in his journey; their names and the order of values.

What a conversation does not say of itself has no slice: it is absent, never a value such as "unknown".
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

Place = tuple[str, str]
"""A slice and its value, such as ("channel", "voice")."""

NIGHTLY = ("channel", "segment", "product", "queue", "team", "stage")
"""Counted for each night and topic in `measures`. The other three are those of a conversation's customer and start,
which pages derive from the window's conversations: kept for every night, they would double the rows for nothing."""
NAMES = (*NIGHTLY, "tenure", "hour", "weekday")
TIMES = ("hour", "weekday")
"""Slices that one bad day fills as well as a habit does."""

STAGES = ("order", "delivery", "use", "billing", "return", "complaint")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = ("0-6", "6-9", "9-12", "12-15", "15-18", "18-24")
"""Three hours each through a working day, in which contacts are many, and six or so where they are few: a band with
too few to tell anything of would only raise the bar for all others."""
TENURES = ("under 1 month", "1 to 12 months", "1 to 5 years", "over 5 years")
VALUES = {"stage": STAGES, "tenure": TENURES, "hour": HOURS, "weekday": WEEKDAYS}
"""All values, in their order, of the slices that we name."""

_STARTS = (0, 6, 9, 12, 15, 18)
_MONTHS = (0, 1, 12, 60)


def slices(
    *,
    zone: tzinfo,
    started_at: datetime,
    channel: str | None,
    segment: str | None = None,
    product: str | None = None,
    queue: str | None = None,
    team: str | None = None,
    stage: str | None = None,
    customer_since: date | None = None,
) -> tuple[Place, ...]:
    """Every slice that a conversation is known to be in, in the order of NAMES; at most one value each.

    `started_at` is aware. Of a start at exactly midnight, here or in UTC, the hour is taken to be unknown: that is how
    sources write a date.
    """
    local = started_at.astimezone(zone)
    timed = local.timetz().replace(tzinfo=None) != time() and started_at.astimezone(UTC).time() != time()
    found = {
        "channel": channel,
        "segment": segment,
        "product": product,
        "queue": queue,
        "team": team,
        "stage": stage,
        "tenure": tenure(customer_since, local.date()) if customer_since else None,
        "hour": hour(local) if timed else None,
        "weekday": weekday(local),
    }
    return tuple((name, value) for name in NAMES if (value := found[name]))


def tenure(since: date, day: date) -> str | None:
    """How long somebody has been a customer on a day, in whole months; None where he becomes one only later."""
    months = (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)
    if since > day:
        return None
    return TENURES[sum(months >= least for least in _MONTHS) - 1]


def hour(local: datetime) -> str:
    """The band of an instant's hour by the clock on the wall."""
    return HOURS[sum(local.hour >= start for start in _STARTS) - 1]


def weekday(local: datetime) -> str:
    """Mon to Sun, by the calendar on the wall."""
    return WEEKDAYS[local.weekday()]
