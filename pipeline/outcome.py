"""Outcome and effort of a conversation: from its metadata where they are known, else from what was said and when.

What nothing tells of is unknown (None), never zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pipeline.model import Signal, Turn

Result = Literal["resolved", "unresolved", "sent_away"]
"""`sent_away`: ended by the agent without a solution, or closed as resolved against the customer's words."""

_Place = tuple[int, int]
"""Turn, and where in it."""
SOLVED = frozenset(["confirms_resolved"])
UNSOLVED = frozenset(["still_unresolved"])
ENDED = frozenset(["brush_off"])
HOLD, TRANSFER = "puts_on_hold", "transfer"
DAYS = (7, 30)
"""Spans in which a customer who comes back about the same is a repeat contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a conversation, and what it cost the customer."""

    outcome: Result | None
    inferred: bool
    """Whether the outcome was read off what was said, and not off the metadata."""
    answered: bool
    """Whether an agent spoke after the customer had."""
    first_answer_seconds: float | None
    """From the customer's first turn to the agent's next one; bots do not answer."""
    longest_wait_seconds: float | None
    """The longest time from a customer's turn, the first of those in a row, to the agent's next one."""
    holds: int | None
    """Turns in which the agent let the customer hold: as heard, so at least as many."""
    hold_seconds: float | None
    transfers: int | None
    transfers_inferred: bool


def outcome(
    turns: Sequence[Turn],
    signals: Iterable[Signal],
    *,
    resolved: bool | None,
    hold_seconds: float | None,
    transfers: int | None,
) -> Outcome:
    """Of one conversation: its turns in order, the signals found in it, and what its metadata say."""
    places: dict[str, list[_Place]] = defaultdict(list)
    for signal in signals:
        places[signal.name].append((signal.turn, signal.start))
    answered = min((turn.index for turn in turns if turn.speaker == "agent"), default=None)
    result, inferred = _result(places, answered, resolved)
    waits = list(_waits(turns))
    timed = [wait for wait in waits if wait is not None]
    heard = len(places[TRANSFER]) or None
    return Outcome(
        outcome=result,
        inferred=inferred,
        answered=bool(waits),
        first_answer_seconds=waits[0] if waits else None,
        longest_wait_seconds=max(timed) if timed and len(timed) == len(waits) else None,
        holds=len(places[HOLD]) or None,
        hold_seconds=hold_seconds,
        transfers=heard if transfers is None else transfers,
        transfers_inferred=transfers is None and heard is not None,
    )


def _result(places: dict[str, list[_Place]], answered: int | None, resolved: bool | None) -> tuple[Result | None, bool]:
    """By what was said last; before an agent has answered, what is not solved is what the customer came with."""
    nowhere = (-1, 0)
    solved, unsolved, ended = (
        max((place for name in names for place in places[name]), default=nowhere) for names in (SOLVED, UNSOLVED, ENDED)
    )
    if answered is None or unsolved[0] < answered:
        unsolved = nowhere
    if resolved is False:
        return "unresolved", False
    if resolved:
        # Closed as resolved, and the customer's last word, or the agent's, is otherwise: made to go away.
        return ("sent_away", True) if max(unsolved, ended) > solved else ("resolved", False)
    if max(solved, unsolved, ended) == nowhere:
        return None, False
    if solved >= max(unsolved, ended):
        return "resolved", True
    return ("sent_away", True) if ended > unsolved else ("unresolved", True)


def _waits(turns: Sequence[Turn]) -> Iterable[float | None]:
    """Seconds of each wait for the agent in order; None where a turn has no time or time runs backwards."""
    asked: Turn | None = None
    for turn in turns:
        if turn.speaker == "customer" and asked is None:
            asked = turn
        elif turn.speaker == "agent" and asked is not None:
            if asked.at is None or turn.at is None or turn.at < asked.at:
                yield None
            else:
                yield turn.at - asked.at
            asked = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """A conversation of a known customer about a topic."""

    conversation_id: str
    customer: str
    topic_id: str
    started_at: datetime


def repeats(contacts: Iterable[Contacted]) -> dict[tuple[str, str], tuple[int, ...]]:
    """(conversation, topic) -> how many earlier conversations the customer had about it within each span of DAYS."""
    of: dict[tuple[str, str], list[Contacted]] = defaultdict(list)
    for one in contacts:
        of[one.customer, one.topic_id].append(one)
    found = {}
    for some in of.values():
        some.sort(key=lambda one: (one.started_at, one.conversation_id))
        for at, one in enumerate(some):
            ages = [one.started_at - earlier.started_at for earlier in some[:at]]
            found[one.conversation_id, one.topic_id] = tuple(
                sum(age <= timedelta(days=days) for age in ages) for days in DAYS
            )
    return found
