"""How the pages speak: messages by their ids, numbers, dates and counts in the words of one language.

The messages lie in `reports/messages/<language>/*.ftl`, written in Fluent (https://projectfluent.org/fluent/guide/).
What a language lacks is said in the language it falls back on, in the end in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Resource

from pipeline.errors import SettingsError
from pipeline.measures import wilson

MESSAGES = Path(__file__).parent / "messages"
SMALL_BASE = 20
"""Below this many a percentage pretends to know too much: "4 of 11" is written instead."""

# Hidden personal data reads as a quiet word, not as machinery.
_PLACEHOLDER = re.compile(r"\[([A-Z][A-Z_]+)\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's messages and its ways with numbers and dates; `say("id", name=value)` is a message in it."""

    language: str
    """Of the page, as in `<html lang>`: `en`, `en-US`, `de`."""
    locale: Locale
    bundles: tuple[FluentBundle, ...]
    """Where a message is looked for: the first that has it says it."""

    def __call__(self, message: str, **values: str | int | float) -> str:
        """The message with its variables filled in; raises LookupError where no language has it.

        Whole numbers are written as the language writes them; anything else should come as text.
        """
        said = self._said(message, values)
        if said is None:
            raise LookupError(f"no message {message!r} that can be said with {sorted(values)}")
        return said

    def maybe(self, message: str) -> str | None:
        """A message without variables, or None where there is none: for what people may define, such as signals."""
        return self._said(message, {})

    def long_date(self, day: date) -> str:
        """Friday 20 November 2026."""
        return self._date(day, "date-long")

    def short_date(self, day: date) -> str:
        """20 November, for text whose year is plain from the edition's date."""
        return self._date(day, "date-short")

    def full_date(self, day: date) -> str:
        """20 November 2026."""
        return self._date(day, "date-full")

    def table_date(self, day: date) -> str:
        """Fri 20 November 2026: in a column of dates."""
        return self._date(day, "date-table")

    def axis_date(self, day: date) -> str:
        """20 Nov: under a chart."""
        return self._date(day, "date-axis")

    def month(self, day: date) -> str:
        """November 2026."""
        return self._date(day, "date-month")

    def weekday(self, day: date) -> str:
        """Friday."""
        return self._date(day, "date-weekday")

    def zone(self, name: str) -> str:
        """`Central European Time`: a time zone as readers call it; `UTC` as it is."""
        return str(get_timezone_name(name, width="long", zone_variant="generic", locale=self.locale))

    def number(self, value: float, digits: int = 0) -> str:
        """`1,512`, with digits `1,512.0`."""
        return str(format_decimal(round(value, digits), "#,##0" + ("." + "0" * digits if digits else ""), self.locale))

    def about(self, value: float) -> str:
        """`0.4`, `6.2`, `21`: a number to be expected, as precisely as it is worth."""
        return self.number(value, 1) if value < 9.95 else self.number(round(value))

    def people(self, conversations: int, customers: int, unknown: int) -> str:
        """Conversations and distinct customers; an unknown customer is never counted as a distinct one."""
        if unknown >= conversations:
            return self("conversations", count=conversations)
        if unknown == 0:
            return self("people", conversations=conversations, customers=customers)
        return self("people-unknown", conversations=conversations, customers=customers, unknown=unknown)

    def percent(self, share: float) -> str:
        """`38 %`; never 0 % or 100 % unless it is exactly that."""
        if 0 < share < 0.005:
            least = "1" if share >= 0.0005 else self.number(0.1, 1)
            return self("percent-under", number=least)
        if 0.995 <= share < 1:
            return self("percent-over", number="99")
        return self("percent", number=str(round(share * 100)))

    def fine_percent(self, share: float) -> str:
        """`1.4 %` below ten, as shares of all conversations are small; otherwise as `percent`."""
        if 0.0005 <= share < 0.0995:
            return self("percent", number=self.number(share * 100, 1))
        return self.percent(share)

    def ratio(self, part: int, whole: int) -> str:
        """`38 %`, or `4 of 11` where the base is small, or `none of 11`; a dash where there is no base."""
        if whole == 0:
            return "–"
        if whole < SMALL_BASE:
            return self("ratio", part=part, whole=str(whole))
        return self.fine_percent(part / whole)

    def ratio_with_base(self, part: int, whole: int) -> str:
        """`38 % of 140`, or `4 of 11`."""
        if whole < SMALL_BASE:
            return self.ratio(part, whole)
        return self("ratio-base", ratio=self.ratio(part, whole), whole=whole)

    def interval(self, part: int, whole: int, *, confidence: float = 0.95) -> str:
        """`31–46 %`: where the true share lies if these conversations are typical; empty for a small base."""
        if whole < SMALL_BASE:
            return ""
        low, high = wilson(part, whole, confidence=confidence)
        # Of nearly all, whole per cents would read 100–100.
        digits = 1 if high < 0.0995 or low >= 0.995 else 0
        return self("percent", number=f"{self.number(low * 100, digits)}–{self.number(high * 100, digits)}")

    def points(self, share: float) -> str:
        """`+3`, `−2`, `0`: a difference of shares in percentage points."""
        whole = round(share * 100)
        return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"

    def listed(self, words: Sequence[str]) -> str:
        """`a, b and c`."""
        return str(format_list(words, locale=self.locale)) if len(words) > 1 else "".join(words)

    def channel(self, channel: str) -> str:
        """`call`, `e-mail`: one conversation by its channel; one of a channel of somebody's own by its name."""
        return self.maybe(f"channel-{channel}") or channel

    def channels(self, channel: str) -> str:
        """`calls`, `e-mails`."""
        return self.maybe(f"channels-{channel}") or channel

    def channel_mix(self, counts: Iterable[tuple[str, int]], whole: int) -> str:
        """`61 % calls, 30 % chats and 9 % e-mails`, greatest first; counts where the base is small."""
        ordered = sorted(((count, channel) for channel, count in counts if count), key=lambda pair: (-pair[0], pair[1]))
        if len(ordered) == 1 and ordered[0][0] == whole:
            return self("channel-all", channels=self.channels(ordered[0][1]))
        return self.listed(
            [
                self(
                    "channel-share",
                    share=self.number(count) if whole < SMALL_BASE else self.percent(count / whole),
                    channels=self.channels(channel),
                )
                for count, channel in ordered
            ]
        )

    def spoken(self, text: str) -> str:
        """Redacted text as readers see it: `[PHONE]` becomes `[phone hidden]`, white space is one space."""

        def hidden(found: re.Match[str]) -> str:
            kind = found[1].lower()
            return self("hidden", kind=self.maybe(f"hidden-{kind.replace('_', '-')}") or kind.replace("_", " "))

        return _PLACEHOLDER.sub(hidden, " ".join(text.split()))

    def duration(self, seconds: float) -> str:
        """`40 s`, `4 min`, `2 days`: whole numbers, in a unit of which there are at least two but for seconds."""
        if 0 < seconds < 0.5:
            return self("duration-none")
        for many, unit, length in ((60, "seconds", 1), (60, "minutes", 60), (24, "hours", 3600)):
            if round(seconds / length) < 2 * many:
                return self(f"duration-{unit}", count=round(seconds / length))
        return self("duration-days", count=round(seconds / 86_400))

    def _said(self, message: str, values: Mapping[str, str | int | float]) -> str | None:
        name, _, attribute = message.partition(".")
        for bundle in self.bundles:
            if not bundle.has_message(name):
                continue
            found = bundle.get_message(name)
            pattern = found.attributes.get(attribute) if attribute else found.value
            if pattern is None:
                continue
            text, faults = bundle.format_pattern(pattern, dict(values))
            # A message of somebody's own with a slip in it is passed over, not printed with a hole.
            if not faults:
                return str(text)
        return None

    def _date(self, day: date, pattern: str) -> str:
        return str(format_date(day, self(pattern), self.locale))


