"""Why a record is left out: a closed set of slugs that reports and alarms can rely on."""

from __future__ import annotations

import enum

from pipeline.model import Pointer, Rejected


class Reason(enum.StrEnum):
    """One slug per thing that can be wrong with an input; the names are a contract, the order is from file to field."""

    # the rest of a file, as one rejection
    TRUNCATED_GZIP = enum.auto()
    CORRUPT_GZIP = enum.auto()
    FILE_TOO_BIG = enum.auto()
    BOMB_RATIO = enum.auto()
    NOT_PARQUET = enum.auto()
    # a line or a row
    LINE_TOO_LONG = enum.auto()
    NOT_UTF8 = enum.auto()
    WRONG_ENCODING = enum.auto()
    NOT_JSON = enum.auto()
    NOT_OBJECT = enum.auto()
    DUP_KEY = enum.auto()
    TOO_DEEP = enum.auto()
    LONE_SURROGATE = enum.auto()
    UNCLOSED_QUOTE = enum.auto()
    BAD_QUOTE = enum.auto()
    RAGGED_ROW = enum.auto()
    MISSING_COLUMN = enum.auto()
    DUP_COLUMN = enum.auto()
    BAD_CELL = enum.auto()
    # what every conversation needs
    MISSING_ID = enum.auto()
    BAD_ID = enum.auto()
    MISSING_START = enum.auto()
    BAD_TIME = enum.auto()
    TIME_OUT_OF_RANGE = enum.auto()
    NO_TURNS = enum.auto()
    BAD_TURNS = enum.auto()
    TOO_MANY_TURNS = enum.auto()
    ALL_BLANK = enum.auto()
    # a turn
    BAD_TURN = enum.auto()
    TURN_TOO_LONG = enum.auto()
    UNKNOWN_SPEAKER = enum.auto()
    UNMARKED_TEXT = enum.auto()
    BAD_AT = enum.auto()
    NEGATIVE_TIME = enum.auto()
    BAD_ORDER = enum.auto()
    # an optional field that is there but of the wrong type or out of range
    UNKNOWN_CHANNEL = enum.auto()
    BAD_CHANNEL = enum.auto()
    BAD_CUSTOMER_ID = enum.auto()
    BAD_AGENT_ID = enum.auto()
    BAD_QUEUE = enum.auto()
    BAD_TEAM = enum.auto()
    BAD_PRODUCT = enum.auto()
    BAD_SEGMENT = enum.auto()
    BAD_LANGUAGE = enum.auto()
    BAD_CUSTOMER_SINCE = enum.auto()
    BAD_RESOLVED = enum.auto()
    BAD_CSAT = enum.auto()
    BAD_HANDLE_SECONDS = enum.auto()
    BAD_HOLD_SECONDS = enum.auto()
    BAD_TRANSFERS = enum.auto()
    BAD_UPDATED_AT = enum.auto()


WHOLE_FILE: frozenset[str] = frozenset(
    (Reason.TRUNCATED_GZIP, Reason.CORRUPT_GZIP, Reason.FILE_TOO_BIG, Reason.BOMB_RATIO, Reason.NOT_PARQUET)
)
"""Reasons by which one rejection stands for all the rest of a file: nobody knows how many records that was."""


class RecordError(Exception):
    """A record that cannot be used, by its reason alone; `pipeline.sources` turns every one into a Rejected."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def rejected(reason: Reason, pointer: Pointer, records: int = 1) -> Rejected:
    """The rejection of `records` input records, the first of which lies at `pointer`."""
    return Rejected(stage="ingest", reason=reason.value, pointer=pointer, records=records)
