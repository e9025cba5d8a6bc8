"""Simulated counts of topics by night, whose true mean and true noise are known, with bursts put into some of them.

"plain" and "late" are the world of ../shared/facts/statistics.md, section 2, with bursts from night 40 and from night
98 on; "quiet" and "surge" those of its section 3; the others differ from "plain" in the one thing that names them.
"together" has most of it at once. Worlds of two kinds with the same seed share what they can.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Kind = Literal["none", "one-night", "multi-night", "surge"]
"""Of burst: one night, or two to seven, each with about 200 % more; or fivefold for three to seven."""

NIGHTS = 120
HISTORY = 28
"""Observed nights that a series needs before it is tested."""
BEGIN = 40
"""First night with bursts; "late" has its own."""
SHARE = 0.01
"""Of series on a burst, a night."""
GAP = 10
"""Nights between two long bursts of a series, at least: what comes soon after one is not a second."""
SURGES, BASE, FOLD = 30, 5.0, 5.0
"""Series of a world with one surge each, their mean a night before it, and how many times that a surge has."""
FACTS = (1.25, 1.1, 1.0, 1.0, 0.95, 0.45, 0.35)
FLAT = (1.0,) * 7
LEISURE = (0.7, 0.7, 0.8, 0.9, 1.1, 1.5, 1.3)
OFFICE = (1.5, 1.3, 1.2, 1.1, 0.9, 0.0, 0.0)
ODD_SIZE = 10.0
CHANCES = np.linspace(-5, 5, 101)
"""Of the lognormal noise, in standard deviations: it is drawn from these values, so that its tail is an exact sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """How counts scatter about a true mean: a mixture of negative binomials with a factor on the mean each."""

    size: Floats
    """(series, 1); infinite: Poisson."""
    factors: Floats
    """(parts,); with the weights, 1 on average."""
    weights: Floats

    def drawn(self, rng: np.random.Generator, mean: Floats) -> Floats:
        """Counts (series, nights) with this mean (series, nights)."""
        parts = rng.choice(len(self.weights), size=mean.shape, p=self.weights)
        finite = np.where(np.isinf(self.size), 1.0, self.size)
        scatter = np.where(np.isinf(self.size), 1.0, rng.gamma(finite, 1 / finite, size=mean.shape))
        return rng.poisson(mean * self.factors[parts] * scatter).astype(np.float64)

    def upper(self, counts: Floats, mean: Floats) -> Floats:
        """P(Y >= count), exactly; NaN where the count is."""
        finite = np.where(np.isinf(self.size), 1.0, self.size)
        some = np.maximum(counts, 1.0)
        tail = np.zeros(counts.shape)
        for factor, weight in zip(self.factors, self.weights, strict=True):
            part = mean * factor
            if np.isinf(self.size).all():
                tail += weight * gammainc(some, part)
            else:
                binomial = betainc(some, finite, part / (part + finite))
                tail += weight * np.where(np.isinf(self.size), gammainc(some, part), binomial)
        return np.where(np.isnan(counts), np.nan, np.where(counts < 1, 1.0, tail))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a rule is given (counts, exposure, weekdays), and what only the oracle and the judge know."""

    name: str
    counts: Floats
    """(series, nights); NaN where nothing was observed."""
    exposure: Floats
    """(series, nights); 0 on a night that is missing as a whole."""
    weekdays: Ints
    """(nights,); 0 is Monday."""
    mean: Floats
    """(series, nights), without bursts."""
    law: Law
    """Of the noise about the mean, without bursts."""
    bursts: Bools
    """(series, nights): a burst is on."""
    kind: Kind
    """Of its bursts."""
    first: int
    """First night that is judged."""

    @property
    def tested(self) -> Bools:
        """Observed, with enough observed nights before, and on a night that is judged."""
        return self.known & (np.arange(self.counts.shape[1]) >= self.first)

    @property
    def known(self) -> Bools:
        """Observed, with enough observed nights before."""
        seen = ~np.isnan(self.counts)
        return np.asarray(seen & (np.cumsum(seen, axis=1) - seen >= HISTORY))

    def until(self, nights: int) -> World:
        """The first nights of it."""
        return replace(
            self,
            counts=self.counts[:, :nights],
            exposure=self.exposure[:, :nights],
            weekdays=self.weekdays[:nights],
            mean=self.mean[:, :nights],
            bursts=self.bursts[:, :nights],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What worlds of a kind are like."""

    series: int = 300
    levels: Literal["log-uniform", "log-normal"] = "log-uniform"
    noise: Literal["binomial", "poisson", "heavy", "mixed", "lognormal", "jumps"] = "binomial"
    shapes: tuple[tuple[float, ...], ...] = (FACTS,)
    """Weekday factors; each series has one of them."""
    drift: float = 0.0
    """Of the log level, a night: standard deviation of its steps."""
    trends: float = 0.0
    """Share of series whose level doubles or halves over the time."""
    missing: float = 0.0
    """Share of nights without anything; of single counts a third of it is missing, of series half as many again start
    late."""
    volume: bool = False
    """Whether the exposure varies, and counts with it."""
    holidays: int = 0
    """Nights on which all series fall or rise together and the exposure does not say so."""
    kind: Kind = "one-night"
    begin: int = BEGIN


