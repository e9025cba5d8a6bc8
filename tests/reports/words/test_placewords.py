"""What slices and their values are called."""

from __future__ import annotations

import pytest

from pipeline.slices import NAMES, VALUES
from reports.words import placewords
from reports.words.wording import languages, speaking

PLACES = (
    ("channel", "email"), ("product", "hosting M"), ("weekday", "Mon"), ("hour", "9-12"), ("hour", "18-24"),
    ("tenure", "over 5 years"), ("stage", "use"),
)  # fmt: skip


def test_values_read_as_words() -> None:
    """Beside the name of their kind, and inside a sentence."""
    say = speaking()
    assert [placewords.label(say, place) for place in PLACES] == [
        "e-mails",
        "hosting M",
        "on Mondays",
        "between 9 and noon",
        "between 18 and midnight",
        "customers for over 5 years",
        "use",
    ]
    assert [placewords.where(say, place) for place in PLACES] == [
        "in e-mails",
        "in hosting M",
        "on Mondays",
        "between 9 and noon",
        "between 18 and midnight",
        "among customers for over 5 years",
        "at the stage of use",
    ]
    assert placewords.title(say, "weekday") == "day of the week"


def test_a_sentence_bends_them_as_its_language_does() -> None:
    """German has its cases, America its hours."""
    assert [placewords.where(speaking("de"), place) for place in PLACES] == [
        "in E-Mails",
        "beim Produkt hosting M",
        "montags",
        "zwischen 9 und 12 Uhr",
        "zwischen 18 und 24 Uhr",
        "bei Kunden seit über 5 Jahren",
        "bei der Nutzung",
    ]
    assert placewords.label(speaking("en-US"), ("hour", "12-15")) == "between noon and 3 pm"


@pytest.mark.parametrize("language", languages())
def test_each_value_has_words_of_its_own(language: str) -> None:
    """No two values of a slice read alike, and every slice and value has words."""
    say = speaking(language)
    assert len({placewords.title(say, name) for name in NAMES}) == len(NAMES)
    for name, values in VALUES.items():
        assert len({placewords.label(say, (name, value)) for value in values}) == len(values)
        assert len({placewords.where(say, (name, value)) for value in values}) == len(values)


def test_what_the_source_names_is_left_as_it_is() -> None:
    """A team that bears a stage's name is a team, and marks of a message in a name are text."""
    for language in languages():
        say = speaking(language)
        assert placewords.label(say, ("team", "use")) == "use"
        assert placewords.label(say, ("segment", "{ $value }")) == "{ $value }"
        assert placewords.where(say, ("queue", "a.where")).endswith("a.where")
        assert placewords.where(say, ("channel", "web.chat {")).endswith("web.chat {")
