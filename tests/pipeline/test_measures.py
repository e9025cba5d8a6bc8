"""Intervals of shares and of their differences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measures import Count, Heard, by_topic, count, difference, wilson

SHARES = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_wilson_agrees_with_the_textbook() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)


def test_the_difference_agrees_with_the_textbook() -> None:
    """Newcombe 1998, table II, method 10: 56 of 70 against 48 of 80."""
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@given(SHARES)
def test_the_interval_holds_the_share(share: tuple[int, int]) -> None:
    """The observed share lies in its interval, and that lies between 0 and 1."""
    low, high = wilson(*share)
    assert 0 <= low <= share[0] / share[1] <= high <= 1


@given(SHARES, SHARES)
def test_turning_the_sides_turns_the_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    """The difference of a pair is the negative of the pair turned round."""
    low, high = difference(*one, *other)
    assert difference(*other, *one) == pytest.approx((-high, -low))
    assert low <= one[0] / one[1] - other[0] / other[1] <= high


def test_no_base_says_nothing() -> None:
    """Without conversations every share is possible, and an impossible count is refused."""
    assert wilson(0, 0) == (0.0, 1.0)
    assert difference(0, 0, 3, 9) == (-1.0, 1.0)
    with pytest.raises(ValueError, match="not a share"):
        wilson(3, 2)


def heard(customer: str | None, topics: str, *, resolved: bool | None = None, channel: str = "chat") -> Heard:
    """A conversation; each letter of `topics` is one."""
    slices = (("all", ""), ("channel", channel))
    return Heard(customer=customer, resolved=resolved, slices=slices, topics=frozenset(topics))


def test_an_unknown_customer_is_never_a_distinct_one() -> None:
    """Known customers count once, unknown ones are said to be unknown, and so is what became of a conversation."""
    said = [heard("a", "x", resolved=True), heard("a", "x", resolved=False), heard(None, "x"), heard("b", "x")]
    assert count(said) == Count(conversations=4, customers=2, customer_unknown=1, resolved=1, resolution_known=2)


def test_topics_are_counted_by_slice_over_the_slices_base() -> None:
    """A conversation counts for each of its topics once, and for the base whether it has a topic or not."""
    found = by_topic([heard("a", "xy"), heard("b", "x", channel="voice"), heard("c", "")])
    columns = ("topic_id", "slice", "value", "conversations", "base")
    assert list(zip(*(found[name] for name in columns), strict=True)) == [
        ("x", "all", "", 2, 3),
        ("x", "channel", "chat", 1, 2),
        ("x", "channel", "voice", 1, 1),
        ("y", "all", "", 1, 3),
        ("y", "channel", "chat", 1, 2),
    ]


HEARD = st.lists(
    st.builds(
        heard,
        st.sampled_from(["a", "b", "c", None]),
        st.text("xyz", max_size=2),
        resolved=st.sampled_from([True, False, None]),
        channel=st.sampled_from(["chat", "voice"]),
    ),
    max_size=12,
)


@given(HEARD)
def test_each_row_is_the_count_of_its_conversations(said: list[Heard]) -> None:
    """What is counted in arrays is what counting one by one comes to; a night without a topic has no row."""
    found = by_topic(said)
    rows = list(zip(*(list(column) for column in found.values()), strict=True))
    expected = []
    for topic, place in sorted({(topic, place) for one in said for topic in one.topics for place in one.slices}):
        inside = count(one for one in said if topic in one.topics and place in one.slices)
        base = sum(place in one.slices for one in said)
        expected.append((topic, *place, *(getattr(inside, name) for name in list(found)[3:-1]), base))
    assert rows == expected
