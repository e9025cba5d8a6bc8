"""What stands out on a night, each with the people behind it: of what is watched, and what is new or back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline import registry
from pipeline.alerts import LEAST_COUNT, LEAST_NIGHTS
from pipeline.alerts.counts import between
from pipeline.model import Decision, Lane, Night, Sighting, Subject, Topic, TopicState
from pipeline.settings import Settings
from pipeline.stages.watched import Watch
from pipeline.view import View

LEAST_CUSTOMERS = 3
"""Behind whatever is told."""
NEW_NIGHTS, BACK_NIGHTS = 14, 7
"""How long a topic is new, or back."""
GONE = (TopicState.MERGED, TopicState.RETIRED)
_SAID = {"topic": ("assignments", "topic_id"), "signal": ("signals", "name")}


def of_watch(view: View, watch: Watch) -> dict[Subject, Sighting]:
    """What stands out on the last night, with the people behind it; what has too few of them is none."""
    found = {}
    for at, subject in enumerate(watch.subjects):
        sighting = stands_out(watch, at)
        if sighting is None:
            continue
        people = _people(view, subject, _nights(watch, at, sighting))
        if people >= LEAST_CUSTOMERS or sighting.lane == "fall":
            found[subject] = replace(sighting, customers=people)
    return found


def _nights(watch: Watch, at: int, sighting: Sighting) -> list[date]:
    """The nights whose conversations a sighting counts."""
    if sighting.lane == "night":
        return [watch.days[-1]]
    return [day for day, told in zip(watch.days[-7:], watch.found.burst[at, -7:], strict=True) if not told]


def stands_out(watch: Watch, at: int) -> Sighting | None:
    """How a subject stands out on the last night, whoever is behind it; None where it does not."""
    return _of_night(watch, at) or _of_week(watch, at)


def _of_night(watch: Watch, at: int) -> Sighting | None:
    if not watch.found.burst[at, -1]:
        return None
    return Sighting(
        lane="night",
        observed=int(watch.counts[at, -1]),
        expected=float(watch.found.expected[at, -1]),
        low=int(watch.found.low[at, -1]),
        high=int(watch.found.high[at, -1]),
        p=float(watch.found.p[at, -1]),
        nights=1,
        customers=0,
    )


def _of_week(watch: Watch, at: int) -> Sighting | None:
    week = watch.found.week
    if not (week.higher[at, -1] or week.lower[at, -1]):
        return None
    low, high = between(week.expected[at, -1:], week.excess[at, -1:])
    return Sighting(
        lane="week" if week.higher[at, -1] else "fall",
        observed=int(week.observed[at, -1]),
        expected=float(week.expected[at, -1]),
        low=int(low[0]),
        high=int(high[0]),
        p=None,
        nights=int(week.nights[at, -1]),
        customers=0,
    )


def _people(view: View, subject: Subject, days: Sequence[date]) -> int:
    """Distinct known customers who said it on these nights, and conversations whose customer is unknown."""
    dataset, column = _SAID[subject.kind]
    said = view.table(dataset, days, ["conversation_id", column])
    keys = {
        key
        for key, name in zip(said["conversation_id"].to_pylist(), said[column].to_pylist(), strict=True)
        if name == subject.name
    }
    place = [] if subject.slice == "all" else [subject.slice]
    rows = view.table("conversations", days, ["conversation_id", "customer", *place]).to_pylist()
    there = [row for row in rows if row["conversation_id"] in keys and (not place or row[place[0]] == subject.value)]
    return len({row["customer"] for row in there if row["customer"]}) + sum(not row["customer"] for row in there)


def new(
    view: View, night: Night, topics: Mapping[str, Topic], *, days: Sequence[date], settings: Settings
) -> dict[Subject, Sighting]:
    """Topics of the last nights that nobody had spoken of before, large and steady enough to be told of."""
    if len(days) < LEAST_NIGHTS:
        return {}
    since = night.date - timedelta(days=NEW_NIGHTS)
    first = min((topic.born for topic in topics.values()), default=since)
    fresh = {
        key
        for key, topic in topics.items()
        # Topics of the very first night are new to painpoints, not to the world.
        if topic.state not in GONE and topic.born > max(since, first) and not topic.known
        and (topic.stability is None or topic.stability >= settings.publish.min_stability)
    }  # fmt: skip
    return _heard_of(
        view, fresh, lane="new", night=night, nights=NEW_NIGHTS, least=settings.discovery.min_conversations,
        unheard=[day for day in days if day <= since],
    )  # fmt: skip


def back(view: View, night: Night, topics: Mapping[str, Topic], ledger: Iterable[Decision]) -> dict[Subject, Sighting]:
    """Topics that are heard again after a silence."""
    late = night.date - timedelta(days=BACK_NIGHTS)
    woken = {
        row.topic_id
        for row in registry.standing(ledger)
        if row.kind == "returned" and late < row.night <= night.date
        and row.topic_id in topics and topics[row.topic_id].state == TopicState.ACTIVE
    }  # fmt: skip
    return _heard_of(view, woken, lane="returned", night=night, nights=BACK_NIGHTS, least=LEAST_COUNT, unheard=[])


def _heard_of(
    view: View, names: set[str], *, lane: Lane, night: Night, nights: int, least: int, unheard: Sequence[date]
) -> dict[Subject, Sighting]:
    """Those topics that have enough conversations and customers over the last nights, and none on the `unheard`."""
    counts: dict[str, int] = dict.fromkeys(names, 0)
    table = view.table("measures", night.window(nights), ["topic_id", "slice", "conversations"])
    for row in table.to_pylist() if names else ():
        if row["slice"] == "all" and row["topic_id"] in names:
            counts[row["topic_id"]] += row["conversations"]
    earlier = set(view.table("measures", unheard, ["topic_id"])["topic_id"].to_pylist()) if names and unheard else set()
    found = {}
    for name in sorted(names - earlier):
        subject = Subject(kind="topic", name=name)
        people = _people(view, subject, night.window(nights)) if counts[name] >= least else 0
        if people >= LEAST_CUSTOMERS:
            found[subject] = Sighting(
                lane=lane,
                observed=counts[name],
                expected=None,
                low=None,
                high=None,
                p=None,
                nights=nights,
                customers=people,
            )
    return found
