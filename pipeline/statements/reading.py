"""Reading: which cues and which chit-chat a sentence's words hold. One pass, longest match first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.statements.words import (
    ABILITIES,
    CHAT,
    CLAUSAL,
    CUES,
    FUNCTION,
    INTERROGATIVE,
    NEGATIONS,
    OWN,
    PHRASES,
    Trie,
)

REACH = 4
"""How many words a negation reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words of a sentence are."""

    words: int
    """Without placeholders."""
    content: int
    """Words that carry matter: neither function words nor part of a request's phrase or of chit-chat, nor digits."""
    hidden: int
    """Placeholders and numbers."""
    cues: Mapping[str, int]
    """Family -> hits."""
    chat: Mapping[str, int]
    """Chit-chat family -> words it covers."""
    asks: bool
    """Ends or begins as a question does."""
    own: bool
    """Speaks of the speaker and his things."""
    spoken: bool
    """Has the small words or endings of a clause; a name, an address or a list of values has none."""
    deed: bool
    """Has a verb of what happened or happens, by its ending: "printed", "loading"."""
    bids: bool
    """Begins with what is to be done: "transfer it to account number 12"."""

    @property
    def problem(self) -> bool:
        """Whether a cue says more than a wish: something is wrong, unfair or good."""
        return any(family in self.cues for family in PROBLEMS)


PROBLEMS = ("broken", "cannot", "complaint", "treatment", "threat")
_WISHES = frozenset(["request", "emphasis"])
_ENDINGS = ("ing", "ed")


def read(tokens: Sequence[str], text: str) -> Reading:
    """Read the tokens of a sentence; `text` tells whether it ends with a question mark."""
    cues: dict[str, int] = {}
    chat: dict[str, int] = {}
    content = hidden = position = negated = 0
    bids = False
    while position < len(tokens):
        token = tokens[position]
        family, width = _longest(tokens, position, PHRASES)
        if token in NEGATIONS and family not in CHAT:
            negated = position + width + REACH
        elif position < negated and token in ABILITIES:
            family, width = "cannot", 1
        elif position < negated and family == "praise":
            family = "complaint"
        bids = bids or (family == "action" and position < 2)
        if family in CUES:
            cues[family] = cues.get(family, 0) + 1
            content += family not in _WISHES
        elif family:
            chat[family] = chat.get(family, 0) + width
        elif token == "[]" or token.isdecimal():
            hidden += 1
        else:
            content += token not in FUNCTION
        position += width
    asks = "?" in text[-3:] or (len(tokens) > 2 and tokens[0] in INTERROGATIVE)
    deed = any(len(token) > 4 and token.endswith(_ENDINGS) for token in tokens)
    return Reading(
        words=len(tokens) - tokens.count("[]"),
        content=content,
        hidden=hidden,
        cues=cues,
        chat=chat,
        asks=asks,
        own=not OWN.isdisjoint(tokens),
        spoken=deed or not CLAUSAL.isdisjoint(tokens),
        deed=deed,
        bids=bids,
    )


def hits(tokens: Sequence[str], phrases: Trie) -> dict[str, int]:
    """How often each family of phrases occurs, the longest phrase first."""
    found: dict[str, int] = {}
    position = 0
    while position < len(tokens):
        family, width = _longest(tokens, position, phrases)
        if family:
            found[family] = found.get(family, 0) + 1
        position += width
    return found


def _longest(tokens: Sequence[str], position: int, phrases: Trie) -> tuple[str, int]:
    node = phrases.get(tokens[position])
    family, width, depth = "", 1, 1
    while node:
        if "" in node:
            family, width = node[""], depth
        following = position + depth
        node = node.get(tokens[following]) if following < len(tokens) else None
        depth += 1
    return family, width
