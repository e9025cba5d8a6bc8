"""The rows that several pages share: a topic's and a signal's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline import statements
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import EditionName, TopicState
from reports.facts import Facts, TopicFacts, by_night, customers, few
from reports.facts.quotes import Candidate
from reports.nouns import Line, Link, SignalRow, ThemeRow, TopicRow
from reports.sections import care, counting, effort, lately, recent
from reports.words.behaviours import SignalDefinition

TREND_NIGHTS = 42
"""Nights of the small trends in tables."""
SETTLED = 0.75
"""Stability from which a topic is settled (Hennig 2007)."""
MOSTLY, OUTWEIGHED = 0.5, 2
"""A topic is praise where more than this share of its typical statements praise, and so many times as many as say that
something is wrong."""


def topic_rows(facts: Facts, said: Mapping[str, Sequence[Candidate]]) -> tuple[TopicRow, ...]:
    """Every topic that is not merged away: ranked ones first, by customers; praise and small ones after, unranked, the
    small ones by id, for their order may not tell how small.

    `said` are the statements that stand for each topic: where most of them praise, it is not ranked among what hurts;
    but what people named or pinned is theirs to judge.
    """
    rows = [_topic_row(facts, topic) for topic in facts.topics if topic.state != TopicState.MERGED]
    named = {topic.topic_id for topic in facts.topics if topic.known or topic.pinned}
    praised = {key for key, some in said.items() if key not in named and _praises(some)}
    rows = [replace(row, praise=row.topic.topic_id in praised) for row in rows]
    rows.sort(key=_largest)
    hurting = [row.topic.topic_id for row in rows if not (row.small or row.praise)]
    ranks = {topic_id: rank for rank, topic_id in enumerate(hurting, 1)}
    return tuple(replace(row, rank=ranks.get(row.topic.topic_id, 0)) for row in rows)


def unsteady(topic: TopicFacts, least: float) -> bool:
    """Whether a topic is too unsettled for an edition; what people named or pinned is theirs to judge."""
    return topic.stability is not None and topic.stability < least and not (topic.known or topic.pinned)


def left_out(facts: Facts, edition: EditionName, least: float) -> str:
    """How many topics an edition leaves out, in a sentence; empty where it leaves out none."""
    living = [one for one in facts.topics if one.state != TopicState.MERGED]
    left = sum(edition in one.hidden or unsteady(one, least) for one in living)
    return facts.say("tables-left-out", count=left) if left else ""


def unsettled_lines(facts: Facts, least: float) -> tuple[Line, ...]:
    """How many topics the product edition leaves out because they are not steady; none where there are none."""
    living = [one for one in facts.topics if one.state != TopicState.MERGED and "product" not in one.hidden]
    left = [one for one in living if unsteady(one, least)]
    if not left:
        return ()
    about = few.countable({one.topic_id: facts.by_topic.get(one.topic_id, ()) for one in left}, least=facts.least)
    text = (
        facts.say("tables-unsettled-heard", count=len(left), conversations=len(about))
        if about
        else facts.say("tables-unsettled-text", count=len(left))
    )
    return (Line(label=facts.say("tables-unsettled"), text=text),)


def steadiness(facts: Facts, least: float) -> tuple[Line, ...]:
    """How much tonight's topics are last night's, and how many of them are steady."""
    living = [one for one in facts.topics if one.state != TopicState.MERGED and one.stability is not None]
    out = sum(unsteady(one, least) for one in living)
    loose = sum(unsteady(one, SETTLED) for one in living) - out
    say = facts.say
    found = []
    if facts.agreement is not None:
        text = say("steady-agreement-text", agreement=say.number(facts.agreement, 2))
        found.append(Line(label=say("steady-agreement"), text=text))
    counts = (("looked-for", len(living)), ("unsettled", loose), ("left-out", out))
    found.extend(Line(label=say(f"steady-{what}"), text=say.number(count)) for what, count in counts if living)
    return tuple(found)


def shown(
    facts: Facts, rows: Sequence[TopicRow], edition: EditionName, *, min_stability: float
) -> tuple[TopicRow, ...]:
    """The rows that people do not leave out of an edition and that are steady enough for it, ranked anew."""
    hidden = {topic.topic_id for topic in facts.topics if edition in topic.hidden or unsteady(topic, min_stability)}
    kept = [row for row in rows if row.topic.topic_id not in hidden]
    ranks = {row.topic.topic_id: rank for rank, row in enumerate([row for row in kept if row.rank], 1)}
    return tuple(replace(row, rank=ranks.get(row.topic.topic_id, 0)) for row in kept)


def _praises(said: Sequence[Candidate]) -> bool:
    verdicts: Counter[str] = Counter()
    for read, one in enumerate(said, start=1):
        verdicts[statements.verdict(one.text, heard=one.praise)] += 1
        if verdicts["praise"] + len(said) - read <= MOSTLY * len(said):
            return False  # whatever the others say
    return verdicts["praise"] > MOSTLY * len(said) and verdicts["praise"] >= OUTWEIGHED * verdicts["wrong"]


def signal_rows(facts: Facts, signals: Sequence[SignalDefinition]) -> tuple[SignalRow, ...]:
    """How often each signal was found in the window, in the order given; those with too few customers behind them are
    left out (see `few_said`)."""
    return tuple(
        _signal_row(facts, one) for one in signals if few.enough(facts.by_signal.get(one.name, ()), facts.least)
    )


def few_said(facts: Facts, signals: Sequence[SignalDefinition]) -> str:
    """What else was heard, each from too few customers to be counted, in one sentence; empty where nothing."""
    said = [
        facts.say.within(one.title)
        for one in signals
        if (contacts := facts.by_signal.get(one.name)) and not few.enough(contacts, facts.least)
    ]
    return facts.say("tables-few-said", least=facts.least, titles="; ".join(said)) if said else ""


def merged_row(facts: Facts, topic: TopicFacts) -> TopicRow:
    """The row of a topic that lives on in another: small, so never ranked or quoted."""
    return _topic_row(facts, topic, merged=True)


def unheard(facts: Facts, topic: TopicFacts) -> bool:
    """Whether the settings named the pain and nobody said it in the nights that are counted."""
    return topic.known and not facts.heard.get(topic.topic_id)


def window_nights(facts: Facts) -> int:
    """28, or as many nights as the history spans."""
    return min(WINDOW_NIGHTS, (facts.night - facts.nights[0]).days + 1) if facts.nights else 1


def window_in(facts: Facts) -> str:
    """`in the last 28 nights`, inside a sentence."""
    return facts.say("window-in", nights=window_nights(facts))


def _topic_row(facts: Facts, topic: TopicFacts, *, merged: bool = False) -> TopicRow:
    if merged or facts.small(topic.topic_id):
        return TopicRow(
            rank=0,
            topic=Link(topic_id=topic.topic_id, name=topic.name),
            state=_state(facts, topic),
            conversations=None,
            customers=None,
            customer_unknown=None,
            customers_text=facts.say("few", least=facts.least),
            share=None,
            change="",
            direction="",
            resolved=None,
            repeat=None,
            trend=None,
            small=True,
            care=care.words(facts.say, topic),
            age=_age(facts, topic),
            fresh=_fresh(facts, topic),
        )
    contacts = facts.by_topic.get(topic.topic_id, ())
    known, unknown = customers(contacts)
    heard = facts.heard.get(topic.topic_id, {})
    change, direction = lately.moved(facts, "topic", topic.topic_id, heard)
    return TopicRow(
        rank=0,
        topic=Link(topic_id=topic.topic_id, name=topic.name),
        state=_state(facts, topic),
        conversations=len(contacts),
        customers=known,
        customer_unknown=unknown,
        customers_text=counting.customer_words(facts.say, known, unknown),
        share=counting.share(facts.say, len(contacts), len(facts.contacts)),
        change=change,
        direction=direction,
        resolved=counting.resolved(facts, contacts),
        repeat=effort.asked_again(facts, contacts, topic.topic_id),
        trend=counting.trend(heard, facts, TREND_NIGHTS, band=facts.band("topic", topic.topic_id)),
        small=False,
        care=care.words(facts.say, topic),
        age=_age(facts, topic),
        fresh=_fresh(facts, topic),
        channels=recent.channels(facts, topic.topic_id),
        week=recent.week(facts, contacts),
    )


def _signal_row(facts: Facts, signal: SignalDefinition) -> SignalRow:
    contacts = facts.by_signal.get(signal.name, ())
    known, unknown = customers(contacts)
    counts = by_night(contacts)
    change, direction = lately.moved(facts, "signal", signal.name, counts)
    return SignalRow(
        name=signal.name,
        title=signal.title,
        conversations=len(contacts),
        customers=known,
        customer_unknown=unknown,
        customers_text=counting.customer_words(facts.say, known, unknown),
        share=counting.share(facts.say, len(contacts), len(facts.contacts)),
        change=change,
        direction=direction,
        trend=counting.trend(counts, facts, WINDOW_NIGHTS, band=facts.band("signal", signal.name)),
    )


def heads(row: TopicRow | ThemeRow) -> int:
    """People behind a row: known customers, and conversations whose customer is unknown; 0 where that is not told."""
    return (row.customers or 0) + (row.customer_unknown or 0)


def _largest(row: TopicRow) -> tuple[bool, bool, int, int, str]:
    return row.small, row.praise and not row.small, -heads(row), -(row.conversations or 0), row.topic.topic_id


def _state(facts: Facts, topic: TopicFacts) -> str:
    say = facts.say
    if topic.state in (TopicState.MERGED, TopicState.RETIRED):
        return say(f"state-{topic.state}")
    if unheard(facts, topic):
        return say("state-not-heard")
    if topic.state == TopicState.SLEEPING:
        return say("state-silent", day=say.short_date(topic.last_seen))
    born = say.short_date(topic.born)
    if topic.born > facts.night:
        # A night that arrived late is counted by the topics of the newest one.
        return say("state-known-from", day=born)
    settled = not unsteady(topic, SETTLED)
    if _fresh(facts, topic):
        return say("state-new" if settled else "state-new-unsettled")
    return say("state-since" if settled else "state-since-unsettled", day=born)


def _age(facts: Facts, topic: TopicFacts) -> int | None:
    nights = (facts.night - topic.born).days
    return nights if nights >= 0 else None


def _fresh(facts: Facts, topic: TopicFacts) -> bool:
    nights = _age(facts, topic)
    return nights is not None and nights < counting.WEEK < len(facts.nights)
