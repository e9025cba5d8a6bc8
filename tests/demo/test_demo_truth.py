"""The score: what is planted by hand is found, and what is not there is not."""

from datetime import date, timedelta

import pytest

from demo.company import truth
from demo.plot import NIGHTS, Event, Plot, plot
from demo.truth import Found, Truth, score

LAST = date(2026, 7, 19)
Row = tuple[int, str, str]
"""Night, pain, topic (empty: none)."""


def found(rows: list[Row], event: Event, *, decisions: list[tuple[int, str, str, str]] | None = None) -> Found:
    """The score of one conversation a row under a plot of one event."""
    story = Plot(last=LAST, events=(event,))
    told = [Truth(conversation_id=str(n), night=story.night(row[0]), pains=(row[1],)) for n, row in enumerate(rows)]
    topics = {str(n): {row[2]} - {""} for n, row in enumerate(rows)}
    ledger = [(story.night(night), topic, kind, other) for night, topic, kind, other in decisions or []]
    return score(told, story, assignments=topics, topics={"t1": "no mail"}, decisions=ledger)


def daily(slug: str, topic: str, first: int, last: int, *, count: int = 1) -> list[Row]:
    """The same conversation on every night from one to another."""
    return [(night, slug, topic) for night in range(first, last + 1) for _ in range(count)]


def verdict(rows: list[Row], event: Event, *, decisions: list[tuple[int, str, str, str]] | None = None) -> bool:
    """Whether the plot's one event is found."""
    (only,) = found(rows, event, decisions=decisions).events
    return only.found


OUTAGE = Event(kind="outage", title="x", pains=("mail-outage",), first=35, last=37)
ECHO = Event(kind="echo", title="x", pains=("blame-shifting", "long-hold"), first=35, last=37)
GROWTH = Event(kind="growth", title="x", pains=("price-rise",), first=8)
FIXED = Event(kind="fixed", title="x", pains=("code-missing",), first=25)
SPLIT = Event(kind="split", title="x", pains=("panel-trouble", "panel-upload", "panel-logout"), first=20)
MERGE = Event(kind="merge", title="x", pains=("outlook-password", "phone-mail", "devices-signed-out"), first=20)
RETURN = Event(kind="return", title="x", pains=("domain-lapsed",), first=12, last=29)
NEW = Event(kind="new", title="x", pains=("php-update",), first=36)
BACKGROUND = daily("site-slow", "other", 0, 41)


@pytest.mark.parametrize(("peak", "expected"), [(3, True), (2, False)])
def test_an_outage_is_three_times_the_usual(peak: int, expected: bool) -> None:
    """An outage is found when its topic is heard at least three times as often on its nights."""
    rows = daily("mail-outage", "t1", 0, 34) + daily("mail-outage", "t1", 35, 37, count=peak)
    assert verdict(rows, OUTAGE) is expected


def test_an_outage_without_a_topic_is_not_found() -> None:
    """Where no topic holds the pain there is no outage to see."""
    assert not verdict(daily("mail-outage", "", 0, 34) + daily("mail-outage", "", 35, 37, count=9), OUTAGE)


@pytest.mark.parametrize(("second", "expected"), [(2, True), (1, False)])
def test_an_echo_needs_all_its_pains(second: int, expected: bool) -> None:
    """An echo is found when every one of its pains is heard at least twice as often."""
    rows = daily("blame-shifting", "t1", 0, 34) + daily("blame-shifting", "t1", 35, 37, count=2)
    rows += daily("long-hold", "t2", 0, 34) + daily("long-hold", "t2", 35, 37, count=second)
    assert verdict(rows, ECHO) is expected


@pytest.mark.parametrize(("late", "expected"), [(2, True), (1, False)])
def test_growth_doubles(late: int, expected: bool) -> None:
    """Growth is found when the last week has at least twice as many as the nights before."""
    assert verdict(daily("price-rise", "t1", 0, 34) + daily("price-rise", "t1", 35, 41, count=late), GROWTH) is expected


@pytest.mark.parametrize(("lingering", "expected"), [(1, True), (17, False)])
def test_a_fix_ends_a_topic(lingering: int, expected: bool) -> None:
    """A fix is found when the topic is heard at most a tenth as often from then on."""
    rows = BACKGROUND + daily("code-missing", "t1", 0, 24) + daily("code-missing", "t1", 25, 24 + lingering)
    assert verdict(rows, FIXED) is expected


