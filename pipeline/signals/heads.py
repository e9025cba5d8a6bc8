"""Heads: how surely a sentence shows each signal, read off its vector and its words.

A head is linear in the sentence's vector and in its hashed word n-grams (tf-idf), and its score is turned into a
probability by a logistic curve. `pipeline.signals.training` learns heads; the shipped ones lie beside it in a file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import mmh3
import numpy as np
import orjson
from numpy.typing import NDArray

from pipeline.errors import SettingsError
from pipeline.signals.definitions import SIDES, Side

Floats = NDArray[np.float32]

BUCKETS = 2**14
"""Of the hashed word n-grams."""
TOKEN = re.compile("[a-z']+|[?!]")
WORDS = 1.5
"""What the words weigh beside the vector."""
SHIPPED, ADAPTER = "heads.safetensors", "adapter.safetensors"
SHA256 = {
    SHIPPED: "9617aaeb509e5e8742a6a7763b5d650fe14630aa556a6fd1ddf819ce973b19a8",
    ADAPTER: "20afc0f1ba773092e9038d3a4f0b7a98dac8e30b809da8af01164de59b3aaed6",
}
CHUNK = 8_192
"""Sentences that are scored at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The heads of one speaker's signals."""

    names: tuple[str, ...]
    dense: Floats
    """(dimensions + 1, signals): of the vector, and last the constant."""
    words: Floats
    """(BUCKETS, signals)."""
    rarity: Floats
    """(BUCKETS,): inverse document frequency of the n-grams."""
    slope: Floats
    """(signals,): of the logistic curve that makes a score a probability."""
    offset: Floats
    """(signals,)."""

    def scores(self, vectors: Floats, texts: Sequence[str]) -> Floats:
        """Linear scores, (texts, signals); vectors (texts, dimensions)."""
        grams = n_grams(texts, self.rarity)
        return np.asarray(vectors @ self.dense[:-1] + self.dense[-1] + grams @ self.words, dtype=np.float32)

    def probabilities(self, vectors: Floats, texts: Sequence[str]) -> Floats:
        """How probable it is that each text shows each signal, (texts, signals), to four decimals."""
        rows = [
            _logistic(self.scores(vectors[at : at + CHUNK], texts[at : at + CHUNK]), self.slope, self.offset)
            for at in range(0, len(texts), CHUNK)
        ]
        return np.concatenate(rows) if rows else np.zeros((0, len(self.names)), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The heads of all signals, and what they were made of."""

    encoder: str
    """Fingerprint of the encoder whose vectors they read."""
    learned: Mapping[str, str]
    """Signal -> fingerprint of the definition that it was learned from."""
    sides: Mapping[Side, Head]
    """Without a speaker of whom no signal is known."""
    base: str = ""
    """SHA-256 of the shipped heads that these stand beside; empty in the shipped file."""

    @property
    def fingerprint(self) -> str:
        """Changes with every number."""
        return hashlib.sha256(to_bytes(self)).hexdigest()


def n_grams(texts: Sequence[str], rarity: Floats | None = None) -> Any:
    """Hashed word n-grams (1 to 3) of the texts: a sparse matrix (texts, BUCKETS), rows of length WORDS.

    Without `rarity` the logarithms of their counts. Hashed as by scikit-learn's HashingVectorizer (Weinberger and
    others 2009, "Feature hashing for large scale multitask learning"), which would take a second to load.
    """
    counts = _counted(texts)
    counts.data = 1 + np.log(counts.data)
    if rarity is None:
        return counts
    counts.data *= rarity[counts.indices]
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    counts.data *= np.repeat(WORDS / np.maximum(length, 1e-9), np.diff(counts.indptr)).astype(np.float32)
    return counts


def _counted(texts: Sequence[str]) -> Any:
    """How often each text says what falls into each bucket: (texts, BUCKETS), float32."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to load: not where signals are only listed

    grams: list[str] = []
    ends = [0]
    for text in texts:
        one = TOKEN.findall(text.lower().replace("’", "'"))
        two = [*map(" ".join, pairwise(one))]
        grams += one
        grams += two
        grams += map(" ".join, zip(two, one[2:], strict=False))
        ends.append(len(grams))
    buckets = np.abs(np.fromiter(map(mmh3.hash, grams), np.int64, len(grams))) % BUCKETS
    counts = csr_matrix((np.ones(len(grams), dtype=np.float32), buckets, ends), shape=(len(texts), BUCKETS))
    counts.sum_duplicates()
    return counts


def to_bytes(heads: Heads) -> bytes:
    """The heads as a safetensors file."""
    from safetensors.numpy import save  # noqa: PLC0415 - only where signals are learned

    about = {
        "encoder": heads.encoder,
        "learned": dict(sorted(heads.learned.items())),
        "base": heads.base,
        "names": {side: head.names for side, head in heads.sides.items()},
    }
    tensors = {"about": np.frombuffer(orjson.dumps(about), dtype=np.uint8)}
    for side, head in heads.sides.items():
        for field in fields(Head)[1:]:
            tensors[f"{side}.{field.name}"] = np.ascontiguousarray(getattr(head, field.name), dtype=np.float16)
    return save(tensors)


def from_bytes(data: bytes) -> Heads:
    """The heads of a safetensors file; raises SettingsError where it is none."""
    from safetensors import SafetensorError  # noqa: PLC0415 - only where heads are read
    from safetensors.numpy import load  # noqa: PLC0415 - only where heads are read

    try:
        tensors = load(data)
        about = orjson.loads(tensors["about"].tobytes())
        sides = {
            side: Head(
                names=tuple(about["names"][side]),
                **{field.name: tensors[f"{side}.{field.name}"].astype(np.float32) for field in fields(Head)[1:]},
            )
            for side in SIDES
            if side in about["names"]
        }
    except (SafetensorError, KeyError, ValueError):
        raise SettingsError("the file of the signals' heads is broken: reinstall painpoints") from None
    return Heads(encoder=about["encoder"], learned=about["learned"], sides=sides, base=about.get("base", ""))


@cache
def adapter() -> bytes:
    """The low-rank changes of the bundled encoder that make it tell signals apart (safetensors).

    Raises SettingsError where the file is not the shipped one; so does `shipped`.
    """
    return _checked(ADAPTER)


@cache
def shipped() -> Heads:
    """Those of the shipped signals, made with the bundled encoder as `adapter` changes it."""
    return from_bytes(_checked(SHIPPED))


def _checked(name: str) -> bytes:
    data = (resources.files(__package__) / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        raise SettingsError(f"the signals' {name} is not the shipped one: reinstall painpoints")
    return data


def _logistic(scores: Floats, slope: Floats, offset: Floats) -> Floats:
    from scipy.special import expit  # noqa: PLC0415 - as scipy.sparse above

    return np.asarray(np.round(expit(scores * slope + offset), 4), dtype=np.float32)
