"""What was said on a night, conversation by conversation, as signals look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline import signals
from pipeline.crew import shared
from pipeline.model import Channel, Turn
from pipeline.signals import Said
from pipeline.view import View, rows_of

WORTH_SHARING = 5_000
"""Conversations from which on other processes are worth their start: they are split into sentences in a second."""
_KNOWN = ("resolved", "hold_seconds", "transfers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation's turns and sentences in order, and what its metadata say of how it went."""

    conversation_id: str
    turns: tuple[Turn, ...]
    said: tuple[Said, ...]
    resolved: bool | None
    hold_seconds: float | None
    transfers: int | None


def conversations_of(view: View, night: date) -> tuple[Talk, ...]:
    """The night's conversations, by id."""
    turns: dict[str, list[Turn]] = defaultdict(list)
    for row in rows_of(view.table("turns", [night]).sort_by("turn")):
        turn = Turn(index=row["turn"], speaker=row["speaker"], text=row["text"], at=row["at"])
        turns[row["conversation_id"]].append(turn)
    known = view.table("conversations", [night], ["conversation_id", "channel", *_KNOWN]).sort_by("conversation_id")
    rows = list(rows_of(known))
    spoken = [(turns[row["conversation_id"]], row["channel"]) for row in rows]
    split = shared(_split, None, spoken, worth=WORTH_SHARING, ready=("pipeline.signals",))
    return tuple(
        Talk(
            conversation_id=row["conversation_id"],
            turns=tuple(turns[row["conversation_id"]]),
            said=said,
            **{name: row[name] for name in _KNOWN},
        )
        for row, said in zip(rows, split, strict=True)
    )


def _split(_: None, spoken: Sequence[tuple[Sequence[Turn], Channel]]) -> list[tuple[Said, ...]]:
    return [tuple(signals.said(turns, channel=channel)) for turns, channel in spoken]
