"""The marketing edition: why customers leave or praise, what they tell others, and what our own words go with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from reports import alarms, counting, places, quotes, tables, wording
from reports.agents import Manners
from reports.behaviours import SignalDefinition
from reports.facts import Facts, customers
from reports.nouns import Excess, Link, Marketing, Pain, Quote, SignalRow, TopicRow, Voice, VoiceGroup
from reports.quotes import Candidate
from reports.tables import window_words

PAINS = 10
QUOTES_A_VOICE = 3
TOPICS_A_VOICE = 4
SLICES_SHOWN = 8
QUESTIONS = (
    ("leave", "Why customers leave", "Nobody said that they left or will leave."),
    ("recommend", "Why they praise and recommend us", "No praise and no recommendation was heard."),
    ("promise", "Promises they say we broke", "Nobody said that we broke a promise."),
    ("tell", "What they tell others", "Nobody said that they tell others."),
)


def build(
    facts: Facts,
    rows: Sequence[TopicRow],
    *,
    manners: Manners,
    left_out: str,
    signals: Sequence[SignalDefinition],
    counted: Sequence[SignalRow],
    said: Mapping[str, Sequence[Candidate]],
    of_topics: Mapping[str, Sequence[Candidate]],
) -> Marketing:
    """The marketing edition of a night; no customer is quoted twice on it."""
    taken: set[str] = set()
    by_name = {row.name: row for row in counted}
    links = [row.topic for row in rows if row.rank]
    groups = []
    for anchor, title, empty in QUESTIONS:
        voices = []
        mine = [one for one in signals if one.group == anchor]
        for signal in (one for one in mine if one.name in by_name):
            counts = by_name[signal.name]
            quoted = said.get(signal.name, ()) if signal.speaker == "customer" else ()
            chosen = quotes.choose(quoted, QUOTES_A_VOICE, taken)
            taken |= quotes.people_of(chosen, facts)
            voices.append(_voice(facts, counts, links, chosen))
        rest = tables.few_said(facts, mine)
        nothing = "" if voices or rest else empty
        groups.append(VoiceGroup(anchor=anchor, title=title, voices=tuple(voices), empty=nothing, few=rest))
    pains = []
    for row in [row for row in rows if row.rank][:PAINS]:
        quote = quotes.choose(of_topics.get(row.topic.topic_id, ()), 1, taken)
        taken |= quotes.people_of(quote, facts)
        pains.append(_pain(facts, row, quote[0] if quote else None))
    slices = _slices(facts, signals)
    return Marketing(
        headline=_headline(facts, signals, by_name),
        groups=tuple(groups),
        trouble=manners.trouble,
        good=manners.good,
        unclear=manners.unclear,
        manners_empty=""
        if manners.trouble or manners.good or manners.unclear
        else "Too few conversations yet to compare what agents said with how it went.",
        pains=tuple(pains),
        left_out=left_out,
        notices=alarms.notices(facts, [one for one in signals if one.speaker == "customer"]),
        slices=slices,
        slices_empty=""
        if slices
        else "No channel or segment leaves, praises or tells others clearly more than the rest.",
    )


def _headline(facts: Facts, signals: Sequence[SignalDefinition], rows: Mapping[str, SignalRow]) -> str:
    asked = [signal for signal in signals if signal.group in ("leave", "recommend")]
    told = [signal for signal in asked if signal.name in rows]
    told.sort(key=lambda signal: (signal.group, -rows[signal.name].conversations, signal.name))
    clauses: list[str] = []
    for group in ("leave", "recommend"):
        first = next((signal for signal in told if signal.group == group), None)
        if first:
            title = first.title.removeprefix("Customers ") if clauses else first.title
            count = rows[first.name].conversations
            clauses.append(f"{title} in {wording.number(count) if clauses else wording.plural(count, 'conversation')}")
    if not clauses and any(signal.name in facts.by_signal for signal in asked):
        return "Few customers spoke of leaving or praised us"
    return wording.listed(clauses) or "Nobody spoke of leaving, and nobody praised us"


def _voice(facts: Facts, row: SignalRow, links: Sequence[Link], chosen: Sequence[Quote]) -> Voice:
    words = wording.people(row.conversations, row.customers, row.customer_unknown)
    share = f", {row.share.text} of all" if row.share.whole >= wording.SMALL_BASE else ""
    text = f"{words} in the {window_words(facts)}{share}."
    if row.direction:
        numbers = row.change.split(": ", 1)[1]
        text += f" {'More' if row.direction == 'up' else 'Fewer'} than the week before: {numbers}."
    return Voice(row=row, text=text, about=_about(facts, row.name, links), quotes=tuple(chosen))


def _about(facts: Facts, name: str, links: Sequence[Link]) -> tuple[Excess, ...]:
    """The topics that come up most in the conversations of a signal, with how common each is in all others."""
    contacts = facts.by_signal[name]
    hits = Counter(topic for contact in contacts for topic in contact.topics)
    others = len(facts.contacts) - len(contacts)
    common = sorted(
        (link for link in links if hits[link.topic_id]), key=lambda link: (-hits[link.topic_id], link.topic_id)
    )
    found = []
    for link in islice((one for one in common if counting.crossing(facts, one.topic_id, name)), TOPICS_A_VOICE):
        k1 = hits[link.topic_id]
        k2 = len(facts.by_topic[link.topic_id]) - k1
        usual = counting.share(k2, others)
        found.append(
            Excess(
                topic=link,
                label=link.name,
                kind="Topic",
                share=counting.share(k1, len(contacts)),
                usual=usual,
                direction=counting.claimed(k1, len(contacts), k2, others, tests=len(links)),
                sentence=f"{wording.ratio_with_base(k1, len(contacts))}; all others {usual.text}",
            )
        )
    return tuple(sorted(found, key=lambda one: one.direction != "more"))


def _pain(facts: Facts, row: TopicRow, quote: Quote | None) -> Pain:
    contacts = facts.by_topic[row.topic.topic_id]
    topic = next(one for one in facts.topics if one.topic_id == row.topic.topic_id)
    return Pain(
        rank=row.rank,
        topic=row.topic,
        people=wording.people(len(contacts), *customers(contacts)),
        terms=", ".join(topic.terms[:5]),
        quote=quote,
    )


def _slices(facts: Facts, signals: Sequence[SignalDefinition]) -> tuple[Excess, ...]:
    asked = {anchor for anchor, _, _ in QUESTIONS}
    groups = [
        (Link(topic_id="", name=signal.title), facts.by_signal[signal.name])
        for signal in signals
        if signal.group in asked and signal.name in facts.by_signal
    ]
    return places.few_of_a_kind(places.hits(facts, groups, less=False).rows, SLICES_SHOWN)
