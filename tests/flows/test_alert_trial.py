"""The alerts over anyone's counts: CSV in, CSV out, and clear words where it is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shell import asked, call

from flows import alert_trial
from pipeline.alerts import watch
from pipeline.errors import InputError

FIRST = date(2026, 8, 3)
"""A Monday."""
HEAD = "night,series,count,exposure\n"
Line = tuple[str, str, str, str]


def lines(series: Sequence[str] = ("a", "b", "c"), nights: int = 40, *, least: int = 0) -> list[Line]:
    """Poisson counts of a few series, by night; fewer than `least` are left out."""
    chance = np.random.default_rng(5)
    counts = chance.poisson(3, (nights, len(series)))
    return [
        ((FIRST + timedelta(days=night)).isoformat(), name, str(counts[night, at]), "100")
        for night in range(nights)
        for at, name in enumerate(series)
        if counts[night, at] >= least
    ]


def text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV with its head."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return HEAD + out.getvalue()


def told(folder: Path, content: str | bytes, name: str = "in.csv") -> list[dict[str, str]]:
    """What the command writes for this file."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    result = call("evaluate", "alerts", file, "--out", folder / f"{name}.out")
    assert result.exit_code == 0, result.output
    with (folder / f"{name}.out").open(encoding="utf-8", newline="") as found:
        return list(csv.DictReader(found))


def test_every_line_comes_back_once_and_in_order(tmp_path: Path) -> None:
    """Whatever the order of the input; and each says the same as in any other order."""
    rows = lines()
    shuffled = [rows[at] for at in np.random.default_rng(1).permutation(len(rows))]
    one, two = told(tmp_path, text(rows)), told(tmp_path, text(shuffled), "other.csv")
    assert [(row["night"], row["series"], row["observed"]) for row in two] == [row[:3] for row in shuffled]
    assert sorted(one, key=str) == sorted(two, key=str)
    assert list(one[0]) == ["night", "series", "observed", "expected", "low", "high", "p", "alert"]


def test_numbers_are_those_of_the_nightly_rule(tmp_path: Path) -> None:
    """The product's own watch over the same counts; none before 28 nights."""
    rows = lines()
    counts = np.array([float(row[2]) for row in rows]).reshape(40, 3).T
    found = watch(counts, np.full(counts.shape, 100.0), np.arange(40) % 7)
    for at, row in enumerate(told(tmp_path, text(rows))):
        place = at % 3, at // 3
        if at // 3 < 28:
            assert [row[name] for name in ("expected", "low", "high", "p", "alert")] == ["", "", "", "", "false"]
        else:
            assert float(row["expected"]) == pytest.approx(found.expected[place], abs=1e-4)
            assert float(row["p"]) == pytest.approx(found.p[place], rel=1e-5)
            assert (int(row["low"]), int(row["high"])) == (found.low[place], found.high[place])


