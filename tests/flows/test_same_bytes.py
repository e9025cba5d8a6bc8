"""The same input gives the same bytes: however its nights are run, and whatever the machine is set to."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from homes import MONDAY, pains
from shell import call, write

from pipeline.stages.measure import measure

ROOT = Path(__file__).resolve().parents[2]
NIGHTS = [MONDAY + timedelta(days=days) for days in range(9)]
"""Two of them fit nights."""
SETTINGS = (
    {"threads": "1", "PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"threads": "2", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"},
    {"threads": "4", "PYTHONHASHSEED": "42", "LC_ALL": "de_DE.UTF-8", "TZ": "America/St_Johns"},
    {"threads": "8", "PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia"},
)


def nights_written(folder: Path) -> str:
    """A file a night: three pains, on some nights a fourth, one of them gone for a while."""
    folder.mkdir()
    for at, night in enumerate(NIGHTS):
        names = ["mail", "invoice"] + ["site"] * (at < 3) + ["queue"] * (at > 3)
        write(folder / f"{night}.jsonl", pains(night, *names, each=14))
    return str(folder / "{night}.jsonl")


def told(home: Path, last: date = NIGHTS[-1]) -> dict[str, bytes]:
    """What a home holds and shows: the lake, the pages, and the tables as they are exported.

    Left aside are the page with the seconds that a run took, and the hash of the snapshot that names its time.
    """
    done = call("export", "--night", last, "--to", home / "export", "--home", home)
    assert done.exit_code == 0, done.output
    found = [path for place in ("lake", "reports", "export") for path in (home / place).rglob("*") if path.is_file()]
    return {str(path.relative_to(home)): path.read_bytes() for path in found if path.name != "run.html"}


def same(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    """Nothing differs; what does is named."""
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if second[name] != data] == []


@pytest.mark.usefixtures("words_encoder")
def test_nights_one_by_one_in_a_backfill_and_interrupted_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files, ids, decisions, pages and exports, of one input that is read once or once a night."""
    nights_written(tmp_path / "in")
    uri = tmp_path / "in"
    alone, together, broken = (tmp_path / name for name in ("alone", "together", "broken"))
    for night in NIGHTS:
        done = call("nightly", "--night", night, "--input", uri, "--home", alone, "--accept")
        assert done.exit_code == 0, done.output
    words = ("backfill", "--from", NIGHTS[0], "--to", NIGHTS[-1], "--input", uri, "--home")
    assert call(*words, together).exit_code == 0
    calls = iter(range(100))

    def breaks(*args: Any) -> object:
        if next(calls) in (0, 3, 9):
            raise KeyboardInterrupt
        return measure(*args)

    with monkeypatch.context() as patch:
        patch.setattr("flows.night.measure", breaks)
        codes = [call(*words, broken).exit_code for _ in range(4)]
    assert codes[-1] == 0
    assert all(codes[:-1])
    whole = told(together)
    same(told(alone), whole)
    same(told(broken), whole)


@pytest.mark.slow
def test_threads_hash_seed_locale_and_time_zone_change_no_byte(tmp_path: Path) -> None:
    """With the model that is shipped: every file of the lake, every page and every export."""
    uri = nights_written(tmp_path / "in")
    words = ("backfill", "--from", str(NIGHTS[0]), "--to", str(NIGHTS[2]), "--input", uri, "--home")
    runs = []
    for at, one in enumerate(SETTINGS):
        threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), one["threads"])
        env = {**os.environ, **one, **threads, "MKL_DYNAMIC": "FALSE", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", "from flows.cli import main; main()", *words, str(tmp_path / f"home-{at}")]
        runs.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    for run in runs:
        said, _ = run.communicate()
        assert run.returncode == 0, said
    first, *others = (told(tmp_path / f"home-{at}", NIGHTS[2]) for at in range(len(SETTINGS)))
    for other in others:
        same(first, other)
