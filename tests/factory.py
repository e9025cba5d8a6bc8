"""Builders of a small made-up company: say what was said, get the view that the pages read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import Decision, LakeFile, Night, Receipt
from pipeline.schemas import SCHEMAS
from pipeline.slices import NIGHTLY
from pipeline.stages.impacting import impact_rows


@dataclass(frozen=True, slots=True)
class StoryView:
    """What `pipeline.view.View` offers to the reports, from tables in memory."""

    tables: Mapping[str, pa.Table]
    decisions: tuple[Decision, ...]
    books: tuple[Receipt, ...]

    def table(
        self, dataset: str, nights: Iterable[date] | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Rows of a dataset with `night` first."""
        table = self.tables[dataset]
        if nights is not None:
            table = table.filter(pc.is_in(table["night"], pa.array(list(nights), pa.date32())))
        return table if columns is None else table.select(["night", *columns])

    def nights(self, dataset: str) -> tuple[date, ...]:
        """Nights that hold rows."""
        return tuple(sorted(set(self.tables[dataset]["night"].to_pylist())))

    def files(self, _dataset: str, _nights: Iterable[date] | None = None, /) -> tuple[LakeFile, ...]:
        """None: it lies in memory."""
        return ()

    def bytes_of(self, _dataset: str, _night: date, /) -> bytes | None:
        """None: it was never published."""
        return None

    def as_told(self, _night: date, /, *, before: bool) -> StoryView | None:  # noqa: ARG002
        """Never: this is the first time."""
        return None

    def ledger(self) -> tuple[Decision, ...]:
        """All decisions."""
        return self.decisions

    def receipts(self) -> tuple[Receipt, ...]:
        """All books."""
        return self.books


@dataclass(slots=True)
class Story:
    """A company's nights in the making: add topics, conversations, decisions and books, then take the view."""

    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {name: [] for name in SCHEMAS})
    decisions: list[Decision] = field(default_factory=list)
    books: list[Receipt] = field(default_factory=list)
    named: dict[str, dict[str, object]] = field(default_factory=dict)

    def topic(self, topic_id: str, name: str, *, born: date, **more: object) -> None:
        """A topic; `more` overrides columns of the topics table."""
        self.named[topic_id] = {
            "topic_id": topic_id,
            "name": name,
            "state": "active",
            "born": born,
            "last_seen": born,
            "aliases": [],
            "merged_into": None,
            "theme": "",
            "theme_name": "",
            "centroid": [1.0, 0.0],
            "floor": 0.5,
            "terms": [{"text": word, "weight": 1.0} for word in name.lower().split()],
            "examples": [],
        } | more

    def conversation(
        self,
        night: date,
        key: str,
        turns: Sequence[tuple[str, str]],
        *,
        topics: Mapping[int, str] | None = None,
        nearly: str = "",
        near: float = 0.6,
        signals: Mapping[int, str] | None = None,
        customer: str | None = None,
        agent: str | None = None,
        channel: str = "voice",
        segment: str | None = None,
        product: str | None = None,
        queue: str | None = None,
        team: str | None = None,
        stage: str | None = None,
        customer_since: date | None = None,
        at: time = time(10),
        resolved: bool | None = None,
        csat: float | None = None,
        handle_seconds: float | None = None,
        went: Mapping[str, object] | None = None,
        before: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """One conversation of (speaker, text) turns; a turn in `topics` is a statement (empty topic: none), one in
        `signals` carries that signal; `nearly` is the topic that its statements came as
        `near` to as that; it began `at` (UTC); `went` are columns of its row in outcomes (None: no row); `before` says
        of a topic how often the customer had come about it within 7 and 30 days."""
        topics, signals = topics or {}, signals or {}
        blank = {field_.name: None for field_ in SCHEMAS["conversations"]}
        told: dict[str, object] = {"customer": customer, "agent": agent, "customer_since": customer_since}
        told |= {"segment": segment, "product": product, "queue": queue, "team": team, "resolved": resolved}
        started = datetime.combine(night, at, UTC)
        if stage is not None:
            self._add("stages", night, {"conversation_id": key, "stage": stage, "cues": "made up"})
        measured = {"csat": csat, "handle_seconds": handle_seconds}
        self._add("conversations", night, blank | told | measured | {
            "conversation_id": key, "content_hash": key, "source": "made-up", "channel": channel, "started_at": started,
            "turns": len(turns), "statements": len(topics), "redactor": "none",
        })  # fmt: skip
        if went is not None:
            unknown = dict.fromkeys(SCHEMAS["outcomes"].names) | {"inferred": False, "transfers_inferred": False}
            self._add("outcomes", night, unknown | {"conversation_id": key} | dict(went))
        for topic, (week, month) in (before or {}).items():
            counts = {"within_7": week, "within_30": month}
            self._add("repeats", night, {"conversation_id": key, "topic_id": topic, **counts})
        for index, (speaker, text) in enumerate(turns):
            turn = {"conversation_id": key, "turn": index, "speaker": speaker, "text": text, "at": 12.5 * index}
            self._add("turns", night, turn)
            place = {"conversation_id": key, "turn": index, "start": 0, "end": len(text)}
            if index in topics:
                name = f"{key}-{index}"
                self._add("statements", night, place | {"statement_id": name, "text": text, "text_hash": name})
                self._add("assignments", night, {
                    "statement_id": name, "conversation_id": key, "topic_id": topics[index], "score": 0.9,
                    "runner_up": nearly, "runner_up_score": near if nearly else 0.0,
                })  # fmt: skip
            if index in signals:
                self._add("signals", night, place | {"name": signals[index], "score": 0.9})

    def view(self, *nights: date) -> StoryView:
        """The view with the topics as of these nights and everything counted."""
        rows = {name: list(found) for name, found in self.rows.items()}
        rows["topics"] = [{"night": night, **topic} for night in nights for topic in self.named.values()]
        rows["coverage"], rows["measures"] = _coverage(rows), _measures(rows)
        rows["impact"] = [one for night in nights for one in _impact(rows, night)]
        return StoryView(
            {name: _table(name, found) for name, found in rows.items()}, tuple(self.decisions), tuple(self.books)
        )

    def _add(self, dataset: str, night: date, row: Mapping[str, object]) -> None:
        self.rows[dataset].append({"night": night, **row})


def _table(dataset: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    schema = pa.schema([pa.field("night", pa.date32()), *SCHEMAS[dataset]])
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["night"])), schema=schema)


