"""Homes that were harmed or are called wrongly: one line, the right exit code, and nothing counted twice."""

from __future__ import annotations

import csv
import shutil
from datetime import timedelta
from pathlib import Path

import homes
import pytest
import shell
from shell import asked, call

from flows import log
from flows.log import last_failure, pointers_of_refused
from flows.nights import complete_pages
from flows.trouble import told
from pipeline.model import Night

pytestmark = pytest.mark.usefixtures("words_encoder")

NIGHT = homes.MONDAY


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A night of input."""
    rows = homes.pains(NIGHT, "mail", "invoice", each=30)
    return shell.write(tmp_path_factory.mktemp("in") / "in.jsonl", rows)


@pytest.fixture(scope="module")
def published(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one night; no test changes it."""
    folder = tmp_path_factory.mktemp("published") / "home"
    with pytest.MonkeyPatch.context() as patch:
        homes.encode_words(patch)
        result = call("nightly", "--night", NIGHT, "--input", source, "--home", folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    """A copy of it to harm."""
    return Path(shutil.copytree(published, tmp_path / "home"))


@pytest.mark.parametrize("lost", ["missing", "empty"])
def test_a_lost_catalog_starts_no_new_history(home: Path, source: Path, lost: str) -> None:
    """Where editions lie but no snapshot knows of them, nothing is run and the doctor says damaged."""
    (home / "catalog.db").unlink()
    if lost == "empty":
        (home / "catalog.db").touch()
    for words in (("nightly", "--night", NIGHT), ("backfill", "--from", NIGHT, "--to", NIGHT)):
        result = call(*words, "--input", source, "--home", home)
        assert (result.exit_code, "restore catalog.db" in result.stderr) == (65, True)
        assert "run the same command again" not in result.stderr
    assert call("status", "--home", home).exit_code == 65
    result = call("doctor", "--home", home)
    assert (result.exit_code, "damaged\tcatalog" in result.stdout, "harmless" in result.stdout) == (65, True, False)


def test_another_zone_is_refused(home: Path, source: Path) -> None:
    """In another zone conversations near midnight would be counted on two nights."""
    (home / "painpoints.toml").write_text('zone = "Asia/Tokyo"\n')
    result = call("nightly", "--night", NIGHT, "--input", source, "--home", home)
    assert (result.exit_code, "published in the zone UTC" in result.stderr) == (78, True)
    assert "damaged\tzone" in call("doctor", "--home", home).stdout


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_input_is_not_the_current_folder(tmp_path: Path, blank: str) -> None:
    """Neither the option nor the settings may name nothing."""
    result = call("nightly", "--night", NIGHT, "--input", blank, "--home", tmp_path / "home")
    assert (result.exit_code, "an input is blank" in result.stderr) == (2, True)
    settings = tmp_path / "painpoints.toml"
    settings.write_text(f'input.uris = ["{blank}"]\n')
    result = call("backfill", "--from", NIGHT, "--to", NIGHT, "--config", settings, "--home", tmp_path / "home")
    assert (result.exit_code, "an input is blank" in result.stderr) == (2, True)


def test_status_tells_a_failure_until_something_is_published(home: Path, source: Path, tmp_path: Path) -> None:
    """The newest failed attempt since the last publication is said, also where nothing was ever published."""
    bad = shell.write(tmp_path / "bad.jsonl", ["no json"])
    late = NIGHT.replace(day=NIGHT.day + 1)
    for folder in (home, tmp_path / "new"):
        assert call("nightly", "--night", late, "--input", bad, "--home", folder).exit_code == 65
        assert f"last try {late} failed: " in call("status", "--home", folder).stdout
    assert f"last published {NIGHT}" in call("status", "--home", home).stdout
    assert call("nightly", "--night", NIGHT, "--input", source, "--home", home).exit_code == 0
    assert asked("status", "--home", home)["last_failure"] is None


def test_the_doctor_misses_pages(home: Path) -> None:
    """Every kind of page is looked for."""
    quoted = next((home / "reports/evidence").iterdir())
    names = ("topics/index.html", "topics/topics.csv", "topics/map.html", "index.html", "feed.xml")
    for lost in (quoted, *(home / "reports" / name for name in names)):
        kept = lost.read_bytes()
        lost.unlink()
        found = {one["check"]: one for one in asked("doctor", "--home", home)}
        assert (found["pages"]["verdict"], lost.name in found["pages"]["finding"]) == ("look", True)
        lost.write_bytes(kept)
    shutil.rmtree(home / "reports/evidence")
    assert {one["check"]: one["verdict"] for one in asked("doctor", "--home", home)}["pages"] == "look"


@pytest.mark.parametrize("page", ["product.html", "marketing.html", "run.html", "edition.json"])
def test_a_night_that_lacks_any_page_is_rendered_again(home: Path, page: str) -> None:
    """A rendering that was interrupted between two pages is completed by the next run."""
    lost = home / f"reports/night={NIGHT}" / page
    before = lost.read_bytes()
    lost.unlink()
    complete_pages(homes.home(home))
    assert lost.read_bytes() == before


def test_trouble_with_the_system_is_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is a matter for another time, a home that may not be written one of settings; no traceback."""
    for error, code in (
        (OSError(28, "No space left", str(home / "x")), 75),
        (PermissionError(13, "No", str(home)), 78),
    ):

        def fail(*_: object, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr("flows.status.status", fail)
        result = call("status", "--home", home)
        assert (result.exit_code, result.stderr.count("\n")) == (code, 1)
    assert str(told(OSError("what was said"), home)) == "OSError: mend that and run again"
    assert told(PermissionError(13, "No", "/elsewhere"), home).exit_code == 75


def test_an_export_needs_a_folder(home: Path, tmp_path: Path) -> None:
    """A file in its place, or above it, is a wrong call."""
    (tmp_path / "file").touch()
    for to in (tmp_path / "file", tmp_path / "file" / "below"):
        result = call("export", "--night", NIGHT, "--to", to, "--home", home)
        assert (result.exit_code, "name another with --to" in result.stderr) == (2, True)


def test_an_export_holds_no_hash_without_a_key(home: Path, tmp_path: Path) -> None:
    """The hash of a conversation would tell who guesses its id that he guessed right."""
    assert call("export", "--night", NIGHT, "--to", tmp_path / "out", "--home", home).exit_code == 0
    for path in sorted((tmp_path / "out").glob("*.csv")):
        assert "content_hash" not in next(csv.reader(path.open(newline="")))


def test_a_list_of_refused_records_is_whole_or_passed_over(tmp_path: Path) -> None:
    """What a crash cut short is no pointer and no traceback; a new list takes its place at once."""
    log.refused(tmp_path, NIGHT, [{"line": 1}])
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes() + b'{"li')
    assert list(pointers_of_refused(tmp_path)) == [{"line": 1}]
    (tmp_path / "broken.log").write_bytes(b'{"failed"')
    assert last_failure(tmp_path) is None
    log.refused(tmp_path, NIGHT, ())
    assert not path.exists()


@pytest.mark.parametrize("command", ["redact", "detect"])
def test_a_byte_order_mark_is_no_fault(command: str) -> None:
    """Files of some editors begin with one."""
    result = call(command, stdin='\ufeff{"speaker": "customer", "text": "hello"}\n')
    assert result.exit_code == 0, result.output


def test_restating_without_input_tells_what_is_published(home: Path, tmp_path: Path) -> None:
    """The night's conversations are still there, so they are counted."""
    empty = shell.write(tmp_path / "empty.jsonl", homes.pains(Night(date=NIGHT).plus(5).date, "mail", each=1))
    result = call("backfill", "--from", NIGHT, "--to", NIGHT, "--restate", "--input", empty, "--home", home)
    assert f"{NIGHT}  60 conversations, 60 statements" in result.stderr, result.stderr


def test_pages_without_evidence_are_whole(home: Path) -> None:
    """Where the settings leave conversations out, rendering takes their pages away and the doctor misses none."""
    assert list((home / "reports/evidence").iterdir())
    (home / "painpoints.toml").write_text("[reports]\nevidence = false\n")
    assert call("render", "--home", home).exit_code == 0
    assert not (home / "reports/evidence").exists()
    assert "evidence/" not in "".join(page.read_text() for page in (home / "reports").rglob("*.html"))
    assert [one["verdict"] for one in asked("doctor", "--home", home) if one["check"] == "pages"] == ["ok"]


def test_a_broken_template_ends_a_night_before_it_begins(home: Path, source: Path, tmp_path: Path) -> None:
    """A slip in a template of the company's own costs no run: even a night without input tells of its file and line."""
    slip = tmp_path / "own" / "base.html"
    slip.parent.mkdir()
    slip.write_text("<!doctype html>\n{% if %}")
    (home / "painpoints.toml").write_text(f'[reports]\ntemplates = "{slip.parent}"\n')
    for words in (("nightly", "--night", NIGHT + timedelta(days=9), "--input", source), ("render",)):
        result = call(*words, "--home", home)
        assert (result.exit_code, f"{slip}:2" in result.stderr) == (78, True), result.output
