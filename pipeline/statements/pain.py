"""Pain: how surely a text says that something is wrong, from its cues and its tone."""

from __future__ import annotations

import math
import re

from pipeline.statements.reading import hits, read
from pipeline.statements.sentences import quote, tokens
from pipeline.statements.words import CUES, TONE, TONES

REPEAT = 0.5
"""What a second hit of one family counts, as a share of the first; a third counts nothing."""
DESK = 0.3
"""What speaking to a support desk adds: nobody writes there for fun."""
TAGGED = 0.4
"""What naming somebody in passing adds: who complains lets the company know."""
ADDRESSED = 0.3
"""What "you" adds."""
THANKS, GREETING = 1.2, 0.3
"""What thanks and a greeting take where nothing is wrong."""
MARKS, SMILES = 0.5, 0.6
"""What marks of anger add and marks of joy take."""
ELSEWHERE = 0.5
"""Share that is left where nobody's service is spoken of or to."""
BIAS = 1.6
"""What a text must bring to be as likely a complaint as not."""
_SECOND_PERSON = frozenset(["you", "your", "youre", "youve", "yours", "u", "ur"])
_SERVICE = frozenset(["subject", "action", "treatment"])
_DESK = re.compile(r"@\w{0,30}(?:support|help|care|service|cust|assist|ask)\w{0,30}", re.IGNORECASE)
_ANGER = re.compile(r"[!?]{2}|\.{3}|:-?[(/]|[😠😡🤬😤😒🙄😞😢😭👎💩]|\b(?:[A-Z]{4,}\s+){2}")
_JOY = re.compile(r"[:;]-?[)D]|[❤♥😍😘🥰😊😂🤣💕🎉🙏💯]|<3")


def pain_score(text: str) -> float:
    """How surely a text of any length says that something is wrong, from 0 to 1.

    Unlike in `score`, praise and thanks lower it and mere wishes hardly raise it.
    """
    plain = quote(text)
    words = tokens(plain)
    reading = read(words, plain)
    total = sum(_count(count) * CUES[family].pain for family, count in reading.cues.items() if family != "praise")
    total += sum(_count(count) * TONES[family] for family, count in hits(words, TONE).items())
    desk = _DESK.search(text) is not None
    total += DESK * desk + TAGGED * ("@" in text[1:]) + ADDRESSED * (not _SECOND_PERSON.isdisjoint(words))
    total += MARKS * (_ANGER.search(plain) is not None) - SMILES * (_JOY.search(text) is not None)
    if not reading.problem:  # else it is sarcasm: "great job, two hours late, thanks"
        total += _count(reading.cues["praise"]) * CUES["praise"].pain if "praise" in reading.cues else 0
        total -= THANKS * ("thanks" in reading.chat) + GREETING * ("greeting" in reading.chat)
    if total > 0 and not desk and _SERVICE.isdisjoint(reading.cues):
        total *= ELSEWHERE
    return 1 / (1 + math.exp(BIAS - total))


def _count(number: int) -> float:
    return 1.0 if number == 1 else 1.0 + REPEAT
