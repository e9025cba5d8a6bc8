"""Rows of other shapes, read as a mapping says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from source_cases import DAY, kept, mapping, outcomes, reasons, words

from pipeline.mapping import Limits, Mapping
from pipeline.model import RawTranscript, Rejected


def test_marks_tell_the_speakers_of_a_cell() -> None:
    """Columns follow one another; `remove` and entities are undone in each turn."""
    by = mapping(
        turns={
            "columns": ["said", "then"],
            "marks": [
                {"speaker": "customer", "open": "<c_", "close": "_c>"},
                {"speaker": "agent", "open": "<a_", "close": "_a>"},
            ],
        },
        remove=[r"__\w+__"],
        unescape_html=True,
    )
    data = b"id,said,then\n1,<c_ __firm__ up &amp; down _c>,<a_ sorry _a> <c_ no _c>\n2,<c_ a,\n3,b <c_ a _c>,\n"
    first, second, third = outcomes(data, by)
    assert isinstance(first, RawTranscript)
    assert words(first) == [("customer", "up & down"), ("agent", "sorry"), ("customer", "no")]
    assert isinstance(second, RawTranscript)
    assert words(second) == [("customer", "a")]
    assert isinstance(third, Rejected)
    assert third.reason == "unmarked_text"


def test_marks_at_the_start_of_a_line_leave_words_alone() -> None:
    """A mark without a close ends at the next one; inside a line it is just words."""
    marks = [
        {"speaker": "customer", "open": "Customer:", "at_line_start": True},
        {"speaker": "agent", "open": "Agent:", "at_line_start": True},
    ]
    by = mapping(turns={"columns": ["said"], "marks": marks})
    (got,) = kept(b'id,said\n1,"Customer: I asked an Agent: none\n  Agent: I am one\nof them"\n', by)
    assert words(got) == [("customer", "I asked an Agent: none"), ("agent", "I am one\nof them")]


def json_lines(*rows: object) -> bytes:
    """Rows as JSON lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def listed(**changes: Any) -> Mapping:
    """JSON lines with a list of turns in an inner object."""
    turns = {"list": "talk.turns", "speaker_key": "by.role", "text_key": "words", "at_key": "ts", "author_key": "by.id"}
    sound = {"format": "jsonl", "turns": turns, "speakers": {"Visitor": "customer"}, "start": ...}
    return mapping(**sound | changes)


def turn(role: str | None, text: object, ts: object = None, author: object = None) -> dict[str, Any]:
    """One turn as `listed` has it."""
    return {"by": {"role": role, "id": author}, "words": text, "ts": ts}


def test_a_list_of_turns_lies_at_paths() -> None:
    """Speakers go by name without regard to case, the earliest time is the start, authors are who they are."""
    turns = [
        turn(" VISITOR", "a", "2026-11-20T00:00:05Z", "v-1"),
        turn("agent", "b", "2026-11-20T01:00:00+01:00", "a-1"),
        turn("robot", "c"),
    ]
    (got,) = kept(json_lines({"id": 5, "talk": {"turns": turns}}), listed())
    assert words(got) == [("customer", "a"), ("agent", "b"), ("unknown", "c")]
    assert [t.at for t in got.turns] == [5.0, 0.0, None]
    assert (got.conversation_id, got.started_at, got.customer_id, got.agent_id) == ("5", DAY, "v-1", "a-1")


def test_paths_reach_into_lists_and_whole_names_win() -> None:
    """`a.0.b` is a step into a list unless a column is called so."""
    by = mapping(format="jsonl", fields={"product": "tags.0.name", "queue": "a.b"})
    data = json_lines(
        {"said": "x", "tags": [{"name": "mail"}], "a.b": "q", "a": {"b": "no"}}, {"said": "x", "tags": []}
    )
    first, second = kept(data, by)
    assert (first.product, first.queue, second.product) == ("mail", "q", None)
    assert len(first.conversation_id) == 64
    assert first.conversation_id != second.conversation_id


@pytest.mark.parametrize(
    ("turns", "slug"),
    [
        (None, "no_turns"),
        ([], "no_turns"),
        ({"a": 1}, "bad_turns"),
        ("[1", "not_json"),
        ([5], "bad_turn"),
        ([turn("agent", 5)], "bad_turn"),
        ([turn("agent", None)], "all_blank"),
        ([turn("agent", "a", "soon")], "bad_at"),
        ([turn("agent", "a", -5)], "negative_time"),
        ([turn("agent", "a", 5, ["x"])], "bad_id"),
        ([turn("agent", "a", 5)], "missing_start"),
        ([turn("agent", "a", "2026-11-20T00:00:00Z")] * 3, "too_many_turns"),
    ],
)
def test_bad_turns_reject_their_row(turns: object, slug: str) -> None:
    """Each fault has its slug; the next row is read."""
    data = json_lines({"id": "1", "talk": {"turns": turns}}, {"id": "2", "talk": {"turns": [turn("agent", "a")]}})
    assert reasons(data, listed(start={"at": DAY} if slug == "all_blank" else None), Limits(turns=2))[0] == slug