PLAIN = Plan()
QUIET = Plan(series=200, levels="log-normal", kind="none")
PLANS = {
    "plain": PLAIN,
    "late": replace(PLAIN, begin=98),
    "poisson": replace(PLAIN, noise="poisson"),
    "heavy": replace(PLAIN, noise="heavy"),
    "lognormal": replace(PLAIN, noise="lognormal"),
    "jumps": replace(PLAIN, noise="jumps"),
    "mixed dispersion": replace(PLAIN, series=400, noise="mixed"),
    "other weekdays": replace(PLAIN, series=500, shapes=(FLAT, LEISURE, OFFICE)),
    "drift": replace(PLAIN, drift=0.02, trends=0.4),
    "missing": replace(PLAIN, missing=0.1),
    "multi-night": replace(PLAIN, kind="multi-night"),
    "volume": replace(PLAIN, series=1000, volume=True),
    "holiday": replace(PLAIN, holidays=6),
    "together": replace(
        PLAIN, series=400, noise="mixed", drift=0.01, trends=0.2, missing=0.05, volume=True, holidays=2
    ),
    "surge": replace(QUIET, kind="surge"),
    "quiet": QUIET,
    "quiet heavy": replace(QUIET, noise="heavy"),
    "quiet weekdays": replace(QUIET, shapes=(FLAT, LEISURE, OFFICE)),
    "quiet drift": replace(QUIET, drift=0.02, trends=0.4),
    "quiet volume": replace(QUIET, volume=True, holidays=2),
}
"""The kinds of world."""


def world(kind: str, *, seed: int, series: int = 0, nights: int = NIGHTS) -> World:
    """A world of a kind; of as many series as its plan says where none are given."""
    plan = replace(PLANS[kind], series=series or PLANS[kind].series)
    rng = np.random.default_rng(seed)
    shape = (plan.series, nights)
    weekdays = (rng.integers(7) + np.arange(nights)) % 7
    level = _levels(plan, rng)
    shapes = np.array(plan.shapes)[rng.integers(len(plan.shapes), size=plan.series)]
    exposure, ratio = _exposure(plan, weekdays, rng)
    mean = level[:, None] * shapes[:, weekdays] * ratio * _wander(plan, nights, rng)
    for night in rng.choice(nights - 7, size=plan.holidays, replace=False) + 7:
        mean[:, night] *= rng.choice([0.3, 0.5, 1.5, 2.0])
    law = _law(plan, rng)
    bursts = _bursts(plan, level, mean, rng)
    if plan.kind == "surge":
        counts = law.drawn(rng, np.where(bursts, FOLD, 1.0) * mean)
    else:
        more = rng.poisson(np.maximum(4.0, 2 * mean))
        counts = law.drawn(rng, mean) + np.where(bursts, more, 0)
    gone = _gone(plan, shape, rng)
    return World(
        name=kind,
        counts=np.where(gone, np.nan, counts),
        exposure=np.where(gone.all(axis=0), 0.0, exposure),
        weekdays=weekdays,
        mean=mean,
        law=law,
        bursts=bursts,
        kind=plan.kind,
        # Where bursts begin late, the nights before are only history: they would be all quiet.
        first=plan.begin if plan.begin > BEGIN else HISTORY,
    )


