"""What an analyst at a shell is told of one topic, and of what was rejected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flows.home import Home
from flows.log import pointers_of_refused
from flows.night import edition_of
from flows.topiclist import TopicLine, lines
from pipeline import curation, registry
from pipeline.errors import UsageError
from pipeline.model import Night
from pipeline.view import View
from reports.nouns import Edition
from reports.sections import life
from reports.sections.tables import TREND_NIGHTS
from reports.words.wording import speaking

REJECTED = ("night", "reason", "file_sha256", "line", "byte_offset", "records")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTold:
    """One topic as its page tells it."""

    line: TopicLine
    summary: str
    first_night: date
    counts: tuple[int | None, ...]
    """Conversations a night, from `first_night` on; None where the night is missing."""
    terms: tuple[str, ...]
    quotes: tuple[str, ...]
    """Redacted; none where too few customers speak."""
    life: tuple[tuple[str, str], ...]
    """When, and what was decided."""

    def lines(self) -> tuple[str, ...]:
        """The same in sentences."""
        counts = " ".join("." if count is None else str(count) for count in self.counts)
        into = f", merged into {self.line.merged_into}" if self.line.merged_into else ""
        return (
            f"{self.line.id}  {self.line.name}",
            f"{self.line.state}{into}; born {self.line.born}, last heard {self.line.last_seen}",
            self.summary,
            f"a night since {self.first_night}: {counts}",
            f"key terms: {', '.join(self.terms) or 'none'}",
            *(f"“{quote}”" for quote in self.quotes),
            *(f"{when}: {said}" for when, said in self.life),
        )


def topic(home: Home, topic_id: str) -> TopicTold:
    """One topic; raises UsageError where no topic ever had the id."""
    view, told = _newest(home)
    pages = [page for page in told.topics if page.row.topic.topic_id == topic_id] if told else []
    if told is None or not pages:
        raise UsageError("no topic has that id: `painpoints topics list` shows them all")
    page = pages[0]
    first, counts = _nightly(view, told.night, topic_id)
    return TopicTold(
        line=next(one for one in lines(view, told.night) if one.id == topic_id),
        summary=page.summary,
        first_night=first,
        counts=counts,
        terms=page.terms,
        quotes=tuple(quote.text for quote in page.quotes),
        life=tuple((line.label, line.text) for line in page.life),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of a topic."""

    id: str
    night: date
    score: float
    text: str


def history(home: Home, topic_id: str) -> tuple[life.Told, ...]:
    """All that was decided about a topic; raises UsageError where no topic ever had the id."""
    view, told = _newest(home)
    names = {page.row.topic.topic_id: page.row.topic.name for page in told.topics} if told else {}
    ledger = view.ledger()
    if not any(topic_id in (row.topic_id, row.other) for row in ledger):
        raise UsageError("no topic has that id: `painpoints topics list` shows them all")
    return life.history(speaking(), topic_id, ledger, names | registry.themes(ledger))


def contradictions(home: Home, topic_id: str) -> tuple[curation.Contradiction, ...]:
    """Where people said different things about a topic."""
    ledger = View(home.lake, home.catalog, home.catalog.head()).ledger()
    return tuple(one for one in curation.contradictions(ledger) if topic_id in one.subject.split())


def statements(home: Home, topic_id: str, limit: int) -> tuple[Said, ...]:
    """The statements of a topic over the last 28 nights, the most typical first; raises UsageError as `topic`."""
    view, told = _newest(home)
    topics = registry.fold(view.ledger())
    if told is None or topic_id not in topics:
        raise UsageError("no topic has that id: `painpoints topics list` shows them all")
    days = Night(date=told.night, zone=home.settings.zone).window(28)
    counted_as = registry.survivor(topics, topic_id)
    rows = view.table("assignments", days, ["statement_id", "topic_id", "score"]).to_pylist()
    rows = [row for row in rows if row["topic_id"] == counted_as]
    rows.sort(key=lambda row: (-row["score"], row["statement_id"]))
    shown = {row["statement_id"]: row for row in rows[:limit]}
    texts = view.table("statements", days, ["statement_id", "text"]).to_pylist()
    text_of = {row["statement_id"]: row["text"] for row in texts if row["statement_id"] in shown}
    return tuple(Said(id=key, night=row["night"], score=row["score"], text=text_of[key]) for key, row in shown.items())


def quarantine(home: Home, night: date | None) -> list[dict[str, Any]]:
    """What was rejected on a night (None: on all), as rows of `REJECTED`; also of nights that were not published."""
    view = View(home.lake, home.catalog, home.catalog.head())
    rows = view.table("quarantine", None if night is None else [night]).to_pylist()
    refused = [row | {"night": date.fromisoformat(row["night"])} for row in pointers_of_refused(home.folder / "logs")]
    rows += [row for row in refused if night in (None, row["night"]) and row not in rows]
    return [{name: row[name] for name in REJECTED} for row in sorted(rows, key=lambda row: row["night"])]


def _newest(home: Home) -> tuple[View, Edition | None]:
    head = home.catalog.head()
    view = View(home.lake, home.catalog, head)
    return view, edition_of(view, Night(date=head.newest, zone=home.settings.zone)) if head else None


def _nightly(view: View, night: date, topic_id: str) -> tuple[date, tuple[int | None, ...]]:
    """The first of the last TREND_NIGHTS, and a topic's conversations on each; None where the night is missing."""
    nights = [day for day in view.nights("coverage") if night - timedelta(days=TREND_NIGHTS) < day <= night]
    first = min(nights, default=night)
    rows = view.table("measures", nights, ["topic_id", "slice", "conversations"]).to_pylist()
    heard = {row["night"]: row["conversations"] for row in rows if (row["topic_id"], row["slice"]) == (topic_id, "all")}
    days = [first + timedelta(days=ahead) for ahead in range((night - first).days + 1)]
    return first, tuple(heard.get(day, 0) if day in set(nights) else None for day in days)
