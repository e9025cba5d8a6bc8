"""Whether topics stay the same topics: 90 nights of a planned company, run one by one by the nightly job itself.

    .venv/bin/python -m benchmarks.bench_identity [--topics 40] [--noise 0.5 0.6 0.7] [--nights 90] [--seed 1]

Scored as object tracking is (Ristani et al. 2016), on topic ids as they were first published. IDF1 is put in relation
to what the last night's own assignment of the same history reaches, so that a statement in the wrong topic does not
count as a change of identity.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import numpy as np
import orjson
from rich.console import Console
from rich.table import Table

from benchmarks.replay import LAST, NIGHTS, SILENCE, PlannedEncoder, World, planned
from flows import night as nights
from flows.home import Home
from pipeline.catalog import Catalog
from pipeline.lake import Lake
from pipeline.model import Decision, Night
from pipeline.settings import Settings

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
WINDOW = 14
"""Nights over which the id that holds most of a planted topic is looked at."""
LOGGED_WITHIN = 3
LEAST = 5
"""Statements of a planted topic in those nights for it to have an id at all."""

Ids = Mapping[str, str]
"""Statement text -> topic id; empty for none."""


@dataclass(slots=True)
class Replay:
    """What was published, night by night, and what the last night says of all of them."""

    world: World
    first: list[Ids] = field(default_factory=list)
    """By night, as first published."""
    last: dict[str, str] = field(default_factory=dict)
    ledger: Sequence[Decision] = ()
    seconds: float = 0.0


def replayed(world: World, count: int) -> Replay:
    """Run the nights one by one in an empty home."""
    encoder = PlannedEncoder(world)
    replay = Replay(world=world)
    began = perf_counter()
    with tempfile.TemporaryDirectory(prefix="painpoints-") as folder:
        home = Home(
            folder=Path(folder),
            settings=Settings(key="benchmark"),
            lake=Lake(str(Path(folder) / "lake")),
            catalog=Catalog(f"sqlite:///{folder}/catalog.db"),
            load_encoder=lambda: encoder,
        )
        for at in range(count):
            file = Path(folder) / f"in-{at}.jsonl"
            rows = (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in world.conversations(at))
            file.write_bytes(b"".join(rows))
            nights.run(home, Night(date=_day(at)), [str(file)], published_at=NOW)
            replay.first.append(_assigned(home, [_day(at)]))
            print(f"\rnight {at + 1} of {count}, {perf_counter() - began:.0f} s", end="", flush=True)
        print()
        replay.last = dict(_assigned(home, [_day(at) for at in range(count)]))
        replay.ledger = home.workspace(Night(date=LAST)).view().ledger()
    replay.seconds = perf_counter() - began
    return replay


def _day(at: int) -> date:
    return LAST - timedelta(days=NIGHTS - 1 - at)


def _assigned(home: Home, days: Sequence[date]) -> Ids:
    view = home.workspace(Night(date=NOW.date() + timedelta(days=400))).view()
    text_of = {row["statement_id"]: row["text"] for row in view.table("statements", days).to_pylist()}
    return {text_of[row["statement_id"]]: row["topic_id"] for row in view.table("assignments", days).to_pylist()}


def idf1(truth: Mapping[str, int], found: Ids) -> float:
    """Identity F1: of the best one-to-one matching of planted and published ids."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - half a second

    pairs = Counter((truth[text], topic) for text, topic in found.items() if truth[text] >= 0 and topic)
    planted, published = sorted({one for one, _ in pairs}), sorted({topic for _, topic in pairs})
    table = np.zeros((len(planted), len(published)))
    for (one, topic), count in pairs.items():
        table[planted.index(one), published.index(topic)] = count
    rows, columns = linear_sum_assignment(-table)
    right = table[rows, columns].sum()
    real = sum(one >= 0 for one in truth.values())
    return float(2 * right / (real + sum(topic != "" for topic in found.values())))


