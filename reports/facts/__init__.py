"""What the snapshot says, gathered once: the conversations of the last weeks and the counts of the whole history."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

import pyarrow as pa

from pipeline import registry
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import Decision, Kind, LakeFile, Neighbour, Night, Receipt
from pipeline.slices import NAMES, TIMES, Place, slices
from pipeline.view import rows_of
from reports.facts import history
from reports.facts.few import FEWEST, enough, tellable
from reports.facts.watch import Band, Watch, watched
from reports.facts.went import OUTCOMES, REPEATS, Before, Went, befores, wents
from reports.words.wording import Wording

_SLICED = ("channel", "segment", "product", "queue", "team", "started_at", "customer_since")
_TOLD = ("conversation_id", "customer", "agent", "resolved", *_SLICED)


class Reader(Protocol):
    """The part of `pipeline.view.View` that the reports use."""

    def table(
        self, dataset: str, nights: Sequence[date] | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Rows of a dataset with a `night` column first."""

    def nights(self, dataset: str) -> tuple[date, ...]:
        """Nights that hold the dataset."""

    def files(self, dataset: str, nights: Iterable[date] | None = None, /) -> tuple[LakeFile, ...]:
        """Its files on those nights: what is the same file holds the same."""

    def bytes_of(self, dataset: str, night: date, /) -> bytes | None:
        """The file of a dataset that is no table, or None."""

    def as_told(self, night: date, /, *, before: bool) -> Reader | None:
        """What was shown when this night was first published; `before`: what readers of the night before had seen."""

    def ledger(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""

    def receipts(self) -> tuple[Receipt, ...]:
        """What the stages said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One conversation with what was found in it."""

    conversation_id: str
    night: date
    channel: str
    customer: str | None
    slices: tuple[Place, ...]
    resolved: bool | None
    topics: tuple[str, ...]
    signals: tuple[str, ...]
    went: Went | None = None
    """None where its night was published by a version that did not look."""
    agent: str | None = None
    """Never shown: only whether several agents do the same is asked."""
    befores: tuple[Before, ...] = ()

    def before(self, topic_id: str) -> Before | None:
        """How often its customer had come about a topic before; None where nobody knows."""
        return next((one for one in self.befores if one.topic_id == topic_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFacts:
    """A topic as of the edition's night."""

    topic_id: str
    name: str
    state: str
    born: date
    last_seen: date
    aliases: tuple[str, ...]
    merged_into: str
    known: bool
    """Whether the settings name it, to be looked for."""
    theme: str
    theme_name: str
    centroid: tuple[float, ...]
    terms: tuple[str, ...]
    examples: tuple[str, ...]
    """Those that differ from each other first."""
    description: str
    fallback: bool
    pinned: bool
    stability: float | None
    """How much of it is found again in parts of the conversations; None where that was never measured."""
    owner: str
    status: str
    """`fixed` with its date: `fixed 2026-11-20`."""
    priority: str
    ticket: str
    hidden: tuple[str, ...]
    """The editions that leave it out."""
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the builders of the pages count from."""

    night: date
    nights: tuple[date, ...]
    """Of the history, oldest first; ends with the edition's night where that has data."""
    window: tuple[date, ...]
    """The last 28 of the history's dates that have data."""
    base: Mapping[date, int]
    """All conversations of a night."""
    heard: Mapping[str, Mapping[date, int]]
    """Topic id -> night -> conversations."""
    agreement: float | None
    """Of tonight's topics with last night's: 1 wholly, 0 by chance alone; None where there is nothing to compare."""
    topics: tuple[TopicFacts, ...]
    gone: Mapping[str, str]
    """Topics whose opening was taken back: id -> the last name that was not, or else the id."""
    contacts: tuple[Contact, ...]
    """Of the window, sorted by id."""
    places: Mapping[Place, int]
    """Contacts of each slice, such as (channel, email)."""
    clock: Mapping[tuple[date, Place], int]  # of each hour and weekday, by night
    by_topic: Mapping[str, tuple[Contact, ...]]
    by_signal: Mapping[str, tuple[Contact, ...]]
    say: Wording
    """The language that all of it is told in."""
    least: int = FEWEST
    """Customers behind whatever is told (see `few`)."""
    told_places: frozenset[Place] = frozenset()
    """The places whose conversations may be counted for readers."""
    watch: Watch = field(default_factory=Watch)
    """What was to be expected, and what stood out from it."""

    def band(self, kind: Kind, name: str) -> Band | None:
        """What was to be expected of a topic or signal, night by night; None where that is not known."""
        return self.watch.bands.get((kind, name))

    def small(self, topic_id: str) -> bool:
        """Whether too few customers came about a topic in the window for anything of it to be told."""
        return not enough(self.by_topic.get(topic_id, ()), self.least)

    def names(self) -> dict[str, str]:
        """Topic id -> name, of every id that a page was ever printed for."""
        return {**self.gone, **{topic.topic_id: topic.name for topic in self.topics}}


def gather(view: Reader, night: Night, *, say: Wording, least: int = FEWEST) -> Facts:
    """Read the snapshot as of a night, to be told in a language; rows of later nights are left aside."""
    dates = night.window(WINDOW_NIGHTS)
    nights = tuple(sorted(day for day in view.nights("coverage") if day <= night.date))
    window = tuple(day for day in nights if day >= dates[0])
    contacts = tuple(sorted(_contacts(view, window, ZoneInfo(night.zone)), key=lambda one: one.conversation_id))
    topics = _topics(view, night.date)
    return Facts(
        night=night.date,
        nights=nights,
        window=window,
        base=history.bases(view.table("coverage", nights, history.BASE)),
        heard=history.heard(view.table("measures", nights, history.HEARD)),
        agreement=_agreement(view, night.date),
        watch=watched(view, night.date),
        topics=topics,
        gone=_gone(view.ledger(), topics, night.date),
        contacts=contacts,
        say=say,
        least=least,
        told_places=frozenset().union(*(tellable(contacts, name, least=least) for name in NAMES)),
        places=Counter(place for contact in contacts for place in contact.slices),
        clock=clock(contacts),
        by_topic=_grouped((topic, contact) for contact in contacts for topic in contact.topics),
        by_signal=_grouped((signal, contact) for contact in contacts for signal in contact.signals),
    )


def customers(contacts: Iterable[Contact]) -> tuple[int, int]:
    """Distinct known customers, and conversations whose customer is unknown."""
    known = [contact.customer for contact in contacts]
    return len({customer for customer in known if customer}), sum(1 for customer in known if not customer)


def clock(contacts: Iterable[Contact]) -> Counter[tuple[date, Place]]:
    """Conversations of each hour and weekday on each night."""
    return Counter((one.night, place) for one in contacts for place in one.slices if place[0] in TIMES)


def by_night(contacts: Iterable[Contact]) -> dict[date, int]:
    """Conversations a night."""
    return dict(Counter(contact.night for contact in contacts))


def _contacts(view: Reader, window: Sequence[date], zone: ZoneInfo) -> Iterator[Contact]:
    topics = _sets(view.table("assignments", window, ["conversation_id", "topic_id"]), "topic_id")
    signals = _sets(view.table("signals", window, ["conversation_id", "name"]), "name")
    told = rows_of(view.table("stages", window, ["conversation_id", "stage"]))
    stages = {(row["night"], row["conversation_id"]): row["stage"] for row in told}
    went, earlier = wents(view.table("outcomes", window, OUTCOMES)), befores(view.table("repeats", window, REPEATS))
    shared: dict[Place, Place] = {}  # thousands of conversations share a place
    for row in rows_of(view.table("conversations", window, _TOLD)):
        night, key = row["night"], row["conversation_id"]
        places = slices(zone=zone, stage=stages.get((night, key)), **{name: row[name] for name in _SLICED})
        yield Contact(
            conversation_id=key,
            night=night,
            channel=row["channel"],
            customer=row["customer"] or None,
            agent=row["agent"] or None,
            slices=tuple(shared.setdefault(place, place) for place in places),
            resolved=row["resolved"],
            topics=tuple(sorted(topics.get(key, ()))),
            signals=tuple(sorted(signals.get(key, ()))),
            went=went.get((night, key)),
            befores=earlier.get((night, key), ()),
        )


def _sets(table: pa.Table, column: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in zip(table["conversation_id"].to_pylist(), table[column].to_pylist(), strict=True):
        if value:
            found[key].add(value)
    return found


def _agreement(view: Reader, night: date) -> float | None:
    rows = view.table("stability", [night], ["topic_id", "agreement"]).to_pylist()
    return next((row["agreement"] for row in rows if not row["topic_id"]), None)


def _topics(view: Reader, night: date) -> tuple[TopicFacts, ...]:
    rows = view.table("topics", [night]).to_pylist()
    found = [
        TopicFacts(
            topic_id=row["topic_id"],
            name=row["name"] or row["topic_id"],
            state=row["state"],
            born=row["born"],
            last_seen=row["last_seen"],
            aliases=tuple(row["aliases"] or ()),
            merged_into=row["merged_into"] or "",
            known=bool(row.get("known")),
            theme=row["theme"] or "",
            theme_name=row["theme_name"] or "",
            centroid=tuple(row["centroid"] or ()),
            terms=tuple(term["text"] for term in row["terms"] or ()),
            examples=tuple(dict.fromkeys((*(row.get("shown") or ()), *(row["examples"] or ())))),
            description=row.get("description") or "",  # which files of earlier versions lack, as what follows
            fallback=bool(row.get("fallback")),
            pinned=bool(row.get("pinned")),
            stability=row.get("stability"),
            owner=row.get("owner") or "",
            status=" ".join(filter(None, (row.get("status") or "open", str(row.get("fixed_on") or "")))),
            priority=row.get("priority") or "",
            ticket=row.get("ticket") or "",
            hidden=tuple(row.get("hidden") or ()),
            neighbours=tuple(
                Neighbour(
                    topic_id=near["topic_id"],
                    cosine=near["cosine"],
                    here=tuple(near["here"]),
                    there=tuple(near["there"]),
                )
                for near in row.get("neighbours") or ()
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda topic: topic.topic_id))


def _gone(ledger: Sequence[Decision], topics: Sequence[TopicFacts], night: date) -> dict[str, str]:
    there = {topic.topic_id for topic in topics}
    opened = [row for row in ledger if row.kind in registry.OPENINGS and row.night <= night]
    named = {row.topic_id: row.other for row in registry.standing(ledger) if row.kind == "named"}
    return {
        row.topic_id: named.get(row.topic_id) or (row.other if row.kind == "known" else "") or row.topic_id
        for row in opened
        if row.topic_id not in there
    }


def _grouped(pairs: Iterable[tuple[str, Contact]]) -> dict[str, tuple[Contact, ...]]:
    found: dict[str, list[Contact]] = defaultdict(list)
    for key, contact in pairs:
        found[key].append(contact)
    return {key: tuple(contacts) for key, contacts in sorted(found.items())}
