"""The commands on a home in which nights ran."""

from __future__ import annotations

import csv
import json
import random
import shutil
from pathlib import Path

import homes
import pytest
import shell
from shell import NIGHTS, asked, call, write_nights

from flows.export import ORDER
from flows.nights import pending

pytestmark = pytest.mark.usefixtures("words_encoder")

SAID = "keep bouncing back"
"""Words of a customer."""


@pytest.fixture(scope="module")
def run_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a backfill ran all NIGHTS; no test changes it."""
    folder = tmp_path_factory.mktemp("run")
    uri = write_nights(folder / "in")
    home = folder / "home"
    with pytest.MonkeyPatch.context() as patch:
        homes.encode_words(patch)
        result = call("backfill", "--from", NIGHTS[0], "--to", NIGHTS[-1], "--input", uri, "--home", home)
    assert result.exit_code == 0, result.output
    assert f"{NIGHTS[3]}  no record in the input: passed over" in result.stderr
    return home


def test_a_backfill_publishes_its_nights(run_home: Path) -> None:
    """Every night with records is published and has pages; the archive and the topics' pages exist."""
    status = asked("status", "--home", run_home)
    assert (status["nights"], status["newest"]) == (3, str(NIGHTS[2]))
    assert status["statements"] == 135
    assert status["statements_assigned"] > 50
    assert (run_home / "reports/index.html").is_file()
    assert len(list((run_home / "reports/topics").glob("t*.html"))) == status["topics"]["active"] > 2


def test_a_backfill_resumes(tmp_path: Path) -> None:
    """A night that fails ends a backfill, which goes on from it when run again; a lone bad night loses nothing."""
    uri = write_nights(tmp_path / "in")
    bad = Path(uri.replace("{night}", str(NIGHTS[1])))
    good = bad.read_text()
    bad.write_text("no json\n" * 9)
    words = ("backfill", "--from", NIGHTS[0], "--to", NIGHTS[2], "--input", uri, "--home", tmp_path / "home")
    first = call(*words)
    assert first.exit_code == 65
    assert f"painpoints: {NIGHTS[1]}: " in first.stderr
    assert "run the same command again" in first.stderr
    assert (tmp_path / "home/reports/index.html").is_file()
    bad.write_text(good)
    second = call(*words)
    assert second.exit_code == 0
    assert f"resuming: 1 of 3 nights are published; next {NIGHTS[1]}" in second.stderr
    third = call(*words)
    assert "3 of 3 nights are published; nothing is left to run" in third.stderr
    restated = asked(*words, "--restate")
    assert restated["run"][0] == str(NIGHTS[0])


def test_a_backfill_that_finds_nothing_says_so(tmp_path: Path) -> None:
    """Only silent nights are more likely a wrong path than a silent company."""
    uri = tmp_path / "nowhere" / "{night}.jsonl"
    home = tmp_path / "home"
    result = call("backfill", "--from", NIGHTS[0], "--to", NIGHTS[1], "--input", uri, "--home", home)
    assert (result.exit_code, "no record from 2026-11-16" in result.stderr) == (65, True)


def test_restating_goes_on_to_the_newest(run_home: Path) -> None:
    """What was decided later follows from what is decided anew."""
    home = homes.home(run_home)
    assert home.published() == NIGHTS[:3]
    assert [night.date for night in pending(home, NIGHTS[0], NIGHTS[0], restate=True)] == list(NIGHTS[:3])
    assert pending(home, NIGHTS[0], NIGHTS[2]) == ()


def test_nightly_prints_the_page(tmp_path: Path) -> None:
    """A night ends with the page to open; its log and its books hold counts and no words of customers."""
    uri = write_nights(tmp_path / "in")
    words = ("nightly", "--night", NIGHTS[0], "--input", uri, "--home", tmp_path / "home")
    result = call(*words)
    assert result.exit_code == 0
    assert Path(result.stdout.strip()).name == "product.html"
    assert Path(result.stdout.strip()).is_file()
    assert "ingest    45 records read, 45 kept" in result.stderr
    log = (tmp_path / f"home/logs/{NIGHTS[0]}.log").read_text()
    stages = [json.loads(line).get("stage") for line in log.splitlines()]
    assert stages[0] == "ingest"
    assert "published" in json.loads(log.splitlines()[-1])
    assert SAID not in log + result.output
    again = asked(*words)
    assert again["stages"][0]["kept"] == 45


def test_a_failed_night_is_logged(tmp_path: Path) -> None:
    """The log says why a night was not published, without a word of the input."""
    source = shell.write(tmp_path / "in.jsonl", ["secret words, no JSON"])
    home = tmp_path / "home"
    result = call("nightly", "--night", NIGHTS[0], "--input", source, "--home", home)
    last = (home / f"logs/{NIGHTS[0]}.log").read_text().splitlines()[-1]
    assert result.exit_code == 65
    assert json.loads(last)["failed"] == "InputError"
    assert "secret" not in last + result.output
    assert asked("status", "--home", home)["newest"] is None


