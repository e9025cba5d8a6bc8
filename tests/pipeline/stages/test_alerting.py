"""What becomes of alerts when topics become one, what keeps them open, and who is behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

import numpy as np
import pyarrow as pa
import pytest

from pipeline.alerts import lived, watch
from pipeline.model import Alert, Kind, Lane, Sighting, Subject, Topic, TopicState
from pipeline.stages.alerting import STILL_HIGH, _calm, _carried
from pipeline.stages.sightings import LEAST_CUSTOMERS, of_watch
from pipeline.stages.watched import Watch, everywhere, in_places
from pipeline.view import View

NIGHT = date(2026, 11, 20)


def topic(name: str, into: str | None = None) -> Topic:
    """A topic, merged into another or not."""
    state = TopicState.MERGED if into else TopicState.ACTIVE
    return Topic(topic_id=name, name=name, state=state, born=NIGHT, last_seen=NIGHT, merged_into=into)


def alert(name: str, ago: int, lane: Lane = "night", *, closed: bool = False, place: str = "") -> Alert:
    """One that opened so many nights ago."""
    seen = Sighting(lane=lane, observed=20, expected=5.0, low=1, high=9, p=None, nights=1, customers=20)
    subject = Subject(kind="topic", name=name, slice="channel" if place else "all", value=place)
    (found,) = lived((), {subject: seen}, (), night=NIGHT - timedelta(days=ago), kept_nights=99)
    for back in (2, 1) if closed else ():
        (found,) = lived([found], {}, [subject], night=NIGHT - timedelta(days=back), kept_nights=99)
    return found


TOPICS = {one.topic_id: one for one in (topic("t1", into="t2"), topic("t2"), topic("t3"))}


def carried(*before: Alert) -> dict[str, str]:
    """Whose the alerts are now, by id."""
    return {one.alert_id: one.subject.name for one in _carried(before, TOPICS)}


def test_an_alert_of_a_merged_topic_is_its_survivors() -> None:
    """Under its own id; those of others stay theirs."""
    one, other = alert("t1", 3), alert("t3", 2)
    assert carried(one, other) == {one.alert_id: "t2", other.alert_id: "t3"}


def test_of_two_that_became_one_the_older_goes_on() -> None:
    """Whether a night told of it or a week: a rise is a rise."""
    for lane in ("night", "week"):
        old, young = alert("t1", 5, "week"), alert("t2", 1, lane)
        assert carried(young, old) == carried(old, young) == {old.alert_id: "t2"}


def test_a_rise_and_a_fall_and_places_stay_apart() -> None:
    """They are alerts of their own."""
    found = [alert("t1", 5), alert("t2", 4, "fall"), alert("t1", 3, place="chat"), alert("t2", 2, place="voice")]
    assert set(carried(*found)) == {one.alert_id for one in found}


def test_what_is_over_is_history_of_the_survivor() -> None:
    """All of it, beside what is open."""
    found = [alert("t1", 9, closed=True), alert("t2", 8, closed=True), alert("t2", 1)]
    assert carried(*found) == {one.alert_id: "t2" for one in found}


def test_an_alert_of_a_topic_whose_opening_was_taken_back_is_none() -> None:
    """There is nothing it could tell of."""
    assert carried(alert("t9", 1)) == {}


DAYS = tuple(NIGHT - timedelta(days=back) for back in range(69, -1, -1))
WHOLE = np.ones(len(DAYS), dtype=bool)
CHAT = Subject(kind="topic", name="t3", slice="channel", value="chat")
ALL = Subject(kind="topic", name="t3")


def steady(*last: int) -> list[int]:
    """Ten a night, and these on the last nights."""
    return [10] * (len(DAYS) - len(last)) + list(last)


def measures(counts: Sequence[int], place: tuple[str, str] = ("all", "")) -> pa.Table:
    """Counts of t3 on all nights, among a hundred conversations."""
    return pa.table({
        "night": pa.array(DAYS, pa.date32()), "name": ["t3"] * len(DAYS), "slice": [place[0]] * len(DAYS),
        "value": [place[1]] * len(DAYS), "conversations": counts, "base": [100] * len(DAYS),
    })  # fmt: skip


def watch_of(counts: Sequence[int]) -> Watch:
    """The watch over t3 everywhere."""
    return everywhere(measures(counts), "topic", ["t3"], DAYS, exposure=np.full(len(DAYS), 100.0), whole=WHOLE)


def among_others(counts: Sequence[int]) -> Watch:
    """The watch over t3 beside forty calm topics, by which jumps are known to be rare."""
    calm = np.random.default_rng(1).poisson(10, (40, len(DAYS)))
    both = np.concatenate([np.array([counts]), calm]).astype(float)
    weekdays = np.array([day.weekday() for day in DAYS])
    subjects = (ALL, *(Subject(kind="topic", name=f"calm {at}") for at in range(40)))
    return Watch(subjects=subjects, days=DAYS, counts=both, found=watch(both, np.full(both.shape, 500.0), weekdays))


def place_of(counts: Sequence[int]) -> Watch | None:
    """The watch over t3 in chats."""
    return in_places(measures(counts, ("channel", "chat")), "topic", ["t3"], ["channel"], DAYS, whole=WHOLE, least=4)


def test_an_alert_is_not_calm_while_counts_are_still_unusually_high() -> None:
    """Everywhere and in a place alike: nineteen where ten are usual tell nothing by themselves, and end nothing."""
    here, there = alert("t3", 3), alert("t3", 3, place="chat")
    for count, calm in ((19, False), (11, True)):
        whole, place = watch_of(steady(count)), place_of(steady(count))
        assert place is not None
        for one in (whole, place):
            assert not one.found.burst[0, -1]
            assert (one.found.p[0, -1] > STILL_HIGH) is np.bool_(calm)
        assert _calm([here, there], whole, place) == ({ALL, CHAT} if calm else set())
        assert _calm([here, there], whole, None) == ({ALL, CHAT} if calm else {CHAT}), "not heard there"


def test_only_open_alerts_of_the_kind_are_calm() -> None:
    """What is over stays over; behaviours are another matter."""
    over, other = alert("t2", 9, closed=True), alert("t3", 3)
    calm = watch_of(steady(10))
    assert _calm([over, other], calm, None) == {ALL}
    signals = replace(calm, subjects=(Subject(kind="signal", name="t3"),))
    assert _calm([over, other], signals, None) == set()


def test_a_place_is_not_called_calm_while_the_whole_stands_out() -> None:
    """It was not looked at by itself: its alert stays as it is."""
    loud = among_others(steady(90))
    assert loud.found.burst[0, -1]
    assert _calm([alert("t3", 3, place="chat")], loud, None) == set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """As many conversations about t3 as were counted, in chats; `each` of a customer's are on one night."""

    counts: Sequence[int]
    each: int = 1
    known: bool = True

    def table(self, dataset: str, nights: Iterable[date], columns: Sequence[str]) -> pa.Table:
        """The rows of these nights."""
        rows = [
            {
                "night": day, "conversation_id": f"{day}-{at}", "topic_id": "t3", "name": "t3", "channel": "chat",
                "customer": f"{day}-{at // self.each}" if self.known else None,
            }
            for day, count in zip(DAYS, self.counts, strict=True)
            for at in range(count)
            if day in set(nights)
        ]  # fmt: skip
        assert dataset in ("assignments", "signals", "conversations")
        return pa.Table.from_pylist(rows).select(["night", *columns])


