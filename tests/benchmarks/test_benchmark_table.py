"""The shape of what benchmarks of speed measured: ratios, aims, JSON and back, and which benchmarks there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

import orjson
import pytest

from benchmarks import __main__ as run
from benchmarks import table
from benchmarks.machine import machine
from benchmarks.table import Measured, Row, interleaved

SECONDS = Row(name="cold night", ours=10.0, peer=60.0, unit="s", runs=3, at_least=5)
RATE = Row(name="texts", ours=1_200.0, peer=400.0, unit="texts/s", runs=3, more_is_better=True, at_least=3)
ALONE = Row(name="--help", ours=0.25, unit="s", runs=7, at_most=0.3)


@pytest.mark.parametrize(
    ("row", "ratio", "aim", "met"),
    [
        (SECONDS, 6.0, "at least 5x", True),
        (RATE, 3.0, "at least 3x", True),
        (ALONE, None, "at most 0.3 s", True),
        (replace(SECONDS, ours=20.0), 3.0, "at least 5x", False),
        (replace(RATE, ours=1_199.0), 1_199 / 400, "at least 3x", False),
        (replace(ALONE, ours=0.31), None, "at most 0.3 s", False),
        (replace(SECONDS, peer=None), None, "at least 5x", False),
        (replace(SECONDS, at_least=None), 6.0, "", None),
        (replace(SECONDS, at_most=9.0), 6.0, "at most 9 s, at least 5x", False),
    ],
)
def test_a_row_knows_whether_it_reaches_its_aim(row: Row, ratio: float | None, aim: str, met: bool | None) -> None:
    """Ratios say how many times better ours is, of times and of rates; without a peer no ratio is reached."""
    assert (row.ratio, row.aim, row.met) == (ratio, aim, met)


def test_what_was_measured_comes_back_from_json() -> None:
    """What follows from a row is written with it, and left when it is read."""
    one = Measured(name="bench_x", rows=(SECONDS, RATE, ALONE), load=(0.5, 1.5), seconds=12.0)
    said = orjson.loads(orjson.dumps(one.as_dict()))
    assert table.measured(said) == one
    assert said["rows"][0] | {"ratio": 6.0, "aim": "at least 5x", "met": True} == said["rows"][0]


def test_the_file_holds_the_machine_and_every_row(tmp_path: Path) -> None:
    """For a program that compares two of them; one that was passed over says why."""
    absent = Measured(name="bench_y", rows=(), load=(0.0, 0.0), seconds=0.0, absent="passed over: no data")
    table.write(tmp_path / "build" / "bench.json", [absent], machine())
    told = orjson.loads((tmp_path / "build" / "bench.json").read_bytes())
    assert told["benchmarks"] == [absent.as_dict() | {"load": [0.0, 0.0]}]
    assert {"cpu", "cores", "flags", "memory_gb", "python", "versions"} <= told["machine"].keys()
    assert told["machine"]["versions"]["pyarrow"]


def test_a_table_shows_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """And calls one that misses its aim by that name."""
    slow = replace(ALONE, name="slow", ours=2_345.6)
    table.show([Measured(name="bench_x", rows=(SECONDS, slow), load=(0.5, 1.5), seconds=12.0)], machine())
    said = capsys.readouterr().out
    assert all(word in said for word in ("cold night", "6.00", "2,346", "MISSED", "load 0.5 to 1.5"))


def test_works_are_interleaved() -> None:
    """Each run does each work once, every second one the other way round; the figure is the median."""
    order: list[str] = []
    figures = {name: count(start) for name, start in (("ours", 1), ("peer", 10))}

    def work(name: str) -> float:
        order.append(name)
        return float(next(figures[name]))

    found = interleaved({"ours": lambda: work("ours"), "peer": lambda: work("peer")}, runs=3)
    assert found == {"ours": 2.0, "peer": 11.0}
    assert order == ["ours", "peer", "peer", "ours", "ours", "peer"]


def test_every_benchmark_says_what_it_measures() -> None:
    """Those of speed offer `measure`; the others are listed and run by name."""
    there = run.benchmarks()
    assert all(about for about, _ in there.values())
    assert {name for name, (_, speed) in there.items() if speed} >= {"bench_start", "bench_pages", "bench_nightly"}
    assert not there["bench_naming"][1]


def test_what_is_no_benchmark_of_speed_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With those that there are."""
    with pytest.raises(SystemExit) as ended:
        run.main(["bench_naming"])
    assert ended.value.code == 2
    assert "bench_start" in capsys.readouterr().err
