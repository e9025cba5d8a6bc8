"""Dates of birth, written and spoken: a date counts only after words that speak of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.redaction.spans import Found, lower
from pipeline.redaction.words import MONTHS, NUMBER_WORDS, ORDINALS

_CUE = re.compile(r"\b(?:birth(?:da(?:te|y)|s)?|born|d\.?o\.?b)\b\.?")
_MONTH = rf"(?:{'|'.join(MONTHS)})\b\.?"
_SAID = rf"(?:{'|'.join(NUMBER_WORDS)})"
_YEAR = rf"(?:'?\d{{2,4}}\b|{_SAID}(?:[ \-](?:and )?{_SAID}){{0,5}}\b)"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\b|(?:(?:twenty|thirty)[ \-])?(?:{'|'.join(ORDINALS)})\b"
    rf"|{_SAID}(?:[ \-]{_SAID})?\b)"
)
DATE = re.compile(
    rf"\b\d{{1,4}} ?[/.\-] ?\d{{1,2}} ?[/.\-] ?\d{{2,4}}\b"
    rf"|\b(?:the )?{_DAY},? (?:day )?(?:of )?{_MONTH}(?:,? (?:of )?{_YEAR})?"
    rf"|\b{_MONTH} (?:the )?{_DAY}(?:,? (?:of )?{_YEAR})?"
    rf"|\b{_MONTH},? (?:of )?(?:19|20)\d\d\b"
    rf"|\b(?:19[2-9]\d|20[012]\d)\b"
    rf"|\b\d{{1,2}} \d{{1,2}} \d{{2,4}}\b|\b[0-3]\d[01]\d(?:19|20)?\d\d\b"
    rf"|\b(?:nineteen|two thousand)[ \-](?:and )?{_SAID}(?:[ \-]{_SAID})?\b"
)
_REACH = 64


def find(text: str) -> Iterator[Found]:
    """Every date within a sentence or so after a birth word; runs of spoken digits are `spoken`'s."""
    low = lower(text)
    if "birth" not in low and "born" not in low and "dob" not in low and "d.o.b" not in low:
        return
    for cue in _CUE.finditer(low):
        for found in DATE.finditer(low, cue.end(), min(len(low), cue.end() + _REACH + 48)):
            if found.start() - cue.end() <= _REACH:
                yield Found("date_of_birth", *found.span())
                break
