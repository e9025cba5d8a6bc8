"""The nearest rows of each row: all of them, whatever a sample of the rows would make one think."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import processors
from pipeline.discovery import neighbours, unit
from pipeline.discovery.graph import PLACES, Vectors
from pipeline.discovery.neighbours import STRIDE, Nearest, nearest

NEAR = 2 * 10.0**-PLACES
"""Cosines that differ by so little may come in either order."""


def holds(vectors: Vectors, count: int) -> Nearest:
    """What is found, after each row was held against all others."""
    found = nearest(vectors, count)
    cosines = (vectors.astype(np.float64) @ vectors.T.astype(np.float64)).astype(np.float32)
    np.fill_diagonal(cosines, -2.0)
    assert found.row.shape == found.cosine.shape == (len(vectors), count)
    assert (found.row != np.arange(len(vectors))[:, None]).all()
    assert all(len(set(row)) == count for row in found.row.tolist())
    assert np.abs(found.cosine - np.take_along_axis(cosines, found.row, axis=1)).max() < NEAR
    order = np.lexsort((found.row, -found.cosine), axis=1)
    assert (order == np.arange(count)).all()
    np.put_along_axis(cosines, found.row, -2.0, axis=1)
    assert (cosines.max(axis=1) <= found.cosine.min(axis=1) + NEAR).all()
    return found


@given(st.integers(11, 300), st.integers(1, 10), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_the_nearest_are_found(rows: int, count: int, dimensions: int, seed: int) -> None:
    """Of few rows and more, in so few dimensions that many lie in the same place."""
    chance = np.random.default_rng(seed)
    holds(unit(chance.integers(-2, 3, size=(rows, dimensions)) + 0.5), count)


def test_the_nearest_of_many_rows_are_found() -> None:
    """Of more than a block holds, and columns."""
    holds(unit(np.random.default_rng(3).normal(size=(2_700, 24))), 20)


def test_a_row_that_the_sample_misleads_is_looked_at_once_more() -> None:
    """Eight of every eighth rows lie together: each has seven so near that all others seem far, and needs ten."""
    vectors = np.random.default_rng(5).normal(size=(700, 12))
    together = np.arange(8) * 4 * STRIDE
    vectors[together] = vectors[0] + 0.001 * vectors[together]
    found = holds(unit(vectors), 10)
    assert all(set(together) - {row} <= set(found.row[row].tolist()) for row in together.tolist())


def test_of_rows_that_are_all_alike_the_first_are_nearest() -> None:
    """Though every pair is as near as any other."""
    found = nearest(unit(np.ones((2_300, 8))), 10)
    assert (found.row[10:] == np.arange(10)).all()
    assert found.row[3].tolist() == [0, 1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert (found.cosine == 1).all()


@pytest.mark.parametrize("most", ["MOST_HELD", "CROWDED"])
def test_what_is_held_for_it_does_not_matter(most: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest are chosen once, or now and then; where pairs are many, some are left out where they are found."""
    chance = np.random.default_rng(6)
    # Half lie in a few places, half so near each other that only their cosines' last digit tells them apart.
    lattice = chance.integers(-1, 2, size=(3_000, 4)) + 0.2
    arc = np.array([1.0, 0.0, 0.0, 0.0]) + 2.0 * chance.random(size=(3_000, 1)) * np.array([0.0, 1.0, 0.0, 0.0])
    monkeypatch.setattr(processors, "usable", lambda: 1)
    vectors = unit(np.concatenate([lattice, arc])[chance.permutation(6_000)])
    whole = nearest(vectors, 9)
    monkeypatch.setattr(neighbours, most, 1)
    some = nearest(vectors, 9)
    assert (some.row == whole.row).all()
    assert (some.cosine == whole.cosine).all()


def test_neighbours_are_the_same_bits_on_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each product is one thread's, whichever that is."""
    vectors = unit(np.random.default_rng(4).normal(size=(1_500, 30)))
    bits = set()
    for threads in (1, 2, 5):
        monkeypatch.setattr(processors, "usable", lambda threads=threads: threads)
        found = nearest(vectors, 12)
        bits.add((found.row.tobytes(), found.cosine.tobytes()))
    assert len(bits) == 1
