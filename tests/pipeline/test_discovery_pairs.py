"""Clusters that heed what people said of pairs of texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from homes import PAINS, WordsEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline import discovery
from pipeline.discovery import Found, discover, neighbour_graph, unit
from pipeline.discovery.neighbours import nearest
from pipeline.discovery.pairs import adapted, among, heeded, kept, pairs_of

Pair = tuple[int, int]
STRAYS = [f"Zebra number {word} juggles violet lanterns." for word in ("quaint", "brisk", "mellow", "ornate")]
TEXTS = sorted([*PAINS["mail"], *PAINS["invoice"], *PAINS["site"], *STRAYS])
ROWS_OF = {name: [TEXTS.index(text) for text in PAINS[name]] for name in ("mail", "invoice", "site")}
"""Of the planted pains, their rows."""


def found(*, together: Sequence[Pair] = (), apart: Sequence[Pair] = ()) -> Found:
    """The clusters of the texts."""
    return discover(
        TEXTS,
        WordsEncoder().encode(TEXTS),
        [1] * len(TEXTS),
        min_weight=8,
        seed=0,
        together=together,
        apart=apart,
    )


def labels_of(groups: Found, rows: int) -> list[int]:
    """Each row's cluster, -1 for none."""
    number = {row: at for at, group in enumerate(groups.groups) for row in group.rows}
    return [number.get(row, -1) for row in range(rows)]


def test_texts_that_belong_together_are_in_one_cluster() -> None:
    """One pain's text goes to another pain's cluster, and its own pain keeps the rest."""
    one, others = ROWS_OF["mail"][0], ROWS_OF["site"][:4]
    labels = labels_of(found(together=[(one, other) for other in others]), len(TEXTS))
    assert labels[one] >= 0
    assert {labels[row] for row in (one, *others)} == {labels[one]}
    assert labels[one] == max(set(labels), key=[labels[row] for row in ROWS_OF["site"]].count)


def test_a_stray_that_belongs_to_a_pain_is_in_its_cluster() -> None:
    """Though it lies below the floor: it was said to be of that pain."""
    stray = TEXTS.index(STRAYS[0])
    inside = ROWS_OF["invoice"][:5]
    labels = labels_of(found(together=[(row, stray) for row in inside]), len(TEXTS))
    assert {labels[row] for row in (stray, *inside)} == {labels[stray]} != {-1}


def test_texts_that_are_apart_are_in_no_common_cluster() -> None:
    """Ten texts of one pain, each said to be apart from another of it."""
    mail = ROWS_OF["mail"]
    apart = list(zip(mail[:10], mail[10:20], strict=True))
    labels = labels_of(found(apart=apart), len(TEXTS))
    assert all(labels[one] != labels[other] or labels[one] < 0 for one, other in apart)
    assert max(labels) >= 2


def test_pairs_that_say_nothing_change_nothing() -> None:
    """A text with itself, and what is apart although it is together, are left out."""
    assert found(together=[(3, 3)], apart=[(5, 5)]) == found()
    one, other = ROWS_OF["mail"][:2]
    once = found(together=[(one, other)])
    assert found(together=[(other, one), (one, other)], apart=[(one, other)]) == once


