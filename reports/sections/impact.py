"""What topics cost: read from the night's impact, ranked by it, and told in money where the settings say how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.impact import Impact, impact_of
from pipeline.settings import Cost as Prices
from reports.facts import Facts, Reader, few
from reports.nouns import Ranking, TopicPage, TopicRow
from reports.sections.costs import lines, minutes_words
from reports.words.behaviours import LEAVING
from reports.words.wording import Wording

MOSTLY = 0.8
"""Topics are ranked by handling time where at least this share of their conversations know theirs."""

Impacts = Mapping[str, Impact]


def read(view: Reader, night: date) -> Impacts:
    """What each topic cost in the window of a night; empty where a version that did not look published it."""
    return {row["topic_id"]: impact_of(row) for row in view.table("impact", [night]).to_pylist()}


def ranked(say: Wording, rows: Sequence[TopicRow], found: Impacts, prices: Prices) -> tuple[TopicRow, ...]:
    """The rows with what they cost, ranked by handling time where mostly known, else as they came.

    The price of a minute is the same for all, so that by cost they would stand in the same order. A topic whose
    handling time is not known, or has too few people behind it to be told, stands below the others.
    """
    told = [_priced(say, row, found.get(row.topic.topic_id), prices) for row in rows]
    if not _by_time(told, found):
        return tuple(told)
    # Sorting keeps the order, by customers, of rows that are alike in this.
    told.sort(key=lambda row: (row.small, row.praise, -(row.minutes or 0.0) if row.rank else 0.0))
    ranks = {row.topic.topic_id: rank for rank, row in enumerate([row for row in told if row.rank], 1)}
    return tuple(replace(row, rank=ranks.get(row.topic.topic_id, 0)) for row in told)


def ranking(facts: Facts, rows: Sequence[TopicRow], found: Impacts, prices: Prices) -> Ranking:
    """By what the rows of an edition are ranked, and what the ranked ones cost together."""
    hurting = [row for row in rows if row.rank]
    known = [row for row in hurting if row.minutes is not None]
    # Where no customer is known the conversations are what is ranked by, and it is said so.
    say, by = facts.say, "customers" if any(contact.customer for contact in facts.contacts) else "conversations"
    if not known:
        return Ranking(kind=by, by=say(f"costs-by-{by}"))
    head = say("costs-head-money" if prices.minute else "costs-head-minutes")
    shared = sum(found[row.topic.topic_id].minutes_shared or 0.0 for row in known)
    worth = (
        say.money(shared * prices.minute, prices.currency)
        if prices.minute
        else say("costs-minutes", minutes=minutes_words(say, shared))
    )
    said = [say("costs-together", worth=worth)]
    if _by_time(rows, found):
        if rest := len(hurting) - len(known):
            said.append(say("costs-last", count=rest, by=by))
        by = "cost" if prices.minute else "handling-time"
    return Ranking(kind=by, by=say(f"costs-by-{by}"), head=head, note=" ".join(said))


def on_pages(facts: Facts, pages: Sequence[TopicPage], found: Impacts, prices: Prices) -> tuple[TopicPage, ...]:
    """The topics' pages with what each cost; nothing on those too small to tell of."""
    everything = found.get("")
    if everything is None:
        return tuple(pages)
    told = {
        key: lines(facts.say, found[key], everything, prices, least=facts.least, leaving=_leaving_told(facts, key))
        for page in pages
        if not page.row.small and (key := page.row.topic.topic_id) in found
    }
    return tuple(replace(page, costs=told.get(page.row.topic.topic_id, ())) for page in pages)


def _leaving_told(facts: Facts, topic_id: str) -> bool:
    """Whether it may be told how many of a topic spoke of leaving, beside how many did at all."""
    leaving = [one for name in sorted(LEAVING) for one in facts.by_signal.get(name, ())]
    here = [one for one in leaving if topic_id in one.topics]
    known, others = ({one.customer for one in some if one.customer} for some in (here, leaving))
    return (len(others - known) == 0 or len(others - known) >= facts.least) and few.crossing(
        facts.contacts,
        facts.by_topic.get(topic_id, ()),
        leaving,
        is_one=lambda one: topic_id in one.topics,
        is_other=lambda one: bool(LEAVING.intersection(one.signals)),
        least=facts.least,
    )


def _by_time(rows: Sequence[TopicRow], found: Impacts) -> bool:
    hurting = [found[row.topic.topic_id] for row in rows if row.rank and row.topic.topic_id in found]
    whole = sum(one.conversations for one in hurting)
    told = any(row.minutes is not None for row in rows if row.rank)
    return told and sum(one.handle_known for one in hurting) >= MOSTLY * whole


def _priced(say: Wording, row: TopicRow, found: Impact | None, prices: Prices) -> TopicRow:
    if found is None or found.minutes is None or row.small:
        return row
    minutes = found.minutes.value
    text = say.money(minutes * prices.minute, prices.currency) if prices.minute else minutes_words(say, minutes)
    return replace(row, minutes=round(minutes, 4), cost=text)
