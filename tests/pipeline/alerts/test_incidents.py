"""The life of alerts, by hand and by random nights."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.alerts import alert_of, lived, row_of, surplus
from pipeline.alerts.incidents import CALM_NIGHTS, SHORT
from pipeline.model import Alert, Lane, Sighting, Subject
from pipeline.schemas import SCHEMAS

FIRST = date(2026, 11, 16)
KEPT = 9
TOPIC = Subject(kind="topic", name="t1")
PLACE = Subject(kind="topic", name="t1", slice="channel", value="chat")
SUBJECTS = (
    TOPIC,
    PLACE,
    Subject(kind="topic", name="t1", slice="queue", value="chat"),
    Subject(kind="topic", name="t1", slice="channel", value="voice"),
    Subject(kind="topic", name="t11"),
    Subject(kind="signal", name="blames"),
)
LANES: tuple[Lane, ...] = ("night", "week", "new", "returned", "fall")


def day(number: int) -> date:
    """The night so many after the first."""
    return FIRST + timedelta(days=number)


def sighting(observed: int = 20, lane: Lane = "night", expected: float | None = 5.0) -> Sighting:
    """So many where five were expected."""
    bounds = (None, None) if expected is None else (1, 10)
    return Sighting(
        lane=lane,
        observed=observed,
        expected=expected,
        low=bounds[0],
        high=bounds[1],
        p=None,
        nights=1,
        customers=observed,
    )


def nights(*told: Sighting | str) -> list[tuple[Alert, ...]]:
    """The alerts after each night for one topic: a sighting, `calm`, or `missing`."""
    found: list[tuple[Alert, ...]] = []
    for number, one in enumerate(told):
        seen = {TOPIC: one} if isinstance(one, Sighting) else {}
        calm = [TOPIC] if one == "calm" else []
        found.append(lived(found[-1] if found else (), seen, calm, night=day(number), kept_nights=KEPT))
    return found


def test_an_incident_of_five_nights_is_one_alert() -> None:
    """Opened once; its newest night and its highest are known."""
    found = nights(sighting(20), sighting(60), sighting(30), "calm", sighting(22))
    (alert,) = found[-1]
    assert [len(one) for one in found] == [1] * 5
    assert (alert.opened, alert.last, alert.peak_night) == (day(0), day(4), day(1))
    assert (alert.peak.observed, alert.latest.observed, alert.closed, alert.calm) == (60, 22, None, 0)


def test_two_calm_nights_in_a_row_close_it_and_one_does_not() -> None:
    """A relapse in between begins the count anew; a later one is another alert."""
    found = nights(sighting(), "calm", sighting(), "calm", "calm", "calm", sighting())
    states = [[(alert.closed, alert.calm) for alert in one] for one in found]
    assert states[1] == [(None, 1)]
    assert states[2] == [(None, 0)]
    assert states[3] == [(None, 1)]
    assert states[4] == states[5] == [(day(4), 2)]
    assert [alert.opened for alert in found[6]] == [day(0), day(6)]
    assert len({alert.alert_id for alert in found[6]}) == 2


def test_a_night_that_is_missing_changes_nothing() -> None:
    """Calm nights on both sides of it are in a row."""
    found = nights(sighting(), "calm", "missing", "missing", "calm")
    assert found[1] == found[2] == found[3]
    assert found[4][0].closed == day(4)


def test_a_rise_told_by_a_night_and_then_by_the_week_is_one() -> None:
    """The week's number is no higher peak: only like is compared."""
    (alert,) = nights(sighting(20), sighting(90, "week", 40.0))[-1]
    assert (alert.opened, alert.latest.lane, alert.peak.lane, alert.peak_night) == (day(0), "week", "night", day(0))


def test_a_fall_after_a_rise_is_another_alert() -> None:
    """What falls is calm as a rise, which closes as any other."""
    found = nights(sighting(20), sighting(2, "fall", 40.0), sighting(2, "fall", 40.0))
    assert {alert.latest.lane: alert.calm for alert in found[1]} == {"night": 1, "fall": 0}
    closed = {alert.latest.lane: alert.closed for alert in found[2]}
    assert closed == {"night": day(2), "fall": None}


