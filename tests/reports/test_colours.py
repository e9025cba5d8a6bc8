"""The colours of the pages: words and marks stand out from what they lie on and from each other, for every eye."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import colours
import pytest

from reports import render

STATIC = Path(render.__file__).parent / "static"
SHEETS = {name: (STATIC / name).read_text("utf-8") for name in ("page.css", "map.css")}
"""Those of pages; an e-mail's has no names for colours, as mail programs know none."""
CSS = "".join(SHEETS.values())
_NAMED = [colours.tokens(sheet) for sheet in SHEETS.values()]
MEDIA = {medium: {name: value for named in _NAMED for name, value in named[medium].items()} for medium in _NAMED[0]}
TEXT = {"ink", "soft", "accent"}
"""Colours of words, also of those in charts."""
GROUNDS = {"paper", "faint", "mark"}
"""What words lie on: the page, the row under the pointer, the turn that a link leads to."""
CHART_GROUNDS = {"paper", "faint", "band", "area"}
"""What lines, bars and words of charts lie on."""
MARKS = {
    "line": CHART_GROUNDS,
    "accent": CHART_GROUNDS,
    "ink": {*CHART_GROUNDS, "bar"},
    "bar": {"paper"},
    "edge": {"paper"},
    "rising": {"paper"},
    "falling": {"paper"},
    "fresh": {"paper"},
    "plain": {"paper"},
}
"""What is to be seen in a chart, and on what; `edge` bounds the band, and `ink` crosses bars."""
DECORATION = {
    "rule": "grid and ground lines: the labels of the axis say the same",
    "area": "fills what is under a line or in a circle, whose edge is there to be seen",
    "band": "has an edge that can be seen",
    "soft": "baselines and gaps, tested as words",
    "paper": "keeps words free of lines",
    "mark": "what the pointer or the focus is on: its edge changes too",
}
"""Colours of charts that need not stand out, each with its reason."""
APART = (
    ("line", "accent"), ("ink", "accent"), ("ink", "bar"), ("line", "band"), ("line", "area"), ("bar", "paper"),
    *combinations(("rising", "falling", "fresh", "plain"), 2),
)  # fmt: skip
"""Colours that lie side by side in one chart."""
LEAST_DIFFERENCE = 10.0
"""In CIEDE2000; shapes and words tell the same, so colour need only help."""


@pytest.mark.parametrize("medium", MEDIA)
def test_words_can_be_read(medium: str) -> None:
    """Every colour of words has a contrast of 4.5 to everything that words lie on, in charts too (WCAG 2.2, AA)."""
    shown = MEDIA[medium]
    pairs = [(word, ground) for word in TEXT for ground in GROUNDS | {"band", "area"}]
    low = {(word, ground): colours.contrast(shown[word], shown[ground]) for word, ground in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("medium", MEDIA)
def test_marks_can_be_seen(medium: str) -> None:
    """Every mark of a chart has a contrast of 3 to what it lies on (WCAG 2.2, 1.4.11)."""
    shown = MEDIA[medium]
    low = {
        (mark, ground): colours.contrast(shown[mark], shown[ground])
        for mark, grounds in MARKS.items()
        for ground in grounds
    }
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 3} == {}


@pytest.mark.parametrize("eye", colours.EYES)
@pytest.mark.parametrize("medium", ["light", "dark"])
def test_colours_of_a_chart_stay_apart(medium: str, eye: str) -> None:
    """Side by side they differ clearly, with any of the three kinds of colour blindness as well."""
    shown = MEDIA[medium]
    found = {pair: colours.difference(shown[pair[0]], shown[pair[1]], eye) for pair in APART}
    assert {pair: round(apart, 1) for pair, apart in found.items() if apart < LEAST_DIFFERENCE} == {}


def test_every_colour_of_a_chart_is_judged() -> None:
    """What draws a line or fills a shape is a mark, words, or decoration with a reason."""
    used = set(re.findall(r"(?:fill|stroke): var\(--([\w-]+)\)", CSS))
    assert used - (MARKS.keys() | TEXT | DECORATION.keys()) == set()
    assert used >= {"line", "band", "edge", "bar", "accent"}


def test_colours_have_names() -> None:
    """Outside `:root` no colour is written down, so no rule can escape the dark scheme or these tests."""
    rules = re.sub(r":root \{[^}]*\}|@page .*", "", CSS)  # the margins of a sheet know no names
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\([^)]*\)|\bhsla?\([^)]*\)", rules) == []


def test_dark_and_print_name_their_colours() -> None:
    """Every colour has a value of its own in the dark and on paper."""
    blocks = re.findall(r":root \{([^}]*)\}", SHEETS["page.css"])
    named = [set(re.findall(r"--([\w-]+): #", block)) for block in blocks]
    assert len(named) == 3
    assert named[0] == named[1] == named[2]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_standard(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    """CIEDE2000 gives what its authors print beside their test data."""
    assert colours.ciede2000(one, other) == pytest.approx(expected, abs=5e-5)


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white has 21, #767676 on white just 4.5."""
    assert colours.contrast("#000", "#ffffff") == pytest.approx(21)
    assert 4.5 < colours.contrast("#767676", "#fff") < 4.6
    assert colours.contrast("#777", "#fff") < 4.5
