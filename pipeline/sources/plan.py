"""A mapping of the settings made ready, and what one row says by it, in native terms."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.mapping import Limits, Mapping, Mark
from pipeline.model import SPEAKERS, Speaker
from pipeline.sources import records
from pipeline.sources.reasons import Reason, RecordError
from pipeline.sources.records import Row, Said
from pipeline.sources.times import formatted, spread

_FLAGS = {"true": True, "t": True, "yes": True, "y": True, "1": True}
_FLAGS |= {"false": False, "f": False, "no": False, "n": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A mapping made ready: patterns compiled, names folded."""

    mapping: Mapping
    limits: Limits
    zone: tzinfo
    remove: tuple[re.Pattern[str], ...]
    marks: re.Pattern[str] | None
    """One group per mark, in the mapping's order."""
    speakers: dict[str, Speaker]
    channels: dict[str, str]
    columns: frozenset[str] = field(repr=False)
    """Every path the mapping reads, and the column it begins in."""

    @classmethod
    def of(cls, mapping: Mapping, limits: Limits) -> Plan:
        """The plan of a mapping."""
        marks = mapping.turns.marks if mapping.turns else ()
        return cls(
            mapping=mapping,
            limits=limits,
            zone=ZoneInfo(mapping.time_zone),
            remove=tuple(re.compile(pattern) for pattern in mapping.remove),
            marks=re.compile("|".join(map(_opening, marks)), re.MULTILINE) if marks else None,
            speakers={name: name for name in SPEAKERS}
            | {name.strip().casefold(): role for name, role in mapping.speakers.items()},
            channels={name.strip().casefold(): channel for name, channel in mapping.channels.items()},
            columns=frozenset(part for path in paths(mapping) for part in (path, path.partition(".")[0])),
        )

    def describe(self, row: Row) -> dict[str, Any]:
        """The row's optional native fields, checked. Raises RecordError."""
        record: dict[str, Any] = dict(self.mapping.constants)
        for name, path in self.mapping.fields.items():
            if name not in ("conversation_id", "started_at") and not is_empty(value := reach(row.record, path)):
                record[name] = value
        return records.details({name: self._native(name, value) for name, value in record.items()})

    def started(self, row: Row) -> datetime | None:
        """When the row says its conversation began. Raises RecordError: bad_time, time_out_of_range."""
        path = self.mapping.fields.get("started_at")
        value = reach(row.record, path) if path else None
        return None if is_empty(value) else formatted(value, self.mapping.time_format, self.zone)

    def began(self, started: datetime | None, conversation_id: str, turns: Sequence[Said]) -> datetime:
        """What the rows say, else the earliest turn's time, else what the settings say. Raises RecordError."""
        if started is not None:
            return started
        if moments := [turn.moment for turn in turns if isinstance(turn.moment, datetime)]:
            return min(moments)
        if self.mapping.start is None:
            raise RecordError(Reason.MISSING_START)
        return spread(conversation_id, self.mapping.start, self.zone)

    def said(self, name: object, text: object, moment: object = None, author: object = None) -> Said:
        """A turn in the source's terms to one in ours. Raises RecordError."""
        if is_empty(text):
            text = ""
        if isinstance(text, str):
            for pattern in self.remove:
                text = pattern.sub("", text)
            text = html.unescape(text) if self.mapping.unescape_html else text
        known = self.speakers.get(str(name).strip().casefold(), self.mapping.other_speakers)
        identity = None if is_empty(author) else records.identifier(author)
        return records.said(known, text, self._moment(moment), self.limits, identity)

    def unknown(self, row: Row) -> int:
        """How many of the row's columns the mapping does not read."""
        return len(row.record.keys() - self.columns)

    def _moment(self, value: object) -> float | datetime | None:
        if is_empty(value):
            return None
        try:
            return formatted(value, self.mapping.time_format, self.zone)
        except RecordError:
            if self.mapping.time_format != "iso" or isinstance(value, bool):
                raise RecordError(Reason.BAD_AT) from None
        try:
            return records.seconds(float(value))  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            raise RecordError(Reason.BAD_AT) from None

    def _native(self, name: str, value: Any) -> Any:
        """A cell as the native field's type where it can be read as one, else as it is, for the check to refuse."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        match name:
            case "channel":
                folded = str(value).strip().casefold()
                value = self.channels.get(folded, folded)
            case "resolved":
                value = _FLAGS.get(str(value).strip().casefold(), value)
            case "queue" | "team" | "product" | "segment" | "language":
                value = str(value) if isinstance(value, int) else value
            case "csat" | "handle_seconds" | "hold_seconds" | "transfers":
                value = _number(value) if isinstance(value, str) else value
            case "updated_at":
                value = self._formatted(value)
            case "customer_since" if isinstance(value, str) and self.mapping.time_format != "iso":
                moment = self._formatted(value)
                value = moment.astimezone(self.zone) if isinstance(moment, datetime) else moment
            case _:
                pass
        return value

    def _formatted(self, value: Any) -> Any:
        try:
            return formatted(value, self.mapping.time_format, self.zone)
        except RecordError:
            return value


def paths(mapping: Mapping) -> tuple[str, ...]:
    """Every path that a mapping reads from a row, sorted."""
    found = set(mapping.fields.values())
    if mapping.turns:
        found |= set(mapping.turns.columns) | {mapping.turns.list or ""}
    if mapping.message:
        message = mapping.message
        found |= {message.text, *(path or "" for path in (message.speaker, message.author, message.at, message.order))}
    return tuple(sorted(found - {""}))


def reach(value: Any, path: str) -> Any:
    """What lies at a path: the column of that whole name, else step by step into objects and lists; None if nothing."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and len(step) < 6:
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def is_empty(value: object) -> bool:
    """Whether a cell says nothing: null, blank, or the NaN by which tables of numbers say null."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, float) and math.isnan(value))


def _opening(mark: Mark) -> str:
    indent = r"^[^\S\n]*" if mark.at_line_start else ""
    return f"({indent}{re.escape(mark.open)})"


def _number(text: str) -> object:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
