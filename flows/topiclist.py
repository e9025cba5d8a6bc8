"""All lasting topics in lines, counted from the lake alone: small ones are whole here, whose numbers no page shows.

It loads nothing that makes editions or pages, so that a list is there at once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from flows.home import Home
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import Night
from pipeline.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic in the list: what was counted in the last 28 nights."""

    id: str
    name: str
    state: str
    conversations: int
    customers: int
    """Distinct known ones."""
    customer_unknown: int
    """Conversations whose customer is unknown."""
    born: date
    last_seen: date
    merged_into: str


def topics(home: Home) -> tuple[TopicLine, ...]:
    """All topics, most heard first, merged ones last; empty where nothing is published."""
    head = home.catalog.head()
    found = lines(View(home.lake, home.catalog, head), head.newest) if head else ()
    return tuple(sorted(found, key=lambda one: (bool(one.merged_into), -one.conversations, one.id)))


def lines(view: View, night: date) -> tuple[TopicLine, ...]:
    """A line for every topic that ever had an id, as of the newest night, in the order of their ids."""
    columns = ["topic_id", "name", "state", "born", "last_seen", "merged_into"]
    counted = _counted(view, night)
    return tuple(
        TopicLine(
            id=row["topic_id"],
            name=row["name"],
            state=row["state"],
            conversations=len(who := counted.get(row["topic_id"], ())),
            customers=len(set(filter(None, who))),
            customer_unknown=sum(not one for one in who),
            born=row["born"],
            last_seen=row["last_seen"],
            merged_into=row["merged_into"],
        )
        for row in view.table("topics", view.nights("topics")[-1:], columns).to_pylist()
    )


def _counted(view: View, night: date) -> dict[str, list[str]]:
    """Topic -> the customer of each of its conversations in the last 28 nights; empty: unknown."""
    days = Night(date=night, zone="UTC").window(WINDOW_NIGHTS)
    columns = ["conversation_id", "customer"]
    who = {
        row["conversation_id"]: row["customer"] or "" for row in view.table("conversations", days, columns).to_pylist()
    }
    rows = view.table("assignments", days, ["conversation_id", "topic_id"]).to_pylist()
    found: dict[str, list[str]] = defaultdict(list)
    for topic_id, key in sorted({(row["topic_id"] or "", row["conversation_id"]) for row in rows}):
        found[topic_id].append(who.get(key, ""))
    return found
