"""What changed, as sentences: in the world (new, rising, back, falling) and in our counting (told apart, merged)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipeline.model import Decision, TopicState
from reports import alarms, counting, wording
from reports.counting import WEEK, Change
from reports.facts import Facts, TopicFacts, by_night, customers
from reports.nouns import Link, News, TopicRow

MOST_OF_A_KIND = 5
"""More topics of one kind than this are counted, not told."""
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


def recounted_line(found: Sequence[News]) -> str:
    """The changes of counting in one sentence; empty where there are none."""
    joined = {item.topic.topic_id for item in found if item.label == "Merged"}
    apart = {item.topic.topic_id for item in found} - joined
    told = [f"{wording.plural(len(apart), 'topic was', 'topics were')} told apart"] if apart else []
    if joined:
        subject = "" if apart else "topic " if len(joined) == 1 else "topics "
        verb = "was" if len(joined) == 1 else "were"
        told.append(f"{wording.number(len(joined))} {subject}{verb} joined with another")
    if not told:
        return ""
    return f"Counting changed: {', '.join(told)}; past nights were counted again, so trends stay comparable."


def front(news: Sequence[News]) -> tuple[News, ...]:
    """What the front page has room for: the first few of each kind."""
    told: Counter[str] = Counter()
    kept = []
    for item in news:
        told[item.label] += 1
        if told[item.label] <= MOST_OF_A_KIND:
            kept.append(item)
    return tuple(kept)


def note(facts: Facts, rows: Sequence[TopicRow], news: Sequence[News]) -> str:
    """How the changes were found, how many may be chance, or why nothing is compared yet."""
    if len(facts.nights) < FIRST_COMPARISON:
        heard = wording.plural(len(facts.nights), "night")
        verb = "there is" if len(facts.nights) == 1 else "there are"
        return f"Changes are told from the tenth night on, when two weeks can be compared; {verb} {heard} so far."
    if facts.watch.watching:
        return _watched(facts, rows, news)
    compared = sum(1 for row in rows if not row.small)
    topics = wording.plural(compared, "topic")
    if not news:
        return f"Nothing unusual: {topics} compared with the week before, none clearly changed."
    chance = round(compared * 0.05)
    kinds = Counter(item.label for item in news)
    more = [
        f"{wording.number(count - MOST_OF_A_KIND)} more {label.lower()}"
        for label, count in kinds.items()
        if count > MOST_OF_A_KIND
    ]
    words = f"In the list of all topics: {wording.listed(more)}. " if more else ""
    words += f"{topics} compared, the last 7 nights with the 7 before."
    return f"{words} About {chance} of them would look changed by chance alone." if chance else words


def headline(facts: Facts, rows: Sequence[TopicRow], news: Sequence[News]) -> str:
    """The night in one line: the first of the news, on a quiet night what hurts most."""
    if not news:
        leader = next((row for row in rows if row.rank == 1), None)
        if leader is None:
            return "Too few conversations yet to name a topic"
        if len(facts.nights) < FIRST_COMPARISON:
            return f"The first nights: “{leader.topic.name}” hurts most"  # nothing to say "still" of
        quiet = "A night that is not whole" if facts.night in facts.watch.partial else "A quiet night"
        return f"{quiet}; “{leader.topic.name}” still hurts most"
    name = f"“{news[0].topic.name}”"
    return {
        "New": f"New: {name}",
        "Found": f"Found: {name}",
        "Rising": f"{name} is rising",
        "Back": f"{name} is back",
        "Falling": f"{name} is falling",
        "Over": f"{name}: back to what is usual",
        "Rose": f"{name} rose, and was as usual last night",
        f"Rose{alarms.PLACE}": f"{name} rose in one place, and was as usual last night",
        f"Rising{alarms.PLACE}": f"{name} is rising in one place",
        f"Falling{alarms.PLACE}": f"{name} is falling in one place",
        f"Over{alarms.PLACE}": f"{name}: back to what is usual in one place",
    }[news[0].label]


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
    bands = {row.topic.topic_id: facts.band("topic", row.topic.topic_id) for row in rows}
    watched = [row for row in rows if (band := bands[row.topic.topic_id]) and facts.night in band.expected]
    told = {item.topic.topic_id for item in news}
    usual = sum(1 for row in watched if row.topic.topic_id not in told)
    kinds = Counter(item.label for item in news)
    more = [f"{wording.number(count - MOST_OF_A_KIND)} more {label.lower()}" for label, count in kinds.items()
            if count > MOST_OF_A_KIND]  # fmt: skip
    words = f"In the list of all topics: {wording.listed(more)}. " if more else ""
    if facts.night in facts.watch.partial:
        return f"{words}Tonight is compared with nothing: {facts.watch.partial[facts.night]}."
    if not watched:
        return f"{words}No topic has been heard for long enough to say what is to be expected of it."
    topics = wording.plural(len(watched), "topic")
    if not news:
        return f"Nothing unusual: {topics} watched, and none stands out from what was to be expected."
    return f"{words}{topics} watched; {wording.number(usual)} {'does' if usual == 1 else 'do'} not stand out."


def _change(facts: Facts, row: TopicRow) -> Change | None:
    return counting.change(facts.heard.get(row.topic.topic_id, {}), facts)


def _moved(facts: Facts, row: TopicRow, found: Change) -> News:
    rising = found.direction == "up"
    nights = "the 7 before" if found.nights_before == WEEK else f"the {found.nights_before} nights we have before that"
    counts = (
        f"{wording.plural(found.now, 'conversation')} in the last 7 nights, {wording.number(found.before)} in {nights}"
    )
    now, before = wording.ratio(found.now, found.now_base), wording.ratio(found.before, found.before_base)
    less, more = sorted((abs(found.low) * 100, abs(found.high) * 100))
    points = f"{less:.1f} to {more:.1f} points {'more' if rising else 'less'}"
    text = f"{counts}: {now} of all conversations, was {before} ({points})."
    usual = counting.usual_weekday(facts.heard.get(row.topic.topic_id, {}), facts)
    return News(
        mark="▲" if rising else "▼",
        label="Rising" if rising else "Falling",
        topic=row.topic,
        text=f"{text} {usual}".strip(),
        trend=row.trend,
    )


def _new(facts: Facts, topic: TopicFacts, row: TopicRow) -> News:
    contacts = facts.by_topic.get(topic.topic_id, ())
    words = wording.people(len(contacts), *customers(contacts))
    first = _first_heard(facts, topic)
    text = f"{words} since {wording.weekday(first)} {wording.short_date(first)}, when it was first heard."
    return News(mark="●", label="New", topic=row.topic, text=text, trend=row.trend)


def _told_apart(facts: Facts, topic: TopicFacts, row: TopicRow) -> News:
    contacts = facts.by_topic.get(topic.topic_id, ())
    words = wording.people(len(contacts), *customers(contacts))
    text = (
        f"{words} on {wording.plural(len(by_night(contacts)), 'night')} of the last 28. "
        f"Heard since {wording.short_date(_first_heard(facts, topic))}, but only now common enough to have a name of "
        "its own."
    )
    return News(mark="○", label="Newly told apart", topic=row.topic, text=text)


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
        other = f"“{names.get(decision.other, decision.other)}”"
        if kind == "merged" and topic.state == TopicState.MERGED:
            told = ("=", "Merged", f"Now counted with {other}: the two turned out to be one.")
        elif kind == "split":
            told = ("≠", "Split", f"Counted apart from {other} since {wording.short_date(decision.night)}.")
        elif kind == "returned" and topic.state == TopicState.ACTIVE and _found_at_last(facts, topic, decision.night):
            told = ("●", "Found", "Named in the settings; heard for the first time.")
        elif kind == "returned" and topic.state == TopicState.ACTIVE:
            told = ("↩", "Back", f"Heard again since {wording.short_date(decision.night)} after a silence.")
        else:
            continue
        drawn = kind == "returned" and not facts.small(topic.topic_id)
        trend = counting.trend(facts.heard.get(topic.topic_id, {}), facts, 42) if drawn else None
        link = Link(topic_id=topic.topic_id, name=topic.name)
        found[topic.topic_id] = News(mark=told[0], label=told[1], topic=link, text=told[2], trend=trend)
    return list(found.values())
