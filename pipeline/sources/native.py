"""The native input: one conversation a line, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pipeline.mapping import NATIVE_FIELDS, Limits
from pipeline.model import SPEAKERS, RawTranscript, Rejected
from pipeline.sources import records
from pipeline.sources.reasons import Reason, RecordError, rejected
from pipeline.sources.records import Row, Said
from pipeline.sources.times import instant

SOURCE = "native"
"""What the source of native conversations is called."""

_KNOWN = frozenset(NATIVE_FIELDS) | {"turns"}
_TURN_KNOWN = frozenset({"speaker", "text", "at"})


def transcripts(rows: Iterable[Row | Rejected], limits: Limits) -> Iterator[RawTranscript | Rejected]:
    """One transcript or rejection for each row."""
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            yield _transcript(row, limits)
        except RecordError as error:
            yield rejected(error.reason, row.pointer)


def _transcript(row: Row, limits: Limits) -> RawTranscript:
    record = row.record
    conversation_id = records.identifier(record.get("conversation_id"))
    if record.get("started_at") in (None, ""):
        raise RecordError(Reason.MISSING_START)
    turns = record.get("turns")
    if turns is None:
        raise RecordError(Reason.NO_TURNS)
    if not isinstance(turns, list):
        raise RecordError(Reason.BAD_TURNS)
    if len(turns) > limits.turns:
        raise RecordError(Reason.TOO_MANY_TURNS)
    return records.transcript(
        source=SOURCE,
        conversation_id=conversation_id,
        started_at=instant(record["started_at"], UTC),
        turns=[_said(turn, limits) for turn in turns],
        described=records.details(record),
        pointer=row.pointer,
        limits=limits,
        unknown_fields=len(record.keys() - _KNOWN) + sum(len(turn.keys() - _TURN_KNOWN) for turn in turns),
    )


def _said(turn: object, limits: Limits) -> Said:
    if not isinstance(turn, dict):
        raise RecordError(Reason.BAD_TURN)
    speaker = turn.get("speaker")
    if speaker not in SPEAKERS:
        raise RecordError(Reason.UNKNOWN_SPEAKER)
    return records.said(speaker, turn.get("text"), _moment(turn.get("at")), limits)


def _moment(value: object) -> float | datetime | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise RecordError(Reason.BAD_AT)
    if not isinstance(value, str):
        return records.seconds(value)
    try:
        return instant(value, UTC)
    except RecordError:
        raise RecordError(Reason.BAD_AT) from None
