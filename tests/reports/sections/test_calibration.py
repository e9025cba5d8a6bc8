"""How well what was to be expected held, as lines of the page on how the edition was made."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from factory import StoryView
from outage_story import LAST

from reports.nouns import Line
from reports.sections import calibration
from reports.words.wording import speaking

ROW = {
    "kind": "topic", "tested": 1_240, "nights": 31, "inside": 0.957, "told": 1,
    "chances": [0.01, 0.001], "below": [0.0081, 0.0], "foretold": [0.012, 0.00105],
}  # fmt: skip


def _lines(language: str, row: dict[str, Any]) -> tuple[Line, ...]:
    """The lines of a night whose view holds this row alone."""
    view = StoryView({"calibration": pa.Table.from_pylist([row | {"night": LAST}])}, (), ())
    return calibration.lines(speaking(language), view, LAST)


def test_shares_and_chances_are_told_side_by_side() -> None:
    """What was found stands beside what is right, so that a reader can judge."""
    (line,) = _lines("en", ROW)
    assert line.label == "Topics"
    assert line.text == (
        "1,240 counts on 31 nights, each judged by the nights before it: 96 % were within what was to be expected "
        "(95 % or a little more is right). As high as on 1 night in 100: 0.81 % (where nothing happens 1.2 %); as high "
        "as on 1 night in 1,000: 0 % (where nothing happens 0.1 %). These nights would have had 1 alert."
    )


def test_a_language_writes_its_own_numbers() -> None:
    """Decimal commas and points for thousands in German."""
    (line,) = _lines("de", ROW | {"kind": "signal"})
    assert line.label == "Verhalten"
    assert "So hoch wie in 1 von 100 Nächten: 0,81 % (wo nichts geschieht 1,2 %)" in line.text
    assert line.text.startswith("1.240 Zahlen aus 31 Nächten")


def test_few_counts_say_nothing() -> None:
    """Below two hundred a share of one in a hundred is chance."""
    assert _lines("en", ROW | {"tested": 199}) == ()
