"""How many alerts are false, and how many bursts are told, in simulated worlds whose truth is known.

    .venv/bin/python -m benchmarks.bench_alerts [--kinds plain quiet ...] [--rules ours oracle ...] [--worlds 10]
        [--out FILE.json] [--processes 2]

The product's rule (`pipeline.alerts.watch`) beside an oracle and four peers, on the same worlds (benchmarks/worlds.py):
every one ten times, each figure a mean over them with its standard deviation. All rules are judged on the same series
and nights: observed, with 28 observed nights before. An alert on a night of a burst of that series is true, on the two
nights after it false as on any other. The bars are those of issue 6; they are relative because the oracle, who knows
the true mean and noise, makes false alerts too.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import numpy as np
import orjson
from rich.console import Console
from rich.table import Table

from benchmarks.alert_rules import RULES, Found, found
from benchmarks.worlds import PLANS, Bools, World, world

SOON = 3
"""Nights from its begin within which a burst has to be told."""
QUIET_NIGHTS = 30
ABOVE, RECALL, SURGES, QUIET = 0.02, 0.9, 0.95, 2.0
"""The bars: false share above the oracle's, recall in parts of the oracle's, surges told, false alerts when quiet."""
UNTIL = 100
"""Nights of a world that are given alone, once, to see whether what comes later changes what a rule says of them."""

Figures = Mapping[str, float]
"""Of a rule in a world; what cannot be had there is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A rule in a world."""

    kind: str
    seed: int
    rule: str
    figures: Figures


def judged(kind: str, seed: int, rules: Sequence[str]) -> list[Judged]:
    """The figures of each rule in one world."""
    one = world(kind, seed=seed)
    rows = []
    for rule in rules:
        began = perf_counter()
        what = found(rule, one)
        seconds = perf_counter() - began
        told = figures(one, what) | {"seconds": seconds}
        if rule == "ours" and seed == 0:
            before = found(rule, one.until(UNTIL)).alert
            told["ahead"] = float((before != what.alert[:, :UNTIL]).sum())
        rows.append(Judged(kind=kind, seed=seed, rule=rule, figures=told))
    return rows


def figures(one: World, what: Found) -> dict[str, float]:
    """What can be told of a rule in a world."""
    tested = one.tested
    nights = int(tested.any(axis=0).sum())
    alerts = int(what.alert.sum())
    wrong = int((what.alert & ~one.bursts).sum())
    told = {"alerts a day": alerts / nights, "false a day": wrong / nights}
    if one.kind == "none":
        told["false in 30"] = wrong / nights * QUIET_NIGHTS
    else:
        told["false share"] = wrong / max(1, alerts)
    if one.kind == "one-night":
        told["recall"] = float(what.alert[one.bursts & tested].mean())
    elif one.kind != "none":
        told["within 3"] = _within(one.bursts, what.alert, tested)
    calm = tested & ~one.bursts
    p, inside = what.p[calm], what.inside[calm]
    p, inside = p[~np.isnan(p)], inside[~np.isnan(inside)]
    if len(p):
        told["with p"] = len(p) / int(calm.sum())
        told |= {f"p < {cut}": float((p < cut).mean()) for cut in (0.1, 0.01, 0.001)}
    if len(inside):
        told["inside 95 %"] = float(inside.mean())
    return told


def _within(bursts: Bools, alert: Bools, tested: Bools) -> float:
    """Share of the bursts that are told on one of their first three nights."""
    begins = bursts & ~np.pad(bursts, ((0, 0), (1, 0)))[:, :-1]
    soon = [
        bool(alert[row, night : night + SOON][bursts[row, night : night + SOON]].any())
        for row, night in zip(*np.nonzero(begins & tested), strict=True)
    ]
    return float(np.mean(soon))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A figure over worlds."""

    mean: float
    sd: float
    least: float
    most: float

    def __str__(self) -> str:
        digits = 4 if self.most < 0.02 else 3 if self.most <= 1 else 2
        return f"{self.mean:.{digits}f} ± {self.sd:.{digits}f}"


def spread(values: Sequence[float]) -> Spread:
    """Mean, standard deviation and range; one world has a deviation of 0."""
    sd = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    return Spread(mean=float(np.mean(values)), sd=sd, least=min(values), most=max(values))


