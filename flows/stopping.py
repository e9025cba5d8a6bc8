"""Ctrl-C and SIGTERM: a command ends where it is, and says what stays published and how to go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import FrameType, TracebackType

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
AGAIN = 2.0
"""Seconds after a signal in which another one means the same: what is being put in order is not disturbed."""
ONWARD = "run the same command again to go on"
STOPPED = f"stopped; what was published stays; {ONWARD}"


class Stopped(KeyboardInterrupt):
    """A person or the system wants the command to end."""


class Stopping:
    """Hears SIGINT and SIGTERM while a command works: the first one raises Stopped wherever the command is.

    Where that was lost (Python drops what is raised in a destructor), the next signal raises it again.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._at = float("-inf")
        self._before: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}
        self._over = False
        self.exit_code = 0
        """Of a command that was told to stop; 0: nobody did."""

    def __enter__(self) -> Stopping:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                before = signal.getsignal(number)
                if before not in (signal.SIG_IGN, None):  # whoever started the command in the background shields it
                    self._before[number] = signal.signal(number, self.hear)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """A signal came."""
        now = self._clock()
        if now - self._at < AGAIN:
            return
        if self._over:  # what is left is a line to say: not worth waiting for a catalog that does not answer
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self._at = now
        self.exit_code = self.exit_code or 128 + number
        raise Stopped

    def ends(self, error: BaseException) -> bool:
        """Whether the command ended because it was told to; from then on another signal ends the process at once.

        Whatever was raised: a library may have made another error of the interruption.
        """
        if isinstance(error, KeyboardInterrupt):
            self.exit_code = self.exit_code or INTERRUPTED
        self._over = bool(self.exit_code)
        return self._over


def deaf() -> None:
    """Hear no signal any more: the process ends already, and would only leave a traceback behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def told(command: str, options: Mapping[str, object], began: datetime) -> str:
    """What a command that was stopped leaves behind, and which command goes on, in one line."""
    home, config = options.get("home"), options.get("config")
    if not isinstance(home, Path):
        return "stopped; run the same command again"
    from flows.home import open_home  # noqa: PLC0415 - only when something was stopped
    from pipeline.model import Night  # noqa: PLC0415

    try:
        place = open_home(home, config if isinstance(config, Path) else None)
        snapshots = place.catalog.snapshots()
    except Exception:  # whatever is wrong there: it was only asked for a better line
        return STOPPED
    onward = ONWARD
    if command == "nightly" and options.get("night") is None:
        onward = f"run the same command again with --night {Night.of(began, place.settings.zone).plus(-1)} to go on"
    if not snapshots:
        return f"stopped; nothing is published yet; {onward}"
    nights = sorted({one.night for one in snapshots})
    stays = f"{len(nights)} nights to {nights[-1]} stay" if len(nights) > 1 else f"{nights[0]} stays"
    if snapshots[-1].published_at >= began and "by" in options:
        return f"stopped once it was published; `painpoints render --night {snapshots[-1].night}` prints its pages"
    decided = "nothing was decided; " if "by" in options else ""
    return f"stopped; {decided}{stays} published; {onward}"
