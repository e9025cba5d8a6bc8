"""Processes that share a fit's work; the only importer of loky.

igraph holds Python's lock while it cuts a graph, so threads would only wait for each other. What is shared out is cut
by seeds of its own: the results are the same bits however many processes there are. What a process does not bring to
its end (it may be killed for memory) is done here.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from pipeline import processors
from pipeline.discovery.graph import steady

Given = TypeVar("Given")
Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Given, Sequence[Item]], list[Result]]
"""Does some of the items with what all of them need; seen by other processes, so a function of a module."""

WORTH = 4_000
"""Rows of a graph from which on other processes are worth their start, a third of a second each."""
MOST = 8
"""Processes, this one included: each holds the graph."""
IDLE = 10
"""Seconds after which a process that is given nothing ends."""


@dataclass(frozen=True, slots=True)
class Crew:
    """This process, and as many others."""

    others: int = 0
    executor: Any = None
    told: Callable[[int], None] = lambda _: None
    """Hears how many items more are done."""

    def share(self, work: Work[Given, Item, Result], given: Given, items: Sequence[Item]) -> list[Result]:
        """Each item's result, in their order; whatever `work` raises."""
        done = self._done(work, given, items)
        self.told(len(items))
        return done

    def _done(self, work: Work[Given, Item, Result], given: Given, items: Sequence[Item]) -> list[Result]:
        hands = min(self.others + 1, len(items))
        if hands < 2:
            return _hand(work, given, items)
        theirs = [self._submitted(work, given, items[hand::hands]) for hand in range(1, hands)]
        done = [_hand(work, given, items[::hands])]
        for hand, one in enumerate(theirs, start=1):
            try:
                done.append(one.result())
            except BrokenExecutor:
                done.append(_hand(work, given, items[hand::hands]))
        return [done[at % hands][at // hands] for at in range(len(items))]

    def _submitted(self, work: Work[Given, Item, Result], given: Given, items: Sequence[Item]) -> Future[list[Result]]:
        try:
            found: Future[list[Result]] = self.executor.submit(_hand, work, given, items)
        except BrokenExecutor as error:
            found = Future()
            found.set_exception(error)
        return found


ALONE = Crew()


def crew_of(rows: int, told: Callable[[int], None] = lambda _: None) -> Crew:
    """Those who cut a graph of so many rows: as many processes as may run at once, where it is worth their start.

    They start while this one goes on. `told` as in Crew.
    """
    others = min(MOST, processors.usable()) - 1 if rows >= WORTH else 0
    executor = _others(others) if others else None
    return Crew(others=others if executor is not None else 0, executor=executor, told=told)


def _others(count: int) -> Any:
    """An executor of other processes, or None where the system lets nobody start them."""
    from loky import get_reusable_executor  # noqa: PLC0415 - only where there is enough to do

    try:
        executor = get_reusable_executor(max_workers=count, timeout=IDLE)
        # loky starts it with the first process, and whoever starts it lets all signals be heard again.
        resource_tracker.ensure_running()
        # Ctrl-C is heard by the process that a person started; the others, which inherit this, end with it.
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for _ in range(count):
                executor.submit(_loaded)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)
    except (OSError, RuntimeError, ImportError, NotImplementedError):
        return None
    return executor


def _hand(work: Work[Given, Item, Result], given: Given, items: Sequence[Item]) -> list[Result]:
    with steady():
        return work(given, items)


def _loaded() -> None:
    """Load what a cut needs, before there is anything to cut."""
    import igraph  # noqa: F401, PLC0415
    import scipy.sparse  # noqa: F401, PLC0415
