"""Alerts of a home over a month: listed, seen by a person, carried on, handed on and exported."""

from __future__ import annotations

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import homes
import pytest
from homes import MONDAY, NOW, pains
from shell import asked, call

from flows import alarm
from flows.home import Home, open_home
from pipeline import registry
from pipeline.errors import UsageError
from pipeline.model import Night

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("words_encoder")]

NAMES = ("mail", "invoice", "site")
LAST = MONDAY + timedelta(days=28)
"""The first night on which anything is tested, and on which the mail surges."""
NEXT = LAST + timedelta(days=1)
MORE = 30


def rows(night: date, *, surge: int = 0) -> list[dict[str, object]]:
    """Five conversations of each of three pains, thirty on the first night, and more of other customers on mail."""
    more = [
        row | {"conversation_id": f"{row['conversation_id']}-more", "customer_id": f"{row['customer_id']}-more"}
        for row in pains(night, "mail", each=surge)
    ]
    return pains(night, *NAMES, each=30 if night == MONDAY else 5) + more


def opened(folder: Path) -> Home:
    """The home in a folder."""
    return open_home(folder, folder / "settings.toml")


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after 28 ordinary nights and one on which the mail surged; no test changes it."""
    folder = tmp_path_factory.mktemp("month") / "home"
    folder.mkdir()
    (folder / "settings.toml").write_text("[signals]\nlearned = false\n")
    with pytest.MonkeyPatch.context() as patch:
        homes.encode_words(patch)
        place = opened(folder)
        for ahead in range(28):
            night = MONDAY + timedelta(days=ahead)
            homes.run(place, night, rows(night))
        homes.run(place, LAST, rows(LAST, surge=MORE))
    return folder


@pytest.fixture
def where(month: Path, tmp_path: Path) -> Path:
    """A copy of it, to do with as one likes."""
    return Path(shutil.copytree(month, tmp_path / "home"))


def listed(folder: Path, *words: str) -> list[dict[str, Any]]:
    """What `painpoints alerts list --json` says."""
    found: list[dict[str, Any]] = asked(
        "alerts", "list", *words, "--home", folder, "--config", folder / "settings.toml"
    )
    return found


def told(*words: object, home: Path) -> Any:
    """A command on the home."""
    return call(*words, "--home", home, "--config", home / "settings.toml")


def alerts(folder: Path, night: date) -> list[dict[str, Any]]:
    """The rows of a night's alerts."""
    found: list[dict[str, Any]] = homes.view(opened(folder)).table("alerts", [night]).to_pylist()
    return found


def topic(folder: Path, pain: str, night: date = LAST) -> str:
    """The topic that holds most statements of a pain."""
    view = homes.view(opened(folder))
    said = {row["statement_id"]: row["text"] for row in view.table("statements", [night]).to_pylist()}
    held: dict[str, int] = {}
    for row in view.table("assignments", [night]).to_pylist():
        if row["topic_id"] and said[row["statement_id"]] in homes.PAINS[pain]:
            held[row["topic_id"]] = held.get(row["topic_id"], 0) + 1
    return max(held, key=lambda key: held[key])


def counted(folder: Path, name: str, night: date) -> int:
    """Conversations of a topic on a night."""
    found = homes.view(opened(folder)).table("assignments", [night]).to_pylist()
    return len({row["conversation_id"] for row in found if row["topic_id"] == name})


def page(folder: Path, name: str) -> str:
    """The page of a topic."""
    return (folder / "reports" / "topics" / f"{name}.html").read_text()


def test_a_surge_is_one_alert_on_the_list(month: Path) -> None:
    """What, where, how many against how many, since when, how many customers, and that nobody has seen it."""
    (alert,) = listed(month)
    mail = topic(month, "mail")
    assert (alert["alert_id"], alert["lane"]) == (f"{mail}.{LAST:%Y%m%d}.up", "night")
    assert (alert["observed"], alert["customers"]) == (counted(month, mail, LAST),) * 2
    assert alert["observed"] > MORE
    assert 3 < alert["expected"] < 9
    assert (alert["opened"], alert["closed"], alert["place"], alert["seen_by"]) == (str(LAST), None, "", "")
    table = told("alerts", "list", home=month)
    assert (table.exit_code, alert["alert_id"] in table.stdout, alert["about"] in table.stdout) == (0, True, True)
    assert alert["about"] not in ("", mail), "its name, not its id"


