"""Signals: named behaviours of agents and customers, each defined in a TOML file of this folder.

A pattern finds its signal or it does not, so the score is 1; detectors that learn from examples take the same seat.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from pipeline.model import Signal, Turn

WINDOW = 4_000
"""Characters of a turn that are looked at: more is an attachment, not speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A signal as its file defines it: whose behaviour it is, and how it is found and explained."""

    name: str
    title: str
    """A clause with its subject, such as `Customers threatened to leave`."""
    speaker: Literal["agent", "customer"]
    group: str
    """Where readers find it: leave, recommend, tell, promise, treatment, effort or outcome."""
    definition: str
    patterns: tuple[re.Pattern[str], ...]


def definitions() -> tuple[Definition, ...]:
    """The shipped signals, by name."""
    found = []
    for file in resources.files(__package__).iterdir():
        if file.name.endswith(".toml"):
            for row in tomllib.loads(file.read_text(encoding="utf-8"))["signal"]:
                patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in row.pop("patterns"))
                found.append(Definition(**row, patterns=patterns))
    return tuple(sorted(found, key=lambda one: one.name))


def detect(conversation_id: str, turns: Sequence[Turn], signals: Sequence[Definition]) -> Iterator[Signal]:
    """The signals of a conversation: each at most once a turn, with the characters that show it."""
    for turn in turns:
        said = turn.text[:WINDOW].replace("’", "'")
        for signal in signals:
            if turn.speaker != signal.speaker:
                continue
            shown = next((match for pattern in signal.patterns if (match := pattern.search(said))), None)
            if shown is not None:
                yield Signal(
                    conversation_id=conversation_id,
                    turn=turn.index,
                    name=signal.name,
                    score=1.0,
                    start=shown.start(),
                    end=shown.end(),
                )
