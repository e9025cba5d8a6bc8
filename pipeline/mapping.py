"""How input of any shape becomes conversations, as the settings say it: limits, and the mapping of columns."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipeline.model import CHANNELS, Channel, Speaker

NATIVE_FIELDS: tuple[str, ...] = (
    "conversation_id", "channel", "started_at", "customer_id", "agent_id", "queue", "team", "product", "segment",
    "language", "customer_since", "resolved", "csat", "handle_seconds", "hold_seconds", "transfers", "updated_at",
)  # fmt: skip
"""What a conversation may say about itself besides its turns."""


class Section(BaseModel):
    """Base of every settings table: frozen, and an unknown key is an error rather than a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Section):
    """What one input may ask for before it is refused; sizes are after decompression."""

    line_bytes: int = Field(default=4_000_000, gt=0)
    file_bytes: int = Field(default=8_000_000_000, gt=0)
    compression_ratio: int = Field(default=200, gt=0)
    nesting: int = Field(default=32, gt=0, le=500)
    turns: int = Field(default=5_000, gt=0)
    turn_characters: int = Field(default=100_000, gt=0)
    files: int = Field(default=100_000, gt=0)


class Start(Section):
    """When conversations began, for input that does not say.

    `at` gives every conversation one instant (in the mapping's zone where it names none). `nights` (or `first` and
    `last`, both included) spreads them over nights and hours by a hash of the conversation id, so that the same
    conversation always lands in the same place.
    """

    at: datetime | None = None
    nights: tuple[date, ...] = ()
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Start:
        ways = [self.at is not None, bool(self.nights), self.first is not None or self.last is not None]
        if sum(ways) != 1 or (self.first is None) != (self.last is None):
            raise ValueError("say exactly one of `at`, `nights`, or `first` with `last`")
        if self.first and self.last and self.last < self.first:
            raise ValueError("`last` is before `first`")
        return self

    @property
    def dates(self) -> tuple[date, ...]:
        """The nights to spread over; empty where `at` is given."""
        if self.first is None or self.last is None:
            return self.nights
        return tuple(self.first + timedelta(days=days) for days in range((self.last - self.first).days + 1))


class Mark(Section):
    """How a speaker's turn is marked inside a cell: from `open` to `close`; to the next mark where `close` is empty."""

    speaker: Speaker
    open: str = Field(min_length=1)
    close: str = ""
    at_line_start: bool = False
    """Only where a line begins, for transcripts such as "Agent: ..." whose words may hold the mark too."""


class Turns(Section):
    """Where the turns of a conversation lie in its row (for `rows = "conversation"`).

    Either `columns` of text in which `marks` tell the speakers (without marks each non-empty cell is one turn by
    `speaker`), or one `list` column of objects whose keys `speaker_key`, `text_key`, `at_key` are named.
    """

    columns: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    speaker: Speaker = "customer"
    list: str | None = None
    """Path to the list, or to a text that holds it as JSON."""
    speaker_key: str = "speaker"
    text_key: str = "text"
    at_key: str | None = None
    """Seconds from the start, or a timestamp in the mapping's `time_format`."""
    author_key: str | None = None
    """Who speaks, by id: the first customer is the customer_id, the first agent the agent_id, if `fields` has none."""

    @model_validator(mode="after")
    def _one_way(self) -> Turns:
        if bool(self.columns) == (self.list is not None):
            raise ValueError("say either `columns` or `list`")
        if self.marks and self.list is not None:
            raise ValueError("`marks` are looked for in `columns`, not in a `list`")
        return self


class Message(Section):
    """Which columns make a turn when each row is one message; rows group by the conversation_id field."""

    text: str
    speaker: str | None = None
    author: str | None = None
    """Who speaks, by id; as `author_key` of a list of turns."""
    at: str | None = None
    order: str | None = None
    """Column to sort a conversation's messages by; default `at`, else the order in the file."""


