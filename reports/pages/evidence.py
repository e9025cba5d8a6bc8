"""The redacted conversations that an edition quotes, so that every quote opens where it was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reports.facts import Reader
from reports.nouns import Edition, Link, Marketing, Quote
from reports.words.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """One redacted turn with what was found in it."""

    index: int
    kind: str
    """Who speaks, as a key that is never shown: customer, agent, bot, system or unknown."""
    speaker: str
    text: str
    at: str
    topics: tuple[Link, ...]
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One redacted conversation as readers see it."""

    conversation_id: str
    night: date
    when: str
    channel: str
    topics: tuple[Link, ...]
    turns: tuple[SpokenTurn, ...]


def quoted(edition: Edition) -> tuple[Quote, ...]:
    """Every quote of the edition, in order."""
    beside = [one.quote for page in edition.topics for one in page.beside]
    return (*_marketing(edition.marketing), *(quote for page in edition.topics for quote in page.quotes), *beside)


def build(say: Wording, view: Reader, edition: Edition) -> tuple[Evidence, ...]:
    """The conversations that the edition quotes, in full and by id, as the view knows them: by its newest topics.

    Reads only the nights that the quotes are of; a conversation that the view does not hold there any more is left out.
    What is marked in it are the topics and signals that are told of in the edition, not those of a few customers.
    """
    found = quoted(edition)
    nights: tuple[date, ...] = tuple(sorted({quote.said for quote in found}))
    wanted = pa.array(sorted({quote.conversation_id for quote in found}), pa.string())

    def rows(dataset: str, columns: Sequence[str]) -> list[dict[str, Any]]:
        table = view.table(dataset, nights, ["conversation_id", *columns])
        kept: list[dict[str, Any]] = table.filter(pc.is_in(table["conversation_id"], wanted)).to_pylist()
        return kept

    newest = view.table("topics", view.nights("topics")[-1:], ["topic_id", "name"]).to_pylist()
    large = {page.row.topic.topic_id for page in edition.topics if not page.row.small}
    names = {row["topic_id"]: row["name"] for row in newest if row["topic_id"] in large}
    titles = {row.name: row.title for row in edition.product.treatment}
    turn_of = {row["statement_id"]: row["turn"] for row in rows("statements", ["statement_id", "turn"])}
    topics: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows("assignments", ["statement_id", "topic_id"]):
        if row["topic_id"] in names and row["statement_id"] in turn_of:
            topics[row["conversation_id"], turn_of[row["statement_id"]]].add(row["topic_id"])
    signs: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows("signals", ["turn", "name"]):
        name = row["name"]
        if name in titles:
            signs[row["conversation_id"], row["turn"]].add(titles[name])
    turns: dict[str, list[SpokenTurn]] = defaultdict(list)
    for row in sorted(rows("turns", ["turn", "speaker", "text", "at"]), key=lambda row: row["turn"]):
        key, index = row["conversation_id"], row["turn"]
        turns[key].append(
            SpokenTurn(
                index=index,
                kind=row["speaker"],
                speaker=say.maybe(f"evidence-{row['speaker']}") or say("evidence-unknown"),
                text=say.spoken(row["text"]),
                at=_clock(row["at"]),
                topics=_links(topics[key, index], names),
                signals=tuple(sorted(signs[key, index])),
            )
        )
    return tuple(
        Evidence(
            conversation_id=row["conversation_id"],
            night=row["night"],
            when=say.long_date(row["night"]),
            channel=say.channel(row["channel"]),
            topics=_links((one.topic_id for turn in turns[row["conversation_id"]] for one in turn.topics), names),
            turns=tuple(turns[row["conversation_id"]]),
        )
        for row in sorted(rows("conversations", ["channel"]), key=lambda row: row["conversation_id"])
    )


def _marketing(told: Marketing) -> Iterator[Quote]:
    """Every quote of the marketing edition, as they stand on it."""
    market = told.market
    yield from (one.quote for one in market.first)
    yield from (quote for group in told.groups for voice in group.voices for quote in voice.quotes)
    yield from (one.quote for one in market.rivals.rows if one.quote)
    yield from market.promises.quotes
    yield from (one.quote for one in market.praise)
    yield from (one.quote for moment in market.moments for one in moment.exchanges)
    for pain in told.pains:
        yield from ([pain.quote] if pain.quote else [])
        yield from (one.quote for one in pain.asks.rows)
        yield from pain.asks.examples


def _links(ids: Iterable[str], names: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(Link(topic_id=key, name=names[key]) for key in sorted(set(ids)))


def _clock(at: object) -> str:
    """Seconds from the start as minutes and seconds; empty where unknown."""
    if not isinstance(at, float | int):
        return ""
    return f"{int(at) // 60}:{int(at) % 60:02d}"
