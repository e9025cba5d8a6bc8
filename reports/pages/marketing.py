"""The marketing edition: what customers say about us and why, what our own words go with, and what would win them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.settings import Reports
from reports.facts import Facts, Reader, aftermath, customers, quotes, talk
from reports.facts.quotes import Candidate
from reports.facts.talk import Spoken
from reports.market import agents, board, gains, offers, praise, promises, rivals, vocabulary, voices
from reports.nouns import Excess, Link, Market, Marketing, Pain, SignalRow, Spot, TopicRow
from reports.sections import alarms, places, tables
from reports.words.behaviours import LEAVING, SignalDefinition

PAINS = 10
SLICES_SHOWN = 8
SHOWN = (*offers.SIGNALS, rivals.NAMED)
"""The signals whose sentences are looked at one by one."""


def build(
    view: Reader,
    facts: Facts,
    rows: Sequence[TopicRow],
    *,
    settings: Reports,
    signals: Sequence[SignalDefinition],
    counted: Sequence[SignalRow],
    said: Mapping[str, Sequence[Candidate]],
    of_topics: Mapping[str, Sequence[Candidate]],
    left_out: str,
    spots: Sequence[Spot],
) -> Marketing:
    """The marketing edition of a night; no customer is quoted twice on it.

    `rows` are the topics that it may name, `said` and `of_topics` what may be quoted, `spots` where agents do what more
    than elsewhere.
    """
    ranked = [row for row in rows if row.rank]
    links, largest = [row.topic for row in ranked], ranked[:PAINS]
    by_name = {row.name: row for row in counted}
    mine = {one.name for one in agents.compared(signals, facts)}
    heard = aftermath.hear(view, facts, agents=mine, leaving=LEAVING & facts.by_signal.keys())
    shown = talk.shown(view, facts.window, SHOWN)
    wanted = {one.conversation_id for row in largest for one in facts.by_topic[row.topic.topic_id]}
    wanted |= offers.wanted(facts, shown) | rivals.wanted(facts, shown.get(rivals.NAMED, ()))
    turns = talk.turns(view, facts.window, wanted)
    manners = agents.build(facts, heard, signals, links=links, spots=spots)
    taken: set[str] = set()
    first = voices.first(facts, signals, by_name, said, taken)
    groups = voices.build(facts, signals, counted=by_name, said=said, links=links, taken=taken)
    named = rivals.build(
        view,
        facts,
        heard.courses,
        company=settings.company,
        asked=settings.competitors,
        shown=shown.get(rivals.NAMED, ()),
        turns=turns,
        links=links,
        taken=taken,
    )
    kept = promises.build(facts, heard.courses, said, taken)
    taken |= quotes.people_of(kept.quotes, facts)
    praised = praise.worth_quoting(facts, said, signals, taken)
    taken |= quotes.people_of([one.quote for one in praised], facts)
    moments = offers.build(facts, heard.courses, signals, links=links, shown=shown, turns=turns, taken=taken)
    slices = _slices(facts, signals)
    return Marketing(
        headline=voices.headline(facts, signals, by_name),
        groups=groups,
        trouble=manners.trouble,
        good=manners.good,
        unclear=manners.unclear,
        manners_empty=""
        if manners.trouble or manners.good or manners.unclear
        else facts.say("marketing-manners-empty"),
        pains=_pains(facts, largest, turns, of_topics, taken),
        left_out=left_out,
        notices=alarms.notices(facts, [one for one in signals if one.speaker == "customer"]),
        slices=slices,
        slices_empty="" if slices else facts.say("marketing-slices-empty"),
        market=Market(
            answers=voices.answers(facts, by_name),
            base=facts.say("marketing-base", window=tables.window_in(facts), count=len(facts.contacts)),
            first=first,
            rivals=named,
            promises=kept,
            praise=praised,
            moments=moments,
            moments_empty="" if moments else facts.say("marketing-moments-empty", least=facts.least),
            board=board.build(facts, signals),
        ),
    )


def _pains(
    facts: Facts,
    rows: Sequence[TopicRow],
    turns: Mapping[str, Sequence[Spoken]],
    of_topics: Mapping[str, Sequence[Candidate]],
    taken: set[str],
) -> tuple[Pain, ...]:
    """The largest pains, each in a customer's words, with what its customers ask for and what they call it."""
    inside = {row.topic.topic_id: facts.by_topic[row.topic.topic_id] for row in rows}
    every = {one.conversation_id: one for contacts in inside.values() for one in contacts}
    wished = {key: gains.stated(one, turns.get(key, ())) for key, one in every.items()}
    words = vocabulary.apart(facts, {key: vocabulary.hear(some, turns) for key, some in inside.items()})
    topics = {topic.topic_id: topic for topic in facts.topics}
    found = []
    for row in rows:
        key = row.topic.topic_id
        quote = quotes.choose(facts.say, of_topics.get(key, ()), 1, taken)
        taken |= quotes.people_of(quote, facts)
        found.append(
            Pain(
                rank=row.rank,
                topic=row.topic,
                people=facts.say.people(len(inside[key]), *customers(inside[key])),
                terms=", ".join(topics[key].terms[:5]),
                quote=quote[0] if quote else None,
                asks=gains.asks(facts, inside[key], wished, terms=topics[key].terms, taken=taken),
                words=words[key],
            )
        )
    return tuple(found)


def _slices(facts: Facts, signals: Sequence[SignalDefinition]) -> tuple[Excess, ...]:
    groups = [
        (Link(topic_id="", name=signal.title), facts.by_signal[signal.name])
        for signal in signals
        if signal.group in voices.QUESTIONS and signal.name in facts.by_signal
    ]
    return places.few_of_a_kind(places.hits(facts, groups, less=False).rows, SLICES_SHOWN)
