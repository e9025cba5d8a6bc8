"""Clusters in a window's texts."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from homes import PAINS, WordsEncoder
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist
from threadpoolctl import threadpool_limits

from pipeline import discovery
from pipeline.discovery import FEWEST_NEIGHBOURS, Found, discover, neighbour_graph, unit
from pipeline.discovery.apart import DENSITY, joined, parted
from pipeline.discovery.cut import linked
from pipeline.discovery.graph import leiden
from pipeline.discovery.neighbours import nearest
from pipeline.settings import Discovery
from pipeline.stages.discover import Fit, is_fit_night

ROOT = Path(__file__).parents[2]
STRAYS = [f"Zebra number {word} juggles violet lanterns." for word in ("quaint", "brisk", "mellow", "ornate")]
TEXTS = sorted([*PAINS["mail"], *PAINS["invoice"], *PAINS["site"], *STRAYS])
PAIN_OF = {text: name for name, texts in PAINS.items() for text in texts}


def found(texts: list[str], weights: list[int] | None = None, *, min_weight: int = 8, seed: int = 0) -> Found:
    """The clusters of the texts."""
    return discover(texts, WordsEncoder().encode(texts), weights or [1] * len(texts), min_weight=min_weight, seed=seed)


def groups_of(vectors: NDArray[np.float32], neighbours: int) -> NDArray[np.int64]:
    """The groups of a few rows that clusters are parted by."""
    links = linked(nearest(vectors, neighbours))
    return leiden(links.circle(), links.near_weight, DENSITY, seed=0, iterations=10)


@pytest.fixture(scope="module")
def planted() -> Found:
    """The clusters of three planted pains and a few strays."""
    return found(TEXTS)


def test_planted_pains_are_found(planted: Found) -> None:
    """Each cluster holds texts of one pain only, and nine in ten of them."""
    pains = [{PAIN_OF.get(TEXTS[row]) for row in group.rows} for group in planted.groups]
    assert sorted(map(str, pains)) == ["{'invoice'}", "{'mail'}", "{'site'}"]
    assert all(len(group.rows) >= 32 for group in planted.groups)


def test_a_text_belongs_to_one_cluster_or_none(planted: Found) -> None:
    """No row comes twice, the strays belong to none, and no member lies below its cluster's floor."""
    rows = [row for group in planted.groups for row in group.rows]
    assert len(rows) == len(set(rows))
    assert not {TEXTS[row] for row in rows} & set(STRAYS)
    vectors = WordsEncoder().encode(TEXTS)
    for group in planted.groups:
        cosines = vectors[list(group.rows)] @ np.array(group.centroid, np.float32)
        assert cosines.min() >= group.floor - 1e-6
        assert (np.diff(cosines) <= 1e-6).all()
        assert np.linalg.norm(group.centroid) == pytest.approx(1, abs=1e-6)


def test_key_terms_are_the_clusters_own_words(planted: Found) -> None:
    """The weightiest words of a pain are words of its texts, at positive weights that fall."""
    for group in planted.groups:
        text = " ".join(TEXTS[row].lower() for row in group.rows)
        assert all(word in text for term in group.terms for word in term.text.split())
        weights = [term.weight for term in group.terms]
        assert weights == sorted(weights, reverse=True)
        assert min(weights) > 0


def test_the_same_texts_give_the_same_clusters(planted: Found) -> None:
    """Again, and on one thread, everything is equal to the last bit."""
    with threadpool_limits(1):
        assert found(TEXTS) == planted


def test_a_pain_needs_enough_conversations() -> None:
    """What counts is how many conversations said it, not in how many ways."""
    assert found(TEXTS, min_weight=37).groups == ()
    loud = [2 if PAIN_OF.get(text) == "mail" else 1 for text in TEXTS]
    (only,) = found(TEXTS, loud, min_weight=50).groups
    assert {PAIN_OF[TEXTS[row]] for row in only.rows} == {"mail"}


def test_too_few_texts_make_no_graph() -> None:
    """As many texts as a text has neighbours, or fewer, hold no cluster."""
    for count in (0, 1, FEWEST_NEIGHBOURS):
        assert found(list(PAINS["mail"][:count]), min_weight=2).groups == ()


def test_a_pain_that_is_alone_is_not_torn_up() -> None:
    """What no topic claims may be one outage and nothing else."""
    (only,) = found(sorted(PAINS["queue"][:24])).groups
    assert len(only.rows) >= 20


def test_texts_without_anything_in_common_make_no_cluster() -> None:
    """Vectors at right angles to each other have no centroid that they are near to."""
    texts = [f"word{number} alone" for number in range(40)]
    apart = np.eye(40, dtype=np.float32)
    assert discover(texts, apart, [1] * 40, min_weight=2, seed=0).groups == ()


def test_the_graph_has_each_edge_once() -> None:
    """Every row has its neighbours, no row is its own, and weights are not negative."""
    vectors = unit(np.random.default_rng(1).normal(size=(60, 8)))
    ends, weights = neighbour_graph(nearest(vectors, 10))
    edges = [(low, high) for low, high in ends.tolist()]
    assert len(edges) == len(set(edges)) == len(weights)
    assert all(low < high for low, high in edges)
    assert weights.min() >= 0
    assert all(sum(row in edge for edge in edges) >= 10 for row in range(60))


