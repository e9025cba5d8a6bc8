"""Redaction and signals as filters: a JSON object a line in, one a line out."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any, get_args

import orjson

from pipeline import redaction, signals
from pipeline.errors import InputError
from pipeline.model import RawTurn, Speaker, Turn

Answer = Callable[[dict[str, Any]], dict[str, Any]]
"""What one line's object becomes; raises KeyError, TypeError or ValueError for one of another shape."""

_SPEAKERS: tuple[str, ...] = get_args(Speaker)


def through(answer: Answer) -> int:
    """Answer every line of stdin on stdout; a line that cannot be answered gets its number and why, never its text.

    Returns the exit code: 65 where any line was bad.
    """
    bad = 0
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.removeprefix(BOM_UTF8) if number == 1 else raw
        if not line.strip():
            continue
        try:
            said = answer(_object(line))
        except orjson.JSONDecodeError:
            said = {"error": "not_json", "line": number}
        except (KeyError, TypeError, ValueError):
            said = {"error": "wrong_shape", "line": number}
        bad += "error" in said
        sys.stdout.buffer.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    return InputError.exit_code if bad else 0


def redacted() -> Answer:
    """Answers {"text"} or {"turns"} with the same redacted and what was hidden; other keys than `id` are left out."""

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        kept = {"id": row["id"]} if isinstance(row.get("id"), str | int) else {}
        if "turns" in row:
            turns = [RawTurn(speaker=_speaker(turn), text=_text(turn)) for turn in row["turns"]]
            found = redaction.redact_turns(turns)
            said: dict[str, Any] = {
                "turns": [{"speaker": turn.speaker, "text": one.text} for turn, one in zip(turns, found, strict=True)]
            }
            return kept | said | {"hidden": [hidden for at, one in enumerate(found) for hidden in _hidden(one, at)]}
        one = redaction.redact(_text(row))
        return kept | {"text": one.text, "hidden": _hidden(one, None)}

    return answer


def detected() -> Answer:
    """Answers {"speaker", "text"} with the signals of that turn."""
    known = signals.definitions()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        turn = Turn(index=0, speaker=_speaker(row), text=_text(row), at=None)
        found = signals.detect("", [turn], known)
        return {"signals": [{"name": s.name, "score": s.score, "start": s.start, "end": s.end} for s in found]}

    return answer


def _object(line: bytes) -> dict[str, Any]:
    row = orjson.loads(line)
    if not isinstance(row, dict):
        raise TypeError("object")
    return row


def _hidden(one: redaction.Redacted, turn: int | None) -> list[dict[str, Any]]:
    return [{"turn": turn, "kind": hidden.kind, "start": hidden.start, "end": hidden.end} for hidden in one.hidden]


def _text(row: Any) -> str:
    if not isinstance(row["text"], str):
        raise TypeError("text")
    text: str = row["text"]
    return text


def _speaker(row: Any) -> Speaker:
    if row["speaker"] not in _SPEAKERS:
        raise ValueError("speaker")
    speaker: Speaker = row["speaker"]
    return speaker
