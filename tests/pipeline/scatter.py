"""Vectors that scatter around a direction, for the tests of what tells topics apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 64


def around(direction: NDArray[np.float64], rows: int, *, noise: float, seed: int) -> NDArray[np.float32]:
    """Unit vectors that scatter around a direction; `noise` is the share of their length that is chance."""
    chance = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS))
    chance /= np.linalg.norm(chance, axis=1, keepdims=True)
    made = np.sqrt(1 - noise**2) * direction + noise * chance
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def towards(cosine: float) -> NDArray[np.float64]:
    """A direction with that cosine to the first axis."""
    direction = np.zeros(DIMENSIONS)
    direction[:2] = cosine, np.sqrt(1 - cosine**2)
    return direction