def test_the_nights_before_had_none(month: Path) -> None:
    """Nothing is tested in the first 28 nights."""
    assert all(alerts(month, MONDAY + timedelta(days=ahead)) == [] for ahead in range(28))


def test_the_books_say_how_many_are_open(month: Path) -> None:
    """In the receipt of the stage that counts; and the calibration says how many numbers it rests on."""
    view = homes.view(opened(month))
    notes = dict(next(one for one in view.receipts() if (one.stage, one.night) == ("measure", LAST)).notes)
    assert (notes["alerts_open"], notes["alerts_opened"]) == (1, 1)
    held = {row["kind"]: row for row in view.table("calibration", [LAST]).to_pylist()}
    numbers = [held["topic"][name] for name in ("series", "nights", "tested", "told")]
    assert numbers == [3, 1, 3, 1]
    assert all(not row["missing"] and not row["few"] for row in view.table("wholeness", [LAST]).to_pylist())


def test_an_alert_that_was_seen_says_by_whom_and_why_until_it_is_taken_back(where: Path) -> None:
    """On the list and on the topic's page; it stays open, and seeing it twice changes nothing."""
    (before,) = listed(where)
    found = told("alerts", "ack", before["alert_id"], "--by", "mia", "--why", "the provider is down", home=where)
    assert found.exit_code == 0, found.output
    assert listed(where) == [{**before, "seen_by": "mia"}]
    assert "Seen by mia: the provider is down." in page(where, topic(where, "mail"))
    head = opened(where).catalog.head()
    again = told("alerts", "ack", before["alert_id"], "--by", "tom", home=where)
    assert again.exit_code == 0, again.output
    assert opened(where).catalog.head() == head
    rows_ = [row for row in homes.view(opened(where)).ledger() if row.kind == "acknowledged"]
    assert [(row.actor, row.other) for row in rows_] == [("mia", before["alert_id"])]
    undone = told("topics", "undo", registry.key(rows_[0])[:8], "--by", "mia", home=where)
    assert undone.exit_code == 0, undone.output
    assert listed(where) == [before]
    assert "Seen by mia" not in page(where, topic(where, "mail"))


def test_the_beginning_of_an_id_is_enough_and_a_dry_run_changes_nothing(where: Path) -> None:
    """As with topics and decisions."""
    head = opened(where).catalog.head()
    mail = topic(where, "mail")
    assert told("alerts", "ack", mail, "--by", "mia", "--dry-run", home=where).exit_code == 0
    assert opened(where).catalog.head() == head
    assert told("alerts", "ack", mail, "--by", "mia", home=where).exit_code == 0
    assert listed(where)[0]["seen_by"] == "mia"


@pytest.mark.parametrize("ident", ["", "t999", "no such alert", "%"])
def test_an_alert_that_is_not_there_cannot_be_seen(month: Path, ident: str) -> None:
    """One line, and where to look."""
    result = told("alerts", "ack", ident, "--by", "mia", home=month)
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1)
    assert "painpoints alerts list" in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_a_home_without_a_night_has_no_alert(tmp_path: Path) -> None:
    """It says so."""
    result = call("alerts", "list", "--home", tmp_path)
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1)
    assert "nothing is published" in result.stderr


def test_a_night_run_again_tells_the_same(where: Path) -> None:
    """On the same input nothing is published; restated, its alerts and trends are the same bytes."""
    place = opened(where)
    names = ("alerts", "trends", "calibration", "wholeness", "behaviours")

    def bytes_() -> dict[str, str]:
        return {name: hash_ for name, hash_ in homes.files(place) if name.split()[0] in names}

    before, head = bytes_(), place.catalog.head()
    homes.run(place, LAST, rows(LAST, surge=MORE))
    assert place.catalog.head() == head
    homes.run(place, LAST, list(reversed(rows(LAST, surge=MORE))), restate=True)
    assert bytes_() == before


def test_two_calm_nights_close_an_alert(where: Path) -> None:
    """It goes from the list, stays with --all, and is opened no second time."""
    place = opened(where)
    for ahead in (1, 2):
        night = LAST + timedelta(days=ahead)
        homes.run(place, night, rows(night))
        assert [(one["alert_id"][-2:], one["closed"]) for one in listed(where, "--all")] == [
            ("up", None if ahead == 1 else str(night))
        ]
    assert listed(where) == []


