"""Slices of a conversation: what it is known to be in, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import slices
from pipeline.slices import HOURS, NAMES, NIGHTLY, TENURES, WEEKDAYS

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"])
INSTANTS = st.integers(946_684_800, 2_208_988_800).map(lambda second: datetime.fromtimestamp(second, UTC))
DATES = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def test_all_that_a_conversation_says_of_itself() -> None:
    """Its labels, its stage, and what follows from its start on the clock of the home; in the order of the names."""
    found = slices.slices(
        zone=BERLIN, started_at=NOON, channel="voice", segment="smb", product="hosting", queue="mail", team="north",
        stage="use", customer_since=date(2026, 10, 20),
    )  # fmt: skip
    assert found == (
        ("channel", "voice"), ("segment", "smb"), ("product", "hosting"), ("queue", "mail"), ("team", "north"),
        ("stage", "use"), ("tenure", "1 to 12 months"), ("hour", "12-15"), ("weekday", "Fri"),
    )  # fmt: skip
    assert tuple(name for name, _ in found) == NAMES == (*NIGHTLY, "tenure", "hour", "weekday")


def test_what_it_does_not_say_is_absent() -> None:
    """No value called unknown; who becomes a customer only later has no tenure."""
    found = slices.slices(zone=BERLIN, started_at=NOON, channel="chat", team="", customer_since=date(2026, 11, 21))
    assert found == (("channel", "chat"), ("hour", "12-15"), ("weekday", "Fri"))


@pytest.mark.parametrize("hour", [0, 23])
def test_a_bare_date_has_no_hour(hour: int) -> None:
    """Midnight, here or in UTC, is how a source writes a date; a second later is a time."""
    bare = datetime(2026, 11, 20, hour, tzinfo=UTC)
    told = [
        dict(slices.slices(zone=BERLIN, started_at=at, channel="chat")) for at in (bare, bare + timedelta(seconds=1))
    ]
    assert ["hour" in one for one in told] == [False, True]
    assert all("weekday" in one for one in told)


@given(INSTANTS, ZONES)
def test_every_instant_is_in_one_hour_and_on_one_day(instant: datetime, zone: str) -> None:
    """By the clock on the wall, also on the night on which it is put forward or back."""
    local = instant.astimezone(ZoneInfo(zone))
    spans = [range(*map(int, band.split("-"))) for band in HOURS]
    assert [local.hour in span for span in spans].index(True) == HOURS.index(slices.hour(local))
    assert sum(local.hour in span for span in spans) == 1
    assert slices.weekday(local) == WEEKDAYS[local.date().isoweekday() - 1]


def test_the_hour_that_comes_twice_is_the_same_hour() -> None:
    """Clocks go back at three: both of its hours lie between midnight and 6, and the day stays a Sunday."""
    hours = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    told = [dict(slices.slices(zone=BERLIN, started_at=at, channel="chat")) for at in hours]
    assert [(one["hour"], one["weekday"]) for one in told] == [("0-6", "Sun")] * 2


@given(DATES, DATES)
def test_every_customer_has_one_tenure_which_only_grows(since: date, day: date) -> None:
    """From the first day on; never before it."""
    found = slices.tenure(since, day)
    assert (found is None) == (since > day)
    if found is not None:
        later = slices.tenure(since, day + timedelta(days=1))
        assert later is not None
        assert 0 <= TENURES.index(later) - TENURES.index(found) <= 1


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2026, 11, 20), "under 1 month"),
        (date(2026, 10, 21), "under 1 month"),
        (date(2026, 10, 20), "1 to 12 months"),
        (date(2025, 11, 21), "1 to 12 months"),
        (date(2025, 11, 20), "1 to 5 years"),
        (date(2021, 11, 21), "1 to 5 years"),
        (date(2021, 11, 20), "over 5 years"),
    ],
)
def test_tenure_is_counted_in_whole_months(since: date, expected: str) -> None:
    """A month is over on the day of the month on which it began."""
    assert slices.tenure(since, date(2026, 11, 20)) == expected