def test_rows_of_pairs_are_always_among_those_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said of a text holds though only a part of the texts is clustered."""
    monkeypatch.setattr(discovery, "MOST_TEXTS", 54)
    together = list(zip(ROWS_OF["mail"][:8], ROWS_OF["mail"][8:16], strict=True))
    apart = list(zip(ROWS_OF["site"][:8], ROWS_OF["site"][8:16], strict=True))
    labels = labels_of(found(together=together, apart=apart), len(TEXTS))
    assert all(labels[one] == labels[other] for one, other in together)
    assert all(labels[one] != labels[other] or labels[one] < 0 for one, other in apart)


def test_the_space_shrinks_where_texts_of_one_matter_differ() -> None:
    """Rows differ by two directions alike; pairs say that one is no matter; then the other tells rows apart."""
    chance = np.random.default_rng(2)
    matter, manner = np.repeat([0, 1], 100), np.tile([0, 1], 100)
    vectors = unit(
        2 * np.eye(16)[0] + np.eye(16)[1 + matter] + np.eye(16)[3 + manner] + 0.1 * chance.normal(size=(200, 16))
    )
    pairs = pairs_of(200, [(row, row + 1) for row in range(0, 200, 4)], [])
    after = adapted(vectors, pairs)
    unsaid = np.flatnonzero(np.bincount(pairs.home, minlength=200)[pairs.home] == 1)

    def likeness(seen: NDArray[np.float32], of: NDArray[np.int64]) -> float:
        cosines = seen[unsaid] @ seen[unsaid].T
        return float(cosines[of[unsaid][:, None] == of[unsaid]].mean() - cosines.mean())

    assert likeness(vectors, matter) == pytest.approx(likeness(vectors, manner), abs=0.02)
    assert likeness(after, matter) > 3 * likeness(after, manner)
    assert np.linalg.norm(after, axis=1) == pytest.approx(np.ones(200), abs=1e-5)


def test_what_shows_no_direction_leaves_the_space_as_it_was() -> None:
    """Pairs of equal vectors, and what is only apart."""
    vectors = unit(np.random.default_rng(1).normal(size=(30, 8)))
    vectors[1] = vectors[0]
    assert adapted(vectors, pairs_of(30, [(0, 1)], [])) is vectors
    assert adapted(vectors, pairs_of(30, [], [(2, 3)])) is vectors


def test_the_first_pair_hardly_moves_anything() -> None:
    """One person's one word about two texts is no reason to see all others in another light."""
    vectors = unit(np.random.default_rng(7).normal(size=(200, 384)))
    alike = (adapted(vectors, pairs_of(200, [(0, 1)], [])) * vectors).sum(axis=1)
    assert alike.min() > 0.99


rows_in_pairs = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=20)


@settings(deadline=None)
@given(rows_in_pairs, rows_in_pairs, st.integers(0, 50))
def test_labels_are_moved_until_they_heed_every_pair(together: list[Pair], apart: list[Pair], seed: int) -> None:
    """Whatever the clusters were: one for what is together, two for what is apart, and nobody else is moved."""
    chance = np.random.default_rng(seed)
    vectors, labels = unit(chance.normal(size=(40, 6))), chance.integers(0, 5, size=40)
    pairs = pairs_of(40, together, apart)
    after = kept(vectors, labels, pairs)
    assert all(after[one] == after[other] for one, other in together)
    assert all(after[one] != after[other] or after[one] < 0 for one, other in pairs.apart.tolist())
    untouched = np.setdiff1d(np.arange(40), pairs.rows)
    assert (after[untouched] == labels[untouched]).all()
    again = pairs_of(40, [(high, low) for low, high in reversed(together)], [(b, a) for a, b in reversed(apart)])
    assert (kept(vectors, labels, again) == after).all()


@settings(deadline=None)
@given(rows_in_pairs, rows_in_pairs)
def test_the_graph_heeds_every_pair(together: list[Pair], apart: list[Pair]) -> None:
    """What is together is one vertex, which keeps the weight of its edges; what is apart has no edge."""
    edges, weights = neighbour_graph(nearest(unit(np.random.default_rng(4).normal(size=(40, 6))), 10))
    pairs = pairs_of(40, together, apart)
    vertex, ends, after = heeded(edges, weights, pairs)
    assert all(vertex[one] == vertex[other] for one, other in together)
    left = {(low, high) for low, high in ends.tolist()}
    never = {tuple(sorted(vertex[list(pair)].tolist())) for pair in pairs.apart.tolist()}
    assert not left & never
    assert len(left) == len(ends)
    assert all(low < high for low, high in left)
    kept_edges = [tuple(sorted(vertex[[low, high]].tolist())) in left for low, high in edges.tolist()]
    assert after.sum() == pytest.approx(weights[kept_edges].sum())


def test_pairs_keep_their_place_among_the_drawn() -> None:
    """Of ten rows five are drawn: the pairs name them by their new places."""
    few = among(pairs_of(10, [(2, 8), (8, 5)], [(9, 5)]), np.array([2, 4, 5, 8, 9]))
    assert few.home.tolist() == [0, 1, 0, 0, 4]
    assert few.apart.tolist() == [[0, 4]]
