"""What was said: raw, redacted, and cut into statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Channel = Literal["voice", "chat", "email", "sms", "social", "ticket"]
CHANNELS: tuple[Channel, ...] = ("voice", "chat", "email", "sms", "social", "ticket")

Speaker = Literal["customer", "agent", "bot", "system", "unknown"]
SPEAKERS: tuple[Speaker, ...] = ("customer", "agent", "bot", "system", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where a record lies in the input: enough to find it again, nothing of what it says."""

    file_sha256: str
    line: int
    """1-based; for Parquet the row."""
    byte_offset: int
    """Of the record's first byte in the decompressed stream; -1 where the format has none (Parquet)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTurn:
    """One turn as the source gave it. Unredacted: lives only while it is taken in and never prints its text."""

    speaker: Speaker
    text: str = field(repr=False)
    at: float | None = None
    """Seconds from the start of the conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTranscript:
    """One conversation as a source gave it. Unredacted: lives only while it is taken in and never prints itself."""

    source: str
    conversation_id: str = field(repr=False)
    channel: Channel
    started_at: datetime
    """Aware."""
    turns: tuple[RawTurn, ...] = field(repr=False)
    pointer: Pointer
    records: int = 1
    """Input records (lines, rows) this conversation was made of."""
    again: int = 0
    """Those of them that say what another file of the input had said already, and were left out."""
    customer_id: str | None = field(default=None, repr=False)
    agent_id: str | None = field(default=None, repr=False)
    queue: str | None = None
    team: str | None = None
    product: str | None = None
    segment: str | None = None
    language: str | None = None
    customer_since: date | None = None
    resolved: bool | None = None
    csat: float | None = None
    handle_seconds: float | None = None
    hold_seconds: float | None = None
    transfers: int | None = None
    updated_at: datetime | None = None
    unknown_fields: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A record that was left out: by which stage, why (a slug), and where it lies. Never its text."""

    stage: str
    reason: str
    pointer: Pointer
    records: int = 1


HiddenKind = Literal[
    "card", "cvv", "card_expiry", "pin", "ssn", "bank_account", "iban", "phone", "email",
    "ip", "url_secret", "address", "date_of_birth", "person", "other_id",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A stretch of the original text that redaction replaced by a constant placeholder."""

    kind: HiddenKind
    start: int
    end: int
    """Half-open, in characters of the original text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One redacted turn."""

    index: int
    speaker: Speaker
    text: str
    at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One redacted conversation; ids are keyed hashes of the source's own."""

    conversation_id: str
    content_hash: str
    """SHA-256 over source, source id and all redacted content: the order of conversations, free of the key."""
    night: date
    source: str
    channel: Channel
    started_at: datetime
    customer: str | None
    agent: str | None
    queue: str | None
    team: str | None
    product: str | None
    segment: str | None
    language: str | None
    customer_since: date | None
    resolved: bool | None
    csat: float | None
    handle_seconds: float | None
    hold_seconds: float | None
    transfers: int | None
    updated_at: datetime | None
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A customer's problem or request as `pipeline.statements` cuts it from redacted turns."""

    turn: int
    """Index of the turn it begins in."""
    start: int
    end: int
    """Half-open, in characters of that turn; a thought that goes on in later turns: where its first part ends."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A customer sentence that is no statement, with the reason's slug; its text is not kept."""

    turn: int
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A customer's problem or request in his own words: the unit that is embedded and clustered."""

    statement_id: str
    conversation_id: str
    night: date
    turn: int
    start: int
    end: int
    text: str
    text_hash: str
    """Of the text as it is embedded (placeholders taken out); equal texts share one vector."""
