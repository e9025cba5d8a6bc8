"""The slower look: seven nights together against what was expected before they began."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alerts.counts import Bools, Floats, at_least, at_most, discoveries
from pipeline.alerts.levels import Levels, Probability, Ways, chance, mixed, over, ways
from pipeline.alerts.memory import Memory
from pipeline.alerts.weekdays import Weeks

NIGHTS = 7
TAILS = over(NIGHTS)
FALSE_SHARE = 0.01
LEAST_COUNT = 8
"""Conversations in the seven nights under which no rise is told, and expected ones under which no fall is."""
LEAST_NIGHTS = 5
"""Nights of the seven that must be there and ordinary."""
RATIO = 1.5
"""A rise is at least this many times what was expected, a fall at most what was expected divided by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What could be known of the series on a night, by the nights before it."""

    weeks: Weeks
    levels: Levels
    weights: Floats
    enough: Bools
    """Whether a series' history is long enough to be tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """Of every series and night: the seven nights that end with it; nights with a burst of their own are left out of
    all numbers, for they are told already."""

    observed: Floats
    expected: Floats
    nights: Floats
    """Those of the seven that are in the numbers."""
    excess: Floats
    """Variance of the expected number beyond Poisson, relative to its square."""
    higher: Bools
    """More than chance explains."""
    lower: Bools

    @property
    def rose(self) -> Bools:
        """The nights on which a rise begins: seven nights before, there was none."""
        return _begins(self.higher)

    @property
    def fell(self) -> Bools:
        """The nights on which a fall begins."""
        return _begins(self.lower)


def nothing(series: int, nights: int) -> Weekly:
    """Nothing looked at yet."""
    numbers = [np.full((series, nights), np.nan) for _ in range(4)]
    return Weekly(
        observed=numbers[0], expected=numbers[1], excess=numbers[2],
        nights=numbers[3],
        higher=np.zeros((series, nights), dtype=bool), lower=np.zeros((series, nights), dtype=bool),
    )  # fmt: skip


def look(
    found: Weekly,
    night: int,
    outlook: Outlook,
    memory: Memory,
    *,
    burst: Bools,
    weekdays: NDArray[np.int64],
    others: int,
) -> None:
    """Compare the seven nights that end with `night` with what was foreseen on the first of them."""
    span = slice(night - NIGHTS + 1, night + 1)
    counted = memory.seen[:, span] & ~burst[:, span]
    observed = np.where(counted, memory.counts[:, span], 0.0).sum(1)
    days = weekdays[span]
    exposure = np.where(counted, memory.borne[:, span] * outlook.weeks.factors[:, days], 0.0)
    total = exposure.sum(1)
    safe = np.maximum(total, 1e-12)
    # Errors of single weekdays' factors even out over a week.
    doubt = (exposure**2 * outlook.weeks.doubt[:, days]).sum(1) / safe**2
    foreseen = ways(outlook.levels, total, doubt, evenness=(exposure**2).sum(1) / safe**2)
    mean, excess = mixed(foreseen, outlook.weights, tails=TAILS)
    tested = outlook.enough & (counted.sum(1) >= LEAST_NIGHTS)
    much = tested & (observed >= LEAST_COUNT) & (observed >= RATIO * mean)
    little = tested & (mean >= LEAST_COUNT) & (observed * RATIO <= mean)
    # Of the others nothing is told, whatever their chance.
    more, fewer = (
        np.where(tested, _chances(probability, observed, foreseen, outlook.weights, wanted), np.nan)
        for probability, wanted in ((at_least, much), (at_most, little))
    )
    found.observed[tested, night], found.nights[tested, night] = observed[tested], counted.sum(1)[tested]
    found.expected[tested, night], found.excess[tested, night] = np.round(mean[tested], 4), excess[tested]
    found.higher[:, night] = discoveries(more, FALSE_SHARE, others=others) & much
    found.lower[:, night] = discoveries(fewer, FALSE_SHARE, others=others) & little


def _chances(probability: Probability, observed: Floats, foreseen: Ways, weights: Floats, wanted: Bools) -> Floats:
    """The chance of what was observed of the series that are wanted, 1 for the others."""
    chances = np.ones(len(observed))
    those = Ways(mean=foreseen.mean[wanted], excess=foreseen.excess[wanted])
    chances[wanted] = np.round(chance(probability, observed[wanted], those, weights[wanted], tails=TAILS), 12)
    return chances


def _begins(state: Bools) -> Bools:
    before = np.zeros(state.shape, dtype=bool)
    for back in range(1, NIGHTS + 1):
        before[:, back:] |= state[:, :-back]
    return np.asarray(state & ~before)
