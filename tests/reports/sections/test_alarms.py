"""Alerts as sentences: they say what their numbers say, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from alert_story import LAST, SIGNALS, alert_edition, alert_story
from contacts import BLANK
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Alert, Decision, Lane, Sighting, Subject
from reports.facts import Facts
from reports.facts.watch import Watch
from reports.nouns import Edition, Link
from reports.sections import alarms
from reports.words.wording import speaking

MAIL = Link(topic_id="t1", name="E-mail not arriving")
MANY = tuple(replace(BLANK, conversation_id=f"c{at}", slices=(("segment", "smb"),)) for at in range(40))


@pytest.fixture(scope="module")
def told() -> Edition:
    """The edition of the story of alerts."""
    return alert_edition()


def _facts(*alerts: Alert, night: date = LAST) -> Facts:
    return Facts(
        night=night, nights=(night,), window=(night,), base={night: 100}, heard={}, topics=(), gone={}, agreement=None,
        contacts=(), places={}, clock={}, by_topic={"t1": MANY}, by_signal={}, watch=Watch(alerts=alerts),
        say=speaking(),
    )  # fmt: skip


LANES: tuple[Lane, ...] = ("night", "week", "new", "returned", "fall")


@st.composite
def sightings(draw: st.DrawFn, lanes: tuple[Lane, ...] = LANES) -> Sighting:
    """Any way to stand out that the watch could come to."""
    lane = draw(st.sampled_from(lanes))
    known = lane in ("night", "week", "fall")
    low = draw(st.integers(0, 40))
    high = low + draw(st.integers(0, 40))
    observed = draw(st.integers(0, max(low - 1, 0))) if lane == "fall" else high + draw(st.integers(1, 400))
    return Sighting(
        lane=lane,
        observed=observed,
        expected=float(low + high) / 2 if known else None,
        low=low if known else None,
        high=high if known else None,
        p=None,
        nights=1 if lane == "night" else 7,
        customers=draw(st.integers(0, observed)),
    )


def _alert(sighting: Sighting, *, back: int = 0, peak: Sighting | None = None, closed: date | None = None) -> Alert:
    return Alert(
        alert_id="t1.x.up",
        subject=Subject(kind="topic", name="t1"),
        opened=LAST - timedelta(days=back),
        last=LAST,
        closed=closed,
        calm=0,
        peak_night=LAST,
        peak=peak or sighting,
        latest=sighting,
    )


@given(sightings())
def test_a_sentence_holds_the_numbers_of_its_alert_and_no_others(sighting: Sighting) -> None:
    """Counts, expectation and interval stand in it as they are; below ten customers no count does."""
    text = alarms.sentence(_facts(), _alert(sighting), ())
    numbers = set(re.findall(r"\d[\d,.]*\d|\d", text)) - {str(LAST.day), "7"}
    few = sighting.customers < 10 and sighting.lane != "fall"
    if few:
        assert numbers <= {"10"}
        assert "fewer than 10" in text.lower()
        return
    allowed = {speaking().number(sighting.observed)}
    if sighting.expected is not None:
        allowed |= {speaking().about(sighting.expected), str(sighting.low), str(sighting.high)}
        assert f"expected {speaking().about(sighting.expected)} ({sighting.low}–{sighting.high})" in text
    assert numbers - {"7"} <= allowed
    assert speaking().number(sighting.observed) in text


@given(sightings(), st.integers(0, 9), st.sampled_from([None, LAST]))
def test_german_holds_the_same_numbers(sighting: Sighting, back: int, closed: date | None) -> None:
    """Other words and other marks, no other numbers."""
    alert = _alert(sighting, back=back, closed=closed)
    english, german = (
        sorted(re.sub(r"[.,]", "", one) for one in re.findall(r"\d[\d,.]*\d|\d", alarms.sentence(facts, alert, ())))
        for facts in (_facts(), replace(_facts(), say=speaking("de")))
    )
    assert english == german


@given(sightings(("night", "week", "fall")))
def test_the_label_says_the_direction_of_the_numbers(sighting: Sighting) -> None:
    """Rising is said of more than expected, falling of less."""
    (item,) = alarms.news(_facts(_alert(sighting)), [MAIL], ())
    assert sighting.expected is not None
    assert item.kind == ("rising" if sighting.observed > sighting.expected else "falling")
    assert (item.label, item.mark) == {"rising": ("Rising", "▲"), "falling": ("Falling", "▼")}[item.kind]


@given(sightings(("night",)), sightings(("night",)), st.integers(0, 30))
def test_the_peak_is_told_only_where_it_was_higher(latest: Sighting, peak: Sighting, back: int) -> None:
    """Since when it lasts is said of what began earlier; the peak where there were more than now."""
    text = alarms.sentence(_facts(), _alert(latest, back=back, peak=peak), ())
    assert ("Unusual since" in text) == (back > 0)
    higher = back > 0 and peak.observed > latest.observed
    assert ("; at most " in text or " throughout" in text) == higher


def test_the_story_is_told_as_it_was_made(told: Edition) -> None:
    """The outage rises since its night, with the release before it; the refunds fall; the slow site is no news."""
    kinds = {item.topic.name: item.kind for item in told.product.changes}
    assert kinds == {"E-mail not arriving": "rising", "Refund not paid": "falling"}
    mail = told.product.changes[0].text
    assert mail.startswith("30 conversations on Friday 20 November, expected 6.1 (1–13).")
    assert "Unusual since Wednesday 18 November" in mail
    assert "1 day before it began: release “Mail 2.4”." in mail
    assert told.product.headline == "“E-mail not arriving” is rising"
    assert told.product.changes_note == "3 topics watched; 1 does not stand out."


def test_what_one_team_does_more_is_told_of_that_team(told: Edition) -> None:
    """Blame doubled by one desk is an alert of that desk, where all conversations together do not stand out."""
    (notice,) = told.product.notices
    assert notice.topic.name == "Agents put the fault on the customer"
    assert notice.text.startswith("In mail desk: 18 conversations on Friday 20 November, expected 4.4 (1–10).")


def test_a_night_without_calls_is_not_compared(told: Edition) -> None:
    """It is named, drawn as not whole, and nothing is expected of it."""
    assert "8 November is not whole" in told.caution
    page = next(page for page in told.topics if page.row.topic.topic_id == "t1")
    assert page.history is not None
    (place,) = page.history.partial
    assert page.history.first + timedelta(days=place) == LAST - timedelta(days=12)
    assert page.history.expected[place] is None
    assert [line.text for line in told.run.partial] == ["No calls, which such a day always has."]


def test_tables_hold_the_last_week_against_what_was_to_be_expected(told: Edition) -> None:
    """The direction is that of the alert, the numbers those of the seven nights."""
    rows = {row.topic.name: (row.change, row.direction) for row in told.product.ranked}
    assert rows["E-mail not arriving"][1] == "up"
    assert rows["E-mail not arriving"][0].startswith("up: 106, expected ")
    assert rows["Slow site"][1] == ""
    assert told.product.compared == "Last 7 nights, expected"


def test_whoever_saw_an_alert_is_named_on_its_page() -> None:
    """An acknowledgement leaves the alert open and says who and why."""
    story = alert_story()
    seen = Decision(
        night=LAST, topic_id="t1", kind="acknowledged", actor="Ann", reason="mail team is on it",
        other="t1.20261118.up", at="2026-11-20T09:00:00+00:00",
    )  # fmt: skip
    with_it = type(story)(story.tables, (*story.decisions, seen), story.books)
    page = next(page for page in alert_edition(with_it).topics if page.row.topic.topic_id == "t1")
    assert [line.text.split("; ")[1] for line in page.alerts] == ["open. Seen by Ann: mail team is on it."]
    assert "The alert t1.20261118.up was seen." in " ".join(line.text for line in page.life)


def test_an_alert_that_is_over_is_told_for_three_nights() -> None:
    """Then it is on the topic's page only."""
    sighting = Sighting(lane="night", observed=40, expected=4.0, low=1, high=9, p=0.0, nights=1, customers=30)
    for since, told_of in ((0, True), (2, True), (3, False)):
        alert = _alert(sighting, back=9, closed=LAST - timedelta(days=since))
        assert bool(alarms.news(_facts(alert), [MAIL], ())) == told_of
        assert len(alarms.lives(_facts(alert), "t1", {})) == 1


def test_a_single_place_is_named(told: Edition) -> None:
    """An alert of a place says where."""
    sighting = Sighting(lane="night", observed=40, expected=4.0, low=1, high=9, p=0.0, nights=1, customers=30)
    alert = Alert(
        alert_id="t1.segment-1.x.up", subject=Subject(kind="topic", name="t1", slice="segment", value="smb"),
        opened=LAST, last=LAST, closed=None, calm=0, peak_night=LAST, peak=sighting, latest=sighting,
    )  # fmt: skip
    assert alarms.sentence(_facts(), alert, ()).startswith("In smb: 40 conversations on Friday")
    assert told.product.notices[0].topic.topic_id == SIGNALS[0].name


def test_a_topic_has_a_rate_with_an_interval(told: Edition) -> None:
    """Per thousand conversations of the last seven nights, as wide as the topic is unruly."""
    page = next(page for page in told.topics if page.row.topic.topic_id == "t3")
    found = re.search(r"(\d+) of every 1,000 conversations \((\d+)–(\d+)\)", page.summary)
    assert found
    rate, low, high = map(int, found.groups())
    assert low < rate < high
