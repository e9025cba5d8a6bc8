"""Embedding beside sentence-transformers' defaults (float32, batches of 32): speed, nearness, and what follows from it.

    .venv/bin/python -m benchmarks.bench_embedding [--texts 1024] [--rounds 3] [--json FILE]

Both encode the same real sentences, before duplicates collapse, in turns; medians over the rounds, quiet and with two
processes beside that keep a processor each busy. `busy` is the load average when the run began: other work on the
machine slows both. Signals are those of the shipped heads in the vectors of both kinds of arithmetic.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from itertools import combinations
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sentence_transformers import SentenceTransformer
from sklearn.metrics import adjusted_rand_score

from benchmarks.bench_clustering import ours
from benchmarks.bench_signals import labelled, texts_of
from benchmarks.labelled import SETS
from pipeline import signals
from pipeline.encoding import BUNDLED_PACKAGE, INT8_FLAGS, Encoder, Vectors, bert, cpu_flags, encoder_of
from pipeline.redaction import without_placeholders
from pipeline.signals import SURE

OPERATIONS = 21.2e6
"""Floating-point operations of the model for each token."""
BUSY = "while True: sum(range(10_000))"
FIRST = {
    "ours": "from pipeline.encoding import encoder_of; encoder_of().encode(['My mail is down.'])",
    "sentence-transformers": "from sentence_transformers import SentenceTransformer;"
    "from importlib import resources;"
    f"SentenceTransformer(str(resources.files('{BUNDLED_PACKAGE}') / 'model')).encode(['My mail is down.'])",
}


def measure(texts: int = 1_024, rounds: int = 3) -> dict[str, Any]:
    """All figures of one run: texts a second, seconds, cosines and shares."""
    rows = [one for one in labelled() if one.speaker == "customer"][:texts]
    found = texts_of([one.id for one in rows])
    said = [without_placeholders(text) for text in found.values()]
    folder = str(resources.files(BUNDLED_PACKAGE) / "model")
    theirs = SentenceTransformer(folder, device="cpu")
    ways: dict[str, Callable[[Sequence[str]], Vectors]] = {
        "sentence-transformers": lambda some: theirs.encode(list(some), normalize_embeddings=True),
        **{backend: encoder_of(backend=backend, weighted=False).encode for backend in _backends()},
    }
    tokens = sum(len(ids) for ids in theirs.tokenizer(said)["input_ids"])
    told: dict[str, Any] = {
        "machine": f"{len(os.sched_getaffinity(0))} processors, {' '.join(sorted(INT8_FLAGS & cpu_flags())) or 'none'}",
        "busy": round(os.getloadavg()[0], 1),
        "texts": len(said),
        "tokens": tokens,
        "quiet": _speeds(ways, said, rounds),
        "first_sentence_seconds": _first(rounds),
        "cosine": {},
    }
    with _neighbours(2):
        told["two_busy_neighbours"] = _speeds(ways, said, rounds)
    limits = {"float32": _limit("float32"), "int8": _limit("int8")}
    told["limit_gflops"] = limits
    for rates in told["quiet"].values():
        rates["gflops"] = round(rates["texts_a_second"] * tokens / len(said) * OPERATIONS / 1e9, 1)
    for called, weighted, adapter in (
        ("plain", False, None),
        ("weighted", True, None),
        ("adapted", True, signals.adapter()),
    ):
        exact = encoder_of(backend="float32", weighted=weighted, adapter=adapter).encode(said)
        for backend in _backends():
            near = (encoder_of(backend=backend, weighted=weighted, adapter=adapter).encode(said) * exact).sum(axis=1)
            told["cosine"][f"{backend} {called}"] = {
                "mean": round(float(near.mean()), 5),
                "min": round(float(near.min()), 4),
            }
    told["signals"] = _signals(said)
    told["topics"] = _topics()
    return told


def _backends() -> tuple[str, ...]:
    return ("int8", "float32") if INT8_FLAGS & cpu_flags() else ("float32",)


def _speeds(
    ways: dict[str, Callable[[Sequence[str]], Vectors]], texts: Sequence[str], rounds: int
) -> dict[str, dict[str, float]]:
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for encode in ways.values():
        encode(texts[:64])
    for _ in range(rounds):
        for name, encode in ways.items():
            began = perf_counter()
            encode(texts)
            seconds[name].append(perf_counter() - began)
    base = seconds["sentence-transformers"]
    return {
        name: {
            "texts_a_second": round(len(texts) / median(taken)),
            "ratio": round(median(theirs / ours for theirs, ours in zip(base, taken, strict=True)), 2),
        }
        for name, taken in seconds.items()
    }


def _first(rounds: int) -> dict[str, float]:
    """Seconds of a fresh process to its first vector, its start included."""
    taken: dict[str, list[float]] = {name: [] for name in FIRST}
    for _ in range(rounds):
        for name, script in FIRST.items():
            began = perf_counter()
            offline = {**os.environ, "HF_HUB_OFFLINE": "1"}
            subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=offline)
            taken[name].append(perf_counter() - began)
    return {name: round(median(seconds), 2) for name, seconds in taken.items()}


@contextmanager
def _neighbours(count: int) -> Iterator[None]:
    """Other processes that want a processor each."""
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for one in busy:
            one.kill()
            one.wait()


def _limit(kind: str) -> float:
    """GFLOP/s of matrix products of the model's largest shape alone, on all processors, as OpenVINO multiplies."""
    openvino = bert.openvino()
    op, rows, repeats, threads = openvino.opset13, 512, 8, len(os.sched_getaffinity(0))
    node = given = op.parameter([rows, 384], np.float32)
    random = np.random.default_rng(0)
    for _ in range(repeats):
        for outputs, inputs in ((1536, 384), (384, 1536)):
            matrix = (random.normal(size=(outputs, inputs)) / inputs**0.5).astype(np.float32)
            factor = op.constant(matrix)
            if kind == "int8":
                low, high = op.constant(np.float32(-4)), op.constant(np.float32(4))
                node = op.fake_quantize(node, low, high, low, high, 256)
                rounded, step = bert.in_bytes(matrix)
                factor = op.multiply(op.convert(op.constant(rounded), "f32"), op.constant(step))
            node = op.matmul(node, factor, False, True)
    model = openvino.compile_model(
        openvino.Model([node], [given], "limit"),
        "CPU",
        {"NUM_STREAMS": threads, "INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32"},
    )
    queue, data = openvino.AsyncInferQueue(model, threads), random.normal(size=(rows, 384)).astype(np.float32)
    times = []
    for _ in range(4):
        began = perf_counter()
        for _ in range(8 * threads):
            queue.start_async([data])
        queue.wait_all()
        times.append(perf_counter() - began)
    return round(8 * threads * repeats * 2 * 2 * rows * 384 * 1536 / min(times) / 1e9, 1)


