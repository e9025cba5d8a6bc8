"""When the statements of tonight's window were said: what began lately, and what is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LAST_NIGHTS = 7
"""What was said in these nights tells where a topic is now."""
LOOKS = (3, 7)
"""Last nights in which what is over is missed."""
MISSED = 4
"""Statements that would have been said in them, at the least, were it not over: none of four is one chance in fifty."""
OVER = 0.25
"""Greatest share of those that may have been said all the same."""


@dataclass(frozen=True, slots=True)
class Ages:
    """How many nights ago each statement of the window was said; empty where that is not known."""

    ago: Mapping[str, int]

    def recent(self, statements: Collection[str]) -> int:
        """How many of them were said in the last nights."""
        return sum(self.ago.get(one, LAST_NIGHTS) < LAST_NIGHTS for one in statements)

    def lately(self, statements: Collection[str]) -> float:
        """The share of them that was said in the last nights."""
        return self.recent(statements) / max(1, len(statements))

    def over(self, statements: Collection[str]) -> bool:
        """Whether they are no longer said: far fewer lately than of all that is said, which knows of weekends."""
        return any(self._missed(statements, nights) for nights in LOOKS)

    def _missed(self, statements: Collection[str], nights: int) -> bool:
        all_late = sum(ago < nights for ago in self.ago.values())
        late = sum(self.ago.get(one, nights) < nights for one in statements)
        expected = (len(statements) - late) * all_late / max(1, len(self.ago) - all_late)
        return expected >= MISSED and late <= OVER * expected
