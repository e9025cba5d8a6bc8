"""What a fit is made of: which texts are drawn, cuts of grains, key terms."""

from __future__ import annotations

import random

import igraph
import numpy as np
import pytest
from homes import PAINS
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from pipeline.discovery import drawn_rows, neighbour_graph, unit
from pipeline.discovery.cut import (
    CRISP,
    ONE_PAIN,
    RESOLUTIONS,
    Sample,
    Scored,
    _made,
    _rough,
    chosen,
    linked,
    partition,
)
from pipeline.discovery.drawing import shares
from pipeline.discovery.given import given as given_labels
from pipeline.discovery.graph import Vectors, centred, leiden, web
from pipeline.discovery.neighbours import nearest
from pipeline.discovery.terms import STOP_WORDS, key_terms

TEXTS = sorted([*PAINS["mail"], *PAINS["invoice"], *PAINS["site"], "Zebra number quaint juggles violet lanterns."])
PAIN_OF = {text: name for name, texts in PAINS.items() for text in texts}


def test_few_of_many_texts_are_drawn_the_more_said_the_likelier() -> None:
    """As many as may be, in order; nearly all that many conversations said."""
    texts = [f"text {number}" for number in range(5_000)]
    size = np.where(np.arange(5_000) % 50 == 0, 40, 1)
    drawn = drawn_rows(texts, size, 500)
    assert len(drawn) == 500
    assert (np.diff(drawn) > 0).all()
    assert (size[drawn] > 1).sum() >= 90
    assert drawn_rows(texts, size, 5_000).tolist() == list(range(5_000))


@given(st.permutations(range(60)), st.integers(20, 60))
def test_which_texts_are_drawn_follows_from_the_texts_alone(order: list[int], there: int) -> None:
    """Whatever their order; and of fewer texts at least those that were drawn of all of them."""
    texts = [f"text {number}" for number in range(60)]
    few, all_ = order[:there], {texts[row] for row in drawn_rows(texts, np.ones(60, dtype=np.int64), 12)}
    drawn = {texts[few[row]] for row in drawn_rows([texts[row] for row in few], np.ones(there, dtype=np.int64), 12)}
    assert len(drawn) == 12
    assert all_ & {texts[row] for row in few} <= drawn


def test_what_no_topic_claims_is_drawn_besides() -> None:
    """All of it where it is few, and no more than is drawn of everything."""
    texts, size = [f"text {number}" for number in range(300)], np.ones(300, dtype=np.int64)
    plain = set(drawn_rows(texts, size, 100).tolist())
    for unclaimed in (40, 200):
        drawn = set(drawn_rows(texts, size, 100, np.arange(300) >= unclaimed).tolist())
        assert plain <= drawn
        assert len(drawn) <= 200
        assert unclaimed > 100 or set(range(unclaimed)) <= drawn


def test_a_row_that_is_drawn_besides_stands_for_fewer() -> None:
    """Of each kind the rows drawn stand for all of it: claimed ones for ten each, the others for two."""
    size = np.ones(300, dtype=np.int64)
    claimed = np.arange(300) < 200
    drawn = np.concatenate([np.arange(0, 200, 10), np.arange(200, 300, 2)])
    share = shares(size, drawn, claimed)
    assert (1 / share)[claimed[drawn]].sum() == pytest.approx(200)
    assert (1 / share)[~claimed[drawn]].sum() == pytest.approx(100)
    assert shares(size, drawn).tolist() == [len(drawn) / 300] * len(drawn)


