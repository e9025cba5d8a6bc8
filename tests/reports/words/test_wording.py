"""How the pages speak of numbers, dates and counts, in each language."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.model import Channel
from reports.words.wording import Wording, languages, length, shortened, speaking

ENGLISH, GERMAN, AMERICAN = speaking(), speaking("de"), speaking("en-US")
SPOKEN = st.sampled_from([speaking(language) for language in languages()])
PARTS = st.integers(20, 100_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
DAY = date(2026, 11, 20)


def test_a_small_base_is_told_as_a_count() -> None:
    """Below twenty a percentage would pretend to know too much."""
    assert ENGLISH.ratio(4, 11) == "4 of 11"
    assert ENGLISH.ratio(0, 11) == "none of 11"
    assert ENGLISH.ratio(4, 20) == "20 %"
    assert ENGLISH.ratio(0, 0) == "–"
    assert ENGLISH.interval(4, 11) == ""
    assert GERMAN.ratio(4, 11) == "4 von 11"
    assert GERMAN.ratio_with_base(28, 140) == "20 % von 140"
    assert ENGLISH.ratio_with_interval(28, 140) == "20 % (14–27 %) of 140"


def test_an_interval_near_all_shows_how_near() -> None:
    """In whole per cents its ends would be the same."""
    assert ENGLISH.interval(1321, 1321) == "99.7–100.0 %"
    assert ENGLISH.interval(20, 20) == "84–100 %"
    assert GERMAN.interval(1321, 1321) == "99,7–100,0 %"


@given(SPOKEN, PARTS)
def test_nothing_and_all_are_said_only_where_true(say: Wording, counts: tuple[int, int]) -> None:
    """0 % and 100 % stand only for none and all, in every language."""
    part, whole = counts
    told = say.ratio(part, whole)
    number = re.sub(r"\s*%$", "", told)
    assert (number == "0") == (part == 0)
    assert (number == "100") == (part == whole)
    assert not re.fullmatch(r"0[.,]0", number)


@given(SPOKEN, st.integers(0, 10**9))
def test_a_number_keeps_its_figures(say: Wording, value: int) -> None:
    """Only the marks between thousands differ; a message writes a whole number as the tables do."""
    assert re.sub(r"\D", "", say.number(value)) == str(value)
    assert say.number(value) in say("conversations", count=value)


def test_numbers_are_written_as_the_language_does() -> None:
    """Thousands and decimals by locale; what is to be expected only as precisely as it is worth."""
    assert [say.number(1512) for say in (ENGLISH, GERMAN)] == ["1,512", "1.512"]
    assert [say.about(6.24) for say in (ENGLISH, GERMAN)] == ["6.2", "6,2"]
    assert ENGLISH.about(21.4) == "21"
    assert [say.fine_percent(0.014) for say in (ENGLISH, GERMAN, AMERICAN)] == ["1.4 %", "1,4 %", "1.4%"]
    assert [say.percent(0.0001) for say in (ENGLISH, GERMAN)] == ["under 0.1 %", "unter 0,1 %"]
    assert [ENGLISH.points(share) for share in (0.03, -0.02, 0.0)] == ["+3", "−2", "0"]
    assert [GERMAN.signed(value, 1) for value in (0.42, -0.42, 0.04)] == ["+0,4", "−0,4", "0"]
    assert [ENGLISH.money(1240, "€"), ENGLISH.money(3.2, "USD"), ENGLISH.money(7, "")] == ["€1,240", "3.20 USD", "7.00"]


def test_dates_are_written_as_the_language_does() -> None:
    """The day before the month in Britain, after it in America, with a dot in German."""
    assert ENGLISH.long_date(DAY) == "Friday 20 November 2026"
    assert AMERICAN.long_date(DAY) == "Friday, November 20, 2026"
    assert GERMAN.long_date(DAY) == "Freitag, 20. November 2026"
    assert [ENGLISH.short_date(DAY), ENGLISH.axis_date(DAY), ENGLISH.month(DAY)] == [
        "20 November", "20 Nov", "November 2026",
    ]  # fmt: skip
    assert [GERMAN.short_date(DAY), GERMAN.weekday(DAY)] == ["20. November", "Freitag"]
    assert ENGLISH.table_date(DAY) == "Fri 20 November 2026"


def test_a_zone_is_told_by_its_name() -> None:
    """A place's zone in words, one of no place as it is."""
    assert ENGLISH.zone("Europe/Berlin") == "Central European Time"
    assert GERMAN.zone("Europe/Berlin") == "Mitteleuropäische Zeit"
    assert {say.zone(name) for say in (ENGLISH, GERMAN) for name in ("UTC", "Etc/UTC")} == {"UTC"}


