"""How the pages speak: messages by their ids, numbers, dates and counts in the words of one language.

What a language lacks is said in the language it falls back on, in the end in English (see `reports.words.languages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import get_args

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal

from pipeline.errors import SettingsError
from pipeline.measures import wilson
from pipeline.model import Channel
from reports.words.languages import Messages, has_words, languages, messages, place

__all__ = ["SMALL_BASE", "Wording", "has_words", "languages", "length", "shortened", "speaking"]

SMALL_BASE = 20
"""Below this many a percentage pretends to know too much: "4 of 11" is written instead."""

_DATES = ("long", "full", "short", "day", "table", "axis", "month", "weekday")
_GAP = re.compile("\ufdd0(\\w+)\ufdd1")
"""Where a value goes: characters that no text may hold."""
# Hidden personal data reads as a quiet word, not as machinery.
_PLACEHOLDER = re.compile(r"\[([A-Z][A-Z_]+)\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's messages and its ways with numbers and dates; `say("id", name=value)` is a message in it."""

    language: str
    """Of the page, as in `<html lang>`: `en`, `en-US`, `de`."""
    locale: Locale
    messages: Messages

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as in `<html dir>`."""
        return str(self.locale.text_direction)

    def __call__(self, message: str, **values: str | int | float) -> str:
        """The message with its variables filled in; raises LookupError where no language has it.

        Whole numbers are written as the language writes them; anything else should come as text.
        """
        said = self.messages.said(message, values)
        if said is None:
            raise LookupError(f"no message {message!r} that can be said with {sorted(values)}")
        return said

    def around(self, message: str, gaps: Iterable[str], values: Mapping[str, str | int]) -> list[str]:
        """A message taken apart at these variables, which it must not choose by: text, variable, text and so on."""
        return _GAP.split(self(message, **dict(values) | {name: f"\ufdd0{name}\ufdd1" for name in gaps}))

    def maybe(self, message: str) -> str | None:
        """A message without variables, or None where there is none: for what people may define, such as signals."""
        return self.messages.said(message, {})

    def long_date(self, day: date) -> str:
        """Friday 20 November 2026."""
        return self._date(day, "date-long")

    def short_date(self, day: date) -> str:
        """20 November, for text whose year is plain from the edition's date."""
        return self._date(day, "date-short")

    def day_date(self, day: date) -> str:
        """Friday 20 November, likewise."""
        return self._date(day, "date-day")

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
        """`Central European Time`: a time zone as readers call it; one of no place, such as `UTC`, as it is."""
        if "/" not in name or name.startswith("Etc/"):
            return name.removeprefix("Etc/")
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

    def ratio_with_interval(self, part: int, whole: int) -> str:
        """`38 % (31–46 %) of 140`, or `4 of 11`."""
        if whole < SMALL_BASE:
            return self.ratio(part, whole)
        return self("ratio-interval", ratio=self.ratio(part, whole), interval=self.interval(part, whole), whole=whole)

    def points(self, share: float) -> str:
        """`+3`, `−2`, `0`: a difference of shares in percentage points."""
        whole = round(share * 100)
        return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"

    def signed(self, value: float, digits: int) -> str:
        """`+0.4`, `−0.4`, and `0` for what rounds to it."""
        rounded = round(value, digits)
        return f"{'+' if rounded > 0 else '−'}{self.number(abs(rounded), digits)}" if rounded else "0"

    def money(self, amount: float, currency: str) -> str:
        """`€1,240`, `1,240 USD`, `€3.20`; a number alone where no currency is set."""
        number = self.number(amount, 2) if 0 < amount < 9.995 else self.number(amount)
        if not currency:
            return number
        return self("money-code" if currency[0].isalnum() else "money-sign", number=number, currency=currency)

    def listed(self, words: Sequence[str]) -> str:
        """`a, b and c`."""
        return str(format_list(words, locale=self.locale)) if len(words) > 1 else "".join(words)

    def either(self, words: Sequence[str]) -> str:
        """`a, b or c`."""
        return str(format_list(words, style="or", locale=self.locale)) if len(words) > 1 else "".join(words)

    def within(self, clause: str) -> str:
        """`customers threatened to leave`: a clause inside a sentence, as its language writes capitals."""
        return clause if self("capitals") == "nouns" else clause[:1].lower() + clause[1:]

    def channel(self, channel: str) -> str:
        """`call`, `e-mail`: one conversation by its channel; one of a channel of somebody's own by its name."""
        return self.maybe(f"channel-{channel}") or channel

    def channels(self, channel: str) -> str:
        """`calls`, `e-mails`."""
        return self.maybe(f"channels-{channel}") or channel

    def channel_mix(self, counts: Iterable[tuple[str, int]], whole: int) -> str:
        """`61 % calls, 30 % chats and 9 % e-mails`, greatest first; counts where the base is small."""
        places = {channel: place for place, channel in enumerate(get_args(Channel))}
        told = ((count, channel) for channel, count in counts if count)
        ordered = sorted(told, key=lambda pair: (-pair[0], places.get(pair[1], len(places)), pair[1]))
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
        count, unit = length(seconds)
        return self(f"duration-{unit}", count=count)

    def durations(self, low: float, high: float) -> str:
        """`3 to 6 min`, `90 s to 2 min`; `3 min` where both are told alike."""
        (few, unit), (many, last) = length(low), length(high)
        if (few, unit) == (many, last):
            return self.duration(high)
        if unit == last or (unit == "none" and last == "seconds"):
            return self(f"durations-{unit}", low=few, high=many)
        return self("durations", low=self.duration(low), high=self.duration(high))

    def _date(self, day: date, pattern: str) -> str:
        return str(format_date(day, self(pattern), self.locale))


def length(seconds: float) -> tuple[int, str]:
    """How many of which unit a time is told in, whatever the language: times of the same read alike."""
    if 0 < seconds < 0.5:
        return 0, "none"
    for many, unit, one in ((60, "seconds", 1), (60, "minutes", 60), (24, "hours", 3600)):
        if round(seconds / one) < 2 * many:
            return round(seconds / one), unit
    return round(seconds / 86_400), "days"


def shortened(text: str, limit: int = 220) -> str:
    """At most `limit` characters, cut between words and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return head.rstrip(" ,;:.-–") + "…"


@cache
def speaking(language: str = "en", folder: str = "") -> Wording:
    """How pages speak in a language; messages in `<folder>/<language>/*.ftl` come before the shipped ones.

    A language with a region (`en-US`) falls back on its own without one, all on English. Raises SettingsError where
    nobody has messages in the language, or a file of the folder is not Fluent or holds what cannot be said.
    """
    if not has_words(language, folder):
        raise SettingsError(f"reports.language: no messages in {language!r}; shipped are {', '.join(languages())}")
    base, locale = language.partition("-")[0], _locale(language)
    chain = (language, base, "en")
    # What the language without a region says is written as the region writes it: one page has one kind of number.
    locales = {one: str(locale if one in (language, base) else _locale(one)) for one in chain}
    say = Wording(language=language, locale=locale, messages=messages(locales, folder))
    for pattern in (f"date-{kind}" for kind in _DATES):
        try:
            say._date(date(2026, 11, 20), pattern)
        except (AttributeError, LookupError, ValueError, TypeError) as error:
            where = place(pattern, chain, folder)
            raise SettingsError(f"{where}: {pattern} is no pattern of a date: {error}") from None
    return say


def _locale(language: str) -> Locale:
    """Where no region is said, English is the British kind: `a, b and c`, the day before the month."""
    try:
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise SettingsError(f"reports.language: {language!r} is no language such as en, en-US or de") from None
