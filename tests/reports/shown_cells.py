"""Every group of conversations whose number stands in an edition, by what it is of: what a reader could subtract."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import slices
from pipeline.slices import Place
from reports.facts import Contact, Facts
from reports.nouns import Edition, Excess, Link, Spot, TopicPage
from reports.words import placewords
from reports.words.behaviours import LEAVING

Parts = frozenset[tuple[str, str]]
"""What the conversations of a cell have in common: (topic, t1), (signal, praise), (channel, voice), (not channel,
voice), (leaving, yes); of nothing it is all conversations."""


def has(one: Contact, part: tuple[str, str], facts: Facts) -> bool:
    """Whether a conversation is of it."""
    kind, value = part
    if kind.startswith("not "):
        name = kind.removeprefix("not ")
        named = name not in slices.NAMES or any(a == name for a, _ in one.slices)
        return named and not has(one, (name, value), facts)
    if kind == "theme":
        return bool({topic.topic_id for topic in facts.topics if topic.theme == value} & set(one.topics))
    if kind == "leaving":
        return bool(LEAVING & set(one.signals))
    found = {"topic": one.topics, "signal": one.signals}.get(kind)
    return value in found if found is not None else part in one.slices


def members(parts: Parts, facts: Facts) -> tuple[Contact, ...]:
    """The conversations of a cell."""
    return tuple(one for one in facts.contacts if all(has(one, part, facts) for part in parts))


def shown(built: Edition, facts: Facts) -> Iterator[tuple[str, Parts, int]]:
    """Where a number stands, what it is of, and the number, in conversations; totals of all and how things went aside
    (see `reports.facts.few`)."""
    titles = {row.title: row.name for row in built.product.treatment}
    for page in built.topics:
        yield from _on_page(page, titles, facts)
    themes = {topic.theme_name: topic.theme for topic in facts.topics}
    for theme in built.product.themes:
        if theme.conversations is not None:
            yield "theme", frozenset([("theme", themes[theme.name])]), theme.conversations
    for signal in built.product.treatment:
        yield "signal", frozenset([("signal", signal.name)]), signal.conversations
    for one in (*built.product.slices, *built.marketing.slices):
        assert one.topic is not None
        yield from _place("where", _group(one.topic, titles), one, facts)
    for one in built.product.crossed:
        yield from _crossing("crossed", one, titles)
    for spot in built.product.spots:
        yield from _spot(spot, facts)
    yield from _in_marketing(built, facts)


def _in_marketing(built: Edition, facts: Facts) -> Iterator[tuple[str, Parts, int]]:
    for voice in (one for group in built.marketing.groups for one in group.voices):
        for one in voice.about:
            assert one.topic is not None
            topic, name = ("topic", one.topic.topic_id), voice.row.name
            yield "voice", frozenset([topic, ("signal", name)]), one.share.part
            yield "voice", frozenset([topic, ("not signal", name)]), one.usual.part
    for manner in (*built.marketing.trouble, *built.marketing.good, *built.marketing.unclear):
        for hit in manner.topics:
            yield "manner", frozenset([("topic", hit.topic.topic_id), ("signal", manner.name)]), hit.conversations
    market = built.marketing.market
    for row in market.board.rows:
        for one in filter(None, row.cells):
            yield from _place("board", ("signal", row.name), one, facts)
    for moment in market.moments:
        for one in moment.stages:
            yield from _place("moment", ("signal", moment.name), one, facts)


def _on_page(page: TopicPage, titles: dict[str, str], facts: Facts) -> Iterator[tuple[str, Parts, int]]:
    topic = ("topic", page.row.topic.topic_id)
    if page.row.conversations is not None:
        yield "topic", frozenset([topic]), page.row.conversations
    for one in page.slices:
        yield from _place("topic page", topic, one, facts)
    for one in page.treatment:
        yield from _crossing("topic page", one, titles)
    for row in page.treated:
        for share, side in ((row.with_it, "signal"), (row.without_it, "not signal")):
            if share is not None:
                inside = frozenset([topic, (side, row.name)])
                yield "treated", inside, share.whole
                yield "treated", inside | {("leaving", "yes")}, share.part
    for it in (one for one in page.uneven if one.name in facts.by_signal):
        for share, place in ((it.lowest, it.lowest_place), (it.highest, it.highest_place)):
            where = _place_of("queue" if it.kind == "team" else it.kind, place, facts)
            yield "uneven", frozenset([topic, where]), share.whole
            yield "uneven", frozenset([topic, where, ("signal", it.name)]), share.part


def _spot(spot: Spot, facts: Facts) -> Iterator[tuple[str, Parts, int]]:
    where = _place_of("queue" if spot.kind == "team" else spot.kind, spot.place, facts)
    for share, place in ((spot.share, where), (spot.usual, (f"not {where[0]}", where[1]))):
        assert share is not None
        yield "spot", frozenset([place]), share.whole
        yield "spot", frozenset([place, ("signal", spot.name)]), share.part


def _group(link: Link, titles: dict[str, str]) -> tuple[str, str]:
    return ("topic", link.topic_id) if link.topic_id else ("signal", titles[link.name])


def _crossing(where: str, one: Excess, titles: dict[str, str]) -> Iterator[tuple[str, Parts, int]]:
    assert one.topic is not None
    signal, topic = titles[one.label], one.topic.topic_id
    yield where, frozenset([("topic", topic), ("signal", signal)]), one.share.part
    yield where, frozenset([("not topic", topic), ("signal", signal)]), one.usual.part


def _place(where: str, group: tuple[str, str], one: Excess, facts: Facts) -> Iterator[tuple[str, Parts, int]]:
    kind, value = _place_of(one.kind, one.label, facts)
    for share, place in ((one.share, (kind, value)), (one.usual, (f"not {kind}", value))):
        yield where, frozenset([place]), share.whole
        yield where, frozenset([place, group]), share.part


def _place_of(kind: str, label: str, facts: Facts) -> Place:
    (found,) = {
        place
        for place in facts.places
        if kind in (placewords.title(facts.say, place[0]), place[0]) and placewords.label(facts.say, place) == label
    }
    return found
