"""Hides personal data in memory, before anything is written: pure, deterministic, and the same text in, the same out.

Each family of rules is one module with one function `find(text) -> Iterator[Found]`; FAMILIES composes them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Hidden, RawTurn, Speaker
from pipeline.redaction import births, contact, ids, introductions, names, payment, places, spelled, spoken, turns
from pipeline.redaction.normalise import Clean, normalise, shadow
from pipeline.redaction.spans import PLACEHOLDERS, Found, merge
from pipeline.redaction.words import AMBIGUOUS, GIVEN

__all__ = [
    "AMBIGUOUS",
    "FINGERPRINT",
    "GIVEN",
    "PLACEHOLDERS",
    "RULES_VERSION",
    "Redacted",
    "redact",
    "redact_turns",
    "without_placeholders",
]

RULES_VERSION = "2"
"""Raise it with every change of a rule: rows carry it, by the fingerprint, to show which redactor made them."""

FINGERPRINT: str = hashlib.sha256("\n".join((RULES_VERSION, *sorted(PLACEHOLDERS.values()))).encode()).hexdigest()

FAMILIES = (
    payment.find,
    contact.find,
    ids.find,
    births.find,
    places.find,
    spoken.find,
    spelled.find,
    names.find,
    introductions.find,
)

_PLACEHOLDER = re.compile("|".join(re.escape(value) for value in PLACEHOLDERS.values()))
_BLANK = "\ufffc"
_GAP_BEFORE = re.compile(r"[ \t]+(?=[,.;:!?)])")
_SPACES = re.compile(r"[ \t]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """Text with constant placeholders, and what they stand for, left to right in the original."""

    text: str
    hidden: tuple[Hidden, ...]


def redact(text: str) -> Redacted:
    """Hide the personal data of one text; never raises, whatever the text."""
    return _redact((text,), None)[0]


def redact_turns(turns: Sequence[RawTurn]) -> tuple[Redacted, ...]:
    """Hide the personal data of one conversation, turn by turn, with what the other turns betray."""
    return _redact(tuple(turn.text for turn in turns), tuple(turn.speaker for turn in turns))


def without_placeholders(text: str) -> str:
    """Redacted text without its placeholders, with the spaces they leave tidied."""
    return _SPACES.sub(" ", _GAP_BEFORE.sub("", _PLACEHOLDER.sub(" ", text))).strip()


def _redact(texts: Sequence[str], speakers: Sequence[Speaker] | None) -> tuple[Redacted, ...]:
    cleans = [normalise(text) for text in texts]
    views = [_view(clean.text) for clean in cleans]
    found = [[span for find in FAMILIES for span in find(view)] for view in views]
    if speakers is not None:
        told = turns.find_in_turns(speakers, views)
        found = [[*alone, *more] for alone, more in zip(found, told, strict=True)]
    known = {
        view[span.start : span.end]
        for view, spans in zip(views, found, strict=True)
        for span in spans
        if span.kind == "person"
    }
    if known:
        found = [[*spans, *names.repeated(view, known)] for view, spans in zip(views, found, strict=True)]
    return tuple(_settled(clean, spans) for clean, spans in zip(cleans, found, strict=True))


def _settled(clean: Clean, found: list[Found]) -> Redacted:
    """Hide what was found, then whatever the rules find in the result, until they find nothing.

    Later passes look at the text with its values blanked in place, so that offsets hold.
    """
    done: list[Found] = []
    fresh = _outside(clean, found, done)
    while fresh:
        done = sorted([*done, *fresh], key=lambda span: span.start)
        text, back = _render(clean.text, done)
        view = _view(text)
        again = [Found(span.kind, back[span.start], back[span.end - 1] + 1) for find in FAMILIES for span in find(view)]
        fresh = _outside(clean, again, done)
    text, _ = _render(clean.text, done)
    hidden = [(span.kind, *clean.original(span.start, span.end)) for span in done]
    return Redacted(text=text, hidden=tuple(Hidden(kind=kind, start=start, end=end) for kind, start, end in hidden))


def _outside(clean: Clean, found: list[Found], done: list[Found]) -> list[Found]:
    """The parts of `found` that hold a letter or digit and lie outside of placeholders and of what is done."""
    if not found:
        return []
    walls = sorted(
        [*((span.start, span.end) for span in done), *(one.span() for one in _PLACEHOLDER.finditer(clean.text))]
    )
    fresh: list[Found] = []
    for span in merge(found):
        for start, end in _cut(*clean.widen(span.start, span.end), walls):
            first, last = _trim(clean.text, start, end)
            if first < last:
                fresh.append(Found(span.kind, *clean.widen(first, last)))
    return merge(fresh)


def _cut(start: int, end: int, walls: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in walls:
        if last <= start:
            continue
        if first >= end:
            break
        if first > start:
            yield start, first
        start = last
    if start < end:
        yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] in "+(@#*"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")*"):
        end -= 1
    return (start, end) if any(char.isalnum() for char in text[start:end]) else (start, start)


def _render(text: str, spans: list[Found]) -> tuple[str, list[int]]:
    """The text with placeholders, and for each of its characters the index it came from."""
    parts: list[str] = []
    back: list[int] = []
    at = 0
    for span in spans:
        placeholder = PLACEHOLDERS[span.kind]
        parts += (text[at : span.start], placeholder)
        back += [*range(at, span.start), *[span.start] * (len(placeholder) - 1), span.end - 1]
        at = span.end
    parts.append(text[at:])
    back += range(at, len(text))
    return "".join(parts), back


def _view(text: str) -> str:
    """The text as the rules see it: placeholders say nothing."""
    plain = shadow(text)
    if "[" not in plain:
        return plain
    return _PLACEHOLDER.sub(lambda found: f"[{_BLANK * (len(found[0]) - 2)}]", plain)
