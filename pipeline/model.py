"""The nouns of the pipeline: frozen values that pass between the stages.

A cluster is tonight's and has a local number; a topic is lasting and has an opaque id. The two never share a type.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Channel = Literal["voice", "chat", "email", "sms", "social", "ticket"]
CHANNELS: tuple[Channel, ...] = ("voice", "chat", "email", "sms", "social", "ticket")

Speaker = Literal["customer", "agent", "bot", "system", "unknown"]
SPEAKERS: tuple[Speaker, ...] = ("customer", "agent", "bot", "system", "unknown")

# Inside Night the name `date` is its field.
_Date = date


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Night:
    """A business date in an IANA zone; the idempotency key of everything a run does."""

    date: _Date
    zone: str = "UTC"

    @classmethod
    def of(cls, instant: datetime, zone: str) -> Night:
        """The night whose half-open interval holds an aware instant."""
        return cls(date=instant.astimezone(ZoneInfo(zone)).date(), zone=zone)

    @property
    def start(self) -> datetime:
        """First instant of the night, in UTC."""
        return datetime.combine(self.date, time(), ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """First instant after the night, in UTC; 23 or 25 hours after the start where the clocks change."""
        return self.plus(1).start

    def plus(self, days: int) -> Night:
        """The night `days` later (earlier where negative)."""
        return Night(date=self.date + timedelta(days=days), zone=self.zone)

    def window(self, nights: int) -> tuple[_Date, ...]:
        """The dates of the `nights` nights that end with this one, oldest first."""
        return tuple(self.date - timedelta(days=back) for back in range(nights - 1, -1, -1))

    def __str__(self) -> str:
        return self.date.isoformat()


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
    """One turn as the source gave it. Unredacted: lives only inside ingest and never prints its text."""

    speaker: Speaker
    text: str = field(repr=False)
    at: float | None = None
    """Seconds from the start of the conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTranscript:
    """One conversation as a source gave it. Unredacted: lives only inside ingest and never prints itself."""

    source: str
    conversation_id: str = field(repr=False)
    channel: Channel
    started_at: datetime
    """Aware."""
    turns: tuple[RawTurn, ...] = field(repr=False)
    pointer: Pointer
    records: int = 1
    """Input records (lines, rows) this conversation was made of."""
    customer_id: str | None = field(default=None, repr=False)
    agent_id: str | None = field(default=None, repr=False)
    queue: str | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A key term of a cluster or topic with its c-TF-IDF weight."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A group of statements found tonight; its number means nothing outside tonight's run."""

    number: int
    members: tuple[str, ...]
    """Statement ids, sorted."""
    centroid: tuple[float, ...]
    """Unit length."""
    floor: float
    """Least cosine to the centroid at which a statement still belongs."""
    terms: tuple[Term, ...]
    examples: tuple[str, ...]
    """Statement ids, typical first."""
    whole_window: bool
    """True when found on a fit night in the whole window, False when found in what no topic claimed."""


class TopicState(enum.StrEnum):
    """Whether a topic is being heard of."""

    ACTIVE = "active"
    SLEEPING = "sleeping"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A lasting pain (or praise): an opaque id that never changes hands, a name, and its definition as of a night."""

    topic_id: str
    name: str
    state: TopicState
    born: date
    last_seen: date
    aliases: tuple[str, ...] = ()
    """Ids of topics merged into this one."""
    merged_into: str | None = None
    centroid: tuple[float, ...] = ()
    floor: float = 0.0
    terms: tuple[Term, ...] = ()
    examples: tuple[str, ...] = ()


DecisionKind = Literal["new", "same", "merged", "split", "sleeping", "returned", "named", "retracted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the append-only ledger: what was decided about a topic, by whom, on which night, and why."""

    night: date
    topic_id: str
    kind: DecisionKind
    actor: str
    """`machine`, or the name of a person."""
    reason: str
    other: str = ""
    """The other topic of a merge or split, or the new name."""
    score: float | None = None
    runner_up: str = ""
    runner_up_score: float | None = None
    supersedes: str = ""
    """Key of the decision this one takes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A statement's topic (empty for none) with its score and the runner-up's."""

    statement_id: str
    topic_id: str
    score: float
    runner_up: str
    runner_up_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A named behaviour found in a turn, with its evidence span (characters of the turn's text)."""

    conversation_id: str
    turn: int
    name: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeFile:
    """One immutable file of the lake, named by the SHA-256 of its bytes."""

    dataset: str
    night: date
    sha256: str
    rows: int
    bytes: int
    suffix: str = "parquet"

    @property
    def name(self) -> str:
        """Where it lies, relative to the lake's root."""
        return f"{self.dataset}/night={self.night.isoformat()}/{self.sha256}.{self.suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a stage read, kept, set aside and rejected, and the files and ledger rows it staged.

    Raises ValueError when the books do not balance: read = kept + set aside + rejected.
    """

    stage: str
    night: date
    unit: str
    """What is counted: records, statements, texts, clusters ..."""
    read: int
    kept: int
    set_aside: tuple[tuple[str, int], ...] = ()
    """Left out by design (another night's, delivered again): (reason, count), sorted."""
    rejected: tuple[tuple[str, int], ...] = ()
    """Left out because something is wrong with it: (reason, count), sorted."""
    files: tuple[LakeFile, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    """Further counts worth showing, such as what redaction hid by kind."""
    work: tuple[tuple[str, int], ...] = ()
    """What this run had to do for it, such as texts encoded: less when run again, so no part of what is published."""

    def __post_init__(self) -> None:
        out = sum(count for _, count in self.set_aside) + sum(count for _, count in self.rejected)
        if self.read != self.kept + out:
            raise ValueError(f"{self.stage}: read {self.read} but kept {self.kept} and left out {out} {self.unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One published state of all datasets; each knows its parent by hash."""

    number: int
    night: date
    """The night whose publication made it."""
    newest: date
    """The newest night it holds."""
    parent_sha256: str
    sha256: str
    published_at: datetime
    settings_sha256: str
