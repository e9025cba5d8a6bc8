"""How much to expect tonight, in several ways at once: by how fast levels move and how unruly counts are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alerts.counts import Floats, log_pmf

Probability = Callable[[Floats, Floats, Floats], Floats]
"""Of counts, by mean and excess variance."""

DISCOUNTS = np.array([1.0, 0.98, 0.95, 0.90])
"""Weight of a night relative to the one after it: 1 is a level that never moves, .90 one that is another in a month."""
UNRULY = np.concatenate([[0.0], 0.025 * 1.6 ** np.arange(10)])
"""Variance beyond Poisson relative to the squared mean, from none to 1.7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """How ordinary nights are now and then: a share of them has so many times the mean."""

    share: float
    fold: float


TAILS = (Tail(share=0.0, fold=1.0), Tail(share=0.03, fold=2.5))
"""Never, or jumps: what is common everywhere is no event."""
CAUTION = 4.0
"""Log odds for such tails, before anything was seen: where both foretell about as well, what tells less is believed."""
OUTLIERS = np.array([0.001, 0.01])
"""Shares of nights on which something happened: so that what happened is not taken for how unruly a series is."""
FOLDS = (2.0, 3.0, 5.0)
SPREAD = np.array(0.25)
"""What is counted where something happened: so many times what is usual, and a few more; and how unruly that is."""
FORGET = 0.997
"""Weight of a night's evidence relative to the next night's."""
WAYS = (len(TAILS), len(DISCOUNTS), len(UNRULY), len(OUTLIERS))
LIKELY = 1e-5
"""A way of no more weight than this for a series is left out of its chances."""
SHARING = 3
"""Passes in which the series agree on how common each way is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Counts per exposure of every series, at every discount, (series, discounts), and how unsure each is: its relative
    variance, (series, discounts, unruly)."""

    level: Floats
    unsure: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What a count looks like in every way: means (series, discounts), and variances beyond Poisson relative to the
    squared mean, (series, discounts, unruly)."""

    mean: Floats
    excess: Floats


def levels(counts: Floats, exposure: Floats) -> Levels:
    """From a history (series, nights), its last night the newest; `exposure` is each night's, with its weekday."""
    past = DISCOUNTS[None, :] ** np.arange(counts.shape[1], 0, -1)[:, None]
    heard = np.einsum("it,td->id", counts, past) + 0.5
    base = np.maximum(np.einsum("it,td->id", exposure, past), 1e-9)
    level = heard / base
    # Variance of the discounted sum: of Poisson counts, and of what goes beyond them.
    plain = np.einsum("it,td->id", exposure, past**2) / base**2 / level
    beyond = np.einsum("it,td->id", exposure**2, past**2) / base**2
    return Levels(level=level, unsure=plain[:, :, None] + beyond[:, :, None] * UNRULY)


def ways(found: Levels, exposure: Floats, doubt: Floats, *, evenness: Floats | float = 1.0) -> Ways:
    """Of a count over this exposure, (series,), whose relative variance is `doubt`, (series,).

    Of a sum over nights `exposure` is the sum and `evenness` its sum of squares relative to its square.
    """
    unruly = UNRULY * np.asarray(evenness)[..., None, None]
    excess = unruly + found.unsure + doubt[:, None, None]
    return Ways(
        mean=np.maximum(found.level * exposure[:, None], 1e-9), excess=np.broadcast_to(excess, found.unsure.shape)
    )


def likelihood(count: Floats, found: Ways) -> Floats:
    """Log likelihood of tonight's counts in every way, (series, *WAYS): an ordinary night, or something happened."""
    count_, mean = count[:, None, None], found.mean[:, :, None]
    plain = log_pmf(count_, mean, found.excess)
    usual = np.stack([plain, *(_with_tail(count_, mean, found.excess, plain, tail) for tail in TAILS[1:])], axis=1)
    typical = found.mean.mean(1)
    odd = np.logaddexp.reduce([log_pmf(count, fold * typical + 2, SPREAD) for fold in FOLDS]) - np.log(len(FOLDS))
    told = np.logaddexp(np.log1p(-OUTLIERS) + usual[..., None], np.log(OUTLIERS) + odd[:, None, None, None, None])
    return np.asarray(told)


