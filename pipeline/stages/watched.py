"""Counts of the history as the watch takes them: one row a subject, one column a night."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.alerts import Watched, own_volume, usual_volume, volume, watch
from pipeline.alerts.counts import Bools, Floats
from pipeline.model import Kind, Subject

Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Subjects (rows) over consecutive nights: what was counted, and what was to be expected."""

    subjects: tuple[Subject, ...]
    days: tuple[date, ...]
    counts: Floats
    """NaN on nights that are not whole, or on which nobody looked."""
    found: Watched


def everywhere(
    table: pa.Table, kind: Kind, names: Sequence[str], days: Sequence[date], *, exposure: Floats, whole: Bools
) -> Watch:
    """Watch subjects over all conversations: `table` has `night`, the subject's `name`, `slice` and `conversations`;
    `exposure` is each night's volume; `whole` says which of the (consecutive) nights may be compared."""
    counts = np.where(whole[None, :], _everywhere(table, names, days), np.nan)
    exposure = np.broadcast_to(np.where(whole, exposure, np.nan), counts.shape)
    subjects = tuple(Subject(kind=kind, name=name) for name in names)
    return Watch(subjects=subjects, days=tuple(days), counts=counts, found=watch(counts, exposure, _weekdays(days)))


def volume_of(table: pa.Table, names: Sequence[str], days: Sequence[date], base: Mapping[date, int]) -> Floats:
    """Each night's conversations, (nights,), less what the greatest surge of one of these topics adds to them."""
    whole = np.array([float(base.get(day, 0)) for day in days])
    return volume(_everywhere(table, names, days), whole, usual_volume(whole, _weekdays(days)))


def in_places(
    table: pa.Table, kind: Kind, names: Collection[str], slices: Sequence[str], days: Sequence[date], *, whole: Bools,
    least: int,
) -> Watch | None:  # fmt: skip
    """Watch subjects in single places, those that were heard `least` times there on the last night; None where there
    is none. All places in which a subject was ever heard count as looked at."""
    wanted = pc.and_(
        pc.is_in(table["slice"], pa.array(list(slices))), pc.is_in(table["name"], pa.array(sorted(names), pa.string()))
    )
    rows = table.filter(wanted)
    cells = rows.group_by(["name", "slice", "value"]).aggregate([])
    last = rows.filter(
        pc.and_(
            pc.equal(rows["night"], pa.scalar(days[-1], pa.date32())), pc.greater_equal(rows["conversations"], least)
        )
    )
    subjects = sorted(zip(*(last[column].to_pylist() for column in ("name", "slice", "value")), strict=True))
    if not subjects:
        return None
    keys = [_key(*subject) for subject in subjects]
    key = pc.binary_join_element_wise(rows["name"], rows["slice"], rows["value"], "\x1f")
    counts = _matrix(key, keys, rows, days, "conversations")
    places = [f"{slice_}\x1f{value}" for _, slice_, value in subjects]
    bases = table.group_by(["night", "slice", "value"]).aggregate([("base", "max")])
    place = pc.binary_join_element_wise(bases["slice"], bases["value"], "\x1f")
    distinct = sorted(set(places))
    base = _matrix(place, distinct, bases, days, "base_max")[[distinct.index(one) for one in places]]
    # On a night without a base nobody is known to have been there at all.
    counts = np.where(whole[None, :] & (base > 0), counts, np.nan)
    exposure = own_volume(counts, base)
    return Watch(
        subjects=tuple(Subject(kind=kind, name=name, slice=slice_, value=value) for name, slice_, value in subjects),
        days=tuple(days),
        counts=counts,
        found=watch(counts, exposure, _weekdays(days), others=len(cells) - len(subjects)),
    )


def _everywhere(table: pa.Table, names: Sequence[str], days: Sequence[date]) -> Floats:
    rows = table.filter(pc.equal(table["slice"], "all"))
    return _matrix(rows["name"], names, rows, days, "conversations")


def _key(*parts: str) -> str:
    return "\x1f".join(parts)


def _weekdays(days: Sequence[date]) -> Any:
    return np.array([day.weekday() for day in days])


def _matrix(keys: Any, rows: Sequence[str], table: pa.Table, days: Sequence[date], column: str) -> Floats:
    """A column's values by key (rows) and night (columns), 0 where there is no such row; other keys are left out."""
    row = pc.index_in(keys, pa.array(list(rows), pa.string()))
    night = pc.index_in(table["night"], pa.array(list(days), pa.date32()))
    known = pc.and_(pc.is_valid(row), pc.is_valid(night))
    at, when, values = (
        pc.filter(one, known).to_numpy(zero_copy_only=False)
        if isinstance(one, pa.Array)
        else pc.filter(one, known).combine_chunks().to_numpy(zero_copy_only=False)
        for one in (row, night, table[column])
    )
    cells = np.zeros((len(rows), len(days)))
    cells[at.astype(np.int64), when.astype(np.int64)] = values
    return cells
