"""Editions and alerts on their way: each to everybody once, after the newest night only, and no night fails for it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import homes
import pytest
from begun_home import FIRST, SECOND, THIRD, begin, place
from mail_server import Post
from shell import asked, call, write

from flows import smtp
from pipeline.catalog.deliveries import Deliveries
from pipeline.errors import RetryLater
from pipeline.model import Delivery

pytestmark = pytest.mark.usefixtures("words_encoder", "quickly")
MIA, TOM, ANN = (f"{name}@example.com" for name in ("mia", "tom", "ann"))


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between tries, as there is but one."""
    monkeypatch.setattr(smtp, "PAUSES", ())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with input, and a home in which the first night ran; no test changes it."""
    return begin(tmp_path_factory.mktemp("begun"))


def test_a_night_is_brought_to_those_who_are_named(begun: Path, tmp_path: Path) -> None:
    """Each edition to its readers, one e-mail each: what lies beside the pages, addressed."""
    post = Post()
    with place(begun, tmp_path, post, product=[MIA, TOM], marketing=[ANN]) as here:
        done = here.night(SECOND)
    assert done.exit_code == 0, done.output
    assert post.addresses == [MIA, TOM, ANN]
    mine = post.taken[0][1]
    assert [address.addr_spec for address in mine["To"].addresses] == [MIA]
    kept = (tmp_path / f"home/reports/night={SECOND}/product.eml").read_bytes()
    assert f"Message-ID: {mine['Message-ID'].partition('@')[0]}@".encode() in kept
    assert MIA.encode() not in kept
    assert b"pain@example.com" not in kept
    log = (tmp_path / f"home/logs/{SECOND}.log").read_text()
    assert '"delivered":"product","arrived":2,"missed":0' in log
    feed = (tmp_path / "home/reports/feed.json").read_text()
    assert [f"night={night}/product.html" in feed for night in (FIRST, SECOND, THIRD)] == [True, True, False]
    assert "example.com" not in log


def test_an_edition_is_sent_once(begun: Path, tmp_path: Path) -> None:
    """The same night run again, or sent by hand, brings nothing to anybody who has it."""
    post = Post()
    with place(begun, tmp_path, post, product=[MIA]) as here:
        here.night(SECOND)
        assert here.night(SECOND).exit_code == 0
        said = here.run("digest", "send")
        assert (said.exit_code, said.stdout) == (0, "nothing to deliver: everybody who is named has got it\n")
        assert post.addresses == [MIA]
        again = here.run("digest", "send", "--again")
    assert (again.exit_code, again.stdout) == (0, "product: 1 delivered\n")
    assert post.addresses == [MIA, MIA]
    assert post.taken[0][1]["Subject"] == post.taken[1][1]["Subject"]
    assert post.taken[0][1]["Message-ID"] != post.taken[1][1]["Message-ID"]


def test_an_edition_that_came_out_otherwise_is_sent_as_such(begun: Path, tmp_path: Path) -> None:
    """What was delivered late changes the night: its readers get it anew, and see that it is."""
    post = Post()
    with place(begun, tmp_path, post, product=[MIA]) as here:
        here.night(SECOND)
        late = homes.pains(SECOND, "queue", each=40, start=7)
        write(tmp_path / "in" / f"{SECOND}.jsonl", [*homes.pains(SECOND, "mail", "invoice", "site", each=15), *late])
        assert here.night(SECOND, "--accept").exit_code == 0
    first, second = (message for _, message in post.taken)
    assert second["Subject"].startswith("Updated: ")
    assert first["Message-ID"] != second["Message-ID"]


def test_only_the_newest_night_is_brought(begun: Path, tmp_path: Path) -> None:
    """Neither a backfill, nor printing again, nor a night that comes late, nor one decided anew sends anything."""
    post = Post()
    with place(begun, tmp_path, post, product=[MIA]) as here:
        uri = ("--input", tmp_path / "in" / "{night}.jsonl")
        assert here.run("backfill", "--from", SECOND, "--to", THIRD, *uri).exit_code == 0
        assert here.run("backfill", "--from", SECOND, "--to", THIRD, "--restate", *uri).exit_code == 0
        assert here.run("render").exit_code == 0
        late = FIRST - timedelta(days=1)
        write(tmp_path / "in" / f"{late}.jsonl", homes.pains(late, "mail", each=15))
        assert here.night(late).exit_code == 0
        assert post.taken == []
        assert here.run("digest", "send").exit_code == 0
    assert post.addresses == [MIA]


def test_a_server_that_is_away_fails_no_night(begun: Path, tmp_path: Path) -> None:
    """The night is published and warns; status and doctor say what is missing until it is sent by hand."""
    post = Post(busy=["451 try later"] * 2)
    with place(begun, tmp_path, post, product=[MIA, TOM]) as here:
        done = here.night(SECOND)
        assert done.exit_code == 0
        assert f"painpoints: product edition of {SECOND} to {MIA}: 451 try later" in done.stderr
        assert f"`painpoints digest send --night {SECOND}` delivers what is left" in done.stderr
        status = here.run("status").stdout
        assert f"not delivered  product edition of {SECOND} to {TOM}: 451 try later; `painpoints digest send`" in status
        (found,) = (one for one in asked("doctor", "--home", tmp_path / "home") if one["check"] == "delivery")
        assert (found["verdict"], "and 1 more" in found["finding"]) == ("look", True)
        sent = here.run("digest", "send")
        assert (sent.exit_code, sent.stdout) == (0, "product: 2 delivered\n")
        assert post.addresses == [MIA, TOM]
        assert "not delivered" not in here.run("status").stdout
        (found,) = (one for one in asked("doctor", "--home", tmp_path / "home") if one["check"] == "delivery")
    assert (found["verdict"], found["finding"]) == ("ok", "product to 2 addresses")


def test_an_edition_that_nobody_tried_to_send_is_told(begun: Path, tmp_path: Path) -> None:
    """As after a crash between publishing and delivering; once it is sent, nothing is said any more."""
    with place(begun, tmp_path, Post(), product=[MIA]) as here:
        here.night(SECOND, "--no-deliver")
        assert f"product edition of {SECOND} to {MIA}: not tried yet" in here.run("status").stdout
        (found,) = (one for one in asked("doctor", "--home", tmp_path / "home") if one["check"] == "delivery")
        assert (found["verdict"], "not tried yet" in found["finding"]) == ("look", True)
        here.run("digest", "send")
        assert "not delivered" not in here.run("status").stdout


def test_a_refused_reader_is_told_and_keeps_nobody_waiting(begun: Path, tmp_path: Path) -> None:
    """The others get their edition; sent again, only he is tried, and told with the exit code for later."""
    post = Post(refused={TOM: ["550 no such user"]})
    with place(begun, tmp_path, post, product=[MIA, TOM]) as here:
        assert here.night(SECOND).exit_code == 0
        again = here.run("digest", "send")
        assert again.exit_code == RetryLater.exit_code
        assert f"product edition of {SECOND} to {TOM}: 550 no such user" in again.stderr
        settings = tmp_path / "home/painpoints.toml"
        settings.write_text(settings.read_text().replace(f', "{TOM}"', ""))
        assert "not delivered" not in here.run("status").stdout
    assert post.addresses == [MIA]


def test_a_crash_after_sending_may_send_twice_and_forgets_nobody(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken and not written down is sent again; what was written down is not."""
    post = Post()
    with place(begun, tmp_path, post, product=[MIA, TOM]) as here:
        here.run("backfill", "--from", SECOND, "--to", SECOND, "--input", tmp_path / "in" / "{night}.jsonl")
        with monkeypatch.context() as patch:
            record = Deliveries.record

            def crashes(self: Deliveries, one: Delivery) -> None:
                if one.to == TOM:
                    raise KeyboardInterrupt
                record(self, one)

            patch.setattr(Deliveries, "record", crashes)
            assert here.run("digest", "send").exit_code == 130
        assert here.run("digest", "send").exit_code == 0
    assert post.addresses == [MIA, TOM, TOM]


