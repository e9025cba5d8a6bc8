"""Processes that share a stage's work, for as long as it takes.

Python runs one thread at a time, and igraph holds its lock while it cuts a graph, so threads would only wait for each
other. What is shared out depends on nothing but itself: the results are the same bits however many processes there are.
What a process does not bring to its end (it may be killed for memory) is done here.

Each other process has a pipe of its own to this one, hears no Ctrl-C, writes nowhere, and ends when its pipe does:
whatever becomes of this process, none is left behind. (Pools of processes share pipes and semaphores, which outlive a
parent that is killed.)
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits

from pipeline import processors

Given = TypeVar("Given")
Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Given, Sequence[Item]], list[Result]]
"""Does some of the items with what all of them need; seen by other processes, so a function of a module."""

AT_ONCE = 20_000
"""Items of a long list that are packed for other processes at a time."""
MOST = 4
"""Processes, this one included: each holds what all of the work needs."""
SERVE = "import sys; from pipeline.crew import serve; serve(int(sys.argv[1]), sys.argv[2:])"
"""What another process runs."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another process, and the way to it."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    sending: list[threading.Thread] = field(default_factory=list)

    def give(self, packed: Any) -> None:
        """Send it work; it may not have begun to read yet, so another thread waits for that."""
        self.sending.append(threading.Thread(target=self._send, args=(packed,), daemon=True))
        self.sending[-1].start()

    def _send(self, packed: Any) -> None:
        with suppress(OSError):  # it has ended: nobody will answer either
            self.pipe.send_bytes(packed)

    def take(self) -> Any:
        """What it answers; None: it did not bring the work to its end."""
        self.sending.pop().join()
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class Crew:
    """This process, and others."""

    others: tuple[Other, ...] = ()
    told: Callable[[int], None] = lambda _: None
    """Hears how many items more are done."""

    def share(self, work: Work[Given, Item, Result], given: Given, items: Sequence[Item]) -> list[Result]:
        """Each item's result, in their order; whatever `work` raises."""
        return self.begin(work, given, items)()

    def begin(self, work: Work[Given, Item, Result], given: Given, items: Sequence[Item]) -> Callable[[], list[Result]]:
        """The others begin; what comes back does this process's part and waits for theirs.

        Called once, and before anything else is shared: the others answer in the order in which they were asked.
        """
        if any(other.sending for other in self.others):
            raise RuntimeError("what was shared before has not been asked for")
        hands = min(len(self.others) + 1, len(items)) or 1
        theirs = list(zip(range(hands - 1), self.others, strict=False))
        for hand, other in theirs:
            other.give(ForkingPickler.dumps((work, given, items[hand::hands])))

        def ended() -> list[Result]:
            own = work(given, items[hands - 1 :: hands])
            done = []
            for hand, other in theirs:
                answer = other.take()
                done.append(work(given, items[hand::hands]) if answer is None else answer)
            done.append(own)
            self.told(len(items))
            return [done[at % hands][at // hands] for at in range(len(items))]

        return ended


ALONE = Crew()


def shared(
    work: Work[Given, Item, Result], given: Given, items: Sequence[Item], *, worth: int, ready: Sequence[str]
) -> list[Result]:
    """Each item's result, in their order; from `worth` items on by all processes that may run, who load `ready`."""
    with crew_of(MOST if len(items) >= worth else 1, ready) as by:
        rounds = (items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE))
        return [result for some in rounds for result in by.share(work, given, some)]


@contextmanager
def crew_of(processes: int, ready: Sequence[str], told: Callable[[int], None] = lambda _: None) -> Iterator[Crew]:
    """So many processes, this one included, but no more than MOST or than may run at once.

    They start while this one goes on, load the modules of `ready`, and end with the context. `told` as in Crew.
    """
    others: list[Other] = []
    try:
        for _ in range(min(processes, MOST, processors.usable()) - 1):
            with suppress(OSError):  # where the system lets nobody start them, one does it alone
                others.append(_started(ready))
        yield Crew(others=tuple(others), told=told)
    finally:
        for other in others:
            other.process.kill()
        for other in others:
            other.process.wait()
            for thread in other.sending:  # nobody reads any more, so it ends; before that its pipe may not be closed
                thread.join()
            other.pipe.close()


def _started(ready: Sequence[str]) -> Other:
    ours, theirs = Pipe()
    with theirs:
        process = subprocess.Popen(
            # -P: without it the current folder would come before our own, and whatever lies there by a module's name.
            [sys.executable, "-P", "-c", SERVE, str(theirs.fileno()), *ready],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
    return Other(process=process, pipe=ours)


def serve(handle: int, ready: Sequence[str]) -> None:
    """Do what comes by a pipe until it ends; None is answered where the work could not be done.

    Matrix products are made on one thread: the processors are shared out already.
    """
    for module in ready:
        importlib.import_module(module)
    pipe = Connection(handle)
    with suppress(EOFError, OSError), threadpool_limits(1, "blas"):
        while True:
            work, given, items = pipe.recv()
            try:
                done = work(given, items)
            except Exception:  # whoever gave it does it again, and is told there what is wrong
                done = None
            pipe.send(done)
