"""What people said of two texts, and what follows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.assignment import assign
from pipeline.preferences import Contradiction, Preferences, Said, preferences, rows_of, settle

NAMES = tuple(f"{number:02x}" for number in range(12))
FLOOR = 0.3


def link(one: str, other: str) -> Said:
    """That two texts belong together."""
    return Said(one=one, other=other, together=True)


def unlink(one: str, other: str) -> Said:
    """That two texts never belong together."""
    return Said(one=one, other=other, together=False)


sayings = st.lists(
    st.builds(Said, one=st.sampled_from(NAMES), other=st.sampled_from(NAMES), together=st.booleans()), max_size=25
)


def circle(*degrees: float) -> NDArray[np.float32]:
    """Unit vectors at these angles."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def settled(
    said: list[Said], places: dict[str, float], *topics: float, floors: list[float] | None = None
) -> dict[str, int]:
    """Each text's topic, where the texts and the topics' centroids lie at angles."""
    texts, vectors, centroids = list(places), circle(*places.values()), circle(*topics).tolist()
    least = floors or [0.8] * len(topics)
    plain = assign(vectors, centroids, least).topic
    found = settle(preferences(said), texts, vectors, centroids=centroids, floors=least, plain=plain)
    return dict(zip(texts, found.tolist(), strict=True))


def test_what_belongs_together_is_one_component() -> None:
    """By way of others too; a text that was only said to be apart is its own."""
    held = preferences([link("c", "b"), link("a", "b"), unlink("a", "d")])
    assert held.component == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert held.contradictions == ()


def test_a_contradiction_names_what_was_dropped_and_why() -> None:
    """Of A with B, B with C, and A never with C, the oldest does not hold; the other two are the reason."""
    first, second, third = link("a", "b"), link("b", "c"), unlink("a", "c")
    held = preferences([first, second, third])
    assert held.together == (second,)
    assert held.apart == (third,)
    assert held.contradictions == (Contradiction(dropped=first, because=(third, second)),)


def test_what_is_apart_may_be_the_older_saying() -> None:
    """Then the chain of what is together is the reason that it does not hold."""
    first, second, third = unlink("a", "d"), link("a", "b"), link("b", "d")
    held = preferences([first, second, third])
    assert held.together == (second, third)
    assert held.contradictions == (Contradiction(dropped=first, because=(second, third)),)


def test_the_last_word_about_a_pair_holds() -> None:
    """Whoever changes his mind is heeded, and what he said before is handed back with it."""
    assert preferences([link("a", "b"), unlink("b", "a")]).apart == (unlink("b", "a"),)
    assert preferences([unlink("a", "b"), link("b", "a")]).together == (link("b", "a"),)
    (back,) = preferences([unlink("a", "b"), link("b", "a")]).contradictions
    assert back == Contradiction(dropped=unlink("a", "b"), because=(link("b", "a"),))


def test_a_text_is_never_apart_from_itself() -> None:
    """Two statements may have the same words."""
    assert preferences([unlink("a", "a")]).contradictions == (Contradiction(dropped=unlink("a", "a"), because=()),)


@given(sayings)
def test_what_holds_contradicts_nothing_and_what_does_not_is_contradicted_by_its_reason(said: list[Said]) -> None:
    """Every saying is in one of the two; the newest always holds; each reason is newer and does contradict."""
    held = preferences(said)
    dropped = [row.dropped for row in held.contradictions]
    assert sorted(map(repr, (*held.together, *held.apart, *dropped))) == sorted(map(repr, said))
    assert all(held.component[row.one] == held.component[row.other] for row in held.together)
    assert all(held.component[row.one] != held.component[row.other] for row in held.apart)
    for row in held.contradictions:
        assert sum(not reason.together for reason in (row.dropped, *row.because)) == 1
        assert preferences([row.dropped, *row.because]).contradictions[-1].dropped == row.dropped
        assert set(row.because) <= {*held.together, *held.apart}
    if said and said[-1].one != said[-1].other:
        assert said[-1] in (*held.together, *held.apart)


def test_rows_are_bridged_by_texts_that_are_not_there() -> None:
    """A with B and B with C is A with C where B was not said this month; and what is apart from B is so from both."""
    held = preferences([link("a", "b"), link("b", "c"), unlink("b", "d")])
    rows = rows_of(held, ["d", "c", "x", "a"])
    assert rows.together == ((1, 3),)
    assert rows.apart == ((0, 1),)
    assert rows_of(held, ["x", "d"]).together == rows_of(held, ["x", "d"]).apart == ()


def test_texts_together_go_to_the_topic_they_are_all_nearest_to() -> None:
    """The mean decides: two texts pull the third along, though it alone would be elsewhere."""
    places = {"a": 5.0, "b": 0.0, "c": 80.0}
    assert settled([], places, 0, 90) == {"a": 0, "b": 0, "c": 1}
    assert settled([link("a", "b"), link("b", "c")], places, 0, 90) == {"a": 0, "b": 0, "c": 0}


