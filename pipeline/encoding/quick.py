"""The bundled model in OpenVINO: a second to its first sentence, and several times as fast as in torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline import processors
from pipeline.encoding import bert, bundled
from pipeline.encoding.bundled import token_weights
from pipeline.encoding.seam import Vectors, batches
from pipeline.errors import SettingsError

STEPS = "int8.safetensors"
STEPS_SHA256 = "c8e7874be5acca8c6f2f069bd0dadec7f714305f54050f21b699aff2cf61369c"
LONGEST = 256
"""Tokens of a text that are read, as the model was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    tokenizer: Any
    queue: Any
    """As many streams of one thread as there are processors, each with a batch in hand."""


class QuickEncoder:
    """An Encoder over the bundled model, in bytes or in float32; the model is loaded when the first text needs it.

    A batch is worked on by one thread alone, so neither their number nor who else needs the machine changes a bit, and
    no thread waits for another's part.
    """

    def __init__(
        self, *, int8: bool, batch: int = 8, weighted: bool = True, adapter: bytes | None = None, threads: int = 0
    ) -> None:
        """Check the model's files; raises SettingsError where one is not what it should be.

        `weighted` and `adapter` as for SentenceTransformerEncoder; `threads` 0: one for each processor that is usable.
        """
        self._folder = bundled.folder()
        self._batch, self._weighted, self._adapter, self._int8 = batch, weighted, adapter, int8
        self._threads = threads or processors.usable()
        self._loaded: _Loaded | None = None
        backend = f"int8-{STEPS_SHA256[:16]}" if int8 else "float32"
        self.fingerprint = f"{bundled.fingerprint(weighted=weighted, adapter=adapter)}@{backend}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode in batches of one shape, so that a text's vector is the same bits whatever is encoded beside it."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        if self._loaded is None:
            self._loaded = self._load()
        vectors = np.empty((len(texts), bert.SIZE), dtype=np.float32)

        def done(request: Any, rows: list[int]) -> None:
            vectors[rows] = request.get_output_tensor(0).data

        tokens = [one.ids for one in self._loaded.tokenizer.encode_batch_fast(list(texts))]
        self._loaded.queue.set_callback(done)
        try:
            for length, rows in batches([len(ids) for ids in tokens], self._batch, LONGEST):
                self._loaded.queue.start_async(list(_padded([tokens[row] for row in rows], length)), rows)
        finally:
            self._loaded.queue.wait_all()  # also where somebody stops it: the next texts find it idle
        return vectors

    def _load(self) -> _Loaded:
        from safetensors.numpy import load, load_file  # noqa: PLC0415 - only when a text is encoded
        from tokenizers import Tokenizer  # noqa: PLC0415 - only when a text is encoded

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        weights = load_file(self._folder / "model.safetensors")
        if self._adapter is not None:
            weights = bert.adapted(weights, load(self._adapter))
        counts = token_weights(tokenizer) if self._weighted else None
        openvino = bert.openvino()
        model = openvino.compile_model(
            bert.graph(weights, counts, _steps() if self._int8 else None),
            "CPU",
            {
                "NUM_STREAMS": self._threads,
                "INFERENCE_NUM_THREADS": self._threads,
                "INFERENCE_PRECISION_HINT": "f32",  # else bfloat16 on some processors and not on others
                "ENABLE_CPU_PINNING": False,  # a thread may go where a processor is free
            },
        )
        return _Loaded(tokenizer=tokenizer, queue=openvino.AsyncInferQueue(model, self._threads))


def cpu_flags() -> frozenset[str]:
    """What the processor says it can do, as Linux names it; nothing where the system is another."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line.partition(":")[2] for line in lines if line.startswith("flags")), "").split())


def _padded(tokens: Sequence[Sequence[int]], length: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Ids and mask of a batch, (texts, length)."""
    ids = np.zeros((len(tokens), length), np.int32)
    mask = np.zeros((len(tokens), length), np.float32)
    for row, one in enumerate(tokens):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return ids, mask


def _steps() -> dict[str, bert.Steps]:
    from safetensors.numpy import load  # noqa: PLC0415 - only when a text is encoded

    data = (resources.files(__package__) / STEPS).read_bytes()
    if hashlib.sha256(data).hexdigest() != STEPS_SHA256:
        raise SettingsError(f"the encoder's {STEPS} is not the shipped one: reinstall painpoints")
    return bert.steps_of(load(data))