class Mapping(Section):
    """How rows of any shape become conversations, without code.

    A path names a column or key; dots reach into objects and lists (`turns.0.author`) where no column has the whole
    name. Every column named here must be in the header of a CSV, TSV or Parquet file.
    """

    source: str = Field(min_length=1)
    format: Literal["csv", "tsv", "jsonl", "parquet"]
    encoding: str = "utf-8-sig"
    """Of csv and tsv; jsonl is UTF-8."""
    delimiter: str = Field(default="", max_length=1)
    """Between cells; empty: comma for csv, tab for tsv."""
    quote: str = Field('"', max_length=1)
    """Around cells; empty where quotation marks are just text."""
    rows: Literal["conversation", "message"] = "conversation"
    fields: dict[str, str] = {}
    """Native field -> path. Without conversation_id the content's hash is the id."""
    constants: dict[str, str] = {}
    """Native field -> value wherever the row has none, such as channel = "chat"."""
    turns: Turns | None = None
    message: Message | None = None
    speakers: dict[str, Speaker] = {}
    """Name in the data -> role, matched without regard to case; the roles' own names need no entry."""
    other_speakers: Speaker = "unknown"
    """Role of a name that `speakers` does not list, and of none."""
    channels: dict[str, Channel] = {}
    """Channel's name in the data -> ours, matched without regard to case."""
    time_format: str = "iso"
    """iso, epoch_seconds, epoch_milliseconds, or a strptime format."""
    time_zone: str = "UTC"
    """Zone of times that name none."""
    start: Start | None = None
    """For conversations whose row names no start and whose turns have no timestamp."""
    remove: tuple[str, ...] = ()
    """Regular expressions whose matches are taken out of every turn (mark-up of the source, not words)."""
    unescape_html: bool = False
    """Turn &amp; and its kind into characters, after `remove`."""

    @model_validator(mode="after")
    def _whole(self) -> Mapping:
        if self.rows == "conversation" and (self.turns is None or self.message is not None):
            raise ValueError('rows = "conversation" needs `turns` and takes no `message`')
        if self.rows == "message" and (self.message is None or self.turns is not None):
            raise ValueError('rows = "message" needs `message` and takes no `turns`')
        if self.rows == "message" and "conversation_id" not in self.fields:
            raise ValueError('rows = "message" needs fields.conversation_id to group by')
        return self

    @field_validator("fields", "constants")
    @classmethod
    def _native(cls, table: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(table.keys() - NATIVE_FIELDS):
            raise ValueError(f"no native field is called {', '.join(unknown)}; there are {', '.join(NATIVE_FIELDS)}")
        return table

    @field_validator("constants")
    @classmethod
    def _constant(cls, constants: dict[str, str]) -> dict[str, str]:
        if "conversation_id" in constants or "started_at" in constants:
            raise ValueError("conversation_id cannot be the same everywhere, and a common start is `start.at`")
        if constants.get("channel", CHANNELS[0]) not in CHANNELS:
            raise ValueError(f"channel is one of {', '.join(CHANNELS)}")
        return constants

    @field_validator("encoding")
    @classmethod
    def _extends_ascii(cls, encoding: str) -> str:
        ascii_bytes = bytes(range(128)) + rb"\ud800\n"
        try:
            extends = ascii_bytes.decode(encoding) == ascii_bytes.decode("ascii")
        except (LookupError, UnicodeError):
            extends = False
        if not extends:
            raise ValueError("use an encoding that extends ASCII, such as utf-8 or cp1252 (convert UTF-16 files first)")
        return encoding

    @field_validator("time_format")
    @classmethod
    def _known_format(cls, form: str) -> str:
        if form not in ("iso", "epoch_seconds", "epoch_milliseconds") and "%" not in form:
            raise ValueError("say iso, epoch_seconds, epoch_milliseconds, or a strptime format such as %d.%m.%Y %H:%M")
        try:
            datetime.strptime(datetime(2026, 11, 20, 13, 45, 30, tzinfo=UTC).strftime(form), form)  # noqa: DTZ007
        except (ValueError, re.error):
            raise ValueError("not a strptime format; one is %d.%m.%Y %H:%M") from None
        return form

    @field_validator("remove")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for number, pattern in enumerate(patterns):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"number {number} is not a regular expression: {error}") from None
        return patterns

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        return known_zone(zone)


def known_zone(zone: str) -> str:
    """The zone itself if the machine knows it by IANA name; raises ValueError otherwise."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no IANA time zone is called {zone!r}") from None
    return zone
