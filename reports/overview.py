"""The themes: what all topics come to, in a handful of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.measures import WINDOW_NIGHTS
from reports import counting
from reports.facts import Facts, by_night, customers
from reports.nouns import ThemeRow, TopicRow
from reports.tables import customer_words

LARGEST = 3
"""Topics that a theme's row names."""


def themes(facts: Facts, rows: Sequence[TopicRow]) -> tuple[ThemeRow, ...]:
    """A row for each theme that was heard of, by customers; a conversation about two of its topics counts once."""
    theme_of = {topic.topic_id: topic.theme for topic in facts.topics if topic.theme}
    names = {topic.theme: topic.theme_name for topic in facts.topics if topic.theme}
    topics: dict[str, list[TopicRow]] = defaultdict(list)
    for row in rows:
        if row.topic.topic_id in theme_of and row.conversations:
            topics[theme_of[row.topic.topic_id]].append(row)
    found = [_row(facts, names[theme], mine) for theme, mine in sorted(topics.items())]
    return tuple(sorted(found, key=lambda row: (-row.customers - row.customer_unknown, -row.conversations, row.name)))


def _row(facts: Facts, name: str, topics: Sequence[TopicRow]) -> ThemeRow:
    about = {contact for row in topics for contact in facts.by_topic.get(row.topic.topic_id, ())}
    contacts = sorted(about, key=lambda contact: contact.conversation_id)
    known, unknown = customers(contacts)
    counts = by_night(contacts)
    change = counting.change(counts, facts)
    largest = sorted(topics, key=lambda row: (row.small, -row.conversations, row.topic.topic_id))
    return ThemeRow(
        name=name,
        topics=len(topics),
        largest=tuple(row.topic for row in largest[:LARGEST] if not row.small),
        conversations=len(contacts),
        customers=known,
        customer_unknown=unknown,
        customers_text=customer_words(known, unknown),
        share=counting.share(len(contacts), len(facts.contacts)),
        change=counting.change_words(change),
        direction=change.direction if change else "",
        trend=counting.trend(counts, facts, WINDOW_NIGHTS),
    )
