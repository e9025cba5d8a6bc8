"""The command line by itself: help, usage, errors as one line with an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import shell
from shell import call

from flows.commands import options
from pipeline.errors import InputError, LakeDamaged, PainpointsError, RetryLater, SettingsError, UsageError

COMMANDS = (
    "demo", "nightly", "backfill", "publish", "render", "export", "status", "doctor", "topics list", "topics show",
    "topics history", "topics statements", "topics rename", "topics describe", "topics merge", "topics split",
    "topics move", "topics pin", "topics hide", "topics owner", "topics status", "topics priority", "topics ticket",
    "topics mark", "topics link", "topics unlink", "topics undo", "topics export", "topics apply", "quarantine list",
    "alerts list", "alerts ack", "signals list", "signals test", "redact", "detect", "evaluate clustering",
    "evaluate alerts", "digest show", "digest send",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    """--help says what a command does and explains every option."""
    result = call(*command.split(), "--help")
    assert result.exit_code == 0
    options_said = [line for line in result.output.splitlines() if line.startswith("  --")]
    assert [line for line in options_said if len(line.split()) < 3 and len(line) < 30] == []


def test_the_commands_are_these() -> None:
    """The list of commands is complete: what the app offers is what is tested here."""
    script = "import json\nfrom flows.cli import app\nfrom typer.main import get_command as g\n" + (
        "c = g(app).commands\n"
        "names = [(n, s) for n in c for s in getattr(c[n], 'commands', {'': 0})]\n"
        "print(json.dumps([' '.join(name).strip() for name in names]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert sorted(json.loads(done.stdout)) == sorted(COMMANDS)


def test_the_version_is_printed() -> None:
    """--version needs no command."""
    assert call("--version").stdout == f"{version('painpoints')}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nightly", "--night", "2026-13-01"), "YYYY-MM-DD"),
        (("nightly", "--night", "20261120"), "YYYY-MM-DD"),
        (("nightly",), "--input"),
        (("backfill", "--from", "2026-11-20", "--to", "2026-11-19", "--input", "x"), "before"),
        (("export", "--night", "2026-11-20", "--to", "out"), "never published"),
        (("render",), "nothing is published"),
        (("topics", "show", "t00001"), "no topic has that id"),
        (("nosuch",), "nosuch"),
    ],
)
def test_wrong_usage_exits_2(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """A call that cannot work says what to change, and writes nothing."""
    home = tmp_path / "home"
    result = call(*words, env={"PAINPOINTS_HOME": str(home)})
    assert (result.exit_code, says in result.stderr) == (2, True), result.output
    assert not home.exists()


def test_wrong_settings_exit_78(tmp_path: Path) -> None:
    """Settings that do not fit are named in one line."""
    config = tmp_path / "bad.toml"
    config.write_text("zoen = 'UTC'\n")
    result = call("status", "--config", config, "--home", tmp_path / "home")
    assert result.exit_code == 78
    assert result.stderr.startswith("painpoints: ")
    assert result.stderr.count("\n") == 1
    assert "zoen" in result.stderr


@pytest.mark.parametrize("kind", [UsageError, InputError, RetryLater, SettingsError, LakeDamaged])
def test_an_error_is_one_line_and_its_code(
    kind: type[PainpointsError], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each kind of error exits with its own code, after one line on stderr and nothing on stdout."""

    def fail(*_: object) -> None:
        raise kind("it went wrong: do this")

    monkeypatch.setattr("flows.home.open_home", fail)
    result = call("status", "--home", tmp_path)
    assert (result.exit_code, result.stderr, result.stdout) == (
        kind.exit_code,
        "painpoints: it went wrong: do this\n",
        "",
    )


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An error that is not ours is not dressed up."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("flows.home.open_home", fail)
    result = call("status", "--home", tmp_path)
    assert result.exit_code == 1
    assert isinstance(result.exception, ZeroDivisionError)


def test_ctrl_c_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A stopped command says that nothing is lost and exits 130."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.status.status", stop)
    result = call("status", "--home", tmp_path)
    assert result.exit_code == 130
    assert "run the same command again" in result.stderr


def test_an_empty_home_has_a_status(tmp_path: Path) -> None:
    """Before the first night status says what to run, and makes no folder."""
    result = call("status", "--home", tmp_path / "home")
    assert (result.exit_code, "nothing published yet" in result.stdout) == (0, True)
    assert not (tmp_path / "home").exists()


def test_the_settings_in_a_home_are_its_own(tmp_path: Path) -> None:
    """Without --config the painpoints.toml in the home counts; with --config the other file does."""
    (tmp_path / "painpoints.toml").write_text('zone = "Europe/Berlin"\n')
    other = tmp_path / "other.toml"
    other.write_text('zone = "Asia/Tokyo"\n')
    assert options.opened(tmp_path, None).settings.zone == "Europe/Berlin"
    assert options.opened(tmp_path, other).settings.zone == "Asia/Tokyo"


def test_redact_hides_and_points() -> None:
    """Personal data becomes placeholders, with offsets into the original; a bad line is numbered and never echoed."""
    secret = "Zebediah 4111 1111 1111 1111"
    lines = [
        {"text": "my card is 4111 1111 1111 1111", "id": 7, "note": secret},
        {"turns": [{"speaker": "customer", "text": "write to jo@example.org"}]},
        {"turns": [{"speaker": "somebody", "text": secret}]},
        {"text": 3},
    ]
    stdin = "".join(json.dumps(line) + "\n" for line in lines) + "\n[1]\n{" + secret + "\n"
    result = call("redact", stdin=stdin)
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert said[0]["id"] == 7
    assert said[0]["hidden"] == [{"turn": None, "kind": "card", "start": 11, "end": 30}]
    assert said[1]["hidden"] == [{"turn": 0, "kind": "email", "start": 9, "end": 23}]
    assert said[2:] == [
        {"error": "wrong_shape", "line": 3},
        {"error": "wrong_shape", "line": 4},
        {"error": "wrong_shape", "line": 6},
        {"error": "not_json", "line": 7},
    ]
    assert result.exit_code == 65
    assert "4111" not in result.output
    assert "Zebediah" not in result.output


def test_detect_points_at_the_words() -> None:
    """A signal's span lies in the turn; a turn without one has none."""
    said = "I will cancel my contract and switch to another provider"
    result = call("detect", stdin=json.dumps({"speaker": "customer", "text": said}) + "\n")
    found = json.loads(result.stdout)["signals"]
    assert result.exit_code == 0
    assert found
    assert all(0 <= one["start"] < one["end"] <= len(said) for one in found)
    quiet = call("detect", stdin='{"speaker": "agent", "text": "Good morning."}\n')
    assert json.loads(quiet.stdout) == {"signals": []}


def test_the_engine_can_be_prefect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """--engine prefect hands the same night, home and input to the flow."""
    called: list[dict[str, object]] = []
    fake = type(sys)("flows.nightly")
    fake.nightly = lambda **given: called.append(given)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "flows.nightly", fake)
    result = call(
        "nightly", "--night", shell.NIGHTS[0], "--input", "x.jsonl", "--home", tmp_path, "--engine", "prefect"
    )
    assert result.exit_code == 0, result.output
    told = {"home": str(tmp_path), "config": None, "night": "2026-11-16", "uris": ["x.jsonl"]}
    assert called == [{**told, "deliver": True}]
