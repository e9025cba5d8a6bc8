"""Splitting: a turn's text into sentences, and sentences into the words that are read and quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Turn

MAX_WORDS = 60
"""Longest quote; a longer stretch without punctuation is cut."""
LONG = 25
"""Words above which a stretch without punctuation is cut at what speakers say between two thoughts."""
LEAST = 6
"""Fewest words on either side of such a cut."""
NOISE = 60
"""A longer run of characters without a space is no word."""

# A full stop ends a sentence only before a space; "e.g.", "Mr.", initials and numbered items do not end one.
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|vs|approx|ext|inc|ltd|acc|acct|dept|tel|[a-z]|\d{1,2}|(?:[a-z]\.)+[a-z])$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_BETWEEN = frozenset(
    ["and", "but", "so", "because", "cause", "um", "uh", "anyway", "anyways", "then", "also", "plus", "well"]
)
_QUOTED = re.compile(
    r"[ \t]*(?:>|-{2,} ?original message|on .{1,200} wrote:|from: |sent: |to: |subject: )", re.IGNORECASE
)
_REST_QUOTED = re.compile(r"[ \t]*(?:-{2,} ?original message|on .{1,200} wrote:)", re.IGNORECASE)

_PLACEHOLDER = r"\[[A-Z][A-Z0-9_ ]{0,30}\]"
_NAME = _PLACEHOLDER + r"|(?-i:[A-Z]\w{1,20})"
_HIDDEN = re.compile(_PLACEHOLDER)
_TOKEN = re.compile(r"\[\]|[^\W_]+")
_MARKER = re.compile(
    r"(?:https?://|www\.)\S+|<[A-Za-z_/]{1,20}>|\b__\w{1,30}__|\bt\.co/\w+|&(?:lt|gt|nbsp|quot);|(?<![\w/])\d{1,2}/\d{1,2}$",
    re.IGNORECASE,
)
_HESITATION = re.compile(r"(?<![\w'’-])(?:u+[hm]+|e+rm?|h+m+|m{2,}|uhm+)\b(?!['’-])[,.…]*", re.IGNORECASE)
_SIGN = re.compile(r"(?<!\w)[@#](?=\w)")
_LEADING_WORDS = (
    "hi|hello|hey|hiya|dear|yes|yeah|yep|yup|ok|okay|alright|oh|ah|well|so|and|but|right|sure|anyways?|basically"
    "|actually|thanks|thank you|you know|i mean|good (?:morning|afternoon|evening|day)|there(?=\\s*,)|guys|team"
    "|sir or madam|sir|ma['’]?am"
)
_INTRODUCTION = (
    rf"(?:this is|(?:my )?name(?: is|['’]s)|i am|i['’]m)\s+(?:{_NAME})(?:\s(?:{_NAME}))?(?:\s+here)?"
    r"(?:,? and|[.,])(?=\s+(?:i|we|my|our)\b)"
)
_LEAD = re.compile(
    rf"(?:[\s,.;:!?…*>|\-–—\"“”]+|\.?@\w+|rt\b(?=\s)|(?:{_LEADING_WORDS})(?![\w'’-])|{_INTRODUCTION})", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence or clause of a customer's turn."""

    turn: int
    """Index of the turn."""
    start: int
    end: int
    """Half-open, in characters of the turn's text."""
    text: str
    """As it is quoted: without markers, addresses, greeting and hesitation in front; may be empty."""
    plain: str
    """All of it but for markers."""
    clause: bool = False
    """Begins in mid-sentence, where a stretch without punctuation was cut."""
    quoted: bool = False
    """In mail: not the customer's words, but what he answers to."""

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Of the whole sentence but for markers: lower case, without apostrophes; a placeholder is `[]`."""
        return tokens(self.plain)

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.endswith((".", "!", "?", "…"))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case without apostrophes; each placeholder is the token `[]`."""
    if "[" in text:
        text = _HIDDEN.sub("[]", text)
    return tuple(_TOKEN.findall(text.lower().replace("'", "").replace("’", "")))


def quote(text: str) -> str:
    """The customer's words without markers, addresses, and the greeting and hesitation in front; at most MAX_WORDS."""
    return _tidy(_MARKER.sub(" ", text))


def _tidy(text: str) -> str:
    text = _HESITATION.sub(" ", text)
    start = 0
    while lead := _LEAD.match(text, start):
        start = lead.end()
    said = text[start:]
    if "@" in said or "#" in said:
        said = _SIGN.sub("", said)
    words = [word for word in said.split() if len(word) <= NOISE]
    return " ".join(words[:MAX_WORDS]).replace("&amp;", "&").strip(' ,;:-–—*|"“”')


def sentences(turn: Turn, *, mail: bool) -> Iterator[Sentence]:
    """A turn's sentences in order; every character but white space is in exactly one.

    In mail a line may be wrapped in mid-sentence and may be quoted; elsewhere a new line is a new sentence.
    """
    rest_quoted = False
    for start, end, clause in _cuts(turn.text, mail=mail):
        body = turn.text[start:end]
        quoted = rest_quoted or (mail and _QUOTED.match(body) is not None)
        rest_quoted = rest_quoted or (mail and _REST_QUOTED.match(body) is not None)
        plain = (
            _MARKER.sub(" ", body) if "<" in body or "/" in body or "_" in body or "&" in body or "." in body else body
        )
        yield Sentence(
            turn=turn.index,
            start=start,
            end=end,
            text=_tidy(plain),
            plain=plain,
            clause=clause,
            quoted=quoted,
        )


def _cuts(text: str, *, mail: bool) -> Iterator[tuple[int, int, bool]]:
    begin = 0
    for end in (*_ends(text, mail=mail), len(text)):
        first, last = begin, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield from _clauses(text, first, last)
        begin = end


def _ends(text: str, *, mail: bool) -> Iterator[int]:
    for stop in _END.finditer(text):
        if text[stop.start()] == "\n":
            if not (mail and _wrapped(text, stop.start())):
                yield stop.end()
        elif text[stop.start()] != "." or not _ABBREVIATION.search(text, max(0, stop.start() - 12), stop.start()):
            yield stop.end()


def _wrapped(text: str, at: int) -> bool:
    # A wrapped line goes on in lower case or comes after a full line; a quoted or an empty line begins anew.
    following = text[at + 1 : at + 2]
    if not following or following.isspace() or following in ">-*•":
        return False
    return (
        following.islower()
        or at - text.rfind("\n", max(0, at - 60), at) > 60
        or text.rfind("\n", max(0, at - 60), at) < 0 <= at - 60
    )


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    if len(text[start:end].split()) <= LONG:
        yield start, end, False
        return
    words = [(word.start(), word.group()) for word in _WORD.finditer(text, start, end)]
    first = 0
    for position in range(1, len(words)):
        here, left = position - first, len(words) - position
        between = words[position][1].lower().strip(",") in _BETWEEN or words[position - 1][1].endswith((",", ";", ":"))
        if here >= MAX_WORDS or (between and here >= LEAST and left >= LEAST and len(words) - first > LONG):
            yield words[first][0], words[position - 1][0] + len(words[position - 1][1]), first > 0
            first = position
    yield words[first][0], end, first > 0
