"""Numbers said as words, digit by digit or in pairs: cards, phones, codes. Prices, times, years and amounts stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import HiddenKind
from pipeline.redaction.cues import kind_before
from pipeline.redaction.payment import luhn
from pipeline.redaction.spans import Found, lower
from pipeline.redaction.words import SCALES, TEENS, TENS, TIMES, UNITS

_WORDS = "|".join(sorted({*UNITS, *TEENS, *TENS, *TIMES, *SCALES}, key=lambda word: (-len(word), word)))
_TOKEN = re.compile(rf"(?<![a-z\d'$£€#@_])(?:{_WORDS}|\d{{1,19}})(?![a-z\d'%_])")
_GAP = re.compile(
    r"[\s,.\-:;/…]{0,6}(?:(?:um+|uh+|er+m?|ah|and|then|dash|hyphen|slash|space|dot|point|yeah|okay|ok"
    r"|sorry)\b[\s,.\-:;/…]{0,4}){0,4}"
)
_DOTTED = re.compile(r"\b(?:dot|point)\b")
_BROKEN = re.compile(r",|\band\b|\.\s|\n")
_AMOUNT_AFTER = re.compile(
    r"[\s\-]{0,2}(?:(?:a|per|odd|more|or so|whole|full|working|business)[\s\-])?(?:pounds?|quid|dollars?"
    r"|bucks?|euros?|pence|pennies|cents?|percent|per cent|%|"
    r"minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|nights?|times?|seconds?|secs?|people"
    r"|o'?clock|[ap]\.?m\b|degrees|gigs?|"
    r"megs?|megabits?|megabytes?|gigabytes?|mbps|gb|mb|points?|miles?|kilometers?|kilometres?|km|kilos?"
    r"|kg|items?|pieces|users?|"
    r"customers|channels|stars?|million|billion|k\b|grand|in the (?:morning|afternoon|evening)|until|till|to|or)\b"
)
_AMOUNT_BEFORE = re.compile(
    r"(?:[$£€]|\b(?:costs?|paid|pay|paying|charged?|charging|price|priced|for|only|just|about|around"
    r"|roughly|nearly|almost|under|over|"
    r"refund(?:ed)?(?: of)?|fee of|bill (?:is|was|of)|was|worth|total(?: of)?|to|until|since|between|year"
    r"|in|by|before|after)"
    r"(?: me| us| you| like| about| around)?)\s{0,2}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Numbers in a row, with at most fillers between them, at text[start:end] of the lower-case text."""

    start: int
    end: int
    groups: tuple[str, ...]
    """The digits of each number said: "forty two" is one group."""
    singles: int
    """Digits that were said or written one by one, doubles and triples included."""
    words: int
    cardinal: bool
    """Holds "hundred" or "thousand"."""
    dotted: bool
    broken: bool
    """Holds a comma, an "and" or a full stop."""

    @property
    def digits(self) -> str:
        """All digits in a row."""
        return "".join(self.groups)


def find(text: str) -> Iterator[Found]:
    """Runs that only an identifier makes, and shorter ones that a cue announces."""
    low = lower(text)
    for run in runs(low):
        if len(run.digits) < 3 or not (run.words or run.singles >= 3):
            continue
        cue = kind_before(low, run.start)
        if (cue and hidden_with_cue(low, run, cue)) or _hidden_alone(low, run):
            yield Found(kind_of(run, cue), run.start, run.end)


def runs(low: str) -> Iterator[Run]:
    """The runs of numbers in lower-case text, left to right."""
    row: list[re.Match[str]] = []
    for token in _TOKEN.finditer(low):
        if row and not _joined(low, row[-1], token):
            yield from _run(low, row)
            row = []
        row.append(token)
    if row:
        yield from _run(low, row)


def amount(low: str, run: Run) -> bool:
    """Whether the words around say that the run counts or prices something."""
    if _AMOUNT_AFTER.match(low, run.end):
        return run.singles < 6
    return run.singles < 4 and bool(_AMOUNT_BEFORE.search(low[max(0, run.start - 24) : run.start]))


