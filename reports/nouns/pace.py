"""How long customers waited, by channel, and what that went together with."""

from __future__ import annotations

from dataclasses import dataclass

from reports.nouns.parts import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long it took in the conversations that know it."""

    known: int
    """Conversations that know it: the base."""
    customers: int
    """Distinct known ones."""
    customer_unknown: int
    median_seconds: float
    low_seconds: float
    high_seconds: float
    """Interval of the median."""
    tenth_seconds: float | None
    """One in ten took longer (the 90th percentile); None where too few know it."""
    median_text: str
    interval_text: str
    tenth_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    """The waits of one channel; each None where too few conversations know it."""

    channel: str
    label: str
    conversations: int | None
    """None where another channel is so small that its number would follow."""
    first_answer: Wait | None
    longest_wait: Wait | None
    held: Share | None
    """Conversations on hold, of those that say it."""
    hold: Wait | None
    """Of those on hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceLink:
    """A clear difference between slow conversations and like fast ones of the same channel."""

    channel: str
    wait: str
    """`first_answer`, `longest_wait` or `hold`."""
    outcome: str
    """`resolved`, `leaving` or `came_back`."""
    by_words: bool
    """Whether the outcome is what the customers' words tell, for the source says too little."""
    slow: Share
    fast: float
    """The share among fast ones, were they spread over topics as the slow ones are."""
    others: int
    """Fast ones that it is compared with."""
    low: float
    high: float
    """Interval of the difference, matched and with room for all that is compared here."""
    direction: str
    """`more` or `less`."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The waits of each channel, and the links to how conversations went that are clear."""

    rows: tuple[PaceRow, ...]
    links: tuple[PaceLink, ...]
    note: str