def test_the_e_mail_can_be_read_before_anybody_gets_it(begun: Path, tmp_path: Path) -> None:
    """As plain text, of either edition, without any server."""
    home = tmp_path / "home"
    shutil.copytree(begun / "home", home)
    product = call("digest", "show", "--night", FIRST, "--home", home)
    marketing = call("digest", "show", "--edition", "marketing", "--home", home)
    assert (product.exit_code, marketing.exit_code) == (0, 0)
    assert product.stdout.startswith("Your company · Product edition\nMonday 16 November 2026\n")
    assert "· Marketing edition\n" in marketing.stdout
    assert not (home / "reports/night=2026-11-18").exists()
    assert call("digest", "show", "--night", THIRD, "--home", home).exit_code == 2


def test_sending_needs_somebody_to_send_to(begun: Path, tmp_path: Path) -> None:
    """Without a name there is nothing to do, which is said; with no night published neither."""
    home = tmp_path / "home"
    shutil.copytree(begun / "home", home)
    told = call("digest", "send", "--home", home)
    assert (told.exit_code, "name addresses in mail.product" in told.stderr) == (78, True)
    assert call("digest", "show", "--home", tmp_path / "empty").exit_code == 2


def test_a_run_that_another_follows_sends_nothing(begun: Path, tmp_path: Path) -> None:
    """Of a night made of several sources the last run tells its readers."""
    post = Post()
    with place(begun, tmp_path, post, product=[MIA]) as here:
        assert here.night(SECOND, "--no-deliver").exit_code == 0
        assert post.taken == []
        assert here.night(SECOND).exit_code == 0
    assert post.addresses == [MIA]