def test_unknown_customers_are_never_counted() -> None:
    """Where customers are unknown, conversations are said to be conversations."""
    assert ENGLISH.people(19, 18, 0) == "19 conversations from 18 customers"
    assert ENGLISH.people(19, 0, 19) == "19 conversations"
    assert ENGLISH.people(19, 12, 3) == "19 conversations from 12 known customers and 3 unknown"
    assert ENGLISH.people(1, 1, 0) == "1 conversation from 1 customer"
    assert GERMAN.people(1, 1, 0) == "1 Gespräch von 1 Kunden"


def test_lists_end_as_the_language_has_it() -> None:
    """No comma before the last in Britain, one in America."""
    told = [say.listed(["a", "b", "c"]) for say in (ENGLISH, AMERICAN, GERMAN)]
    assert told == ["a, b and c", "a, b, and c", "a, b und c"]
    assert [ENGLISH.listed(["a"]), ENGLISH.listed([])] == ["a", ""]
    assert ENGLISH.either(["a", "b", "c"]) == "a, b or c"


def test_a_clause_inside_a_sentence_keeps_the_capitals_of_its_language() -> None:
    """A German noun has one everywhere."""
    assert ENGLISH.within("Customers threatened to leave") == "customers threatened to leave"
    assert GERMAN.within("Kunden drohten zu gehen") == "Kunden drohten zu gehen"


def test_channels_are_told_greatest_first() -> None:
    """As shares, as counts where there are few; equal ones in the order of channels, whatever they are called."""
    assert ENGLISH.channel_mix([("chat", 3), ("voice", 8)], 11) == "8 calls and 3 chats"
    assert ENGLISH.channel_mix([("chat", 30), ("voice", 70)], 100) == "70 % calls and 30 % chats"
    assert ENGLISH.channel_mix([("email", 50), ("voice", 50)], 100) == "50 % calls and 50 % e-mails"
    assert GERMAN.channel_mix([("email", 50), ("voice", 50)], 100) == "50 % Anrufe und 50 % E-Mails"
    assert ENGLISH.channel_mix([("chat", 30)], 30) == "all chats"


@pytest.mark.parametrize("language", languages())
def test_every_channel_has_words(language: str) -> None:
    """One conversation of it, and many; another channel is called what it is called."""
    say = speaking(language)
    for channel in get_args(Channel):
        assert say.maybe(f"channel-{channel}")
        assert say.maybe(f"channels-{channel}")
    assert (say.channel("kiosk"), say.channels("kiosk")) == ("kiosk", "kiosk")


def test_hidden_data_reads_as_words() -> None:
    """A placeholder is told in words, not in capitals."""
    told = "call  me on [PHONE], [DATE_OF_BIRTH]"
    assert ENGLISH.spoken(told) == "call me on [phone hidden], [date of birth hidden]"
    assert ENGLISH.spoken("see [URL_SECRET] for [ID]") == "see [link hidden] for [customer or order number hidden]"
    assert GERMAN.spoken(told) == "call me on [Telefonnummer verborgen], [Geburtsdatum verborgen]"


