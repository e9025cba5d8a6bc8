"""Whether the chances held: a rolling back-test over the nights that were watched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.alerts.counts import Floats, rarer
from pipeline.alerts.watching import Watched

CHANCES = (0.1, 0.01, 0.001)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Of all series and nights that were tested, each judged by the nights before it alone, bursts and all."""

    tested: int
    inside: float
    """Share of counts within their interval: .95 or somewhat more, for counts are whole numbers."""
    below: tuple[float, ...]
    """Shares whose chance was at most .1, .01 and .001."""
    foretold: tuple[float, ...]
    """What these shares are where nothing happens and all chances are right; below .1 and so on for the same reason."""


def calibration(found: Watched, counts: Floats) -> Calibration:
    """Judge what was expected by what came; `counts` (series, nights) as they were watched."""
    tested = np.isfinite(found.p)
    if not tested.any():
        return Calibration(tested=0, inside=0.0, below=(0.0,) * len(CHANCES), foretold=(0.0,) * len(CHANCES))
    count, mean, excess, p = (cells[tested] for cells in (counts, found.expected, found.excess, found.p))
    inside = (found.low[tested] <= count) & (count <= found.high[tested])
    return Calibration(
        tested=int(tested.sum()),
        inside=float(inside.mean()),
        below=tuple(float((p <= chance).mean()) for chance in CHANCES),
        foretold=tuple(float(rarer(mean, excess, chance).mean()) for chance in CHANCES),
    )
