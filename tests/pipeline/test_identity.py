"""Which of tonight's clusters is which lasting topic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.identity import Lasting, Match, match, topic_number
from pipeline.model import Cluster, Decision

NIGHT = date(2026, 11, 16)


def at(degrees: float) -> tuple[float, float]:
    """A unit vector in that direction; 30 degrees apart are alike, 60 are not."""
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def cluster(number: int, members: Iterable[str | int], degrees: float = 0, *, whole: bool = True) -> Cluster:
    """A cluster of statements that points in a direction."""
    return Cluster(
        number=number,
        members=tuple(sorted(map(str, members))),
        centroid=at(degrees),
        floor=0.5,
        terms=(),
        examples=(),
        whole_window=whole,
    )


def topic(
    number: int, members: Iterable[str | int], degrees: float = 0, *, sleeping: bool = False, pinned: bool = False
) -> Lasting:
    """A topic known before tonight."""
    return Lasting(
        topic_id=topic_number(number),
        centroid=at(degrees),
        members=frozenset(map(str, members)),
        sleeping=sleeping,
        pinned=pinned,
    )


def decide(
    clusters: Sequence[Cluster],
    topics: Sequence[Lasting],
    reusable: Sequence[Lasting] = (),
    next_number: int = 9,
    claimed: Mapping[int, str] | None = None,
) -> Match:
    """Tonight's match."""
    return match(clusters, topics, night=NIGHT, claimed=claimed or {}, reusable=reusable, next_number=next_number)


def told(found: Match) -> list[tuple[str, str, str]]:
    """Its decisions as (kind, topic, other)."""
    return [(one.kind, one.topic_id, one.other) for one in found.decisions]


def test_a_cluster_that_no_topic_held_is_a_new_topic() -> None:
    """Ids count on from the next number, the largest cluster first."""
    found = decide([cluster(0, range(5), 90), cluster(1, range(10, 20))], [])
    assert told(found) == [("new", "t00009", ""), ("new", "t00010", "")]
    assert found.topic_of == ((0, "t00010"), (1, "t00009"))


def test_a_topic_survives_in_the_cluster_that_shares_most_of_it() -> None:
    """The decision says what was shared and who came second."""
    found = decide([cluster(0, range(10))], [topic(1, range(8)), topic(2, [8, 9, *range(20, 30)], 80)])
    assert told(found) == [("same", "t00001", "")]
    decision: Decision = found.decisions[0]
    assert (decision.runner_up, decision.score) == ("t00002", round(16 / 18, 6))
    assert "shares 8 of 10" in decision.reason


def test_a_topic_that_fell_apart_keeps_its_id_in_the_larger_part() -> None:
    """The smaller part is a split that names its parent."""
    found = decide([cluster(0, range(12)), cluster(1, range(12, 20), 40)], [topic(1, range(20))])
    assert told(found) == [("same", "t00001", ""), ("split", "t00009", "t00001")]


def test_the_oldest_id_survives_a_merge() -> None:
    """Though the younger topics brought more statements, they become aliases of the oldest."""
    topics = [topic(1, range(4)), topic(2, range(4, 10)), topic(3, range(10, 24))]
    found = decide([cluster(0, range(24))], topics)
    assert found.topic_of == ((0, "t00001"),)
    assert told(found)[1:] == [("merged", "t00003", "t00001"), ("merged", "t00002", "t00001")]


def test_a_topic_that_lost_few_statements_to_another_is_not_merged() -> None:
    """Less than half of its statements in the other's cluster is a coincidence."""
    found = decide([cluster(0, range(10))], [topic(1, range(8)), topic(2, [8, 9, *range(20, 30)], 80)])
    assert "merged" not in [kind for kind, _, _ in told(found)]


def test_a_topic_that_slept_beyond_the_window_is_known_by_its_centroid() -> None:
    """Without a shared statement a sleeper is matched where it is alike enough, and only there."""
    sleeper = topic(1, [], 0, sleeping=True)
    assert told(decide([cluster(0, range(8), 30)], [sleeper])) == [("same", "t00001", "")]
    assert told(decide([cluster(0, range(8), 60)], [sleeper])) == [("new", "t00009", "")]


def test_a_topic_that_is_heard_is_not_matched_by_its_centroid_alone() -> None:
    """Its own statements lie elsewhere, so a lookalike is another pain."""
    assert told(decide([cluster(0, range(8), 10)], [topic(1, range(50, 60))])) == [("new", "t00009", "")]


