"""A topic's own page: how it went over time, whom it hits, in whose words, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pipeline import curation, registry
from pipeline.curation import Marker
from pipeline.model import Decision, TopicState
from reports.facts import Facts, TopicFacts, customers, quotes
from reports.facts.quotes import Candidate
from reports.nouns import Apart, Beside, Effort, Event, Line, Link, Quote, TopicPage, TopicRow
from reports.sections import alarms, care, counting, effort, lately, life, places, treated
from reports.sections.consistency import Consistency
from reports.sections.near import nearest
from reports.sections.tables import merged_row, unheard, window_in
from reports.words.behaviours import SignalDefinition
from reports.words.wording import Wording

HISTORY_NIGHTS = 182
"""Nights of a topic's trend: half a year."""
NEAREST = 4
TERMS = 8
SLICES_SHOWN = 8
CLOSE = 3
"""Words shown that almost belong to a topic."""


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
    recounted: int,
) -> tuple[TopicPage, ...]:
    """A page for every topic that ever had an id, by id: addresses are for good.

    At most `limit` quotes each; the last `recounted` nights are counted as topics are defined now.
    """
    by_id = {row.topic.topic_id: row for row in rows}
    near = _nearest(facts)
    lives = _lives(facts, ledger)
    overall = effort.overall(facts)
    seen, markers = alarms.acknowledged(ledger), curation.markers(ledger)
    joints = [row for row in ledger if row.kind in ("split", "merged")]
    pages = []
    for topic in facts.topics:
        row = by_id.get(topic.topic_id) or merged_row(facts, topic)
        quoted = () if row.small else quotes.choose(facts.say, candidates.get(topic.topic_id, ()), limit)
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
                recounted=recounted,
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
    recounted: int,
) -> TopicPage:
    contacts = facts.by_topic.get(topic.topic_id, ())
    hit = places.Hits(rows=(), withheld=0) if row.small else places.hits(facts, [(row.topic, contacts)])
    slices = hit.rows[:SLICES_SHOWN]
    heard = facts.heard.get(topic.topic_id, {})
    band = facts.band("topic", topic.topic_id)
    history = None if row.small else counting.trend(heard, facts, HISTORY_NIGHTS, band=band)
    titles = {signal.name: (signal.title, signal.speaker) for signal in signals}
    target = topic.merged_into if topic.state == TopicState.MERGED else ""
    return TopicPage(
        row=row,
        summary=_summary(facts, topic, row),
        description="" if row.small else topic.description,
        name_note=facts.say("topic-named-by-terms") if topic.fallback else "",
        apart=() if row.small else _apart(facts, topic),
        small_note=_small_note(facts, topic, row),
        merged_into=Link(topic_id=target, name=facts.names().get(target, target)) if target else None,
        history=history,
        history_text="" if row.small else _history_text(facts, heard, recounted),
        slices=slices,
        slices_note=facts.say("places-too-few") if row.small else hit.nothing(facts.say) or hit.note(facts.say),
        treatment=counting.signals_in(facts, row.topic, titles, tests=len(titles)) if not row.small else (),
        went=effort.lines(facts, topic.topic_id, overall) if not row.small else (),
        treated=treated.in_topic(facts, topic.topic_id, signals) if not row.small else (),
        uneven=uneven.by_topic.get(topic.topic_id, ()) if not row.small else (),
        terms=() if row.small else topic.terms[:TERMS],
        quotes=quoted,
        beside=close,
        nearest=near.get(topic.topic_id, ()),
        life=lives.get(topic.topic_id, ()),
        care=care.lines(facts.say, topic),
        fixed=care.fixed(facts, topic)[1] if care.fixed_on(topic) else "",
        events=happened,
        alerts=() if row.small else alerts,
        commands=_commands(facts.say, topic.topic_id, praise=row.praise),
    )


def _events(
    facts: Facts, topic: TopicFacts, markers: Sequence[Marker], joints: Sequence[Decision]
) -> tuple[Event, ...]:
    first = _first_shown(facts) if facts.nights else facts.night
    told = {one for one in alarms.events(facts, topic.topic_id) if first <= one.day <= facts.night}
    return tuple(sorted({*care.events(facts, topic, markers, joints), *told}, key=lambda one: (one.day, one.text)))


def _summary(facts: Facts, topic: TopicFacts, row: TopicRow) -> str:
    say, window = facts.say, window_in(facts)
    contacts = facts.by_topic.get(topic.topic_id, ())
    if unheard(facts, topic):
        return say("topic-unheard")
    if not contacts:
        return say("topic-not-heard", window=window, day=say.long_date(topic.last_seen))
    if row.small:
        return say("topic-few", least=facts.least, window=window)
    people = say.people(len(contacts), *customers(contacts))
    if row.share and row.share.interval:
        share, interval = row.share.text, row.share.interval
        told = say("topic-heard-share", people=people, window=window, share=share, interval=interval)
    else:
        told = say("topic-heard", people=people, window=window)
    return " ".join(filter(None, (told, _lately(facts, topic, row))))