def test_topics_are_listed_and_told(run_home: Path) -> None:
    """The list counts 28 nights; a topic tells its terms, its redacted quotes and what became of it."""
    listed = asked("topics", "list", "--home", run_home)
    counts = [one["conversations"] for one in listed]
    assert counts == sorted(counts, reverse=True)
    plain = call("topics", "list", "--home", run_home).stdout.splitlines()
    assert plain[0].split("\t")[:2] == ["id", "name"]
    assert len(plain) == len(listed) + 1
    told = call("topics", "show", listed[0]["id"], "--home", run_home)
    assert listed[0]["name"] in told.stdout
    assert "First recognised as a topic of its own." in told.stdout
    assert "“" in told.stdout


def test_rejected_records_are_pointed_at(tmp_path: Path) -> None:
    """Quarantine names file, line and reason of every reject."""
    rows = [*homes.pains(NIGHTS[0], "mail", each=30), "{broken"]
    source = shell.write(tmp_path / "in.jsonl", rows)
    home = tmp_path / "home"
    assert call("nightly", "--night", NIGHTS[0], "--input", source, "--home", home).exit_code == 0
    (row,) = asked("quarantine", "list", "--home", home, "--night", NIGHTS[0])
    assert (row["line"], row["records"], row["reason"]) == (31, 1, "not_json")
    assert asked("quarantine", "list", "--home", home, "--night", NIGHTS[1]) == []


def test_render_makes_the_same_pages(run_home: Path, tmp_path: Path) -> None:
    """Pages that were lost come back as they were, from the snapshot."""
    home = tmp_path / "home"
    shutil.copytree(run_home, home)
    before = {path.relative_to(home): path.read_bytes() for path in (home / "reports").rglob("*.html")}
    shutil.rmtree(home / "reports")
    result = call("render", "--home", home)
    assert result.exit_code == 0, result.output
    assert {path.relative_to(home): path.read_bytes() for path in (home / "reports").rglob("*.html")} == before


def test_the_doctor_finds_damage(run_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole home passes; one changed byte is found and exits 65, as is another key; what is odd is mentioned."""
    whole = asked("doctor", "--home", run_home)
    # The home was begun without a key; a night without records was refused and left files.
    assert [one["check"] for one in whole if one["verdict"] != "ok"] == ["key", "orphans"]
    with monkeypatch.context() as patch:
        patch.setenv("PAINPOINTS_KEY", "secret")
        result = call("doctor", "--home", run_home)
        assert (result.exit_code, "damaged\tkey" in result.stdout) == (65, True)
    home = tmp_path / "home"
    shutil.copytree(run_home, home)
    (broken,) = (home / f"lake/statements/night={NIGHTS[0]}").iterdir()
    broken.write_bytes(broken.read_bytes()[:-1] + b"x")
    result = call("doctor", "--home", home)
    assert (result.exit_code, "damaged\tfiles" in result.stdout) == (65, True)


def test_an_export_is_the_same_for_shuffled_input(tmp_path: Path) -> None:
    """Neither the order of rows nor that of files changes a byte of what is exported."""
    rows = homes.pains(NIGHTS[0], "mail", "invoice", each=25)
    shuffled = random.Random(1).sample(rows, len(rows))
    for name, given in (("a", rows), ("b", shuffled)):
        source = shell.write(tmp_path / f"{name}.jsonl", given)
        home = tmp_path / name
        assert call("nightly", "--night", NIGHTS[0], "--input", source, "--home", home).exit_code == 0
        done = call("export", "--night", NIGHTS[0], "--to", tmp_path / f"out-{name}", "--home", home)
        assert done.exit_code == 0, done.output
    left, right = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / name).iterdir())} for name in ("out-a", "out-b")
    )
    assert left == right
    assert len(left) == 2 * len(ORDER)


def test_an_exports_order_does_not_depend_on_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under another secret only the hashed ids differ, not the order of the rows."""
    source = shell.write(tmp_path / "in.jsonl", homes.pains(NIGHTS[0], "mail", "invoice", each=25))
    seen = []
    for key in ("one", "two"):
        monkeypatch.setenv("PAINPOINTS_KEY", key)
        home, out = tmp_path / key, tmp_path / f"out-{key}"
        call("nightly", "--night", NIGHTS[0], "--input", source, "--home", home)
        call("export", "--night", NIGHTS[0], "--to", out, "--home", home, "--source-ids")
        rows = {path.name: list(csv.DictReader(path.open(newline=""))) for path in sorted(out.glob("*.csv"))}
        hidden = ("conversation_id", "customer", "agent")
        seen.append(
            {name: [{k: v for k, v in r.items() if k not in hidden} for r in found] for name, found in rows.items()}
        )
    assert seen[0] == seen[1]
    assert {row["source_conversation_id"] for row in seen[0]["assignments.csv"]} == {
        json.loads(line)["conversation_id"] for line in source.read_text().splitlines()
    }


def test_an_export_shows_the_night_as_published(run_home: Path, tmp_path: Path) -> None:
    """It runs over the night's history without later ones; assignments begin with the promised columns."""
    call("export", "--night", NIGHTS[1], "--to", tmp_path / "out", "--home", run_home)
    rows = list(csv.reader((tmp_path / "out/assignments.csv").open(newline="")))
    assert rows[0][:5] == ["night", "conversation_id", "statement_id", "topic_id", "score"]
    assert sorted({row[0] for row in rows[1:]}) == [str(night) for night in NIGHTS[:2]]
    assert "source" not in ",".join(rows[0])
