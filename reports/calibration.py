"""How well what was to be expected held on these counts: lines for the page on how the edition was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports import wording
from reports.facts import Reader
from reports.nouns import Line

WORDS = {"topic": "Topics", "signal": "Behaviours"}
FEWEST = 200
"""Counts under which shares of one in a hundred say nothing."""


def lines(view: Reader, night: date) -> tuple[Line, ...]:
    """A rolling back-test of the night's history: every count judged by the nights before it alone."""
    told = []
    for row in view.table("calibration", [night]).to_pylist():
        if row["tested"] < FEWEST:
            continue
        counts = wording.plural(row["tested"], "count")
        nights, alerts = wording.plural(row["nights"], "night"), wording.plural(row["told"], "alert")
        text = (
            f"{counts} on {nights}, each judged by the nights before it: {wording.fine_percent(row['inside'])} were"
            " within what was to be expected (95 % or a little more is right)."
            f" {_rare(row['chances'], row['below'], row['foretold'])} These nights would have had {alerts}."
        )
        told.append(Line(label=WORDS[row["kind"]], text=text))
    return tuple(told)


def _rare(chances: Sequence[float], below: Sequence[float], foretold: Sequence[float]) -> str:
    """`As high as 1 night in 100 at most: 0.8 %, where nothing happens 0.6 %.`"""
    said = [
        f"as high as on 1 night in {round(1 / chance):,}: {_fine(found)} (where nothing happens {_fine(right)})"
        for chance, found, right in zip(chances, below, foretold, strict=True)
    ]
    return f"{said[0][:1].upper()}{said[0][1:]}; {'; '.join(said[1:])}."


def _fine(share: float) -> str:
    return f"{share * 100:.2g} %"
