"""Rows that hold a conversation each: its turns lie in marked cells or in a list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from pipeline.mapping import Turns
from pipeline.model import RawTranscript, Rejected
from pipeline.sources import records
from pipeline.sources.json_lines import parsed
from pipeline.sources.plan import Plan, is_empty, reach
from pipeline.sources.reasons import Reason, RecordError, rejected
from pipeline.sources.records import Row, Said


def transcripts(rows: Iterable[Row | Rejected], plan: Plan, turns: Turns) -> Iterator[RawTranscript | Rejected]:
    """One transcript or rejection for each row."""
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            yield _transcript(row, plan, turns)
        except RecordError as error:
            yield rejected(error.reason, row.pointer)


def _transcript(row: Row, plan: Plan, turns: Turns) -> RawTranscript:
    path = plan.mapping.fields.get("conversation_id")
    conversation_id = records.identifier(reach(row.record, path)) if path else _content_id(row.record)
    spoken = list(_listed(row, plan, turns, turns.list) if turns.list else _in_cells(row, plan, turns))
    if not spoken:
        raise RecordError(Reason.NO_TURNS)
    return records.transcript(
        source=plan.mapping.source,
        conversation_id=conversation_id,
        started_at=plan.began(plan.started(row), conversation_id, spoken),
        turns=spoken,
        described=records.people(spoken) | plan.describe(row),
        pointer=row.pointer,
        limits=plan.limits,
        unknown_fields=plan.unknown(row),
    )


def _content_id(record: dict[str, Any]) -> str:
    canonical = orjson.dumps(record, default=repr, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return hashlib.sha256(canonical).hexdigest()


def _listed(row: Row, plan: Plan, turns: Turns, path: str) -> Iterator[Said]:
    items = reach(row.record, path)
    if is_empty(items):
        raise RecordError(Reason.NO_TURNS)
    if isinstance(items, str):
        items = parsed(items.encode(), plan.limits)
    if not isinstance(items, list):
        raise RecordError(Reason.BAD_TURNS)
    if len(items) > plan.limits.turns:
        raise RecordError(Reason.TOO_MANY_TURNS)
    for item in items:
        if not isinstance(item, dict):
            raise RecordError(Reason.BAD_TURN)
        yield plan.said(
            reach(item, turns.speaker_key),
            reach(item, turns.text_key),
            reach(item, turns.at_key) if turns.at_key else None,
            reach(item, turns.author_key) if turns.author_key else None,
        )


def _in_cells(row: Row, plan: Plan, turns: Turns) -> Iterator[Said]:
    for column in turns.columns:
        cell = reach(row.record, column)
        if is_empty(cell):
            continue
        if not isinstance(cell, str):
            raise RecordError(Reason.BAD_TURN)
        if plan.marks is None:
            yield plan.said(turns.speaker, cell)
        else:
            yield from _marked(cell, plan, turns)


def _marked(cell: str, plan: Plan, turns: Turns) -> Iterator[Said]:
    """The turns of a cell: each from its mark to that mark's close, else to the next mark, else to the end."""
    assert plan.marks is not None
    position = 0
    while (found := plan.marks.search(cell, position)) is not None:
        if cell[position : found.start()].strip():
            raise RecordError(Reason.UNMARKED_TEXT)
        mark = turns.marks[(found.lastindex or 1) - 1]
        close = cell.find(mark.close, found.end()) if mark.close else -1
        following = plan.marks.search(cell, found.end()) if close < 0 else None
        end = close if close >= 0 else following.start() if following else len(cell)
        yield plan.said(mark.speaker, cell[found.end() : end])
        position = end + (len(mark.close) if close >= 0 else 0)
    if cell[position:].strip():
        raise RecordError(Reason.UNMARKED_TEXT)
