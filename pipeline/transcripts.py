"""From a raw transcript and its redacted turns to the conversation that is kept, under ids that do not give it away."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, date
from functools import partial

from pipeline.model import Conversation, RawTranscript, Span, Statement, Turn


def pseudonym(key: str, kind: str, source: str, source_id: str) -> str:
    """A keyed hash of a source's id: HMAC-SHA256, 32 hex digits; without a key it hides the id but proves nothing."""
    said = "\x1f".join((kind, source, source_id)).encode("utf-8", "replace")
    return hmac.new(key.encode(), said, hashlib.sha256).hexdigest()[:32]


def conversation(
    raw: RawTranscript, texts: Sequence[str], *, night: date, key: str, redact: Callable[[str], str]
) -> Conversation:
    """The conversation with `texts` as its redacted turns; `redact` also cleans what else the source named freely.

    Turns left empty by redaction keep their place, so that evidence points to the turn the source had.
    """
    identity = partial(pseudonym, key, source=raw.source)
    turns = tuple(
        Turn(index=index, speaker=turn.speaker, text=text, at=turn.at)
        for index, (turn, text) in enumerate(zip(raw.turns, texts, strict=True))
    )
    queue, team, product, segment = (
        redact(label) if label else None for label in (raw.queue, raw.team, raw.product, raw.segment)
    )
    started_at = raw.started_at.astimezone(UTC)
    updated_at = raw.updated_at.astimezone(UTC) if raw.updated_at else None
    content = repr(
        (
            raw.source, raw.conversation_id, raw.channel, started_at.isoformat(), raw.customer_id, raw.agent_id,
            queue, product, segment, raw.language, raw.customer_since, raw.resolved, raw.csat, raw.handle_seconds,
            raw.hold_seconds, raw.transfers, [(turn.speaker, turn.text, turn.at) for turn in turns],
            # Without one the hash is what it was before teams could be named.
            *([team] if team else ()),
        )
    )  # fmt: skip
    return Conversation(
        conversation_id=identity("conversation", source_id=raw.conversation_id),
        content_hash=hashlib.sha256(content.encode("utf-8", "replace")).hexdigest(),
        night=night,
        source=raw.source,
        channel=raw.channel,
        started_at=started_at,
        customer=identity("customer", source_id=raw.customer_id) if raw.customer_id else None,
        agent=identity("agent", source_id=raw.agent_id) if raw.agent_id else None,
        queue=queue,
        team=team,
        product=product,
        segment=segment,
        language=raw.language,
        customer_since=raw.customer_since,
        resolved=raw.resolved,
        csat=raw.csat,
        handle_seconds=raw.handle_seconds,
        hold_seconds=raw.hold_seconds,
        transfers=raw.transfers,
        updated_at=updated_at,
        turns=turns,
    )


def statement(spoken: Span, *, raw: RawTranscript, of: Conversation, embedded: str) -> Statement:
    """The statement a span makes; `embedded` is its text as it is embedded, which equal texts share a vector by."""
    said = "\x1f".join(
        (raw.source, raw.conversation_id, str(spoken.turn), str(spoken.start), str(spoken.end), spoken.text)
    )
    return Statement(
        statement_id=hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32],
        conversation_id=of.conversation_id,
        night=of.night,
        turn=spoken.turn,
        start=spoken.start,
        end=spoken.end,
        text=spoken.text,
        text_hash=text_hash(embedded),
    )


def text_hash(embedded: str) -> str:
    """The name a vector is stored under: 32 hex digits of the SHA-256 of the text as it is embedded."""
    return hashlib.sha256(embedded.encode("utf-8", "replace")).hexdigest()[:32]
