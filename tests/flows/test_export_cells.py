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

from flows import export


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x"]
)
def test_a_formula_becomes_text(text: str) -> None:
    """A text that a spreadsheet would run begins with an apostrophe."""
    assert export.cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-5, "-5"), (-0.5, "-0.5"), (-0.0, "0.0"), (0.1 + 0.2, "0.3"), (True, "true"), (None, ""),
        (date(2026, 11, 20), "2026-11-20"), (["=a"], '["=a"]'), ("plain", "plain"),
    ],
)  # fmt: skip
def test_other_values_stay_what_they_are(value: object, text: str) -> None:
    """Numbers are not touched but rounded; lists are JSON."""
    assert export.cell(value) == text


@pytest.mark.parametrize("text", hostile.by_kind()["formulas"])
def test_no_hostile_cell_begins_a_formula(text: str) -> None:
    """Whatever white space stands before them, what makes a formula comes after an apostrophe."""
    assert not export.cell(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.none()), max_size=5))
def test_any_text_is_read_back(rows: list[tuple[str, int | None]]) -> None:
    """What is written is read back by RFC 4180, cell by cell."""
    table = pa.table({"said": pa.array([said for said, _ in rows], pa.string()), "n": [str(n) for _, n in rows]})
    text = b"".join(export.csv(table)).decode()
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["said", "n"], *([export.cell(said), export.cell(str(n))] for said, n in rows)]
