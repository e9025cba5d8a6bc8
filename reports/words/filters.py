"""What every value passes through on its way into a page."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

# Controls that turn the direction of text around, and characters that no page may hold; both could make one sentence
# read as another.
_UNSAFE = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
LONG = 40
"""Characters from which on a text hardly stands in pages twice."""
_NUMBERS = frozenset({int, float})
"""What holds nothing to escape."""
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")


def printed(value: object) -> str:
    """A value as it stands in a page: text made clean and escaped, what is marked up already as it is."""
    if type(value) is str:
        return _word(value) if len(value) < LONG else _escaped(value)
    return str(value) if type(value) in _NUMBERS else str(escape(value))


@lru_cache(maxsize=1 << 14)
def _word(text: str) -> str:
    """As `_escaped`: numbers, days and words of the pages stand in them again and again."""
    return _escaped(text)


def _escaped(text: str) -> str:
    return str(escape(clean(text)))


def tidy(value: object) -> object:
    """Text made clean, other values as they are: for what is no page."""
    return clean(value) if type(value) is str else value


def clean(text: str) -> str:
    """Without direction controls and with percent signs that stay with their number."""
    # Nothing unsafe is printable, and that is sooner asked.
    safe = text if text.isprintable() else _UNSAFE.sub("\ufffd", text)
    return safe.replace(" %", "\u00a0%")


def css_string(text: str) -> Markup:
    """Text as a string of CSS inside a style element: whatever could end either is written by its number."""
    plain = "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in clean(text))
    return Markup('"' + plain + '"')


def page_name(key: str) -> str:
    """An id as the name of a page; raises ValueError for one that could lead out of its folder."""
    if not _PLAIN_ID.fullmatch(key):
        raise ValueError("an id of a topic or conversation is not fit to be a page's name")
    return f"{key}.html"


def sentence_case(words: str) -> str:
    """With a capital at the beginning, the rest as it is: `E-mails`, `SMS`."""
    return words[:1].upper() + words[1:]
