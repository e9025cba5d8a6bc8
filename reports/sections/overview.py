"""The themes: what all topics come to, in a handful of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.measures import WINDOW_NIGHTS
from reports.facts import Contact, Facts, by_night, customers, few
from reports.nouns import ThemeRow, TopicRow
from reports.sections import counting
from reports.sections.tables import heads

LARGEST = 3
"""Topics that a theme's row names."""


def themes(facts: Facts, rows: Sequence[TopicRow]) -> tuple[ThemeRow, ...]:
    """A row for each theme that was heard of, by customers, small ones last by name; a conversation about two of its
    topics counts once."""
    theme_of = {topic.topic_id: topic.theme for topic in facts.topics if topic.theme}
    names = {topic.theme: topic.theme_name for topic in facts.topics if topic.theme}
    topics: dict[str, list[TopicRow]] = defaultdict(list)
    for row in rows:
        if row.topic.topic_id in theme_of and facts.by_topic.get(row.topic.topic_id):
            topics[theme_of[row.topic.topic_id]].append(row)
    found = [_row(facts, names[theme], mine) for theme, mine in sorted(topics.items())]
    return tuple(sorted(found, key=_largest))


def _row(facts: Facts, name: str, topics: Sequence[TopicRow]) -> ThemeRow:
    """Counted as `few.countable` has it: what only its small topics hold does not follow from the others' numbers. No
    number is told either where one of its topics, taken off it, would leave too few."""
    groups = {row.topic.topic_id: facts.by_topic[row.topic.topic_id] for row in topics}
    contacts = few.countable(groups, least=facts.least)
    large = [row for row in topics if not row.small]
    if not contacts or not all(_leaves_enough(contacts, groups[row.topic.topic_id], facts.least) for row in large):
        return ThemeRow(
            name=name,
            topics=len(topics),
            largest=tuple(row.topic for row in sorted(large, key=lambda row: row.topic.topic_id)[:LARGEST]),
            conversations=None,
            customers=None,
            customer_unknown=None,
            customers_text=facts.say("few-not-told") if contacts else facts.say("few", least=facts.least),
            share=None,
            change="",
            direction="",
            trend=None,
        )
    known, unknown = customers(contacts)
    counts = by_night(contacts)
    change = counting.change(counts, facts)
    largest = sorted(large, key=lambda row: (-(row.conversations or 0), row.topic.topic_id))
    return ThemeRow(
        name=name,
        topics=len(topics),
        largest=tuple(row.topic for row in largest[:LARGEST]),
        conversations=len(contacts),
        customers=known,
        customer_unknown=unknown,
        customers_text=counting.customer_words(facts.say, known, unknown),
        share=counting.share(facts.say, len(contacts), len(facts.contacts)),
        change=counting.change_words(facts.say, change),
        direction=change.direction if change else "",
        trend=counting.trend(counts, facts, WINDOW_NIGHTS),
    )


def _leaves_enough(contacts: Sequence[Contact], topic: Sequence[Contact], least: int) -> bool:
    """Whether a topic taken off its theme leaves nobody or enough, of conversations and of customers."""
    inside = {one.conversation_id for one in topic}
    left = few.heads(contacts) - few.heads(topic)
    return (left == 0 or left >= least) and few.may_tell(
        (one for one in contacts if one.conversation_id not in inside), least
    )


def _largest(row: ThemeRow) -> tuple[int, int, str]:
    return -heads(row), -(row.conversations or 0), row.name
