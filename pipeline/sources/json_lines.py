"""JSON lines: each line one object, parsed strictly and alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.mapping import Limits
from pipeline.model import Rejected
from pipeline.sources.files import InputFile
from pipeline.sources.lines import lines
from pipeline.sources.reasons import Reason, RecordError, rejected
from pipeline.sources.records import Row

_LONE_SURROGATE = re.compile(
    rb"(?<!\\)(?:\\\\)*(?:\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]..)", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLines:
    """Rows of a .jsonl or .ndjson file; blank lines are no records."""

    def rows(self, file: InputFile, limits: Limits) -> Iterator[Row | Rejected]:
        """One row or rejection for each line that is not blank."""
        for line in lines(file, limits):
            if line.is_blank:
                continue
            try:
                if line.reason:
                    raise RecordError(line.reason)
                record = parsed(line.data, limits)
                if not isinstance(record, dict):
                    raise RecordError(Reason.NOT_OBJECT)
                yield Row(record=record, pointer=line.pointer)
            except RecordError as error:
                yield rejected(error.reason, line.pointer)


def parsed(data: bytes, limits: Limits) -> Any:
    """The value of a JSON text, no key given twice.

    Raises RecordError: not_utf8, not_json, lone_surrogate, too_deep, dup_key.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        too_deep = error.msg.startswith("depth limit")
        raise RecordError(Reason.TOO_DEEP if too_deep else _fault(data)) from None
    keys, depth = _keys_and_depth(value)
    if depth > limits.nesting:
        raise RecordError(Reason.TOO_DEEP)
    # Parsing keeps the last of equal keys. Counting colons after quotes is quick; only where the count differs
    # (a key given twice, a space before a colon, a text that begins with one) is the line parsed the slow way.
    if data.count(b'":') != keys:
        json.loads(data, object_pairs_hook=_unique)
    return value


def _keys_and_depth(value: object) -> tuple[int, int]:
    keys, depth, level = 0, 0, [value]
    while level := [item for item in level if isinstance(item, dict | list)]:
        depth += 1
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                keys += len(item)
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        level = inner
    return keys, depth


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise RecordError(Reason.DUP_KEY)
    return found


def _fault(data: bytes) -> Reason:
    try:
        data.decode()
    except UnicodeDecodeError:
        return Reason.NOT_UTF8
    return Reason.LONE_SURROGATE if _LONE_SURROGATE.search(data) else Reason.NOT_JSON
