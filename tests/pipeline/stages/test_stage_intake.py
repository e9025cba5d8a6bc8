"""Intake: an input is read once for many nights, and tells of each what it would tell alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from homes import MONDAY, conversation, home, pains, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import processors
from pipeline.model import Night
from pipeline.stages.intake import Intake, fitting, intake

NIGHTS = tuple(Night(date=MONDAY + timedelta(days=back)) for back in range(4))


@given(
    said=st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(-1, 4), st.integers(0, 2), st.integers(1, 3)), max_size=20
    ),
    most=st.integers(0, 8),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_once_is_what_each_night_reads_alone(
    tmp_path: Path, said: Sequence[tuple[str, int, int, int]], most: int
) -> None:
    """Conversations that moved, came twice or are of no night that is asked for, and what cannot be read."""
    where = home(tmp_path / "home")
    rows: list[object] = ["{broken"]
    for ident, day, hour, turns in said:
        row = conversation(ident, MONDAY + timedelta(days=day), *["My emails keep bouncing back."] * turns)
        rows.append(row | {"updated_at": datetime(2026, 11, 20, hour, tzinfo=UTC).isoformat()})
    uris = written(tmp_path / "in", rows)
    workspace = where.workspace(NIGHTS[0])
    left, found = list(NIGHTS), dict[date, Intake]()
    while left:
        found |= intake(workspace, left, uris, most=most)
        left = [night for night in left if night.date not in found]
    assert found == {night.date: intake(workspace, [night], uris)[night.date] for night in NIGHTS}


def test_no_more_is_held_than_may_be(tmp_path: Path) -> None:
    """Of the night that is wanted first all, of the next ones as many whole nights as there is room for."""
    rows = [row for night in NIGHTS for row in pains(night.date, "mail", each=10)]
    where = home(tmp_path / "home")
    for order in (rows, rows[::-1]):
        uris = written(tmp_path / "in", order)
        taken = intake(where.workspace(NIGHTS[0]), NIGHTS[::-1], uris, most=50)
        assert [(day, len(one.delivered)) for day, one in taken.items()] == [(one.date, 10) for one in NIGHTS[:2]]
        assert {one.other_night for one in taken.values()} == {30}
    assert list(intake(where.workspace(NIGHTS[0]), NIGHTS, uris, most=10)) == [MONDAY]


def test_of_an_input_that_was_read_before_as_much_is_asked_for_as_fits() -> None:
    """The first night in any case; all where nothing is known of them."""
    days = [night.date for night in NIGHTS]
    turns = dict(zip(days, (20, 5, 30, 0), strict=True))
    assert [len(fitting(NIGHTS[::-1], turns, most)) for most in (0, 25, 54, 55)] == [1, 2, 2, 4]
    assert fitting(NIGHTS, {}, 0) == list(NIGHTS)


@pytest.mark.parametrize("usable", [1, 2, 4])
def test_what_several_processes_redact_is_what_one_does(
    usable: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large input is shared out, a few conversations at a time; each is what it is alone, and in its place."""
    monkeypatch.setattr(processors, "usable", lambda: usable)
    where = home(tmp_path / "home")
    rows = [
        conversation(
            f"c{at % 90}", MONDAY, f"I am Jane Doe, order {at} never came.", *["It is still broken."] * (at % 4)
        )
        for at in range(100)
    ]
    uris = written(tmp_path / "in", [*rows, "{broken", *pains(MONDAY, "mail", each=10)])
    alone = intake(where.workspace(NIGHTS[0]), NIGHTS[:1], uris)
    monkeypatch.setattr("pipeline.stages.intake.ROUND", 25)
    heard: list[int] = []
    workspace = replace(where.workspace(NIGHTS[0]), progress=lambda done, *_: heard.append(done))
    assert intake(workspace, NIGHTS[:1], uris) == alone
    assert len(alone[MONDAY].delivered) == 100
    assert heard == sorted(heard)
    assert heard[-1] == alone[MONDAY].records == 111


def test_nothing_unredacted_is_held(tmp_path: Path) -> None:
    """What waits for its night was redacted when it was read."""
    text = "Write to jane.doe@example.com, my emails keep bouncing back."
    uris = written(tmp_path / "in", [conversation(f"c{at}", MONDAY, text) for at in range(3)])
    taken = intake(home(tmp_path / "home").workspace(NIGHTS[0]), NIGHTS[:1], uris)
    held = [turn.text for one in taken[MONDAY].delivered for turn in one.conversation.turns]
    assert len(held) == 6
    assert not any("jane" in text for text in held)
    assert "jane" not in repr(taken)