def _topics_of(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[object, set[object]]:
    found: dict[object, set[object]] = {}
    for row in rows["assignments"]:
        found.setdefault(row["conversation_id"], set()).update({row["topic_id"]} - {""})
    return found


def _grouped(
    rows: Sequence[Mapping[str, object]], slices: Sequence[str]
) -> dict[tuple[date, str, str], list[Mapping[str, object]]]:
    groups: dict[tuple[date, str, str], list[Mapping[str, object]]] = {}
    for row in rows:
        places = [("all", ""), *((name, str(row[name])) for name in slices if row[name])]
        for name, value in places:
            groups.setdefault((row["night"], name, value), []).append(row)  # type: ignore[arg-type]
    return groups


def _counts(rows: Sequence[Mapping[str, object]]) -> dict[str, int]:
    known = [row["resolved"] for row in rows if row["resolved"] is not None]
    return {
        "conversations": len(rows),
        "customers": len({row["customer"] for row in rows} - {None}),
        "customer_unknown": sum(row["customer"] is None for row in rows),
        "resolved": sum(map(bool, known)),
        "resolution_known": len(known),
    }


def _coverage(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> list[dict[str, object]]:
    topics = _topics_of(rows)
    found = []
    for (night, name, value), group in _grouped(rows["conversations"], ("channel",)).items():
        spoken = [row for row in group if row["conversation_id"] in topics]
        placed = [row for row in spoken if topics[row["conversation_id"]]]
        found.append({
            "night": night, "slice": name, "value": value, **_counts(group), "with_statement": len(spoken),
            "with_topic": len(placed), "statements": len(spoken), "statements_assigned": len(placed),
        })  # fmt: skip
    return found


def _measures(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> list[dict[str, object]]:
    topics, staged = _topics_of(rows), {row["conversation_id"]: row["stage"] for row in rows["stages"]}
    told = [{**row, "stage": staged.get(row["conversation_id"])} for row in rows["conversations"]]
    bases = {place: len(group) for place, group in _grouped(told, NIGHTLY).items()}
    found: list[dict[str, object]] = []
    for topic in sorted(map(str, set().union(*topics.values()) if topics else ())):
        inside = [row for row in told if topic in topics.get(row["conversation_id"], ())]
        for (night, name, value), group in _grouped(inside, NIGHTLY).items():
            place = {"night": night, "topic_id": topic, "slice": name, "value": value}
            found.append(place | _counts(group) | {"base": bases[night, name, value]})
    return found


def _impact(rows: Mapping[str, Sequence[Mapping[str, object]]], night: date) -> list[dict[str, object]]:
    window = Night(date=night, zone="UTC").window(WINDOW_NIGHTS)
    past = {name: [row for row in found if row["night"] in window] for name, found in rows.items()}
    heard, looked = (
        {day for day in window if any(row["night"] == day for row in past[name])}
        for name in ("conversations", "signals")
    )
    names = ("conversations", "assignments", "signals", "repeats")
    found = impact_rows(*(past[name] for name in names), nights=len(heard), looked=frozenset(looked))
    return [{"night": night, **row} for row in found]
