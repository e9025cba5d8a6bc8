"""Counts of measures as rows and columns of the watch."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from pipeline.model import Subject
from pipeline.stages.watched import everywhere, in_places, volume_of

DAYS = tuple(date(2026, 8, 3) + timedelta(days=ahead) for ahead in range(40))
WHOLE = np.ones(len(DAYS), dtype=bool)
Row = tuple[int, str, str, str, int, int]
"""Night, name, slice, value, conversations, base."""


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    """numpy complains of nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def table(*rows: Row) -> pa.Table:
    """Measures of the nights numbered."""
    nights, names, slices, values, counts, bases = zip(*rows, strict=True) if rows else ((),) * 6
    return pa.table({
        "night": pa.array([DAYS[at] for at in nights], pa.date32()),
        "name": pa.array(names, pa.string()),
        "slice": pa.array(slices, pa.string()),
        "value": pa.array(values, pa.string()),
        "conversations": pa.array(counts, pa.int64()),
        "base": pa.array(bases, pa.int64()),
    })  # fmt: skip


def steady(name: str, count: int, base: int, place: tuple[str, str] = ("all", "")) -> list[Row]:
    """The same on every night."""
    return [(at, name, *place, count, base) for at in range(len(DAYS))]


EXPOSURE = np.full(len(DAYS), 100.0)


def test_every_subject_has_a_row_and_every_night_a_column() -> None:
    """Nights without a row are silent; rows of places and of others are left out."""
    rows = table((3, "t1", "all", "", 7, 100), (5, "t2", "all", "", 2, 100), (3, "t1", "channel", "chat", 4, 50),
                 (3, "t9", "all", "", 50, 100))  # fmt: skip
    found = everywhere(rows, "topic", ["t2", "t1"], DAYS, exposure=EXPOSURE, whole=WHOLE)
    assert found.subjects == (Subject(kind="topic", name="t2"), Subject(kind="topic", name="t1"))
    assert found.days == DAYS
    assert found.counts.shape == (2, 40)
    assert (found.counts[1, 3], found.counts[0, 5], found.counts.sum()) == (7, 2, 9)


def test_nights_that_are_not_whole_are_not_observed() -> None:
    """Neither tested nor a silence: what is expected after them is what it was."""
    whole = WHOLE.copy()
    whole[[30, 31, 39]] = False
    rows = table(*[row if row[0] not in (30, 31) else (*row[:4], 0, 3) for row in steady("t1", 6, 100)])
    found = everywhere(rows, "topic", ["t1"], DAYS, exposure=EXPOSURE, whole=whole)
    assert np.flatnonzero(np.isnan(found.counts[0])).tolist() == [30, 31, 39]
    assert np.isnan(found.found.p[0, [30, 31, 39]]).all()
    assert found.found.expected[0, 32:39] == pytest.approx(np.full(7, 6.0), rel=0.15)


def test_a_night_with_twice_the_volume_is_expected_to_have_twice_as_many() -> None:
    """Exposure is conversations, not nights."""
    counts = [(at, "t1", "all", "", 6 if at < 38 else 12, 100) for at in range(40)]
    exposure = np.where(np.arange(40) < 38, 100.0, 200.0)
    found = everywhere(table(*counts), "topic", ["t1"], DAYS, exposure=exposure, whole=WHOLE).found
    assert found.expected[0, 38] == pytest.approx(12, rel=0.15)
    assert not found.alert.any()


@pytest.mark.parametrize("base", [40, 20, 0])
def test_a_topic_that_all_speak_of_has_numbers(base: int) -> None:
    """All of a night's conversations, or by a slip more than all, are no reason to divide by nothing."""
    rows = table(*steady("t1", 40, base))
    exposure = volume_of(rows, ["t1"], DAYS, dict.fromkeys(DAYS, base))
    found = everywhere(rows, "topic", ["t1"], DAYS, exposure=exposure, whole=WHOLE)
    assert exposure.tolist() == [max(base, 1)] * len(DAYS)
    assert np.isfinite(found.found.p[0, 28:]).all()
    assert not found.found.alert.any()


def test_nothing_said_is_nothing_told() -> None:
    """No row and no conversation at all."""
    exposure = volume_of(table(), [], DAYS, {})
    assert (exposure == 1).all()
    found = everywhere(table(), "signal", ["blames"], DAYS, exposure=exposure, whole=WHOLE)
    assert not found.found.alert.any()
    assert in_places(table(), "signal", ["blames"], ["team"], DAYS, whole=WHOLE, least=4) is None


CHAT, VOICE, NORTH = ("channel", "chat"), ("channel", "voice"), ("team", "north")


def test_places_are_those_in_which_enough_was_heard_tonight() -> None:
    """Of the names and slices asked for, in order."""
    rows = table(
        *steady("t1", 5, 30, VOICE), *steady("t1", 4, 30, CHAT), *steady("t2", 3, 30, CHAT), *steady("t3", 9, 30, CHAT),
        *steady("t1", 8, 30, NORTH),
    )  # fmt: skip
    found = in_places(rows, "topic", {"t1", "t2"}, ["channel"], DAYS, whole=WHOLE, least=4)
    assert found is not None
    assert [(one.name, one.slice, one.value) for one in found.subjects] == [("t1", *CHAT), ("t1", *VOICE)]
    assert found.counts[:, -1].tolist() == [4, 5]


def test_a_place_where_nobody_was_is_not_observed() -> None:
    """A team that began in September was not silent in August; a topic that was not heard where others were is."""
    rows = table(*[row for row in steady("t1", 5, 30, NORTH) if row[0] >= 10 and row[0] != 20],
                 *[row for row in steady("t2", 5, 30, NORTH) if row[0] >= 10])  # fmt: skip
    found = in_places(rows, "topic", {"t1"}, ["team"], DAYS, whole=WHOLE, least=4)
    assert found is not None
    assert np.isnan(found.counts[0, :10]).all()
    assert found.counts[0, [10, 20, 39]].tolist() == [5, 0, 5]


def test_places_in_which_too_little_was_heard_count_as_looked_at() -> None:
    """What stands out alone would not among hundreds of places."""
    surge = [(*row[:4], 18 if row[0] == 39 else row[4], row[5]) for row in steady("t1", 5, 60, CHAT)]
    alone = in_places(table(*surge), "topic", {"t1"}, ["channel"], DAYS, whole=WHOLE, least=4)
    others = [(39, "t1", "channel", f"shop {at}", 1, 9) for at in range(3_000)]
    beside = in_places(table(*surge, *others), "topic", {"t1"}, ["channel"], DAYS, whole=WHOLE, least=4)
    assert alone is not None
    assert beside is not None
    assert alone.found.p[0, -1] == beside.found.p[0, -1]
    assert alone.found.burst[0, -1]
    assert not beside.found.burst[0, -1]
