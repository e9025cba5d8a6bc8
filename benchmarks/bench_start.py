"""How long a person waits for `--help`, `status` and `topics list`, on a home with a year of nights.

    python -m benchmarks.bench_start [--nights 365] [--runs 7]

The peer is Python loading what a command line that reads Parquet cannot do without: `import typer, pyarrow.parquet`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import year
from benchmarks.machine import as_installed
from benchmarks.table import Row, interleaved, report

COMMAND = Path(sys.executable).with_name("painpoints")
PEER = (sys.executable, "-c", "import typer, pyarrow.parquet")
AT_MOST = {"--help": 0.3, "status": 1.0, "topics list": 1.0}


def measure(*, nights: int = 365, runs: int = 7) -> tuple[Row, ...]:
    """Wall seconds of each command, as its caller waits for it."""
    with tempfile.TemporaryDirectory(prefix="painpoints-") as scratch:
        home = year.made(Path(scratch) / "home", count=nights).folder
        works: dict[str, Callable[[], float]] = {
            said: partial(_seconds, [COMMAND, *said.split(), *(() if said == "--help" else ("--home", home))])
            for said in AT_MOST
        }
        found = interleaved({**works, "peer": partial(_seconds, PEER)}, runs=runs)
    peer = found.pop("peer")
    return tuple(
        Row(
            name=f"painpoints {said}" + ("" if said == "--help" else f", {nights} nights"),
            ours=took,
            peer=peer,
            unit="s",
            runs=runs,
            at_most=AT_MOST[said],
        )
        for said, took in found.items()
    )


def _seconds(command: Sequence[str | Path]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=as_installed())
    return time.perf_counter() - began


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    report(lambda: measure(nights=asked.nights, runs=asked.runs))


if __name__ == "__main__":
    main()