def test_what_is_over_is_forgotten_after_the_nights_it_is_kept() -> None:
    """Counted from the night that closed it."""
    found = nights(sighting(), "calm", "calm", *["calm"] * (KEPT + 2))
    kept = [number for number, one in enumerate(found) if one]
    assert kept == list(range(2 + KEPT))


def test_a_night_that_is_as_high_again_is_no_higher_peak() -> None:
    """The first of equals stays, and what stands out is by how much, not how many."""
    found = nights(sighting(20), sighting(20), sighting(30, expected=25.0))
    assert found[-1][0].peak_night == day(0)
    assert surplus(sighting(30, expected=25.0)) < surplus(sighting(20))
    assert surplus(sighting(3, "new", None)) == 3
    assert surplus(sighting(2, "fall", 40.0)) == 38


@pytest.mark.parametrize("lane", LANES)
def test_every_lane_opens_and_closes(lane: Lane) -> None:
    """New topics and those that come back too; nothing needs an expected number."""
    expected = None if lane in ("new", "returned") else 5.0
    found = nights(sighting(20, lane, expected), sighting(22, lane, expected), "calm", "calm")
    (alert,) = found[-1]
    assert (alert.opened, alert.last, alert.closed) == (day(0), day(1), day(3))
    assert alert.peak.observed == 22


def test_places_of_a_topic_have_alerts_of_their_own() -> None:
    """As many as subjects, each with its id, whatever their names have in common."""
    found = lived((), {one: sighting() for one in SUBJECTS}, (), night=FIRST, kept_nights=KEPT)
    assert {alert.subject for alert in found} == set(SUBJECTS)
    assert len({alert.alert_id for alert in found}) == len(SUBJECTS)
    assert [alert.alert_id for alert in found] == sorted(alert.alert_id for alert in found)


def test_an_id_says_whether_it_is_of_a_signal() -> None:
    """A signal that is called as a topic has alerts of its own."""
    subjects = [TOPIC, Subject(kind="signal", name="t1"), Subject(kind="signal", name="t1", slice="team", value="a")]
    found = [one.alert_id for one in lived((), dict.fromkeys(subjects, sighting()), (), night=FIRST, kept_nights=KEPT)]
    assert len(set(found)) == 3
    assert "t1.20261116.up" in found
    assert "signal.t1.20261116.up" in found
    assert sum(one.startswith("signal.t1.") for one in found) == 2


def test_an_id_does_not_show_the_name_of_a_place() -> None:
    """It may be a team's or a customer segment's, and ids go into addresses."""
    secret = Subject(kind="topic", name="t1", slice="team", value="North <secret>")
    (alert,) = lived((), {secret: sighting()}, (), night=FIRST, kept_nights=KEPT)
    assert "secret" not in alert.alert_id.lower()
    assert alert.alert_id.replace("-", "").replace(".", "").isalnum()


sightings = st.builds(
    lambda lane, observed, expected: Sighting(
        lane=lane,
        observed=observed,
        expected=None if lane in ("new", "returned") else expected,
        low=None if lane in ("new", "returned") else 0,
        high=None if lane in ("new", "returned") else 9,
        p=0.001 if lane == "night" else None,
        nights=1,
        customers=observed,
    ),
    st.sampled_from(LANES),
    st.integers(0, 60),
    st.floats(0, 50),
)
told = st.dictionaries(st.sampled_from(SUBJECTS), sightings, max_size=len(SUBJECTS))
quiet = st.sets(st.sampled_from(SUBJECTS))


