"""How well groups of vectors are separated."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from pipeline.discovery import unit
from pipeline.separation import silhouette


@pytest.mark.parametrize("clusters", [2, 5, 40])
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_silhouettes_are_those_of_scikit_learn(clusters: int, kind: type[np.floating]) -> None:
    """Though no two rows are compared; a row that is alone in its cluster counts nothing."""
    chance = np.random.default_rng(clusters)
    vectors = unit(np.eye(16)[chance.integers(0, 4, size=80)] + 0.5 * chance.normal(size=(80, 16))).astype(kind)
    labels = np.concatenate([[clusters - 1], chance.integers(0, clusters - 1, size=79)])
    assert silhouette(vectors, labels) == pytest.approx(silhouette_score(vectors, labels, metric="cosine"), abs=1e-5)
