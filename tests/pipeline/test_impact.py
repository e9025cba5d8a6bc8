"""What topics cost: counted by hand in small stories, and what holds for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.impact import FEWEST, Case, Impact, Span, impact_of, impacts, row_of
from pipeline.measures import difference
from pipeline.schemas import SCHEMAS

MAIL, SITE = "t-mail", "t-site"
QUIET: frozenset[str] = frozenset()
GONE = frozenset(["churned"])


def case(at: int, *topics: str, **more: object) -> Case:
    """A conversation of the customer of the same number, of which nothing further is known."""
    blank = Case(
        order=f"{at:05d}",
        customer=f"u{at}",
        topics=topics,
        handle_seconds=None,
        csat=None,
        resolved=None,
        signals=None,
        befores={},
    )
    return replace(blank, **more)  # type: ignore[arg-type]


def told(cases: list[Case], nights: int = 10, seed: int = 7) -> Mapping[str, Impact]:
    """Impact by topic."""
    return {one.topic_id: one for one in impacts(cases, nights=nights, seed=seed, resamples=199)}


def absent(one: Impact) -> set[str]:
    """Names of what is not told."""
    return {field.name for field in fields(one) if getattr(one, field.name) is None}


FIGURES = {field.name for field in fields(Impact) if field.default is None}


def test_nothing_read_costs_nothing() -> None:
    """Without conversations there is no row, not a row of zeros."""
    assert impacts([], nights=0, seed=0) == ()


def test_what_the_data_lack_is_absent() -> None:
    """Conversations that tell of nothing but their topic have no figure; only how many know a thing, none, is told."""
    found = told([case(at, MAIL) for at in range(30)])
    assert absent(found[MAIL]) == FIGURES
    assert (found[MAIL].conversations, found[MAIL].customers, found[MAIL].handle_known) == (30, 30, 0)


def test_handling_is_minutes_a_night() -> None:
    """Twelve conversations of five minutes in ten nights are six minutes a night; where all last the same and each
    customer came once, only how many come varies."""
    others = [case(100 + at, SITE, handle_seconds=60.0) for at in range(12)]
    found = told([*(case(at, MAIL, handle_seconds=300.0) for at in range(12)), *others])
    mail, site = found[MAIL].minutes, found[SITE].minutes
    assert mail is not None
    assert site is not None
    assert (mail.value, site.value) == (6.0, 1.2)
    assert mail.low < 6.0 < mail.high
    assert (site.low, site.high) != (site.value, site.value)


def test_a_conversation_counts_whole_in_each_topic_and_divided_where_they_are_added_up() -> None:
    """Of twelve about both topics each takes half of the time when it is shared out."""
    cases = [case(at, MAIL, SITE, handle_seconds=600.0) for at in range(12)]
    found = told([*cases, case(50, handle_seconds=6000.0)])
    for topic in (MAIL, SITE):
        minutes = found[topic].minutes
        assert (minutes and minutes.value, found[topic].minutes_shared) == (12.0, 6.0)
    assert found[""].minutes_shared == 12.0, "what is about no topic is no topic's"


@pytest.mark.parametrize(("known", "there"), [(19, False), (20, True)])
def test_missing_times_are_estimated_from_twenty_at_least(known: int, there: bool) -> None:
    """Of forty conversations so many took two minutes: the others are taken to last as long."""
    cases = [case(at, MAIL, handle_seconds=120.0 if at < known else None) for at in range(40)]
    found = told(cases)[MAIL]
    assert (found.minutes is not None, found.minutes_shared is not None) == (there, there)
    assert found.handle_known == known
    if found.minutes:
        assert (found.minutes.value, found.minutes_shared) == (8.0, 8.0)


@pytest.mark.parametrize(("people", "there"), [(FEWEST - 1, False), (FEWEST, True)])
def test_fewer_than_ten_people_are_not_told_of(people: int, there: bool) -> None:
    """However many conversations they have; a conversation whose customer is unknown counts as one of them."""
    rest = [case(100 + at, handle_seconds=60.0, csat=3.0, resolved=True, signals=QUIET) for at in range(30)]
    customers = [f"u{at % (people - 1)}" for at in range(40)] + [None]
    here = [
        case(at, MAIL, customer=who, handle_seconds=60.0, csat=3.0, resolved=True, signals=GONE)
        for at, who in enumerate(customers)
    ]
    found = told([*here, *rest])[MAIL]
    assert (found.customers, found.customer_unknown) == (people - 1, 1)
    # Of customers the known ones alone are told, of which there is one fewer.
    always = {"repeats", "customers_leaving", "customers_left"}
    assert absent(found) == (always if there else FIGURES)


def test_others_of_fewer_than_ten_people_are_not_told_of_either() -> None:
    """An average without the topic would be theirs."""
    cases = [case(at, *([MAIL] if at < 30 else []), csat=3.0, resolved=True, signals=QUIET) for at in range(39)]
    found = told(cases)[MAIL]
    assert (found.csat, found.resolved, found.leaving) == (3.0, 30, 0)
    assert (found.csat_shift, found.resolved_shift, found.leaving_shift, found.leaving_more) == (None,) * 4


def test_repeats_are_of_those_whose_customer_is_known() -> None:
    """Twelve were looked up, four had come about the same; another topic's contacts do not count."""
    looked = [case(at, MAIL, befores={MAIL: int(at < 4), SITE: 3}) for at in range(12)]
    unknown = [case(50 + at, MAIL, customer=None) for at in range(5)]
    found = told([*looked, *unknown])
    assert (found[MAIL].repeats, found[MAIL].repeats_known) == (4, 12)


