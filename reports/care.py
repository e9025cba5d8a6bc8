"""What people decided about a topic, and whether what they call fixed did fall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipeline.curation import Marker
from pipeline.measures import WINDOW_NIGHTS, difference
from pipeline.model import Decision, TopicState
from reports import counting, few, life, wording
from reports.facts import Facts, TopicFacts
from reports.nouns import Event, Line, Link, News, TopicRow

TOLD_NIGHTS = 28
"""How long after its date a fix is judged on the front page."""


def lines(topic: TopicFacts) -> tuple[Line, ...]:
    """Who sees to a topic and where the work on it stands, one line each; empty where nobody said anything."""
    said = (
        ("Owner", topic.owner),
        ("Status", "" if topic.status == "open" else life.status(topic.status)),
        ("Priority", topic.priority.capitalize()),
        ("Ticket", topic.ticket),
        ("Pinned", "Kept as it is: never merged or retired by the machine." if topic.pinned else ""),
        ("Left out of", " and ".join(f"the {edition} edition" for edition in topic.hidden)),
    )
    return tuple(Line(label=label, text=text, anchor=_address(label, text)) for label, text in said if text)


def words(topic: TopicFacts) -> str:
    """The same for a table's cell: `high, acknowledged, Mail team`."""
    said = "" if topic.status == "open" else life.status(topic.status)
    status = said[:1].lower() + said[1:]
    return ", ".join(part for part in (topic.priority, status, topic.owner) if part)


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
        mark, label, place = {
            "up": ("!", "Rose after the fix", 0),
            "same": ("!", "No fall seen", 1),
            "early": ("…", "Too early to tell", 2),
            "down": ("✓", "Fell after the fix", 3),
        }[verdict]
        link = Link(topic_id=topic.topic_id, name=topic.name)
        found.append((place, News(mark=mark, label=label, topic=link, text=text, trend=row.trend)))
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
    on = f"Called fixed on {wording.short_date(since)}. "
    if since > facts.night:
        return "early", f"To be fixed on {wording.short_date(since)}."
    if min(len(before), len(after)) < counting.LEAST_NIGHTS:
        return "early", f"{on}There are too few nights {'since' if len(before) > len(after) else 'before'} to compare."
    numbers = (
        f"{wording.ratio(now, now_base)} of all conversations since ({wording.number(now)}), "
        f"{wording.ratio(then, then_base)} in the {wording.plural(len(before), 'night')} before "
        f"({wording.number(then)})."
    )
    low, high = difference(min(now, now_base), now_base, min(then, then_base), then_base)
    if facts.small(topic.topic_id):
        verdict, said = ("down", "It fell") if high < 0 else ("up", "It rose") if low > 0 else ("same", "No clear fall")
        return verdict, f"{on}{said}: {few.than(facts.least, 'customers')} in the last {WINDOW_NIGHTS} nights."
    if high < 0:
        return "down", f"{on}It fell: {numbers}"
    if low > 0:
        return "up", f"{on}It rose: {numbers}"
    return "same", f"{on}No fall that chance could not explain: {numbers}"


def events(facts: Facts, topic: TopicFacts, markers: Iterable[Marker], joints: Iterable[Decision]) -> tuple[Event, ...]:
    """What happened to a topic or around it, by day, for its trend: releases and campaigns (`markers`), fixes, splits
    and merges (`joints`)."""
    found = [
        Event(
            day=marker.day, text=marker.text if marker.kind == "other" else f"{marker.kind.capitalize()}: {marker.text}"
        )
        for marker in markers
        if marker.topic_id in ("", topic.topic_id, *topic.aliases)
    ]
    since = fixed_on(topic)
    if since is not None:
        found.append(Event(day=since, text="Called fixed"))
    names = facts.names()
    for row in joints:
        if row.kind == "split" and topic.topic_id in (row.topic_id, row.other):
            other = row.other if row.topic_id == topic.topic_id else row.topic_id
            found.append(Event(day=row.night, text=f"Split from “{names.get(other, other)}”"))
        elif row.kind == "merged" and row.other == topic.topic_id and topic.state != TopicState.MERGED:
            found.append(Event(day=row.night, text=f"Joined by “{names.get(row.topic_id, row.topic_id)}”"))
    first = facts.nights[0] if facts.nights else facts.night
    shown = {event for event in found if first <= event.day <= facts.night}
    return tuple(sorted(shown, key=lambda event: (event.day, event.text)))


def _address(label: str, text: str) -> str:
    """The address that a ticket leads to; nothing that is no web address is made a link."""
    return text if label == "Ticket" and text.startswith(("https://", "http://")) else ""