def test_a_burst_is_told(tmp_path: Path) -> None:
    """Sixty where three are usual; the summary counts it."""
    rows = [(night, name, "60" if (name, at // 3) == ("b", 36) else count, base)
            for at, (night, name, count, base) in enumerate(lines())]  # fmt: skip
    alerts = [(row["night"], row["series"]) for row in told(tmp_path, text(rows)) if row["alert"] == "true"]
    assert alerts == [((FIRST + timedelta(days=36)).isoformat(), "b")]
    found = asked("evaluate", "alerts", tmp_path / "in.csv", "--out", tmp_path / "out")
    assert (found["series"], found["nights"], found["tested"], found["alerts"]) == (3, 40, 36, 1)
    assert 0.8 < found["inside_interval"] <= 1


def test_zeros_that_are_left_out_are_zeros(tmp_path: Path) -> None:
    """A file in which no count is 0 says the same of its lines as one with all of them."""
    whole = told(tmp_path, text(lines()))
    short = told(tmp_path, text(lines(least=1)), "short.csv")
    assert len(short) < len(whole)
    assert short == [row for row in whole if row["observed"] != "0"]


def test_beside_zeros_a_line_that_is_missing_was_not_observed(tmp_path: Path) -> None:
    """Its night is no silence: what is expected afterwards is higher than if it were."""
    rows = lines()
    missing = [row for row in rows if not (row[1] == "b" and FIRST + timedelta(days=20) <= date.fromisoformat(row[0])
               < FIRST + timedelta(days=28))]  # fmt: skip
    silent = [row if row in missing else (row[0], row[1], "0", row[3]) for row in rows]
    last = [
        [row for row in told(tmp_path, text(some), name) if row["series"] == "b"][-1]
        for some, name in ((missing, "m.csv"), (silent, "s.csv"))
    ]
    assert float(last[0]["expected"]) > float(last[1]["expected"])


@pytest.mark.parametrize("cells", [("", "100"), ("", ""), ("0", "0")])
def test_a_line_without_a_count_was_not_observed(tmp_path: Path, cells: tuple[str, str]) -> None:
    """Nor is one over no exposure: it comes back without numbers, in files with zeros and in those without."""
    for least in (0, 1):
        rows = [(*row[:2], *cells) if at == 100 else row for at, row in enumerate(lines(least=least))]
        row = told(tmp_path, text(rows))[100]
        assert [row[name] for name in ("observed", "expected", "p", "alert")] == ["", "", "", "false"]


def test_without_exposure_all_nights_weigh_the_same(tmp_path: Path) -> None:
    """The column may be left out."""
    rows = lines()
    plain = "night,series,count\n" + "".join(f"{night},{name},{count}\n" for night, name, count, _ in rows)
    assert told(tmp_path, plain) == told(tmp_path, text(rows), "other.csv")


def test_columns_may_stand_in_any_order_and_others_beside_them(tmp_path: Path) -> None:
    """They are found by their names."""
    rows = lines(nights=30)
    other = "team,count,series,exposure,night\n" + "".join(f"x,{c},{s},{e},{n}\n" for n, s, c, e in rows)
    assert told(tmp_path, other) == told(tmp_path, text(rows), "plain.csv")


def test_names_come_back_as_they_were(tmp_path: Path) -> None:
    """With commas, quotes, spaces, in any script, and empty ones."""
    names = ["a, b", 'said "no"', " padded ", "Störung 東京", "=1+1", ""]
    assert [row["series"] for row in told(tmp_path, text(lines(names, 2)))] == names * 2


def test_other_programs_files_are_read(tmp_path: Path) -> None:
    """A byte order mark, and lines that end as on Windows: the same output to the byte."""
    content = text(lines(nights=30))
    for name, raw in (("a", content.encode()), ("b", b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode())):
        told(tmp_path, raw, name)
    assert (tmp_path / "a.out").read_bytes() == (tmp_path / "b.out").read_bytes()
    assert b"\r" not in (tmp_path / "b.out").read_bytes()


@pytest.mark.parametrize("nights", [1, 8, 27])
def test_a_short_file_is_answered_without_numbers(tmp_path: Path, nights: int) -> None:
    """Nothing is known yet, and nothing is told."""
    assert {(row["expected"], row["p"], row["alert"]) for row in told(tmp_path, text(lines(nights=nights)))} == {
        ("", "", "false")
    }


GOOD = "2026-11-20,SECRET-1,3,1\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "lacks night"),
        (HEAD, "holds no line"),
        (HEAD + "\n\n", "holds no line"),
        ("night,series,SECRET\n" + GOOD, "lacks count"),
        (HEAD.replace(",", ";") + GOOD.replace(",", ";"), "lacks night"),
        (HEAD + GOOD + "20.11.2026,SECRET,3,1\n", "line 3 "),
        (HEAD + GOOD + "2026-02-30,SECRET,3,1\n", "line 3 "),
        (HEAD + GOOD + ",SECRET,3,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,-3,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3.5,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,SECRET,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,nan,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,inf,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,1e300,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,inf\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,nan\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,-1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,0\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,9e-10\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,,1e-300\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,1.1e12\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET\n", "line 3 "),
        (HEAD + GOOD + '2026-11-21,"two\nSECRETS",3,1\n', "line 4 "),
        (HEAD + GOOD + "2026-11-21,SECRET\t1,3,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,\x1b[31mSECRET,3,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21,SECRET\u202e,3,1\n", "line 3 "),
        (HEAD + GOOD + "2026-11-21\n", "line 3 "),
        ("count,night,series\n3,2026-11-20\n", "line 2 "),
        (HEAD + GOOD + "2026-11-21,SECRET,3,1\n" + GOOD, "line 4 has the night and series of line 2"),
        (HEAD + GOOD + "2062-11-20,SECRET,3,1\n", "spans 13,150 nights"),
        (HEAD + GOOD + '2026-11-21,"SECRET,3,1\n', "line 3 "),
        (HEAD + GOOD + "2026-11-21," + "SECRET" * 40_000 + ",3,1\n", "is not CSV in UTF-8"),
        ((HEAD + GOOD).encode("utf-16"), "is not CSV in UTF-8"),
        ((HEAD + GOOD + "2026-11-21,SECRET é,3,1\n").encode("latin-1"), "is not CSV in UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    """Where it is and what should stand there, never what stands there; nothing is written, and 65 is the answer."""
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    result = call("evaluate", "alerts", file, "--out", out)
    assert result.exit_code == 65
    assert isinstance(result.exception, SystemExit), "no traceback"
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "SECRET" not in result.output
    assert not out.exists()


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    """It is not there, or it is a folder."""
    result = call("evaluate", "alerts", tmp_path / name, "--out", tmp_path / "out")
    assert (result.exit_code, "cannot be read" in result.stderr, len(result.stderr.splitlines())) == (65, True, 1)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Where the answer should go is wrong usage, whatever the file holds; a folder is no file to write to either."""
    (tmp_path / "in.csv").write_text(text(lines(nights=2)))
    for name in ("in.csv", "none.csv"):
        result = call("evaluate", "alerts", tmp_path / name, "--out", tmp_path / "none" / "out.csv")
        assert (result.exit_code, "no folder" in result.stderr) == (2, True)
        assert len(result.stderr.strip().splitlines()) == 1
        assert not (tmp_path / "none").exists()
    result = call("evaluate", "alerts", tmp_path / "in.csv", "--out", tmp_path)
    assert result.exit_code != 0
    assert isinstance(result.exception, SystemExit), "no traceback"


@pytest.mark.parametrize("unit", ["1e-9", "1e12"])
def test_exposures_may_be_as_small_and_as_large_as_that(tmp_path: Path, unit: str) -> None:
    """The same numbers as by any other unit."""
    rows = lines(nights=30)
    found = told(tmp_path, text((*row[:3], unit) for row in rows), "unit.csv")
    for one, other in zip(found, told(tmp_path, text(rows)), strict=True):
        assert (one["observed"], one["low"], one["high"]) == (other["observed"], other["low"], other["high"])
        assert one["expected"] == other["expected"] or float(one["expected"]) == pytest.approx(float(other["expected"]))


def _answered(folder: Path, content: str) -> None:
    file, out = folder / "any.csv", folder / "any.out"
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        found = alert_trial.alerts(file, out)
    except InputError:
        return
    assert found["series"] and found["nights"]


field = st.one_of(
    st.sampled_from(["2026-11-20", "2026-11-21", "2026-12-30", "a", "b", "3", "0", "", "1", "0.5", "-1", "1e9", "inf"]),
    st.text(max_size=4),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused(tmp_path: Path, content: str) -> None:
    """Nothing but InputError comes of a file, whatever it holds."""
    _answered(tmp_path, content)
    _answered(tmp_path, HEAD + content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.permutations(["night", "series", "count", "exposure"]), st.lists(st.lists(field, max_size=5), max_size=4))
def test_any_cells_are_read_or_refused(tmp_path: Path, head: list[str], rows: list[list[str]]) -> None:
    """Whatever stands where a number or a date should."""
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    _answered(tmp_path, out.getvalue())
