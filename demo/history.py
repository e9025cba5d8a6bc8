"""Planted pains and found topics over the same conversations: which topic holds which pain, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from demo.plot import Plot

FOUND = 0.5
"""Least F1 at which a topic counts as holding a pain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The pains a customer states in one conversation."""

    conversation_id: str
    """The source's own."""
    night: date
    pains: tuple[str, ...]
    """Slugs; empty for a plain question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The topic that holds a pain best, by F1 over conversations."""

    topic_id: str
    """Empty where no topic has any of the pain's conversations."""
    precision: float
    recall: float
    conversations: int
    """In which customers state the pain."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def found(self) -> bool:
        """Whether the topic holds the pain well enough to count."""
        return self.f1 >= FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One conversation: its night in the plot, what was planted in it and what was found."""

    offset: int
    pains: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The conversations that a run has seen, oldest night first."""

    heard: tuple[Heard, ...]

    @property
    def first(self) -> int:
        """Offset of the first night."""
        return self.heard[0].offset

    @property
    def last(self) -> int:
        """Offset of the last night."""
        return self.heard[-1].offset

    def match(self, slug: str, *, first: int | None = None, last: int | None = None) -> Match:
        """The topic with the greatest F1 for a pain over the nights from `first` to `last`; of equals the least id."""
        low, high = self.first if first is None else first, self.last if last is None else last
        rows = [row for row in self.heard if low <= row.offset <= high]
        sizes = Counter(topic for row in rows for topic in row.topics)
        shared = Counter(topic for row in rows if slug in row.pains for topic in row.topics)
        stated = sum(slug in row.pains for row in rows)
        matches = [
            Match(topic_id=topic, precision=both / sizes[topic], recall=both / stated, conversations=stated)
            for topic, both in sorted(shared.items())
        ]
        none = Match(topic_id="", precision=0.0, recall=0.0, conversations=stated)
        return max(matches, key=lambda match: match.f1, default=none)

    def mean(self, topic_id: str, first: int, last: int) -> float:
        """Conversations a night with a topic, from `first` to `last`, as far as the history goes; 0 without nights."""
        low, high = max(first, self.first), min(last, self.last)
        count = sum(low <= row.offset <= high and topic_id in row.topics for row in self.heard)
        return count / (high - low + 1) if high >= low else 0.0


def history(truth: Sequence[Truth], plot: Plot, assignments: Mapping[str, Collection[str]]) -> History:
    """The conversations that are both planted and among the assignments; ValueError where there is none."""
    rows = [
        Heard(
            offset=plot.offset(told.night),
            pains=told.pains,
            topics=tuple(sorted(set(assignments[told.conversation_id]))),
        )
        for told in sorted(truth, key=lambda told: (told.night, told.conversation_id))
        if told.conversation_id in assignments
    ]
    if not rows:
        raise ValueError("none of the assigned conversations was planted: score a run over the demo's own nights")
    return History(heard=tuple(rows))
