"""The marketing edition as a whole: every part of it on one page, and nobody quoted twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import html5lib
import pytest
from factory import Story
from outage_story import LAST

from pipeline import signals
from pipeline.model import Night
from pipeline.settings import Reports, Settings
from reports import edition, render
from reports.nouns import Edition
from reports.pages import evidence
from reports.words.wording import speaking

HOSTILE = "<b>O2</b> & Sons"
SETTINGS = Settings(reports=Reports(company="Hollerby", competitors=(HOSTILE,)))
BEFORE = LAST - timedelta(days=10)


def _story() -> Story:
    """Forty customers with a lost mail and forty with a wrong bill, on two channels; the seat decides what is said."""
    story = Story()
    for topic, name in (("t1", "Mail lost"), ("t2", "Bill wrong")):
        story.topic(topic, name, born=LAST - timedelta(days=30))
    for at in range(80):
        mail = at < 40
        turns = [("customer", f"My outbox is stuck since day {at}." if mail else f"My bill is wrong by {at} euros.")]
        turns += [("agent", "There is an incident." if mail else "I see.")]
        found: dict[int, str] = {}
        for due, name, speaker, words in (
            (at % 2 == 0, "churn_threat", "customer", f"I will go to another company by the end of month {at}."),
            (at % 4 == 1, "praise", "customer", f"Your technician was patient and explained step {at} to me twice."),
            (at % 4 == 3, "fitting_offer", "agent", f"I can credit your account with {at} pounds for the trouble."),
            (at % 4 == 3, "", "customer", f"That sounds fair to me, so let us do it by tomorrow, {at}."),
            (mail, "", "customer", f"All I need is a receipt, {at}."),
            (at % 3 == 0, "competitor_named", "customer", f"At {HOSTILE} it works in {at} minutes."),
            (at % 4 == 0, "follow_up_promise", "agent", "We will come back to you about it."),
        ):
            if due:
                found |= {len(turns): name} if name else {}
                turns.append((speaker, words))
        topics, who = {0: "t1" if mail else "t2"}, f"u{at}"
        story.conversation(
            BEFORE, f"c{at:02d}", turns, topics=topics, signals=found, customer=who, agent=f"a{at % 5}",
            channel="chat" if at // 4 % 2 else "voice", resolved=found.get(2) == "fitting_offer" or at % 3 == 0,
            stage="billing" if at % 2 else "use",
        )  # fmt: skip
        if at % 4 == 0:
            again = [("customer", f"Nobody of you ever called me back about matter {at}.")]
            night = LAST - timedelta(days=8)
            story.conversation(night, f"d{at:02d}", again, topics=topics, signals={0: "no_answer"}, customer=who)
    return story


@pytest.fixture(scope="module")
def built() -> Edition:
    """Its edition."""
    known = signals.definitions("")
    return edition.build(_story().view(LAST), Night(date=LAST), settings=SETTINGS, signals=known, versions={})


def test_every_part_has_something_to_tell(built: Edition) -> None:
    """Counts, three customers, competitors, promises, praise, offers, asks, both sides' words, and the table."""
    told = built.marketing.market
    assert len(told.answers) == 4
    assert [one.title for one in told.first] == ["Customers threatened to leave", "Customers praised us"]
    assert [one.name for one in told.rivals.rows] == [HOSTILE]
    assert told.promises.back is not None
    assert told.promises.quotes != ()
    assert told.praise != ()
    assert [len(one.exchanges) for one in told.moments] == [1]
    assert {row.name for row in told.board.rows} >= {"churn_threat", "praise", "fitting_offer"}
    mail = next(one for one in built.marketing.pains if one.topic.topic_id == "t1")
    assert [one.words for one in mail.asks.rows] == ["a receipt"]
    assert "outbox" in [one.words for one in mail.words.theirs]
    assert "incident" in [one.words for one in mail.words.ours]


def test_nobody_is_quoted_twice(built: Edition) -> None:
    """Neither within a part nor across parts: each seat has one customer, of one or two conversations."""
    seats = Counter(one.conversation_id[1:] for one in evidence.quoted(replace(built, topics=())))
    assert len(seats) > 10
    assert set(seats.values()) == {1}


def test_it_is_on_the_page_and_can_be_opened(built: Edition, tmp_path: Path) -> None:
    """Each answer leads to its section, each quote to its conversation, and a hostile name is words."""
    render.render(built, tmp_path, seconds={}, snapshot_sha256="0" * 64)
    quoted = evidence.build(speaking(), _story().view(LAST), built)
    render.render_evidence(quoted, tmp_path, company=built.company)
    path = tmp_path / f"night={LAST}" / "marketing.html"
    page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    anchors = {one.get("id") for one in page.iter() if one.get("id")}
    links = [str(one.get("href")) for one in page.iter("a")]
    assert {one.anchor for one in built.marketing.market.answers} <= anchors
    assert {"rivals", "promises", "praise", "moments", "pains", "where", "said"} <= anchors
    opened = [link.partition("#")[0] for link in links if "evidence/" in link]
    assert len(opened) > 10
    assert all((path.parent / link).resolve().is_file() for link in opened)
    names = ["".join(one.itertext()) for one in page.iter("bdi")]
    assert HOSTILE in names


def test_it_is_read_as_it_was_written(built: Edition) -> None:
    """The JSON of the edition holds all of it."""
    assert edition.from_json(edition.to_json(built)) == built
