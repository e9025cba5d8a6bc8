"""What was to be expected of every series on every night, and where the counts stand out from it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alerts import together, weekly
from pipeline.alerts.counts import Bools, Floats, at_least, between, discoveries
from pipeline.alerts.levels import (
    chance,
    learned,
    levels,
    likelihood,
    mixed,
    nothing_known,
    unruly,
    ways,
    without_jumps,
)
from pipeline.alerts.memory import GUARD, HISTORY, remember
from pipeline.alerts.weekdays import weeks

LEAST_NIGHTS = 28
"""Observed nights before which a series is not tested."""
LEAST_COUNT = 4
"""Conversations under which nothing is told."""
FIRST = 8
"""Nights after which anything is expected at all."""
LEAST_TESTS = 20
"""Where fewer series are tested, a night is as strict as with so many: of three topics too little is rare."""
HEEDED = 10
"""Observed nights after which a series' counts say how well it was foretold."""
FALSE_SHARE = (0.05, 0.10)
"""False discovery rate of a night: from the first, where nothing was told lately, to the second, where something is
told every other night. What is told in quiet times is mostly false; where much happens more may be spent on finding it
(as in the online control of false discoveries: Foster and Stine 2008)."""
LATELY = 28
OFTEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Of every series (rows) and night: what was expected, and whether what was counted stands out; NaN: not tested."""

    expected: Floats
    excess: Floats
    """Variance of the count beyond Poisson relative to the squared mean, what is uncertain being in it."""
    low: Floats
    high: Floats
    """What lies from low to high is an ordinary night's count, 95 times of 100, parameters being uncertain."""
    p: Floats
    """Probability of a count as high or higher on an ordinary night."""
    burst: Bools
    """Stands out on this night."""
    week: weekly.Weekly
    """The last seven nights together."""

    @property
    def incidents(self) -> int:
        """How many alerts these nights would have had: what follows on within two nights is the same one."""
        before = np.zeros(self.burst.shape, dtype=bool)
        for back in (1, 2):
            before[:, back:] |= self.burst[:, :-back]
        return int((self.burst & ~before).sum() + (self.week.rose & ~self.burst & ~before).sum())

    @property
    def alert(self) -> Bools:
        """Stands out, or begins to stand out over a week."""
        return np.asarray(self.burst | self.week.rose)


def watch(counts: Floats, exposure: Floats, weekdays: NDArray[np.int64], *, others: int = 0) -> Watched:
    """Test every night by the nights before it: nothing of a series' night itself or of later ones is in what is
    expected of it, only what the night does to all others.

    `counts` and `exposure` are (series, nights), NaN where a series was not observed (as where the exposure is not
    positive); `weekdays` (nights,) with 0 for Monday; nights are consecutive dates. A count is negative binomial around
    exposure x level x weekday x what the night does to all series. Weekdays are shared and shrunk (`weekdays`), levels
    are discounted means; how fast levels move and how unruly counts are is learned by how well it foretold each series,
    pooled over all (`levels`). Past alarms are set aside, and what looks odd is capped (`memory`); all that is
    estimated is uncertain. Tests are one-sided, with a false discovery rate over the night's series, and over `others`
    that were looked at and not given, for nothing could be told of them.

    Rounded, so that threads do not show.
    """
    series, nights = counts.shape
    memory, belief = remember(counts, exposure), nothing_known(series)
    mean, excess, p = (np.full((series, nights), np.nan) for _ in range(3))
    burst, week = np.zeros((series, nights), dtype=bool), weekly.nothing(series, nights)
    moves: tuple[together.Sum, ...] = ()
    outlooks: deque[weekly.Outlook] = deque(maxlen=weekly.NIGHTS)
    for night in range(FIRST, nights if series else 0):
        tonight = memory.counts[:, night]
        heard, base = memory.until(night)
        days = weekdays[max(0, night - HISTORY) : night - GUARD]
        weights = belief.weights()
        usual = weeks(heard, base, days, unruly(weights))
        level = levels(heard, base * usual.factors[:, days])
        today = weekdays[night]
        share, doubt = memory.exposure[:, night] * usual.factors[:, today], usual.doubt[:, today]
        heeded = memory.seen[:, night] & (memory.nights(night) >= HEEDED)
        before = mixed(ways(level, share, doubt), without_jumps(weights))
        move, told = together.moved(tonight, *before, heeded, moves)
        moves = (*moves, told) if told else moves
        foreseen = ways(level, share * move.factor, doubt + move.doubt)
        tested = memory.seen[:, night] & (memory.nights(night) >= LEAST_NIGHTS)
        means, excesses = mixed(foreseen, weights)
        chances = np.round(chance(at_least, tonight, foreseen, weights), 12)
        mean[tested, night], excess[tested, night], p[tested, night] = means[tested], excesses[tested], chances[tested]
        lately = burst[:, max(0, night - LATELY) : night]
        unseen = max(others, LEAST_TESTS - int(tested.sum()))
        burst[:, night] = discoveries(p[:, night], _rate(lately), others=unseen) & (tonight >= LEAST_COUNT)
        belief = learned(belief, likelihood(tonight, foreseen), heeded & memory.new_evidence(night, chances))
        memory.keep(night, means, excesses, np.where(tested, chances, 1.0), move.factor)
        outlooks.append(
            weekly.Outlook(weeks=usual, levels=level, weights=weights, enough=memory.nights(night) >= LEAST_NIGHTS)
        )
        if len(outlooks) == weekly.NIGHTS:
            weekly.look(week, night, outlooks[0], memory, burst=burst, weekdays=weekdays, others=unseen)
    low, high = between(mean, excess)
    return Watched(expected=np.round(mean, 4), excess=excess, low=low, high=high, p=p, burst=burst, week=week)


def _rate(lately: Bools) -> float:
    """Tonight's false discovery rate, by what was told on the nights before."""
    least, most = FALSE_SHARE
    a_night = lately.sum() / LATELY
    return float(least + (most - least) * min(a_night / OFTEN, 1.0))