def shortened(text: str, limit: int = 220) -> str:
    """At most `limit` characters, cut between words and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return head.rstrip(" ,;:.-–") + "…"


def languages() -> tuple[str, ...]:
    """The languages that are shipped."""
    return tuple(sorted(path.name for path in MESSAGES.iterdir() if path.is_dir()))


@cache
def speaking(language: str = "en", folder: str = "") -> Wording:
    """How pages speak in a language; messages in `<folder>/<language>/*.ftl` come before the shipped ones.

    A language with a region (`en-US`) falls back on its own without one, all on English. Raises SettingsError where
    nobody has messages in the language, or a file of the folder is not Fluent.
    """
    chain = tuple(dict.fromkeys((language, language.partition("-")[0], "en")))
    roots = [*([Path(folder)] if folder else []), MESSAGES]
    found = {(one, root): _files(root / one) for one in chain for root in roots}
    if not any(found[language, root] for root in roots):
        raise SettingsError(f"reports.language: no messages in {language!r}; shipped are {', '.join(languages())}")
    bundles = tuple(_bundle(one, files) for (one, _), files in found.items() if files)
    return Wording(language=language, locale=_locale(language), bundles=bundles)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ftl")) if folder.is_dir() else []


def _locale(language: str) -> Locale:
    """Where no region is said, English is the British kind: `a, b and c`, the day before the month."""
    try:
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise SettingsError(f"reports.language: {language!r} is no language such as en, en-US or de") from None


def _bundle(language: str, files: Iterable[Path]) -> FluentBundle:
    # Directions are isolated by the pages' own <bdi>, so no marks of it stand in the text.
    bundle = FluentBundle([str(_locale(language))], use_isolating=False)
    for path in files:
        bundle.add_resource(_resource(path))
    return bundle


def _resource(path: Path) -> Resource:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    resource = FluentResource(text)
    for entry in resource.body:
        if isinstance(entry, Junk):
            line = text[: entry.span.start if entry.span else 0].count("\n") + 1
            raise SettingsError(f"{path}:{line}: no message in Fluent: {entry.annotations[0].message}")
    return resource


# ---- to be gone once every module speaks through Wording ----

CHANNEL_WORDS = {
    "voice": "calls",
    "chat": "chats",
    "email": "e-mails",
    "sms": "text messages",
    "social": "social posts",
    "ticket": "tickets",
}
CHANNEL_WORD = {"voice": "call", "chat": "chat", "email": "e-mail", "sms": "text", "social": "post", "ticket": "ticket"}
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
    """`40 s`, `4 min`, `2 days`: whole numbers, in a unit of which there are at least two but for seconds."""
    if 0 < seconds < 0.5:
        return "under 1 s"
    spans = ((60, "s", 1), (60, "min", 60), (24, "h", 3600))
    for many, unit, length in spans:
        if round(seconds / length) < 2 * many:
            return f"{round(seconds / length)} {unit}"
    return f"{number(round(seconds / 86_400))} days"
