"""Where something was said more, or less, than was to be expected: an alert and its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["topic", "signal"]
Lane = Literal["night", "week", "new", "returned", "fall"]
"""By what it was told: one night, seven nights together, a topic never heard before, one heard again, or fewer over
seven nights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is watched: a topic or a behaviour, everywhere or in one place."""

    kind: Kind
    name: str
    """The topic's id, or the signal's name."""
    slice: str = "all"
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How a subject stands out on a night."""

    lane: Lane
    observed: int
    """Conversations of the night, or of the seven nights of a week's rise or fall."""
    expected: float | None
    """None where there is nothing to expect by: a new topic, or one that comes back."""
    low: int | None
    high: int | None
    """An ordinary number lies from low to high, 95 times of 100."""
    p: float | None
    nights: int
    """Those that are counted: 1, up to 7 of a week (nights with an alert of their own are not), or all since."""
    customers: int
    """Distinct known ones behind `observed`, and conversations whose customer is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that stood out, for as long as it did: opened once, whatever the number of nights."""

    alert_id: str
    subject: Subject
    opened: date
    last: date
    """The newest night on which it stood out."""
    closed: date | None
    """The night on which it was found to be over."""
    calm: int
    """Nights in a row, up to tonight, on which it did not."""
    peak_night: date
    peak: Sighting
    """Where it stood out most."""
    latest: Sighting
    """On the newest of its nights."""
