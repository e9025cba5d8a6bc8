"""How far a run is: a rate and the time left from what a stage counts, on a clock that is given."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import shell
from shell import NIGHTS, call, write_nights

from flows.progress import Pace, Watch


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        """Seconds."""
        return self.at


def followed(*heard: tuple[float, int, int, str]) -> tuple[Pace, Clock]:
    """A step that began at 0 and was heard of at these seconds."""
    clock = Clock()
    pace = Pace(clock)
    pace.begins("2026-11-20 embed")
    for at, done, total, unit in heard:
        clock.at = 100.0 + at
        pace.hears(done, total, unit)
    return pace, clock


def test_a_count_has_a_rate_and_an_end() -> None:
    """Of 4,000 texts 1,000 took 5 seconds: 15 are left, and fewer once some have passed unheard."""
    pace, clock = followed((1, 0, 4_000, "texts encoded"), (6, 1_000, 4_000, "texts encoded"))
    assert pace.line() == "2026-11-20 embed, 6 s: 1,000 of 4,000 texts encoded, 200 a second, 15 s left"
    clock.at += 4
    assert pace.line() == "2026-11-20 embed, 10 s: 1,000 of 4,000 texts encoded, 200 a second, 11 s left"


def test_what_has_no_end_has_a_rate() -> None:
    """How many records a file holds is known when it was read."""
    pace, _ = followed((0, 0, 0, "records"), (4, 2_000, 0, "records"))
    assert pace.line() == "2026-11-20 embed, 4 s: 2,000 records, 500 a second"


def test_what_cannot_be_counted_is_named() -> None:
    """With the time the whole step has taken."""
    pace, clock = followed((1, 0, 0, "statements grouped"))
    clock.at += 200
    assert pace.line() == "2026-11-20 embed, 3 min: statements grouped"


def test_each_count_has_its_own_rate() -> None:
    """Sentences are counted from where they begin; nights go on as they began, whatever is counted within one."""
    pace, _ = followed(
        (0, 0, 10, "nights"), (1, 0, 50, "sentences"), (3, 50, 50, "sentences"),
        (4, 2, 10, "nights"), (5, 0, 50, "sentences"), (6, 25, 50, "sentences"),
    )  # fmt: skip
    assert pace.line().endswith("25 of 50 sentences, 25 a second, 1 s left")
    pace.hears(3, 10, "nights")
    assert pace.line().endswith("3 of 10 nights, 30 a minute, 14 s left")


def test_nothing_is_told_of_a_step_that_is_over_at_once() -> None:
    """Under two seconds nobody wonders, and the next step begins anew."""
    pace, clock = followed((1.9, 500, 1_000, "texts encoded"))
    assert (pace.line(), pace.due()) == ("", "")
    pace.begins("2026-11-20 discover")
    clock.at += 1.9
    assert pace.line() == ""


def test_a_log_hears_ever_more_seldom_and_at_least_once_a_minute() -> None:
    """However often a stage tells how far it is."""
    pace, clock = followed()
    told = []
    for tenths in range(3_600):
        clock.at = 100.0 + tenths / 10
        pace.hears(tenths, 3_600, "texts encoded")
        if pace.due():
            told.append(tenths / 10)
    assert told == [2, 4, 8, 16, 32, 64, 124, 184, 244, 304]


def test_a_program_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the output is JSON, a log gets no line of a step that takes long."""
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    for quiet in (True, False):
        clock = Clock()
        with Watch(stages=False, quiet=quiet, clock=clock) as watch:
            clock.at += 10
            watch.progress(5, 10, "texts encoded")
        assert bool(said.getvalue()) is not quiet


def test_a_terminal_shows_the_running_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A live line on stderr while it is on, which goes when it ends; lines that are kept stay above it."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    said, clock = Terminal(), Clock()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setenv("TERM", "xterm")
    with Watch(stages=True, clock=clock) as watch:
        clock.at += 10
        watch.progress(5, 10, "texts encoded")
        watch.say("kept")
    assert "5 of 10 texts encoded" in said.getvalue()
    assert said.getvalue().count("kept") == 1


@pytest.mark.usefixtures("words_encoder")
def test_every_stage_of_a_night_tells_what_it_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And so do the pages: no step that may take long is without a word."""
    heard: dict[str, set[str]] = {}
    steps = [""]
    begins, progress = Watch.begins, Watch.progress

    def step(self: Watch, name: str) -> None:
        steps.append(name.partition(" ")[2])
        begins(self, name)

    def hears(self: Watch, done: int, total: int, unit: str) -> None:
        heard.setdefault(steps[-1], set()).add(unit)
        progress(self, done, total, unit)

    monkeypatch.setattr(Watch, "begins", step)
    monkeypatch.setattr(Watch, "progress", hears)
    config = shell.write(tmp_path / "settings.toml", ["signals.learned = false"])
    uri = write_nights(tmp_path / "in")
    done = call("nightly", "--night", NIGHTS[0], "--input", uri, "--home", tmp_path / "home", "--config", config)
    assert done.exit_code == 0, done.output
    assert set(steps[1:]) >= heard.keys() - {""}
    assert heard.keys() >= {"ingest", "embed", "discover", "identify", "detect", "measure", "pages"}
