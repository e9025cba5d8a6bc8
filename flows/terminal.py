"""What a person sees while a command works, and tables: drawn on a terminal, plain lines everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

import orjson
import typer

from flows import english
from flows.night import Done
from pipeline.model import Night, Receipt
from pipeline.stages.publish import STAGES
from reports.words import filters

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

NEXT = dict(zip(STAGES, (*STAGES[1:], "pages"), strict=True))


class Watch:
    """Tells on stderr how far a run is: bars on a terminal, a line for each stage or night otherwise.

    With `stages` a line is kept for each stage, else one for each night.
    """

    def __init__(self, *, stages: bool) -> None:
        self._stages = stages
        self._seconds = 0.0
        self._bars: Bars | None = None

    def __enter__(self) -> Watch:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only where it is seen
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

            words = TextColumn("{task.description}", markup=False)
            columns = (words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bars.add_task(STAGES[0], total=None)
            self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bars:
            self._bars.stop()

    def progress(self, done: int, total: int, unit: str) -> None:
        """Show how far the running stage is."""
        if self._bars:
            self._bars.update(self._bars.task_ids[0], description=unit, completed=done, total=total or None)

    def hears(self, receipt: Receipt, seconds: float) -> None:
        """Show a stage's books and name the next stage."""
        self._seconds += seconds
        if self._stages:
            self.say(stage_line(receipt, seconds))
        if self._bars:
            told = f"{receipt.night} {NEXT[receipt.stage]}"
            self._bars.update(self._bars.task_ids[0], description=told, completed=0, total=None)

    def ended(self, night: Night, done: Done | None) -> None:
        """Show a night's line; `None`: it was passed over."""
        self.say(night_line(night, done, self._seconds) if done else f"{night}  no record in the input: passed over")
        self._seconds = 0.0

    def say(self, line: str) -> None:
        """Keep a line above the bars."""
        if self._bars:
            self._bars.console.print(line, markup=False, highlight=False)
        else:
            typer.echo(line, err=True)


def stage_line(receipt: Receipt, seconds: float) -> str:
    """A stage's books in one line."""
    told = [f"{english.number(receipt.read)} {receipt.unit} read", f"{english.number(receipt.kept)} kept"]
    for label, counts in (("set aside", receipt.set_aside), ("rejected", receipt.rejected)):
        if counts:
            reasons = ", ".join(f"{reason} {english.number(count)}" for reason, count in counts)
            told.append(f"{english.number(sum(count for _, count in counts))} {label} ({reasons})")
    return f"{receipt.stage:<9} {', '.join(told)}; {seconds:.1f} s"


def night_line(night: Night, done: Done, seconds: float) -> str:
    """A night in one line: how much is published for it, and how many topics there are."""
    identify = dict(done.receipts[STAGES.index("identify")].notes)
    counts = (
        english.plural(done.conversations, "conversation"),
        english.plural(done.statements, "statement"),
        english.plural(identify.get("topics", 0), "topic"),
    )
    return f"{night}  {', '.join(counts)}, {seconds:.1f} s"


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows on stdout: drawn on a terminal, separated by tabs otherwise."""
    cells = [["" if cell is None else str(filters.tidy(str(cell))) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in (columns, *cells):
            typer.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(*columns)
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def as_json(value: Any) -> None:
    """Print a value on stdout as JSON."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    typer.echo(orjson.dumps(value, option=options).decode())
