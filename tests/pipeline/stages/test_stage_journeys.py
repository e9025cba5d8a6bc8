"""Measure: slices of each night, and where in his journey each customer stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from homes import MONDAY, conversation, home, run, view

from flows.home import Home
from pipeline import journey

TUESDAY = MONDAY + timedelta(days=1)
BILL = "You charged me twice and the invoice shows the wrong amount."
RAIN = "Something is wrong with what you told me yesterday about it."


def _stages(where: Home, night: date) -> Sequence[str | None]:
    """Of its conversations, by their queue: the ids are hashes."""
    found = {row["conversation_id"]: row["stage"] for row in view(where).table("stages", [night]).to_pylist()}
    rows = view(where).table("conversations", [night]).to_pylist()
    return [found[row["conversation_id"]] for row in sorted(rows, key=lambda row: row["queue"])]


def test_every_conversation_has_a_row_with_its_stage_or_none(tmp_path: Path) -> None:
    """None is told where the words point nowhere; the team is kept as it was named."""
    where = home(tmp_path)
    run(
        where,
        MONDAY,
        [conversation("a", MONDAY, BILL, queue="1", team="north"), conversation("b", MONDAY, RAIN, queue="2")],
    )
    assert _stages(where, MONDAY) == ["billing", None]
    rows = view(where).table("conversations", [MONDAY]).to_pylist()
    assert sorted(row["team"] or "" for row in rows) == ["", "north"]


def test_other_cues_decide_the_window_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed cue never looks like a changed world; what the same cues decided stays the same file."""
    where = home(tmp_path)
    run(where, MONDAY, [conversation("a", MONDAY, BILL, queue="1")])
    before = view(where).files("stages", [MONDAY])
    run(where, TUESDAY, [conversation("b", TUESDAY, RAIN, queue="1")])
    assert view(where).files("stages", [MONDAY]) == before
    cues = journey.shipped()
    deaf = replace(cues, points=dict.fromkeys(cues.points, (None, 0.0)), fingerprint="deaf")
    monkeypatch.setattr(journey, "shipped", lambda: deaf)
    later = TUESDAY + timedelta(days=1)
    run(where, later, [conversation("c", later, RAIN, queue="1")])
    assert _stages(where, MONDAY) == [None]
    assert set(view(where).table("stages").column("cues").to_pylist()) == {"deaf"}


def test_a_conversation_that_moves_takes_its_stage_along(tmp_path: Path) -> None:
    """It counts on one night only."""
    where = home(tmp_path)
    told = {"queue": "1", "updated_at": f"{TUESDAY}T12:00:00Z"}
    run(where, MONDAY, [conversation("a", MONDAY, BILL, queue="1"), conversation("b", MONDAY, RAIN, queue="2")])
    run(where, TUESDAY, [conversation("a", TUESDAY, BILL, **told)])
    assert (_stages(where, MONDAY), _stages(where, TUESDAY)) == ([None], ["billing"])
    assert len(view(where).table("stages", [MONDAY])) == 1
