"""What signals are found in: the sentences of agents and customers, as they are embedded and as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Channel, Turn
from pipeline.redaction import without_placeholders
from pipeline.signals.definitions import SIDES, Side
from pipeline.statements.sentences import sentences
from pipeline.transcripts import text_hash

WINDOW = 4_000
"""Characters of a turn that are looked at: more is an attachment, not speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence of a conversation."""

    turn: int
    speaker: Side
    start: int
    end: int
    """Half-open, in characters of the turn."""
    text: str
    """As it is embedded: without greeting in front, markers and placeholders."""
    text_hash: str


def said(turns: Sequence[Turn], *, channel: Channel) -> Iterator[Said]:
    """The sentences of agents and customers in order; what a mail quotes from earlier mails is not said."""
    for turn in turns:
        side = next((one for one in SIDES if one == turn.speaker), None)
        if side is None:
            continue
        seen = (
            turn
            if len(turn.text) <= WINDOW
            else Turn(index=turn.index, speaker=turn.speaker, text=turn.text[:WINDOW], at=turn.at)
        )
        for part in sentences(seen, mail=channel == "email"):
            text = without_placeholders(part.text) if "[" in part.text else part.text
            if text and not part.quoted:
                yield Said(
                    turn=turn.index,
                    speaker=side,
                    start=part.start,
                    end=part.end,
                    text=text,
                    text_hash=text_hash(text),
                )