def test_a_surge_that_goes_on_is_one_alert(where: Path) -> None:
    """Its peak is the higher night, whatever the newest is."""
    homes.run(opened(where), NEXT, rows(NEXT, surge=MORE + 6))
    (alert,) = listed(where)
    assert (alert["opened"], alert["observed"]) == (str(LAST), counted(where, topic(where, "mail"), NEXT))
    (row,) = alerts(where, NEXT)
    assert (row["opened"], row["last"], row["peak_night"]) == (LAST, NEXT, NEXT)


def test_merged_topics_hand_their_alert_on(where: Path) -> None:
    """To the survivor, under its own id: what somebody saw stays seen; a merge opens no other."""
    (before,) = listed(where)
    mail, site = topic(where, "mail"), topic(where, "site")
    homes.run(opened(where), NEXT, rows(NEXT, surge=MORE))
    assert told("alerts", "ack", before["alert_id"], "--by", "mia", home=where).exit_code == 0
    merged = told("topics", "merge", mail, site, "--by", "mia", home=where)
    assert merged.exit_code == 0, merged.output
    found = [row for row in alerts(where, NEXT) if row["closed"] is None]
    assert [(row["name"], row["alert_id"], row["opened"]) for row in found] == [(site, before["alert_id"], LAST)]
    (after,) = listed(where)
    assert (after["seen_by"], after["opened"]) == ("mia", str(LAST))


def test_a_late_night_changes_no_alert(where: Path) -> None:
    """Conversations that come in late for an old night decide nothing: neither that night's nor the newest alerts."""
    place, old = opened(where), MONDAY + timedelta(days=20)
    before = [alerts(where, night) for night in (old, LAST)], listed(where)
    more = [row | {"conversation_id": f"late-{at}"} for at, row in enumerate(pains(old, "site", each=25))]
    homes.run(place, old, more)
    assert len(homes.view(place).table("conversations", [old])) == 15 + 25
    assert ([alerts(where, night) for night in (old, LAST)], listed(where)) == before


def test_a_night_that_is_missing_leaves_an_alert_as_it_is(where: Path) -> None:
    """Nobody looked: neither calm nor still high; the next night goes on from there."""
    later = LAST + timedelta(days=2)
    homes.run(opened(where), later, rows(later))
    (row,) = alerts(where, later)
    assert (row["calm"], row["closed"], row["last"]) == (1, None, LAST)


def test_a_night_without_a_channel_leaves_an_alert_as_it_is(where: Path) -> None:
    """It cannot be compared, so it is not calm: two calm nights after it close the alert, and not one."""
    place = opened(where)
    homes.run(place, NEXT, [row | {"channel": "voice"} for row in rows(NEXT)])
    assert [row["missing"] for row in homes.view(place).table("wholeness", [NEXT]).to_pylist()][-1] == ["chat"]
    (row,) = alerts(where, NEXT)
    assert (row["calm"], row["closed"], row["last"]) == (0, None, LAST)
    for ahead in (2, 3):
        night = LAST + timedelta(days=ahead)
        homes.run(place, night, rows(night))
        (row,) = alerts(where, night)
        assert (row["calm"], row["closed"]) == (ahead - 1, night if ahead == 3 else None)


def test_exports_hold_the_alerts(month: Path, tmp_path: Path) -> None:
    """And what was expected, how well that held, and the counts of behaviours; as CSV and as Parquet."""
    result = told("export", "--night", LAST, "--to", tmp_path / "out", home=month)
    assert result.exit_code == 0, result.output
    names = ("alerts", "trends", "behaviours")
    assert all((tmp_path / "out" / f"{name}.{kind}").is_file() for name in names for kind in ("csv", "parquet"))
    with (tmp_path / "out" / "alerts.csv").open(newline="") as file:
        (row,) = list(csv.DictReader(file))
    (alert,) = listed(month)
    assert (row["alert_id"], row["peak_observed"]) == (alert["alert_id"], str(alert["observed"]))
    assert row["closed"] == ""
    with (tmp_path / "out" / "trends.csv").open(newline="") as file:
        trends = list(csv.DictReader(file))
    assert {(one["kind"], one["name"]) for one in trends if one["kind"] == "topic"} == {
        ("topic", topic(month, name)) for name in NAMES
    }


def test_the_list_is_that_of_the_newest_night(month: Path) -> None:
    """In Python as at the command line; an id that is none is said to be none."""
    place = opened(month)
    (entry,) = alarm.entries(place)
    assert (entry.alert_id, entry.opened) == (listed(month)[0]["alert_id"], Night(date=LAST).date)
    with pytest.raises(UsageError, match="no alerts"):
        alarm.acknowledge(place, "t9", by="mia", why="", at=NOW, dry_run=True)