def _with_tail(count: Floats, mean: Floats, excess: Floats, plain: Floats, tail: Tail) -> Floats:
    other = log_pmf(count, tail.fold * mean, excess)
    return np.asarray(np.logaddexp(np.log1p(-tail.share) + plain, np.log(tail.share) + other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """How well each way has foretold each series, (series, *WAYS); how common it is among all, WAYS; and how likely it
    is that anybody's ordinary nights jump so often, (tails,)."""

    evidence: Floats
    common: Floats
    tails: Floats

    def weights(self) -> Floats:
        """Probability of each way, (series, tails, discounts, unruly), whatever the share of outliers."""
        return np.asarray(self.tails[None, :, None, None] * _posterior(self.evidence, self.common).sum(4))


def nothing_known(series: int) -> Belief:
    """Every way is as likely as any other, and nothing jumps."""
    common = np.full(WAYS, 1 / np.prod(WAYS[1:]))
    return Belief(evidence=np.zeros((series, *WAYS)), common=common, tails=np.eye(len(TAILS))[0])


def learned(belief: Belief, told: Floats, heeded: NDArray[np.bool_]) -> Belief:
    """The belief after a night whose log likelihoods are `told`, for the series that are heeded.

    How common a way is, is agreed on by all series (nonparametric empirical Bayes, by EM: Laird 1978): what single
    series cannot tell of themselves they take from the others. Whether nights jump is decided for all of them at once.
    """
    evidence = np.where(heeded[:, None, None, None, None], FORGET * belief.evidence + told, belief.evidence)
    common = belief.common
    for _ in range(SHARING):
        found = _posterior(evidence, common).sum(0)
        common = (found + 1 / np.prod(WAYS[1:])) / (len(evidence) + 1)
    most = evidence.max((2, 3, 4), keepdims=True)
    one_by_one = np.log((np.exp(evidence - most) * common).sum((2, 3, 4))) + most[:, :, 0, 0, 0]
    odds = one_by_one.sum(0) + CAUTION * np.array([tail.share > 0 for tail in TAILS])
    tails = np.exp(odds - odds.max())
    return Belief(evidence=evidence, common=common, tails=tails / tails.sum())


def _posterior(evidence: Floats, common: Floats) -> Floats:
    """Probability of each way, given how often nights jump, (series, *WAYS)."""
    weights = np.exp(evidence - evidence.max((2, 3, 4), keepdims=True)) * common
    return np.asarray(weights / weights.sum((2, 3, 4), keepdims=True))


def unruly(weights: Floats) -> Floats:
    """Variance beyond Poisson that each series is thought to have, relative to its squared mean, (series, 1)."""
    return np.asarray(weights.sum((1, 2)) @ UNRULY)[:, None]


def without_jumps(weights: Floats) -> Floats:
    """The same ways, no night jumping: as the belief in jumps comes and goes every mean moves, and that is no common
    move."""
    return np.stack([weights.sum(1), *(np.zeros_like(weights[:, 0]) for _ in TAILS[1:])], axis=1)


def over(nights: int) -> tuple[Tail, ...]:
    """The tails of a sum over so many nights: that one of them jumps."""
    return tuple(Tail(share=1 - (1 - tail.share) ** nights, fold=1 + (tail.fold - 1) / nights) for tail in TAILS)


def mixed(found: Ways, weights: Floats, *, tails: Sequence[Tail] = TAILS) -> tuple[Floats, Floats]:
    """Mean and excess variance of a count that is to be expected in several ways at once, (series,) each."""
    mean = square = np.zeros(len(weights))
    for part, fold in _parts(weights, tails):
        means = fold * found.mean[:, :, None]
        mean = mean + (part * means).sum((1, 2))
        square = square + (part * (means + (1 + found.excess) * means**2)).sum((1, 2))
    return mean, np.maximum((square - mean - mean**2) / mean**2, 0.0)


def chance(
    probability: Probability, count: Floats, found: Ways, weights: Floats, *, tails: Sequence[Tail] = TAILS
) -> Floats:
    """Probability (`at_least` or `at_most`) of counts that are expected in several ways at once, (series,)."""
    total, included = np.zeros(len(count)), np.zeros(len(count))
    for part, fold in _parts(weights, tails):
        likely = part > LIKELY
        included += np.where(likely, part, 0.0).sum((1, 2))
        for discount, unruly_ in zip(*np.nonzero(likely.any(0)), strict=True):
            rows = likely[:, discount, unruly_]
            mean, excess = fold * found.mean[rows, discount], found.excess[rows, discount, unruly_]
            total[rows] += part[rows, discount, unruly_] * probability(count[rows], mean, excess)
    return np.minimum(total / np.maximum(included, LIKELY), 1.0)


def _parts(weights: Floats, tails: Sequence[Tail]) -> Iterator[tuple[Floats, float]]:
    """Probability of each level and unruliness, (series, discounts, unruly), without a tail and in each of them."""
    shares = np.array([tail.share for tail in tails])
    yield np.einsum("ijda,j->ida", weights, 1 - shares), 1.0
    for at, tail in enumerate(tails):
        if tail.share > 0:
            yield tail.share * weights[:, at], tail.fold
