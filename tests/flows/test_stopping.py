"""Ctrl-C and SIGTERM, sent to a real process in the middle of a stage."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import homes
import pytest
from shell import NIGHTS, asked, call, write

from flows import stopping
from flows.stopping import Stopped, Stopping

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND, THIRD, _ = NIGHTS
SETTINGS = """
signals.learned = false
[[discovery.known]]
name = "E-mail"
examples = ["My emails keep bouncing back", "Emails are bouncing back with errors", "Emails bounce"]
"""
SCRIPT = """
import sys, time
SECONDS = 2.5 if "told" in sys.argv[1] else 60
import homes
import flows.home
from importlib import import_module
flows.home.encoder_of = lambda *_, **__: homes.WordsEncoder()
def stay(module, name, number):
    place, left = import_module(module), [int(number)]
    real = getattr(place, name)
    def stays(*args, **named):
        left[0] -= 1
        if not left[0]:
            print(name, flush=True)
            time.sleep(SECONDS)
        return real(*args, **named)
    setattr(place, name, stays)
for one in sys.argv.pop(1).split(","):
    stay(*one.split(":"))
from flows.cli import main
main()
"""
"""Runs `painpoints`; where a function is called for the nth time, says so and stays there for a while."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with input for three nights, too few to be clustered, and a home in which the first ran."""
    folder = tmp_path_factory.mktemp("begun")
    for night in (FIRST, SECOND, THIRD):
        write(folder / f"{night}.jsonl", homes.pains(night, "mail", each=6))
    (folder / "settings.toml").write_text(SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        homes.encode_words(patch)
        done = call(*_words(folder, "nightly", "--night", FIRST))
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def place(begun: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _words(folder: Path, *words: object) -> list[str]:
    own = ["--input", str(folder / "{night}.jsonl")] if words[0] in ("nightly", "backfill") else []
    return [str(word) for word in words] + [
        *own,
        "--home",
        str(folder / "home"),
        "--config",
        str(folder / "settings.toml"),
    ]


@contextmanager
def running(folder: Path, until: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """A command that has come to a place, in a process group of its own as a shell would start it."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    command = [sys.executable, "-c", SCRIPT, until, *_words(folder, *words)]
    pipe = subprocess.PIPE
    run = subprocess.Popen(command, cwd=ROOT, env=env, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
    try:
        assert run.stdout is not None
        assert run.stdout.readline(), run.communicate()[1]
        yield run
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()


def stopped(folder: Path, until: str, *words: object, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
    """The exit code and last line of a command that gets a signal at that place; it never leaves a traceback."""
    with running(folder, until, *words) as run:
        os.killpg(run.pid, by)
        _, said = run.communicate(timeout=60)
    assert "Traceback" not in said
    return run.returncode, said.splitlines()[-1]


def published(folder: Path) -> int:
    """How many nights the home holds."""
    nights: int = asked("status", "--home", folder / "home", "--config", folder / "settings.toml")["nights"]
    return nights


@pytest.mark.parametrize("stage", ["ingest", "identify", "commit"])
def test_a_night_that_is_stopped_in_any_stage_leaves_the_one_before(place: Path, stage: str) -> None:
    """It says which nights stay and how to go on, and the next run publishes it."""
    code, said = stopped(place, f"flows.night:{stage}:1", "nightly", "--night", SECOND)
    assert (code, published(place)) == (130, 1)
    assert said == f"painpoints: stopped; {FIRST} stays published; run the same command again to go on"
    failure = asked("status", "--home", place / "home")["last_failure"]
    assert (failure["night"], failure["why"]) == (SECOND.isoformat(), "it was stopped")


def test_a_night_that_is_stopped_once_it_is_published_has_not_failed(place: Path) -> None:
    """What is still to be read of it changes nothing."""
    code, said = stopped(place, "flows.night:View:1", "nightly", "--night", SECOND)
    assert (code, published(place)) == (130, 2)
    assert f"2 nights to {SECOND} stay published" in said
    assert asked("status", "--home", place / "home")["last_failure"] is None


def test_a_night_that_is_stopped_while_it_is_printed_is_published(place: Path) -> None:
    """The next run prints what is missing."""
    code, said = stopped(place, "flows.night:pages:1", "nightly", "--night", SECOND)
    assert (code, published(place)) == (130, 2)
    assert said == f"painpoints: stopped; 2 nights to {SECOND} stay published; run the same command again to go on"


def test_a_night_without_a_date_is_told_with_its_date(place: Path) -> None:
    """Run again tomorrow, the same command would be about another night."""
    _, said = stopped(place, "flows.night:intake:1", "nightly")
    night = stopping.told("nightly", {"home": place / "home", "night": None}, datetime.now(UTC)).partition("--night ")[
        2
    ]
    assert said.endswith(f"run the same command again with --night {night}")


def test_a_backfill_that_is_terminated_keeps_the_nights_before(place: Path) -> None:
    """SIGTERM is told as Ctrl-C is, with an exit code of its own; the same command goes on."""
    words = ("backfill", "--from", FIRST, "--to", THIRD)
    code, said = stopped(place, "flows.night:measure:2", *words, by=signal.SIGTERM)
    assert (code, published(place)) == (143, 2)
    assert said == f"painpoints: stopped; 2 nights to {SECOND} stay published; run the same command again to go on"
    with pytest.MonkeyPatch.context() as patch:
        homes.encode_words(patch)
        assert call(*_words(place, *words)).exit_code == 0
    assert published(place) == 3


def test_a_decision_that_is_stopped_before_it_is_published_is_none(place: Path) -> None:
    """Nothing of it is left."""
    code, said = stopped(place, "flows.curate:measure:1", "topics", "rename", "t00001", "Lost letters")
    assert code == 130
    assert said.startswith(f"painpoints: stopped; nothing was decided; {FIRST} stays published; ")
    assert asked("topics", "list", "--home", place / "home")[0]["name"] == "E-mail"


def test_a_decision_that_is_stopped_once_it_is_published_holds(place: Path) -> None:
    """Only its pages are missing, and it says what prints them."""
    code, said = stopped(place, "flows.night:pages:1", "topics", "rename", "t00001", "Lost letters")
    assert code == 130
    assert said == f"painpoints: stopped once it was published; `painpoints render --night {FIRST}` prints its pages"
    assert asked("topics", "list", "--home", place / "home")[0]["name"] == "Lost letters"


def test_a_second_signal_does_no_harm(place: Path) -> None:
    """One that comes while the first is being told changes neither the line nor the exit code."""
    with running(place, "flows.night:measure:1,flows.stopping:told:1", "nightly", "--night", SECOND) as run:
        os.killpg(run.pid, signal.SIGINT)
        assert run.stdout is not None
        assert run.stdout.readline() == "told\n"
        os.killpg(run.pid, signal.SIGTERM)
        time.sleep(0.2)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.splitlines()[-1].startswith("painpoints: stopped; ")
    assert "Traceback" not in said


def test_what_was_lost_is_raised_again() -> None:
    """Signals that follow at once mean the same; one that comes later stops what went on."""
    times = iter([0.0, 0.5, 1.9, 2.5])
    stop = Stopping(clock=lambda: next(times))
    for raised in (True, False, False, True):
        if raised:
            with pytest.raises(Stopped):
                stop.hear(signal.SIGTERM, None)
        else:
            stop.hear(signal.SIGINT, None)
    assert stop.exit_code == 143


def test_once_it_ends_no_signal_is_heard() -> None:
    """Whatever error the interruption became on its way, the command was stopped."""
    stop = Stopping(clock=lambda: 0.0)
    assert not stop.ends(ValueError())
    with pytest.raises(Stopped):
        stop.hear(signal.SIGINT, None)
    assert stop.ends(ImportError())
    stop.hear(signal.SIGINT, None)
