"""`painpoints detect`: what is encoded, and where the evidence lies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import WordsEncoder

from flows import lines
from pipeline.settings import Settings
from pipeline.signals import Heads

ENCODER = WordsEncoder()


@pytest.fixture(autouse=True)
def heads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Heads of nothing, so that patterns find what is found and the encoder is still asked."""
    ENCODER.encoded.clear()
    monkeypatch.setattr(lines, "sentence_encoder", lambda _settings: ENCODER)
    monkeypatch.setattr(lines, "heads_for", lambda *_args, **_named: Heads(encoder="", learned={}, sides={}))
    yield


def answered(*said: str) -> list[list[tuple[str, str]]]:
    """Each customer's turn with its signals and the words that show them, in the turn as it was given."""
    detected = lines.detected(Settings())
    turns = [detected.read({"speaker": "customer", "text": text}) for text in said]
    answers = detected.answer(turns)
    return [
        [(one["name"], text[one["start"] : one["end"]]) for one in answer["signals"]]
        for text, answer in zip(said, answers, strict=True)
    ]


def test_the_evidence_is_in_the_text_as_it_was_given() -> None:
    """Whatever was hidden in front of it, long or short."""
    address = "jo.a.very.long.name.of.somebody.indeed@a.very.long.example.com"
    text = f"I am {address}, card 4111 1111 1111 1111. You hung up on me!"
    assert answered(text) == [[("rude_agent_complaint", "You hung up on me!")]]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("My PIN is\n4711. They hung up on me.", "4711"),
        ("Date of birth?\n3 March\n1980", "1980"),
        ("Write to " + "x " * 1_990 + "john.smith@example.com", "john"),
    ],
)
def test_nothing_is_encoded_that_redaction_hides_in_the_whole_turn(text: str, hidden: str) -> None:
    """Though a sentence alone would not give it away."""
    answered(text)
    assert ENCODER.encoded
    assert not any(hidden in one for one in ENCODER.encoded)


def test_many_turns_are_answered_in_their_order() -> None:
    """Equal ones alike."""
    told = answered("They hung up on me.", "Good morning.", "They hung up on me.")
    assert [len(one) for one in told] == [1, 0, 1]
