"""The map of all topics as an edition tells it: near ones near each other, and each where it was the night before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import orjson

from pipeline.model import Decision, TopicState
from reports.facts import Facts, Reader
from reports.geometry import topicmap
from reports.geometry.topicmap import Body
from reports.nouns import Circle, Link, Region, TopicMap, TopicRow
from reports.sections import changes, counting, lately
from reports.sections.near import VERY_NEAR, nearest
from reports.sections.tables import heads, window_in
from reports.words.wording import Wording

MARKS = MappingProxyType({"rising": "▲", "falling": "▼", "new": "●", "back": "↩"})
TELLING = (*MARKS, "usual", "steady")
"""The kinds that have a word; of the others nothing can be said."""
TOLD = MappingProxyType({kind: kind for kind in MARKS} | {"found": "new"})
"""What the news say of a topic as a whole: what it is on the map."""
MOVED = MappingProxyType({"up": "rising", "down": "falling"})


def build(view: Reader, facts: Facts, rows: Sequence[TopicRow], ledger: Sequence[Decision]) -> TopicMap:
    """A circle for each of these rows whose topic is about something: one that was never heard has no place."""
    topics = {one.topic_id: one for one in facts.topics if one.centroid and one.state != TopicState.RETIRED}
    shown = sorted((row for row in rows if row.topic.topic_id in topics), key=_largest)
    if not shown:
        return TopicMap()
    radii = topicmap.radii([None if row.small else heads(row) for row in shown])
    bodies = [
        Body(topic_id=one.topic_id, centroid=one.centroid, theme=one.theme, radius=radius)
        for one, radius in zip((topics[row.topic.topic_id] for row in shown), radii, strict=True)
    ]
    places = topicmap.layout(bodies, places_before(view, facts.night))
    news = {
        item.topic.topic_id: TOLD[item.kind] for item in changes.sentences(facts, rows, ledger) if item.kind in TOLD
    }
    near = nearest([topics[row.topic.topic_id] for row in shown], 1)
    circles = tuple(
        _circle(
            facts,
            row,
            theme=topics[key].theme_name,
            place=places[key],
            radius=radius,
            changed=_change(facts, row, news),
            near=near.get(key, ()),
        )
        for row, radius in zip(shown, radii, strict=True)
        for key in [row.topic.topic_id]
    )
    return TopicMap(
        width=topicmap.WIDTH,
        height=topicmap.HEIGHT,
        circles=circles,
        regions=_regions(circles),
        note=facts.say("map-note", topics=len(circles), window=window_in(facts)),
        few=facts.say("map-few", least=facts.least),
    )


def places_before(view: Reader, night: date) -> dict[str, tuple[float, float]]:
    """Topic id -> where its circle's centre lay in the edition before; empty where that had no map, or was none."""
    earlier = [file.night for file in view.files("editions") if file.night < night]
    data = view.bytes_of("editions", max(earlier)) if earlier else None
    drawn = orjson.loads(data).get("map", {}) if data else {}
    return {one["topic"]["topic_id"]: (one["x"], one["y"]) for one in drawn.get("circles", ())}


def _largest(row: TopicRow) -> tuple[bool, int, str]:
    return row.small, -heads(row), row.topic.topic_id


def _change(facts: Facts, row: TopicRow, news: Mapping[str, str]) -> tuple[str, str]:
    """What happened to a topic, as the news say or else its row elsewhere; and the last seven nights as counts."""
    if row.small:
        return "small", ""
    key, say = row.topic.topic_id, facts.say
    heard = facts.heard.get(key, {})
    kind = news.get(key) or MOVED.get(row.direction, "")
    if facts.watch.watching:
        week = lately.last_week(facts, "topic", key, heard)
        if week is None:
            return kind or "unknown", ""
        return kind or "usual", say("lately", count=week.observed, expected=say.about(week.expected))
    found = counting.change(heard, facts)
    if found is None:
        return kind or "unknown", ""
    return kind or "steady", say("change-unclear", now=found.now, before=found.before)


def _circle(
    facts: Facts,
    row: TopicRow,
    *,
    theme: str,
    place: tuple[int, int],
    radius: float,
    changed: tuple[str, str],
    near: Sequence[tuple[Link, float]],
) -> Circle:
    say = facts.say
    kind, counts = changed
    link, cosine = near[0] if near else (None, 0.0)
    return Circle(
        topic=row.topic,
        theme=theme,
        x=place[0],
        y=place[1],
        radius=radius,
        customers=row.customers,
        customers_text=row.customers_text if row.small or row.customers else _people(say, row, facts.least),
        kind=kind,
        mark=MARKS.get(kind, ""),
        label=say(f"map-{kind}") if kind in TELLING else "",
        counts=counts,
        spoken=_spoken(say, row, kind, facts.least),
        nearest=link,
        nearness="" if link is None else say("map-very-near" if cosine >= VERY_NEAR else "map-near"),
        cosine=cosine,
    )


def _spoken(say: Wording, row: TopicRow, kind: str, least: int) -> str:
    """`E-mail not arriving, 143 customers, rising`."""
    return say("map-spoken", topic=row.topic.name, people=_people(say, row, least), kind=kind)


def _people(say: Wording, row: TopicRow, least: int) -> str:
    """How many customers there were, or conversations where no customer is known."""
    if row.small:
        return say("map-few", least=least)
    if not row.customers:
        return say("conversations", count=row.conversations or 0)
    return say("map-at-least" if row.customer_unknown else "customers", count=row.customers)


def _regions(circles: Sequence[Circle]) -> tuple[Region, ...]:
    """Small topics weigh nothing here, or where a name stands would tell of their customers."""
    themes: dict[str, list[Circle]] = defaultdict(list)
    for circle in circles:
        if circle.theme and circle.kind != "small":
            themes[circle.theme].append(circle)
    return tuple(
        Region(
            name=name,
            x=round(sum(one.x * one.radius**2 for one in mine) / sum(one.radius**2 for one in mine)),
            y=round(sum(one.y * one.radius**2 for one in mine) / sum(one.radius**2 for one in mine)),
        )
        for name, mine in sorted(themes.items())
    )
