"""How the cost of a night grows with its statements: seconds by stage, memory and bytes on disk, and the exponents.

    python -m benchmarks.bench_growth [--sizes 1000 10000 100000] [--runs 1]

Each size is one cold night of made-up conversations in a process of its own: what a customer says and what an agent
answers, no two alike, about one of 200 pains that are the less common the later they come. Vectors are made up from the
pains, so that the embedding is left out: it costs the same for every text, and bench_embedding tells what. The exponent
is the slope of a line through the logarithms (time ~ statements ^ exponent), over the sizes at which the stage takes a
fifth of a second.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from benchmarks.table import Row, report
from flows import night as one_night
from flows.home import Home
from pipeline.catalog import Catalog
from pipeline.discovery import unit
from pipeline.lake import Lake
from pipeline.model import Night
from pipeline.settings import Settings

NIGHT = date(2026, 11, 16)
NOW = datetime(2026, 11, 17, 3, tzinfo=UTC)
SIZES = (1_000, 10_000, 100_000)
PAINS, DIMENSIONS, NOISE = 200, 384, 0.75
NOTABLE = 0.2
"""Seconds below which a stage's time is mostly what it costs to begin."""
MOST = 1.2
CODE = re.compile(r"\bpain(\d+)x")
SYLLABLES = [one + two for one in "bdfgklmnprst" for two in "aeiou"]


def measure(*, sizes: Sequence[int] = SIZES, runs: int = 1) -> tuple[Row, ...]:
    """Medians of the runs at each size, and the exponent of each stage."""
    found: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    for _ in range(runs):
        for size in sizes:
            found[size].append(apart(size))
    row = partial(Row, runs=runs)
    rows = []
    stages = found[sizes[0]][0]["seconds"]
    at = {stage: [median(one["seconds"][stage] for one in found[size]) for size in sizes] for stage in stages}
    for stage, seconds in at.items():
        rows += [
            row(name=f"{stage} of {size:,} statements", ours=took, unit="s")
            for size, took in zip(sizes, seconds, strict=True)
        ]
        slope = exponent(sizes, seconds)
        if slope is not None:
            rows.append(row(name=f"{stage}, exponent", ours=slope, unit="", at_most=MOST))
    for what in ("memory", "disk"):
        rows += [
            row(name=f"{what} at {size:,} statements", ours=median(one[what] for one in found[size]), unit="MB")
            for size in sizes
        ]
    return tuple(rows)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float | None:
    """The slope of log seconds over log sizes, of those that take notable time; None where fewer than two do."""
    told = [(size, took) for size, took in zip(sizes, seconds, strict=True) if took >= NOTABLE]
    if len(told) < 2:
        return None
    logs = np.log(np.array(told, dtype=np.float64))
    return round(float(np.polyfit(logs[:, 0], logs[:, 1], 1)[0]), 3)


def apart(size: int) -> dict[str, Any]:
    """A night of so many statements in a process of its own, which alone tells its memory."""
    command = [sys.executable, "-m", "benchmarks.bench_growth", "--one", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = orjson.loads(done.stdout.splitlines()[-1])
    return told


def one(size: int) -> dict[str, Any]:
    """Seconds of each stage, peak memory and bytes on disk (both in MB) of a night of so many statements."""
    with tempfile.TemporaryDirectory(prefix="painpoints-") as scratch:
        folder = Path(scratch)
        given = folder / "in.jsonl"
        with given.open("wb") as file:
            for conversation in conversations(size):
                file.write(orjson.dumps(conversation, option=orjson.OPT_APPEND_NEWLINE))
        encoder = MadeUp(_directions())
        home = Home(
            folder=folder / "home",
            settings=Settings.model_validate({"key": "benchmark", "signals": {"learned": False}}),
            lake=Lake(str(folder / "home" / "lake")),
            catalog=Catalog(f"sqlite:///{folder / 'home' / 'catalog.db'}"),
            load_encoder=lambda: encoder,
            load_sentence_encoder=lambda: encoder,
        )
        home.folder.mkdir()
        done = one_night.run(home, Night(date=NIGHT), [str(given)], published_at=NOW, accept=True)
        disk = sum(path.stat().st_size for path in home.folder.rglob("*") if path.is_file())
    seconds = dict(done.seconds)
    return {
        "statements": done.statements,
        "seconds": seconds | {"night": sum(seconds.values())},
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "disk": disk / 1e6,
    }


def conversations(size: int) -> Iterator[dict[str, object]]:
    """Native conversations, a statement each."""
    rng = np.random.default_rng(0)
    weight = 1 / np.arange(1, PAINS + 1) ** 0.7
    about = rng.choice(PAINS, size=size, p=weight / weight.sum())
    for number, pain in enumerate(about.tolist()):
        began = datetime.combine(NIGHT, datetime.min.time(), UTC) + timedelta(seconds=6 * 3_600 + number % 50_000)
        said = _words(pain, 3)
        yield {
            "conversation_id": str(number),
            "customer_id": f"c{number % max(1, 2 * size // 3)}",
            "channel": ("voice", "chat", "email")[number % 3],
            "segment": ("private", "business")[number % 2],
            "started_at": began.isoformat(),
            "turns": [
                {"speaker": "customer", "text": f"My {said} {_words(number, 4)} is broken again, pain{pain}x."},
                {"speaker": "agent", "text": f"Please check the {_words(number + 1, 4)} of your {said} yourself."},
            ],
        }


def _words(number: int, syllables: int) -> str:
    """A word of a number."""
    digits = hashlib.sha256(str(number).encode()).digest()
    return "".join(SYLLABLES[digit % len(SYLLABLES)] for digit in digits[:syllables])


def _directions() -> NDArray[np.float32]:
    found = np.random.default_rng(1).normal(size=(PAINS, DIMENSIONS)).astype(np.float32)
    return unit(found)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An Encoder: a text lies about the direction of the pain that it names, by a chance that follows from its hash."""

    directions: NDArray[np.float32]
    fingerprint: str = f"made-up:{DIMENSIONS}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, (texts, 384)."""
        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for at, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
            chance = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
            chance /= np.linalg.norm(chance)
            named = CODE.search(text)
            found[at] = chance if named is None else (1 - NOISE) * self.directions[int(named[1])] + NOISE * chance
        return unit(found)


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        print(orjson.dumps(one(wanted.one)).decode())
    else:
        report(lambda: measure(sizes=wanted.sizes, runs=wanted.runs))


if __name__ == "__main__":
    main()
