"""Embedding beside sentence-transformers' defaults (float32, batches of 32): speed, nearness, and what follows from it.

    python -m benchmarks.bench_embedding [--texts 1024] [--runs 3]

Both encode the same real sentences, before duplicates collapse, in turns; medians over the rounds, quiet and with two
processes beside that keep a processor each busy. Signals are those of the shipped heads in the vectors of both kinds
of arithmetic.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import resources
from itertools import combinations
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from sentence_transformers import SentenceTransformer
from sklearn.metrics import adjusted_rand_score

from benchmarks.bench_clustering import ours
from benchmarks.bench_signals import labelled, texts_of
from benchmarks.labelled import SETS
from benchmarks.machine import as_installed
from benchmarks.table import Absent, Row, interleaved, report
from pipeline import processors, signals
from pipeline.encoding import BUNDLED_PACKAGE, INT8_FLAGS, Encoder, Vectors, bert, cpu_flags, encoder_of
from pipeline.redaction import without_placeholders
from pipeline.signals import SURE

PEER = "sentence-transformers"
SENTENCES = "half the layers, for sentences"
"""As five of six texts of a cold night are encoded: behaviours are found in them."""
OPERATIONS = 21.2e6
"""Floating-point operations of the model for each token."""
BUSY = "while True: sum(range(10_000))"
FIRST = {
    "ours": "from pipeline.encoding import encoder_of; encoder_of().encode(['My mail is down.'])",
    PEER: "from sentence_transformers import SentenceTransformer;"
    "from importlib import resources;"
    f"SentenceTransformer(str(resources.files('{BUNDLED_PACKAGE}') / 'model')).encode(['My mail is down.'])",
}


def measure(*, texts: int = 1_024, runs: int = 3) -> tuple[Row, ...]:
    """Rates beside the peer's, the first sentence, cosines to float32, and what signals and topics come to."""
    try:
        rows = [one for one in labelled() if one.speaker == "customer"][:texts]
        said = [without_placeholders(text) for text in texts_of([one.id for one in rows]).values()]
    except FileNotFoundError as error:
        raise Absent(f"{Path(error.filename).name} is not there; set PAINPOINTS_DATA") from None
    theirs = SentenceTransformer(str(resources.files(BUNDLED_PACKAGE) / "model"), device="cpu")
    ways: dict[str, Callable[[Sequence[str]], Vectors]] = {
        PEER: lambda some: theirs.encode(list(some), normalize_embeddings=True),
        **{backend: encoder_of(backend=backend, weighted=False).encode for backend in _backends()},
        SENTENCES: encoder_of(backend=_backends()[0], adapter=signals.adapter()).encode,
    }
    told = _rates("", ways, said, runs)
    with _neighbours(2):
        told += _rates(", two busy neighbours", ways, said, runs)
    each = sum(len(ids) for ids in theirs.tokenizer(said)["input_ids"]) / len(said) * OPERATIONS / 1e9
    told += [
        Row(name=f"{one.name.removesuffix(', texts')}: of the limit", ours=one.ours * each, unit="GFLOP/s", runs=runs,
            peer=_limit(one.name.partition(",")[0]), more_is_better=True)
        for one in told[: len(_backends())]
    ]  # fmt: skip
    first = interleaved({name: partial(_first, script) for name, script in FIRST.items()}, runs=runs)
    told.append(
        Row(name="start to first vector", ours=first["ours"], peer=first[PEER], unit="s", runs=runs, at_most=1.5)
    )
    return (*told, *_cosines(said), *_signals(said), *_topics())


def _cosines(texts: Sequence[str]) -> Iterator[Row]:
    """Of each kind of vector, mean and least, to the same in float32."""
    for called, weighted, adapter in (
        ("plain", False, None),
        ("weighted", True, None),
        ("adapted", True, signals.adapter()),
    ):
        exact, *others = (
            encoder_of(backend=backend, weighted=weighted, adapter=adapter).encode(texts)
            for backend in reversed(_backends())
        )
        for vectors in others:
            near = (vectors * exact).sum(axis=1)
            yield Row(
                name=f"1 - cosine to float32, {called}, mean",
                ours=1 - float(near.mean()),
                unit="",
                runs=1,
                at_most=0.003,
            )
            yield Row(name=f"1 - cosine to float32, {called}, worst", ours=1 - float(near.min()), unit="", runs=1)


def _backends() -> tuple[str, ...]:
    return ("int8", "float32") if INT8_FLAGS & cpu_flags() else ("float32",)


def _rates(
    when: str, ways: Mapping[str, Callable[[Sequence[str]], Vectors]], texts: Sequence[str], runs: int
) -> list[Row]:
    """Texts a second of each backend, beside the peer's."""

    def rate(encode: Callable[[Sequence[str]], Vectors]) -> float:
        began = perf_counter()
        encode(texts)
        return len(texts) / (perf_counter() - began)

    for encode in ways.values():
        encode(texts[:64])
    found = interleaved({name: partial(rate, encode) for name, encode in ways.items()}, runs=runs)
    least = dict.fromkeys((_backends()[0], SENTENCES), 3.0 if "amx_int8" in cpu_flags() else 2.0)
    return [
        Row(name=f"{name}{when}, texts", ours=found[name], peer=found[PEER], unit="/s", runs=runs,
            at_least=least.get(name), more_is_better=True)
        for name in (*_backends(), SENTENCES)
    ]  # fmt: skip


def _first(script: str) -> float:
    """Seconds of a fresh process to its first vector, its start included."""
    began = perf_counter()
    offline = {**as_installed(), "HF_HUB_OFFLINE": "1"}
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=offline)
    return perf_counter() - began


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
    op, rows, repeats, threads = openvino.opset13, 512, 8, processors.usable()
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


def _signals(texts: Sequence[str]) -> Iterator[Row]:
    """How far the shipped heads agree on what customers show: fired in both over fired in either."""
    head = signals.shipped().sides["customer"]
    fired = []
    for backend in ("float32", _backends()[0]):
        encoder: Encoder = encoder_of(backend=backend, adapter=signals.adapter())
        fired.append(head.probabilities(encoder.encode(texts), texts) >= SURE)
    both, either = int((fired[0] & fired[1]).sum()), int((fired[0] | fired[1]).sum())
    yield Row(name="signals in float32", ours=float(fired[0].sum()), unit="", runs=1)
    yield Row(name="signals in both of those in either", ours=both / max(either, 1), unit="", runs=1)


def _topics(texts: int = 1_500, seeds: int = 3) -> Iterator[Row]:
    """How far topics of labelled texts agree (adjusted Rand): of both kinds of arithmetic, of seeds, with labels."""
    rows = SETS["banking77"][0]()
    drawn = np.random.default_rng(0).permutation(len(rows))[:texts].tolist()
    said, labels = [rows[row][0] for row in drawn], [rows[row][1] for row in drawn]
    vectors = [encoder_of(backend=backend).encode(said) for backend in ("float32", _backends()[0])]
    exact, quick = ([ours(said, some, seed) for seed in range(seeds)] for some in vectors)
    pairs = {
        "float32 and int8": list(zip(exact, quick, strict=True)),
        "two seeds": list(combinations(exact, 2)),
        "float32 and labels": [(labels, one) for one in exact],
        "int8 and labels": [(labels, one) for one in quick],
    }
    for name, some in pairs.items():
        index = median(float(adjusted_rand_score(*pair)) for pair in some)
        yield Row(name=f"topics, adjusted Rand: {name}", ours=index, unit="", runs=seeds)


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=1_024)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    report(lambda: measure(texts=wanted.texts, runs=wanted.runs))


if __name__ == "__main__":
    main()
