"""Written e-mail addresses, links with secrets, IP addresses, numeric handles, phone numbers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

import phonenumbers

from pipeline.redaction.cues import kind_before
from pipeline.redaction.spans import Found, lower

_EMAIL = re.compile(r"(?<![\w.+\-])[\w.!#$%&'*+/=?^{|}~\-]{1,64}@(?:[\w\-]{1,63}\.){1,6}[^\W\d_]{2,24}")
_EMAIL_DISGUISED = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64} ?[(\[<{] ?at ?[)\]>}] ?[\w\-]{1,63}(?: ?(?:\.|[(\[<{] ?dot ?[)\]>}]"
    r"| dot ) ?[\w\-]{2,24}){1,3}"
)
_LINK = re.compile(r"\b(?:https?|ftp|www\.)[^\s<>\"]{3,2048}")
_SECRET_PART = re.compile(r"//[^/\s]*@|[?;&#][^\s]*=|/(?=[\w\-]*\d)(?=[\w\-]*[a-z])[\w\-]{20,}")
_IP4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:])[\da-f:]{6,45}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])")
_VERSION = re.compile(r"\b(?:version|v|build|firmware|ios|release|update|driver)\W*$")
_HANDLE = re.compile(r"(?<![\w@])@\d{3,20}\b")
_PHONE = re.compile(
    r"(?<![\w.$£€#@/+(])(?:\+ ?|00 ?)?\(?\d(?:[ .\-/()]{0,3}\d){5,16}(?:(?: ?(?:x|ext\.?"
    r"|extension) ?)\d{1,6})?(?![\d@%]|[.,:]\d)"
)
_US = re.compile(r"(?:\+?1[ .\-]?)?(?:\(\d{3}\) ?|\d{3}[ .\-])\d{3}[ .\-]\d{4}")
_PAIRS = re.compile(r"\d{2,3}([ .\-])\d\d(?:\1\d\d){2,3}")
_TRUNK = re.compile(r"(?:\(?0\d{1,4}\)?|\(\d{2,5}\))[ .\-/]?\d{2,4}(?:[ .\-]?\d{2,4}){1,3}")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d([ .\-/])[01]?\d\1[0-3]?\d|[0-3]?\d([ .\-/])[0-3]?\d\2(?:(?:19|20)\d\d|\d\d))(?: \d{1,4})?"
)
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ \-/]{1,3})+(?:(?:19|20)?\d\d)")
_SPLIT = re.compile(r"[^\d]+")
_PLACES = ("US", "GB", "DE", "FR", "AU", "IN", "NL", "ES", "IT")


def find(text: str) -> Iterator[Found]:
    """Addresses of the net by shape; phone numbers by `+`, by separators of a known pattern, or by a cue."""
    low = lower(text)
    if "@" in low:
        yield from (Found("email", *found.span()) for found in _EMAIL.finditer(low))
        yield from (Found("other_id", *found.span()) for found in _HANDLE.finditer(low))
    if "at" in low:
        yield from (Found("email", *found.span()) for found in _EMAIL_DISGUISED.finditer(low))
    if "http" in low or "www." in low or "ftp" in low:
        for found in _LINK.finditer(low):
            if _SECRET_PART.search(found[0]):
                yield Found("url_secret", *found.span())
    yield from _ips(low)
    yield from _phones(low)


def _ips(low: str) -> Iterator[Found]:
    for found in _IP4.finditer(low):
        if _is_ip(found[0]) and not _VERSION.search(low[max(0, found.start() - 16) : found.start()]):
            yield Found("ip", *found.span())
    if low.count(":") >= 2:
        for found in _IP6.finditer(low):
            if _is_ip(found[0]):
                yield Found("ip", *found.span())


def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def _phones(low: str) -> Iterator[Found]:
    for found in _PHONE.finditer(low):
        value = found[0]
        number = _SPLIT.split(value.split("x")[0].split("ext")[0].strip())
        digits = "".join(number)
        if not 7 <= len(digits) <= 15 or _DATE.fullmatch(value) or _YEARS.fullmatch(value) or len(set(digits)) == 1:
            continue
        if _looks_dialled(value, digits) or kind_before(low, found.start()) == "phone":
            yield Found("phone", *found.span())


def _looks_dialled(value: str, digits: str) -> bool:
    bare = value.split("x", maxsplit=1)[0].split("ext", maxsplit=1)[0].strip()
    if value.startswith("+") or _US.fullmatch(bare):
        return True
    if not _SPLIT.search(bare):
        return False
    if len(digits) >= 8 and (_PAIRS.fullmatch(bare) or _TRUNK.fullmatch(bare)):
        return True
    return 9 <= len(digits) <= 13 and any(_valid(bare, place) for place in _PLACES)


def _valid(value: str, place: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, place))
    except phonenumbers.NumberParseException:
        return False
