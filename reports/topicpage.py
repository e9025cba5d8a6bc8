"""A topic's own page: how it went over time, whom it hits, in whose words, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from pipeline import curation, registry
from pipeline.curation import Marker
from pipeline.model import Decision, TopicState
from reports import alarms, care, counting, effort, few, lately, life, places, quotes, treated, wording
from reports.behaviours import SignalDefinition
from reports.consistency import Consistency
from reports.facts import Facts, TopicFacts, customers
from reports.nouns import Apart, Beside, Effort, Event, Line, Link, Quote, TopicPage, TopicRow
from reports.quotes import Candidate
from reports.tables import merged_row, unheard, window_words

NEAREST = 4
NEAR = 0.5
"""Topics whose directions are less alike than this are not called near."""
TERMS = 8
SLICES_SHOWN = 8
CLOSE = 3
"""Words shown that almost belong to a topic."""
NAME_NOTE = "Named by key terms: no phrase of the customers passed the tests of a name."


def build_all(
    facts: Facts,
    rows: Sequence[TopicRow],
    signals: Sequence[SignalDefinition],
    ledger: Sequence[Decision],
    candidates: Mapping[str, Sequence[Candidate]],
    *,
    beside: Mapping[str, Sequence[Candidate]],
    uneven: Consistency,
    limit: int,
) -> tuple[TopicPage, ...]:
    """A page for every topic that ever had an id, by id: addresses are for good."""
    by_id = {row.topic.topic_id: row for row in rows}
    near = _nearest(facts)
    lives = _lives(facts, ledger)
    overall = effort.overall(facts)
    seen, markers = alarms.acknowledged(ledger), curation.markers(ledger)
    joints = [row for row in ledger if row.kind in ("split", "merged")]
    pages = []
    for topic in facts.topics:
        row = by_id.get(topic.topic_id) or merged_row(facts, topic)
        quoted = () if row.small else quotes.choose(candidates.get(topic.topic_id, ()), limit)
        close = () if row.small else _beside(facts, beside.get(topic.topic_id, ()), quoted)
        pages.append(
            _page(
                facts,
                topic,
                row,
                signals=signals,
                overall=overall,
                near=near,
                lives=lives,
                happened=_events(facts, topic, markers, joints),
                alerts=alarms.lives(facts, topic.topic_id, seen),
                quoted=quoted,
                close=close,
                uneven=uneven,
            )
        )
    return tuple(pages)


def _page(
    facts: Facts,
    topic: TopicFacts,
    row: TopicRow,
    *,
    signals: Sequence[SignalDefinition],
    overall: Mapping[str, Effort],
    near: Mapping[str, tuple[Link, ...]],
    lives: Mapping[str, tuple[Line, ...]],
    happened: tuple[Event, ...],
    alerts: tuple[Line, ...],
    quoted: tuple[Quote, ...],
    close: tuple[Beside, ...],
    uneven: Consistency,
) -> TopicPage:
    contacts = facts.by_topic.get(topic.topic_id, ())
    hit = places.Hits(rows=(), withheld=0) if row.small else places.hits(facts, [(row.topic, contacts)])
    slices = hit.rows[:SLICES_SHOWN]
    heard = facts.heard.get(topic.topic_id, {})
    band = facts.band("topic", topic.topic_id)
    history = None if row.small else counting.trend(heard, facts, band=band)
    titles = {signal.name: (signal.title, signal.speaker) for signal in signals}
    target = topic.merged_into if topic.state == TopicState.MERGED else ""
    return TopicPage(
        row=row,
        summary=_summary(facts, topic, row),
        description="" if row.small else topic.description,
        name_note=NAME_NOTE if topic.fallback else "",
        apart=() if row.small else _apart(facts, topic),
        small_note="" if unheard(facts, topic) else _small_note(topic, row),
        merged_into=Link(topic_id=target, name=facts.names().get(target, target)) if target else None,
        history=history,
        history_text="" if row.small else _history_text(facts, heard),
        slices=slices,
        slices_note=places.TOO_FEW if row.small else hit.nothing() or hit.note(),
        treatment=counting.signals_in(facts, row.topic, titles, tests=len(titles)) if not row.small else (),
        went=effort.lines(contacts, topic.topic_id, overall, least=facts.least) if not row.small else (),
        treated=treated.in_topic(facts, topic.topic_id, signals) if not row.small else (),
        uneven=uneven.by_topic.get(topic.topic_id, ()) if not row.small else (),
        terms=() if row.small else topic.terms[:TERMS],
        quotes=quoted,
        beside=close,
        nearest=near.get(topic.topic_id, ()),
        life=lives.get(topic.topic_id, ()),
        care=care.lines(topic),
        fixed=care.fixed(facts, topic)[1] if care.fixed_on(topic) else "",
        events=happened,
        alerts=() if row.small else alerts,
        commands=_commands(topic.topic_id),
    )


def _events(
    facts: Facts, topic: TopicFacts, markers: Sequence[Marker], joints: Sequence[Decision]
) -> tuple[Event, ...]:
    first = facts.nights[0] if facts.nights else facts.night
    told = {one for one in alarms.events(facts, topic.topic_id) if first <= one.day <= facts.night}
    return tuple(sorted({*care.events(facts, topic, markers, joints), *told}, key=lambda one: (one.day, one.text)))


def _summary(facts: Facts, topic: TopicFacts, row: TopicRow) -> str:
    contacts = facts.by_topic.get(topic.topic_id, ())
    if unheard(facts, topic):
        return "Named in the settings, to be looked for; not heard on any night that is counted."
    if not contacts:
        return f"Not heard in the {window_words(facts)}; last heard on {wording.long_date(topic.last_seen)}."
    if row.small:
        return f"{few.than(facts.least, 'customers').capitalize()} in the {window_words(facts)}."
    words = wording.people(len(contacts), *customers(contacts))
    share = f", {row.share.text} of all ({row.share.interval})" if row.share and row.share.interval else ""
    text = f"{words} in the {window_words(facts)}{share}."
    heard = facts.heard.get(topic.topic_id, {})
    week, found = lately.last_week(facts, "topic", topic.topic_id, heard), counting.change(heard, facts)
    if week:
        verb = {"up": "Unusually many: ", "down": "Unusually few: "}.get(week.way, "")
        span = "in the last 7 nights" if week.nights == counting.WEEK else f"on {week.nights} of the last 7 nights"
        per = lately.rate_words(week)
        rate = f", {per}" if per else ""
        text += f" {verb}{wording.number(week.observed)} {span}{rate}; expected {wording.about(week.expected)}."
    elif found and not facts.watch.watching:
        verb = {"up": "It rose", "down": "It fell"}.get(row.direction, "No clear change")
        now, before = wording.number(found.now), wording.number(found.before)
        text += f" {verb}: {now} in the last 7 nights, {before} in the 7 before."
    return text


def _small_note(topic: TopicFacts, row: TopicRow) -> str:
    if not row.small or topic.state == TopicState.MERGED:
        return ""
    return "Too few customers: no number of this topic is shown and nobody is quoted, so that no one can be recognised."


def _beside(facts: Facts, candidates: Sequence[Candidate], quoted: Sequence[Quote]) -> tuple[Beside, ...]:
    names = facts.names()
    chosen = quotes.picked(candidates, CLOSE, quotes.people_of(quoted, facts))
    return tuple(Beside(quote=quotes.quote(one), topic=Link(topic_id=one.home, name=names[one.home])) for one in chosen)


def _apart(facts: Facts, topic: TopicFacts) -> tuple[Apart, ...]:
    names = facts.names()
    return tuple(
        Apart(
            topic=Link(topic_id=near.topic_id, name=names[near.topic_id]),
            here=near.here,
            there=near.there,
            sentence=_apart_sentence(near.here, near.there),
        )
        for near in topic.neighbours
        if near.topic_id in names and (near.here or near.there) and not facts.small(near.topic_id)
    )


def _apart_sentence(here: Sequence[str], there: Sequence[str]) -> str:
    """How two near topics differ, by the words that only one of them has."""
    if here and there:
        return f"here {', '.join(here)}; there {', '.join(there)}"
    return f"only here {', '.join(here)}" if here else f"only there {', '.join(there)}"


def _history_text(facts: Facts, heard: Mapping[date, int]) -> str:
    if not facts.nights:
        return "No night has been read yet."
    span = (facts.night - facts.nights[0]).days + 1
    missing = span - len(facts.nights)
    gaps = f" {wording.plural(missing, 'night is', 'nights are')} missing and left blank." if missing else ""
    since = f"since {wording.short_date(facts.nights[0])}"
    total = wording.plural(sum(heard.values()), "conversation")
    nights = wording.plural(len(facts.nights), "night")
    return f"{total} {since}, over {nights}; every night counted as the topic is defined now.{gaps}"


def _nearest(facts: Facts) -> dict[str, tuple[Link, ...]]:
    """The most alike topics by the cosine of their (unit-length) centroids."""
    topics = [
        topic for topic in facts.topics if topic.centroid and topic.state not in (TopicState.MERGED, TopicState.RETIRED)
    ]
    if not topics:
        return {}
    centroids = np.array([topic.centroid for topic in topics], dtype=np.float32)
    cosines = np.round(centroids @ centroids.T, 4)
    np.fill_diagonal(cosines, -1.0)
    found = {}
    for topic, row in zip(topics, cosines, strict=True):
        near = sorted((-float(row[at]), topics[at].topic_id, topics[at].name) for at in np.flatnonzero(row >= NEAR))
        found[topic.topic_id] = tuple(Link(topic_id=key, name=name) for _, key, name in near[:NEAREST])
    return found


def _lives(facts: Facts, ledger: Sequence[Decision]) -> dict[str, tuple[Line, ...]]:
    names = facts.names() | registry.themes(ledger)
    told = life.lives((row for row in ledger if row.night <= facts.night), names)
    return {
        key: tuple(Line(label=f"{wording.short_date(row.night)} {row.night.year}", text=text) for row, text in rows)
        for key, rows in told.items()
    }


def _commands(topic_id: str) -> tuple[Line, ...]:
    return (
        Line(label="See every decision", text=f"painpoints topics history {topic_id}"),
        Line(label="Call it otherwise", text=f'painpoints topics rename {topic_id} "NAME"'),
        Line(label="Count it with another", text=f"painpoints topics merge {topic_id} OTHER"),
        Line(label="Take it apart", text=f"painpoints topics split {topic_id} --statement ID --statement ID"),
        Line(label="Say who sees to it", text=f'painpoints topics owner {topic_id} "WHO"'),
        Line(label="Say it is fixed", text=f"painpoints topics status {topic_id} fixed --on DATE"),
    )
