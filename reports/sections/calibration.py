"""How well what was to be expected held on these counts: lines for the page on how the edition was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.facts import Reader
from reports.nouns import Line
from reports.words.filters import sentence_case
from reports.words.wording import Wording

FEWEST = 200
"""Counts under which shares of one in a hundred say nothing."""


def lines(say: Wording, view: Reader, night: date) -> tuple[Line, ...]:
    """A rolling back-test of the night's history: every count judged by the nights before it alone."""
    told = []
    for row in view.table("calibration", [night]).to_pylist():
        if row["tested"] < FEWEST:
            continue
        said = (
            say(
                "calibration-tested",
                counts=row["tested"],
                nights=row["nights"],
                share=say.fine_percent(row["inside"]),
                right=say.percent(0.95),
            ),
            _rare(say, row["chances"], row["below"], row["foretold"]),
            say("calibration-alerts", alerts=row["told"]),
        )
        told.append(Line(label=say(f"calibration-{row['kind']}"), text=" ".join(said)))
    return tuple(told)


def _rare(say: Wording, chances: Sequence[float], below: Sequence[float], foretold: Sequence[float]) -> str:
    """`As high as on 1 night in 100: 0.8 % (where nothing happens 0.6 %); ...`"""
    said = "; ".join(
        say("calibration-rare", nights=round(1 / chance), found=_fine(say, found), right=_fine(say, right))
        for chance, found, right in zip(chances, below, foretold, strict=True)
    )
    return f"{sentence_case(said)}."


def _fine(say: Wording, share: float) -> str:
    """Two figures that count, however small."""
    figures = f"{share * 100:.2g}"
    if "e" in figures:
        return say.percent(share)
    return say("percent", number=say.number(float(figures), len(figures.partition(".")[2])))
