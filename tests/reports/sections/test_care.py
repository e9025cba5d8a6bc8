"""What people decided about a topic, and whether what they call fixed did fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from contacts import BLANK, facts_of
from hypothesis import given
from hypothesis import strategies as st
from outage_story import LAST

from reports.facts import Facts, TopicFacts
from reports.sections import care
from reports.words.wording import languages, speaking

NIGHTS = tuple(LAST - timedelta(days=back) for back in range(40, -1, -1))
MAIL = TopicFacts(
    topic_id="t1", name="E-mail not arriving", state="active", born=NIGHTS[0], last_seen=LAST, aliases=(),
    merged_into="", known=False, theme="", theme_name="", centroid=(), terms=(), examples=(), description="",
    fallback=False, pinned=False, stability=None, owner="", status="fixed 2026-11-10", priority="", ticket="",
    hidden=(), neighbours=(),
)  # fmt: skip
FIXED = date(2026, 11, 10)


def _facts(before: int, since: int, *, customers: int = 40, language: str = "en") -> Facts:
    """So many conversations about the topic each night before its fix and since, of a hundred."""
    people = (replace(BLANK, conversation_id=f"c{at}", customer=f"u{at}", topics=("t1",)) for at in range(customers))
    return replace(
        facts_of(people),
        nights=NIGHTS,
        base=dict.fromkeys(NIGHTS, 100),
        heard={"t1": {day: before if day < FIXED else since for day in NIGHTS}},
        say=speaking(language),
    )


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_verdict_is_that_of_its_numbers(before: int, since: int) -> None:
    """It fell only where the share since is smaller, rose only where it is greater; both shares are told."""
    verdict, text = care.fixed(_facts(before, since), MAIL)
    assert verdict in {"same"} | ({"down"} if since < before else {"up"} if since > before else set())
    assert text.startswith("Called fixed on 10 November. ")
    assert {"down": "It fell: ", "up": "It rose: ", "same": "No fall that chance could not explain: "}[verdict] in text
    assert text.endswith(f"in the 28 nights before ({before * 28}).")


def test_german_tells_the_same() -> None:
    """With its own order of words."""
    assert care.fixed(_facts(10, 2, language="de"), MAIL) == (
        "down",
        "Gilt seit dem 10. November als behoben. Es ging zurück: seither 2,0 % aller Gespräche (22), "
        "in den 28 Nächten davor 10 % (280).",
    )


def test_no_number_of_few_customers_is_told() -> None:
    """Only which way it went."""
    verdict, text = care.fixed(_facts(10, 2, customers=9), MAIL)
    assert (verdict, text) == (
        "down",
        "Called fixed on 10 November. It fell: fewer than 10 customers in the last 28 nights.",
    )


def test_too_few_nights_are_not_compared() -> None:
    """Since or before the fix; one to come is only announced."""
    told = {
        since: care.fixed(_facts(10, 2), replace(MAIL, status=f"fixed {since}"))
        for since in (LAST, NIGHTS[1], LAST + timedelta(days=1))
    }
    assert told[LAST] == (
        "early",
        "Called fixed on 20 November. There are too few nights since to compare.",
    )
    assert told[NIGHTS[1]][1].endswith("There are too few nights before to compare.")
    assert told[LAST + timedelta(days=1)] == ("early", "To be fixed on 21 November.")


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    """A ticket's, whatever its line is called; no other line's."""
    address = "https://tickets.example/7"
    for language in languages():
        linked = care.lines(speaking(language), replace(MAIL, status="open", ticket=address, owner=address))
        assert [line.anchor for line in linked] == ["", address]
        script = care.lines(speaking(language), replace(MAIL, status="open", ticket="javascript:alert(1)"))
        assert [line.anchor for line in script] == [""]


def test_a_cell_holds_what_was_said_in_small_words() -> None:
    """Priority, status and owner, between commas."""
    said = replace(MAIL, priority="high", owner="Mail team", status="acknowledged", hidden=("product", "marketing"))
    assert care.words(speaking(), said) == "high, acknowledged, Mail team"
    assert care.words(speaking("de"), said) == "hoch, bekannt, Mail team"
    assert care.lines(speaking(), said)[-1].text == "the product edition and the marketing edition"
    assert care.words(speaking(), replace(said, priority="", status="open", owner="")) == ""
