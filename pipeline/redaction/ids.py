"""Written identifiers: any long bare number, and shorter codes after words such as "booking reference"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.redaction.cues import kind_before, kinds_in
from pipeline.redaction.spans import Found, lower

_BARE = re.compile(r"(?<![\w.$£€:,])\d{8,}(?![\w%]|[.,:]\d)")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CODE = re.compile(r"(?<![\w.$£€@:,])#?(?=[a-z\-]{0,12}\d)[a-z\d]{2,}(?:-[a-z\d]{1,24}){0,6}(?![\w%]|[.,:]\d|-)")
_LOCATOR = re.compile(r"(?<!\w)(?=[A-Z\d]*[A-Z])[A-Z\d]{6}(?!\w)")
_PLAIN_OBJECT = re.compile(
    r"\b(?:order|case|ticket|booking|reservation|claim|reference|ref|invoice|pnr|confirmation|conf"
    r"|account|acct|tracking|policy"
    r"|skymiles|member|incident)\b[ :#.]{0,3}(?:(?:number|no|id|is)\b[ :#.]{0,3}){0,2}$"
)
_OBJECT = re.compile(
    r"order|case|ticket|booking|reserv|claim|ref|invoice|pnr|conf|acc|tracking|policy|skymiles|member|incid"
)
_FLIGHT = re.compile(r"[a-z]{2} ?\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL_OR_UNIT = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|h|hr|hrs|min|mins|s|gb|mb|tb|g|k|m|x|kg|lb|lbs|ft|in|mm|cm|hz|mbps|p|d)|\d+g"
)
_PARCEL = re.compile(r"\b(?:1z[\da-z]{16}|[a-z]{2}\d{9}[a-z]{2})\b")


def find(text: str) -> Iterator[Found]:
    """Bare numbers of eight digits or more, carriers' parcel codes, and codes that a cue announces."""
    low = lower(text)
    if _DIGIT.search(low):
        for found in _BARE.finditer(low):
            if not _DAY.fullmatch(found[0]):
                yield Found(kind_before(low, found.start()) or "other_id", *found.span())
        for found in _PARCEL.finditer(low):
            yield Found("other_id", *found.span())
        yield from _codes(low)
    for found in _LOCATOR.finditer(text):
        if kind_before(low, found.start(), gap=12) == "other_id" or _PLAIN_OBJECT.search(_head(low, found.start())):
            yield Found("other_id", *found.span())


def _codes(low: str) -> Iterator[Found]:
    if not _OBJECT.search(low) and not kinds_in(low):
        return
    for found in _CODE.finditer(low):
        value = found[0].lstrip("#")
        if len(value) < 3 or _FLIGHT.fullmatch(value) or _ORDINAL_OR_UNIT.fullmatch(value):
            continue
        named = kind_before(low, found.start(), gap=16)
        if named == "other_id" and (len(value) >= 4 or value.isdigit()):
            yield Found("other_id", *found.span())
        elif named in ("bank_account", "ssn", "pin") and len(value) >= 4 and (named != "pin" or value.isdigit()):
            yield Found(named, *found.span())
        elif len(value) >= 4 and not _YEAR.fullmatch(value) and _PLAIN_OBJECT.search(_head(low, found.start())):
            yield Found("other_id", *found.span())


def _head(low: str, at: int) -> str:
    return low[max(0, at - 48) : at]
