"""Counts of conversations and customers, and shares with intervals that hold for small counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

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


def by_topic(heard: Sequence[Heard]) -> dict[str, Any]:
    """Every topic's counts in each slice that it was heard in, as columns: `topic_id`, `slice`, `value`, the fields of
    Count, and `base`, the conversations of the slice whatever their topic; sorted by the first three.

    Conversations are given once each. In arrays, for a night of 400 topics has ten thousand such rows.
    """
    topics = _numbered(topic for one in heard for topic in one.topics)
    places = _numbered(place for one in heard for place in one.slices)
    customers = _numbered(one.customer for one in heard if one.customer)
    pairs = [(at, topics[topic]) for at, one in enumerate(heard) for topic in one.topics]
    conversation, topic = np.array(pairs, np.int64).reshape(-1, 2).T
    there = np.full((len(heard), max((len(one.slices) for one in heard), default=0)), -1)
    for at, one in enumerate(heard):
        there[at, : len(one.slices)] = [places[place] for place in one.slices]
    customer = np.array([customers.get(one.customer or "", -1) for one in heard], np.int64)
    known = np.array([one.resolved is not None for one in heard], bool)
    resolved = np.array([one.resolved is True for one in heard], bool)

    row, column = np.nonzero(there[conversation] >= 0)
    who = conversation[row]
    keys, cell = np.unique(topic[row] * len(places) + there[who, column], return_inverse=True)

    def counted(which: Any) -> Any:
        return np.bincount(cell[which], minlength=len(keys))

    # A customer counts once in a cell.
    named = customer[who] >= 0
    once = np.unique(cell[named] * max(len(customers), 1) + customer[who][named]) // max(len(customers), 1)
    at_topic, at_place = list(topics), list(places)
    where = [at_place[key] for key in (keys % max(len(places), 1)).tolist()]
    base = np.bincount(there[there >= 0], minlength=len(places))
    return {
        "topic_id": [at_topic[key] for key in (keys // max(len(places), 1)).tolist()],
        "slice": [name for name, _ in where],
        "value": [value for _, value in where],
        "conversations": counted(slice(None)),
        "customers": np.bincount(once, minlength=len(keys)),
        "customer_unknown": counted(~named),
        "resolved": counted(resolved[who]),
        "resolution_known": counted(known[who]),
        "base": base[keys % max(len(places), 1)],
    }


def _numbered(values: Iterable[Any]) -> Mapping[Any, int]:
    return {value: at for at, value in enumerate(sorted(set(values)))}
