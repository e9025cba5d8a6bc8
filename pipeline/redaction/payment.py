"""Written cards and what belongs to them, bank accounts, IBANs, national numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from pipeline.model import HiddenKind
from pipeline.redaction.cues import kind_before
from pipeline.redaction.spans import Found, lower

# A number may be wrapped over a line, or joined by underscores.
_LONG = re.compile(r"(?<!\d)\d(?:(?:[ .\-]{0,3}| ?[\n_] ?)\d){12,}")
_GROUP = re.compile(r"\d+")
_MASKED = re.compile(r"(?<![\w*])(?:[x*•#]{2,}[ \-]{0,3}){1,4}\d{2,6}\b")
_ENDING = re.compile(
    r"\b(?:ending|ends|end) (?:in|with)(?: the)?(?: numbers?| digits)? ?:? ?(\d{2,6})\b"
    r"|\b(?:last|final|first) (?:four|4|six|6)(?: digits| numbers?)?(?: (?:of|on) (?:my|the"
    r"|your) \w+)?(?: is| are| were|:)? (\d{3,6})\b"
)
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z\d]{2,4}){3,8}(?: ?[a-z\d]{1,3})?\b")
_SSN = re.compile(r"(?<![\d\-])\d{3}([- .])\d{2}\1\d{4}(?![\d\-])")
_NI = re.compile(r"\b(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d\d ?\d\d ?\d\d ?[a-d]\b")
_SORT_CODE = re.compile(r"(?<![\d\-])\d\d([- ])\d\d\1\d\d(?![\d\-])")
_SHORT = re.compile(r"(?<![\w.$£€#/:,])\d(?:[ \-]?\d){2,16}(?![\w%]|[.,:/]\d)")
_EXPIRY = re.compile(
    r"(?<![\d/.\-])(?:0?[1-9]|1[0-2]) ?[/\-.] ?(?:20)?\d\d(?![\d/\-])|(?<!\d)(?:0[1-9]|1[0-2])[ ]?\d\d(?!\d)"
)
_MONTH_EXPIRY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? (?:of )?(?:20)?\d\d\b(?! ?(?:st"
    r"|nd|rd|th|am|pm|:))"
)
_EXPIRY_CUE = re.compile(r"\b(?:expir(?:y|es|ation)|exp|valid (?:thru|through|until))\b")
_SECRET = re.compile(
    r"\b(?:password|pass ?code|passphrase|pin|pin code|memorable word|otp)(?: is|:| =) ?['\"]?([^\s'\",;]{3,64})"
)
_WORD_ONLY = re.compile(r"[a-z]+[.!?)]*")
_LEAST: dict[HiddenKind, tuple[int, int]] = {
    "cvv": (3, 4),
    "pin": (3, 8),
    "ssn": (4, 9),
    "bank_account": (4, 17),
    "card": (4, 19),
}


def find(text: str) -> Iterator[Found]:
    """Card numbers by Luhn or by shape, and short values by the words before them."""
    low = lower(text)
    if "password" in low or "pass" in low or "pin" in low or "otp" in low or "memorable" in low:
        yield from _secrets(low)
    if not _GROUP.search(low):
        return
    yield from _cards(low)
    yield from _ibans(low)
    for pattern in (_SSN, _NI):
        yield from (Found("ssn", *found.span()) for found in pattern.finditer(low))
    yield from _announced(low)


def _ibans(low: str) -> Iterator[Found]:
    for found in _IBAN.finditer(low):
        value = found[0]
        while value and not iban.is_valid(value):
            value = value.rpartition(" ")[0]
        if value:
            yield Found("iban", found.start(), found.start() + len(value))
        elif "iban" in low[max(0, found.start() - 24) : found.start()]:
            yield Found("iban", *found.span())


def _announced(low: str) -> Iterator[Found]:
    for found in _SORT_CODE.finditer(low):
        if kind_before(low, found.start()) == "bank_account":
            yield Found("bank_account", *found.span())
    for found in _SHORT.finditer(low):
        digits = sum(char.isdigit() for char in found[0])
        kind = kind_before(low, found.start())
        if kind in _LEAST and _LEAST[kind][0] <= digits <= _LEAST[kind][1]:
            yield Found(kind, *found.span())
    if _EXPIRY_CUE.search(low) or "card" in low:
        for pattern in (_EXPIRY, _MONTH_EXPIRY):
            for found in pattern.finditer(low):
                if kind_before(low, found.start(), gap=16) == "card_expiry":
                    yield Found("card_expiry", *found.span())


def luhn(digits: str) -> bool:
    """Whether the check digit of `digits` (ASCII digits only) is right."""
    total = sum(int(one) for one in digits[-1::-2])
    return (total + sum(sum(divmod(2 * int(one), 10)) for one in digits[-2::-2])) % 10 == 0


def _cards(low: str) -> Iterator[Found]:
    for found in _LONG.finditer(low):
        groups = [(one[0], found.start() + one.start(), found.start() + one.end()) for one in _GROUP.finditer(found[0])]
        cued = kind_before(low, found.start()) == "card"
        for first in range(len(groups)):
            for card in _card_from(groups[first : first + 19], cued=cued and first == 0):
                # Numbers one below the other are a list.
                if low.count("\n", card.start, card.end) <= 1:
                    yield card
    for found in _MASKED.finditer(low):
        yield Found("card", *found.span())
    for found in _ENDING.finditer(low):
        yield Found("card", *found.span(1 if found[1] else 2))


def _card_from(groups: list[tuple[str, int, int]], *, cued: bool) -> Iterator[Found]:
    if groups[0][0][0] not in "23456":
        return
    digits = ""
    sizes: list[int] = []
    for value, _, end in groups:
        digits += value
        sizes.append(len(value))
        if len(digits) > 19:
            return
        if len(digits) < 13:
            continue
        regular = len(set(sizes)) == 1 or min(sizes[:-1], default=3) >= 3
        if not regular or len(set(digits)) == 1:
            continue
        if luhn(digits) or sizes == [4, 4, 4, 4] or cued:
            yield Found("card", groups[0][1], end)


def _secrets(low: str) -> Iterator[Found]:
    for found in _SECRET.finditer(low):
        # A password may be a plain word, but "the password is wrong" is a complaint.
        if not _WORD_ONLY.fullmatch(found[1]):
            yield Found("pin", *found.span(1))
