"""What the words and numbers of the pages mean."""

from __future__ import annotations

from collections.abc import Sequence

from reports.nouns import Line
from reports.words.behaviours import SignalDefinition
from reports.words.wording import Wording

ANCHORS = (
    "conversations", "customers", "nights", "topics", "theme", "shares", "changes", "expected", "more-often",
    "resolved", "inferred", "sent-away", "asked-again", "first-answer", "longest-wait", "pace-how", "uneven-how",
    "slices", "teams", "like", "named", "asks", "words", "handling", "avoidable", "leaving",
    "left-out", "unsettled", "hidden", "small",
)  # fmt: skip
"""Of the fixed definitions, in their order."""


def definitions(say: Wording, signals: Sequence[SignalDefinition], *, least: int, zone: str) -> tuple[Line, ...]:
    """The fixed definitions, then one for each signal; each has an anchor that numbers link to.

    Behind whatever is told are `least` customers; a night is a day in the time zone.
    """
    said: dict[str, str | int] = {"zone": say.zone(zone), "least": least}
    return (
        *(Line(label=say(f"about-{one}"), text=say(f"about-{one}.text", **said), anchor=one) for one in ANCHORS),
        *(Line(label=one.title, text=one.definition, anchor=f"signal-{one.name}") for one in signals),
    )
