"""What the words of the pages mean."""

from __future__ import annotations

import pytest

from reports.pages import about
from reports.words.behaviours import Behaviour
from reports.words.wording import languages, speaking

SIGNAL = Behaviour(name="praise", title="Customers praised us", speaker="customer", group="tell", definition="Praise.")


@pytest.mark.parametrize("language", languages())
def test_every_definition_has_an_anchor_a_name_and_a_text(language: str) -> None:
    """Numbers link to the anchors, which are the same in every language."""
    lines = about.definitions(speaking(language), [SIGNAL], least=10, zone="UTC")
    assert [line.anchor for line in lines] == [*about.ANCHORS, "signal-praise"]
    assert len({line.label for line in lines}) == len(lines)
    assert all(line.text.endswith(".") for line in lines)


def test_the_edition_says_when_a_night_is() -> None:
    """By the clock of the settings' time zone, called as readers call it."""

    def night(language: str, zone: str) -> str:
        lines = about.definitions(speaking(language), (), least=10, zone=zone)
        return next(line.text for line in lines if line.anchor == "nights")

    assert "from midnight to midnight by Central European Time." in night("en", "Europe/Berlin")
    assert "from midnight to midnight by UTC." in night("en", "UTC")
    assert "Zeitzone: Mitteleuropäische Zeit." in night("de", "Europe/Berlin")
    assert "Zeitzone: UTC." in night("de", "UTC")


def test_how_few_are_too_few_is_told() -> None:
    """As the settings have it, not as we thought of it."""
    small = next(one for one in about.definitions(speaking(), (), least=7, zone="UTC") if one.anchor == "small")
    assert small.text.count("7 customers") == 2
