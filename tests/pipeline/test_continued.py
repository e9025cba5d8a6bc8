"""A fit goes on with the topics known before: kinship decides, not how finely it happened to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.discovery import continued, unit

DIMENSIONS = 24


def said(*directions: Sequence[float], each: int = 30, noise: float = 0.5, seed: int = 1) -> np.ndarray:
    """`each` unit vectors around every direction."""
    random = np.random.default_rng(seed)
    rows = []
    for direction in directions:
        centre = np.zeros(DIMENSIONS)
        centre[: len(direction)] = direction
        rows.append(centre / np.linalg.norm(centre) + noise * unit(random.normal(size=(each, DIMENSIONS))))
    return unit(np.concatenate(rows).astype(np.float32))


def drawn(
    vectors: np.ndarray,
    groups: list[list[int]],
    held: list[int],
    *,
    proven: bool = True,
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """The groups as lists of rows, each sorted."""
    found = continued(
        vectors,
        np.ones(len(vectors), dtype=np.int64),
        [np.array(group) for group in groups],
        np.array(held),
        proven=[proven] * 4,
        fewest=8,
        together=together,
        apart=apart,
    )
    return sorted(sorted(rows.tolist()) for rows, _ in found)


FIRST, SECOND, BOTH = list(range(30)), list(range(30, 60)), list(range(60))


def test_two_topics_that_are_apart_stay_so_where_a_fit_draws_one_group() -> None:
    """Each statement goes to the one it is nearer to; what says one thing is one group."""
    held = [0] * 30 + [1] * 30
    assert drawn(said((1, 0), (0.5, 1)), [BOTH], held) == [FIRST, SECOND]
    assert drawn(said((1, 0), (1, 0.02)), [BOTH], held) == [BOTH]


def test_topics_that_one_fit_alone_drew_are_not_kept_apart() -> None:
    """They were an accident of that fit."""
    assert drawn(said((1, 0), (0.5, 1)), [BOTH], [0] * 30 + [1] * 30, proven=False) == [BOTH]


def test_one_topic_stays_one_where_a_fit_draws_two_groups_of_one_thing() -> None:
    """Two that are apart are two from then on."""
    held = [0] * 60
    assert drawn(said((1, 0), (1, 0.02)), [FIRST, SECOND], held) == [BOTH]
    assert drawn(said((1, 0), (0.5, 1)), [FIRST, SECOND], held) == [FIRST, SECOND]


def test_what_no_topic_holds_is_as_it_was_found() -> None:
    """Nothing is known of it; nor of what few said."""
    assert drawn(said((1, 0), (0.5, 1)), [BOTH], [-1] * 60) == [BOTH]
    assert drawn(said((1, 0), (0.5, 1)), [BOTH], [0] * 30 + [1] * 5 + [-1] * 25) == [BOTH]
    assert drawn(said((1, 0), (1, 0.02)), [FIRST, SECOND], [-1] * 60) == [FIRST, SECOND]


def test_what_people_said_of_pairs_comes_first() -> None:
    """A group is not parted between two that belong together, nor joined over two that never do."""
    held = [0] * 30 + [1] * 30
    assert drawn(said((1, 0), (0.5, 1)), [BOTH], held, together=[(0, 31)]) == [BOTH]
    assert drawn(said((1, 0), (1, 0.02)), [FIRST, SECOND], [0] * 60, apart=[(0, 31)]) == [FIRST, SECOND]


@given(st.integers(0, 2**16), st.lists(st.integers(-1, 3), min_size=60, max_size=60), st.integers(1, 59))
def test_no_statement_is_lost_or_counted_twice(seed: int, held: list[int], border: int) -> None:
    """However the groups are drawn."""
    vectors = said((1, 0), (0.5, 1), seed=seed)
    found = drawn(vectors, [BOTH[:border], BOTH[border:]], held)
    assert sorted(row for rows in found for row in rows) == BOTH
