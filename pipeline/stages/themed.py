"""The themes over tonight's topics: as the ledger knows them, and as tonight moves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline import registry, themes
from pipeline.model import Decision, Topic, TopicState
from pipeline.themes import Member


def themed(
    topics: Mapping[str, Topic],
    rows: Iterable[Mapping[str, Any]],
    customer_of: Mapping[str, str],
    *,
    min_customers: int,
    night: date,
    ledger: Sequence[Decision],
    head: Sequence[Decision],
    whole_window: bool,
) -> tuple[dict[str, Topic], tuple[Decision, ...]]:
    """The topics with their themes, and the decisions that put them there.

    `rows` are the window's assignments, `customer_of` the known customers of its conversations: a topic of fewer than
    `min_customers` is named on no overview, so no theme is called after it either. `ledger` is what stood before
    tonight, `head` the newest ledger, which knows the themes that an earlier run of this same night opened.
    """
    heard: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        heard[row["topic_id"]].add(row["conversation_id"])
    names = registry.themes(ledger)
    made = themes.arrange(
        [
            Member(
                topic_id=key,
                centroid=topic.centroid,
                weight=max(1, len(heard[key])),
                name=topic.name,
                unfit=topic.fallback or len({customer_of.get(one, one) for one in heard[key]}) < min_customers,
                theme=topic.theme,
            )
            for key, topic in topics.items()
            if topic.state not in (TopicState.MERGED, TopicState.RETIRED) and topic.centroid
        ],
        night=night,
        names=names,
        reusable=_opened_before(head, night),
        next_number=registry.next_number(head, "g"),
        whole_window=whole_window,
    )
    names |= registry.themes(made)
    placed = {row.topic_id: row.other for row in made if row.kind == "themed"}
    found = {}
    for key, topic in topics.items():
        theme = placed.get(key, topic.theme)
        found[key] = replace(topic, theme=theme, theme_name=names.get(theme, ""))
    return found, made


def _opened_before(head: Sequence[Decision], night: date) -> dict[str, frozenset[str]]:
    """The themes that an earlier run of the night opened, by id, with the topics they hold in the head."""
    opened = {row.topic_id for row in head if row.kind == "theme_opened" and row.night == night}
    held: dict[str, set[str]] = {theme: set() for theme in opened}
    for key, topic in registry.fold(head).items():
        if topic.theme in opened:
            held[topic.theme].add(key)
    return {theme: frozenset(keys) for theme, keys in held.items()}