def test_a_split_needs_two_topics() -> None:
    """A split is found when one topic becomes two, by the conversations or by the ledger, and not when one stays."""
    after = daily("panel-upload", "t1", 20, 41) + daily("panel-logout", "t2", 20, 41)
    assert verdict(daily("panel-trouble", "t1", 0, 19) + after, SPLIT)
    vague = daily("panel-trouble", "", 0, 19) + after
    assert not verdict(vague, SPLIT)
    assert verdict(vague, SPLIT, decisions=[(22, "t2", "split", "t1")])
    assert not verdict(vague, SPLIT, decisions=[(3, "t2", "split", "t1"), (22, "t8", "split", "t9")])
    one = (
        daily("panel-trouble", "t1", 0, 19) + daily("panel-upload", "t1", 20, 41) + daily("panel-logout", "t1", 20, 41)
    )
    assert not verdict(one, SPLIT, decisions=[(22, "t1", "split", "t0")])


def test_a_merge_needs_one_topic() -> None:
    """A merge is found when two topics become one, by the conversations or by the ledger, and not without that one."""
    apart = daily("outlook-password", "t1", 0, 19) + daily("phone-mail", "t2", 0, 19)
    whole = daily("devices-signed-out", "t1", 20, 41)
    assert verdict(apart + whole, MERGE)
    assert not verdict(apart + daily("devices-signed-out", "", 20, 41), MERGE)
    together = daily("outlook-password", "t1", 0, 19) + daily("phone-mail", "t1", 0, 19) + whole
    assert not verdict(together, MERGE)
    assert verdict(together, MERGE, decisions=[(27, "t2", "merged", "t1")])


@pytest.mark.parametrize(("later", "expected"), [("t1", True), ("t2", False), ("", False)])
def test_a_return_keeps_the_topic(later: str, expected: bool) -> None:
    """A return is found when the same topic holds the pain before and after the silence."""
    rows = BACKGROUND + daily("domain-lapsed", "t1", 0, 11) + daily("domain-lapsed", later, 30, 41)
    assert verdict(rows, RETURN) is expected


@pytest.mark.parametrize(
    ("born", "kind", "expected"),
    [(36, "new", True), (39, "new", True), (40, "new", False), (35, "new", False), (37, "same", False)],
)
def test_a_new_pain_is_born_in_time(born: int, kind: str, expected: bool) -> None:
    """A new pain is found when its topic is born on its first night or within three after it."""
    rows = BACKGROUND + daily("php-update", "t1", 36, 41)
    assert verdict(rows, NEW, decisions=[(born, "t1", kind, "")]) is expected


def test_an_event_outside_the_history_is_not_counted() -> None:
    """A run over the last ten nights is not blamed for what happened before them."""
    rows = daily("site-slow", "other", 32, 41)
    assert not found(rows, GROWTH).events
    assert len(found(rows, OUTAGE).events) == 1


def test_a_pain_is_found_by_f1() -> None:
    """The best topic by F1 is reported with its precision and recall; under a half the pain is not found."""
    rows = daily("ssl-expired", "t1", 0, 5) + daily("ssl-expired", "t2", 6, 7) + daily("site-slow", "t1", 0, 1)
    result = found(rows, OUTAGE)
    by_slug = {pain.slug: pain for pain in result.pains}
    ssl, slow = by_slug["ssl-expired"], by_slug["site-slow"]
    assert (ssl.match.topic_id, ssl.match.precision, ssl.match.recall, ssl.match.conversations) == ("t1", 0.75, 0.75, 8)
    assert ssl.topic_name == "no mail"
    assert not slow.match.found
    assert result.lines()[0] == "1 of 2 planted pains found; 0 of 0 plot events found"
    assert any(line.startswith("not found: Website loads slowly") for line in result.lines())


def test_nothing_in_common_is_an_error() -> None:
    """A history that shares no conversation with the truth cannot be scored."""
    with pytest.raises(ValueError, match="none of the assigned"):
        score([], plot(LAST), assignments={"c": ()}, topics={}, decisions=[])


def test_perfect_topics_score_full_marks_and_none_score_nothing() -> None:
    """With one topic a pain everything planted is found; with no topic nothing is."""
    story = plot(LAST)
    told = [row for offset in range(NIGHTS) for row in truth(story.night(offset), seed=7, last=LAST)]
    perfect = {row.conversation_id: row.pains for row in told}
    parent = {"panel-upload": "panel-trouble", "devices-signed-out": "outlook-password"}
    topics = {name: [parent.get(slug, slug) for slug in pains] for name, pains in perfect.items()}
    born = [(story.night(36) + timedelta(days=1), "php-update", "new", "")]
    best = score(told, story, assignments=perfect, topics={}, decisions=born)
    assert best.lines()[0] == "45 of 45 planted pains found; 8 of 8 plot events found"
    lasting = score(told, story, assignments=topics, topics={}, decisions=born)
    assert all(event.found for event in lasting.events)
    nothing = score(told, story, assignments=dict.fromkeys(perfect, ()), topics={}, decisions=[])
    assert nothing.lines()[0] == "0 of 45 planted pains found; 0 of 8 plot events found"
