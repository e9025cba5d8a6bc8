"""Signals from examples: a ridge regression on a sentence's vector and on its word n-grams, for all signals at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]

WORDS = 1.5
"""What word n-grams weigh beside the sentence's vector."""
PENALTY = 10.0
ALSO = 0.35
"""Quantile of a signal's own examples above which another signal's sentence may show it as well: it tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """A signal as its file defines it."""

    name: str
    speaker: str
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]


def examples() -> tuple[Examples, ...]:
    """Those of all signals that are defined by examples, by name."""
    folder = resources.files("pipeline.signals") / "defined"
    found = []
    for speaker in ("agent", "customer"):
        for file in (folder / speaker).iterdir():
            row = tomllib.loads(file.read_text(encoding="utf-8"))
            found.append(
                Examples(
                    name=row["name"],
                    speaker=row["speaker"],
                    shown=tuple(row["examples"]),
                    not_shown=tuple(row["counterexamples"]),
                )
            )
    return tuple(sorted(found, key=lambda one: one.name))


def scored(signals: Sequence[Examples], vector: Mapping[str, Vectors], texts: Sequence[str]) -> dict[str, Scores]:
    """How surely each text shows each signal of one speaker: the higher the surer, about 0 in the balance.

    `vector` has that of every example and text.
    """
    own = list(dict.fromkeys(text for one in signals for text in (*one.shown, *one.not_shown)))
    place = {text: at for at, text in enumerate(own)}
    words = _words(own)
    here, there = (np.array([vector[text] for text in some], dtype=np.float64) for some in (own, texts))
    grams, others = words.transform(_low(own)), words.transform(_low(texts))
    gram = here @ here.T + WORDS**2 * _dot(grams, grams) + 1
    factor = cho_factor(gram + PENALTY * np.eye(len(own)))
    wanted = np.full((len(own), len(signals)), -1.0)
    free = np.ones(wanted.shape, dtype=bool)
    for at, one in enumerate(signals):
        wanted[[place[text] for text in one.shown], at] = 1
        free[[place[text] for text in (*one.shown, *one.not_shown)], at] = False
    weights = cho_solve(factor, wanted)
    # Each sentence by the others alone, in closed form (leave one out).
    without = wanted - weights / np.diag(cho_solve(factor, np.eye(len(own))))[:, None]
    for at in range(len(signals)):
        least = np.quantile(without[wanted[:, at] == 1, at], ALSO)
        wanted[free[:, at] & (without[:, at] > least), at] = 0
    weights = cho_solve(factor, wanted)
    told = (there @ here.T + WORDS**2 * _dot(others, grams) + 1) @ weights
    return {one.name: told[:, at] for at, one in enumerate(signals)}


def _words(texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - seconds

    return TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True, token_pattern="[a-z']+|[?!]").fit(
        _low(texts)
    )


def _low(texts: Sequence[str]) -> list[str]:
    return [text.lower() for text in texts]


def _dot(one: csr_matrix, other: csr_matrix) -> Scores:
    return np.asarray((one @ other.T).toarray(), dtype=np.float64)
