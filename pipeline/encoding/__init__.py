"""Texts to vectors behind a seam of one method; the only importer of OpenVINO, torch and sentence-transformers.

What runs the model is a backend. The bundled model has four: `int8` and `float32` (a plain BERT in OpenVINO, in `bert`
and `quick`), `cuda` and `torch` (sentence-transformers, in `transformer`); every other model has the last two.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.encoding.bundled import BUNDLED, BUNDLED_PACKAGE, token_weights
from pipeline.encoding.quick import QuickEncoder, cpu_flags
from pipeline.encoding.seam import Encoder, Vectors
from pipeline.encoding.transformer import SentenceTransformerEncoder
from pipeline.errors import SettingsError

__all__ = [
    "BUNDLED",
    "BUNDLED_PACKAGE",
    "INT8_FLAGS",
    "Encoder",
    "QuickEncoder",
    "SentenceTransformerEncoder",
    "Vectors",
    "backend_of",
    "cpu_flags",
    "encoder_of",
    "space_of",
    "token_weights",
]

INT8_FLAGS = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})
"""A processor with one of them multiplies bytes faster than floats, and exactly."""
_BACKEND = re.compile(r"@(int8|float32|cuda)(?:-[0-9a-f]{16})?$")


def encoder_of(
    model: str = BUNDLED, *, backend: str = "auto", batch: int = 8, weighted: bool = True, adapter: bytes | None = None
) -> Encoder:
    """The encoder of a model, run by a backend; with `auto` by the fastest that this machine has.

    Raises SettingsError where the model is absent or not what it should be, and where the machine lacks what the
    backend needs. `batch`, `weighted` and `adapter` as for SentenceTransformerEncoder.
    """
    if backend == "auto":
        backend = _fastest(model)
    elif backend == "cuda" and not _has_gpu():
        raise SettingsError(
            "encoder.backend: `cuda` needs an NVIDIA GPU and torch's CUDA build, `make setup TORCH=cuda`"
        )
    if backend in {"cuda", "torch"}:
        # Without a backend's name homes were begun wherever sentence-transformers ran the model, and go on so.
        device = "cuda" if backend == "cuda" else None
        return SentenceTransformerEncoder(model, batch=batch, weighted=weighted, adapter=adapter, device=device)
    if model != BUNDLED:
        raise SettingsError(f"encoder.backend: `{backend}` runs the bundled model only: set `auto`, `torch` or `cuda`")
    if backend == "int8" and not INT8_FLAGS & cpu_flags():
        raise SettingsError(
            f"encoder.backend: `int8` needs a processor with one of {', '.join(sorted(INT8_FLAGS))}, and this one shows"
            " none: run on one that does, or set another backend"
        )
    return QuickEncoder(int8=backend == "int8", batch=batch, weighted=weighted, adapter=adapter)


def space_of(fingerprint: str) -> str:
    """The model that a fingerprint names, whatever ran it: vectors of one space are near enough to be read alike."""
    return _BACKEND.sub("", fingerprint)


def backend_of(fingerprint: str) -> str:
    """The backend that a fingerprint names."""
    named = _BACKEND.search(fingerprint)
    return named[1] if named else "torch"


def _fastest(model: str) -> str:
    if _has_gpu():
        return "cuda"
    if model != BUNDLED:
        return "torch"
    return "int8" if INT8_FLAGS & cpu_flags() else "float32"


def _has_gpu() -> bool:
    """Whether torch can use a GPU; it is only asked, which takes a second, where the system shows one."""
    if not any(Path("/dev").glob("nvidia[0-9]*")) and not Path("/dev/dxg").exists():
        return False
    import torch  # noqa: PLC0415 - seconds, only where there is a GPU

    return torch.cuda.is_available()