def test_times_are_told_in_the_unit_that_says_most() -> None:
    """Whole numbers of seconds, minutes, hours or days, never one of a unit where two of the smaller say more."""
    told = [ENGLISH.duration(seconds) for seconds in (0, 0.2, 40, 90, 119.6, 240, 7_190, 10_800, 86_400, 172_800)]
    expected = "0 s, under 1 s, 40 s, 90 s, 2 min, 4 min, 2 h, 3 h, 24 h, 2 days"
    assert told == expected.split(", ")
    assert GERMAN.duration(172_800) == "2 Tage"


def test_a_span_of_times_says_a_common_unit_once() -> None:
    """Both units where they differ, one time where both read alike."""
    told = [ENGLISH.durations(*ends) for ends in ((180, 360), (90, 120), (180, 181), (0.2, 3))]
    assert told == ["3 to 6 min", "90 s to 2 min", "3 min", "under 1 to 3 s"]
    assert GERMAN.durations(180, 360) == "3 bis 6 min"


@given(st.floats(0, 10**7), st.floats(0, 10**7))
def test_times_that_read_alike_are_alike(one: float, other: float) -> None:
    """Whether two times are told apart does not depend on the language."""
    for say in (ENGLISH, GERMAN):
        assert (length(one) == length(other)) == (say.duration(one) == say.duration(other))


@given(st.text(max_size=400), st.integers(2, 200))
def test_a_shortened_text_fits_and_begins_alike(text: str, limit: int) -> None:
    """Cutting keeps the beginning and never exceeds the limit."""
    short = shortened(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…"))


def test_texts_are_cut_between_words() -> None:
    """A quote ends after a whole word, with an ellipsis."""
    assert shortened("nothing arrives in my inbox", 20) == "nothing arrives in…"


def _own(folder: Path, language: str, text: str) -> str:
    (folder / language).mkdir(exist_ok=True)
    (folder / language / "own.ftl").write_text(text, encoding="utf-8")
    return str(folder)


def test_messages_of_ones_own_come_first(tmp_path: Path) -> None:
    """A folder overrides what is shipped, message by message, and may bring a language of its own."""
    folder = _own(tmp_path, "de", "channels-voice = Telefonate\n")
    assert speaking("de", folder).channels("voice") == "Telefonate"
    assert speaking("de", folder).channels("email") == "E-Mails"
    folder = _own(tmp_path, "fr", "channels-voice = appels\n")
    assert speaking("fr", folder).channels("voice") == "appels"
    assert speaking("fr", folder).channels("email") == "e-mails"
    assert speaking("fr", folder).weekday(DAY) == "vendredi"


def test_a_language_of_a_region_has_one_kind_of_number(tmp_path: Path) -> None:
    """What its language without a region says is written as the region writes numbers."""
    say = speaking("de-CH", _own(tmp_path, "de-CH", "page-skip = Weiter\n"))
    assert say.number(1234) != speaking("de").number(1234)
    assert say("conversations", count=1234) == f"{say.number(1234)} Gespräche"


def test_a_message_with_a_slip_is_passed_over(tmp_path: Path) -> None:
    """Rather the shipped words than a hole in a sentence."""
    folder = _own(tmp_path, "en", "conversations = { $cuont } talks\n")
    assert speaking("en", folder)("conversations", count=2) == "2 conversations"


def test_what_no_language_says_is_an_error() -> None:
    """A page never stands with the id of a message in place of its words."""
    with pytest.raises(LookupError, match="no-such-message"):
        ENGLISH("no-such-message")
    assert ENGLISH.maybe("no-such-message") is None


def test_a_language_that_nobody_speaks_is_refused(tmp_path: Path) -> None:
    """So is a name that is no language's, and a file that is not Fluent, by its line."""
    with pytest.raises(SettingsError, match="shipped are de, en, en-US"):
        speaking("fr")
    with pytest.raises(SettingsError, match="no language such as"):
        speaking("klingon!", _own(tmp_path, "klingon!", "a = b\n"))
    with pytest.raises(SettingsError, match=r"own\.ftl:2"):
        speaking("de", _own(tmp_path, "de", "a = b\nb = { $x\n"))
