"""Rules that tell which series are unusual on a night: the product's, the oracle's, and what peers do.

The peers are those of ../shared/facts/statistics.md, section 2: +50 % week on week (the last seven nights against the
seven before), a z-score against up to 98 nights (as SentiSum's), and EARS C1 and C2 (Hutwagner et al. 2003), all on the
counts as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.worlds import Bools, Floats, World

Q = 0.1
"""Of the oracle's Benjamini-Hochberg, as of the product's."""
LEAST = 4
"""Conversations, in the oracle's gate as in the product's."""
WEEK, EARS, PAST = 7, 7, 98


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule says of each series and night."""

    alert: Bools
    p: Floats
    """NaN where it has none."""
    inside: Floats
    """1 where the count is in the rule's 95 % interval, 0 where it is not, NaN where there is none."""


def found(rule: str, world: World) -> Found:
    """What a rule finds, where it may be judged."""
    if rule == "ours":
        return _ours(world)
    if rule == "oracle":
        return _oracle(world)
    none = np.full(world.counts.shape, np.nan)
    return Found(alert=PEERS[rule](world.counts) & world.tested, p=none, inside=none)


def _ours(world: World) -> Found:
    from pipeline.alerts import watch  # noqa: PLC0415 - the others can be run without it

    seen = watch(world.counts.copy(), world.exposure.copy(), world.weekdays.copy())
    if (seen.alert & ~world.known).any():
        raise SystemExit("pipeline.alerts.watch: an alert on what was not observed, or without the history it needs")
    inside = np.where(np.isnan(seen.low), np.nan, (seen.low <= world.counts) & (world.counts <= seen.high))
    return Found(alert=seen.alert & world.tested, p=seen.p, inside=inside)


def _oracle(world: World) -> Found:
    """Who knows the true mean and the true noise: exact tails, Benjamini-Hochberg, and the product's gates."""
    p = np.where(world.tested, world.law.upper(world.counts, world.mean), np.nan)
    alert = discovered(p, Q) & (world.counts >= LEAST)
    above = world.law.upper(world.counts + 1, world.mean)
    return Found(alert=alert, p=p, inside=np.where(np.isnan(p), np.nan, (p > 0.025) & (above <= 0.975)))


def discovered(p: Floats, q: float) -> Bools:
    """Benjamini and Hochberg 1995, night by night (columns), over what is not NaN."""
    ordered = np.sort(p, axis=0)
    tests = np.sum(~np.isnan(p), axis=0)
    rank = np.arange(1, len(p) + 1)[:, None]
    passed = ordered * tests <= q * rank
    cut = np.max(np.where(passed, ordered, -1.0), axis=0)
    return np.asarray(p <= cut)


def week_on_week(counts: Floats) -> Bools:
    """Half as many again in the week up to a night as in the one before, of what was observed, and at least 5."""
    seen = ~np.isnan(counts)
    value = np.where(seen, counts, 0.0)
    now, before = _before(value, WEEK, -1), _before(value, WEEK, WEEK - 1)
    nights, nights_before = (_before(seen.astype(np.float64), WEEK, guard) for guard in (-1, WEEK - 1))
    risen = now * nights_before > 1.5 * before * nights
    return np.asarray(seen & (now >= 5) & (nights_before > 0) & risen)


def _unusual(counts: Floats, nights: int, guard: int = 0) -> Bools:
    """More than 3 standard deviations above the mean of the nights before, less the last `guard` ones."""
    seen = ~np.isnan(counts)
    value = np.where(seen, counts, 0.0)
    number, total, squares = (_before(one, nights, guard) for one in (seen.astype(np.float64), value, value**2))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / number
        # Sums of whole numbers are exact: where all nights were the same this is 0 and not nearly 0.
        deviation = np.sqrt((number * squares - total**2) / (number * (number - 1)))
    return np.asarray(seen & (number >= 4) & (counts > mean + 3 * deviation))


def _before(values: Floats, nights: int, guard: int) -> Floats:
    """Sum over up to so many nights before each, less the last `guard` ones; -1 takes the night itself in."""
    sums = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    end = np.maximum(np.arange(values.shape[1]) - guard, 0)
    return np.asarray(sums[:, end] - sums[:, np.maximum(end - nights, 0)])


PEERS: dict[str, Callable[[Floats], Bools]] = {
    "+50 % a week": week_on_week,
    "z > 3": lambda counts: _unusual(counts, PAST),
    "EARS C1": lambda counts: _unusual(counts, EARS),
    "EARS C2": lambda counts: _unusual(counts, EARS, guard=2),
}
RULES = ("ours", "oracle", *PEERS)
