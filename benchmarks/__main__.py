"""Every benchmark of speed, each in a process of its own; prints one table and writes build/bench.json.

    python -m benchmarks [bench_start bench_pages ...] [--list] [--to build/bench.json]

A benchmark of speed is a module `bench_*.py` with a function `measure`; the others measure quality, print tables of
their own and are run by name: `python -m benchmarks.bench_naming`.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import orjson

from benchmarks import table
from benchmarks.machine import machine
from benchmarks.table import Absent, Measured

HERE = Path(__file__).parent


def benchmarks() -> dict[str, tuple[str, bool]]:
    """Every benchmark by name: what its first line says, and whether it is one of speed."""
    found = {}
    for path in sorted(HERE.glob("bench_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        speed = any(isinstance(node, ast.FunctionDef) and node.name == "measure" for node in tree.body)
        found[path.stem] = ((ast.get_docstring(tree) or "").partition("\n")[0], speed)
    return found


def one(name: str) -> Measured:
    """Run a benchmark of speed in this process."""
    before, began = os.getloadavg()[0], time.perf_counter()
    rows: tuple[table.Row, ...] = ()
    absent = ""
    try:
        rows = importlib.import_module(f"benchmarks.{name}").measure()
    except Absent as error:
        absent = f"passed over: {error}"
    took = round(time.perf_counter() - began, 1)
    return Measured(name=name, rows=rows, load=(before, os.getloadavg()[0]), seconds=took, absent=absent)


def apart(name: str) -> Measured:
    """Run it in a process of its own: what another one loaded or holds in memory would count in its figures."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks", "--one", name]
    done = subprocess.run(command, cwd=HERE.parent, stdout=subprocess.PIPE, check=True)
    return table.measured(orjson.loads(done.stdout.splitlines()[-1]))


def main(words: Sequence[str] | None = None) -> int:
    """Run what is named; exit code 2 for what there is not, 1 where one broke off."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="by default every one of speed")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--to", type=Path, default=HERE.parent / "build" / "bench.json")
    parser.add_argument("--one", metavar="NAME", help=argparse.SUPPRESS)
    wanted = parser.parse_args(words)
    there = benchmarks()
    speed = [name for name, (_, of_speed) in there.items() if of_speed]
    if wanted.one:
        print(orjson.dumps(one(wanted.one).as_dict()).decode())
        return 0
    if wanted.list:
        for name, (about, of_speed) in there.items():
            print(f"{name:18} {'speed' if of_speed else 'quality':8} {about}")
        return 0
    wrong = [name for name in wanted.names if name not in speed]
    if wrong:
        parser.error(f"{', '.join(wrong)}: no benchmark of speed; there are {', '.join(speed)}")
    done: list[Measured] = []
    failed = []
    for name in wanted.names or speed:
        try:
            done.append(apart(name))
        except subprocess.CalledProcessError:
            failed.append(name)  # it said why
    here = machine()
    table.show(done, here)
    table.write(wanted.to, done, here)
    print(wanted.to)
    if failed:
        print(f"broke off: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