def pluralities(replay: Replay, truth: Mapping[str, int]) -> dict[int, list[str]]:
    """By planted topic the id that held most of its members over the last 14 nights, night by night; empty: none."""
    by_night: list[dict[int, Counter[str]]] = [defaultdict(Counter) for _ in replay.first]
    for at, ids in enumerate(replay.first):
        for text, topic in ids.items():
            if topic:
                by_night[at][truth[text]][topic] += 1
    found: dict[int, list[str]] = {life.number: [] for life in replay.world.lives}
    for number, told in found.items():
        for at in range(len(by_night)):
            held: Counter[str] = sum(
                (by_night[back][number] for back in range(max(0, at - WINDOW + 1), at + 1)), Counter()
            )
            told.append(min(held, key=lambda topic: (-held[topic], topic)) if held.total() >= LEAST else "")
    return found


def scores(replay: Replay) -> dict[str, str]:
    """The figures of a replay."""
    world = replay.world
    said = [world.said(at) for at in range(len(replay.first))]
    truth = {one.text: one.topic for night in said for one in night}
    first = {text: topic for ids in replay.first for text, topic in ids.items()}
    own, best = idf1(truth, first), idf1(truth, replay.last)
    held = pluralities(replay, truth)
    changes = nightly = 0
    for told in held.values():
        seen = [(before, now) for before, now in pairwise(told) if before and now]
        nightly += len(seen)
        changes += sum(before != now for before, now in seen)
    back = [life for life in world.lives if life.kind == "silent" and life.event + SILENCE + 5 < len(replay.first)]
    same = sum(held[life.number][life.event - 1] == held[life.number][life.event + SILENCE + 4] != "" for life in back)
    books = {
        "statements": f"{len(first):,}",
        "unassigned": f"{sum(not first[text] for text, one in truth.items() if one >= 0) / len(first):.1%}",
        "IDF1": f"{own:.3f}",
        "of the last night's": f"{own / best:.3f}",
        "plurality changes": f"{changes / max(1, nightly):.2%} of {nightly:,}",
        "back under their id": f"{same} of {len(back)}",
    }
    return books | logged(replay, truth, held)


def logged(replay: Replay, truth: Mapping[str, int], held: Mapping[int, list[str]]) -> dict[str, str]:
    """Planned splits and merges that the ledger tells in time, and what it tells besides."""
    planted_of: dict[str, int] = {}
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for ids in replay.first:
        for text, topic in ids.items():
            if topic:
                counts[topic][truth[text]] += 1
    for topic, counted in counts.items():
        planted_of[topic] = min(counted, key=lambda one: (-counted[one], one))
    found = {}
    for kind, planned_kind in (("split", "child"), ("merged", "merges")):
        rows = [row for row in replay.ledger if row.kind == kind]
        wanted = [life for life in replay.world.lives if life.kind == planned_kind and life.event < len(replay.first)]
        in_time, right = 0, set()
        for life in wanted:
            for at, row in enumerate(rows):
                both = {planted_of.get(row.topic_id, -2), planted_of.get(row.other, -2)}
                pair = {row.topic_id, row.other}
                # A topic that went into another has lost its statements to it: its id before tells which it was.
                was = {held[life.number][life.event - 1], held[life.other][life.event - 1]}
                if both == {life.number, life.other} or (kind == "merged" and pair == was):
                    right.add(at)
                    in_time += 0 <= (row.night - _day(life.event)).days <= LOGGED_WITHIN
        found[f"{kind} in time"] = f"{in_time} of {len(wanted)}"
        found[f"{kind} rows wrong"] = f"{len(rows) - len(right)} of {len(rows)}"
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topics", type=int, default=40)
    parser.add_argument("--noise", type=float, nargs="*", default=[0.5, 0.6, 0.7])
    parser.add_argument("--nights", type=int, default=NIGHTS)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    table = Table("noise", title=f"{wanted.topics} planted topics over {wanted.nights} nights")
    for noise in wanted.noise:
        world = planned(wanted.topics, noise=noise, seed=wanted.seed)
        replay = replayed(world, wanted.nights)
        told = scores(replay) | {"seconds": f"{replay.seconds:.0f}"}
        if not table.rows:
            for column in told:
                table.add_column(column)
        table.add_row(str(noise), *told.values())
    Console(width=200).print(table)


if __name__ == "__main__":
    main()
