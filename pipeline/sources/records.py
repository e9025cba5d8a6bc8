"""One native record, checked field by field: the single way into a RawTranscript, whatever the format."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from pipeline.mapping import Limits
from pipeline.model import CHANNELS, Pointer, RawTranscript, RawTurn, Speaker
from pipeline.sources.reasons import Reason, RecordError
from pipeline.sources.times import instant

MAX_SECONDS = 10 * 366 * 86_400
"""Longest time from a conversation's start to a turn; a ticket may stay open for years."""

_ID_CHARACTERS = 256
_LABEL_CHARACTERS = 200
_MOST = 18
"""Characters that NFKC makes of one, at most."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_CSAT = (-100, 1000)
# Taken out rather than replaced by a space: a NUL between digits must not hide a card number from redaction.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a file, as keys and values; unredacted, so it never prints itself."""

    record: dict[str, Any] = field(repr=False)
    pointer: Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn before its conversation's start is known."""

    speaker: Speaker
    text: str = field(repr=False)
    moment: float | datetime | None
    """Seconds from the start, or an instant."""
    author: str | None = field(default=None, repr=False)
    """The speaker's id in the source."""


def said(
    speaker: Speaker, text: object, moment: float | datetime | None, limits: Limits, author: str | None = None
) -> Said:
    """A turn with its control characters taken out. Raises RecordError: bad_turn, turn_too_long."""
    if not isinstance(text, str):
        raise RecordError(Reason.BAD_TURN)
    if len(text) > limits.turn_characters or _grown(text, limits.turn_characters) > limits.turn_characters:
        raise RecordError(Reason.TURN_TOO_LONG)
    return Said(speaker=speaker, text=_CONTROLS.sub("", text).strip(), moment=moment, author=author)


def _grown(text: str, cap: int) -> int:
    """How long redaction's normalisation makes a text: one ligature is up to 18 letters."""
    if text.isascii() or _MOST * len(text) <= cap:
        return len(text)
    return len(unicodedata.normalize("NFKC", text))


def people(turns: Sequence[Said]) -> dict[str, Any]:
    """The customer_id and agent_id that the turns' authors tell: the first of each."""
    roles = (("customer_id", "customer"), ("agent_id", "agent"))
    authors = {name: next((t.author for t in turns if t.author and t.speaker == role), None) for name, role in roles}
    return {name: author for name, author in authors.items() if author is not None}


def seconds(value: float) -> float:
    """A turn's distance from the start. Raises RecordError: bad_at, negative_time."""
    if value < 0:
        raise RecordError(Reason.NEGATIVE_TIME)
    if not value <= MAX_SECONDS:
        raise RecordError(Reason.BAD_AT)
    return float(value)


def identifier(value: object) -> str:
    """A conversation's id as text. Raises RecordError: missing_id, bad_id."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise RecordError(Reason.MISSING_ID)
    try:
        return _identifier(value)
    except ValueError:
        raise RecordError(Reason.BAD_ID) from None


def details(record: dict[str, Any]) -> dict[str, Any]:
    """The optional fields that a native record has, as RawTranscript's types; null and empty count as absent.

    Raises RecordError: unknown_channel, bad_<field>.
    """
    found: dict[str, Any] = {}
    for name, convert in _CONVERTERS.items():
        value = record.get(name)
        if value is None or value == "":
            continue
        try:
            found[name] = convert(value)
        except (ValueError, RecordError):
            raise RecordError(Reason(f"bad_{name}")) from None
    if found.get("channel", CHANNELS[0]) not in CHANNELS:
        raise RecordError(Reason.UNKNOWN_CHANNEL)
    return found


def transcript(
    *,
    source: str,
    conversation_id: str,
    started_at: datetime,
    turns: Sequence[Said],
    described: dict[str, Any],
    pointer: Pointer,
    limits: Limits,
    records: int = 1,
    again: int = 0,
    unknown_fields: int = 0,
) -> RawTranscript:
    """The transcript of checked parts; blank turns are left out, and a conversation without a channel is a chat.

    Raises RecordError: no_turns, too_many_turns, all_blank, negative_time, bad_at.
    """
    if not turns:
        raise RecordError(Reason.NO_TURNS)
    if len(turns) > limits.turns:
        raise RecordError(Reason.TOO_MANY_TURNS)
    spoken = tuple(
        RawTurn(speaker=turn.speaker, text=turn.text, at=_at(turn.moment, started_at)) for turn in turns if turn.text
    )
    if not spoken:
        raise RecordError(Reason.ALL_BLANK)
    return RawTranscript(
        source=source,
        conversation_id=conversation_id,
        started_at=started_at,
        turns=spoken,
        pointer=pointer,
        records=records,
        again=again,
        unknown_fields=unknown_fields,
        **({"channel": "chat"} | described),
    )


def _at(moment: float | datetime | None, started_at: datetime) -> float | None:
    if isinstance(moment, datetime):
        return seconds((moment - started_at).total_seconds())
    return None if moment is None else seconds(moment)


def _identifier(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError
    text = str(value).strip()
    if not text or len(text) > _ID_CHARACTERS or not text.isprintable():
        raise ValueError
    return text


def _label(value: object) -> str:
    if not isinstance(value, str) or not (text := value.strip()):
        raise ValueError
    if len(text) > _LABEL_CHARACTERS or not text.isprintable():
        raise ValueError
    return text


def _language(value: object) -> str:
    if not _LANGUAGE.fullmatch(tag := _label(value)):
        raise ValueError
    return tag


def _csat(value: object) -> float:
    if not _CSAT[0] <= (score := _number(value)) <= _CSAT[1]:
        raise ValueError
    return score


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError
    return float(value)


def _duration(value: object) -> float:
    if not 0 <= (length := _number(value)) <= MAX_SECONDS:
        raise ValueError
    return length


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _day(value: object) -> date:
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str):
        day = datetime.fromisoformat(value.strip()).date()
    else:
        raise ValueError
    if not 1900 <= day.year <= 2100:
        raise ValueError
    return day


def _instant(value: object) -> datetime:
    return instant(value, UTC)


_CONVERTERS: dict[str, Callable[[object], Any]] = {
    "channel": _label,
    "customer_id": _identifier,
    "agent_id": _identifier,
    "queue": _label,
    "team": _label,
    "product": _label,
    "segment": _label,
    "language": _language,
    "customer_since": _day,
    "resolved": _flag,
    "csat": _csat,
    "handle_seconds": _duration,
    "hold_seconds": _duration,
    "transfers": _count,
    "updated_at": _instant,
}
