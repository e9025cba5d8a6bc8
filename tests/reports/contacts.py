"""Facts made of conversations at once, for tests that need many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factory import Story
from outage_story import LAST

from pipeline.model import Night
from reports.facts import Contact, Facts, gather
from reports.words.wording import speaking


def facts_of(contacts: Iterable[Contact]) -> Facts:
    """The facts of these conversations; nothing else happened."""
    every = tuple(sorted(contacts, key=lambda one: one.conversation_id))
    topics = sorted({topic for one in every for topic in one.topics})
    signals = sorted({signal for one in every for signal in one.signals})
    return replace(
        gather(Story().view(LAST), Night(date=LAST), say=speaking()),
        contacts=every,
        by_topic={topic: tuple(one for one in every if topic in one.topics) for topic in topics},
        by_signal={signal: tuple(one for one in every if signal in one.signals) for signal in signals},
    )


BLANK = Contact(
    conversation_id="", night=LAST, channel="voice", customer=None, slices=(), resolved=None, topics=(), signals=()
)
"""A conversation of which nothing is known, to be replaced in parts."""
