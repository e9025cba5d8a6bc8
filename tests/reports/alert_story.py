"""The invented story of alerts: 45 nights, a mail outage on the last three, refunds that die down, one team that turns
to blaming, and a night without calls."""

from __future__ import annotations

from datetime import date, timedelta

from factory import Story, StoryView
from watching import watched

from pipeline.model import Decision, Night
from pipeline.settings import Reports, Settings
from reports import edition
from reports.nouns import Edition
from reports.words.behaviours import Behaviour

LAST = date(2026, 11, 20)
NIGHTS = 45
SILENT = 12
"""Nights back on which no call was read."""
SETTINGS = Settings(reports=Reports(company="Lumen & Sons", quotes=3))
SIGNALS = (
    Behaviour(
        name="blame_shift", title="Agents put the fault on the customer", speaker="agent", group="treatment",
        definition="The agent says that the customer is the cause.",
    ),
)  # fmt: skip


def alert_story() -> StoryView:
    """What the snapshot of the last night holds, watched on its last four nights."""
    story = Story()
    first = LAST - timedelta(days=NIGHTS - 1)
    for key, name in (("t1", "E-mail not arriving"), ("t2", "Refund not paid"), ("t3", "Slow site")):
        story.topic(key, name, born=first)
        story.decisions.append(Decision(night=first, topic_id=key, kind="new", actor="machine", reason="told"))
    story.decisions.append(
        Decision(
            night=LAST, topic_id="", kind="marked", actor="Ann", reason="", other="2026-11-17 release Mail 2.4",
            at="2026-11-18T08:00:00+00:00",
        )
    )  # fmt: skip
    for back in range(NIGHTS - 1, -1, -1):
        _night(story, LAST - timedelta(days=back), back)
    nights = [LAST - timedelta(days=back) for back in range(3, -1, -1)]
    return watched(story.view(*nights), *nights, settings=SETTINGS)


def alert_edition(view: StoryView | None = None) -> Edition:
    """The edition of the story's last night."""
    return edition.build(
        view or alert_story(), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions={"painpoints": "0.1.0"}
    )


def _night(story: Story, night: date, back: int) -> None:
    """60 conversations on a weekday, 30 at weekends; the same mix in each but for the plot."""
    seats = 60 if night.weekday() < 5 else 30
    mail = (30 if back < 3 else 5 + back % 3) * seats // 60
    refunds = (1 if back < 7 else 9 + back % 2) * seats // 60
    for seat in range(seats):
        channel = ("voice", "chat", "email")[seat % 3]
        if back == SILENT and channel == "voice":
            continue
        topic = "t1" if seat < mail else "t2" if seat < mail + refunds else "t3" if seat % 5 == 0 else ""
        team = "mail desk" if seat % 2 else "front desk"
        blames = seat % 10 == 3 or (back < 2 and team == "mail desk" and seat % 4 == 1)
        turns = [("customer", f"It is about {topic or 'something else'}, call {back}-{seat}."), ("agent", "I see.")]
        story.conversation(
            night,
            f"{night:%m%d}{seat:02d}",
            turns,
            topics={0: topic},
            signals={1: "blame_shift"} if blames else None,
            customer=f"u{back * 100 + seat}",
            channel=channel,
            queue=team,
        )
