"""Dropping: why a sentence is no statement, in words of a closed set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from pipeline.statements.reading import Reading
from pipeline.statements.scoring import BASE, score
from pipeline.statements.words import IDENTITY_QUESTIONS

Reason = Literal[
    "greeting", "thanks", "farewell", "identity", "holding", "confirmation", "small_talk", "echo", "menu", "filler",
    "too_short", "vague", "no_pain", "duplicate", "minor", "beyond_limit",
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)

_CHAT: tuple[Reason, ...] = (
    "menu", "farewell", "thanks", "small_talk", "greeting", "holding", "identity", "confirmation", "filler",
)  # fmt: skip
OFFERS = frozenset(["help", "assist", "assistance", "else"])
"""What an agent says who asks for the reason of the call, not for an answer."""
ECHO_WORDS = 4
"""Fewest words that count as repeating what the agent said."""
ANSWER_WORDS = 8
"""Longest answer to a question for a name, a number or the like."""
ANSWERS = frozenset(["yes", "yeah", "yep", "no", "nope", "not"])
"""What an answer to the agent's question begins with: "no error code, nothing"."""
OPENING = 4
"""Words of matter with which a customer's first turn says why he calls although no cue does."""
THANKED = 4
"""Words of matter that praise needs beside thanks: "you have been very helpful" is courtesy."""
_MATTER = frozenset(["subject", "action", "threat"])
"""Families that say what it is about."""
BESIDES = 2
"""Words of matter (a name, a place) that chit-chat may hold besides its phrases."""


def drop(reading: Reading, tokens: Sequence[str], *, said: str, asked: frozenset[str]) -> Reason | None:
    """Why a sentence is no statement, or None where it is one.

    `said` is the last agent's turn as tokens joined and enclosed by spaces, `asked` its tokens where it asks something.
    """
    if _leaves(reading, tokens):
        return "farewell"
    listed = reading.hidden and not (reading.spoken or reading.problem)  # an address, sums, a name with a number
    said_something = reading.words >= 2 and score(reading) >= BASE and _says(reading, asked)
    if listed or "menu" in reading.chat or not said_something:
        return _idle(reading, tokens, said=said, asked=asked)
    if _echoes(tokens, said):
        return "echo"
    if asked and tokens[0] in ANSWERS and reading.words <= ANSWER_WORDS and _MATTER.isdisjoint(reading.cues):
        return "confirmation"
    return None


def vague(reading: Reading) -> bool:
    """Whether a whole thought says that it hurts and not what: "I'm annoyed", "nothing then"."""
    asked_for = "request" in reading.cues and "identity" in reading.chat  # "tell me my account number"
    return reading.content < 2 and _MATTER.isdisjoint(reading.cues) and not asked_for


def substantive(reading: Reading) -> bool:
    """Whether what no cue speaks for may still be why somebody calls, if he says nothing better."""
    if not reading.content or "identity" in reading.chat:
        return False
    if not _MATTER.isdisjoint(reading.cues):
        return True
    return reading.words >= 3 and (reading.own or reading.asks or (reading.deed and reading.content >= 2))


def opens(reading: Reading) -> bool:
    """Whether it is long and clear enough to be why somebody calls, although no cue is in it."""
    return reading.content >= OPENING and reading.spoken


def _leaves(reading: Reading, tokens: Sequence[str]) -> bool:
    # "Nothing, thanks" is no lack of anything, unlike "nothing arrived".
    if not reading.words or tokens[0] != "nothing" or not _MATTER.isdisjoint(reading.cues):
        return False
    return bool(reading.chat) or (reading.words <= 3 and not reading.spoken)


def _says(reading: Reading, asked: frozenset[str]) -> bool:
    # A bare "my savings account" is a request at the start, and elsewhere the answer to a question.
    if reading.problem:
        return True
    if "praise" in reading.cues:
        return reading.content >= (THANKED if "thanks" in reading.chat else 2)
    if reading.asks or "request" in reading.cues:
        return bool(reading.content) or "identity" in reading.chat
    free = not asked or not OFFERS.isdisjoint(asked)
    return free and bool(reading.content) and (reading.bids or "identity" not in reading.chat)


def _idle(reading: Reading, tokens: Sequence[str], *, said: str, asked: frozenset[str]) -> Reason:
    if "menu" in reading.chat:
        return "menu"
    if any(family != "filler" for family in reading.chat) and reading.content <= BESIDES + ("identity" in reading.chat):
        # The most words win; among equals the rarer kind, which stands first in _CHAT.
        return max(_CHAT, key=lambda family: (reading.chat.get(family, 0), -_CHAT.index(family)))
    listed = reading.hidden and not (reading.spoken or reading.problem)
    answers = reading.words <= ANSWER_WORDS and not IDENTITY_QUESTIONS.isdisjoint(asked)
    named = "identity" in reading.chat and (asked or not opens(reading) or reading.own)
    if named or answers or listed or reading.hidden > reading.content:
        return "identity"
    if _echoes(tokens, said):
        return "echo"
    return _empty(reading)


def _empty(reading: Reading) -> Reason:
    if not reading.words:
        return "identity" if reading.hidden else "filler"
    if "praise" in reading.cues and reading.content < 2:
        return "confirmation"
    if not reading.content:
        return "filler" if reading.chat else "too_short"
    return "too_short" if reading.words < 3 else "no_pain"


def _echoes(tokens: Sequence[str], said: str) -> bool:
    return len(tokens) >= ECHO_WORDS and f" {' '.join(tokens)} " in said
