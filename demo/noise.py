"""What calls and chats do to a sentence: fillers, false starts, recognition errors, typing errors."""

from __future__ import annotations

import re
from random import Random

HESITATIONS = ("uh", "um", "er")
OPENERS = ("well", "you know", "I mean", "look")
MISHEARD = {
    **{
        "mail": "male",
        "site": "sight",
        "their": "there",
        "invoice": "in voice",
        "domain": "the main",
        "wait": "weight",
    },
    **{"server": "serve her", "Outlook": "out look", "whole": "hole", "week": "weak", "two": "to", "you're": "your"},
    **{"password": "pass word", "e-mail": "email", "e-mails": "emails", "DNS": "d n s", "SSL": "s s l", "PHP": "p h p"},
    **{"transfer": "trans for", "renewal": "re newel", "hold": "holed", "new": "knew"},
}
DROPPED = frozenset({"the", "a", "is", "to", "and", "of", "it"})
MARKS = re.compile(r"[.,?!:;]+(?= |$)")
EURO = re.compile(r"€(\d+)(?:\.(\d\d))?")
FULL_STOP = re.compile(r"[.]$")


def spoken(text: str, chance: Random, *, punctuated: bool, errors: float) -> str:
    """A sentence as a recogniser writes a call down; `errors` is the share of words it gets wrong or people stumble on.

    Without `punctuated` the recogniser writes neither capitals nor marks.
    """
    text = EURO.sub(lambda match: f"{match[1]} euros {match[2] or ''}".rstrip(), text)
    words: list[str] = []
    for word in text.split():
        roll = chance.random()
        bare = MARKS.sub("", word)
        if roll < errors * 0.25 and bare in MISHEARD:
            words.append(word.replace(bare, MISHEARD[bare]))
        elif roll < errors * 0.35 and bare in DROPPED:
            continue
        elif roll < errors * 0.6:
            begins = not words or words[-1].endswith((",", ".", "?"))
            words += [chance.choice(OPENERS) + "," if begins and words else chance.choice(HESITATIONS), word]
        elif roll < errors * 0.8 and len(words) > 1 and not words[-1].endswith((".", ",", "?")) and bare == word:
            words += [word, word] if len(word) < 5 else [f"{word[:2]}-", word]
        elif roll < errors and bare in MISHEARD:
            words.append(word.replace(bare, MISHEARD[bare]))
        else:
            words.append(word)
    said = " ".join(words)
    return said if punctuated else MARKS.sub("", said).lower()


def typed(text: str, chance: Random, *, errors: float) -> str:
    """A sentence as it is typed in a hurry; `errors` is the share of words with a slip."""
    words = [_slip(word, chance) if chance.random() < errors and word.isalpha() else word for word in text.split(" ")]
    said = " ".join(words)
    if errors and chance.random() < 0.5:
        said = FULL_STOP.sub("", said)
        said = said.replace("'", "") if chance.random() < 0.4 else said
        said = said[:1].lower() + said[1:]
    return said


def _slip(word: str, chance: Random) -> str:
    if len(word) < 4:
        return {"you": "u", "are": "r", "and": "n"}.get(word, word)
    at = 1 + int(chance.random() * (len(word) - 2))
    kind = chance.random()
    if kind < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind < 0.8 else word[:at] + word[at] + word[at:]
