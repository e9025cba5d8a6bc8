"""Numbers, dates and counts in words: one place for how the pages speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.measures import wilson

SMALL_BASE = 20
"""Below this many a percentage pretends to know too much: "4 of 11" is written instead."""

CHANNEL_WORDS = {
    "voice": "calls",
    "chat": "chats",
    "email": "e-mails",
    "sms": "text messages",
    "social": "social posts",
    "ticket": "tickets",
}
CHANNEL_WORD = {"voice": "call", "chat": "chat", "email": "e-mail", "sms": "text", "social": "post", "ticket": "ticket"}
# Hidden personal data reads as a quiet word, not as machinery.
_PLACEHOLDER = re.compile(r"\[([A-Z][A-Z_]+)\]")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """Friday 20 November 2026."""
    return f"{weekday(day)} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """20 November, for text whose year is plain from the edition's date."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def month(day: date) -> str:
    """November 2026."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Friday."""
    return _DAYS[day.weekday()]


def number(value: int) -> str:
    """1,512."""
    return f"{value:,}"


def about(value: float) -> str:
    """`0.4`, `6.2`, `21`: a number to be expected, as precisely as it is worth."""
    return f"{value:.1f}" if value < 9.95 else number(round(value))


def plural(count: int, one: str, many: str = "") -> str:
    """`1 night`, `3 nights`, `2 replies`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def people(conversations: int, customers: int, unknown: int) -> str:
    """Conversations and distinct customers; an unknown customer is never counted as a distinct one."""
    words = plural(conversations, "conversation")
    if unknown >= conversations:
        return words
    if unknown == 0:
        return f"{words} from {plural(customers, 'customer')}"
    return f"{words} from {number(customers)} known customers and {number(unknown)} unknown"


def percent(share: float) -> str:
    """`38 %`; never 0 % or 100 % unless it is exactly that."""
    if 0 < share < 0.005:
        return "under 1 %" if share >= 0.0005 else "under 0.1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{round(share * 100)} %"


def fine_percent(share: float) -> str:
    """`1.4 %` below ten, as shares of all conversations are small; otherwise as `percent`."""
    if 0.0005 <= share < 0.0995:
        return f"{share * 100:.1f} %"
    return percent(share)


def ratio(part: int, whole: int) -> str:
    """`38 %`, or `4 of 11` where the base is small, or `none of 11`; a dash where there is no base."""
    if whole == 0:
        return "–"
    if whole < SMALL_BASE:
        return f"{number(part) if part else 'none'} of {whole}"
    return fine_percent(part / whole)


def ratio_with_base(part: int, whole: int) -> str:
    """`38 % of 140`, or `4 of 11`."""
    return ratio(part, whole) if whole < SMALL_BASE else f"{ratio(part, whole)} of {number(whole)}"


def interval(part: int, whole: int, *, confidence: float = 0.95) -> str:
    """`31–46 %`: where the true share lies if these conversations are typical; empty for a small base."""
    if whole < SMALL_BASE:
        return ""
    low, high = wilson(part, whole, confidence=confidence)
    # Of nearly all, whole per cents would read 100–100.
    digits = 1 if high < 0.0995 or low >= 0.995 else 0
    return f"{low * 100:.{digits}f}–{high * 100:.{digits}f} %"


def points(share: float) -> str:
    """`+3`, `−2`, `0`: a difference of shares in percentage points."""
    whole = round(share * 100)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def spoken(text: str) -> str:
    """Redacted text as readers see it: `[PHONE]` becomes `[phone hidden]`, white space is one space."""
    return _PLACEHOLDER.sub(lambda found: f"[{found[1].lower().replace('_', ' ')} hidden]", " ".join(text.split()))


def shortened(text: str, limit: int = 220) -> str:
    """At most `limit` characters, cut between words and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return head.rstrip(" ,;:.-–") + "…"


def channel_mix(counts: Iterable[tuple[str, int]], whole: int) -> str:
    """`61 % calls, 30 % chats and 9 % e-mails`, greatest first; counts where the base is small."""
    ordered = sorted(((count, channel) for channel, count in counts if count), key=lambda pair: (-pair[0], pair[1]))
    if len(ordered) == 1 and ordered[0][0] == whole:
        return f"all {CHANNEL_WORDS.get(ordered[0][1], ordered[0][1])}"
    parts = [
        f"{number(count) if whole < SMALL_BASE else percent(count / whole)} {CHANNEL_WORDS.get(channel, channel)}"
        for count, channel in ordered
    ]
    return listed(parts)


def duration(seconds: float) -> str:
    """`40 s`, `4 min`, `3 h`, `2 days`: a whole number, in a unit of which there are at least two but for seconds."""
    if 0 < seconds < 0.5:
        return "under 1 s"
    spans = ((60, "s", 1), (60, "min", 60), (24, "h", 3600))
    for many, unit, length in spans:
        if round(seconds / length) < 2 * many:
            return f"{round(seconds / length)} {unit}"
    return f"{number(round(seconds / 86_400))} days"