def test_a_small_group_inside_a_large_cluster_becomes_its_own() -> None:
    """Twelve rows that keep to themselves, far from the rest of their cluster, are parted from it; others are not."""
    chance = np.random.default_rng(3)
    many = chance.normal(size=(200, 32)) * 0.3 + np.eye(32)[0] * 2
    few = chance.normal(size=(12, 32)) * 0.02 + np.eye(32)[5] * 2
    vectors = unit(np.concatenate([many, few]))
    labels, size = np.zeros(212, dtype=np.int64), np.ones(212)
    groups = groups_of(vectors, 10)
    after, halved = parted(vectors, groups, labels, size, fewest=8, alike=0.4)
    assert np.flatnonzero(after).tolist() == list(range(200, 212))
    assert halved == {0}
    assert not parted(vectors, groups, labels, size, fewest=13, alike=0.4)[0].any()


@pytest.mark.parametrize("noise", [0.5, 1.0, 1.4, 2.0])
def test_a_cluster_of_one_matter_stays_whole_however_loose_it_is(noise: float) -> None:
    """Six hundred texts scattered about one direction are one cluster."""
    chance = np.random.default_rng(11)
    vectors = unit(np.eye(64)[0] + noise * chance.normal(size=(600, 64)) / 8)
    labels, size = np.zeros(600, dtype=np.int64), np.ones(600)
    after, halved = parted(vectors, groups_of(vectors, 13), labels, size, fewest=8, alike=0.4)
    assert not after.any()
    assert not halved


def test_groups_are_joined_by_the_mean_likeness_of_their_texts() -> None:
    """Average linkage, as SciPy has it of the texts, where every text is a group of its own."""
    chance = np.random.default_rng(5)
    vectors = unit(np.eye(8)[chance.integers(0, 4, size=60)] + 0.4 * chance.normal(size=(60, 8)))
    tree = linkage(pdist(vectors, "cosine"), "average")
    for alike in (0.2, 0.4, 0.6):
        theirs = fcluster(tree, 1 - alike, "distance")
        ours = {tuple(rows.tolist()) for rows in joined(vectors, np.arange(60), alike)}
        assert ours == {tuple(np.flatnonzero(theirs == one).tolist()) for one in np.unique(theirs)}


def test_texts_that_were_not_drawn_join_the_clusters_of_those_that_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three pains in twice as many texts as are clustered, each cluster still holds nine in ten."""
    monkeypatch.setattr(discovery, "MOST_TEXTS", 54)
    groups = found(TEXTS, min_weight=8).groups
    pains = [{PAIN_OF.get(TEXTS[row]) for row in group.rows} for group in groups]
    assert sorted(map(str, pains)) == ["{'invoice'}", "{'mail'}", "{'site'}"]
    assert all(len(group.rows) >= 32 for group in groups)


THREADS = """
import hashlib, sys
import numpy as np
from pipeline.discovery import discover, unit
chance = np.random.default_rng(7)
vectors = unit(np.eye(384)[chance.integers(0, 30, size=1_500)] + chance.normal(size=(1_500, 384)) * 0.055)
texts = [f"text number{at}" for at in range(1_500)]
found = discover(texts, vectors, [1] * 1_500, min_weight=8, seed=0, stability=True)
print(len(found.groups), hashlib.sha256(repr(found).encode()).hexdigest())
"""


def test_a_fit_is_the_same_bits_on_any_number_of_threads() -> None:
    """In processes with one, two and three threads for every library."""
    said = set()
    for count in "123":
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), count)
        ran = subprocess.run(
            [sys.executable, "-c", THREADS],
            env={**os.environ, **threads, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(ran.stdout)
    (only,) = said
    assert int(only.split()[0]) >= 20


@pytest.mark.parametrize(
    ("night", "statements", "unassigned", "fits"),
    [
        (16, 100, 0.0, True),  # a Monday
        (17, 100, 0.0, False),
        (17, 149, 0.0, False),
        (17, 150, 0.0, True),
        (17, 100, 0.5, False),
        (17, 100, 0.6, True),
        (20, 100, 0.0, False),
        (21, 100, 0.0, True),  # seven nights after the last fit
    ],
)
def test_fit_nights_follow_from_the_date_and_the_data(
    night: int, statements: int, unassigned: float, *, fits: bool
) -> None:
    """Weekly, when a week has passed, when the window outgrew the last fit, and when topics claim ever less of it."""
    last_fit = Fit(night=date(2026, 11, 14), statements=100, clustered=90)
    said = is_fit_night(
        date(2026, 11, night), statements=statements, last_fit=last_fit, unassigned=unassigned, settings=Discovery()
    )
    assert said is fits


def test_drift_is_measured_by_what_the_last_fit_left() -> None:
    """A corpus of which even the last fit took only half does not drift by staying so."""
    last_fit = Fit(night=date(2026, 11, 16), statements=100, clustered=50)
    night = date(2026, 11, 17)
    assert not is_fit_night(night, statements=100, last_fit=last_fit, unassigned=0.6, settings=Discovery())
    assert is_fit_night(night, statements=100, last_fit=last_fit, unassigned=0.8, settings=Discovery())


def test_the_first_chance_is_a_fit_night() -> None:
    """Where nothing was ever clustered, the whole window is."""
    assert is_fit_night(date(2026, 11, 17), statements=1, last_fit=None, unassigned=1.0, settings=Discovery())
