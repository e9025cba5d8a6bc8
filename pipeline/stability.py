"""How much tonight's topics are last night's: the agreement of the assignments, whole and by topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A topic's statements of last night that both windows hold, and how many of them it still has."""

    statements: int
    still: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two assignments of the same statements agree."""

    statements: int
    index: float
    """Adjusted Rand index: 1 where they group alike, about 0 where they agree by chance alone."""
    kept: Mapping[str, Kept]
    """By topic of last night."""


def agreement(before: Mapping[str, str], now: Mapping[str, str]) -> Agreement:
    """Compare the topics (empty for none) of the statements that both know.

    The index is the adjusted Rand index (Hubert and Arabie 1985), with the statements of no topic as one group.
    """
    shared = sorted(before.keys() & now.keys())
    cells = Counter((before[one], now[one]) for one in shared)
    rows, columns = Counter(before[one] for one in shared), Counter(now[one] for one in shared)
    kept = {topic: Kept(statements=count, still=cells[topic, topic]) for topic, count in sorted(rows.items()) if topic}
    return Agreement(statements=len(shared), index=_index(cells, rows, columns, len(shared)), kept=kept)


def _index(cells: Counter[tuple[str, str]], rows: Counter[str], columns: Counter[str], statements: int) -> float:
    both, one, two = (sum(count * (count - 1) // 2 for count in part.values()) for part in (cells, rows, columns))
    pairs = statements * (statements - 1) // 2
    if not pairs or one == two == both:
        return 1.0
    expected = one * two / pairs
    return round((both - expected) / ((one + two) / 2 - expected), 6)
