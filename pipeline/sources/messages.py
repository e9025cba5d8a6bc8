"""Rows that are a message each: grouped by conversation over all files of the input.

Every message is held in memory until the last row is read, because its conversation may go on anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline.mapping import Message
from pipeline.model import Pointer, RawTranscript, Rejected
from pipeline.sources import records
from pipeline.sources.plan import Plan, is_empty, reach
from pipeline.sources.reasons import Reason, RecordError, rejected
from pipeline.sources.records import Row, Said

Rank = tuple[int, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    rank: Rank
    said: Said
    started: datetime | None
    described: dict[str, Any] = field(repr=False)
    pointer: Pointer
    unknown: int


def transcripts(rows: Iterable[Row | Rejected], plan: Plan, message: Message) -> Iterator[RawTranscript | Rejected]:
    """A rejection for each bad row, and a transcript or rejection for each conversation of the others.

    A conversation's messages are ordered by `order`, else by time; where these are equal, by file, then by row. What
    it says about itself is what its first message says that says it. A message that another file brought before
    (exports that overlap, a file beside its packed copy) counts once; said twice within one file it is two.
    """
    groups: dict[str, list[_Part]] = {}
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            conversation_id = records.identifier(reach(row.record, plan.mapping.fields["conversation_id"]))
            part = _part(row, plan, message)
        except RecordError as error:
            yield rejected(error.reason, row.pointer)
        else:
            groups.setdefault(conversation_id, []).append(part)
    for conversation_id, parts in groups.items():
        try:
            yield _joined(conversation_id, parts, plan)
        except RecordError as error:
            yield rejected(error.reason, parts[0].pointer, len(parts))


def _part(row: Row, plan: Plan, message: Message) -> _Part:
    name, author, moment = (
        reach(row.record, path) if path else None for path in (message.speaker, message.author, message.at)
    )
    said = plan.said(name, reach(row.record, message.text), moment, author)
    return _Part(
        rank=_placed(reach(row.record, message.order)) if message.order else _timed(said.moment),
        said=said,
        started=plan.started(row),
        described=plan.describe(row),
        pointer=row.pointer,
        unknown=plan.unknown(row),
    )


def _joined(conversation_id: str, parts: list[_Part], plan: Plan) -> RawTranscript:
    new = _once(parts)
    ordered = sorted(new, key=lambda part: part.rank)
    turns = [part.said for part in ordered]
    started = next((part.started for part in ordered if part.started is not None), None)
    described = records.people(turns)
    for part in reversed(ordered):
        described |= part.described
    return records.transcript(
        source=plan.mapping.source,
        conversation_id=conversation_id,
        started_at=plan.began(started, conversation_id, turns),
        turns=turns,
        described=described,
        pointer=parts[0].pointer,
        limits=plan.limits,
        records=len(parts),
        again=len(parts) - len(new),
        unknown_fields=sum(part.unknown for part in parts),
    )


def _once(parts: list[_Part]) -> list[_Part]:
    """The messages without those that another file brought before: of each as many as one file has at most."""
    kept: Counter[tuple[object, ...]] = Counter()
    in_file: Counter[tuple[object, ...]] = Counter()
    new = []
    for part in parts:
        said = part.said
        same = (part.rank, said.moment, said.speaker, said.author, said.text)
        here = (part.pointer.file_sha256, *same)
        in_file[here] += 1
        if in_file[here] > kept[same]:
            kept[same] += 1
            new.append(part)
    return new


def _timed(moment: float | datetime | None) -> Rank:
    """By time; messages without one come last."""
    if moment is None:
        return (1, 0.0, "")
    return (0, moment.timestamp() if isinstance(moment, datetime) else moment, "")


def _placed(value: object) -> Rank:
    """By number where it is one, else by its text after all numbers. Raises RecordError: bad_order."""
    if is_empty(value) or isinstance(value, bool | dict | list):
        raise RecordError(Reason.BAD_ORDER)
    if isinstance(value, datetime):
        return (0, value.timestamp(), "")
    try:
        return (0, float(str(value)), "")
    except ValueError:
        return (1, 0.0, str(value))