def column(rows: Sequence[Judged], kind: str, rule: str, figure: str) -> list[float]:
    """A figure by world, in order of the seeds; empty where it cannot be had."""
    own = sorted((row for row in rows if (row.kind, row.rule) == (kind, rule)), key=lambda row: row.seed)
    return [row.figures[figure] for row in own if figure in row.figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What issue 6 asks of the product's rule in a kind of world, and what is there."""

    asks: str
    bar: float
    most: bool
    """Whether the bar is the most that there may be, or else the least."""
    got: Spread

    @property
    def spare(self) -> float:
        """By how much it is met; below 0 where it is not."""
        return self.bar - self.got.mean if self.most else self.got.mean - self.bar


def bars(rows: Sequence[Judged], kind: str) -> list[Bar]:
    """The bars of a kind of world: differences and ratios are those of the same world."""
    ours, oracle = (
        {name: column(rows, kind, rule, name) for name in ("false share", "recall", "within 3", "false in 30")}
        for rule in ("ours", "oracle")
    )
    asked = []
    if ours["false share"] and oracle["false share"]:
        above = [one - best for one, best in zip(ours["false share"], oracle["false share"], strict=True)]
        asked.append(Bar(asks="false share less the oracle's", bar=ABOVE, most=True, got=spread(above)))
    if ours["recall"] and oracle["recall"]:
        # Of means: a single world's oracle may find next to nothing.
        best = float(np.mean(oracle["recall"]))
        parts = [one / best for one in ours["recall"]]
        asked.append(Bar(asks="recall, of the oracle's", bar=RECALL, most=False, got=spread(parts)))
    if ours["within 3"] and kind == "surge":
        asked.append(Bar(asks="surges told within 3 nights", bar=SURGES, most=False, got=spread(ours["within 3"])))
    if ours["false in 30"]:
        asked.append(Bar(asks="false alerts in 30 quiet nights", bar=QUIET, most=True, got=spread(ours["false in 30"])))
    if ahead := column(rows, kind, "ours", "ahead"):
        asked.append(Bar(asks="alerts that later nights change", bar=0.0, most=True, got=spread(ahead)))
    return asked


ALERTS = ("alerts a day", "false a day", "false share", "recall", "within 3", "false in 30")
CALIBRATION = ("with p", "p < 0.1", "p < 0.01", "p < 0.001", "inside 95 %", "seconds")


def table(
    rows: Sequence[Judged], *, title: str, names: Sequence[str], kinds: Sequence[str], rules: Sequence[str]
) -> Table:
    """A row by kind and rule."""
    shown = Table("world", "rule", *names, title=title)
    for kind in kinds:
        for at, rule in enumerate(rules):
            cells = [column(rows, kind, rule, name) for name in names]
            told = [str(spread(cell)) if cell else "" for cell in cells]
            shown.add_row("" if at else kind, rule, *told, end_section=at == len(rules) - 1)
    return shown


def met(rows: Sequence[Judged], kinds: Sequence[str]) -> Table:
    """A row by kind and bar."""
    asked = {kind: bars(rows, kind) for kind in kinds}
    good = [one.spare >= 0 for own in asked.values() for one in own]
    title = f"The bars of issue 6, and that no rule looks ahead: {sum(good)} of {len(good)} met"
    shown = Table("world", "asked", "bar", "got", "from … to", "met", "by", title=title)
    for kind, own in asked.items():
        for one in own:
            limit = f"{'≤' if one.most else '≥'} {one.bar}"
            between = f"{one.got.least:.3f} … {one.got.most:.3f}"
            yes = "yes" if one.spare >= 0 else "no"
            shown.add_row(kind, one.asks, limit, str(one.got), between, yes, f"{one.spare:+.3f}")
    return shown


def written(rows: Sequence[Judged], kinds: Sequence[str], rules: Sequence[str], worlds: int) -> bytes:
    """The figures as JSON."""
    found_of: dict[str, object] = {}
    for kind in kinds:
        by_rule = {
            rule: {
                name: _told(spread(values))
                for name in (*ALERTS, *CALIBRATION)
                if (values := column(rows, kind, rule, name))
            }
            for rule in rules
        }
        asked = [
            {"asks": one.asks, "bar": one.bar, "got": _told(one.got), "met": one.spare >= 0} for one in bars(rows, kind)
        ]
        found_of[kind] = {"rules": by_rule, "bars": asked}
    return orjson.dumps({"worlds": worlds, "kinds": found_of}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _told(one: Spread) -> dict[str, float]:
    return {"mean": round(one.mean, 6), "sd": round(one.sd, 6), "min": round(one.least, 6), "max": round(one.most, 6)}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="*", default=list(PLANS), choices=list(PLANS), metavar="KIND")
    parser.add_argument("--rules", nargs="*", default=list(RULES), choices=RULES, metavar="RULE")
    parser.add_argument("--worlds", type=int, default=10, help="of each kind")
    parser.add_argument("--out", type=Path, help="a JSON file")
    parser.add_argument("--processes", type=int, default=2)
    wanted = parser.parse_args()
    began = perf_counter()
    rows: list[Judged] = []
    with ProcessPoolExecutor(wanted.processes, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(judged, kind, seed, wanted.rules) for kind in wanted.kinds for seed in range(wanted.worlds)]
        for at, job in enumerate(jobs):
            rows += job.result()
            print(f"\rworld {at + 1} of {len(jobs)}, {perf_counter() - began:.0f} s", end="", flush=True)
    print()
    console = Console(width=160)
    told = f"{wanted.worlds} worlds of each kind, mean ± standard deviation"
    console.print(table(rows, title=f"Alerts: {told}", names=ALERTS, kinds=wanted.kinds, rules=wanted.rules))
    calibrated = [rule for rule in wanted.rules if rule in {"ours", "oracle"}]
    if calibrated:
        title = f"On nights without a burst: {told}"
        console.print(table(rows, title=title, names=CALIBRATION, kinds=wanted.kinds, rules=calibrated))
    if "ours" in calibrated:
        console.print(met(rows, wanted.kinds))
    if wanted.out:
        wanted.out.write_bytes(written(rows, wanted.kinds, wanted.rules, wanted.worlds))


if __name__ == "__main__":
    main()
