"""Which clusters are the pains that the settings name."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.known import Seed, claims, twins
from pipeline.model import Cluster


def at(degrees: float) -> tuple[float, float]:
    """A unit vector in that direction; up to 36 degrees apart centroids are alike."""
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def seed(name: str, *degrees: float) -> Seed:
    """A named pain with an example in each direction."""
    return Seed(name=name, examples=np.array([at(one) for one in degrees], dtype=np.float32))


def cluster(number: int, degrees: float, floor: float = 0.9) -> Cluster:
    """A cluster that points in a direction; the floor 0.9 takes what is within 25 degrees."""
    return Cluster(
        number=number, members=(), centroid=at(degrees), floor=floor, terms=(), examples=(), whole_window=True
    )


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        ((0, 5, 10), [0]),
        ((0, 10, 60), [0]),
        ((20, 40, 60), []),
        ((80, 90, 100), [1]),
    ],
)
def test_a_pain_is_the_cluster_that_half_its_examples_lie_in(degrees: Sequence[float], expected: list[int]) -> None:
    """Under the cluster's own floor an example lies in none."""
    found = claims([seed("mail", *degrees)], [cluster(0, 0), cluster(1, 90)])
    assert [claim.cluster for claim in found] == expected


def test_a_cluster_much_coarser_than_the_pain_is_not_claimed() -> None:
    """It takes the examples, but its middle lies elsewhere."""
    assert not claims([seed("mail", 40, 41, 42)], [cluster(0, 0, floor=0.5)])


def test_two_pains_never_share_a_cluster() -> None:
    """The one whose examples lie in it more surely has it, in whatever order the settings name them."""
    near, far = seed("near", 0, 2, 4), seed("far", 10, 20, 60)
    for order in ([near, far], [far, near]):
        assert [(claim.name, claim.examples, claim.of) for claim in claims(order, [cluster(0, 0)])] == [("near", 3, 3)]


def test_two_names_for_one_pain_are_noticed() -> None:
    """Pains whose examples point the same way; not those that are merely near."""
    assert twins([seed("mail", 0, 10, 20), seed("site", 40, 50, 60), seed("e-mail", 5, 15, 25)]) == ("mail", "e-mail")
    assert twins([seed("mail", 0, 10, 20), seed("site", 40, 50, 60)]) is None


def test_nothing_is_claimed_where_nothing_is_named_or_found() -> None:
    """No seeds, no clusters, no claims."""
    assert claims([], [cluster(0, 0)]) == ()
    assert claims([seed("mail", 0, 1, 2)], []) == ()
