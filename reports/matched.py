"""Conversations with something against like ones without it: matched by stratum, the interval allows for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One conversation: what it is like, whether it has the thing looked at, and whether the outcome came."""

    stratum: Hashable
    """Only conversations of one stratum are compared with each other."""
    has: bool
    came: bool
    person: str
    """Its customer, or itself where the customer is unknown."""


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


def match(cases: Iterable[Case]) -> Matched:
    """Count the cases by stratum; those of strata that have one kind only are left out on both sides.

    The order of cases does not matter.
    """
    by_stratum: dict[Hashable, list[Case]] = defaultdict(list)
    for case in cases:
        by_stratum[case.stratum].append(case)
    kept = [some for some in by_stratum.values() if {one.has for one in some} == {True, False}]
    alone = [some for some in by_stratum.values() if all(one.has for one in some)]
    strata = [
        Stratum(
            came_with=sum(one.has and one.came for one in some),
            all_with=sum(one.has for one in some),
            came_without=sum(one.came and not one.has for one in some),
            all_without=sum(not one.has for one in some),
        )
        for some in kept
    ]
    return Matched(
        strata=tuple(sorted(strata, key=lambda one: (one.all_with, one.all_without, one.came_with, one.came_without))),
        people_with=len({one.person for some in kept for one in some if one.has}),
        people_without=len({one.person for some in kept for one in some if not one.has}),
        alone=sum(map(len, alone)),
        alone_strata=len(alone),
    )


def standardised(strata: Sequence[Stratum]) -> float:
    """The share without the thing, were these conversations spread over the strata as those with it are.

    Direct standardisation: the mean of the strata's shares without it, weighted by their conversations with it. Raises
    ZeroDivisionError where there is no stratum, or one that lacks a kind.
    """
    return sum(one.all_with * one.came_without / one.all_without for one in strata) / sum(
        one.all_with for one in strata
    )


def difference(strata: Sequence[Stratum], *, confidence: float) -> tuple[float, float]:
    """Interval of the Mantel-Haenszel risk difference, with minus without, in shares (-1 to 1).

    The estimator is that of Greenland & Robins (Biometrics 1985; 41:55-68), a mean of the strata's differences weighted
    by n1 n0 / n; its variance is that of Sato (Sato, Greenland & Robins, Biometrics 1989; 45:1323-1324), which holds
    for few large strata and for many small ones. Raises ZeroDivisionError where there is no stratum.
    """
    weight = estimate = p = q = 0.0
    for one in strata:
        a, n1, c, n0 = one.came_with, one.all_with, one.came_without, one.all_without
        n = n1 + n0
        weight += n1 * n0 / n
        estimate += (a * n0 - c * n1) / n
        p += (n1 * n1 * c - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2) / (n * n)
        q += (a * (n0 - c) + c * (n1 - a)) / (2 * n)
    found = estimate / weight
    # Where all came on one side and none on the other the variance is 0, and rounding may make it less.
    half = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(max(0.0, found * p + q)) / weight
    return max(-1.0, found - half), min(1.0, found + half)


def claimed(strata: Sequence[Stratum], *, confidence: float, least: int) -> Literal["", "more", "less"]:
    """Whether the outcome came more or less often with the thing; empty where that is not clear.

    Clear is an interval that excludes zero, with at least `least` conversations in which the outcome came or, by the
    others, should have. The interval weighs the strata otherwise than the two shares: where they contradict each other
    nothing is clear.
    """
    came = sum(one.came_with for one in strata)
    expected = standardised(strata) * sum(one.all_with for one in strata)
    low, high = difference(strata, confidence=confidence)
    if max(came, round(expected)) < least:
        return ""
    if low > 0 and came > expected:
        return "more"
    return "less" if high < 0 and came < expected else ""
