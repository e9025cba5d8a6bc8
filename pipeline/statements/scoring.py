"""Scoring: how much a sentence says of what is wrong, wanted or praised, from transparent cues of its words.

A later version may weigh embeddings instead: nothing but `score` and `pain_score` would change.
"""

from __future__ import annotations

import math

from pipeline.statements.reading import Reading, read
from pipeline.statements.sentences import quote, tokens
from pipeline.statements.words import CUES

REPEAT = 0.5
"""What a second hit of one family counts, as a share of the first; a third counts nothing."""
QUESTION = 1.0
"""What a question with matter in it adds."""
PROBLEM = 1.5
"""What saying that something is wrong adds where statements compete: pains come before wishes."""
EARLY = 0.5
"""What standing early in the conversation adds: customers open with why they call."""
SETTLED = (4, 40)
"""Words between which a sentence is long enough to be clear and short enough to be about one thing."""
ADDRESSED = 0.5
"""What speaking to somebody adds to the pain score: who complains says "you"."""
THANKS, GREETING, EXCLAIMED = 1.2, 0.3, 0.4
"""What thanks and a greeting take from the pain score, and what marks of excitement add."""
BIAS = 1.0
"""What a text must bring to be as likely a complaint as not."""
BASE = 1.0
"""Least score of the words alone with which a sentence is a statement."""
_SECOND_PERSON = frozenset(["you", "your", "youre", "youve", "yours", "u", "ur"])
_SERVICE = frozenset(["subject", "action", "treatment"])


def score(reading: Reading) -> float:
    """What the words alone are worth, 0 upwards; a statement needs BASE."""
    total = sum(_count(hits) * CUES[family].weight for family, hits in reading.cues.items())
    if reading.asks and reading.content >= 2:
        total += QUESTION
    return total


def rank(reading: Reading, *, early: bool) -> float:
    """The score by which the statements of one conversation compete: words, place and length."""
    settled = SETTLED[0] <= reading.words <= SETTLED[1]
    return score(reading) + PROBLEM * reading.problem + EARLY * early + 0.3 * settled + 0.1 * min(reading.content, 8)


def pain_score(text: str) -> float:
    """How surely a text of any length says that something is wrong, from 0 to 1.

    Unlike in `score`, praise and thanks lower it and mere wishes hardly raise it.
    """
    plain = quote(text)
    words = tokens(plain)
    reading = read(words, plain)
    total = sum(_count(hits) * CUES[family].pain for family, hits in reading.cues.items())
    if text.lstrip(" .").startswith("@") or not _SECOND_PERSON.isdisjoint(words):
        total += ADDRESSED
    elif total > 0 and _SERVICE.isdisjoint(reading.cues):
        total *= REPEAT  # nobody's service is spoken of
    total -= THANKS * ("thanks" in reading.chat) + GREETING * ("greeting" in reading.chat)
    total += EXCLAIMED * (plain.count("!") > 1 or "?!" in plain or "??" in plain or "..." in plain)
    return 1 / (1 + math.exp(BIAS - total))


def praises(text: str) -> bool:
    """Whether a statement praises and says of nothing that it is wrong."""
    plain = quote(text)
    reading = read(tokens(plain), plain)
    return "praise" in reading.cues and not reading.problem


def _count(hits: int) -> float:
    return 1.0 if hits == 1 else 1.0 + REPEAT