def test_one_text_inside_a_floor_brings_the_others_in() -> None:
    """A text that no topic would take goes where the text goes that it belongs with; where there is none, it stays."""
    places = {"a": 5.0, "b": 45.0, "c": 45.0}
    assert settled([link("a", "b")], places, 0, 90, floors=[0.8, 0.8]) == {"a": 0, "b": 0, "c": -1}
    assert settled([link("b", "c")], places, 0, 90, floors=[0.8, 0.8]) == {"a": 0, "b": -1, "c": -1}


def test_of_two_that_are_apart_the_one_stays_that_loses_most() -> None:
    """The other goes to the next topic that would take it, or to none."""
    places = {"a": 2.0, "b": 20.0}
    assert settled([unlink("a", "b")], places, 0, 50) == {"a": 0, "b": 1}
    assert settled([unlink("a", "b")], places, 0, 90) == {"a": 0, "b": -1}


def test_ties_are_broken_by_name() -> None:
    """Of two texts in the same place the first by name stays, in whichever order they come."""
    assert settled([unlink("a", "b")], {"a": 3.0, "b": 3.0}, 0) == {"a": 0, "b": -1}
    assert settled([unlink("b", "a")], {"b": 3.0, "a": 3.0}, 0) == {"a": 0, "b": -1}


def test_without_topics_everything_is_in_none() -> None:
    """A first night may find nothing."""
    held = preferences([link("a", "b")])
    found = settle(held, ["a", "b"], circle(0, 1), centroids=[], floors=[], plain=[-1, -1])
    assert found.tolist() == [-1, -1]


def drawn(seed: int, topics: int) -> tuple[NDArray[np.float32], list[list[float]], list[float]]:
    """A vector for each name, centroids and floors, by chance."""
    chance = np.random.default_rng(seed)
    both = chance.normal(size=(len(NAMES) + topics, 5))
    both /= np.linalg.norm(both, axis=1, keepdims=True)
    return both[: len(NAMES)].astype(np.float32), both[len(NAMES) :].tolist(), [FLOOR] * topics


def of(held: Preferences, seed: int, topics: int, order: list[int]) -> dict[str, int]:
    """Each name's topic, where the texts come in this order."""
    vectors, centroids, floors = drawn(seed, topics)
    plain = assign(vectors[order], centroids, floors).topic
    texts = [NAMES[at] for at in order]
    found = settle(held, texts, vectors[order], centroids=centroids, floors=floors, plain=plain)
    return dict(zip(texts, found.tolist(), strict=True))


@given(sayings, st.integers(0, 1_000), st.integers(0, 6), st.permutations(range(len(NAMES))))
def test_what_holds_is_always_heeded(said: list[Said], seed: int, topics: int, order: list[int]) -> None:
    """No two together in two topics, no two apart in one, nobody else moved, and the order of the texts is nothing."""
    held = preferences(said)
    found = of(held, seed, topics, order)
    assert all(found[row.one] == found[row.other] for row in held.together)
    assert all(found[row.one] != found[row.other] or found[row.one] < 0 for row in held.apart)
    vectors, centroids, floors = drawn(seed, topics)
    plain = dict(zip(NAMES, assign(vectors, centroids, floors).topic.tolist(), strict=True))
    assert all(found[name] == plain[name] for name in NAMES if name not in held.component)
    assert found == of(held, seed, topics, list(range(len(NAMES))))


@given(sayings, st.integers(0, 1_000), st.permutations(range(len(NAMES))))
def test_where_topics_are_enough_and_near_nobody_is_left_out(said: list[Said], seed: int, order: list[int]) -> None:
    """A topic that takes every text for each of them: then each component has one, and those apart have two."""
    held = preferences(said)
    vectors, _, _ = drawn(seed, 0)
    centroids = drawn(seed + 1, len(NAMES))[1]
    plain = assign(vectors[order], centroids, [-1.0] * len(centroids)).topic
    texts = [NAMES[at] for at in order]
    found = settle(held, texts, vectors[order], centroids=centroids, floors=[-1.0] * len(centroids), plain=plain)
    topic = dict(zip(texts, found.tolist(), strict=True))
    assert min(topic.values()) >= 0
    assert all(topic[row.one] != topic[row.other] for row in held.apart)


@pytest.mark.parametrize("twice", [["a", "a", "b"], ["b", "a", "a"]])
def test_a_text_said_often_counts_once(twice: list[str]) -> None:
    """A component's mean is over its texts, not over how often each was said."""
    places = {"a": 0.0, "b": 61.0}
    vectors = circle(*(places[text] for text in twice))
    centroids = circle(0, 60).tolist()
    plain = assign(vectors, centroids, [0.4, 0.4]).topic
    found = settle(preferences([link("a", "b")]), twice, vectors, centroids=centroids, floors=[0.4, 0.4], plain=plain)
    assert found.tolist() == [1, 1, 1]
