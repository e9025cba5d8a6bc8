"""Whatever the bytes, every line is a transcript, a rejection or blank."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_cases import NAUGHTY, native, outcomes

from pipeline.model import RawTranscript, Rejected
from pipeline.sources import Reason


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_is_kept_or_rejected_wherever_it_stands(text: str) -> None:
    """Strings that break other software cost at most their own record."""
    line = json.dumps(native(turns=[{"speaker": "customer", "text": f"a {text}"}])).encode()
    (got,) = outcomes(line)
    assert isinstance(got, RawTranscript)
    for field in native():
        assert len(outcomes(json.dumps(native(**{field: text})).encode())) == 1
    assert len(outcomes(json.dumps(native() | {text: text}).encode())) == 1


def lines_of(data: bytes) -> Iterator[bytes]:
    """The lines of a plain file that are not blank."""
    return (line for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip())


@given(st.binary(max_size=300) | st.lists(st.sampled_from([b"\n", b"{", b"}", b'"a":1', b" ", b"\r"])).map(b"".join))
def test_every_line_of_any_bytes_is_accounted_for(data: bytes) -> None:
    """Kept + rejected + blank = lines, and nothing raises."""
    got = outcomes(data)
    if data.startswith(b"\x1f\x8b"):
        assert [type(item) for item in got] == [Rejected]
    else:
        assert sum(item.records for item in got) == len(list(lines_of(data)))


@given(st.integers(2, 1000))
def test_a_packed_file_cut_anywhere_keeps_what_came_before(cut: int) -> None:
    """Whole records before the cut come first, in order, and one rejection stands for the rest."""
    packed = gzip.compress(b"".join(orjson.dumps(native(conversation_id=f"c-{n}")) + b"\n" for n in range(5)))
    assert cut < len(packed) or len(outcomes(packed)) == 5
    *before, last = outcomes(packed[: min(cut, len(packed) - 1)])
    assert isinstance(last, Rejected)
    assert last.reason == "truncated_gzip"
    ids = [item.conversation_id for item in before if isinstance(item, RawTranscript)]
    assert ids == [f"c-{n}" for n in range(len(before))]


@given(st.binary(max_size=200))
def test_no_packed_bytes_raise(rubbish: bytes) -> None:
    """Whatever follows the first bytes of gzip is at most rejected."""
    assert outcomes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + rubbish)


keys = st.text(max_size=5) | st.sampled_from([*native(), "at"])
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text() | st.sampled_from(NAUGHTY)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_any_json_value_is_one_outcome(value: object) -> None:
    """Whatever a line says, it becomes exactly one transcript or rejection."""
    (got,) = outcomes(json.dumps(value).encode())
    assert got.records == 1


@given(
    st.dictionaries(st.sampled_from([*native(), "resolved", "csat", "updated_at", "channel"]), json_values, max_size=2)
)
def test_a_sound_record_with_any_value_in_any_field_is_one_outcome(changes: dict[str, Any]) -> None:
    """Type drift never raises, and what is kept has at least one turn with words."""
    (got,) = outcomes(json.dumps(native() | changes).encode())
    if isinstance(got, RawTranscript):
        assert all(turn.text for turn in got.turns)
        assert got.started_at.utcoffset() is not None
    else:
        assert got.reason in set(Reason)