def test_customers_who_leave_are_distinct() -> None:
    """Two customers spoke of it in three conversations, one of them had left; nobody unknown is a customer."""
    said = [
        case(1, MAIL, customer="u1", signals=frozenset(["churn_threat"])),
        case(2, MAIL, customer="u1", signals=frozenset(["churn_threat", "other"])),
        case(3, MAIL, customer="u3", signals=GONE),
        case(4, MAIL, customer=None, signals=GONE),
        case(5, SITE, customer="u5", signals=GONE),
    ]
    found = told([*said, *(case(10 + at, MAIL, signals=QUIET) for at in range(9))])[MAIL]
    assert (found.customers_leaving, found.customers_left, found.customers_known) == (2, 1, 11)
    assert (found.leaving, found.leaving_known) == (4, 13)


def test_leaving_is_set_against_all_others() -> None:
    """Six of twelve here, three of twelve elsewhere, a quarter more; without the topic the share would fall by an
    eighth. The interval is no narrower than that of two independent shares."""
    here = [case(at, MAIL, signals=GONE if at < 6 else QUIET) for at in range(12)]
    rest = [case(20 + at, signals=GONE if at < 3 else QUIET) for at in range(12)]
    found = told([*here, *rest])[MAIL]
    assert found.leaving_more and found.leaving_shift
    assert (found.leaving_more.value, found.leaving_shift.value) == (0.25, -0.125)
    low, high = difference(6, 12, 3, 12)
    assert found.leaving_more.low <= round(low, 6) < round(high, 6) <= found.leaving_more.high


def test_what_never_came_could_have_come() -> None:
    """Where nobody speaks of leaving every resample agrees, and the interval is not of width nought all the same."""
    found = told([case(at, *([MAIL] if at < 15 else []), signals=QUIET) for at in range(30)])[MAIL]
    low, high = difference(0, 15, 0, 15)
    assert found.leaving_more == Span(value=0.0, low=round(low, 6), high=round(high, 6))
    assert found.leaving_shift == Span(value=0.0, low=round(-high / 2, 6), high=round(-low / 2, 6))


def test_leaving_a_topic_out_is_the_average_of_the_others() -> None:
    """Twelve rate 1, twenty-four 4: 3 on average, 4 without them. Six of the twelve were solved, all of the others."""
    here = [case(at, MAIL, csat=1.0, resolved=at < 6) for at in range(12)]
    found = told([*here, *(case(20 + at, csat=4.0, resolved=True) for at in range(24))])
    csat, solved = found[MAIL].csat_shift, found[MAIL].resolved_shift
    assert csat is not None
    assert solved is not None
    assert (found[""].csat, found[MAIL].csat, csat.value) == (3.0, 1.0, 1.0)
    assert (found[""].resolved, found[MAIL].resolved, solved.value) == (30, 6, round(1 - 30 / 36, 6))


