"""Which of tonight's clusters is which lasting topic."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.identity import Ages, Lasting, Match, match, topic_number
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
    *,
    next_number: int = 9,
    claimed: Mapping[int, str] | None = None,
    recent: Collection[int] = (),
    fewest: int = 1,
) -> Match:
    """Tonight's match."""
    return match(
        clusters,
        topics,
        night=NIGHT,
        claimed=claimed or {},
        ages=Ages({str(one): 0 if one in recent else 20 for one in range(60)} if recent else {}),
        fewest=fewest,
        reusable=reusable,
        next_number=next_number,
    )


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


def test_a_topic_that_a_fit_draws_more_finely_has_not_split() -> None:
    """It keeps its id in the larger part; the smaller, as old as itself, is a new topic that says where it was."""
    found = decide([cluster(0, range(12)), cluster(1, range(12, 20), 40)], [topic(1, range(20))])
    assert told(found) == [("same", "t00001", ""), ("new", "t00009", "")]
    assert found.decisions[1].runner_up == "t00001"
    assert "8 of its 8 statements were in t00001" in found.decisions[1].reason


def test_a_part_that_is_said_only_lately_has_split_off() -> None:
    """The split names its parent, which was there before."""
    parts = [cluster(0, range(32)), cluster(1, range(32, 40), 40)]
    found = decide(parts, [topic(1, range(40))], recent=range(24, 40))
    assert told(found) == [("same", "t00001", ""), ("split", "t00009", "t00001")]
    young = decide(parts, [topic(1, range(40))], recent=range(10, 40))
    assert told(young)[1] == ("new", "t00009", "")


def test_what_lies_far_nearer_to_one_topic_than_to_any_other_has_split_off_it() -> None:
    """Though that topic never held its statements; where two are about as near it is a new topic."""
    new = replace(cluster(0, range(30, 40), 40, whole=False), broken_off=True)
    far = [topic(1, range(10), 0), topic(2, range(10, 20), 150)]
    assert told(decide([new], far, recent=range(9, 40))) == [("split", "t00009", "t00001")]
    near = [topic(1, range(10), 0), topic(2, range(10, 20), 85)]
    assert told(decide([new], near, recent=range(9, 40))) == [("new", "t00009", "")]
    unclaimed = replace(new, broken_off=False)
    assert told(decide([unclaimed], far, recent=range(9, 40))) == [("new", "t00009", "")]


def test_a_topic_of_a_few_phrases_is_known_in_the_same_pain_said_otherwise() -> None:
    """One shared statement is enough where the centroids are hardly apart."""
    found = decide([cluster(0, range(60), 10)], [topic(1, range(2))])
    assert told(found) == [("same", "t00001", "")]


def test_nothing_is_born_that_is_no_longer_said() -> None:
    """A group of which the last nights hold nothing opens no topic, where topics are known already."""
    old, now = cluster(0, range(10), 90), cluster(1, range(20, 30), 180)
    assert told(decide([old, now], [topic(1, range(40, 50))], recent=range(20, 50))) == [("new", "t00009", "")]
    assert len(told(decide([old, now], [], recent=range(20, 50)))) == 2


def test_a_topic_is_where_its_statements_of_the_last_nights_are() -> None:
    """Its past is the larger group and does not keep the id."""
    found = decide([cluster(0, range(12)), cluster(1, range(12, 20), 40)], [topic(1, range(20))], recent=range(12, 20))
    assert dict(found.topic_of)[1] == "t00001"


def test_a_fit_undoes_neither_a_split_nor_a_union() -> None:
    """Within the window a young topic is not merged back, and what was made one is not torn."""
    young = replace(topic(2, range(10, 16)), settled=True)
    assert told(decide([cluster(0, range(16))], [topic(1, range(10)), young])) == [("same", "t00001", "")]
    united = replace(topic(1, range(20)), settled=True, since=frozenset(map(str, range(12, 20))))
    parts = [cluster(0, range(12)), cluster(1, range(12, 20), 40)]
    assert told(decide(parts, [united], recent=range(10, 20))) == [("same", "t00001", "")]


def test_few_statements_of_a_topic_do_not_merge_it() -> None:
    """Where three strays of a topic that sleeps went says nothing about it."""
    topics = [topic(1, range(10)), topic(2, range(10, 13))]
    assert "merged" in {kind for kind, _, _ in told(decide([cluster(0, range(13))], topics, fewest=3))}
    assert "merged" not in {kind for kind, _, _ in told(decide([cluster(0, range(13))], topics, fewest=4))}


def test_of_topics_that_fit_a_cluster_alike_the_oldest_continues() -> None:
    """The decision says that it was unclear and names the other."""
    found = decide([cluster(0, range(20))], [topic(1, range(10)), topic(2, range(9, 20))])
    first = found.decisions[0]
    assert (first.topic_id, first.runner_up, first.reason[:9]) == ("t00001", "t00002", "unclear: ")
    clear = decide([cluster(0, range(20))], [topic(1, range(6)), topic(2, range(6, 20))])
    assert not any(row.reason.startswith("unclear") for row in clear.decisions)


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


RECENT = st.frozensets(st.integers(0, 29))


@given(CLUSTERS, TOPICS, RECENT, st.randoms(use_true_random=False))
def test_the_order_of_clusters_and_topics_does_not_matter(
    clusters: list[Cluster], topics: list[Lasting], recent: frozenset[int], random: Random
) -> None:
    """Shuffled clusters and topics are matched alike, with the same decisions."""
    shuffled, turned = list(clusters), list(topics)
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert decide(shuffled, turned, recent=recent) == decide(clusters, topics, recent=recent)


@given(CLUSTERS, TOPICS, RECENT)
def test_no_two_clusters_are_one_topic(clusters: list[Cluster], topics: list[Lasting], recent: frozenset[int]) -> None:
    """No id is given to two clusters, a merged id to none; every cluster gets one where no nights tell what is past."""
    found = decide(clusters, topics, recent=recent)
    ids = [topic_id for _, topic_id in found.topic_of]
    assert len(ids) == len(set(ids)) <= len(clusters)
    assert recent or len(ids) == len(clusters)
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
