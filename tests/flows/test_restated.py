"""Conversations that come late or again: what is decided anew, and what the next edition says of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from homes import MONDAY, conversation, home, pains, run, view

from flows.home import Home
from flows.night import edition_of
from pipeline.model import Night

NIGHTS = [MONDAY + timedelta(days=days) for days in range(5)]
THREE = ("mail", "invoice", "site")


def on(day: int, *, each: int = 16) -> list[dict[str, object]]:
    """The conversations of a night."""
    return pains(NIGHTS[day], *THREE, each=each)


def told(where: Home, day: int) -> tuple[str, list[tuple[str, str]]]:
    """The caution of a night's edition, and what its run page says of nights read again."""
    edition = edition_of(view(where), Night(date=NIGHTS[day]))
    assert edition is not None
    return edition.caution, [(line.label, line.text) for line in edition.run.restated]


@pytest.fixture
def where(tmp_path: Path) -> Home:
    """A home with three nights."""
    place = home(tmp_path / "home")
    for day in range(3):
        run(place, NIGHTS[day], on(day))
    return place


def test_the_next_edition_tells_of_conversations_that_came_late_and_the_one_after_does_not(where: Home) -> None:
    """Which night, how many, and how many it held before; what came again with other content is counted apart."""
    again = on(1)[0] | {"updated_at": "2026-11-30T00:00:00Z", "resolved": None, "csat": 1}
    run(where, NIGHTS[1], [again, *(conversation(f"late-{at}", NIGHTS[1], "My emails bounce.") for at in range(3))])
    run(where, NIGHTS[3], on(3))
    caution, lines = told(where, 3)
    came = "3 conversations came late and 1 came again with other content"
    assert f"17 November was read again since the edition before: {came}." in caution
    assert lines == [("Tuesday 17 November 2026", f"51 conversations, 48 before: {came}.")]
    run(where, NIGHTS[4], on(4))
    assert told(where, 4)[1] == []
    assert "read again" not in told(where, 4)[0]


def test_a_night_that_was_missing_is_told_as_one(where: Home) -> None:
    """It was not read before."""
    run(where, NIGHTS[4], on(4))
    run(where, NIGHTS[3], on(3))
    assert told(where, 3)[1] == []
    late = MONDAY + timedelta(days=5)
    run(where, late, pains(late, *THREE))
    edition = edition_of(view(where), Night(date=late))
    assert edition is not None
    assert "19 November was missing in the edition before and read since: 48 conversations." in edition.caution


def test_nights_that_were_missing_are_counted_apart_from_what_came_late(where: Home) -> None:
    """Nobody read them before, and nothing of them is late."""
    run(where, NIGHTS[1], on(1, each=18))
    far = MONDAY + timedelta(days=6)
    run(where, far, pains(far, *THREE))
    for day in (3, 4):
        run(where, NIGHTS[day], on(day))
    last = MONDAY + timedelta(days=7)
    run(where, last, pains(last, *THREE))
    edition = edition_of(view(where), Night(date=last))
    assert edition is not None
    missing = "2 nights between 19 November and 20 November were missing in the edition before and read since: 96"
    assert f"{missing} conversations." in edition.caution
    assert "late" not in edition.caution
    assert ("Thursday 19 November 2026", "48 conversations; the night was missing before.") in [
        (line.label, line.text) for line in edition.run.restated
    ]


def test_a_conversation_that_moved_to_another_night_is_told_once(where: Home) -> None:
    """As moved; no night was read again, and nothing came late."""
    moved = on(0)[0] | {"started_at": on(1)[0]["started_at"], "updated_at": "2026-11-30T00:00:00Z"}
    run(where, NIGHTS[1], [moved])
    run(where, NIGHTS[3], on(3))
    caution, lines = told(where, 3)
    assert "1 conversation was moved from 16 November to 17 November. Everything below" in caution
    assert "read again" not in caution
    assert lines == [
        ("Monday 16 November 2026", "47 conversations, 48 before: 1 moved to other nights."),
        ("Tuesday 17 November 2026", "49 conversations, 48 before: 1 moved here from other nights."),
    ]


def test_what_comes_again_unchanged_is_no_news(where: Home) -> None:
    """Though its source touched it since."""
    run(where, NIGHTS[1], [row | {"updated_at": "2026-11-30T00:00:00Z"} for row in on(1)])
    run(where, NIGHTS[3], on(3))
    assert told(where, 3) == (told(where, 3)[0], [])
    assert "again" not in told(where, 3)[0]


def test_what_a_reprinted_edition_told_is_not_told_again(where: Home) -> None:
    """The night after was first printed after it."""
    run(where, NIGHTS[1], on(1, each=18), restate=True)
    run(where, NIGHTS[2], on(2), restate=True)
    run(where, NIGHTS[3], on(3))
    assert "17 November was read again" in told(where, 2)[0]
    assert told(where, 3)[1] == []


def test_a_year_that_is_not_the_editions_is_said(tmp_path: Path) -> None:
    """Else a reader would take it for this year's."""
    old, place = date(2025, 11, 17), home(tmp_path)
    run(place, old, pains(old, *THREE))
    run(place, MONDAY, on(0))
    run(place, old, pains(old, *THREE, each=22))
    run(place, NIGHTS[1], on(1))
    assert "17 November 2025 was read again since the edition before: 6 conversations came late." in told(place, 1)[0]


def test_a_night_read_again_says_so_itself(where: Home) -> None:
    """Its readers saw another number."""
    run(where, NIGHTS[2], on(2, each=18))
    assert "This night was read again since it was first printed: 6 conversations came late." in told(where, 2)[0]


def test_nights_decided_again_on_the_same_input_say_nothing(where: Home) -> None:
    """Nothing is another than readers saw."""
    before = [told(where, day) for day in range(3)]
    for day in range(3):
        run(where, NIGHTS[day], on(day), restate=True)
    assert [told(where, day) for day in range(3)] == before
    assert all(lines == [] for _, lines in before)


def test_every_edition_that_follows_from_a_restated_night_says_so(where: Home) -> None:
    """Those that are printed anew along with it."""
    run(where, NIGHTS[1], on(1, each=18), restate=True)
    run(where, NIGHTS[2], on(2), restate=True)
    assert told(where, 2)[1] == [
        ("Tuesday 17 November 2026", "54 conversations, 48 before: 6 conversations came late."),
    ]


def _rows(where: Home, name: str, days: list[date]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = view(where).table(name, days).to_pylist()
    return found


def test_what_came_late_and_was_restated_is_as_if_it_had_come_in_time(tmp_path: Path) -> None:
    """Every dataset but the editions, which tell of it, reads the same."""
    late, on_time = home(tmp_path / "late"), home(tmp_path / "time")
    for day in range(3):
        run(on_time, NIGHTS[day], on(day, each=20))
        run(late, NIGHTS[day], on(day, each=16 if day == 1 else 20))
    for day in (1, 2):
        run(late, NIGHTS[day], on(day, each=20), restate=True)
    for name in ("conversations", "turns", "statements", "clusters", "topics", "assignments", "measures", "coverage"):
        assert _rows(late, name, NIGHTS[:3]) == _rows(on_time, name, NIGHTS[:3]), name
