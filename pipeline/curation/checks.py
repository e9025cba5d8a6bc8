"""What a person may write: one line, without personal data, of the values that a decision can have."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from types import MappingProxyType
from typing import get_args

from pipeline import redaction
from pipeline.curation.reading import HASH
from pipeline.errors import UsageError
from pipeline.model import EditionName, Priority, Status

NAME, LINE = 60, 200
"""Most characters of a name (as of a known pain's) and of a line of text."""
MARKERS = ("release", "campaign", "other")
VALUES = MappingProxyType(
    {
        "priority": get_args(Priority),
        "hidden": get_args(EditionName),
        "shown": get_args(EditionName),
        "marked": MARKERS,
    }
)
"""What may be said in decisions of these kinds."""


# Of the characters that Unicode calls printable: fillers, joiners and variation selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def seen(text: str) -> str:
    """What a reader sees of a text, letters composed in the plainest way; empty where that is nothing."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def check_line(what: str, text: str, *, most: int, people: bool = False, needed: bool = False) -> None:
    """Raise UsageError where the text is no line that may be written; with `people` it may name one."""
    if needed and not seen(text):
        raise UsageError(f"{what} is empty")
    if len(text) > most:
        raise UsageError(f"{what} has {len(text)} characters: {most} are the most")
    if text != " ".join(text.split()) or not text.isprintable():
        raise UsageError(f"{what} is not one line of single-spaced, printable text")
    if any(not (people and hidden.kind == "person") for hidden in redaction.redact(text).hidden):
        raise UsageError(f"{what} holds personal data, which is never written: say it without")


def check_hash(text: str) -> None:
    """Raise UsageError where the text is no text's hash."""
    if not HASH.fullmatch(text):
        raise UsageError("a statement is named by its id: `painpoints topics show ID` lists them")


def check_value(kind: str, value: str) -> None:
    """Raise UsageError where decisions of the kind have no such value."""
    if value not in VALUES[kind]:
        raise UsageError(f"{value or 'nothing'} is none of {', '.join(one or '(empty)' for one in VALUES[kind])}")


def check_status(value: str) -> None:
    """Raise UsageError where the text is no status."""
    status, _, since = value.partition(" ")
    if status not in get_args(Status) or (status == "fixed") != bool(since):
        raise UsageError("a status is open, acknowledged, wont_fix, or fixed with the date it was fixed on")
    if since:
        check_day(since)


def check_day(text: str) -> None:
    """Raise UsageError where the text is no date."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text or found.year < 1970:
        raise UsageError(f"{text or 'nothing'} is no date: write it as YYYY-MM-DD")
