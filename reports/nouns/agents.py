"""What agents said, and how it went: the entries that say it."""

from __future__ import annotations

from dataclasses import dataclass

from reports.nouns.parts import Link, Share
from reports.nouns.treatment import Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A phrase that recurs in what agents said, in lower case but for `I`, and in how many conversations it does."""

    words: str
    conversations: int
    customers: int
    customer_unknown: int
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """How often an outcome came with what agents did, and in matched conversations without it."""

    outcome: str
    """`leaving`, `resolved`, `came-back`, or `named`: who named a competitor spoke of leaving."""
    label: str
    with_it: Share | None
    """None, as the other numbers of the difference, where too few spoke of leaving, or did not."""
    without_it: float | None
    """The share of matched conversations without it, were they spread over topics and channels as those with it."""
    others: int
    """Matched conversations without it."""
    low: float | None
    high: float | None
    """Interval of the difference, matched and with room for all comparisons of its section."""
    by_words: bool
    """Whether the outcome is what the customers' words tell, for the source says too little."""
    verdict: str
    text: str
    left_out: str
    """How many conversations with it could not be compared, and why; empty where all could."""
    direction: str = ""
    """`more` or `less` where the difference is clear, empty where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """A topic, and in how many of the conversations told of it comes up."""

    topic: Link
    conversations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """One thing that agents do: in what words, how often, about what, and how it went."""

    name: str
    title: str
    text: str
    share: Share
    wordings: tuple[Wording, ...]
    topics: tuple[Hits, ...]
    sequels: tuple[Sequel, ...]
    where: tuple[Spot, ...] = ()
    """Teams and channels where agents do it clearly more or less often than elsewhere."""
