"""How soon a surge is told, by how many conversations a night there usually are: the table of docs/reading.md.

    python -m benchmarks.bench_power [--worlds 10]

200 topics with means around 4 a night (log-normal, .2 to 80), weekdays as offices have them, negative binomial noise of
size 10, 98 nights of history. On night 98 the surge begins in 20 of them, which usually have 2, 5, 10 or 20 a night,
and lasts five nights. Beside it the peer: +50 % week on week.
"""

from __future__ import annotations

import argparse

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.alert_rules import week_on_week
from pipeline.alerts import watch

BASES, FOLDS = (2, 5, 10, 20), (2, 3, 5)
HISTORY, NIGHTS, SIZE, TOPICS, SURGING = 98, 103, 10.0, 200, 20
WEEKDAYS = np.array([1.25, 1.1, 1.0, 1.0, 0.95, 0.45, 0.35])
WITHIN = (1, 3, 5)


def told(base: float, fold: float, seed: int) -> tuple[list[float], list[float]]:
    """Shares of the surges told on the first night, within three and within five: by our rule, and by the peer's."""
    rng = np.random.default_rng(seed)
    weekdays = (rng.integers(7) + np.arange(NIGHTS)) % 7
    level = np.clip(4 * np.exp(rng.normal(0, 1, TOPICS)), 0.2, 80)
    level[:SURGING] = base
    mean = level[:, None] * WEEKDAYS[weekdays]
    mean[:SURGING, HISTORY:] *= fold
    counts = rng.negative_binomial(SIZE, SIZE / (SIZE + mean)).astype(float)
    ours = watch(counts, np.full(counts.shape, 1000.0), weekdays).alert[:SURGING]
    peer = week_on_week(counts)[:SURGING]
    mine, theirs = (
        [float(found[:, HISTORY : HISTORY + nights].any(1).mean()) for nights in WITHIN] for found in (ours, peer)
    )
    return mine, theirs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=10)
    asked = parser.parse_args()
    table = Table("usually a night", *(f"x{fold}: night 1 / in 3 / in 5 (peer in 5)" for fold in FOLDS))
    for base in BASES:
        cells = []
        for fold in FOLDS:
            found = [told(base, fold, seed) for seed in range(asked.worlds)]
            ours, peer = (np.mean([one[which] for one in found], axis=0) for which in (0, 1))
            cells.append(" / ".join(f"{share:.2f}" for share in ours) + f" ({peer[-1]:.2f})")
        table.add_row(str(base), *cells)
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
