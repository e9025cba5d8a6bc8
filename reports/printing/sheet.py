"""Tables for spreadsheets: CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import orjson

from reports.nouns import TopicRow

PLACES = 6
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_QUOTED = frozenset(',"\r\n')
_HEADS = (
    "topic_id", "topic", "rank", "customers", "customers_unknown", "conversations", "share", "change", "resolved",
    "asked_again", "minutes_a_night", "state", "care", "too_small",
)  # fmt: skip


def topics(rows: Sequence[TopicRow]) -> bytes:
    """The list of all topics as CSV, heads first; of small ones the names alone."""
    return b"".join([line(_HEADS), *(line([cell(value) for value in _values(row)]) for row in rows)])


def _values(row: TopicRow) -> tuple[object, ...]:
    told = (row.share, row.resolved, row.repeat)
    share, resolved, repeat = (one.part / one.whole if one and one.whole else None for one in told)
    return (
        row.topic.topic_id,
        row.topic.name,
        row.rank or None,
        row.customers,
        row.customer_unknown,
        row.conversations,
        share,
        row.direction or None,
        resolved,
        repeat,
        row.minutes,
        row.state,
        row.care,
        row.small,
    )


def cell(value: Any) -> str:
    """A value as text; one that a spreadsheet would take for a formula begins with an apostrophe."""
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case float():
            text = repr(round(value, PLACES) + 0.0)  # no -0.0
        case date() | datetime():
            text = value.isoformat()
        case list() | dict():
            text = orjson.dumps(value).decode()
        case str():
            text = f"'{value}" if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else value
        case _:
            text = str(value)
    return text


def line(cells: Sequence[str]) -> bytes:
    """Cells as a line of an RFC 4180 file in UTF-8 that ends with \\n."""
    quoted = ('"' + text.replace('"', '""') + '"' if not _QUOTED.isdisjoint(text) else text for text in cells)
    return (",".join(quoted) + "\n").encode("utf-8", "replace")
