"""How differently the same matter is treated."""

from __future__ import annotations

from dataclasses import dataclass

from reports.nouns.parts import Link, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Uneven:
    """An outcome or behaviour in a topic's conversations whose share differs between the groups of one slice."""

    topic: Link
    name: str
    """`resolved`, `solved`, `sent_away`, or a behaviour's name."""
    title: str
    kind: str
    """`team`, `hour` or `segment`."""
    lowest: Share
    lowest_place: str
    highest: Share
    highest_place: str
    """The ends, with intervals that allow for having been picked from all groups."""
    groups: int
    conversations: int
    """In these groups."""
    left_out: int
    """Groups too small to be told of."""
    spread: float
    """Standard deviation between the groups' true shares: what is left when chance is taken off."""
    sentence: str
