"""Messages group into conversations; Parquet rows keep their types."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st
from source_cases import DAY, LIMITS, kept, mapping, messages, outcomes, words

from pipeline.model import RawTranscript, Rejected
from pipeline.sources import find, read


def test_messages_group_over_files_and_order_by_time() -> None:
    """A conversation's rows may lie anywhere; what its first message says about it stands."""
    by = messages(fields={"conversation_id": "id", "queue": "q"})
    files = [
        b"id,who,said,when,q\n1,agent,c,2026-11-20T00:00:09Z,late\n2,agent,x,2026-11-20T00:00:00Z,\n",
        b"id,who,said,when,q\n1,customer,a,2026-11-20T00:00:00Z,\n1,customer,b,2026-11-20T00:00:05Z,mail\n",
    ]
    got = {item.conversation_id: item for item in kept(files, by)}
    assert words(got["1"]) == [("customer", "a"), ("customer", "b"), ("agent", "c")]
    assert [turn.at for turn in got["1"].turns] == [0.0, 5.0, 9.0]
    assert (got["1"].records, got["1"].queue, got["2"].records) == (3, "mail", 1)


def test_a_message_of_overlapping_exports_counts_once() -> None:
    """What a second file repeats is left out and counted; what one file says twice was said twice."""
    head, by = b"id,who,said,when\n", messages()
    first = b"1,customer,hello,2026-11-20T00:00:00Z\n1,customer,ok,2026-11-20T00:00:05Z\n" * 2
    (got,) = kept([head + first, head + first + b"1,agent,bye,2026-11-20T00:00:05Z\n"], by)
    assert [text for _, text in words(got)] == ["hello", "hello", "ok", "ok", "bye"]
    assert (got.records, got.again) == (9, 4)


def test_messages_order_by_a_column_of_numbers() -> None:
    """Ten comes after nine; a row without an order is rejected."""
    by = messages(message={"order": "n", "at": None}, start={"at": DAY})
    first, second = outcomes(b"id,who,said,n\n1,agent,b,10\n1,agent,a,9\n1,agent,c,\n", by)
    assert isinstance(first, Rejected)
    assert first.reason == "bad_order"
    assert isinstance(second, RawTranscript)
    assert words(second) == [("agent", "a"), ("agent", "b")]


def test_a_bad_message_costs_one_row_and_a_bad_conversation_all_its_rows() -> None:
    """The books balance: rows = kept + rejected."""
    by = messages(fields={"conversation_id": "id", "resolved": "r"})
    day = "2026-11-20T00:00:00Z"
    rows = f"1,agent,a,{day},\n1,agent,b,soon,\n1,agent,b,{day},maybe\n2,agent,a,,\n2,agent,b,,\n,agent,a,{day},\n"
    got = outcomes(b"id,who,said,when,r\n" + rows.encode(), by)
    counted = [(item.reason if isinstance(item, Rejected) else "kept", item.records) for item in got]
    assert sorted(counted) == [("bad_at", 1), ("bad_resolved", 1), ("kept", 1), ("missing_id", 1), ("missing_start", 2)]
    assert sum(item.records for item in got) == 6


def test_parquet_rows_are_read_with_their_types(tmp_path: Path) -> None:
    """Lists of structs are turns, timestamps are times, and NaN is nothing."""
    talk = [[{"who": "agent", "words": "a"}], [], [{"who": "agent", "words": "b"}]]
    columns = {"id": [1, 2, 3], "t": [DAY.replace(tzinfo=None), DAY.replace(tzinfo=None), None], "talk": talk}
    pq.write_table(pa.table(columns | {"csat": [3.0, 1.0, float("nan")]}), tmp_path / "a.parquet")
    by = mapping(
        format="parquet",
        fields={"conversation_id": "id", "started_at": "t", "csat": "csat"},
        turns={"list": "talk", "speaker_key": "who", "text_key": "words"},
    )
    first, second, third = read(find((str(tmp_path),), LIMITS), mapping=by, limits=LIMITS)
    assert isinstance(first, RawTranscript)
    assert (first.conversation_id, first.started_at, first.csat, first.pointer.line) == ("1", DAY, 3.0, 1)
    assert isinstance(second, Rejected)
    assert (second.reason, second.pointer.line, second.pointer.byte_offset) == ("no_turns", 2, -1)
    assert isinstance(third, RawTranscript)
    assert (third.csat, third.started_at) == (None, DAY)


@given(st.integers(0, 2000), st.binary(max_size=20))
def test_damaged_parquet_never_raises(place: int, rubbish: bytes) -> None:
    """Cut or overwritten anywhere, a file gives rows and rejections."""
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["1", "2"], "said": ["a", "b"]}), out)
    sound = out.getvalue()
    place = min(place, len(sound) - 1)
    got = outcomes(sound[:place] + rubbish, mapping(format="parquet"))
    assert all(isinstance(item, RawTranscript | Rejected) for item in got)
    assert got
