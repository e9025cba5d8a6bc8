"""The message files: what is asked for is there, what is there is asked for, and all languages say the same."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, product

import asked
import messages
import pytest
from fluent.syntax.ast import Junk

from reports.words.languages import languages
from reports.words.wording import speaking

ASKED = asked.asked()
HANDED_ON = {
    "words/often.py": "remembers what others ask for: see `asked`",
    "words/placewords.py": "made of the names of slices and of their values, which are tested there",
    "words/wording.py": "patterns of dates",
}
"""Where an id is a variable, and where it comes from."""
MOST_TRIES = 400
"""Combinations of values that one message is tried with."""


def test_every_id_can_be_seen() -> None:
    """Ids are written where they are used, as a whole or in part, but for a few places with a reason."""
    assert {one.place.partition(":")[0] for one in ASKED if one.dark} - HANDED_ON.keys() == set()


def test_what_is_asked_for_exists() -> None:
    """Each id that the code or a template asks for is an English message, and each family has at least one."""
    english = messages.messages("en")
    missing = [
        f"{one.place}: {name}"
        for one in ASKED
        if not one.optional
        for name in (*(one.ids - english.keys()), *(family for family in one.families if not _members(family)))
    ]
    assert missing == []


def _members(family: str) -> list[str]:
    return [name for name in messages.messages("en") if re.fullmatch(family, name)]


def test_what_exists_is_asked_for() -> None:
    """No English message is said by nobody."""
    families = re.compile("|".join(sorted({family for one in ASKED for family in one.families})))
    said = asked.constants().union(*(one.ids for one in ASKED), messages.referred_to("en"))
    assert [name for name in messages.messages("en") if name not in said and not families.fullmatch(name)] == []


def test_values_are_those_that_the_message_needs() -> None:
    """Whoever asks for a message by its whole id gives it each variable that some language uses, and no other."""
    wrong = []
    for one in ASKED:
        if one.ids and not one.families and not one.dark and one.values is not None:
            needed = {name: _needed(name) for name in one.ids}
            lacking = {name: sorted(values - one.values) for name, values in needed.items() if values - one.values}
            spare = sorted(one.values.difference(*needed.values()))
            wrong += (
                [f"{one.place}: {sorted(one.ids)} lacks {lacking}, and does not need {spare}"]
                if lacking or spare
                else []
            )
    assert wrong == []


def _needed(name: str) -> frozenset[str]:
    spoken = [language for language in languages() if name in messages.messages(language)]
    return frozenset().union(*(messages.variables(language, name) for language in spoken))


@pytest.mark.parametrize("language", languages())
def test_files_are_fluent(language: str) -> None:
    """Every entry is read; a message without a text, or with a slip, would be junk."""
    junk = [
        f"{path.name}: {str(entry.content)[:80]}"
        for path in messages.files(language)
        for entry in messages.entries(path)
        if isinstance(entry, Junk)
    ]
    assert junk == []


@pytest.mark.parametrize("language", languages())
def test_no_id_stands_twice(language: str) -> None:
    """In the files of one language each message has one place."""
    assert [name for name, count in Counter(messages.names(language)).items() if count > 1] == []


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_languages_have_the_same_messages(language: str) -> None:
    """A language has every English message (one of a region only those that differ) and, but for signals, no other."""
    here, english = set(messages.messages(language)), set(messages.messages("en"))
    if "-" not in language:
        assert sorted(english - here) == []
    optional = re.compile(
        "|".join(["signal-.+", *(family for one in ASKED if one.optional for family in one.families)])
    )
    assert [name for name in sorted(here - english) if not optional.fullmatch(name)] == []


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_languages_use_the_same_values(language: str) -> None:
    """A translated message needs the variables that the English one needs."""
    english = messages.messages("en")
    unlike = {
        name: (sorted(messages.variables("en", name)), sorted(messages.variables(language, name)))
        for name in messages.messages(language)
        if name in english and messages.variables("en", name) != messages.variables(language, name)
    }
    assert unlike == {}


@pytest.mark.parametrize("language", languages())
def test_every_message_can_be_said(language: str) -> None:
    """With every key that it chooses by, and with none, one and many of what it counts, it is a clean line of text."""
    say, faults = speaking(language), []
    for name in messages.messages(language):
        for values in islice(_plausible(language, name), MOST_TRIES):
            text = say(name, **values)
            if re.search(r"[{}]|\s\s|^\s|\s$", text) or not text:
                faults.append(f"{name} {values}: {text!r}")
    assert faults == []


def _plausible(language: str, name: str) -> list[dict[str, str | int]]:
    """Values for the variables of a message: keys that it is compared with, numbers where it counts, else a word."""
    found: list[tuple[str, list[str | int]]] = []
    for variable, keys in sorted(messages.choices(language, name).items()):
        counted = keys & {"one", "few", "many", "zero", "two"} or any(key.isdigit() for key in keys)
        tried: list[str | int] = [0, 1, 2, 1512] if counted else sorted(keys - {"other"}) if keys else ["word"]
        found.append((variable, [*tried, *(["word"] if keys and not counted else [])]))
    return [
        dict(zip([variable for variable, _ in found], some, strict=True)) for some in product(*(v for _, v in found))
    ]


@pytest.mark.parametrize("language", languages())
def test_messages_are_typeset(language: str) -> None:
    """Quotes and apostrophes are typographic and in pairs, dashes are no hyphens, and no blank stands twice."""
    opening, closing = ("„", "“") if language.startswith("de") else ("“", "”")
    faults = []
    for name, message in messages.messages(language).items():
        pieces = messages.pieces(message)
        slips = [piece for piece in pieces if re.search(r"[\"']|\.\.\.| - |  ", piece)]
        paired = "".join(pieces).count(opening) == "".join(pieces).count(closing)
        faults += [f"{name}: {pieces}"] if (slips or not paired) and not name.startswith("date-") else []
    assert faults == []


@pytest.mark.parametrize("language", [one for one in languages() if not one.startswith("en")])
def test_nothing_was_left_in_english(language: str) -> None:
    """No message of several words is the English one."""
    english = messages.messages("en")
    same = {
        name: pieces
        for name, message in messages.messages(language).items()
        if name in english and (pieces := messages.pieces(message)) == messages.pieces(english[name])
    }
    assert {
        name: pieces for name, pieces in same.items() if len(re.findall(r"[^\W\d_]{2,}", " ".join(pieces))) > 1
    } == {}
