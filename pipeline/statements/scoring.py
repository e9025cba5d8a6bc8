"""Scoring: how much a sentence says of what is wrong, wanted or praised, from transparent cues of its words.

A later version may weigh embeddings instead: nothing but `score` would change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

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
Verdict = Literal["praise", "wrong", ""]
"""Of a statement: it praises, says of something that it is wrong, or does neither."""
BASE = 1.0
"""Least score of the words alone with which a sentence is a statement."""


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


@lru_cache(maxsize=16_384)
def verdict(text: str, *, heard: bool = False) -> Verdict:
    """Whether a statement says of something that it is wrong or else praises, by its words or because it was `heard`
    to; of those that stand for a topic it is asked night after night.

    Who asks or wants something praises only in passing ("I want to cancel, though you were lovely").
    """
    plain = quote(text)
    reading = read(tokens(plain), plain)
    if reading.problem:
        return "wrong"
    wants = reading.asks or reading.bids or "request" in reading.cues
    return "praise" if not wants and (heard or "praise" in reading.cues) else ""


def _count(hits: int) -> float:
    return 1.0 if hits == 1 else 1.0 + REPEAT
