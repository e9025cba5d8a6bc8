"""How far a run is, told on stderr: a live line on a terminal, a line now and then in a log, nothing to a program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import typer

from flows import english

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

    from flows.night import Done, Performs
    from pipeline.model import Night, Receipt

T = TypeVar("T")
Clock = Callable[[], float]
"""Gives seconds from some beginning, which never run back."""

AT_ONCE = 2.0
"""Seconds in which a step is over before anybody wonders: nothing is told of them."""
SELDOM = 60.0
"""Seconds after which a log hears again of a step that takes long; at first it hears sooner, after 2, 4, 8 ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Something that is counted from `first` on, since it was first heard of."""

    unit: str
    """Where nothing is counted, what is being done."""
    total: int
    """0: nobody knows how many there are."""
    since: float
    first: int
    at: float
    """When it was last heard of."""
    done: int

    def line(self, now: float) -> str:
        """`3,072 of 20,480 texts encoded, 410 a second, 42 s left`."""
        of = english.number(self.done) + (f" of {english.number(self.total)}" if self.total else "")
        told = [f"{of} {self.unit}" if self.total or self.done else self.unit]
        spent = self.at - self.since
        rate = (self.done - self.first) / spent if spent > 0 else 0.0
        if rate:
            told.append(english.rate(rate))
        if rate and self.total:
            left = (self.total - self.done) / rate - (now - self.at)
            told.append(f"{english.duration(max(0.0, left))} left")
        return ", ".join(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a run that is on, and what of it was counted, the newest last."""

    name: str
    began: float
    counts: tuple[Count, ...] = ()
    told: float = 0.0
    """Seconds after its beginning at which a log last heard of it."""

    def heard(self, done: int, total: int, unit: str, at: float) -> Step:
        """The step once so much of it is done. What was counted before something else goes on as it began."""
        before = next((one for one in self.counts if (one.unit, one.total) == (unit, total)), None)
        now = Count(unit=unit, total=total, since=at, first=done, at=at, done=done)
        if before is not None and before.done <= done:
            now = replace(now, since=before.since, first=before.first)
        return replace(self, counts=(*(one for one in self.counts if one is not before), now))

    def due(self, at: float) -> bool:
        """Whether a log should hear of it now."""
        spent = at - self.began
        return spent >= AT_ONCE and (spent >= 2 * self.told or spent - self.told >= SELDOM)

    def line(self, at: float) -> str:
        """`2026-11-20 embed, 8 s: 3,072 of 20,480 texts encoded, 410 a second, 42 s left`."""
        head = ", ".join(filter(None, (self.name, english.duration(at - self.began))))
        return f"{head}: {self.counts[-1].line(at)}" if self.counts else head


class Pace:
    """Follows a run from step to step on a clock; what it hears may come from another thread than who asks."""

    def __init__(self, clock: Clock = monotonic) -> None:
        self._clock = clock
        self.begins("")

    def begins(self, name: str) -> None:
        """Another step begins."""
        self.step = Step(name=name, began=self._clock())

    def hears(self, done: int, total: int, unit: str) -> None:
        """A Progress: so much of the running step is done."""
        self.step = self.step.heard(done, total, unit, self._clock())

    def line(self) -> str:
        """How the step stands; empty while it is young."""
        step, at = self.step, self._clock()
        return step.line(at) if at - step.began >= AT_ONCE else ""

    def due(self) -> str:
        """The line that a log should hear now, which counts as heard; else empty."""
        step, at = self.step, self._clock()
        if not step.due(at):
            return ""
        self.step = replace(step, told=at - step.began)
        return step.line(at)


class Watch:
    """Tells on stderr how far a run is, and keeps a line for each stage (with `stages`) and each night.

    On a terminal the running step is a live line that goes when it ends. Where a program reads (`quiet`), nothing is
    told of steps.
    """

    def __init__(self, *, stages: bool, quiet: bool = False, clock: Clock = monotonic) -> None:
        self._stages = stages
        self._quiet = quiet
        self._seconds = 0.0
        self._pace = Pace(clock)
        self._live: Live | None = None

    def __enter__(self) -> Watch:
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console  # noqa: PLC0415 - only where it is seen
            from rich.live import Live  # noqa: PLC0415

            shown = Console(stderr=True)
            if not shown.is_dumb_terminal:
                self._live = Live(get_renderable=self._shown, console=shown, transient=True, refresh_per_second=4)
                self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def performs(self, night: Night) -> Performs:
        """A Performs of that night's steps which says which of them is on."""

        def perform(step: str, work: Callable[[], T], /) -> T:
            self.begins(f"{night} {step}")
            return work()

        return perform

    def begins(self, step: str) -> None:
        """A step begins."""
        self._pace.begins(step)

    def progress(self, done: int, total: int, unit: str) -> None:
        """A Progress of the running step."""
        self._pace.hears(done, total, unit)
        if not (self._live or self._quiet) and (line := self._pace.due()):
            self.say(line)

    def hears(self, receipt: Receipt, seconds: float) -> None:
        """Show a stage's books."""
        self._seconds += seconds
        if self._stages:
            self.say(stage_line(receipt, seconds))

    def ended(self, night: Night, done: Done | None) -> None:
        """Show a night's line; `None`: it was passed over."""
        self.say(night_line(night, done, self._seconds) if done else f"{night}  no record in the input: passed over")
        self._seconds = 0.0

    def say(self, line: str) -> None:
        """Keep a line, above the live one."""
        if self._live:
            self._live.console.print(line, markup=False, highlight=False)
        else:
            typer.echo(line, err=True)

    def _shown(self) -> RenderableType:
        from rich.text import Text  # noqa: PLC0415 - only where it is seen

        return Text(self._pace.line(), no_wrap=True, overflow="ellipsis", style="dim")


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
    identify = next(dict(one.notes) for one in done.receipts if one.stage == "identify")
    counts = (
        english.plural(done.conversations, "conversation"),
        english.plural(done.statements, "statement"),
        english.plural(identify.get("topics", 0), "topic"),
    )
    return f"{night}  {', '.join(counts)}, {seconds:.1f} s"
