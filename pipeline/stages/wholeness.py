"""Which nights are whole: what is missing on a night must not look as if nobody had said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

WEEKS = 8
"""Same weekdays before that a night is compared with."""
KNOWN = 3
"""Fewer of them say nothing."""
LEAST = 5
"""Conversations a night from which on a channel that is silent is thought to be missing."""
SO_FEW = 0.2
"""Part of the usual number under which a night is thought to be cut short, where that is LEAST_WHOLE or more."""
LEAST_WHOLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wholeness:
    """What makes a night incomparable, if anything."""

    day: date
    missing: tuple[str, ...]
    """Channels with no conversation that always have some on such a weekday."""
    few: bool
    """So few conversations that part of the night may be missing."""

    @property
    def whole(self) -> bool:
        """Whether it may be compared with others."""
        return not (self.missing or self.few)


def wholeness(counts: Mapping[date, Mapping[str, int]]) -> tuple[Wholeness, ...]:
    """Of every night (its conversations by channel), by the same weekdays before it, oldest first."""
    found = []
    channels = sorted({channel for one in counts.values() for channel in one})
    for day in sorted(counts):
        same = [day - timedelta(days=7 * back) for back in range(1, WEEKS + 1)]
        before = [counts[one] for one in same if one in counts]
        missing = tuple(
            channel
            for channel in channels
            if not counts[day].get(channel) and _usual([one.get(channel, 0) for one in before]) >= LEAST
        )
        usual = _usual([sum(one.values()) for one in before])
        few = usual >= LEAST_WHOLE and sum(counts[day].values()) < SO_FEW * usual
        found.append(Wholeness(day=day, missing=missing, few=few))
    return tuple(found)


def _usual(counts: Sequence[int]) -> float:
    """What such a day has at least: no channel is missed on days on which it is often silent; one such day is let be,
    for it may be one that was missing."""
    return min(median(counts), 2 * sorted(counts)[1] + 1) if len(counts) >= KNOWN else 0.0
