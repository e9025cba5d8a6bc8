"""Conversations with something against like ones without it: matched by stratum, the interval allows for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HALVINGS = 50
"""An end of the score interval is found by halving, so often."""
NOTHING = 1e-13
"""Ends of a distribution that weigh less are left off; a verdict needs no chance as small as a thousand of them."""


class Case(NamedTuple):
    """One conversation: what it is like, whether it has the thing looked at, and whether the outcome came."""

    stratum: Hashable
    """Only conversations of one stratum are compared with each other."""
    has: bool
    came: bool
    person: str
    """Its customer, or itself where the customer is unknown."""
    conversation: str = ""
    """Its id, where it matters which were compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Like conversations, counted: `came` of `all` with the thing, and the same without it."""

    came_with: int
    all_with: int
    came_without: int
    all_without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What can be compared: the strata that have both kinds of conversations."""

    strata: tuple[Stratum, ...]
    people_with: int
    people_without: int
    alone: int
    """Conversations with the thing that have no like one without it: left out."""
    alone_strata: int
    """How many strata these are."""
    people_alone: int = 0
    people_came: int = 0
    """With the thing and the outcome."""
    people_else: int = 0
    """With the thing and without the outcome."""
    looked_at: frozenset[str] = frozenset()
    """The conversations with the thing, those left out as alone too."""

    @property
    def came(self) -> int:
        """Conversations with the thing in which the outcome came."""
        return sum(one.came_with for one in self.strata)

    @property
    def conversations(self) -> int:
        """Conversations with the thing."""
        return sum(one.all_with for one in self.strata)

    @property
    def others(self) -> int:
        """Conversations without it."""
        return sum(one.all_without for one in self.strata)


def may_tell(counts: Matched, least: int) -> bool:
    """Whether, of those with it, nobody or enough customers have the outcome, and have it not."""
    return not any(0 < people < least for people in (counts.people_came, counts.people_else))


def match(cases: Iterable[Case]) -> Matched:
    """Count the cases by stratum; those of strata that have one kind only are left out on both sides.

    The order of cases does not matter.
    """
    by_stratum: dict[Hashable, tuple[list[Case], list[Case]]] = defaultdict(lambda: ([], []))
    for case in cases:
        by_stratum[case.stratum][case.has].append(case)
    kept = [(with_it, without) for without, with_it in by_stratum.values() if with_it and without]
    alone = [with_it for without, with_it in by_stratum.values() if with_it and not without]
    strata = [
        Stratum(
            came_with=sum(one.came for one in with_it),
            all_with=len(with_it),
            came_without=sum(one.came for one in without),
            all_without=len(without),
        )
        for with_it, without in kept
    ]
    inside = [one for with_it, _ in kept for one in with_it]
    return Matched(
        strata=tuple(sorted(strata, key=lambda one: (one.all_with, one.all_without, one.came_with, one.came_without))),
        people_with=len({one.person for one in inside}),
        people_without=len({one.person for _, without in kept for one in without}),
        alone=sum(map(len, alone)),
        alone_strata=len(alone),
        people_alone=len({one.person for some in alone for one in some}),
        people_came=len({one.person for one in inside if one.came}),
        people_else=len({one.person for one in inside if not one.came}),
        looked_at=frozenset(one.conversation for some in (inside, *alone) for one in some),
    )


def standardised(strata: Sequence[Stratum]) -> float:
    """The share without the thing, were these conversations spread over the strata as those with it are.

    Direct standardisation: the mean of the strata's shares without it, weighted by their conversations with it. Raises
    ZeroDivisionError where there is no stratum, or one that lacks a kind.
    """
    return sum(one.all_with * one.came_without / one.all_without for one in strata) / sum(
        one.all_with for one in strata
    )


