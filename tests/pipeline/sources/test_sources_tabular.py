"""CSV and TSV: a bad row costs that row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_cases import DAY, kept, mapping, outcomes, reasons, words

from pipeline.mapping import Limits
from pipeline.model import Rejected
from pipeline.sources import Reason


def test_a_csv_row_is_a_conversation() -> None:
    """Quoted line ends, doubled quotes, BOM and CRLF are read; columns without a use are counted."""
    data = '\ufeffid,said,shoe\r\n1,"a ""b""\nc",44\r\n\r\n2,d,45\r\n'.encode()
    first, second = kept(data, mapping())
    assert words(first) == [("customer", 'a "b"\nc')]
    assert words(second) == [("customer", "d")]
    assert (first.source, first.conversation_id, first.started_at, first.unknown_fields) == ("desk", "1", DAY, 1)
    assert (first.pointer.line, second.pointer.line) == (2, 5)
    assert data[second.pointer.byte_offset :] == b"2,d,45\r\n"


def test_tsv_other_delimiters_encodings_and_bare_quotes() -> None:
    """Tabs for tsv, any one character for csv, any encoding that extends ASCII; quotes can be plain text."""
    assert words(kept(b"id\tsaid\n1\ta, b\n", mapping(format="tsv"))[0]) == [("customer", "a, b")]
    german = mapping(delimiter=";", encoding="cp1252")
    assert words(kept("id;said\n1;größer\n".encode("cp1252"), german)[0]) == [("customer", "größer")]
    assert words(kept(b'id\tsaid\n1\t"a" b\n', mapping(format="tsv", quote=""))[0]) == [("customer", '"a" b')]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (b"1,a\n2\n3,b,c\n4,d\n", ["kept", "ragged_row", "ragged_row", "kept"]),
        (b'1,"a\n2,b\n3,c\n', ["unclosed_quote", "kept", "kept"]),
        (b'1,"a\n2,"b"\n3,c\n', ["unclosed_quote", "kept", "kept"]),
        (b'1,"a\n', ["unclosed_quote"]),
        (b'1,"a"b\n2,c\n', ["bad_quote", "kept"]),
        (b"1,\xff\n2,b\n", ["wrong_encoding", "kept"]),
        (b",a\n2,b\n", ["missing_id", "kept"]),
        (b"1,  \n", ["no_turns"]),
        (b"1," + b"a" * 60 + b"\n2,b\n", ["line_too_long", "kept"]),
        (b'1,"' + b"a\n" * 20 + b"2,b\n", ["unclosed_quote", *["ragged_row"] * 19, "kept"]),
    ],
)
def test_a_bad_row_costs_that_row(rows: bytes, expected: list[str]) -> None:
    """The next physical line is read as if nothing had happened."""
    assert reasons(b"id,said\n" + rows, mapping(), Limits(line_bytes=50)) == expected


def test_a_file_of_unclosed_quotes_takes_no_square_of_its_size() -> None:
    """When patience is over, what a quote swallows is rejected at once, and every row is still counted."""
    rows = 20_000
    got = outcomes(b"id,said\n" + b'x","c\n' * rows, mapping(), Limits(line_bytes=40_000))
    assert sum(item.records for item in got) == rows
    assert len(got) < 400


def test_csv_limits_of_others_are_left_alone() -> None:
    """A cell longer than the csv module's own limit is read, and that limit is what it was."""
    before = csv.field_size_limit()
    long = mapping()
    assert reasons(b"id,said\n1," + b"a" * 150_000 + b"\n", long, Limits(turn_characters=200_000)) == ["kept"]
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("header", "slug"), [(b"id,text", "missing_column"), (b"id,said,said", "dup_column"), (b"id,said,x,x", "kept")]
)
def test_a_header_must_have_each_mapped_column_once(header: bytes, slug: str) -> None:
    """A faulty header rejects each record, so that the books show what was lost."""
    cells = b",".join([b"1"] * (header.count(b",") + 1))
    assert reasons(header + b"\n" + cells + b"\n" + cells + b"\n", mapping()) == [slug, slug]


plain_cells = st.text(st.characters(exclude_characters='\n\r,"', exclude_categories=["Cs"]), max_size=5)


@given(st.lists(st.lists(plain_cells, min_size=1, max_size=3), max_size=8))
def test_every_record_of_any_unquoted_csv_is_accounted_for(rows: list[list[str]]) -> None:
    """Kept + rejected = lines that are not blank, less the header."""
    lines = [",".join(row).encode() for row in rows]
    got = outcomes(b"id,said\n" + b"\n".join(lines), mapping())
    assert sum(item.records for item in got) == sum(bool(line.strip()) for line in lines)


@given(st.lists(st.tuples(st.integers(), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))))
def test_every_record_of_any_well_formed_csv_is_one_outcome(rows: list[tuple[int, str]]) -> None:
    """Whatever stands in the cells, a written record is one transcript or rejection."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("id", "said"), *rows])
    got = outcomes(out.getvalue().encode(), mapping())
    assert len(got) == len(rows)
    assert {item.reason for item in got if isinstance(item, Rejected)} <= {"no_turns", "all_blank"}


@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"a", b"\r", b"\xff", b"\x00", b'""', b"id,said"])).map(b"".join))
def test_no_bytes_make_csv_raise(data: bytes) -> None:
    """Any mess comes out as transcripts and rejections with a slug, each at a place of its own."""
    got = outcomes(data, mapping())
    assert {item.reason for item in got if isinstance(item, Rejected)} <= set(Reason)
    places = [item.pointer.byte_offset for item in got]
    assert len(set(places)) == len(places)
