"""The native format, field by field."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest
from source_cases import LIMITS, native, outcomes

from pipeline.mapping import Limits
from pipeline.model import RawTranscript, RawTurn, Rejected
from pipeline.sources import Reason


def outcome(record: object, limits: Limits = LIMITS) -> RawTranscript | Rejected:
    """What comes of one record."""
    (only,) = outcomes(orjson.dumps(record) + b"\n", None, limits)
    return only


def sound(record: object) -> RawTranscript:
    """The transcript of a record that is kept."""
    got = outcome(record)
    assert isinstance(got, RawTranscript), got
    return got


def fault(record: object, limits: Limits = LIMITS) -> str:
    """Why a record is rejected."""
    got = outcome(record, limits)
    assert isinstance(got, Rejected)
    assert got.stage == "ingest"
    return got.reason


def reason_of_line(line: bytes) -> str:
    """Why a line is rejected."""
    (got,) = outcomes(line)
    assert isinstance(got, Rejected)
    return got.reason


def test_a_full_record_becomes_a_transcript() -> None:
    """Every native field arrives as its type, times as UTC."""
    described = {
        "channel": "voice", "customer_id": "u-1", "agent_id": 7, "queue": "mail", "product": "hosting",
        "segment": "smb", "team": "north",
        "language": "en", "customer_since": "2004-05-01", "resolved": False, "csat": 2, "handle_seconds": 840,
        "hold_seconds": 300.5, "transfers": 1, "updated_at": "2026-11-20T12:00:00Z",
    }  # fmt: skip
    turns = [
        {"speaker": "customer", "text": " It fails. ", "at": 12.5},
        {"speaker": "agent", "text": "\n", "at": 13},
        {"speaker": "agent", "text": "Since when?", "at": "2026-11-20T09:01:00Z", "mood": 1},
    ]
    got = sound(native(turns=turns, shoe_size=44, **described))
    assert got.turns == (
        RawTurn(speaker="customer", text="It fails.", at=12.5),
        RawTurn(speaker="agent", text="Since when?", at=60.0),
    )
    assert (got.source, got.conversation_id, got.channel, got.records) == ("native", "c-1", "voice", 1)
    assert got.started_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert (got.customer_id, got.agent_id, got.queue, got.product) == ("u-1", "7", "mail", "hosting")
    assert (got.segment, got.team, got.language, got.customer_since) == ("smb", "north", "en", date(2004, 5, 1))
    assert (got.resolved, got.csat, got.handle_seconds, got.hold_seconds) == (False, 2.0, 840.0, 300.5)
    assert (got.transfers, got.updated_at) == (1, datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert got.unknown_fields == 2


def test_only_three_fields_are_required() -> None:
    """What is absent, null or empty is unknown; the channel is chat; a time without offset is UTC."""
    got = sound(native(started_at="2026-11-20T10:00:00", queue="", resolved=None))
    assert (got.channel, got.queue, got.resolved, got.unknown_fields) == ("chat", None, None, 0)
    assert got.started_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"conversation_id": ...}, "missing_id"),
        ({"conversation_id": "  "}, "missing_id"),
        ({"conversation_id": 1.5}, "bad_id"),
        ({"conversation_id": True}, "bad_id"),
        ({"conversation_id": "a\x00b"}, "bad_id"),
        ({"conversation_id": "a" * 257}, "bad_id"),
        ({"started_at": ...}, "missing_start"),
        ({"started_at": ""}, "missing_start"),
        ({"started_at": "yesterday"}, "bad_time"),
        ({"started_at": 1_790_000_000}, "bad_time"),
        ({"started_at": "1970-01-01T00:00:00Z"}, "time_out_of_range"),
        ({"started_at": "9999-12-31T23:59:59-12:00"}, "time_out_of_range"),
        ({"channel": "pigeon"}, "unknown_channel"),
        ({"channel": 4}, "bad_channel"),
        ({"turns": ...}, "no_turns"),
        ({"turns": []}, "no_turns"),
        ({"turns": "hello"}, "bad_turns"),
        ({"turns": ["hello"]}, "bad_turn"),
        ({"turns": [{"speaker": "customer"}]}, "bad_turn"),
        ({"turns": [{"speaker": "customer", "text": 5}]}, "bad_turn"),
        ({"turns": [{"speaker": "boss", "text": "a"}]}, "unknown_speaker"),
        ({"turns": [{"speaker": ["customer"], "text": "a"}]}, "unknown_speaker"),
        ({"turns": [{"speaker": "customer", "text": " \x00\n"}]}, "all_blank"),
        ({"turns": [{"speaker": "customer", "text": "a", "at": -1}]}, "negative_time"),
        ({"turns": [{"speaker": "customer", "text": "a", "at": "2026-11-20T08:59:59Z"}]}, "negative_time"),
        ({"turns": [{"speaker": "customer", "text": "a", "at": 1e300}]}, "bad_at"),
        ({"turns": [{"speaker": "customer", "text": "a", "at": "soon"}]}, "bad_at"),
        ({"turns": [{"speaker": "customer", "text": "a", "at": False}]}, "bad_at"),
        ({"customer_id": {}}, "bad_customer_id"),
        ({"agent_id": 1.5}, "bad_agent_id"),
        ({"queue": 3}, "bad_queue"),
        ({"team": 3}, "bad_team"),
        ({"team": "n" * 201}, "bad_team"),
        ({"product": "a\nb"}, "bad_product"),
        ({"segment": []}, "bad_segment"),
        ({"language": "e" * 201}, "bad_language"),
        ({"language": "Call me, Jane"}, "bad_language"),
        ({"csat": 4111111111111111}, "bad_csat"),
        ({"turns": [{"speaker": "customer", "text": "\ufdfa" * 6_000}]}, "turn_too_long"),
        ({"customer_since": "long ago"}, "bad_customer_since"),
        ({"customer_since": "0001-01-01"}, "bad_customer_since"),
        ({"resolved": "maybe"}, "bad_resolved"),
        ({"resolved": 1}, "bad_resolved"),
        ({"csat": "5"}, "bad_csat"),
        ({"handle_seconds": -1}, "bad_handle_seconds"),
        ({"hold_seconds": True}, "bad_hold_seconds"),
        ({"transfers": 1.5}, "bad_transfers"),
        ({"updated_at": "now"}, "bad_updated_at"),
    ],
)
def test_a_bad_field_rejects_its_record_by_name(changes: dict[str, Any], slug: str) -> None:
    """Each fault has its own slug, and every slug is of the closed set."""
    assert fault(native(**changes)) == slug
    assert slug in set(Reason)


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        (b"\xff\xfe{", "not_utf8"),
        (b"{'a': 1}", "not_json"),
        (b'{"csat": NaN}', "not_json"),
        (b"[]", "not_object"),
        (b"17", "not_object"),
        (b'{"a": 1, "a": 2}', "dup_key"),
        (b'{"a": {"b": 1, "b": 1}, "c": ":)"}', "dup_key"),
        (b'{"a": "\\ud83d"}', "lone_surrogate"),
        (b'{"a": "\\udc00\\ud83d"}', "lone_surrogate"),
        (b'{"a": "\\\\ud83d"', "not_json"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "too_deep"),
        (b'{"csat":' + b"1" * 5000 + b"}", "not_json"),
    ],
)
def test_a_bad_line_is_rejected_by_reason(line: bytes, slug: str) -> None:
    """What is no strict JSON object is told apart without being quoted."""
    assert reason_of_line(line) == slug


def test_limits_bound_turns() -> None:
    """More turns, or longer ones, than the limits allow reject the record."""
    assert fault(native(turns=[{"speaker": "agent", "text": "a"}] * 3), Limits(turns=2)) == "too_many_turns"
    assert fault(native(turns=[{"speaker": "agent", "text": "aaa"}]), Limits(turn_characters=2)) == "turn_too_long"


def test_control_characters_leave_nothing_behind() -> None:
    """A NUL between two digits cannot keep them apart; tabs and line ends stay."""
    got = sound(native(turns=[{"speaker": "customer", "text": "41\x0011\t1\n2\x7f"}]))
    assert got.turns[0].text == "4111\t1\n2"


def test_a_pointer_leads_to_its_record() -> None:
    """The offset is of the record's first byte in the unpacked file, the line counts from one, blank lines too."""
    sound = orjson.dumps(native())
    data = b"\xef\xbb\xbf" + sound + b"\r\n\n  \r\n{bad\n" + sound
    for stored in (data, gzip.compress(data)):
        first, bad, last = outcomes(stored)
        assert isinstance(first, RawTranscript)
        assert (first.pointer.line, first.pointer.byte_offset) == (1, 0)
        assert isinstance(bad, Rejected)
        assert data[bad.pointer.byte_offset :].startswith(b"{bad")
        assert bad.pointer.line == 4
        assert isinstance(last, RawTranscript)
        assert data[last.pointer.byte_offset :] == sound


def test_nothing_prints_what_was_said() -> None:
    """Neither transcripts nor rejections show words or ids."""
    record = native(turns=[{"speaker": "customer", "text": "sesame"}], conversation_id="sesame", customer_id="sesame")
    assert "sesame" not in repr(outcome(record))
    assert "sesame" not in repr(outcome(record | {"queue": ["sesame"]}))
