"""What changed, as sentences: topics that are new, rose, fell, returned, split or merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from pipeline.model import Decision, TopicState
from reports import counting, wording
from reports.counting import WEEK, Change
from reports.facts import Facts, TopicFacts, by_night, customers
from reports.nouns import Link, News, TopicRow

MOST_OF_A_KIND = 5
"""More topics of one kind than this are counted, not told."""
FIRST_COMPARISON = WEEK + counting.LEAST_NIGHTS
"""Nights of history before which nothing can be called new, risen or fallen."""


def sentences(facts: Facts, rows: Sequence[TopicRow], ledger: Iterable[Decision]) -> tuple[News, ...]:
    """The news of the last seven nights: rises first, then the new, the returned, the falls and the bookkeeping."""
    if len(facts.nights) < FIRST_COMPARISON:
        return ()
    shown = {row.topic.topic_id: row for row in rows if not row.small}
    topics = {topic.topic_id: topic for topic in facts.topics}
    # Topics of the very first fit are new to painpoints, not to the world.
    oldest = min((topic.born for topic in facts.topics), default=facts.night)
    new = [topics[key] for key in shown if topics[key].born > max(oldest, facts.night - timedelta(days=WEEK))]
    fresh = {topic.topic_id for topic in new}
    moved = [(row, found) for row in shown.values() if (found := _change(facts, row)) and found.direction]
    moved.sort(key=lambda pair: (-round(max(abs(pair[1].low), abs(pair[1].high)), 6), pair[0].topic.topic_id))
    rises = [
        _moved(facts, row, found) for row, found in moved if found.direction == "up" and row.topic.topic_id not in fresh
    ]
    falls = [_moved(facts, row, found) for row, found in moved if found.direction == "down"]
    born = [_new(facts, topic, shown[topic.topic_id]) for topic in new]
    back, split, merged = (_booked(facts, topics, ledger, kind) for kind in ("returned", "split", "merged"))
    return tuple(item for group in (rises, born, back, falls, split, merged) for item in group)


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
        return f"Changes are told from the tenth night on, when two weeks can be compared; there are {heard} so far."
    compared = sum(1 for row in rows if not row.small)
    topics = wording.plural(compared, "topic")
    if not news:
        return f"Nothing unusual: {topics} compared with the week before, none clearly changed."
    chance = round(compared * 0.05)
    words = f"{topics} compared, the last 7 nights with the 7 before."
    more = len(news) - len(front(news))
    words += f" {wording.plural(more, 'further change')} can be seen in the list of all topics." if more else ""
    return f"{words} About {chance} of them would look changed by chance alone." if chance else words


def headline(facts: Facts, rows: Sequence[TopicRow], news: Sequence[News]) -> str:
    """The night in one line."""
    first = next((item for item in news if item.label in ("Rising", "New", "Newly told apart")), None) or next(
        iter(news), None
    )
    if first is None:
        leader = next((row for row in rows if row.rank == 1), None)
        if leader is None:
            return "Too few conversations yet to name a topic"
        calm = "A quiet night" if len(facts.nights) >= FIRST_COMPARISON else "The first nights"
        return f"{calm}; “{leader.topic.name}” still hurts most"
    return {
        "Rising": f"“{first.topic.name}” is rising",
        "New": f"New: “{first.topic.name}”",
        "Newly told apart": f"Newly told apart: “{first.topic.name}”",
        "Falling": f"“{first.topic.name}” is falling",
        "Back": f"“{first.topic.name}” is back",
    }.get(first.label, f"“{first.topic.name}” was sorted anew")


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
    """A topic named this week is new only if it was not heard all along: history is counted as it is defined now."""
    heard = {night: count for night, count in facts.heard.get(topic.topic_id, {}).items() if count}
    contacts = facts.by_topic.get(topic.topic_id, ())
    words = wording.people(len(contacts), *customers(contacts))
    first = min(heard, default=topic.born)
    if first > facts.night - timedelta(days=2 * WEEK):
        text = f"{words} since {wording.weekday(first)} {wording.short_date(first)}, when it was first heard."
        return News(mark="●", label="New", topic=row.topic, text=text, trend=row.trend)
    nights = len(by_night(contacts))
    text = (
        f"{words} on {wording.plural(nights, 'night')} of the last 28. "
        f"Heard since {wording.short_date(first)}, but only now common enough to have a name of its own."
    )
    return News(mark="○", label="Newly told apart", topic=row.topic, text=text, trend=row.trend)


def _booked(facts: Facts, topics: dict[str, TopicFacts], ledger: Iterable[Decision], kind: str) -> list[News]:
    """Returns, splits and merges of the week that still hold."""
    names = {key: topic.name for key, topic in topics.items()}
    found: dict[str, News] = {}
    for decision in ledger:
        topic = topics.get(decision.topic_id)
        late = decision.night > facts.night - timedelta(days=WEEK)
        if decision.kind != kind or not late or decision.night > facts.night or topic is None:
            continue
        other = f"“{names.get(decision.other, decision.other)}”"
        if kind == "merged" and topic.state == TopicState.MERGED:
            told = ("=", "Merged", f"Now counted with {other}: the two turned out to be one.")
        elif kind == "split":
            told = ("≠", "Split", f"Counted apart from {other} since {wording.short_date(decision.night)}.")
        elif kind == "returned" and topic.state == TopicState.ACTIVE:
            told = ("↩", "Back", f"Heard again since {wording.short_date(decision.night)} after a silence.")
        else:
            continue
        trend = counting.trend(facts.heard.get(topic.topic_id, {}), facts, 42) if kind == "returned" else None
        link = Link(topic_id=topic.topic_id, name=topic.name)
        found[topic.topic_id] = News(mark=told[0], label=told[1], topic=link, text=told[2], trend=trend)
    return list(found.values())
