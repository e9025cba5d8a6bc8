"""Discovery beside BERTopic: seconds, processor seconds and peak memory of a fit, and how well a drawn fit agrees.

    python -m benchmarks.bench_discovery [--texts 10000 ...] [--runs 3] [--no-peer] [--agreement 200000]

Ours and the peer take turns in fresh processes on the same texts and the same vectors, encoded beforehand. The peer is
`BERTopic()` with its defaults, its compiling included, since every process pays it; ours is a fit night's, with what is
found again in parts of the texts, and once without, which the peer does not look for. "Fit" is from the first import of
the library on, "process" all of it. The texts are
customers' sentences of the airline support set; of more than there are, each further one is a sentence's noisy copy.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import folder
from benchmarks.machine import as_installed
from benchmarks.table import Absent, Row, report
from flows.evaluate import scores
from pipeline import discovery
from pipeline.assignment import assign
from pipeline.encoding import encoder_of
from pipeline.settings import Discovery
from pipeline.stages.discover import least_conversations

AIRLINE = "twacs_airline_support.csv.gz"
Aim = Callable[[int], float]
"""By the number of texts; 0: none."""
FIGURES: tuple[tuple[str, str, Aim, Aim], ...] = (
    ("fit", "s", lambda texts: 20.0 if texts <= 10_000 else 9.0, lambda _: 0.0),
    ("process", "s", lambda texts: 4.0 if texts <= 10_000 else 0.0, lambda _: 0.0),
    ("cpu", "s", lambda _: 0.0, lambda _: 0.0),
    ("memory", "MB", lambda _: 0.0, lambda texts: 1_000 + 0.005 * texts),
    ("topics", "", lambda _: 0.0, lambda _: 0.0),
)
"""What is told of a fit: its unit, how many times better than the peer's it has to be, and what it may come to."""
ENCODED = 50_000
"""Sentences that are encoded; the others are noisy copies of them."""
NOISE = 0.6
"""Length of the noise beside a vector's own."""
DIMENSIONS = 384
LONGEST, SHORTEST = 40, 4
"""Words of a sentence."""

TIMED = """
import json, os, resource, sys, time
began, spent = time.perf_counter(), time.process_time()
import numpy as np
texts = json.load(open(sys.argv[1] + "/texts.json", encoding="utf-8"))[: int(sys.argv[2])]
vectors = np.fromfile(sys.argv[1] + "/vectors", np.float16, len(texts) * 384).astype(np.float32).reshape(-1, 384)
fit = time.perf_counter()
{}
told = {{"fit": time.perf_counter() - fit, "process": time.perf_counter() - began, "topics": topics}}
{}
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
others = resource.getrusage(resource.RUSAGE_CHILDREN)
told["cpu"] = time.process_time() - spent + others.ru_utime + others.ru_stime
told["memory"] = (own + processes * others.ru_maxrss) / 1e3
print(json.dumps(told))
"""
"""Of both; memory as if each other process had come to the largest one's peak at the same time as this one. Its own is
what the kernel tells of it since it began: to getrusage a process is as large as the one was that started it."""
OURS = """
from pipeline import discovery
found = discovery.discover(
    texts, discovery.unit(vectors), [1] * len(texts), min_weight=int(sys.argv[3]), small_weight=8, seed=0,
    stability=sys.argv[4] == "again",
)
topics = len(found.groups)
"""
OUR_END = """
from pipeline import processors
from pipeline.crew import MOST
from pipeline.discovery.cut import WORTH_SHARING
processes = min(MOST, processors.usable()) - 1 if len(texts) >= WORTH_SHARING else 0
"""
PEER = """
from bertopic import BERTopic
topics = len(set(BERTopic().fit_transform(texts, vectors)[0])) - 1
"""
PEER_END = "processes = 0"


def sentences() -> list[str]:
    """Distinct sentences that customers wrote, in an order that says nothing."""
    found: dict[str, None] = {}
    path = folder().parent / "dialogues" / AIRLINE
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for turn in re.findall(r"<cust__(.*?)__cust>", f"{row['context']} {row['first_utterance']}", re.DOTALL):
                text = " ".join(re.sub(r"@\w+|https?://\S+|__\w+__", "", turn).split())
                parts = re.split(r"(?<=[.!?])\s+", text)
                found |= {part: None for part in parts if SHORTEST <= len(part.split()) <= LONGEST}
    return sorted(found, key=lambda text: hashlib.sha256(text.encode()).digest())


def prepared(where: Path, most: int, vectors: Path | None) -> None:
    """Write so many texts and their vectors to a folder; `vectors` is such a file of the sentences'."""
    texts = sentences()[:ENCODED]
    matrix = kept(vectors, min(most, len(texts))) if vectors is not None else encoder_of().encode(texts[:most])
    chance = np.random.default_rng(1)
    blocks, said = [matrix], texts[: len(matrix)]
    while len(said) < most:
        noise = discovery.unit(chance.normal(size=matrix.shape))
        blocks.append(discovery.unit(matrix + NOISE * noise))
        said += [f"{text} {len(blocks)}" for text in texts[: len(matrix)]]
    order = chance.permutation(len(said))[:most] if len(blocks) > 1 else np.arange(len(said))
    np.concatenate(blocks)[order].astype(np.float16).tofile(where / "vectors")
    (where / "texts.json").write_text(json.dumps([said[at] for at in order.tolist()]), encoding="utf-8")


