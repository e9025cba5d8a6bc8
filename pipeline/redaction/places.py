"""Postal addresses: a number and a street word, flats and boxes, postcodes, and what follows "address is"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.redaction.spans import Found, lower
from pipeline.redaction.words import NUMBER_WORDS

_SAID = rf"(?:{'|'.join(NUMBER_WORDS)})"
_NUMBER = rf"(?:\d{{1,5}}(?:[ /\-]\d{{1,4}})?[a-z]?|{_SAID}(?:[ \-]{_SAID}){{0,4}})"
_TYPE = (
    r"(?:street|road|avenue|boulevard|lane|drive|close|crescent|terrace|gardens|grove|highway|parkway|circle|court|"
    r"place|square|mews|alley|trail|turnpike|ave|blvd|rd|ln|hwy|pkwy|cres|ct|st|dr)\b\.?"
)
_STREET = re.compile(rf"(?<![\w.$£€#:/]){_NUMBER},? (?:[^\W\d_][\w'.\-]* ){{1,3}}?{_TYPE}(?! ?\d{{3}})")
_FOREIGN_WORD = (
    r"(?:[^\W\d_]{3,}(?:strasse|straße|straat|gatan|gata|vej|veien|vegen|weg|laan|utca|katu|plein|gasse"
    r"|platz|dreef|kade|straat)"
    r"|(?:rue|viale|piazza|calle|avenida|avenue|rua|ulica|ul\.|plaza|ctra\.|carretera|boulevard|place"
    r"|strada|impasse|chemin)"
    r" (?:[^\W\d_][\w'.\-]* ?){1,4}?|[^\W\d_]+ (?:út|utca|ulice|str\.|vei))"
)
_FOREIGN = re.compile(
    rf"(?<![\w.$£€])(?:(?:\d{{1,5}}[a-z]?,? ){{1,2}}{_FOREIGN_WORD}(?: \d{{1,4}}[a-z]?\b)?"
    rf"|{_FOREIGN_WORD} ?\d{{1,4}}[a-z]?\b\.?)"
)
_UNIT = re.compile(
    r"\b(?:apt|apartment|suite|ste|flat|unit|psc|room|bldg|po box|p\.o\. ?box"
    r"|box)\b\.?,? ?#?(?:\d{1,5}[a-z]?|[a-z]\d{1,4})\b"
)
_UNIT_ALWAYS = re.compile(r"(?:apt|apartment|suite|ste|flat|po box|p\.o\.|psc)|unit \d+ box")
_MILITARY = re.compile(r"\b(?:apo|fpo|dpo) a[aep] \d{5}(?:-\d{4})?\b")
_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|"
    "PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_STATE_ZIP = re.compile(rf"\b(?:{_STATES}),? \d{{5}}(?:-\d{{4}})?\b")
_ZIP = re.compile(
    r"\b(?:zip(?: ?code)?|post(?:al)? ?code|postcode)(?: (?:is|was"
    r"|of))?(?: it's)?[ :,]{1,3}((?=[a-z]{0,2}\d)[a-z\d]{2,8}(?:[ \-]\d[a-z\d]{2,3})?)\b"
)
_SAID_ZIP = re.compile(
    rf"\b(?:zip(?: ?code)?|post(?:al)? ?code)(?: (?:is|was))?(?: it's)?[ :,]{{1,3}}((?:(?:{_SAID}|double"
    rf"|triple|[a-z])\b[ ,\-]{{0,2}}){{3,10}})"
)
_GIVEN_AS = re.compile(
    r"\b(?:address(?: is|:| was| to| at)|live at|lives at|living at|sent? (?:it )?to"
    r"|deliver(?:ed)? (?:it )?to|meet me at|located at|move to|moved to|"
    r"office is at|corner of)[ :]{1,6}(\d{1,5}[a-z]?,? [^\W\d_][^.?!\n]{3,80})"
)
_FLANKED = re.compile(
    r"(?<![\w.$£€])\d{1,5} (?:[A-Z][^\W\d_]*[.'\-]? ?(?:d[aeiou]s?l? )?){1,4}\d{1,4}[a-z]?"
    r"(?=,?\s{1,2}(?:Apt|Suite|Unit|Flat)\b)"
)
_DIGIT = re.compile(r"\d")
_ANY_NUMBER = re.compile(rf"\d|\b{_SAID}\b")
_STREET_WORD = re.compile(rf"\b{_TYPE}")
_TAIL = re.compile(
    r"(?:,? ?\s?(?:Apt|Suite|Unit|Flat|apt|suite|unit|flat)\b\.? ?#?\w{1,6})?"
    r"(?:,?\s{1,2}\(?[A-Z][\w'.\-]+(?: [A-Z][\w'.\-]*){0,3}\)?){0,3}"
    r"(?:,?\s{1,2}[A-Z]{1,3}[ \-]?)?(?:,?\s{1,2}\d{4,6}(?:-\d{4})?)\b"
)
_COMMON_STREET = re.compile(
    r"\b(?:way street|wall street|sesame street|first place"
    r"|(?:one|two|three) (?:more |other |last )?(?:place|close|square|drive|court)"
    r"|(?:in|at|on|to|of|from|for|and|the|my|your|is|was|times|hours?|minutes?|days?|weeks?|months?|years?|miles|more|per|as|am"
    r"|pm|a|an|this|that|very|so|it|we|i|you|they|were|are|have|has|did|than|or|but|gates?|seats?|people|other|last) )"
)


def find(text: str) -> Iterator[Found]:
    """Addresses by shape; towns and countries alone are not hidden, they go only as the tail of an address."""
    low = lower(text)
    if not _ANY_NUMBER.search(low):
        return
    if _STREET_WORD.search(low):
        for found in _STREET.finditer(low):
            if not _COMMON_STREET.search(found[0]):
                yield _with_tail(text, found.start(), found.end())
    if _DIGIT.search(low):
        yield from _written(text, low)
    if "zip" in low or "post" in low:
        for found in _SAID_ZIP.finditer(low):
            yield Found("address", *found.span(1))


def _written(text: str, low: str) -> Iterator[Found]:
    for found in _FOREIGN.finditer(low):
        yield _with_tail(text, found.start(), found.end())
    for found in _FLANKED.finditer(text):
        yield _with_tail(text, found.start(), found.end())
    for found in _UNIT.finditer(low):
        boxed = low.startswith(" box ", found.end()) or (
            found[0].startswith("box") and _UNIT.search(low, max(0, found.start() - 16), found.start())
        )
        if boxed or _UNIT_ALWAYS.match(low, found.start()):
            yield _with_tail(text, found.start(), found.end())
    for pattern in (_MILITARY, _POSTCODE):
        for found in pattern.finditer(low):
            yield Found("address", *found.span())
    for found in _STATE_ZIP.finditer(text):
        yield Found("address", *found.span())
    if "zip" in low or "post" in low:
        for found in _ZIP.finditer(low):
            yield Found("address", *found.span(1))
    for found in _GIVEN_AS.finditer(low):
        yield Found("address", *found.span(1))


def _with_tail(text: str, start: int, end: int) -> Found:
    tail = _TAIL.match(text, end)
    return Found("address", start, tail.end() if tail else end)