def test_a_topic_like_all_others_changes_nothing() -> None:
    """Where everybody rates alike no topic's absence is felt, whoever is drawn."""
    found = told([case(at, *([MAIL] if at % 2 else []), csat=4.0) for at in range(40)])[MAIL]
    assert found.csat_shift == Span(value=0.0, low=0.0, high=0.0)


def test_a_customer_who_comes_often_is_still_one() -> None:
    """All said twice by the same customers is no surer; twice as many customers would be."""
    ratings = [1.0, 5.0, 2.0, 4.0, 3.0, 3.0] * 5
    once = [case(at, *([MAIL] if at % 3 else []), csat=rating) for at, rating in enumerate(ratings)]
    twice = [replace(one, order=f"{one.order}-{time}") for one in once for time in range(2)]
    others = [*once, *(replace(one, order=f"x{one.order}", customer=f"x{one.customer}") for one in once)]
    first, again, more = (told(cases)[MAIL].csat_shift for cases in (once, twice, others))
    assert first is not None
    assert more is not None
    assert again == first
    assert more.high - more.low < 0.85 * (first.high - first.low)


@st.composite
def _stories(draw: st.DrawFn) -> list[Case]:
    maybe = st.none()
    return [
        Case(
            order=f"{at:03d}",
            customer=draw(maybe | st.sampled_from([f"u{who}" for who in range(25)])),
            topics=tuple(sorted(draw(st.sets(st.sampled_from([MAIL, SITE, "t-third"]))))),
            handle_seconds=draw(maybe | st.floats(0, 5000)),
            csat=draw(maybe | st.floats(0, 10)),
            resolved=draw(maybe | st.booleans()),
            signals=draw(maybe | st.sampled_from([QUIET, GONE])),
            befores={MAIL: draw(st.integers(0, 2))} if draw(st.booleans()) else {},
        )
        for at in range(draw(st.integers(1, 60)))
    ]


@settings(max_examples=60, deadline=None)
@given(cases=_stories(), data=st.data())
def test_order_and_the_names_of_customers_do_not_matter(cases: list[Case], data: st.DataObject) -> None:
    """Another key gives customers other names and stores rows otherwise; the impact is the same to the last digit."""
    renamed = [replace(one, customer=f"key {one.customer[::-1]}" if one.customer else None) for one in cases]
    assert told(data.draw(st.permutations(renamed))) == told(cases)


@settings(max_examples=60, deadline=None)
@given(cases=_stories())
def test_what_other_topics_there_are_does_not_matter(cases: list[Case]) -> None:
    """A topic costs the same whichever others are told apart: only its part of shared conversations is another."""
    alone = [replace(one, topics=tuple(set(one.topics) & {MAIL})) for one in cases]
    both = [told(some).get(MAIL) for some in (cases, alone)]
    assert len({None if one is None else replace(one, minutes_shared=None) for one in both}) == 1


@settings(max_examples=60, deadline=None)
@given(cases=_stories())
def test_intervals_hold_what_was_found(cases: list[Case]) -> None:
    """And a part is never greater than its whole."""
    for one in told(cases).values():
        spans = [getattr(one, field.name) for field in fields(one)]
        assert all(span.low <= span.value <= span.high for span in spans if isinstance(span, Span))
        assert (one.repeats or 0) <= one.repeats_known <= one.conversations
        assert (one.customers_left or 0) <= (one.customers_leaving or 0) <= one.customers_known <= one.customers


@settings(max_examples=60, deadline=None)
@given(cases=_stories())
def test_shared_minutes_add_up(cases: list[Case]) -> None:
    """Over topics, where every conversation has a time and every topic enough people: to those of all topics."""
    cases = [replace(one, handle_seconds=one.handle_seconds or 30.0, customer=None) for one in cases]
    found = told(cases)
    parts = [one.minutes_shared for topic, one in found.items() if topic]
    if parts and None not in parts:
        assert sum(part or 0.0 for part in parts) == pytest.approx(found[""].minutes_shared, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(cases=_stories())
def test_rows_are_read_back(cases: list[Case]) -> None:
    """What the lake keeps is what was found, absent figures included."""
    found = impacts(cases, nights=3, seed=1, resamples=19)
    rows = pa.Table.from_pylist([row_of(one) for one in found], SCHEMAS["impact"]).to_pylist()
    assert tuple(map(impact_of, rows)) == found
    assert all(list(row_of(one)) == SCHEMAS["impact"].names for one in found)