def kept(path: Path, texts: int) -> NDArray[np.float32]:
    """The first so many vectors of a file of halves of floats."""
    bits = np.fromfile(path, np.float16, texts * DIMENSIONS).reshape(-1, DIMENSIONS)
    return discovery.unit(bits.astype(np.float32))


def timed(where: Path, texts: int, *, peer: bool = False, again: bool = True) -> dict[str, float]:
    """One fit in a process of its own."""
    program = TIMED.format(*((PEER, PEER_END) if peer else (OURS, OUR_END)))
    wanted = (str(texts), str(least_conversations(8, texts)), "again" if again else "")
    ran = subprocess.run(
        [sys.executable, "-c", program, where, *wanted],
        env={**as_installed(), "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    measured: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return measured


def agreement(where: Path, texts: int) -> dict[str, float]:
    """How a fit of a drawn part agrees with one of all texts, every text assigned, and two seeds of either."""
    said = json.loads((where / "texts.json").read_text(encoding="utf-8"))[:texts]
    vectors = kept(where / "vectors", texts)

    def topics(most: int, seed: int) -> NDArray[np.int64]:
        discovery.MOST_TEXTS = most
        least = Discovery().min_conversations
        found = discovery.discover(
            said,
            vectors,
            [1] * len(said),
            min_weight=least_conversations(least, len(said)),
            small_weight=least,
            seed=seed,
        )
        return assign(vectors, [one.centroid for one in found.groups], [one.floor for one in found.groups]).topic

    drawn, whole = (discovery.MOST_TEXTS, texts)
    fits = {(most, seed): topics(most, seed) for most in (drawn, whole) for seed in (0, 1)}
    told: dict[str, float] = {}
    for name, one, other in (
        ("drawn and whole", (drawn, 0), (whole, 0)),
        ("whole, two seeds", (whole, 0), (whole, 1)),
        ("drawn, two seeds", (drawn, 0), (drawn, 1)),
    ):
        score = scores([str(at) for at in fits[one]], [str(at) for at in fits[other]])
        told |= {f"{name}: ARI": score["ari"], f"{name}: the same topic": score["acc"]}
    of_drawn, of_whole = fits[drawn, 0], fits[whole, 0]
    return {
        **told,
        "a drawn topic within one of the whole": within(of_drawn, of_whole),
        "a topic of the whole within a drawn one": within(of_whole, of_drawn),
        "in a topic drawn": float((of_drawn >= 0).mean()),
        "in a topic whole": float((of_whole >= 0).mean()),
        "topics drawn": of_drawn.max() + 1.0,
        "topics whole": of_whole.max() + 1.0,
    }


def within(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """The share of the texts in one's topics that lie in that topic of the other which holds most of their own: 1 where
    one only cuts finer."""
    both = (one >= 0) & (other >= 0)
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1), dtype=np.int64)
    np.add.at(table, (one[both], other[both]), 1)
    return float(table.max(axis=1).sum() / max(1, int((one >= 0).sum())))


def measure(
    *,
    sizes: Sequence[int] = (10_000,),
    runs: int = 3,
    peer: bool = True,
    agreeing: int = 0,
    vectors: Path | None = None,
) -> tuple[Row, ...]:
    """Medians of both, of each number of texts; how a drawn fit of `agreeing` texts agrees with a whole one."""
    if not (folder().parent / "dialogues" / AIRLINE).exists():
        raise Absent(f"{AIRLINE} is not there; set PAINPOINTS_DATA")
    rows = []
    with tempfile.TemporaryDirectory(prefix="painpoints-") as scratch:
        where = Path(scratch)
        prepared(where, max(*sizes, agreeing, 1), vectors)
        for texts in sizes:
            turns: dict[str, list[dict[str, float]]] = {"ours": [], "peer": [], "once": []}
            for _ in range(runs):
                turns["ours"].append(timed(where, texts))
                if peer:
                    turns["peer"].append(timed(where, texts, peer=True))
                turns["once"].append(timed(where, texts, again=False))
            for name, unit, least, most in FIGURES:
                ours, theirs, once = (median(run[name] for run in done) if done else None for done in turns.values())
                if name == "fit":
                    alone = f"fit without what is found again, {texts:,} texts"
                    rows.append(Row(name=alone, ours=once or 0.0, peer=theirs, unit=unit, runs=runs))
                rows.append(
                    Row(
                        name=f"{name}, {texts:,} texts",
                        ours=ours or 0.0,
                        peer=theirs,
                        unit=unit,
                        runs=runs,
                        at_least=(least(texts) or None) if peer else None,
                        at_most=most(texts) or None,
                    )
                )
        if agreeing:
            found = agreement(where, agreeing)
            rows += [
                Row(name=f"{name}, {agreeing:,} texts", ours=value, unit="", runs=1) for name, value in found.items()
            ]
    return tuple(rows)


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, nargs="+", default=[10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument(
        "--agreement", type=int, default=0, help="texts of which a drawn fit is held against a whole one"
    )
    parser.add_argument("--vectors", type=Path, help="the sentences' vectors, where they were kept")
    wanted = parser.parse_args()
    report(
        lambda: measure(
            sizes=wanted.texts,
            runs=wanted.runs,
            peer=not wanted.no_peer,
            agreeing=wanted.agreement,
            vectors=wanted.vectors,
        )
    )


if __name__ == "__main__":
    main()
