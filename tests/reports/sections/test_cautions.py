"""What the reader must know before any number."""

from __future__ import annotations

from datetime import date, timedelta

from outage_story import LAST

from reports.facts import Facts
from reports.facts.watch import Watch
from reports.sections import cautions
from reports.words.wording import speaking

NIGHTS = tuple(LAST - timedelta(days=back) for back in range(40, -1, -1))


def _told(
    nights: tuple[date, ...] = NIGHTS,
    *,
    language: str = "en",
    partial: tuple[date, ...] = (),
    agreement: float | None = None,
) -> str:
    window = tuple(day for day in nights if day > LAST - timedelta(days=28))
    facts = Facts(
        night=LAST, nights=nights, window=window, base={}, heard={}, topics=(), gone={}, agreement=agreement,
        contacts=(), places={}, clock={}, by_topic={}, by_signal={}, say=speaking(language),
        watch=Watch(partial=dict.fromkeys(partial, ("voice",))),
    )  # fmt: skip
    return cautions.told(facts, (), min_agreement=0.5)


def test_a_whole_history_needs_no_caution() -> None:
    """Nothing is said where nothing is to know."""
    assert _told() == ""
    assert _told(agreement=0.5) == ""


def test_missing_nights_are_told_by_how_many() -> None:
    """A night that was not read at all, a young home, and gaps in the last 28 nights."""
    assert _told(NIGHTS[:-1]) == "Nothing was read for this night; the numbers below are of the nights before it."
    short = "Short history: 1 night only, 20 November. Counts and shares cover this night."
    assert _told(NIGHTS[-1:]) == short
    assert _told((*NIGHTS[:-3], LAST)) == "2 nights of the last 28 are missing. Shares count the others only."
    assert _told((*NIGHTS[:-2], LAST)) == "1 night of the last 28 is missing. Shares count the others only."
    assert _told((*NIGHTS[:-2], LAST), language="de") == (
        "1 der letzten 28 Nächte fehlt. Anteile zählen nur die anderen."
    )


def test_nights_that_are_not_whole_are_named() -> None:
    """Tonight with the reason; of the others the last three, if they are counted."""
    tonight = "This night is not whole: no calls, which such a day always has. It is compared with nothing."
    assert _told(partial=(LAST,)) == tonight
    assert _told(partial=NIGHTS[-2:-1]) == "19 November is not whole, and compared with nothing."
    assert _told(partial=NIGHTS[-6:-1]) == (
        "17 November, 18 November and 19 November and 2 more are not whole, and compared with nothing."
    )
    assert _told(partial=NIGHTS[:1]) == ""


def test_topics_that_changed_much_are_told() -> None:
    """Below the agreement that the settings ask for."""
    assert _told(agreement=0.49).startswith("The topics changed much this night")


def test_german_has_every_caution() -> None:
    """They are rare on pages, so one that fell back on English would be found late."""
    cases = (
        {"nights": NIGHTS[:-1]},
        {"nights": NIGHTS[-2:]},
        {"nights": (*NIGHTS[:-3], LAST)},
        {"partial": (LAST,)},
        {"partial": NIGHTS[-3:-1]},
        {"partial": NIGHTS[-6:-1]},
    )
    for case in cases:
        assert _told(**case, language="de") != _told(**case)
    assert _told(agreement=0.1, language="de") != _told(agreement=0.1)