def tails(strata: Sequence[Stratum]) -> tuple[float, float]:
    """Chances that the outcome comes so seldom or less, and so often or more, if the thing has nothing to do with it.

    The exact conditional test over strata (Gart, Biometrika 1970; 57:471-475; Agresti, Statistical Science 1992;
    7:131-153): within a stratum all counts but one follow from its margins, and that one is hypergeometric; the strata
    add up. It holds however rare the outcome is and however many strata there are; of one stratum it is Fisher's test.
    (1, 1) where the outcome came never or always in every stratum.
    """
    told = [one for one in strata if 0 < one.came_with + one.came_without < one.all_with + one.all_without]
    parts = [_hypergeometric(one) for one in told]
    while len(parts) > 1:
        # Pairs of about the same length, so that the work is small.
        pairs = zip(parts[::2], parts[1::2], strict=False)
        odd = parts[len(parts) // 2 * 2 :]
        parts = [*odd, *(_trimmed(one + other, np.convolve(mine, yours)) for (one, mine), (other, yours) in pairs)]
    if not parts:
        return 1.0, 1.0
    ((least, chances),) = parts
    at = sum(one.came_with for one in told) - least
    return float(chances[: max(at + 1, 0)].sum()), float(chances[max(at, 0) :].sum())


def scored(strata: Sequence[Stratum], *, confidence: float) -> tuple[float, float]:
    """Score interval of the risk difference, with minus without, in shares (-1 to 1).

    By Miettinen & Nurminen (Statistics in Medicine 1985; 4:213-226): a difference lies in it if what was found is not
    too far from it, measured by the variance that there would be if it were the true one in all strata; strata weigh
    n1 n0 / n (Mantel & Haenszel). Unlike the variance of what was found, that one is not 0 where the outcome came never
    or always. Raises ZeroDivisionError where there is no stratum.
    """
    if not strata:
        raise ZeroDivisionError("no stratum")
    n1 = np.array([one.all_with for one in strata], dtype=float)
    n0 = np.array([one.all_without for one in strata], dtype=float)
    a = np.array([one.came_with for one in strata], dtype=float)
    c = np.array([one.came_without for one in strata], dtype=float)
    weights = n1 * n0 / (n1 + n0)
    weights /= weights.sum()
    found = float((weights * (a / n1 - c / n0)).sum())
    reach = NormalDist().inv_cdf((1 + confidence) / 2)

    def limit(end: float) -> float:
        inside, outside = found, end
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            p0 = _likeliest(middle, n1, n0, a, c)
            p1 = p0 + middle
            spread = (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0) * (n1 + n0) / (n1 + n0 - 1)
            if (found - middle) ** 2 <= reach**2 * max(0.0, float((weights**2 * spread).sum())):
                inside = middle
            else:
                outside = middle
        return outside

    return limit(-1.0), limit(1.0)


def difference(strata: Sequence[Stratum], *, confidence: float) -> tuple[float, float]:
    """Interval of the risk difference, with minus without, in shares (-1 to 1): it excludes 0 only if the test does.

    The score interval, drawn out to 0 where the exact test, against (1 - confidence) / 2 on either side, does not
    exclude 0: with rare outcomes and a high confidence the score interval, which rests on large numbers, is too sure.
    Raises ZeroDivisionError where there is no stratum.
    """
    low, high = scored(strata, confidence=confidence)
    so_few, so_many = tails(strata)
    spare = (1 - confidence) / 2
    return (low if so_many <= spare else min(low, 0.0)), (high if so_few <= spare else max(high, 0.0))


def claimed(strata: Sequence[Stratum], *, confidence: float, least: int) -> Literal["", "more", "less"]:
    """Whether the outcome came more or less often with the thing; empty where that is not clear.

    Clear is an interval that excludes zero, by the score and by the exact test (difference), with at least `least`
    conversations in which the outcome came or, by the others, should have. The interval weighs the strata otherwise
    than the two shares: where they contradict each other nothing is clear.
    """
    came = sum(one.came_with for one in strata)
    expected = standardised(strata) * sum(one.all_with for one in strata)
    # The test first: it costs less than the interval, and mostly nothing is clear.
    if max(came, round(expected)) < least or min(tails(strata)) > (1 - confidence) / 2:
        return ""
    low, high = difference(strata, confidence=confidence)
    if low > 0 and came > expected:
        return "more"
    return "less" if high < 0 and came < expected else ""


def _hypergeometric(one: Stratum) -> tuple[int, Floats]:
    """The least count that can come with the thing given the margins, and the chances of it and of those after it."""
    came = one.came_with + one.came_without
    least, most = max(0, came - one.all_without), min(one.all_with, came)
    count = np.arange(least, most, dtype=float)
    ratios = (one.all_with - count) * (came - count) / ((count + 1) * (one.all_without - came + count + 1))
    logs = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    chances = np.exp(logs - logs.max())
    return _trimmed(least, chances / chances.sum())


def _trimmed(least: int, chances: Floats) -> tuple[int, Floats]:
    """Without ends that weigh nothing, which would only cost time."""
    first = int(np.searchsorted(np.cumsum(chances), NOTHING))
    last = len(chances) - int(np.searchsorted(np.cumsum(chances[::-1]), NOTHING))
    return least + first, chances[first:last]


def _likeliest(difference: float, n1: Floats, n0: Floats, a: Floats, c: Floats) -> Floats:
    """By stratum the likeliest share without the thing, were the difference this: a root of Miettinen's cubic."""
    third = n1 + n0
    second = (n1 + 2 * n0) * difference - third - a - c
    first = (n0 * difference - third - 2 * c) * difference + a + c
    q = (second / (3 * third)) ** 3 - first * second / (6 * third**2)
    q += c * difference * (1 - difference) / (2 * third)
    p = np.copysign(np.sqrt(np.maximum(0.0, (second / (3 * third)) ** 2 - first / (3 * third))), q)
    # Where all three roots are one, p is 0 and the angle does not matter.
    cosine = np.clip(np.divide(q, p**3, out=np.zeros_like(q), where=p**3 != 0), -1.0, 1.0)
    share = 2 * p * np.cos((np.pi + np.arccos(cosine)) / 3) - second / (3 * third)
    lowest, highest = max(0.0, -difference), min(1.0, 1.0 - difference)
    clipped: Floats = np.clip(share, lowest, highest)
    return clipped