def _lately(facts: Facts, topic: TopicFacts, row: TopicRow) -> str:
    """The last seven nights in a sentence; empty where they can be held against nothing."""
    say, heard = facts.say, facts.heard.get(topic.topic_id, {})
    week, found = lately.last_week(facts, "topic", topic.topic_id, heard), counting.change(heard, facts)
    if week:
        way, expected, per = week.way or "none", say.about(week.expected), lately.rate_words(say, week)
        if not per:
            return say("topic-week", way=way, count=week.observed, nights=week.nights, expected=expected)
        return say("topic-week-rate", way=way, count=week.observed, nights=week.nights, rate=per, expected=expected)
    if found and not facts.watch.watching:
        return say("topic-change", way=row.direction or "none", now=found.now, before=found.before)
    return ""


def _small_note(facts: Facts, topic: TopicFacts, row: TopicRow) -> str:
    if not row.small or topic.state == TopicState.MERGED or unheard(facts, topic):
        return ""
    return facts.say("topic-small")


def _beside(facts: Facts, candidates: Sequence[Candidate], quoted: Sequence[Quote]) -> tuple[Beside, ...]:
    names = facts.names()
    chosen = quotes.picked(candidates, CLOSE, quotes.people_of(quoted, facts))
    return tuple(
        Beside(quote=quotes.quote(facts.say, one), topic=Link(topic_id=one.home, name=names[one.home]))
        for one in chosen
    )


def _apart(facts: Facts, topic: TopicFacts) -> tuple[Apart, ...]:
    names = facts.names()
    return tuple(
        Apart(
            topic=Link(topic_id=near.topic_id, name=names[near.topic_id]),
            here=near.here,
            there=near.there,
            sentence=_apart_sentence(facts.say, near.here, near.there),
        )
        for near in topic.neighbours
        if near.topic_id in names and (near.here or near.there) and not facts.small(near.topic_id)
    )


def _apart_sentence(say: Wording, here: Sequence[str], there: Sequence[str]) -> str:
    """How two near topics differ, by the words that only one of them has."""
    if here and there:
        return say("topic-apart", here=", ".join(here), there=", ".join(there))
    return say("topic-apart-here", words=", ".join(here)) if here else say("topic-apart-there", words=", ".join(there))


def _history_text(facts: Facts, heard: Mapping[date, int], recounted: int) -> str:
    say = facts.say
    if not facts.nights:
        return say("topic-history-none")
    first = _first_shown(facts)
    nights = [day for day in facts.nights if day >= first]
    missing = (facts.night - first).days + 1 - len(nights)
    count = sum(number for day, number in heard.items() if day >= first)
    told = say("topic-history", count=count, since=say.short_date(first), nights=len(nights))
    anew = facts.night - timedelta(days=recounted - 1)
    said = [
        told,
        say("topic-history-anew") if anew <= first else say("topic-history-partly", day=say.short_date(anew)),
        say("topic-history-missing", nights=missing) if missing else "",
    ]
    return " ".join(filter(None, said))


def _first_shown(facts: Facts) -> date:
    """The first night of the trends: half a year ago, or the history's first."""
    return max(facts.nights[0], facts.night - timedelta(days=HISTORY_NIGHTS - 1))


def _nearest(facts: Facts) -> dict[str, tuple[Link, ...]]:
    """The most alike topics that are still counted."""
    gone = (TopicState.MERGED, TopicState.RETIRED)
    counted = [topic for topic in facts.topics if topic.centroid and topic.state not in gone]
    return {key: tuple(link for link, _ in near) for key, near in nearest(counted, NEAREST).items()}


def _lives(facts: Facts, ledger: Sequence[Decision]) -> dict[str, tuple[Line, ...]]:
    names = facts.names() | registry.themes(ledger)
    told = life.lives(facts.say, (row for row in ledger if row.night <= facts.night), names)
    return {
        key: tuple(Line(label=facts.say.full_date(row.night), text=text) for row, text in rows)
        for key, rows in told.items()
    }


def _commands(say: Wording, topic_id: str, *, praise: bool) -> tuple[Line, ...]:
    typed = {
        "history": topic_id,
        "rename": f'{topic_id} "NAME"',
        "merge": f"{topic_id} OTHER",
        "split": f"{topic_id} --statement ID --statement ID",
        "owner": f'{topic_id} "WHO"',
        "status": f"{topic_id} fixed --on DATE",
    }
    if praise:
        typed["pin"] = topic_id
    return tuple(
        Line(label=say(f"topic-command-{name}"), text=f"painpoints topics {name} {rest}")
        for name, rest in typed.items()
    )
