"""Unicode as the rules want it, with the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

# Invisible although no Cf: grapheme joiner, fillers, variation selectors, the keycap's frame, the braille blank.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u20e3\u2800\u3164\uffa0") | frozenset(
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)
_BREAKS = frozenset("\r\v\f\x85\u2028\u2029")
_ODD_ASCII = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_JOINING_JAMO = range(0x1160, 0x1200)
_TWINS = str.maketrans("‐‑‒–—―−⁃﹣’‘‛ʼ´`“”", "---------''''''\"\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """Normalised text; `starts[i]`:`ends[i]` is where its character i came from, None where nothing moved."""

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def widen(self, start: int, end: int) -> tuple[int, int]:
        """The least stretch of the clean text around start:end that does not cut an original character in two."""
        if self.starts is not None:
            while start > 0 and self.starts[start - 1] == self.starts[start]:
                start -= 1
            while end < len(self.text) and self.starts[end] == self.starts[end - 1]:
                end += 1
        return start, end

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the non-empty stretch start:end lies in the original text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Clean:
    """NFKC, all decimal digits as ASCII, line ends as newline; invisible and control characters and surrogates gone."""
    if text.isascii() and not _ODD_ASCII.search(text):
        return Clean(text=text, starts=None, ends=None)
    kept = [(char, at) for at, char in enumerate(text) if _stays(text, at)]
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for first, last in _clusters(kept):
        source = "".join(char for char, _ in kept[first:last])
        piece = _plain(source)
        pieces.append(piece)
        starts += [kept[first][1]] * len(piece)
        ends += [kept[last - 1][1] + 1] * len(piece)
    clean = "".join(pieces)
    if clean == text:
        return Clean(text=text, starts=None, ends=None)
    return Clean(text=clean, starts=tuple(starts), ends=tuple(ends))


def shadow(text: str) -> str:
    """`text` for matching, character for character: typographic dashes and quotes as their ASCII twins."""
    return text if text.isascii() else text.translate(_TWINS)


def _stays(text: str, at: int) -> bool:
    char = text[at]
    if " " <= char <= "~" or char in "\n\t":
        return True
    if char in _BREAKS:
        return not (char == "\r" and text[at + 1 : at + 2] == "\n")
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs") and char not in _INVISIBLE


def _clusters(kept: list[tuple[str, int]]) -> list[tuple[int, int]]:
    """Stretches that NFKC treats alone: each begins with a character that never composes with the one before."""
    # Nothing composes with a bracket; parted there, a mark after a placeholder does not tie it to its neighbour.
    begins = [at for at, (char, _) in enumerate(kept) if at == 0 or kept[at - 1][0] == "]" or not _joins(char)]
    return list(pairwise([*begins, len(kept)]))


def _joins(char: str) -> bool:
    if char.isascii():
        return False
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first)[0] == "M" or ord(first) in _JOINING_JAMO


def _plain(source: str) -> str:
    if source.isascii():
        return "\n" if source in _BREAKS else source
    if source in _BREAKS:
        return "\n"
    folded = unicodedata.normalize("NFKC", source)
    return "".join(_digit(char) for char in folded if char not in _INVISIBLE)


def _digit(char: str) -> str:
    if char.isascii():
        return char
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
