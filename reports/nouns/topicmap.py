"""The map of all topics: where each lies, how large it is, how it changed."""

from __future__ import annotations

from dataclasses import dataclass

from reports.nouns.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A topic on the map and in the table below it; of a small one no number is told."""

    topic: Link
    theme: str
    """Its name; empty where there are no themes yet."""
    x: int
    y: int
    """The centre, in units of the map from its upper left."""
    radius: float
    """In the same units; its square is in proportion to the people."""
    customers: int | None
    customers_text: str
    """Conversations, and called so, where no customer is known."""
    kind: str
    """A key that is never shown: `rising`, `falling`, `new`, `back`, `usual`, `steady`, `unknown` or `small`."""
    mark: str
    """▲, ▼, ● or ↩ of what changed; empty of the rest."""
    label: str
    """The kind in words; empty where nothing can be said."""
    counts: str
    """Of the last seven nights, and what was to be expected of them or the seven before; empty where not known."""
    spoken: str
    """All of it as it is read aloud."""
    nearest: Link | None
    """The most alike topic on the map; None where none is alike enough to be called near."""
    nearness: str
    """How near that is, in words."""
    cosine: float
    """The same as a number; 0 where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a theme's name stands: at the centre of weight of its topics."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMap:
    """All topics that an edition shows, near ones near each other."""

    width: int = 0
    height: int = 0
    circles: tuple[Circle, ...] = ()
    """Largest first, small ones last; empty in an edition of before there were maps."""
    regions: tuple[Region, ...] = ()
    """By name."""
    note: str = ""
    """How many topics, over which nights they are counted, and what near means."""
    few: str = ""
    """`fewer than 10 customers`: what is behind a small one."""