def seen(said: Said, one: Watch) -> Sighting | None:
    """What stands out on the last night."""
    return of_watch(cast("View", said), one).get(one.subjects[0])


def test_a_night_counts_its_own_customers() -> None:
    """Forty conversations of the last night; the night before had other people."""
    counts = steady(12, 40)
    found = seen(Said(counts=counts), watch_of(counts))
    assert found is not None
    assert (found.lane, found.observed, found.customers) == ("night", 40, 40)
    pairs = seen(Said(counts=counts, each=2), watch_of(counts))
    assert pairs is not None
    assert pairs.customers == 20


def test_a_week_counts_customers_of_the_nights_whose_conversations_it_counts() -> None:
    """A night that was told by itself is in neither number."""
    counts = steady(19, 19, 19, 90, 19, 19, 19)
    one = among_others(counts)
    assert one.found.burst[0, -7:].tolist() == [False] * 3 + [True] + [False] * 3
    found = seen(Said(counts=counts), one)
    assert found is not None
    assert (found.lane, found.observed, found.customers) == ("week", 6 * 19, 6 * 19)


@pytest.mark.parametrize(("each", "told"), [(19, True), (20, False), (40, False)])
def test_what_fewer_than_three_customers_say_is_not_told(each: int, told: bool) -> None:
    """However often they say it; of an unknown customer nobody knows that it was the same."""
    counts = steady(40)
    assert LEAST_CUSTOMERS == 3
    assert (seen(Said(counts=counts, each=each), watch_of(counts)) is not None) is told
    unknown = seen(Said(counts=counts, each=each, known=False), watch_of(counts))
    assert unknown is not None
    assert unknown.customers == 40


def test_a_fall_needs_nobody_behind_it() -> None:
    """It is told by who is not there."""
    counts = steady(1, 0, 1, 0, 0, 1, 0)
    found = seen(Said(counts=counts), watch_of(counts))
    assert found is not None
    assert (found.lane, found.observed, found.customers) == ("fall", 3, 3)


def test_behaviours_count_those_who_show_them() -> None:
    """From signals, as topics from assignments; in a place, those there."""
    counts = steady(40)
    kind: Kind = "signal"
    one = in_places(measures(counts, ("channel", "chat")), kind, ["t3"], ["channel"], DAYS, whole=WHOLE, least=4)
    assert one is not None
    found = seen(Said(counts=counts), one)
    assert found is not None
    assert found.customers == 40
    assert one.subjects[0] == Subject(kind="signal", name="t3", slice="channel", value="chat")
