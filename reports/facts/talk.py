"""What was said in some conversations of the window, read once for all who quote or count it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from reports.facts import Reader


class Spoken(NamedTuple):
    """One redacted turn."""

    turn: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where a signal shows: half-open, in characters of a turn."""

    conversation_id: str
    turn: int
    start: int
    end: int
    score: float


def turns(view: Reader, nights: Sequence[date], wanted: Collection[str]) -> dict[str, tuple[Spoken, ...]]:
    """Conversation -> its turns in order, of those that are wanted; one night is in memory at a time."""
    ids = pa.array(sorted(wanted), pa.string())
    found: dict[str, list[Spoken]] = defaultdict(list)
    for night in nights if wanted else ():
        table = view.table("turns", [night], ["conversation_id", "turn", "speaker", "text"])
        kept = table.filter(pc.is_in(table["conversation_id"], ids))
        spoken = map(Spoken, *(kept[name].to_pylist() for name in ("turn", "speaker", "text")))
        for key, one in zip(kept["conversation_id"].to_pylist(), spoken, strict=True):
            found[key].append(one)
    return {key: tuple(sorted(some)) for key, some in found.items()}


def sentence(one: Shown, spoken: Sequence[Spoken]) -> str:
    """The words that show a signal, out of its conversation's turns; empty where that turn is not there."""
    return next((turn.text[one.start : one.end] for turn in spoken if turn.turn == one.turn), "")


def mentions(view: Reader, nights: Sequence[date], pattern: str) -> list[tuple[str, Spoken]]:
    """The customers' turns of those nights that a pattern (RE2) is found in, with their conversations, by id."""
    found = []
    for night in nights:
        table = view.table("turns", [night], ["conversation_id", "turn", "speaker", "text"])
        mine = pc.and_(pc.equal(table["speaker"], "customer"), pc.match_substring_regex(table["text"], pattern))
        for row in table.filter(mine).to_pylist():
            spoken = Spoken(turn=row["turn"], speaker="customer", text=row["text"])
            found.append((row["conversation_id"], spoken))
    return sorted(found, key=lambda one: (one[0], one[1].turn))


def shown(view: Reader, nights: Sequence[date], names: Collection[str]) -> dict[str, tuple[Shown, ...]]:
    """Signal -> where it shows on those nights, by conversation, turn and place."""
    columns = ["conversation_id", "turn", "name", "start", "end", "score"]
    table = view.table("signals", nights, columns)
    rows = table.filter(pc.is_in(table["name"], pa.array(sorted(names), pa.string()))).to_pylist()
    found: dict[str, list[Shown]] = defaultdict(list)
    for row in rows:
        found[row["name"]].append(
            Shown(
                conversation_id=row["conversation_id"],
                turn=row["turn"],
                start=row["start"],
                end=row["end"],
                score=row["score"],
            )
        )
    return {
        name: tuple(sorted(some, key=lambda one: (one.conversation_id, one.turn, one.start)))
        for name, some in found.items()
    }