def hidden_with_cue(low: str, run: Run, cue: HiddenKind) -> bool:
    """Whether a run is the value that `cue` announces: three digits will do, unless it is an amount."""
    least = 3 if cue in ("cvv", "pin", "card_expiry", "bank_account", "ssn", "other_id", "phone") else 4
    if len(run.digits) < least or (run.cardinal and run.singles < 3):
        return False
    if not run.words:
        return run.singles >= 3
    if cue == "phone" and run.singles < 3 and len(run.digits) < 6:
        return False
    if cue == "other_id" and run.singles < 3 and len(run.digits) < 4:
        return False
    return not _AMOUNT_AFTER.match(low, run.end) or run.singles >= 6


def kind_of(run: Run, cue: HiddenKind | None) -> HiddenKind:
    """The cue's kind where the length fits it, else what the digits look like."""
    digits = run.digits
    if 13 <= len(digits) <= 19 and (luhn(digits) or cue == "card" or digits[0] in "3456"):
        return "card"
    if cue is not None and not (cue in ("cvv", "pin", "card_expiry") and len(digits) > 8):
        return cue
    if len(digits) == 10 or (len(digits) == 11 and digits[0] in "01"):
        return "phone"
    return "other_id"


def _joined(low: str, left: re.Match[str], right: re.Match[str]) -> bool:
    gap = low[left.end() : right.start()]
    if len(gap) > 40 or not _GAP.fullmatch(gap):
        return False
    # 17.4, 14:30, 1,299 and 555-1234 are written numbers: other families know them.
    written = left[0].isdigit() and right[0].isdigit()
    return not (written and gap.strip() == gap and not (gap == "-" and len(left[0]) == len(right[0]) == 1))


def _run(low: str, row: list[re.Match[str]]) -> Iterator[Run]:
    while row and row[-1][0] in TIMES:
        row = row[:-1]
    if not row:
        return
    groups: list[str] = []
    singles = words = 0
    cardinal = open_tens = False
    times = 1
    for token in row:
        word = token[0]
        words += not word.isdigit()
        joins_tens = open_tens and times == 1 and word in UNITS and UNITS[word] != "0"
        open_tens = False
        if word in TIMES:
            times = TIMES[word]
        elif joins_tens:
            groups[-1] = groups[-1][0] + UNITS[word]
        elif word in SCALES:
            cardinal = True
            singles -= bool(groups) and len(groups[-1]) == 1
            groups.append(SCALES[word])
        elif word in UNITS or len(word) == 1:
            digit = UNITS.get(word, word)
            groups.append(digit * times)
            singles += times
            times = 1
        else:
            groups.append((TEENS.get(word) or TENS.get(word) or word) * times)
            singles += 4 if times > 1 else 0
            open_tens = word in TENS
            times = 1
    start, end = row[0].start(), row[-1].end()
    between = "".join(low[left.end() : right.start()] for left, right in pairwise(row))
    yield Run(
        start=start,
        end=end,
        groups=tuple(groups),
        singles=max(singles, 0),
        words=words,
        cardinal=cardinal,
        dotted=bool(_DOTTED.search(between)),
        broken=bool(_BROKEN.search(between)),
    )


def _hidden_alone(low: str, run: Run) -> bool:
    digits = len(run.digits)
    if digits < 4 or (run.cardinal and run.singles < 4) or amount(low, run):
        return False
    if run.dotted and digits < 8:
        return False
    if run.singles >= 4:
        return True
    written = digits - run.singles if not run.words else max((len(one) for one in run.groups), default=0)
    if not run.words or written > 2:
        return run.words >= 2 and run.singles >= 3
    if _year_or_time(run.groups) or (run.broken and digits < 6):
        return False
    return not all(one.endswith("0") for one in run.groups)


def _year_or_time(groups: tuple[str, ...]) -> bool:
    if len(groups) == 3 and groups[1] == "0":
        groups = (groups[0], groups[1] + groups[2])
    if len(groups) != 2:
        return False
    first, second = groups
    if first in ("18", "19", "20"):
        return True
    return int(first) <= 23 and len(second) == 2 and int(second) <= 59
