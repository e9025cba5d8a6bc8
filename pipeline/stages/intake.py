"""Intake: files of any known format -> redacted conversations, by night.

The only place that sees unredacted text, and only in memory and one record at a time. An input is read once for as many
nights as memory holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pipeline import redaction, sources, statements, transcripts
from pipeline.model import Conversation, Dropped, Night, RawTranscript, Rejected, Statement
from pipeline.stages.workspace import Workspace

MOST_HELD = 1_000_000
"""Turns of several nights that are held at once, some 350 megabytes; of one night all are."""
TOLD_EVERY = 500
"""Records between two reports of progress."""
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

Same = tuple[str, str]
"""Source and conversation id: deliveries that share it are of one conversation."""
Revision = tuple[datetime, int, datetime, str]
"""(updated_at, number of turns, start, content hash): of two deliveries of a conversation the greater wins, whatever
their order. Deliveries of two nights differ in their start, so the hash decides only within a night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One conversation of a night, redacted and ready to be written."""

    conversation: Conversation
    statements: tuple[Statement, ...]
    dropped: tuple[Dropped, ...]
    identities: tuple[tuple[str, str, str, str], ...] = field(repr=False)
    """(kind, keyed, source, source id)."""
    hidden: tuple[tuple[str, int], ...]
    records: int

    @property
    def revision(self) -> Revision:
        """What decides between this and another delivery of the conversation."""
        said = self.conversation
        return revision(said.updated_at, len(said.turns), said.started_at, said.content_hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an input holds for one night."""

    delivered: tuple[Delivered, ...] = field(repr=False)
    """Of each conversation the newest delivery, where that is of this night; in the order of the first."""
    again: int
    """Records of the night's older deliveries, and what files said twice."""
    unknown_fields: int
    rejected: tuple[Rejected, ...]
    """Of the whole input: what cannot be read is of no night."""
    other_night: int
    """Records of other nights."""
    records: int
    """Of the whole input."""
    files: int
    turns: Mapping[date, int] = field(repr=False)
    """Of the whole input, by night."""


def revision(updated_at: datetime | None, turns: int, started_at: datetime, content_hash: str = "") -> Revision:
    """What decides between two deliveries of a conversation."""
    return (updated_at or LONG_AGO, turns, started_at, content_hash)


def intake(
    workspace: Workspace, nights: Sequence[Night], uris: Sequence[str], *, most: int = MOST_HELD
) -> dict[date, Intake]:
    """Read the input once: by date what it holds for the first of the nights, and for as many of the next as come to
    `most` turns. What is then found to be too much was redacted in vain: of an input that was read before, its `turns`
    say what to ask for. Raises InputError when an input cannot be read at all; a bad record never raises: it is counted
    and pointed at.
    """
    settings = workspace.settings
    workspace.progress(0, 0, "input looked for")
    files = sources.find(tuple(uris), settings.input.limits)
    workspace.progress(0, 0, "records")
    zone = nights[0].zone
    taken = {night.date: _Taken() for night in sorted(nights)}
    newest: defaultdict[Same, dict[date, Revision]] = defaultdict(dict)
    rejected: list[Rejected] = []
    read: Counter[date] = Counter()
    turns: Counter[date] = Counter()
    records = held = told = 0
    for record in sources.read(files, mapping=settings.input.mapping, limits=settings.input.limits):
        records += record.records
        if records >= told:
            workspace.progress(records, 0, "records")
            told = records + TOLD_EVERY
        if isinstance(record, Rejected):
            rejected.append(record)
            continue
        day = Night.of(record.started_at, zone).date
        read[day] += record.records
        turns[day] += len(record.turns)
        same = (record.source, record.conversation_id)
        this = revision(record.updated_at, len(record.turns), record.started_at)
        newest[same][day] = max(this, newest[same].get(day, this))
        if day in taken:
            taken[day].take(same, record, _redacted(record, day, settings.key))
            held += len(record.turns)
            while held > most and len(taken) > 1:
                held -= turns[taken.popitem()[0]]  # the last night: it is read when its turn comes
    found = {}
    for day, one in taken.items():
        delivered = tuple(
            this
            for same, this in one.kept.items()
            if not any(that > this.revision for there, that in newest[same].items() if there != day)
        )
        outdated = sum(this.records for this in one.kept.values()) - sum(this.records for this in delivered)
        found[day] = Intake(
            delivered=delivered,
            again=one.again + outdated,
            unknown_fields=one.unknown_fields,
            rejected=tuple(rejected),
            other_night=read.total() - read[day],
            records=records,
            files=len(files),
            turns=turns,
        )
    return found


def fitting(nights: Sequence[Night], turns: Mapping[date, int], most: int = MOST_HELD) -> list[Night]:
    """The first of the nights, in order, and as many of the next as come to `most` turns; all where none is counted."""
    held = 0
    found: list[Night] = []
    for night in sorted(nights):
        held += turns.get(night.date, 0)
        if found and held > most:
            break
        found.append(night)
    return found


class _Taken:
    """What was taken in for a night so far."""

    def __init__(self) -> None:
        self.kept: dict[Same, Delivered] = {}
        self.again = self.unknown_fields = 0

    def take(self, same: Same, record: RawTranscript, new: Delivered) -> None:
        """Take in a delivery."""
        self.unknown_fields += record.unknown_fields
        self.again += record.again
        old = self.kept.get(same)
        if old is None:
            self.kept[same] = new
            return
        self.kept[same], lost = (new, old) if new.revision > old.revision else (old, new)
        self.again += lost.records


def _redacted(raw: RawTranscript, night: date, key: str) -> Delivered:
    redacted = redaction.redact_turns(raw.turns)
    conversation = transcripts.conversation(
        raw,
        [turn.text for turn in redacted],
        night=night,
        key=key,
        redact=lambda label: redaction.redact(label).text,
    )
    cut = statements.cut(conversation.turns, channel=conversation.channel)
    spoken = tuple(
        transcripts.statement(span, raw=raw, of=conversation, embedded=redaction.without_placeholders(span.text))
        for span in cut.statements
    )
    ids = (
        ("conversation", conversation.conversation_id, raw.conversation_id),
        ("customer", conversation.customer, raw.customer_id),
        ("agent", conversation.agent, raw.agent_id),
    )
    return Delivered(
        conversation=conversation,
        statements=spoken,
        dropped=cut.dropped,
        identities=tuple((kind, keyed, raw.source, of) for kind, keyed, of in ids if keyed and of),
        hidden=tuple(sorted(Counter(hidden.kind for turn in redacted for hidden in turn.hidden).items())),
        records=raw.records - raw.again,
    )
