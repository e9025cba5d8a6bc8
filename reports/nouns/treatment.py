"""How conversations went and how customers were treated: the rows that say it."""

from __future__ import annotations

from dataclasses import dataclass

from reports.nouns.parts import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One thing that is known of how conversations went: a share of those that know it, or their median."""

    name: str = ""
    """A key that is never shown, such as `first-answer`; empty in an edition of before format 9."""
    label: str
    """Says `(inferred)` where it was read off what was said."""
    text: str
    known: int
    """Conversations that know it: the base."""
    share: Share | None = None
    median_seconds: float | None = None
    usual: str = ""
    """The same of all conversations; empty where too few know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """What agents did in a topic's conversations, and how often the customer spoke of leaving with it and without."""

    name: str
    title: str
    with_it: Share | None
    without_it: Share | None
    direction: str
    """`more` or `less` where the difference is clear, empty where it is not."""
    verdict: str
    with_text: str = ""
    without_text: str = ""
    """What stands in place of shares with too few customers behind a part (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A team or channel in which agents do something clearly more or less often than elsewhere."""

    name: str
    title: str
    place: str
    kind: str
    """`team`, `queue` or `channel`."""
    share: Share
    usual: Share | None
    """Elsewhere; None where it is behind too few customers to be told."""
    usual_text: str
    direction: str
