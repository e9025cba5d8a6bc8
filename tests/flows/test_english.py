"""How the command counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows import english


def test_one_is_told_apart_from_many() -> None:
    """A noun stands in the plural unless there is one."""
    told = [english.plural(count, "night") for count in (0, 1, 2, 1512)]
    assert told == ["0 nights", "1 night", "2 nights", "1,512 nights"]
    assert english.plural(2, "night lacks", "nights lack") == "2 nights lack"


@given(st.integers(1, 100_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_nothing_and_all_are_said_only_where_true(counts: tuple[int, int]) -> None:
    """0 % and 100 % stand only for none and all."""
    part, whole = counts
    told = english.percent(part / whole)
    assert (told == "0 %") == (part == 0)
    assert (told == "100 %") == (part == whole)
