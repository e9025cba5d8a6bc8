"""The nouns: nights, books, and what never prints itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import LakeFile, Night, Pointer, RawTranscript, RawTurn, Receipt

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"])
INSTANTS = st.integers(946_684_800, 2_177_452_800).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(INSTANTS, ZONES)
def test_every_instant_lies_in_exactly_one_night(instant: datetime, zone: str) -> None:
    """The night of an instant holds it, and the nights before and after it do not."""
    night = Night.of(instant, zone)
    assert night.start <= instant < night.end
    assert night.plus(-1).end == night.start
    assert night.end == night.plus(1).start


def test_nights_are_as_long_as_the_clocks_say() -> None:
    """23 hours when clocks go forward, 25 when they go back."""
    assert [
        (Night(date=day, zone="Europe/Berlin").end - Night(date=day, zone="Europe/Berlin").start) / timedelta(hours=1)
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 20))
    ] == [23, 25, 24]


def test_a_window_ends_with_its_night() -> None:
    """It has as many nights as asked for, oldest first."""
    assert Night(date=date(2026, 3, 2)).window(3) == (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2))
    assert str(Night(date=date(2026, 3, 2))) == "2026-03-02"


def test_unredacted_text_does_not_print_itself() -> None:
    """Neither a raw turn nor a raw transcript shows text or ids in a traceback or a log."""
    turn = RawTurn(speaker="customer", text="canary")
    raw = RawTranscript(
        source="native",
        conversation_id="canary",
        channel="chat",
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        turns=(turn,),
        pointer=Pointer(file_sha256="0" * 64, line=1, byte_offset=0),
        customer_id="canary",
        agent_id="canary",
    )
    assert "canary" not in repr(turn) + repr(raw)


def test_books_that_do_not_balance_are_refused() -> None:
    """Read is kept, set aside and rejected, to the last record."""
    books = {"stage": "ingest", "night": date(2026, 1, 1), "unit": "records", "read": 6, "kept": 3}
    Receipt(**books, set_aside=(("a", 2),), rejected=(("b", 1),))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="read 6 but kept 3"):
        Receipt(**books, set_aside=(("a", 2),))  # type: ignore[arg-type]


def test_values_do_not_change() -> None:
    """A file's name follows from what it is, and nothing about it can be set."""
    file = LakeFile(dataset="turns", night=date(2026, 1, 1), sha256="ab", rows=1, bytes=2)
    assert file.name == "turns/night=2026-01-01/ab.parquet"
    with pytest.raises(FrozenInstanceError):
        file.rows = 2  # type: ignore[misc]