def test_the_fringe_of_a_topic_does_not_take_over_its_definition() -> None:
    """Found in what no topic claims, a group like a topic is left out, and one unlike every topic is new."""
    known = [topic(1, range(50, 60), 0), topic(2, [], 180, sleeping=True)]
    found = decide(
        [
            cluster(0, range(20), 20, whole=False),
            cluster(1, range(20, 30), 90, whole=False),
            cluster(2, range(30, 40), 170, whole=False),
        ],
        known,
    )
    assert told(found) == [("new", "t00009", "")]
    assert found.topic_of == ((1, "t00009"),)


def test_a_night_run_again_gives_its_ids_back() -> None:
    """Every cluster gets the id that the earlier run opened for it."""
    clusters = [cluster(0, range(10)), cluster(1, range(10, 16), 90)]
    first = decide(clusters, [], next_number=1)
    opened = [topic(1, range(10)), topic(2, range(10, 16), 90)]
    assert decide(clusters, [], opened, next_number=3).decisions == first.decisions


def test_an_id_goes_to_the_cluster_most_like_it_not_to_the_largest() -> None:
    """A larger group that shares one statement with an earlier run's topic does not take its id."""
    found = decide([cluster(0, range(20)), cluster(1, range(20, 30), 90)], [], [topic(5, range(19, 30), 90)])
    assert dict(found.topic_of) == {0: "t00009", 1: "t00005"}


def test_an_id_is_not_given_back_to_another_pain() -> None:
    """One shared statement in an unlike group makes no sameness: published links would lead elsewhere."""
    found = decide([cluster(0, range(20))], [], [topic(5, [19, *range(40, 60)], 90)])
    assert told(found) == [("new", "t00009", "")]


GROUPS = st.lists(st.integers(0, 4), max_size=30).map(
    lambda labels: [{at for at, label in enumerate(labels) if label == one} for one in sorted(set(labels))]
)
TURNS = st.lists(st.integers(0, 359), min_size=5, max_size=5)
CLUSTERS = st.builds(
    lambda groups, turns: [
        cluster(number, members, degrees) for number, (members, degrees) in enumerate(zip(groups, turns, strict=False))
    ],
    GROUPS,
    TURNS,
)
TOPICS = st.builds(
    lambda groups, turns: [
        topic(number, members, degrees, sleeping=degrees % 3 == 0)
        for number, (members, degrees) in enumerate(zip([set(), *groups], turns, strict=False))
    ],
    GROUPS,
    TURNS,
)


@given(CLUSTERS, TOPICS, st.randoms(use_true_random=False))
def test_the_order_of_clusters_and_topics_does_not_matter(
    clusters: list[Cluster], topics: list[Lasting], random: Random
) -> None:
    """Shuffled clusters and topics are matched alike, with the same decisions."""
    shuffled, turned = list(clusters), list(topics)
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert decide(shuffled, turned) == decide(clusters, topics)


@given(CLUSTERS, TOPICS)
def test_no_two_clusters_are_one_topic(clusters: list[Cluster], topics: list[Lasting]) -> None:
    """Every cluster of a whole window gets an id of its own, and a merged id is no cluster's."""
    found = decide(clusters, topics)
    ids = [topic_id for _, topic_id in found.topic_of]
    assert len(ids) == len(set(ids)) == len(clusters)
    assert not {one.topic_id for one in found.decisions if one.kind == "merged"} & set(ids)


def test_a_pinned_topic_takes_only_the_cluster_claimed_for_it() -> None:
    """Nothing is born out of its statements where the claim went elsewhere, and nothing swallows it."""
    known = topic(7, range(10), pinned=True)
    found = decide([cluster(0, range(10)), cluster(1, range(20, 30), 90)], [known], claimed={1: "t00007"})
    assert dict(found.topic_of) == {1: "t00007"}
    assert told(found) == []
    found = decide([cluster(0, range(10))], [known])
    assert told(found) == [("same", "t00007", "")]
    other = topic(1, range(20, 30), 90)
    found = decide([cluster(0, range(30), 90)], [known, other])
    assert dict(found.topic_of) == {0: "t00001"}
    assert "merged" not in {kind for kind, _, _ in told(found)}


def test_a_topic_whose_statements_are_claimed_goes_into_the_pinned_one() -> None:
    """Even an older one: the settings' name for it stands."""
    found = decide([cluster(0, range(10))], [topic(1, range(10)), topic(7, (), pinned=True)], claimed={0: "t00007"})
    assert told(found) == [("merged", "t00001", "t00007")]
    assert dict(found.topic_of) == {0: "t00007"}


def test_a_claimed_fringe_opens_no_topic() -> None:
    """On a night that only looks at what no topic holds, more of a pinned topic is no other topic."""
    fringe = cluster(0, range(10), whole=False)
    assert decide([fringe], [topic(7, (), 90, pinned=True)], claimed={0: "t00007"}) == Match(topic_of=(), decisions=())
