"""From a raw transcript to what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from pipeline.model import Conversation, Pointer, RawTranscript, RawTurn, Span
from pipeline.transcripts import conversation, pseudonym, statement, text_hash

RAW = RawTranscript(
    source="native",
    conversation_id="c-1",
    channel="chat",
    started_at=datetime(2026, 11, 16, 10, tzinfo=UTC),
    turns=(RawTurn(speaker="customer", text="secret"), RawTurn(speaker="agent", text="more", at=2.5)),
    pointer=Pointer(file_sha256="f" * 64, line=1, byte_offset=0),
    customer_id="u-1",
    queue="mail of Jane",
    team="Janes",
)


def kept(raw: RawTranscript = RAW, key: str = "k", texts: tuple[str, ...] = ("one", "")) -> Conversation:
    """The conversation that is kept of it."""
    return conversation(raw, texts, night=date(2026, 11, 16), key=key, redact=lambda label: label.replace("Jane", "X"))


def test_only_redacted_texts_are_kept() -> None:
    """Turns keep their places, an emptied one too, and labels go through redaction as well."""
    found = kept()
    assert [(turn.index, turn.speaker, turn.text, turn.at) for turn in found.turns] == [
        (0, "customer", "one", None),
        (1, "agent", "", 2.5),
    ]
    assert (found.queue, found.team) == ("mail of X", "Xs")
    assert "secret" not in repr(found)
    with pytest.raises(ValueError, match="zip"):
        kept(texts=("one",))


def test_ids_are_keyed_and_told_apart_by_kind_and_source() -> None:
    """Another key, kind or source gives another pseudonym, and none of them holds the id."""
    found = {pseudonym(key, kind, source, "u-1") for key in "ab" for kind in "cd" for source in "ef"}
    assert len(found) == 8
    assert pseudonym("a", "b", "c", "u-1") == pseudonym("a", "b", "c", "u-1")
    assert pseudonym("a", "b", "cd", "e") != pseudonym("a", "b", "c", "de")
    assert kept().conversation_id != kept(key="other").conversation_id


def test_order_does_not_depend_on_the_key() -> None:
    """The content hash and statement ids are the same in a home with another key."""
    span = Span(turn=0, start=0, end=3, text="one")
    ours, theirs = kept(), kept(key="other")
    assert ours.content_hash == theirs.content_hash
    first, second = (statement(span, raw=RAW, of=each, embedded="one").statement_id for each in (ours, theirs))
    assert first == second


@pytest.mark.parametrize(
    "change",
    [
        {"source": "other"},
        {"conversation_id": "c-2"},
        {"customer_id": None},
        {"resolved": True},
        {"team": None},
        {"team": "other"},
        {"turns": (replace(RAW.turns[0], speaker="bot"), RAW.turns[1])},
        {"started_at": RAW.started_at + timedelta(seconds=1)},
    ],
)
def test_whatever_is_kept_counts_for_the_content_hash(change: dict[str, Any]) -> None:
    """Two deliveries with the same hash are the same in all that is kept."""
    assert kept(replace(RAW, **change)).content_hash != kept().content_hash


def test_the_same_instant_in_another_zone_is_the_same_conversation() -> None:
    """Instants are kept in UTC, and where a record lay in the input does not matter."""
    elsewhere = RAW.started_at.astimezone(timezone(timedelta(hours=5)))
    moved = replace(RAW, started_at=elsewhere, pointer=Pointer(file_sha256="e" * 64, line=9, byte_offset=99))
    assert kept(moved) == kept()


def test_equal_embedded_texts_share_a_hash_wherever_they_were_said() -> None:
    """Statement ids tell places apart, text hashes only texts."""
    one, other = (
        statement(Span(turn=at, start=0, end=3, text="one"), raw=RAW, of=kept(), embedded="one") for at in (0, 1)
    )
    assert one.statement_id != other.statement_id
    assert one.text_hash == other.text_hash == text_hash("one")
    assert len(text_hash("lone \ud800 surrogate")) == 32
