"""What a benchmark of speed measured, as rows of one shape: a table for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text


class Absent(Exception):
    """What the benchmark needs is not on this machine; the message says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of ours, as a median, beside its peer's, where it has one, and what it has to reach."""

    name: str
    ours: float
    unit: str
    """`s`, `MB`, `texts/s` ..."""
    runs: int
    """How many the medians are of."""
    peer: float | None = None
    """Measured in the same run on the same input, in the same unit."""
    at_most: float | None = None
    """What ours may come to."""
    at_least: float | None = None
    """How many times better than the peer ours has to be."""
    more_is_better: bool = False
    """As of a rate; of seconds and bytes less is."""

    @property
    def ratio(self) -> float | None:
        """How many times better ours is than the peer."""
        if self.peer is None or not (self.ours and self.peer):
            return None
        return self.ours / self.peer if self.more_is_better else self.peer / self.ours

    @property
    def aim(self) -> str:
        """What it has to reach, in words; empty where it is only told."""
        most = [] if self.at_most is None else [f"at most {self.at_most:g} {self.unit}"]
        least = [] if self.at_least is None else [f"at least {self.at_least:g}x"]
        return ", ".join(most + least)

    @property
    def met(self) -> bool | None:
        """Whether it does; None where there is no aim."""
        if not self.aim:
            return None
        return (self.at_most is None or self.ours <= self.at_most) and (
            self.at_least is None or (self.ratio or 0.0) >= self.at_least
        )

    def as_dict(self) -> dict[str, Any]:
        """The row for JSON, with what follows from it."""
        return asdict(self) | {"ratio": self.ratio, "aim": self.aim, "met": self.met}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one benchmark came to, and how busy the machine was."""

    name: str
    rows: tuple[Row, ...]
    load: tuple[float, float]
    """Of the last minute, before and after."""
    seconds: float
    absent: str = ""
    """Why it was passed over; empty where it was not."""

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self) | {"rows": [row.as_dict() for row in self.rows]}


def measured(said: Mapping[str, Any]) -> Measured:
    """The inverse of `Measured.as_dict`."""
    own = Row.__dataclass_fields__
    rows = tuple(Row(**{name: value for name, value in row.items() if name in own}) for row in said["rows"])
    return Measured(**{**said, "rows": rows, "load": tuple(said["load"])})


def interleaved(works: Mapping[str, Callable[[], float]], *, runs: int) -> dict[str, float]:
    """The median figure of each work: all of them once in every run, so that what else the machine does hits each
    alike; every second run goes the other way round."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for run in range(runs):
        for name in list(works)[:: 1 if run % 2 == 0 else -1]:
            found[name].append(works[name]())
    return {name: median(figures) for name, figures in found.items()}


def write(path: Path, benchmarks: Sequence[Measured], machine: Mapping[str, Any]) -> None:
    """Write all of it as JSON; the file's folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"machine": machine, "benchmarks": [one.as_dict() for one in benchmarks]}
    path.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def show(benchmarks: Sequence[Measured], machine: Mapping[str, Any]) -> None:
    """Print one table."""
    table = Table("figure", title=Text(f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gb']} GB"))
    for column in ("ours", "peer", "ratio", "unit", "aim", "", "runs"):
        table.add_column(column, justify="left" if column in ("unit", "aim", "") else "right")
    for one in benchmarks:
        about = one.absent or f"{one.seconds:.0f} s, load {one.load[0]:.1f} to {one.load[1]:.1f}"
        table.add_row(Text(f"{one.name}: {about}"), style="bold")
        for row in one.rows:
            ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
            met = {True: "met", False: "MISSED", None: ""}[row.met]
            cells = (_plain(row.ours), _plain(row.peer), ratio, row.unit, row.aim, met, str(row.runs))
            table.add_row(Text(f"  {row.name}"), *cells)
    Console(width=150).print(table)


def report(measure: Callable[[], Sequence[Row]]) -> None:
    """Print the rows of one benchmark, a line each, or what it misses."""
    try:
        rows = measure()
    except Absent as absent:
        print(f"passed over: {absent}")
        return
    for row in rows:
        beside = "" if row.peer is None else f"   peer {_plain(row.peer)} {row.unit}"
        ratio = "" if row.ratio is None else f" ({row.ratio:.2f}x)"
        aim = "" if row.met is None else f"   {row.aim}: {'met' if row.met else 'MISSED'}"
        print(f"{row.name:44} {_plain(row.ours):>8} {row.unit}{beside}{ratio}{aim}")


def _plain(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if abs(figure) >= 1_000 else f"{figure:.3g}"
