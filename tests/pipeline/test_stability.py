"""How much tonight's topics are last night's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from pipeline.stability import Kept, agreement

GROUPS = st.dictionaries(st.sampled_from([f"s{at}" for at in range(12)]), st.sampled_from(["", "t1", "t2", "t3"]))


@given(GROUPS, GROUPS)
def test_the_index_is_the_adjusted_rand_index(before: dict[str, str], now: dict[str, str]) -> None:
    """Of the statements that both know, as scikit-learn computes it."""
    shared = sorted(before.keys() & now.keys())
    found = agreement(before, now)
    assert found.statements == len(shared)
    if len(shared) > 1:
        expected = adjusted_rand_score([before[one] for one in shared], [now[one] for one in shared])
        assert abs(found.index - expected) < 1e-6


@given(GROUPS)
def test_what_stayed_agrees_wholly(before: dict[str, str]) -> None:
    """Whatever the groups are."""
    found = agreement(before, before)
    assert found.index == 1.0
    assert all(one.still == one.statements for one in found.kept.values())


def test_a_topic_keeps_the_statements_that_are_still_its_own() -> None:
    """What it lost is not counted, what it gained is none of last night's."""
    found = agreement({"a": "t1", "b": "t1", "c": "t2"}, {"a": "t1", "b": "", "c": "t1", "d": "t2"})
    assert found.kept == {"t1": Kept(statements=2, still=1), "t2": Kept(statements=1, still=0)}
