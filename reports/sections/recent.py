"""What was heard of a topic in the last week, and by which channels: cells of the table of topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.facts import Contact, Facts, customers, few
from reports.nouns import Period
from reports.sections import counting


def week(facts: Facts, contacts: Sequence[Contact]) -> Period | None:
    """The topic's conversations of the last seven nights; None where the window has no other nights.

    How many conversations a night has is told of every topic that is large enough; how many customers they are from
    only where enough are.
    """
    nights = counting.week(facts, 0)
    if len(nights) == len(facts.window):
        return None
    lately = [one for one in contacts if one.night in nights]
    known, unknown = customers(lately)
    told = few.may_tell(lately, facts.least)
    return Period(
        conversations=len(lately),
        customers=known if told else None,
        customers_text=counting.customer_words(facts.say, known, unknown)
        if told
        else facts.say("few", least=facts.least),
        share=counting.share(facts.say, len(lately), sum(facts.base.get(day, 0) for day in nights)),
    )


def channels(facts: Facts, topic_id: str) -> tuple[str, ...]:
    """`71 % calls`, `20 % chats`: by which channels most of a topic's customers came, the two greatest.

    None where it would follow from what is told of channels and topics how few came otherwise.
    """
    contacts = facts.by_topic.get(topic_id, ())
    told = few.tellable(contacts, "channel", least=facts.least)
    for place in told:
        # Whose place all share has nobody beyond it: seen without looking through all of them for each topic.
        ways = (True, False) if facts.places[place] < len(facts.contacts) else (True,)
        for there in ways:
            beyond = (one for one in facts.contacts if (place in one.slices) is there and topic_id not in one.topics)
            if not few.may_tell(beyond, facts.least):
                return ()
    counts = Counter(place[1] for one in contacts for place in one.slices if place in told)
    greatest = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    return tuple(
        facts.say("channel-share", share=facts.say.ratio(count, len(contacts)), channels=facts.say.channels(channel))
        for channel, count in greatest
    )
