"""The invented story of the gold editions: a mail outage, a fixed login, a new pain, a merge and a topic too small."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factory import Story, StoryView

from pipeline.model import Decision, Night, Receipt
from pipeline.settings import Reports, Settings
from reports import edition
from reports.nouns import Edition
from reports.words.behaviours import Behaviour

LAST = date(2026, 11, 20)
SETTINGS = Settings(reports=Reports(company="Lumen & Sons", min_customers=5, quotes=4))
VERSIONS = {"painpoints": "0.1.0", "encoder": "fake"}
SIGNALS = (
    Behaviour(
        name="churn_threat", title="Customers threatened to leave", speaker="customer", group="leave",
        definition="The customer says that they may go to another company.",
    ),
    Behaviour(
        name="praise", title="Customers praised us", speaker="customer", group="recommend",
        definition="The customer praises the company.",
    ),
    Behaviour(
        name="blame_shift", title="Agents put the fault on the customer", speaker="agent", group="treatment",
        definition="The agent says that the customer is the cause.",
    ),
    Behaviour(
        name="tells_others", title="Customers said they tell others", speaker="customer", group="tell",
        definition="The customer says that they tell others.",
    ),
)  # fmt: skip
THEMES = {"g1": "Mail and inbox", "g2": "Account and password"}
COMPLAINTS = (
    "My e-mail has not arrived since Wednesday and the shop depends on it",
    "Nothing reaches my inbox, not even test messages from my own phone",
    "Two days without mail now, and customers think that we ignore them",
    "Where do all those messages go that people send me",
)


def outage(nights: int = 21, *, missing: int = 5) -> StoryView:
    """So many nights of 24 conversations; the night `missing` days back was never read."""
    story = Story()
    first = LAST - timedelta(days=nights - 1)
    mail, account = ({"theme": key, "theme_name": name} for key, name in THEMES.items())
    near = {"topic_id": "t2", "cosine": 0.8, "here": ["e-mail", "outbox"], "there": ["password"]}
    said = "My e-mail has not arrived since Friday"
    story.topic(
        "t1", "E-mail not arriving", born=first, centroid=[1.0, 0.0], description=said, neighbours=[near], **mail
    )
    story.topic("t2", "Password reset loop", born=first, centroid=[0.8, 0.6], **account)
    story.topic("t3", "Invoice shows old address", born=LAST - timedelta(days=3), centroid=[0.0, 1.0], **account)
    story.topic("t4", "Fax, line", born=first, description="Nobody else says it like this", fallback=True)
    story.topic("t5", "Mail lost", born=first, state="merged", merged_into="t1")
    for back in range(nights - 1, -1, -1):
        if back != missing:
            _night(story, LAST - timedelta(days=back), back)
    told = [("t1", "new", first, ""), ("t2", "new", first, ""), ("t4", "new", first, ""), ("t5", "new", first, "")]
    told += [("t3", "new", LAST - timedelta(days=3), ""), ("t5", "merged", LAST, "t1")]
    told += [("g1", "theme_opened", first, THEMES["g1"]), ("g2", "theme_opened", LAST, THEMES["g2"])]
    told += [("t1", "themed", first, "g1"), ("t2", "themed", LAST, "g2")]
    for topic, kind, night, other in told:
        decision = Decision(night=night, topic_id=topic, kind=kind, actor="machine", reason="told", other=other)  # type: ignore[arg-type]
        story.decisions.append(decision)
    story.books.append(
        Receipt(
            stage="ingest", night=LAST, unit="records", read=27, kept=24, set_aside=(("other_night", 2),),
            rejected=(("bad_time", 1),), notes=(("dropped:greeting", 9), ("hidden:person", 12), ("hidden:phone", 3)),
        )
    )  # fmt: skip
    return story.view(LAST)


def outage_edition(view: StoryView | None = None) -> Edition:
    """The edition of the story's last night; its fingerprint is fixed, for new settings change no page."""
    built = edition.build(view or outage(), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions=VERSIONS)
    return replace(built, run=replace(built.run, settings_sha256="5" * 64))


def _night(story: Story, night: date, back: int) -> None:
    for seat in range(24):
        turns = [("agent", "Good morning, this is [PERSON]."), ("customer", "I only want to ask about opening hours.")]
        topics, signals = {1: ""}, {}
        if seat < (12 if back < 4 else 3):
            turns[1] = ("customer", f"{COMPLAINTS[(seat + back) % 4]}, call {back}-{seat} of us.")
            topics = {1: "t1"}
            if seat % 2 == 0:
                turns.append(("agent", "Have you checked your own settings? Here everything is in order."))
                signals[2] = "blame_shift"
            if seat % 3 == 0:
                turns.append(("customer", f"Then I will go to another company, as my colleague number {back} did."))
                signals[len(turns) - 1] = "churn_threat"
        elif seat < (13 if back < 7 else 18) and seat > 11:
            turns[1] = ("customer", f"The password page sends me round in circles, attempt {seat} on day {back}.")
            topics = {1: "t2"}
        elif seat in (19, 20) and back < 4:
            turns[1] = ("customer", f"My invoice number {back}{seat} still shows the address we left in spring.")
            topics = {1: "t3"}
        elif seat == 21 and back == 2:
            turns[1] = ("customer", "The fax line is dead and the doctor next door noticed it first.")
            topics = {1: "t4"}
        elif seat == 22:
            turns.append(("customer", f"You were wonderful, thank you, reason {back} to stay with you."))
            signals[2] = "praise"
        resolved = (None, True, False)[(seat + back) % 3]
        again = seat % 2 * (1 - back % 2)  # the customer of the night before
        story.conversation(
            night,
            f"{night:%m%d}{seat:02d}",
            turns,
            topics=topics,
            signals=signals,
            customer=f"u{seat * 100 + back - back % 2 * (seat % 2)}" if seat != 5 else None,
            channel=("voice", "chat", "email")[seat % 3],
            segment="small business" if seat % 4 else "home",
            product="hosting" if seat < 12 else "fibre",
            queue="mail desk" if seat < 12 else "front desk",
            resolved=resolved,
            went=_went(seat, resolved),
            before={topics[1]: (again, again)} if topics[1] and seat != 5 else None,
        )


def _went(seat: int, resolved: bool | None) -> dict[str, object]:
    """How it went, by the seat: every fourth conversation has no times, every third no known hold and transfers."""
    known, timed = seat % 3 != 0, seat % 4 != 0
    said = (None, "resolved", "unresolved", "sent_away")[seat % 4]
    closed = "sent_away" if seat % 5 == 0 else "resolved"
    outcome = said if resolved is None else closed if resolved else "unresolved"
    return {
        "outcome": outcome,
        "inferred": outcome is not None and (resolved is None or outcome == "sent_away"),
        "first_answer_seconds": 40.0 * (seat + 1) if timed else None,
        "longest_wait_seconds": 300.0 * (seat + 1) if timed else None,
        "hold_seconds": 90.0 * (seat % 5) if known else None,
        "transfers": seat % 2 if known or seat % 2 else None,
        "transfers_inferred": not known and seat % 2 == 1,
    }
