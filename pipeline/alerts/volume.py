"""How many conversations a night had, less what surges add to it: what counts are held against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.alerts.counts import Floats

ORDINARY = 3.0
"""Square roots of what is usual, above it, from which on a count is a surge."""
SAME_DAYS = 3
"""Nights of one weekday under which all nights tell what is usual."""


def volume(counts: Floats, base: Floats, usual: Floats | None = None) -> Floats:
    """Conversations of each night less what the greatest surge adds to it, (nights,), at least 1; `base` are all.

    `counts` (series, nights), NaN where not observed. An outage that doubles the night is not to raise what is expected
    of it, nor of all others. Of several surges only the greatest is taken out: one conversation is about many things.
    Nor is more taken out than the night has beyond the `usual` number, (nights,), where that is given: who can answer
    so many calls and no more answers others instead, and a surge adds nothing.
    """
    surge = np.max(_surplus(counts, base[None, :]), axis=0, initial=0.0)
    added = surge if usual is None else np.minimum(surge, np.maximum(base - usual, 0.0))
    return np.asarray(np.maximum(base - added, 1.0))


def usual_volume(base: Floats, weekdays: NDArray[np.int64]) -> Floats:
    """How many conversations a night of that weekday usually has, (nights,): the median of those that were read."""
    found = np.zeros(len(base))
    for day in range(7):
        same = (weekdays == day) & (base > 0)
        known = base[same] if same.sum() >= SAME_DAYS else base[base > 0]
        found[weekdays == day] = np.median(known) if len(known) else 0.0
    return found


def own_volume(counts: Floats, base: Floats) -> Floats:
    """The same for each series by itself, (series, nights), where `base` (series, nights) is that of its own place."""
    return np.maximum(base - _surplus(counts, base), 1.0)


def _surplus(counts: Floats, base: Floats) -> Floats:
    """How far each surge is above what is usual beside so many other conversations, 0 where a count is none."""
    known = np.isfinite(counts) & (base > 0)
    shares = np.where(known, counts / np.where(base > 0, base, 1.0), np.nan)
    seen = known.any(axis=1)
    share = np.zeros(len(counts))
    share[seen] = np.nanmedian(shares[seen], axis=1)
    surges = counts > _most(share[:, None] * base)
    # A surge is in the night's number itself: only the other conversations say what would have been.
    rest = np.where(known, np.maximum(base - counts, 0.0), 0.0)
    usual = rest * (share / np.maximum(1 - share, 1e-9))[:, None]
    return np.where(known & surges, np.maximum(counts - _most(usual), 0.0), 0.0)


def _most(usual: Floats) -> Floats:
    return usual + ORDINARY * np.sqrt(usual + 1)
