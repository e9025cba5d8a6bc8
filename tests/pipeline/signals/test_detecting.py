"""Detecting: what counts in a conversation, and where the evidence lies."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Speaker, Turn
from pipeline.signals import Definition, Detector, Said, Shown, Side, definitions, distinct, said


def define(
    name: str, speaker: Side, pattern: str, *, after_report: bool = False, unless_later: tuple[str, ...] = ()
) -> Definition:
    """A signal that is found by a pattern alone."""
    return Definition(
        name=name,
        title=f"Somebody showed {name}",
        speaker=speaker,
        group="effort",
        definition="As its pattern says.",
        examples=(),
        counterexamples=(),
        patterns=(re.compile(pattern, re.IGNORECASE),),
        after_report=after_report,
        unless_later=unless_later,
    )


BLAME = define("blame", "agent", r"\byour settings\b", after_report=True)
ENDED = define("ended", "agent", r"\bbye now\b", unless_later=("solved",))
SOLVED = define("solved", "customer", r"\bworks again\b")
DETECTOR = Detector(definitions=(BLAME, ENDED, SOLVED), heads=None)


def talk(*turns: tuple[Speaker, str]) -> tuple[Said, ...]:
    """The sentences of a conversation."""
    return tuple(
        said([Turn(index=at, speaker=who, text=text, at=None) for at, (who, text) in enumerate(turns)], channel="chat")
    )


def shown(parts: tuple[Said, ...], detector: Detector = DETECTOR) -> Shown:
    """What each sentence shows alone."""
    once = distinct(parts)
    return {(one.speaker, one.text_hash): signs for one, signs in zip(once, detector.signs(once, None), strict=True)}


def names(*turns: tuple[Speaker, str], reported: int | None = None) -> list[str]:
    """The signals that count in the conversation."""
    parts = talk(*turns)
    return [one.name for one in DETECTOR.in_conversation("c", parts, shown(parts), reported=reported)]


def test_what_needs_a_report_counts_only_after_one() -> None:
    """ "Check your settings" is no blame before the customer has told of anything."""
    turns: tuple[tuple[Speaker, str], ...] = (("customer", "My mail is gone."), ("agent", "Check your settings."))
    assert names(*turns, reported=0) == ["blame"]
    assert names(*turns, reported=None) == []
    assert names(("agent", "Check your settings."), ("customer", "My mail is gone."), reported=1) == []


def test_a_sentence_alone_decides_alone() -> None:
    """Without a conversation no rule of context is asked."""
    parts = talk(("agent", "Check your settings."))
    assert [one.name for one in DETECTOR.alone("", parts, shown(parts))] == ["blame"]


def test_what_is_solved_later_was_not_brushed_off() -> None:
    """What comes before does not undo it."""
    assert names(("agent", "Bye now."), ("customer", "It works again.")) == ["solved"]
    assert names(("customer", "It works again."), ("agent", "Bye now.")) == ["solved", "ended"]


def test_the_other_side_does_not_count() -> None:
    """A customer's words are no agent's behaviour, and a bot's are nobody's."""
    assert names(("customer", "Check your settings."), ("bot", "Bye now."), ("agent", "It works again.")) == []


def test_a_signal_counts_once_a_turn() -> None:
    """Its evidence is the whole sentence, in the turn as it was said."""
    text = "Hello. Well, it works again! Yes, it works again."
    parts = talk(("customer", text))
    (signal,) = DETECTOR.in_conversation("c", parts, shown(parts), reported=None)
    assert text[signal.start : signal.end] == "Well, it works again!"


@given(st.permutations([("agent", "Bye now."), ("customer", "It works again."), ("agent", "Check your settings.")]))
def test_sentences_are_looked_at_in_an_order_of_their_own(turns: list[tuple[Speaker, str]]) -> None:
    """Whatever the conversations' order, the same sentences are scored side by side."""
    assert [(one.speaker, one.text_hash) for one in distinct(talk(*turns))] == [
        (one.speaker, one.text_hash) for one in distinct(talk(*sorted(turns)))
    ]


WORDS = ["your", "settings", "bye", "now", "works", "again", "[PERSON]", ".", "!", "\n", "Hello", "> ", "’", "ß"]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_words_give_spans_inside_the_turn(text: str) -> None:
    """Whatever is said, evidence is not empty and lies within the text."""
    parts = talk(("agent", text), ("customer", text))
    every = Detector(definitions=definitions(), heads=None)
    found = every.alone("c", parts, shown(parts, every))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