def test_a_cut_of_grains_is_a_cut_of_their_rows() -> None:
    """Where every row is its own grain, a cut is igraph's own by modularity; and grains weigh what their rows do."""
    vectors = unit(np.random.default_rng(2).normal(size=(300, 12)))
    edges, weights = neighbour_graph(nearest(vectors, 10))
    alone = web(edges, weights, np.arange(300))
    mass = np.bincount(edges.ravel(), weights=np.repeat(weights, 2)).astype(np.float64)
    igraph.set_random_number_generator(random.Random(0))
    theirs = igraph.Graph(n=300, edges=edges).community_leiden("modularity", weights=weights.tolist(), n_iterations=2)
    assert leiden(alone.graph, alone.weight, 1.0, seed=0, iterations=2, mass=mass).tolist() == theirs.membership
    three = web(edges, weights, np.arange(300) // 3)
    assert three.weight.sum() + three.within.sum() == pytest.approx(weights.sum())
    pairs = {tuple(sorted(pair)) for pair in (edges // 3).tolist() if pair[0] != pair[1]}
    assert [tuple(pair) for pair in three.edges.tolist()] == sorted(pairs)


def first_cuts(vectors: Vectors, most: int) -> tuple[list[Scored], list[Scored]]:
    """All first cuts, and those that are looked at where two processes take them in turns."""
    links = linked(nearest(centred(vectors), 12))
    sample = Sample(rows=np.arange(len(vectors)), vectors=vectors)
    every = [cut for cut in _rough((links, sample, len(vectors), 0), RESOLUTIONS) if cut is not None]
    hands = [_rough((links, sample, most, 0), RESOLUTIONS[hand::2]) for hand in (0, 1)]
    made = _made([hands[at % 2][at // 2] for at in range(len(RESOLUTIONS))], most)
    alone = _made(_rough((links, sample, most, 0), RESOLUTIONS), most)
    assert [cut[:2] for cut in made] == [cut[:2] for cut in alone]
    return every, made


@pytest.mark.parametrize("most", [4, 10, 30])
def test_first_cuts_that_are_not_made_would_not_have_been_chosen(most: int) -> None:
    """Of noise, whose finer cuts say nothing; whoever makes them looks at the same."""
    every, made = first_cuts(unit(np.random.default_rng(8).normal(size=(900, 20))), most)
    assert len(made) < len(every)
    assert chosen(made, 0.02, most)[:2] == chosen(every, 0.02, most)[:2]


def test_set_phrases_are_cut_as_finely_as_they_are() -> None:
    """A cut of more clusters than are asked for is not the last one where finer ones become crisp."""
    chance = np.random.default_rng(1)
    phrases = unit(chance.normal(size=(120, 48)))[chance.integers(0, 120, 1_400)]
    every, made = first_cuts(unit(phrases + 0.1 * unit(chance.normal(size=phrases.shape))), 20)
    assert chosen(every, 0.02, 20)[0] > CRISP
    assert chosen(made, 0.02, 20)[:2] == chosen(every, 0.02, 20)[:2]


def test_phrases_of_one_matter_are_not_taken_for_one_where_they_are_crisp() -> None:
    """Texts that are all alike are one pain, unless a cut finer than is asked for tells them apart."""
    chance = np.random.default_rng(2)
    phrases = unit(chance.normal(size=(200, 200)))[chance.integers(0, 200, 1_200)]
    vectors = unit(phrases + 0.1 * unit(chance.normal(size=phrases.shape)) + 2.0 * np.eye(200, dtype=np.float32)[0])
    assert (vectors @ unit(vectors.sum(axis=0))).mean() > ONE_PAIN
    cut = partition(vectors, linked(nearest(centred(vectors), 12)), most=4, seed=0)
    assert cut.labels.max() > 0


def test_key_terms_are_those_of_bertopic() -> None:
    """The same words at the same weights, of topics and of what is in none; and the same words stop."""
    texts = [*TEXTS, "The system is down again, isn’t it?", "It is down."]
    labels = np.array([["mail", "invoice", "site"].index(PAIN_OF[text]) if text in PAIN_OF else -1 for text in texts])
    theirs = given_labels(texts, np.zeros((len(texts), 2), np.float32), labels, most=12)
    assert theirs is not None
    for label, terms in enumerate(key_terms(texts, labels)):
        words = {word: round(float(weight), 6) for word, weight in theirs[label] if word and weight > 0}
        assert [term.weight for term in terms] == sorted(words.values(), reverse=True)
        # Of equal weights at the end of the list BERTopic takes any.
        last = terms[-1].weight
        assert {term.text: term.weight for term in terms if term.weight > last} == {
            word: weight for word, weight in words.items() if weight > last
        }
    assert STOP_WORDS < ENGLISH_STOP_WORDS
    assert {"down", "system", "empty", "bill"} <= ENGLISH_STOP_WORDS - STOP_WORDS


def test_texts_without_a_word_have_no_terms() -> None:
    """Nothing but numbers and stop words."""
    assert key_terms(["1 2", "it is", "3"], np.array([0, 1, -1])) == ((), ())
