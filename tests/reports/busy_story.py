"""The invented story of a busy company: something of everything that its nights can hold and its people can decide.

It is drawn from a fixed seed; no number in it is meant. It is there so that every part of every page is shown once.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from factory import Story, StoryView
from watching import watched

from pipeline import signals
from pipeline.model import Decision, DecisionKind, Receipt
from pipeline.settings import Cost, Reports, Settings
from pipeline.slices import STAGES

LAST = date(2026, 11, 20)
NIGHTS = 50
SEATS = 44
SETTINGS = Settings(
    reports=Reports(company="Aurora Broadband", min_customers=5, quotes=6, competitors=("Nimbus", "Halo Net")),
    cost=Cost(minute=0.8, currency="€", customer=240),
)
SIGNALS = signals.definitions("")
THEMES = {"g1": "Connection and speed", "g2": "Bills and prices"}
TOPICS = {
    "t1": ("Router drops the connection", "g1"),
    "t2": ("Bill higher than agreed", "g2"),
    "t3": ("Technician did not come", "g1"),
    "t4": ("Friendly engineer", "g1"),
    "t5": ("Slow in the evening", "g1"),
    "t6": ("Loyal customers pay more", "g2"),
    "t7": ("No answer to letters", "g2"),
    "t8": ("Box blinks red", "g1"),
}
SAID = {
    "t1": "the router drops the connection every evening and I work from home",
    "t2": "the bill is higher than what we agreed on the phone",
    "t3": "the technician did not come although I took the day off",
    "t4": "the engineer was friendly and explained everything twice",
    "t5": "in the evening the line is so slow that no film plays",
    "t6": "new customers pay half of what I pay after nine years",
    "t7": "nobody answers the letters I sent about the contract",
    "t8": "the box blinks red and nothing on the screen says why",
}
WISHES = ("Why can't you send somebody on a Saturday?", "Please give us a time window of two hours.")
RIVALS = ("At Nimbus this would cost half.", "My neighbour is with Halo Net and never has this.")
REPLIES = ("I am sorry to hear that, let me look.", "You should have read the terms.", "I will call you back myself.")


def busy() -> StoryView:
    """What the snapshot of the last night holds, watched on its last five nights."""
    story, rng = Story(), random.Random(7)
    for place, (key, (name, theme)) in enumerate(TOPICS.items()):
        story.topic(
            key, name, born=LAST - timedelta(days=NIGHTS - 1 if key != "t8" else 4), theme=theme,
            theme_name=THEMES[theme], centroid=[1.0, place / 8], description=SAID[key].capitalize(),
            neighbours=[
                {"topic_id": "t5" if key == "t1" else "t1", "cosine": 0.82, "here": ["router"], "there": ["film"]}
            ],
            stability=0.4 if key == "t7" else 0.9,
        )  # fmt: skip
    story.named["t1"] |= {"owner": "Network team", "status": "acknowledged", "priority": "high", "pinned": True}
    story.named["t1"] |= {"ticket": "https://tickets.example/NET-12"}
    story.named["t5"] |= {"status": "fixed", "fixed_on": LAST - timedelta(days=9), "owner": "Ann"}
    story.named["t6"] |= {"hidden": ["product"], "priority": "low"}
    story.topic("t9", "Mesh box", born=LAST - timedelta(days=30), state="merged", merged_into="t1")
    story.topic("t10", "Old modem", born=LAST - timedelta(days=40), state="retired")
    for back in range(NIGHTS - 1, -1, -1):
        if back != 20:
            for seat in range(SEATS - 12 * ((LAST - timedelta(days=back)).weekday() > 4)):
                _conversation(story, rng, back, seat)
    story.decisions += _decided()
    story.books += [
        Receipt(stage="ingest", night=LAST, unit="records", read=60, kept=44, set_aside=(("late_night", 9),),
                rejected=(("bad_time", 5), ("not_json", 2)), notes=(("dropped:greeting", 9), ("hidden:phone", 3))),
        Receipt(stage="embed", night=LAST, unit="distinct texts", read=90, kept=90),
        Receipt(stage="identify", night=LAST, unit="statements", read=70, kept=60, set_aside=(("in_no_topic", 10),)),
    ]  # fmt: skip
    nights = [LAST - timedelta(days=back) for back in range(4, -1, -1)]
    return watched(story.view(*nights), *nights, settings=SETTINGS)


def _conversation(story: Story, rng: random.Random, back: int, seat: int) -> None:
    """One conversation, whose topic follows the plot: t1 surges, t5 falls after its fix, t8 is new."""
    weights = {"t1": 30 if back < 2 else 6, "t2": 8, "t3": 6, "t4": 4, "t5": 2 if back < 9 else 9, "t6": 5, "t7": 3}
    weights |= {"t8": 5 if back < 4 else 0, "": 4}
    topic = rng.choices(list(weights), list(weights.values()))[0]
    channel = rng.choice(("voice", "voice", "chat", "email", "social"))
    team = rng.choice(("north", "south", "night shift"))
    heard = SAID.get(topic, "when do you open on Saturday")
    turns = [("customer", f"Hello, {heard}, order {back * 100 + seat}."), ("agent", rng.choice(REPLIES))]
    found: dict[int, str] = {}
    for name, chance in _chances(topic, team).items():
        if rng.random() < chance:
            side = next(one.speaker for one in SIGNALS if one.name == name)
            found[len(turns)] = name
            turns.append((side, f"{_words(name)}, reason {back}-{seat}."))
    for extra in (WISHES, RIVALS):
        if rng.random() < 0.2:
            turns.append(("customer", rng.choice(extra)))
    resolved = None if rng.random() < 0.3 else rng.random() < (0.4 if team == "night shift" else 0.7)
    customer = f"u{rng.randrange(900)}" if rng.random() < 0.95 else None
    story.conversation(
        LAST - timedelta(days=back), f"{back:02d}{seat:02d}", turns, topics={0: topic} if topic else {0: ""},
        nearly="t5" if topic == "t1" and seat % 9 == 0 else "", signals=found, customer=customer,
        agent=f"a{rng.randrange(12)}", channel=channel, team=team, queue=f"queue {team}",
        segment=rng.choice(("home", "home", "small business")), product=rng.choice(("fibre", "cable")),
        stage=rng.choice(STAGES) if rng.random() < 0.5 else None,
        customer_since=LAST - timedelta(days=rng.choice((20, 200, 900, 2500))) if customer else None,
        at=time(rng.randrange(7, 22)), resolved=resolved, csat=rng.choice((None, 1.0, 4.0, 5.0)),
        handle_seconds=rng.choice((240.0, 420.0, 900.0)), went=_went(rng, channel, resolved),
        before={topic: (int(rng.random() < 0.2), int(rng.random() < 0.3))} if topic and customer else None,
    )  # fmt: skip


def _chances(topic: str, team: str) -> dict[str, float]:
    """How often each behaviour occurs in a conversation about the topic."""
    bad = 2.0 if topic in {"t1", "t2"} else 1.0
    return {
        "churn_threat": 0.06 * bad, "churned": 0.03, "recommends": 0.05, "praise": 0.6 if topic == "t4" else 0.05,
        "tells_others": 0.04, "loyalty_unrewarded": 0.5 if topic == "t6" else 0.01, "competitor_named": 0.04,
        "price_or_discount_dispute": 0.4 if topic == "t2" else 0.02, "buying_interest": 0.03, "repeat_contact": 0.1,
        "blame_shift": 0.3 if team == "night shift" else 0.08, "empathy": 0.3, "fitting_offer": 0.1,
        "follow_up_promise": 0.1, "refusal": 0.12 * bad, "confirms_resolved": 0.1,
    }  # fmt: skip


def _words(name: str) -> str:
    return f"As for that, it was {name.replace('_', ' ')}"


def _went(rng: random.Random, channel: str, resolved: bool | None) -> dict[str, object]:
    slow = 4.0 if channel == "email" else 1.0
    return {
        "outcome": None if resolved is None else "resolved" if resolved else "unresolved",
        "inferred": resolved is None,
        "first_answer_seconds": slow * rng.choice((20.0, 60.0, 300.0)),
        "longest_wait_seconds": slow * rng.choice((120.0, 600.0, 2400.0)),
        "hold_seconds": rng.choice((0.0, 60.0, 400.0)) if channel == "voice" else None,
        "transfers": rng.choice((0, 0, 1)),
        "transfers_inferred": False,
    }


def _decided() -> Iterable[Decision]:
    """The ledger: how the topics came about, and everything that people can say of them."""
    first = LAST - timedelta(days=NIGHTS - 1)
    for key, (_, theme) in TOPICS.items():
        born = LAST - timedelta(days=4) if key == "t8" else first
        yield _row(born, key, "new")
        yield _row(born, key, "themed", theme)
    for theme, name in THEMES.items():
        yield _row(first, theme, "theme_opened", name)
    yield _row(LAST, "t8", "split", "t1")
    yield _row(LAST, "t9", "merged", "t1")
    yield _row(LAST - timedelta(days=12), "t7", "sleeping")
    yield _row(LAST - timedelta(days=3), "t7", "returned")
    yield _row(LAST - timedelta(days=8), "t10", "retired")
    told: tuple[tuple[str, DecisionKind, str], ...] = (
        ("t1", "named", TOPICS["t1"][0]), ("t1", "owned", "Network team"), ("t1", "status", "acknowledged"),
        ("t1", "priority", "high"), ("t1", "pinned", ""), ("t1", "ticket", "https://tickets.example/NET-12"),
        ("t2", "described", "The phone and the bill say different things"), ("t2", "owned", ""), ("t2", "priority", ""),
        ("t5", "status", f"fixed {LAST - timedelta(days=9)}"), ("t6", "hidden", "product"), ("t6", "priority", "low"),
        ("t6", "shown", "marketing"), ("t3", "unlinked", "t1"), ("t4", "unpinned", ""), ("t3", "ticket", ""),
        ("", "marked", f"{LAST - timedelta(days=2)} release Firmware 4.1"),
        ("t2", "marked", f"{LAST - timedelta(days=15)} campaign Autumn offer"),
        ("", "marked", f"{LAST - timedelta(days=25)} other Storm in the north"),
    )  # fmt: skip
    for topic, kind, other in told:
        row = _row(LAST - timedelta(days=2), topic, kind, other)
        yield replace(row, actor="Ann", reason="the team agreed", at="2026-11-18T08:00:00+00:00")


def _row(night: date, topic: str, kind: DecisionKind, other: str = "") -> Decision:
    return Decision(night=night, topic_id=topic, kind=kind, actor="machine", reason="told", other=other)
