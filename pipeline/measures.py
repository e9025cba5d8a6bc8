"""Counts of conversations and customers, and shares with intervals that hold for small counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

WINDOW_NIGHTS = 28
"""Nights that pages count over, and that signals are found in by one detector."""


def wilson(successes: int, n: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of the share `successes / n`; (0, 1) where n is 0.

    Raises ValueError unless 0 <= successes <= n.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = successes / n, z * z / n
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * sqrt(share * (1 - share) / n + weight / (4 * n))
    # At the ends the formula is exact only up to rounding.
    return (0.0 if successes == 0 else middle - half), (1.0 if successes == n else middle + half)


def difference(k1: int, n1: int, k2: int, n2: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Newcombe's interval of `k1 / n1 - k2 / n2` from two independent samples; (-1, 1) where one is empty.

    Raises ValueError unless 0 <= k <= n for both.
    """
    (low1, high1), (low2, high2) = wilson(k1, n1, confidence=confidence), wilson(k2, n2, confidence=confidence)
    if n1 == 0 or n2 == 0:
        return -1.0, 1.0
    p1, p2 = k1 / n1, k2 / n2
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What counting needs to know of one conversation."""

    customer: str | None
    resolved: bool | None
    slices: tuple[tuple[str, str], ...]
    """(slice, value), such as ("channel", "voice"); ("all", "") among them."""
    topics: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Conversations and what is known of them; counts add up over slices of one night, customers do not."""

    conversations: int
    customers: int
    """Distinct known ones."""
    customer_unknown: int
    """Conversations whose customer is unknown: never counted as distinct customers."""
    resolved: int
    resolution_known: int


def count(heard: Iterable[Heard]) -> Count:
    """Count distinct conversations (each given once) and distinct customers."""
    conversations = list(heard)
    return Count(
        conversations=len(conversations),
        customers=len({one.customer for one in conversations if one.customer}),
        customer_unknown=sum(one.customer is None for one in conversations),
        resolved=sum(one.resolved is True for one in conversations),
        resolution_known=sum(one.resolved is not None for one in conversations),
    )


def by_topic(heard: Iterable[Heard]) -> list[tuple[str, str, str, Count, int]]:
    """(topic, slice, value, its count, conversations of the slice whatever their topic), sorted by the first three."""
    groups: dict[tuple[str, str, str], list[Heard]] = defaultdict(list)
    base: Counter[tuple[str, str]] = Counter()
    for one in heard:
        for slice_, value in one.slices:
            base[slice_, value] += 1
            for topic in one.topics:
                groups[topic, slice_, value].append(one)
    return [(*where, count(groups[where]), base[where[1:]]) for where in sorted(groups)]