def test_a_list_may_be_json_in_a_cell() -> None:
    """A CSV whose cell holds the turns as JSON needs no code."""
    by = mapping(turns={"list": "said"}, speakers={})
    (got,) = kept(b'id,said\n1,"[{""speaker"": ""agent"", ""text"": ""a""}]"\n', by)
    assert words(got) == [("agent", "a")]


def test_cells_become_native_types_and_constants_fill_gaps() -> None:
    """Text in a CSV is read as what the field needs."""
    names = "channel,customer_id,queue,team,customer_since,resolved,csat,handle_seconds,transfers,updated_at,started_at"
    by = mapping(
        fields={name: name for name in ["conversation_id", *names.split(",")]},
        constants={"queue": "none", "segment": "smb", "channel": "chat"},
        channels={"Phone": "voice"},
        time_format="%d.%m.%Y %H:%M",
        time_zone="Europe/Berlin",
    )
    cells = "PHONE,7,,12,01.05.2004 00:00,Yes,4.5,60,2,20.11.2026 01:00,20.11.2026 01:00"
    (got,) = kept(f"conversation_id,said,{names}\n1,a,{cells}\n".encode(), by)
    assert (got.channel, got.customer_id, got.queue, got.team, got.segment) == ("voice", "7", "none", "12", "smb")
    assert (got.customer_since, got.resolved, got.csat) == (date(2004, 5, 1), True, 4.5)
    assert (got.handle_seconds, got.transfers, got.updated_at, got.started_at) == (60.0, 2, DAY, DAY)


@pytest.mark.parametrize(
    ("name", "cell", "slug"),
    [
        ("resolved", "maybe", "bad_resolved"),
        ("csat", "nan", "bad_csat"),
        ("transfers", "1.5", "bad_transfers"),
        ("channel", "fax", "unknown_channel"),
        ("updated_at", "x", "bad_updated_at"),
        ("started_at", "x", "bad_time"),
        ("started_at", "1795132800", "bad_time"),
    ],
)
def test_a_cell_of_the_wrong_type_rejects_its_row(name: str, cell: str, slug: str) -> None:
    """As in the native format."""
    by = mapping(fields={"conversation_id": "id", name: "x"})
    assert reasons(f"id,said,x\n1,a,{cell}\n2,b,\n".encode(), by) == [slug, "kept"]


@pytest.mark.parametrize(("form", "cell"), [("epoch_seconds", "1795132800"), ("epoch_milliseconds", "1795132800000")])
def test_epochs_are_times(form: str, cell: str) -> None:
    """Milliseconds taken for seconds are out of range, not a far future."""
    by = mapping(fields={"conversation_id": "id", "started_at": "t"}, time_format=form)
    (got,) = kept(f"id,said,t\n1,a,{cell}\n".encode(), by)
    assert got.started_at == DAY
    assert reasons(f"id,said,t\n1,a,{cell}000\n2,a,-1\n".encode(), by) == ["time_out_of_range"] * 2


def test_starts_are_spread_by_id_over_the_waking_hours_of_the_nights() -> None:
    """The same id falls on the same second whatever else is read; all nights get some."""
    by = mapping(start={"first": "2026-11-16", "last": "2026-11-19"}, time_zone="Europe/Berlin")
    rows = [f"c-{n},a\n".encode() for n in range(200)]
    starts = {got.conversation_id: got.started_at for got in kept(b"id,said\n" + b"".join(rows), by)}
    again = {got.conversation_id: got.started_at for got in kept(b"id,said\n" + b"".join(reversed(rows)), by)}
    assert starts == again
    assert {start.date() for start in starts.values()} == {date(2026, 11, day) for day in (16, 17, 18, 19)}
    assert all(6 <= start.hour < 20 for start in starts.values())


@pytest.mark.parametrize(
    "changes",
    [
        {"fields": {"colour": "c"}},
        {"constants": {"colour": "c"}},
        {"constants": {"channel": "pigeon"}},
        {"constants": {"conversation_id": "1"}},
        {"remove": ["("]},
        {"encoding": "utf-16"},
        {"encoding": "none"},
        {"time_zone": "Mars/Olympus"},
        {"time_format": "isoo"},
        {"delimiter": ";;"},
        {"turns": {"list": "a", "columns": ["b"]}},
        {"rows": "message"},
        {"start": {"at": "soon"}},
        {"colour": 1},
    ],
)
def test_a_wrong_mapping_is_refused_when_it_is_loaded(changes: dict[str, Any]) -> None:
    """Before a byte is read."""
    with pytest.raises(ValidationError):
        mapping(**changes)