def _levels(plan: Plan, rng: np.random.Generator) -> Floats:
    """Mean of each series on a usual night; the first ones of a world with surges have their base."""
    if plan.levels == "log-uniform":
        return np.asarray(np.exp(rng.uniform(np.log(0.1), np.log(20), size=plan.series)))
    level: Floats = np.clip(4 * np.exp(rng.normal(0, 1, size=plan.series)), 0.2, 80)
    if plan.kind == "surge":
        level[:SURGES] = BASE / np.mean(plan.shapes)
    return level


def _law(plan: Plan, rng: np.random.Generator) -> Law:
    """Noise of each series."""
    sizes = {"poisson": np.inf, "lognormal": np.inf, "heavy": 2.0}
    size = np.full((plan.series, 1), sizes.get(plan.noise, ODD_SIZE))
    factors, weights = np.ones(1), np.ones(1)
    if plan.noise == "mixed":
        size = np.exp(rng.uniform(np.log(1), np.log(100), size=(plan.series, 1)))
    elif plan.noise == "lognormal":
        factors, weights = np.exp(0.5 * CHANCES), np.exp(-(CHANCES**2) / 2)
    elif plan.noise == "jumps":
        factors, weights = np.array([1.0, 2.5]), np.array([0.97, 0.03])
    weights = weights / weights.sum()
    return Law(size=size, factors=factors / (factors @ weights), weights=weights)


def _exposure(plan: Plan, weekdays: Ints, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Conversations of each series' channel by night, and how that relates to the channel's usual night."""
    shape = (plan.series, len(weekdays))
    if not plan.volume:
        return np.full(shape, 1000.0), np.ones(shape)
    channel = rng.integers(2, size=plan.series)
    usual = np.array([[4000.0], [700.0]])
    days = np.array([[1.3, 1.15, 1.05, 1.0, 0.9, 0.4, 0.25], [1.1, 1.0, 1.0, 1.0, 1.0, 0.8, 0.7]])
    growth = np.exp(np.array([[0.5], [-0.3]]) * np.linspace(0, 1, len(weekdays)))
    volume = usual * days[:, weekdays] * growth * np.exp(rng.normal(0, 0.08, size=(2, len(weekdays))))
    holidays = rng.choice(len(weekdays), size=4, replace=False)
    volume[:, holidays] *= np.array([0.2, 0.3, 0.5, 1.8])
    volume = np.maximum(1.0, np.round(volume))
    return np.asarray(volume[channel]), np.asarray((volume / usual)[channel])


def _wander(plan: Plan, nights: int, rng: np.random.Generator) -> Floats:
    """Factor on each series' level by night: a random walk, and for some a trend to twice or half of it."""
    walk = np.cumsum(rng.normal(0, plan.drift, size=(plan.series, nights)), axis=1)
    trend = np.log(2) * rng.choice([-1, 0, 1], p=_thirds(plan.trends), size=(plan.series, 1))
    return np.asarray(np.exp(walk + trend * np.linspace(-0.5, 0.5, nights)))


def _thirds(share: float) -> list[float]:
    return [share / 2, 1 - share, share / 2]


def _bursts(plan: Plan, level: Floats, mean: Floats, rng: np.random.Generator) -> Bools:
    """When a burst is on; none begins on a night on which a series is closed."""
    bursts = np.zeros(mean.shape, dtype=bool)
    nights = mean.shape[1]
    if plan.kind == "one-night":
        bursts[:, plan.begin :] = rng.random((len(level), nights - plan.begin)) < SHARE
    elif plan.kind == "multi-night":
        for row in range(len(level)):
            night = plan.begin + int(rng.geometric(SHARE / 4.5))
            while night < nights:
                last = night + int(rng.integers(2, 8))
                bursts[row, night:last] = True
                night = last + GAP + int(rng.geometric(SHARE / 4.5))
    elif plan.kind == "surge":
        for row in range(SURGES):
            night = int(rng.integers(plan.begin, nights - 3))
            bursts[row, night : night + int(rng.integers(3, 8))] = True
    return np.asarray(bursts & (mean > 0))


def _gone(plan: Plan, shape: tuple[int, int], rng: np.random.Generator) -> Bools:
    """Where nothing was observed."""
    gone = np.broadcast_to(rng.random(shape[1]) < plan.missing, shape).copy()
    gone |= rng.random(shape) < plan.missing / 3
    late = rng.random(shape[0]) < plan.missing * 1.5
    return gone | (late[:, None] & (np.arange(shape[1]) < rng.integers(10, 61, size=(shape[0], 1))))
