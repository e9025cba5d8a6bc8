"""What people decided about a topic, and whether what they call fixed did fall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from pipeline.curation import Marker
from pipeline.measures import WINDOW_NIGHTS, difference
from pipeline.model import Decision, TopicState
from reports.facts import Facts, TopicFacts
from reports.nouns import Event, Line, Link, News, TopicRow
from reports.sections import counting, life
from reports.words.wording import Wording

TOLD_NIGHTS = 28
"""How long after its date a fix is judged on the front page."""
FIXES = MappingProxyType({"fix-up": "!", "fix-same": "!", "fix-early": "…", "fix-down": "✓"})
"""How a fix is marked by what became of it, in the order in which they are told."""


def lines(say: Wording, topic: TopicFacts) -> tuple[Line, ...]:
    """Who sees to a topic and where the work on it stands, one line each; empty where nobody said anything."""
    said = (
        ("owner", topic.owner),
        ("status", "" if topic.status == "open" else life.status(say, topic.status)),
        ("priority", say(f"care-priority-{topic.priority}") if topic.priority else ""),
        ("ticket", topic.ticket),
        ("pinned", say("care-kept") if topic.pinned else ""),
        ("hidden", say.listed([say(f"care-hidden-{edition}") for edition in topic.hidden])),
    )
    return tuple(Line(label=say(f"care-{key}"), text=text, anchor=_address(key, text)) for key, text in said if text)


def words(say: Wording, topic: TopicFacts) -> str:
    """The same for a table's cell: `high, acknowledged, Mail team`."""
    priority = say(f"priority-{topic.priority}") if topic.priority else ""
    status = "" if topic.status == "open" else life.status(say, topic.status, "status-cell")
    return ", ".join(part for part in (priority, status, topic.owner) if part)


def fixes(facts: Facts, rows: Sequence[TopicRow]) -> tuple[News, ...]:
    """Of the topics that people called fixed lately, whether they fell; what did not fall comes first."""
    topics = {topic.topic_id: topic for topic in facts.topics}
    found = []
    for row in rows:
        topic = topics[row.topic.topic_id]
        since = fixed_on(topic)
        if since is None or not since <= facts.night < since + timedelta(days=TOLD_NIGHTS):
            continue
        verdict, text = fixed(facts, topic)
        kind = f"fix-{verdict}"
        link = Link(topic_id=topic.topic_id, name=topic.name)
        news = News(
            kind=kind, mark=FIXES[kind], label=facts.say(f"news-{kind}"), topic=link, text=text, trend=row.trend
        )
        found.append((list(FIXES).index(kind), news))
    return tuple(news for _, news in sorted(found, key=lambda pair: (pair[0], pair[1].topic.topic_id)))


def fixed_on(topic: TopicFacts) -> date | None:
    """The day from which people call it fixed."""
    kind, _, since = topic.status.partition(" ")
    return date.fromisoformat(since) if kind == "fixed" else None


def fixed(facts: Facts, topic: TopicFacts) -> tuple[str, str]:
    """Whether a topic fell from the day it is called fixed on (`down`, `up`, `same`; `early`: it cannot be said yet),
    and the numbers: its share of all conversations from that day on, and in the 28 nights before."""
    since = fixed_on(topic) or facts.night
    heard = facts.heard.get(topic.topic_id, {})
    before = [day for day in facts.nights if since - timedelta(days=WINDOW_NIGHTS) <= day < since]
    after = [day for day in facts.nights if since <= day <= facts.night]
    (now, now_base), (then, then_base) = (
        (sum(heard.get(day, 0) for day in days), sum(facts.base.get(day, 0) for day in days))
        for days in (after, before)
    )
    say = facts.say
    if since > facts.night:
        return "early", say("fix-planned", day=say.short_date(since))
    called = say("fix-called", day=say.short_date(since))
    if min(len(before), len(after)) < counting.LEAST_NIGHTS:
        return "early", f"{called} {say('fix-early-since' if len(before) > len(after) else 'fix-early-before')}"
    low, high = difference(min(now, now_base), now_base, min(then, then_base), then_base)
    verdict = "down" if high < 0 else "up" if low > 0 else "same"
    if facts.small(topic.topic_id):
        return verdict, f"{called} {say(f'fix-small-{verdict}', least=facts.least, nights=WINDOW_NIGHTS)}"
    numbers = say(
        f"fix-{verdict}",
        since=now,
        since_share=say.ratio(now, now_base),
        before=then,
        before_share=say.ratio(then, then_base),
        nights=len(before),
    )
    return verdict, f"{called} {numbers}"


def events(facts: Facts, topic: TopicFacts, markers: Iterable[Marker], joints: Iterable[Decision]) -> tuple[Event, ...]:
    """What happened to a topic or around it, by day, for its trend: releases and campaigns (`markers`), fixes, splits
    and merges (`joints`)."""
    say = facts.say
    found = [
        Event(day=marker.day, text=say(f"event-{marker.kind}", text=marker.text))
        for marker in markers
        if marker.topic_id in ("", topic.topic_id, *topic.aliases)
    ]
    since = fixed_on(topic)
    if since is not None:
        found.append(Event(day=since, text=say("event-fixed")))
    names = facts.names()
    for row in joints:
        if row.kind == "split" and topic.topic_id in (row.topic_id, row.other):
            other = row.other if row.topic_id == topic.topic_id else row.topic_id
            found.append(Event(day=row.night, text=say("event-split", topic=names.get(other, other))))
        elif row.kind == "merged" and row.other == topic.topic_id and topic.state != TopicState.MERGED:
            found.append(Event(day=row.night, text=say("event-merged", topic=names.get(row.topic_id, row.topic_id))))
    first = facts.nights[0] if facts.nights else facts.night
    shown = {event for event in found if first <= event.day <= facts.night}
    return tuple(sorted(shown, key=lambda event: (event.day, event.text)))


def _address(key: str, text: str) -> str:
    """The address that a ticket leads to; nothing that is no web address is made a link."""
    return text if key == "ticket" and text.startswith(("https://", "http://")) else ""
