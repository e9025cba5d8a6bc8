"""Redaction and signals as filters: a JSON object a line in, one a line out."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Generic, TypeVar, get_args

import orjson

from flows.home import sentence_encoder
from pipeline import redaction, signals
from pipeline.encoding import space_of
from pipeline.errors import InputError
from pipeline.model import RawTurn, Speaker, Turn
from pipeline.settings import Settings
from pipeline.signals import Detector
from pipeline.signals.training import heads_for

PLACEHOLDER = 30
"""Letters of a placeholder that is still taken for one."""
T = TypeVar("T")
_SPEAKERS: tuple[str, ...] = get_args(Speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Generic[T]):
    """What is done with lines: each is read alone, and some are answered at once."""

    read: Callable[[dict[str, Any]], T]
    """Raises KeyError, TypeError or ValueError for an object of another shape."""
    answer: Callable[[Sequence[T]], Iterable[dict[str, Any]]]
    at_once: int = 1
    """Lines that are answered together where nobody waits for each."""


def through(what: Filter[Any]) -> int:
    """Answer every line of stdin on stdout; a line that cannot be answered gets its number and why, never its text.

    Returns the exit code: 65 where any line was bad.
    """
    bad = 0
    at_once = 1 if sys.stdin.isatty() else what.at_once
    for lines in _batches(_lines(), at_once):
        read = [_read(what, number, line) for number, line in lines]
        answers = iter(what.answer([value for value, error in read if error is None]))
        for _, error in read:
            bad += error is not None
            said = next(answers) if error is None else error
            sys.stdout.buffer.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    return InputError.exit_code if bad else 0


def redacted() -> Filter[dict[str, Any]]:
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

    return Filter(read=answer, answer=lambda rows: rows)


def detected(settings: Settings) -> Filter[Turn]:
    """Answers {"speaker", "text"} with the signals of that turn, each at most once, where it is surest.

    A turn alone decides: nothing was said around it. Raises SettingsError for definitions that are not whole.
    """
    detector, encode = detector_of(settings)

    def answer(turns: Sequence[Turn]) -> Iterator[dict[str, Any]]:
        parts = [tuple(signals.said([turn], channel="chat")) for turn in turns]
        once = signals.distinct(chain.from_iterable(parts))
        vectors = encode([one.text for one in once]) if encode and once else None
        signs = detector.signs(once, vectors)
        shown = {(one.speaker, one.text_hash): shows for one, shows in zip(once, signs, strict=True)}
        for some in parts:
            found = detector.alone("", some, shown)
            yield {"signals": [{"name": s.name, "score": s.score, "start": s.start, "end": s.end} for s in found]}

    def read(row: dict[str, Any]) -> Turn:
        return _hidden_in_place(Turn(index=0, speaker=_speaker(row), text=_text(row), at=None))

    return Filter(read=read, answer=answer, at_once=512)


def detector_of(settings: Settings) -> tuple[Detector, Callable[[Sequence[str]], Any] | None]:
    """The settings' detector, and what turns texts into vectors for it; None where it works by patterns alone."""
    definitions = signals.definitions(settings.signals.folder)
    if not settings.signals.learned:
        return Detector(definitions=definitions, heads=None), None
    model = sentence_encoder(settings)
    heads = heads_for(definitions, encoder=space_of(model.fingerprint), encode=model.encode)
    return Detector(definitions=definitions, heads=heads), model.encode


def _hidden_in_place(turn: Turn) -> Turn:
    """The turn with a placeholder of the same length for whatever is hidden, so that places in it stay the same."""
    text = turn.text
    for hidden in redaction.redact(text).hidden:
        size = hidden.end - hidden.start
        filled = f"[{'X' * min(size - 2, PLACEHOLDER)}]" if size > 2 else ""
        text = text[: hidden.start] + filled.ljust(size) + text[hidden.end :]
    return replace(turn, text=text)


def _lines() -> Iterator[tuple[int, bytes]]:
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.removeprefix(BOM_UTF8) if number == 1 else raw
        if line.strip():
            yield number, line


def _batches(lines: Iterable[tuple[int, bytes]], size: int) -> Iterator[list[tuple[int, bytes]]]:
    batch: list[tuple[int, bytes]] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(what: Filter[T], number: int, line: bytes) -> tuple[T | None, dict[str, Any] | None]:
    """A line as it was read, or what is wrong with it."""
    try:
        return what.read(_object(line)), None
    except orjson.JSONDecodeError:
        return None, {"error": "not_json", "line": number}
    except (KeyError, TypeError, ValueError):
        return None, {"error": "wrong_shape", "line": number}


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
