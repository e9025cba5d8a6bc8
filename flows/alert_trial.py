"""How the alerts would have come on anyone's counts: the product's own rule over a CSV of series and nights."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from pipeline.alerts import Watched, calibration, watch
from pipeline.errors import InputError, UsageError

NEEDED = ("night", "series", "count")
COLUMNS = ("night", "series", "observed", "expected", "low", "high", "p", "alert")
LONGEST = 4_000
"""Nights from the first to the last: more is a slip in a date."""
PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the input; a count of None is a night on which the series was not observed."""

    night: date
    series: str
    count: int | None
    exposure: float


def alerts(file: Path, out: Path) -> dict[str, float | int | None]:
    """Watch the series of a CSV file (night, series, count, exposure), write what was expected to `out` as CSV, a line
    for each of the input in its order, and return counts and how well the chances held.

    Every night is judged by the nights before it alone. Without the column `exposure` all nights weigh the same. A line
    that is missing is a night on which the series was not observed, unless no count in the file is 0: then it is one.
    Raises InputError where the file cannot be read or a line cannot be understood.
    """
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent} is no folder to write to: name another with --out")
    if out.exists() and file.exists() and out.samefile(file):
        raise UsageError(f"{out} is the input: name another file with --out")
    rows = _rows(file)
    began = perf_counter()
    series = {name: at for at, name in enumerate(sorted({row.series for row in rows}))}
    first = min(row.night for row in rows)
    nights = (max(row.night for row in rows) - first).days + 1
    if nights > LONGEST:
        raise InputError(f"{file}: spans {nights:,} nights, from {first} on: mend the dates")
    counts, exposure = _cells(rows, series, first, nights)
    weekdays = np.array([(first + timedelta(days=ahead)).weekday() for ahead in range(nights)])
    found = watch(counts, exposure, weekdays)
    places = [(series[row.series], (row.night - first).days) for row in rows]
    with out.open("w", encoding="utf-8", newline="") as told:
        lines = csv.writer(told, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(_line(row, found, place) for row, place in zip(rows, places, strict=True))
    held = calibration(found, counts)
    return {
        "series": len(series),
        "nights": nights,
        "tested": held.tested,
        "alerts": int(found.alert.sum()),
        "inside_interval": round(held.inside, PLACES) if held.tested else None,
        "below_0.1": round(held.below[0], PLACES) if held.tested else None,
        "below_0.01": round(held.below[1], PLACES) if held.tested else None,
        "below_0.001": round(held.below[2], PLACES) if held.tested else None,
        "seconds": round(perf_counter() - began, 1),
    }


def _cells(rows: Sequence[Row], series: dict[str, int], first: date, nights: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts and exposures, (series, nights); NaN where not observed."""
    counts, exposure = (np.full((len(series), nights), np.nan) for _ in range(2))
    written = np.zeros(counts.shape, dtype=bool)
    for row in rows:
        place = series[row.series], (row.night - first).days
        written[place] = True
        counts[place] = np.nan if row.count is None else row.count
        exposure[place] = row.exposure
    if not (counts == 0).any():
        # Nobody wrote zeros: what is not there on a night that others are there was not heard.
        there = np.isfinite(exposure).any(0)
        usual = np.where(there, np.nanmax(np.where(np.isfinite(exposure), exposure, -np.inf), axis=0), np.nan)
        absent = ~written & there
        counts[absent] = 0
        exposure = np.where(absent, usual, exposure)
    return counts, exposure


def _line(row: Row, found: Watched, place: tuple[int, int]) -> tuple[str, ...]:
    observed = "" if row.count is None else str(row.count)
    alert = "true" if found.alert[place] else "false"
    if not np.isfinite(found.p[place]):
        return (row.night.isoformat(), row.series, observed, "", "", "", "", alert)
    low, high = (str(int(bound[place])) for bound in (found.low, found.high))
    expected, p = f"{found.expected[place]:.{PLACES}f}", f"{found.p[place]:.6g}"
    return (row.night.isoformat(), row.series, observed, expected, low, high, p, alert)


def _rows(file: Path) -> list[Row]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(_read(file, csv.DictReader(lines)))
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise InputError(f"{file}: is not CSV in UTF-8") from None
    if not rows:
        raise InputError(f"{file}: holds no line")
    return rows


def _read(file: Path, lines: csv.DictReader[str]) -> Iterator[Row]:
    missing = [name for name in NEEDED if name not in (lines.fieldnames or ())]
    if missing:
        raise InputError(f"{file}: its first line should name night, series, count, exposure; lacks {missing[0]}")
    seen: dict[tuple[date, str], int] = {}
    for line in lines:
        number = lines.line_num
        try:
            row = _row(line)
        except (TypeError, ValueError):
            raise InputError(
                f"{file}: line {number} is no date, printable series, whole count and exposure (0: not heard): mend it"
            ) from None
        before = seen.setdefault((row.night, row.series), number)
        if before != number:
            raise InputError(f"{file}: line {number} has the night and series of line {before}: a series has one count")
        yield row


def _row(line: dict[str, str]) -> Row:
    if any(line[name] is None for name in NEEDED):
        raise ValueError("a short line")
    count, exposure = line["count"].strip(), (line.get("exposure", "1") or "").strip()
    number = float(count) if count else None
    weight = float(exposure) if exposure else (0.0 if number is None else np.nan)
    # An exposure of nothing is a night on which nothing was observed.
    observed = number is not None and weight > 0
    if number is not None and not (number >= 0 and number.is_integer() and number < 2**53):
        raise ValueError(count)
    if not (weight == 0 or 1e-9 <= weight <= 1e12) or (number and not observed):
        raise ValueError(exposure)
    if not line["series"].isprintable():
        raise ValueError("a name that cannot be printed")
    return Row(
        night=date.fromisoformat(line["night"].strip()[:10]),
        series=line["series"],
        count=int(number) if observed and number is not None else None,
        exposure=weight if observed else np.nan,
    )
