"""What changed, as sentences: in the world (new, rising, back, falling) and in our counting (told apart, merged)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from pipeline.model import Decision, TopicState
from reports.facts import Facts, TopicFacts, by_night, customers, watch
from reports.nouns import Link, News, TopicRow
from reports.sections import alarms, counting
from reports.sections.counting import WEEK, Change
from reports.sections.tables import TREND_NIGHTS
from reports.words.wording import Wording

MOST_OF_A_KIND = 5
"""More topics of one kind than this are counted, not told."""
BOOKED = MappingProxyType({"merged": "=", "split": "≠", "found": "●", "back": "↩"})
"""How what the ledger holds is marked."""
FIRST_COMPARISON = WEEK + counting.LEAST_NIGHTS
"""Nights of history before which nothing can be called new, risen or fallen."""


def sentences(facts: Facts, rows: Sequence[TopicRow], ledger: Sequence[Decision]) -> tuple[News, ...]:
    """The world's news: what is new, then what rises, what is back, what falls, what is over.

    By the alerts, once the history is long enough for them; before that by the last seven nights and the seven before.
    """
    if len(facts.nights) < FIRST_COMPARISON:
        return ()
    if facts.watch.watching:
        told = alarms.news(facts, [row.topic for row in rows], ledger)
        links = {item.topic for item in told}
        return (*told, *(item for item in _booked(facts, ledger, "returned") if item.topic not in links))
    born = _born(facts, rows)
    fresh = {topic.topic_id for topic, _ in born}
    shown = [row for row in rows if not row.small]
    moved = [(row, found) for row in shown if (found := _change(facts, row)) and found.direction]
    moved.sort(key=lambda pair: (-round(max(abs(pair[1].low), abs(pair[1].high)), 6), pair[0].topic.topic_id))
    new = [_new(facts, topic, row) for topic, row in born if _unheard_before(facts, topic)]
    rises = [
        _moved(facts, row, found) for row, found in moved if found.direction == "up" and row.topic.topic_id not in fresh
    ]
    falls = [_moved(facts, row, found) for row, found in moved if found.direction == "down"]
    return (*new, *rises, *_booked(facts, ledger, "returned"), *falls)


def recounted(facts: Facts, rows: Sequence[TopicRow], ledger: Sequence[Decision]) -> tuple[News, ...]:
    """How our counting changed in the last seven nights: topics newly told apart, split and merged."""
    if len(facts.nights) < FIRST_COMPARISON:
        return ()
    # A pain that the settings name was told apart by a person, and by name.
    apart = [
        _told_apart(facts, topic, row)
        for topic, row in _born(facts, rows)
        if not topic.known and not _unheard_before(facts, topic)
    ]
    return (*apart, *_booked(facts, ledger, "split"), *_booked(facts, ledger, "merged"))


def recounted_line(say: Wording, found: Sequence[News]) -> str:
    """The changes of counting in one sentence; empty where there are none."""
    joined = {item.topic.topic_id for item in found if item.kind == "merged"}
    apart = {item.topic.topic_id for item in found} - joined
    if not found:
        return ""
    what = "apart" if not joined else "both" if apart else "joined"
    return say(f"recounted-{what}", apart=len(apart), joined=len(joined))


def front(news: Sequence[News]) -> tuple[News, ...]:
    """What the front page has room for: the first few of each kind."""
    told: Counter[str] = Counter()
    kept = []
    for item in news:
        told[item.kind] += 1
        if told[item.kind] <= MOST_OF_A_KIND:
            kept.append(item)
    return tuple(kept)


def note(facts: Facts, rows: Sequence[TopicRow], news: Sequence[News]) -> str:
    """How the changes were found, how many may be chance, or why nothing is compared yet."""
    say = facts.say
    if len(facts.nights) < FIRST_COMPARISON:
        return say("changes-first", nights=len(facts.nights))
    if facts.watch.watching:
        return _watched(facts, rows, news)
    compared = sum(1 for row in rows if not row.small)
    if not news:
        return say("changes-none-compared", topics=compared)
    chance = round(compared * 0.05)
    said = (
        _more(say, news),
        say("changes-compared", topics=compared),
        say("changes-by-chance", topics=chance) if chance else "",
    )
    return " ".join(filter(None, said))


def headline(facts: Facts, rows: Sequence[TopicRow], news: Sequence[News]) -> str:
    """The night in one line: the first of the news, on a quiet night what hurts most."""
    if not news:
        leader = next((row for row in rows if row.rank == 1), None)
        if leader is None:
            return facts.say("headline-none")
        if len(facts.nights) < FIRST_COMPARISON:
            return facts.say("headline-first", topic=leader.topic.name)  # nothing to say "still" of
        partial = facts.night in facts.watch.partial
        return facts.say("headline-partial" if partial else "headline-quiet", topic=leader.topic.name)
    return facts.say(f"headline-{news[0].kind}", topic=news[0].topic.name)


def _born(facts: Facts, rows: Sequence[TopicRow]) -> list[tuple[TopicFacts, TopicRow]]:
    """The topics recognised in the last seven nights that are large enough to be shown."""
    topics = {topic.topic_id: topic for topic in facts.topics}
    # Topics of the very first fit are new to painpoints, not to the world.
    oldest = min((topic.born for topic in facts.topics), default=facts.night)
    late = max(oldest, facts.night - timedelta(days=WEEK))
    pairs = [(topics[row.topic.topic_id], row) for row in rows if not row.small]
    return [(topic, row) for topic, row in pairs if late < topic.born <= facts.night]


def _first_heard(facts: Facts, topic: TopicFacts) -> date:
    return min((night for night, count in facts.heard.get(topic.topic_id, {}).items() if count), default=topic.born)


def _unheard_before(facts: Facts, topic: TopicFacts) -> bool:
    """Whether a topic named this week is new: counted as it is defined now, history may have held it all along."""
    return _first_heard(facts, topic) > facts.night - timedelta(days=2 * WEEK)


def _watched(facts: Facts, rows: Sequence[TopicRow], news: Sequence[News]) -> str:
    """How many topics were watched, how many of them are as usual, and what is not told."""
    bands = ((row.topic.topic_id, facts.band("topic", row.topic.topic_id)) for row in rows)
    watched = [topic_id for topic_id, band in bands if band and facts.night in band.expected]
    told = {item.topic.topic_id for item in news}
    usual = sum(topic_id not in told for topic_id in watched)
    said = _more(facts.say, news)
    if facts.night in facts.watch.partial:
        why = watch.why(facts.say, facts.watch.partial[facts.night])
        return f"{said} {facts.say('changes-partial', why=why)}".strip()
    if not watched:
        return f"{said} {facts.say('changes-unwatched')}".strip()
    if not news:
        return facts.say("changes-none-watched", topics=len(watched))
    return f"{said} {facts.say('changes-watched', topics=len(watched), usual=usual)}".strip()


def _more(say: Wording, news: Sequence[News]) -> str:
    """What the front page has no room for; empty where nothing."""
    kinds = Counter(item.kind for item in news)
    more = [
        say(f"more-{kind}", count=count - MOST_OF_A_KIND) for kind, count in kinds.items() if count > MOST_OF_A_KIND
    ]
    return say("changes-more", more=say.listed(more)) if more else ""


def _change(facts: Facts, row: TopicRow) -> Change | None:
    return counting.change(facts.heard.get(row.topic.topic_id, {}), facts)


def _moved(facts: Facts, row: TopicRow, found: Change) -> News:
    say = facts.say
    kind = "rising" if found.direction == "up" else "falling"
    less, more = sorted((abs(found.low) * 100, abs(found.high) * 100))
    text = say(
        f"changes-{kind}",
        now=found.now,
        now_share=say.ratio(found.now, found.now_base),
        before=found.before,
        before_share=say.ratio(found.before, found.before_base),
        nights_before=found.nights_before,
        less=say.number(less, 1),
        more=say.number(more, 1),
    )
    usual = counting.usual_weekday(facts.heard.get(row.topic.topic_id, {}), facts)
    return News(
        kind=kind,
        mark="▲" if kind == "rising" else "▼",
        label=say(f"news-{kind}"),
        topic=row.topic,
        text=f"{text} {usual}".strip(),
        trend=row.trend,
    )


def _new(facts: Facts, topic: TopicFacts, row: TopicRow) -> News:
    say, contacts = facts.say, facts.by_topic.get(topic.topic_id, ())
    people = say.people(len(contacts), *customers(contacts))
    text = say("changes-new", people=people, day=say.day_date(_first_heard(facts, topic)))
    return News(kind="new", mark="●", label=say("news-new"), topic=row.topic, text=text, trend=row.trend)


def _told_apart(facts: Facts, topic: TopicFacts, row: TopicRow) -> News:
    say, contacts = facts.say, facts.by_topic.get(topic.topic_id, ())
    text = say(
        "changes-told-apart",
        people=say.people(len(contacts), *customers(contacts)),
        nights=len(by_night(contacts)),
        day=say.short_date(_first_heard(facts, topic)),
    )
    return News(kind="told-apart", mark="○", label=say("news-told-apart"), topic=row.topic, text=text)


def _found_at_last(facts: Facts, topic: TopicFacts, night: date) -> bool:
    """Whether a pain of the settings was never heard before the week that woke it."""
    return topic.known and _first_heard(facts, topic) > night - timedelta(days=WEEK)


def _booked(facts: Facts, ledger: Iterable[Decision], kind: str) -> list[News]:
    """Returns, splits or merges of the week that still hold."""
    topics = {topic.topic_id: topic for topic in facts.topics}
    names = facts.names()
    hidden = {one.topic_id for one in facts.topics if "product" in one.hidden}
    found: dict[str, News] = {}
    for decision in ledger:
        topic = topics.get(decision.topic_id)
        late = decision.night > facts.night - timedelta(days=WEEK)
        if decision.kind != kind or not late or decision.night > facts.night or topic is None:
            continue
        if hidden & {decision.topic_id, decision.other}:
            continue
        told_as = _told_as(facts, topic, decision)
        if not told_as:
            continue
        drawn = kind == "returned" and not facts.small(topic.topic_id)
        trend = counting.trend(facts.heard.get(topic.topic_id, {}), facts, TREND_NIGHTS) if drawn else None
        link = Link(topic_id=topic.topic_id, name=topic.name)
        text = facts.say(
            f"changes-{told_as}",
            other=names.get(decision.other, decision.other),
            day=facts.say.short_date(decision.night),
        )
        found[topic.topic_id] = News(
            kind=told_as, mark=BOOKED[told_as], label=facts.say(f"news-{told_as}"), topic=link, text=text, trend=trend
        )
    return list(found.values())


def _told_as(facts: Facts, topic: TopicFacts, decision: Decision) -> str:
    """The kind of news that a return, split or merge is; empty where it no longer holds."""
    if decision.kind == "split":
        return "split"
    if decision.kind == "merged":
        return "merged" if topic.state == TopicState.MERGED else ""
    if topic.state != TopicState.ACTIVE:
        return ""
    return "found" if _found_at_last(facts, topic, decision.night) else "back"
