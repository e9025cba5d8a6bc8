"""Where topics lie on the map: apart, near what they are like, and where they lay before."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.geometry import topicmap
from reports.geometry.topicmap import DOT, HEIGHT, WIDTH, Body

SUBJECTS = 6


def _bodies(count: int, *, seed: int = 1, themes: bool = True) -> list[Body]:
    """So many topics of six subjects, of all sizes."""
    order = np.random.default_rng(seed)
    subjects = order.normal(size=(SUBJECTS, 16))
    rows = subjects[np.arange(count) % SUBJECTS] + 0.6 * order.normal(size=(count, 16))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    sizes = topicmap.radii(
        [None if at % 9 == 8 else int(size) for at, size in enumerate(order.integers(10, 140, count))]
    )
    return [
        Body(topic_id=f"t{at:03}", centroid=tuple(row), theme=f"g{at % SUBJECTS}" if themes else "", radius=radius)
        for at, (row, radius) in enumerate(zip(rows, sizes, strict=True))
    ]


def _moves(one: dict[str, tuple[int, int]], other: dict[str, tuple[int, int]]) -> list[float]:
    """How far each topic of both moved, as a share of the width."""
    return [
        hypot(one[key][0] - other[key][0], one[key][1] - other[key][1]) / WIDTH for key in one.keys() & other.keys()
    ]


def _fine(bodies: list[Body], places: dict[str, tuple[int, int]]) -> bool:
    """Whether all circles lie within the map and none on another."""
    within = all(
        radius <= x <= WIDTH - radius and radius <= y <= HEIGHT - radius
        for (x, y), radius in ((places[one.topic_id], one.radius) for one in bodies)
    )
    apart = all(
        hypot(places[a.topic_id][0] - places[b.topic_id][0], places[a.topic_id][1] - places[b.topic_id][1])
        > a.radius + b.radius
        for a, b in combinations(bodies, 2)
    )
    return within and apart


def test_no_topics_are_no_map() -> None:
    """Where nothing was found nothing is drawn."""
    assert topicmap.layout([], {"t1": (5, 5)}) == {}


@pytest.mark.parametrize("count", [1, 2, 3, 9, 10, 40, 150, 400])
def test_circles_keep_apart_and_within(count: int) -> None:
    """However many topics there are, every circle is whole and none lies on another."""
    bodies = _bodies(count)
    places = topicmap.layout(bodies, {})
    assert places.keys() == {one.topic_id for one in bodies}
    assert _fine(bodies, places)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda row: hypot(*row) > 0.1),
            st.sampled_from(["", "g1", "g2"]),
            st.none() | st.integers(10, 5000),
        ),
        min_size=1,
        max_size=30,
    ),
    st.dictionaries(
        st.sampled_from([f"t{at}" for at in range(40)]), st.tuples(st.integers(0, 1000), st.integers(0, 640))
    ),
)
def test_any_topics_can_be_laid_out(
    told: list[tuple[tuple[float, float, float], str, int | None]], before: dict[str, tuple[float, float]]
) -> None:
    """Alike or not, large or small, whatever lay before: circles keep apart, and their order does not matter."""
    sizes = topicmap.radii([size for _, _, size in told])
    bodies = [
        Body(topic_id=f"t{at}", centroid=tuple(np.array(row) / hypot(*row)), theme=theme, radius=radius)
        for at, ((row, theme, _), radius) in enumerate(zip(told, sizes, strict=True))
    ]
    places = topicmap.layout(bodies, before)
    assert _fine(bodies, places)
    assert topicmap.layout(bodies[::-1], before) == places


def test_topics_that_are_one_and_the_same_lie_beside_each_other() -> None:
    """Where the centroids cannot tell topics apart the map still shows them all."""
    bodies = [replace(one, centroid=(1.0, 0.0)) for one in _bodies(30)]
    assert _fine(bodies, topicmap.layout(bodies, {}))


@pytest.mark.parametrize("count", [8, 60])
def test_near_topics_lie_near(count: int) -> None:
    """Of most topics the nearest one on the map is of the same subject, with themes known or not."""
    for themes in (True, False):
        bodies = _bodies(count, themes=themes)
        places = topicmap.layout(bodies, {})
        spots = np.array([places[one.topic_id] for one in bodies])
        between = np.hypot(*(spots[:, None] - spots).transpose(2, 0, 1))
        np.fill_diagonal(between, np.inf)
        alike = between.argmin(axis=1) % SUBJECTS == np.arange(count) % SUBJECTS
        assert alike.mean() >= (0.9 if count > SUBJECTS * 2 else 0.25)


def test_a_quiet_night_moves_hardly_anything() -> None:
    """With the same topics nothing moves by more than two hundredths of the width, and less from night to night."""
    bodies = _bodies(120)
    nights = [topicmap.layout(bodies, {})]
    for _ in range(2):
        nights.append(topicmap.layout(bodies, nights[-1]))
    first, second = (_moves(*pair) for pair in pairwise(nights))
    assert max(first) < 0.02
    assert np.median(second) < min(np.median(first), 0.005)


def test_new_topics_leave_the_others_about_where_they_were() -> None:
    """A tenth more topics move the others by less than a twentieth of the width; without the map before by more."""
    bodies = _bodies(120)
    before = topicmap.layout(bodies[:108], {})
    held, free = topicmap.layout(bodies, before), topicmap.layout(bodies, {})
    assert np.quantile(_moves(before, held), 0.95) < 0.05
    assert np.median(_moves(before, free)) > 0.05
    assert _fine(bodies, held)


def test_a_new_topic_appears_among_its_like() -> None:
    """It is put between those that draw it most, not in a corner."""
    bodies = _bodies(60)
    before = topicmap.layout(bodies[:-1], {})
    places = topicmap.layout(bodies, before)
    x, y = places[bodies[-1].topic_id]
    nearest = sorted(bodies[:-1], key=lambda one: hypot(places[one.topic_id][0] - x, places[one.topic_id][1] - y))[:3]
    assert {one.theme for one in nearest} == {bodies[-1].theme}


def test_what_is_known_turns_a_new_map() -> None:
    """Drawn afresh for few known topics, they still lie on the side where they were."""
    bodies = _bodies(9)
    mirrored = {key: (WIDTH - x, HEIGHT - y) for key, (x, y) in topicmap.layout(bodies, {}).items()}
    assert max(_moves(topicmap.layout(bodies, mirrored), mirrored)) < 0.05


def test_one_odd_topic_does_not_empty_the_map() -> None:
    """What is like nothing else lies at the edge, and the others fill the map all the same."""
    bodies = _bodies(80)
    odd = Body(topic_id="odd", centroid=(0.0,) * 15 + (-1.0,), theme="", radius=8.0)
    places = topicmap.layout([*bodies, odd], {})
    across = np.array([places[one.topic_id][0] for one in bodies])
    assert np.ptp(across) > 0.8 * WIDTH


def test_areas_are_in_proportion() -> None:
    """Four times the customers make twice the radius; of whom no number is told a dot of one size is drawn."""
    large, small, untold, none = topicmap.radii([400, 100, None, 0])
    assert large == pytest.approx(2 * small, abs=0.1)
    assert (untold, none) == (DOT, DOT)
    assert topicmap.radii([3]) == (topicmap.LARGEST,)


@given(st.lists(st.none() | st.integers(0, 10_000), max_size=60))
def test_circles_leave_room_for_names(heads: list[int | None]) -> None:
    """However many customers there are, circles with a number cover no more than their share of the map."""
    sized = [radius for radius, count in zip(topicmap.radii(heads), heads, strict=True) if count]
    assert sum(np.pi * radius**2 for radius in sized) <= 1.1 * topicmap.FILLED * WIDTH * HEIGHT + 4 * len(sized)
    assert all(radius <= topicmap.LARGEST for radius in sized)
    assert min(sized, default=1.0) >= 1.0