def _signals(texts: Sequence[str]) -> dict[str, float]:
    """How far the shipped heads agree on what customers show: fired in both over fired in either, and counts."""
    head = signals.shipped().sides["customer"]
    fired = []
    for backend in ("float32", _backends()[0]):
        encoder: Encoder = encoder_of(backend=backend, adapter=signals.adapter())
        fired.append(head.probabilities(encoder.encode(texts), texts) >= SURE)
    both, either = int((fired[0] & fired[1]).sum()), int((fired[0] | fired[1]).sum())
    return {"float32": int(fired[0].sum()), "int8": int(fired[1].sum()), "agree": round(both / max(either, 1), 4)}


def _topics(texts: int = 1_500, seeds: int = 3) -> dict[str, Any]:
    """How far topics of labelled texts agree (adjusted Rand): of both kinds of arithmetic, of seeds, with labels."""
    rows = SETS["banking77"][0]()
    drawn = np.random.default_rng(0).permutation(len(rows))[:texts].tolist()
    said, labels = [rows[row][0] for row in drawn], [rows[row][1] for row in drawn]
    vectors = [encoder_of(backend=backend).encode(said) for backend in ("float32", _backends()[0])]
    exact, quick = ([ours(said, some, seed) for seed in range(seeds)] for some in vectors)
    pairs = {
        "between float32 and int8": list(zip(exact, quick, strict=True)),
        "between seeds": list(combinations(exact, 2)),
        "float32 with labels": [(labels, one) for one in exact],
        "int8 with labels": [(labels, one) for one in quick],
    }
    return {name: [round(float(adjusted_rand_score(*pair)), 3) for pair in some] for name, some in pairs.items()}


def main() -> None:
    """Print the table; write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1_024)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    told = measure(wanted.texts, wanted.rounds)
    table = Table("", "texts/s", "ratio", "texts/s, two busy neighbours", "ratio", "GFLOP/s", title=told["machine"])
    for name, quiet in told["quiet"].items():
        busy = told["two_busy_neighbours"][name]
        values = (quiet["texts_a_second"], quiet["ratio"], busy["texts_a_second"], busy["ratio"], quiet["gflops"])
        table.add_row(name, *map(str, values))
    console = Console()
    console.print(table)
    shown = ("busy", "texts", "tokens", "first_sentence_seconds", "limit_gflops", "cosine", "signals", "topics")
    console.print({name: told[name] for name in shown})
    if wanted.json:
        wanted.json.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
