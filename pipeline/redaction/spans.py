"""A stretch that a family of rules found, and how stretches that overlap become one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import HiddenKind

PLACEHOLDERS: dict[HiddenKind, str] = {
    "card": "[CARD]",
    "iban": "[IBAN]",
    "ssn": "[SSN]",
    "email": "[EMAIL]",
    "url_secret": "[URL_SECRET]",
    "ip": "[IP]",
    "cvv": "[CVV]",
    "pin": "[PIN]",
    "card_expiry": "[CARD_EXPIRY]",
    "date_of_birth": "[DATE_OF_BIRTH]",
    "bank_account": "[BANK_ACCOUNT]",
    "phone": "[PHONE]",
    "address": "[ADDRESS]",
    "person": "[PERSON]",
    "other_id": "[ID]",
}
"""What stands for each kind. The order is the precedence between stretches of equal length: card before phone."""

_RANK = {kind: rank for rank, kind in enumerate(PLACEHOLDERS)}


class Found(NamedTuple):
    """A value of some kind at text[start:end]."""

    kind: HiddenKind
    start: int
    end: int


def merge(found: Iterable[Found]) -> list[Found]:
    """Unite what overlaps: the union is hidden, so nothing leaks at the rim; the longest names its kind, then rank."""
    merged: list[Found] = []
    best = (0, 0)
    for span in sorted(found, key=lambda one: (one.start, -one.end, _RANK[one.kind])):
        weight = (span.end - span.start, -_RANK[span.kind])
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            kind = span.kind if weight > best else last.kind
            merged[-1] = Found(kind, last.start, max(last.end, span.end))
            best = max(best, weight)
        else:
            merged.append(span)
            best = weight
    return merged


def lower(text: str) -> str:
    """`text` in lower case, character for character: the few capitals whose lower case is longer stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
