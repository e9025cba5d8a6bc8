"""What holds for every text whatever."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import RawTurn
from pipeline.redaction import PLACEHOLDERS, redact, redact_turns, without_placeholders
from pipeline.redaction.normalise import normalise

_PIECES = (
    "my name is ",
    "jane doe",
    "Jane Doe",
    "Hi Anna, ",
    "card number ",
    "4111 1111 1111 1111",
    "cvv ",
    "123",
    "pin ",
    "four ",
    "double seven ",
    "oh ",
    "nineteen ",
    "j dot smith at gmail dot com",
    "a@b.example",
    "[CARD]",
    "[PERSON]",
    " ",
    "\n",
    ", ",
    ". ",
    "order number ",
    "12345678",
    "born on ",
    "4 May 1982",
    "12 High Street",
    "\u200b",
    "\u0301",
    "４",
    "٤",
    "\x00",
    "ﷺ",
    "½",
    "192.168.0.1",
    "+44 20 7946 0958",
    "s m i t h",
    "https://x.example/?token=1",
    "Regards,\nJane",
    "@12345",
    "(",
    "-",
    "’s",
    "İ",
)
_TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=200),
    st.lists(st.sampled_from(_PIECES), max_size=24).map("".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=16).map("".join),
)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_second_pass_hides_nothing_new(text: str) -> None:
    """Redaction never raises and is idempotent."""
    once = redact(text)
    again = redact(once.text)
    assert again.hidden == ()
    assert again.text == once.text


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_offsets_point_at_what_was_replaced(text: str) -> None:
    """The result is the original with each hidden stretch replaced by its placeholder and the rest normalised."""
    done = redact(text)
    at = 0
    parts = []
    for hidden in done.hidden:
        assert at <= hidden.start < hidden.end <= len(text)
        parts += [normalise(text[at : hidden.start]).text, PLACEHOLDERS[hidden.kind]]
        at = hidden.end
    parts.append(normalise(text[at:]).text)
    assert "".join(parts) == done.text


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    """Normalised text is a fixed point, free of surrogates and of controls but newline and tab."""
    clean = normalise(text).text
    assert normalise(clean).text == clean
    clean.encode()
    assert not any(char < " " and char not in "\n\t" for char in clean)


@given(st.lists(st.tuples(st.sampled_from(("customer", "agent", "unknown")), _TEXTS), max_size=6))
@settings(max_examples=75, deadline=None)
def test_a_conversation_keeps_its_turns(rows: list[tuple[str, str]]) -> None:
    """Each turn gives one result whose stretches lie inside it, the same every time."""
    turns = [RawTurn(speaker=speaker, text=text) for speaker, text in rows]  # type: ignore[arg-type]
    done = redact_turns(turns)
    assert len(done) == len(turns)
    assert done == redact_turns(turns)
    for turn, one in zip(turns, done, strict=True):
        assert all(0 <= hidden.start < hidden.end <= len(turn.text) for hidden in one.hidden)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_nothing_is_left_of_placeholders(text: str) -> None:
    """No placeholder survives without_placeholders, and no double space."""
    bare = without_placeholders(redact(text).text)
    assert not any(value in bare for value in PLACEHOLDERS.values()) or "[" in text
    assert "  " not in bare


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1-",
        "12.",
        " ",
        ".",
        "@",
        "a@",
        "a.",
        "word ",
        "Jane ",
        "one ",
        "a b ",
        "card number ",
        "zip code ",
        "a at ",
        "my name is ",
        "\n",
        "12 a b ",
        "rue a a a ",
        "*",
        "http://",
        "+1 ",
        "f:",
        "born ",
        "[CARD]",
        "4111111111111111 ",
        "\u0301",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Eight times the text takes nowhere near the sixty-four times as long that going back and forth would."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        tries = []
        for _ in range(3):
            # Of this thread alone, and the least: what else the machine does counts as little as can be.
            began = time.thread_time()
            redact(text)
            tries.append(time.thread_time() - began)
        return min(tries)

    assert seconds(48_000) < max(30 * seconds(6_000), 0.25)


def test_the_redactor_is_blind_to_invisible_characters() -> None:
    """A card number cut by zero-width spaces and written in full-width digits is still hidden whole."""
    digits = "4111111111111111"
    wide = "\u200b".join(chr(ord(one) + 0xFEE0) for one in digits)
    text = f"Card: {wide}!"
    done = redact(text)
    assert done.text == "Card: [CARD]!"
    assert text[done.hidden[0].start : done.hidden[0].end] == wide


def test_surrogates_and_controls_go() -> None:
    """A lone surrogate, a NUL, a bidi override and a carriage return never reach the output."""
    assert redact("a\ud800b\x00c\u202ed\r\ne\rf\tg").text == "abcd\ne\nf\tg"


def test_order_of_other_texts_does_not_matter() -> None:
    """The same text gives the same result, whatever was redacted before."""
    texts = [f"my pin is {number} and order {number}{number}" for number in range(1000, 1040)]
    first = {text: redact(text) for text in texts}
    random.Random(1).shuffle(texts)
    assert {text: redact(text) for text in texts} == first
