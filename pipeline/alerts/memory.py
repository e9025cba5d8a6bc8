"""What is remembered of the nights before: counts as far as they were ordinary, and which of them were not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.alerts.counts import Bools, Floats

HISTORY = 98
"""Nights that expectations look back on."""
GUARD = 2
"""The newest nights before tonight, which are not looked at: a pain that began yesterday would be expected today."""
CAP = 2.58
"""Standard deviations beyond which a past count weighs no more than this (Noufaily and others 2013)."""
ALARM, ODD, FOLLOWS = 0.0002, 0.003, 0.002
"""Chances under which a past night is set aside, under which one of the last nights is, and under which a night after
such a one is no new evidence."""
RECENT = 9
"""The last nights, on which something may still be going on."""
LASTING, LASTING_OF = 8, 14
"""Alarms among so many nights after which this is the new level, and nothing is set aside."""
ONE_BURST = 7
"""Nights within which what is odd is one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All arrays are (series, nights); filled night by night."""

    seen: Bools
    counts: Floats
    """0 where not observed."""
    exposure: Floats
    """Of a night as it was foreseen, in units of about an average night; 0 where not observed."""
    capped: Floats
    borne: Floats
    """Exposure as it turned out: with what the night did to all series."""
    chances: Floats
    """Of a count as high; 1 before anything was expected."""

    def until(self, night: int) -> tuple[Floats, Floats]:
        """Counts and exposure of the history that tonight may look at, 0 where set aside."""
        since, end = max(0, night - HISTORY), night - GUARD
        chances = self.chances[:, since:end]
        aside = chances < ALARM
        recent = np.arange(since, end) >= night - RECENT
        aside |= (chances < ODD) & recent
        aside &= ~self._lasting(night)[:, since:end]
        return np.where(aside, 0.0, self.capped[:, since:end]), np.where(aside, 0.0, self.borne[:, since:end])

    def nights(self, night: int) -> Floats:
        """How many nights of its history each series was observed on, (series,)."""
        return np.asarray(self.seen[:, max(0, night - HISTORY) : night].sum(1))

    def new_evidence(self, night: int, chances: Floats) -> Bools:
        """Whether tonight says how well a series is foretold, (series,): not while one event goes on."""
        odd = self.chances[:, max(0, night - ONE_BURST) : night] < FOLLOWS
        return self.seen[:, night] & ~((chances < FOLLOWS) & odd.any(1))

    def keep(self, night: int, mean: Floats, excess: Floats, chances: Floats, factor: Floats) -> None:
        """Remember a night that was expected to have this mean and excess variance."""
        limit = mean + CAP * np.sqrt(mean + excess * mean**2)
        self.capped[:, night] = np.minimum(self.counts[:, night], limit)
        self.borne[:, night] = self.exposure[:, night] * factor
        self.chances[:, night] = np.where(self.seen[:, night], chances, 1.0)

    def _lasting(self, night: int) -> Bools:
        alarms = np.cumsum(np.pad(self.chances[:, :night] < ALARM, ((0, 0), (LASTING_OF, 0))), axis=1)
        return np.asarray(alarms[:, LASTING_OF:] - alarms[:, :-LASTING_OF] >= LASTING)


def remember(counts: Floats, exposure: Floats) -> Memory:
    """A memory of nothing yet; NaN or an exposure that is not positive: not observed."""
    seen = np.isfinite(counts) & np.isfinite(exposure) & (np.nan_to_num(exposure) > 0)
    heard, base = np.where(seen, counts, 0.0), np.where(seen, exposure, 0.0)
    # By a power of two: nights to come must not show, not even in the last digit.
    base = base / 2.0 ** np.round(np.log2(max(float(base.sum()) / max(int(seen.sum()), 1), 1e-12)))
    return Memory(
        seen=seen, counts=heard, exposure=base, capped=heard.copy(), borne=base.copy(), chances=np.ones(counts.shape)
    )
