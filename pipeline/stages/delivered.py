"""A delivered conversation: redacted, cut into statements, under ids that do not give it away.

Many are redacted at once by several processes (`pipeline.crew`); what a process answers is redacted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pipeline import redaction, statements, transcripts
from pipeline.model import Conversation, Dropped, RawTranscript, Statement

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

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


def revision(updated_at: datetime | None, turns: int, started_at: datetime, content_hash: str = "") -> Revision:
    """What decides between two deliveries of a conversation."""
    return (updated_at or LONG_AGO, turns, started_at, content_hash)


def delivered(key: str, raws: Sequence[tuple[RawTranscript, date]]) -> list[Delivered]:
    """Each conversation of a night as it is kept; `key` keys the ids."""
    return [_redacted(raw, night, key) for raw, night in raws]


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
