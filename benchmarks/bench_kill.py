"""Crash safety: nightly runs killed at random moments, then run again; old or new, and the same bytes in the end.

    .venv/bin/python benchmarks/bench_kill.py [--kills 10] [--seed 1]

The peer is a run that nobody disturbs, on the same nights in a home of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from demo import company

COMMAND = Path(sys.executable).with_name("painpoints")
LAST = date(2026, 11, 20)
BEFORE, KILLED = LAST - timedelta(days=1), LAST


def main() -> int:
    """Kill, look, run again, compare; exit code 1 when a single run came out otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        company.write(root / "input", seed=7, last=LAST, nights=2)
        template = root / "template"
        _nightly(template, root / "input", BEFORE).wait()
        peer = root / "peer"
        shutil.copytree(template, peer)
        began = time.monotonic()
        _nightly(peer, root / "input", KILLED).wait()
        took = time.monotonic() - began
        expected = _exported(peer, root / "export")
        print(f"undisturbed: {took:.1f} s, {len(expected)} files exported")
        for number in range(1, wanted.kills + 1):
            home = root / f"home{number}"
            shutil.copytree(template, home)
            run = _nightly(home, root / "input", KILLED)
            moment = chance.uniform(0.0, took)
            try:
                run.wait(timeout=moment)
            except subprocess.TimeoutExpired:
                run.kill()
            ended = run.wait()
            seen = _newest(home)
            old_or_new = seen in (BEFORE.isoformat(), KILLED.isoformat())
            again = _nightly(home, root / "input", KILLED).wait()
            same = again == 0 and _exported(home, root / f"export{number}") == expected
            faults += not (old_or_new and same)
            print(
                f"{number:3}  killed after {moment:5.1f} s (exit {ended}): the snapshot is of {seen}, "
                f"run again: exit {again}, {'the same bytes' if same else 'OTHER BYTES'}"
            )
            shutil.rmtree(home)
    print(f"{wanted.kills - faults} of {wanted.kills} came to the same end")
    return int(faults > 0)


def _nightly(home: Path, folder: Path, night: date) -> subprocess.Popen[bytes]:
    where = ["--home", str(home), "--night", night.isoformat(), "--input", str(folder / f"night={night}.jsonl")]
    return subprocess.Popen([COMMAND, "nightly", *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _newest(home: Path) -> str:
    told = subprocess.run(
        [COMMAND, "status", "--home", str(home), "--json"], capture_output=True, text=True, check=True
    )
    return str(json.loads(told.stdout)["newest"])


def _exported(home: Path, to: Path) -> dict[str, str]:
    """The exported files and every page's JSON twin, by name, as hashes."""
    where = ["--home", str(home), "--night", KILLED.isoformat(), "--to", str(to)]
    subprocess.run([COMMAND, "export", *where], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    editions = home / "reports" / f"night={KILLED}" / "edition.json"
    files = [*sorted(to.iterdir()), editions]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    sys.exit(main())