class Life(RuleBasedStateMachine):
    """Nights of random sightings, one after the other, beside a count of calm nights kept by hand."""

    @initialize()
    def begin(self) -> None:
        """No alert yet."""
        self.night = FIRST
        self.alerts: tuple[Alert, ...] = ()
        self.calm: dict[str, int] = {}
        self.ever: dict[str, Subject] = {}

    @rule(seen=told, calm=quiet, skipped=st.integers(0, 3))
    def night_passes(self, seen: dict[Subject, Sighting], calm: set[Subject], skipped: int) -> None:
        """Some subjects stand out, some are calm, of others nothing is known."""
        self.night += timedelta(days=1 + skipped)
        before, quiet_ = self.alerts, calm - seen.keys()
        self.alerts = lived(before, seen, quiet_, night=self.night, kept_nights=KEPT)
        turned = dict(reversed(seen.items()))
        again = lived(reversed(before), turned, sorted(quiet_, key=repr), night=self.night, kept_nights=KEPT)
        assert again == self.alerts, "the same night again, in another order"
        now = {alert.alert_id: alert for alert in self.alerts}
        for alert in before:
            self.judged(alert, now.get(alert.alert_id), seen, quiet_)
        for alert in self.alerts:
            if alert.alert_id not in {one.alert_id for one in before}:
                assert alert.alert_id not in self.ever, "an id is given once"
                assert (alert.opened, alert.peak_night, alert.calm) == (self.night, self.night, 0)
                assert seen[alert.subject] == alert.peak == alert.latest
                self.ever[alert.alert_id] = alert.subject
                self.calm[alert.alert_id] = 0
        for subject, one in seen.items():
            standing = [alert for alert in self.alerts if alert.subject == subject and alert.last == self.night]
            assert [alert.latest for alert in standing] == [one], "whatever stands out is told by one alert"

    def judged(self, alert: Alert, after: Alert | None, seen: dict[Subject, Sighting], calm: set[Subject]) -> None:
        """One alert of the night before, as it is now."""
        if alert.closed is not None:
            gone = self.night - alert.closed >= timedelta(days=KEPT)
            assert after == (None if gone else alert), "what is over does not change"
            return
        assert after is not None, "no open alert vanishes"
        one = seen.get(alert.subject)
        if one is None and alert.subject not in calm:
            assert after == alert, "of which nothing is known it stays"
            return
        goes_on = one is not None and SHORT[one.lane] == SHORT[alert.latest.lane]
        self.calm[alert.alert_id] = 0 if goes_on else self.calm[alert.alert_id] + 1
        assert after.calm == self.calm[alert.alert_id]
        assert (after.closed is not None) == (after.calm == CALM_NIGHTS)
        assert after.last == (self.night if goes_on else alert.last)
        if goes_on and one is not None and one.lane == alert.peak.lane:
            assert surplus(after.peak) == max(surplus(alert.peak), surplus(one))

    @invariant()
    def at_most_one_is_open(self) -> None:
        """Of a subject and a way."""
        open_ = [(alert.subject, SHORT[alert.latest.lane]) for alert in self.alerts if alert.closed is None]
        assert len(open_) == len(set(open_))

    @invariant()
    def nights_are_in_order(self) -> None:
        """Opened, then highest, then newest, then closed."""
        for alert in self.alerts:
            assert FIRST < alert.opened <= alert.peak_night <= alert.last <= (alert.closed or self.night) <= self.night
            assert alert.closed is None or alert.last < alert.closed

    @invariant()
    def ids_are_unique_and_in_order(self) -> None:
        """So that nothing depends on the order of a set."""
        ids = [alert.alert_id for alert in self.alerts]
        assert ids == sorted(set(ids))

    @invariant()
    def rows_hold_all_of_it(self) -> None:
        """What the lake keeps is read back as it was."""
        rows = [row_of(alert) for alert in self.alerts]
        table = pa.Table.from_pylist(rows, SCHEMAS["alerts"])
        assert tuple(alert_of(row) for row in table.to_pylist()) == self.alerts


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


@given(st.text(), st.sampled_from(["channel", "team"]), st.text(min_size=1), sightings, st.integers(0, 500))
def test_a_row_is_the_alert(name: str, slice_: str, value: str, one: Sighting, number: int) -> None:
    """Whatever the name of a topic or a place: all columns of the schema are there, and give it back."""
    subject = Subject(kind="topic", name=name, slice=slice_, value=value)
    (alert,) = lived((), {subject: one}, (), night=day(number), kept_nights=KEPT)
    row = row_of(alert)
    assert set(row) == set(SCHEMAS["alerts"].names)
    assert alert_of(row) == alert
