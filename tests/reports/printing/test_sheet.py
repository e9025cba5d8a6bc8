"""CSV that any reader reads back, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from datetime import date

import hostile
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outage_story import outage_edition

from flows import export
from reports.printing import sheet


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x"]
)
def test_a_formula_becomes_text(text: str) -> None:
    """A text that a spreadsheet would run begins with an apostrophe."""
    assert sheet.cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-5, "-5"), (-0.5, "-0.5"), (-0.0, "0.0"), (0.1 + 0.2, "0.3"), (True, "true"), (None, ""),
        (date(2026, 11, 20), "2026-11-20"), (["=a"], '["=a"]'), ("plain", "plain"),
    ],
)  # fmt: skip
def test_other_values_stay_what_they_are(value: object, text: str) -> None:
    """Numbers are not touched but rounded; lists are JSON."""
    assert sheet.cell(value) == text


@pytest.mark.parametrize("text", hostile.by_kind()["formulas"])
def test_no_hostile_cell_begins_a_formula(text: str) -> None:
    """Whatever white space stands before them, what makes a formula comes after an apostrophe."""
    assert not sheet.cell(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.none()), max_size=5))
def test_any_text_is_read_back(rows: list[tuple[str, int | None]]) -> None:
    """What is written is read back by RFC 4180, cell by cell."""
    table = pa.table({"said": pa.array([said for said, _ in rows], pa.string()), "n": [str(n) for _, n in rows]})
    text = b"".join(export.csv(table)).decode()
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["said", "n"], *([sheet.cell(said), sheet.cell(str(n))] for said, n in rows)]


def test_the_list_of_topics_tells_no_number_of_a_small_one() -> None:
    """As on its page: the names of all, the numbers of those with enough customers."""
    rows = [page.row for page in outage_edition().topics if not page.merged_into]
    read = list(csv.DictReader(io.StringIO(sheet.topics(rows).decode(), newline="")))
    assert [one["topic_id"] for one in read] == [row.topic.topic_id for row in rows]
    small = [one for one in read if one["too_small"] == "true"]
    assert small and not any(one["customers"] or one["conversations"] or one["share"] for one in small)
