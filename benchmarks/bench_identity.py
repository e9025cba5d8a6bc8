"""Whether topics stay the same topics: 90 nights of a planned company, run one by one by the nightly job itself.

    .venv/bin/python -m benchmarks.bench_identity [--topics 40] [--noise 0.5 0.6 0.7] [--nights 90] [--seeds 1 2]

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

from benchmarks.replay import LAST, NIGHTS, SEASON, SEASON_ON, SILENCE, Life, PlannedEncoder, World, planned
from flows import night as nights
from flows.home import Home
from flows.night import Done
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
    held: int = 0
    """Nights that would have waited for a person, their topics having changed too much."""
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
            load_sentence_encoder=lambda: encoder,
        )
        for at in range(count):
            file = Path(folder) / f"in-{at}.jsonl"
            rows = (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in world.conversations(at))
            file.write_bytes(b"".join(rows))
            done = nights.run(home, Night(date=_day(at)), [str(file)], published_at=NOW, accept=True)
            replay.held += held(done)
            replay.first.append(_assigned(home, [_day(at)]))
            print(f"\rnight {at + 1} of {count}, {perf_counter() - began:.0f} s", end="", flush=True)
        print()
        replay.last = dict(_assigned(home, [_day(at) for at in range(count)]))
        replay.ledger = home.workspace(Night(date=LAST)).view().ledger()
    replay.seconds = perf_counter() - began
    return replay


def held(done: Done) -> bool:
    """Whether a night would have waited for a person, its topics having changed too much."""
    notes = next(dict(one.notes) for one in done.receipts if one.stage == "identify")
    return notes.get("agreement_permille", 1000) < Settings().publish.min_agreement * 1000


def _day(at: int) -> date:
    return LAST - timedelta(days=NIGHTS - 1 - at)


def _assigned(home: Home, days: Sequence[date]) -> Ids:
    view = home.workspace(Night(date=NOW.date() + timedelta(days=400))).view()
    text_of = {row["statement_id"]: row["text"] for row in view.table("statements", days).to_pylist()}
    return {text_of[row["statement_id"]]: row["topic_id"] for row in view.table("assignments", days).to_pylist()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many; shares of several replays add up."""

    part: float
    of: float

    def __add__(self, other: Share) -> Share:
        return Share(part=self.part + other.part, of=self.of + other.of)

    @property
    def value(self) -> float:
        """Part of the whole."""
        return self.part / max(1, self.of)

    def __str__(self) -> str:
        return f"{self.part:,.0f} of {self.of:,.0f}"


def idf1(truth: Mapping[str, int], found: Ids) -> Share:
    """Identity F1: of the best one-to-one matching of planted and published ids."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - half a second

    pairs = Counter((truth[text], topic) for text, topic in found.items() if truth[text] >= 0 and topic)
    planted, published = sorted({one for one, _ in pairs}), sorted({topic for _, topic in pairs})
    table = np.zeros((len(planted), len(published)))
    for (one, topic), count in pairs.items():
        table[planted.index(one), published.index(topic)] = count
    rows, columns = linear_sum_assignment(-table)
    real = sum(one >= 0 for one in truth.values())
    return Share(part=2 * float(table[rows, columns].sum()), of=real + sum(topic != "" for topic in found.values()))


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


def truth_of(replay: Replay) -> dict[str, int]:
    """The planted topic of every statement, told as the pipeline tells it.

    Of two topics that became one the plan lets the one that was gone into live on, the pipeline the one with the older
    id: neither is wrong. What both say from then on is counted as the latter's.
    """
    world = replay.world
    said = [world.said(at) for at in range(len(replay.first))]
    planned_truth = {one.text: one.topic for night in said for one in night}
    held = pluralities(replay, planned_truth)
    truth = dict(planned_truth)
    for life in world.lives:
        if life.kind == "merges" and life.event < len(said):
            gone, stays = held[life.number][life.event - 1], held[life.other][life.event - 1]
            if gone and gone < (stays or "~"):
                after = (one.text for night in said[life.event :] for one in night if one.topic == life.other)
                truth |= dict.fromkeys(after, life.number)
    return truth


def scores(replay: Replay) -> dict[str, Share]:
    """The figures of a replay."""
    truth = truth_of(replay)
    first = {text: topic for ids in replay.first for text, topic in ids.items()}
    held = pluralities(replay, truth)
    changes = nightly = 0
    for told in held.values():
        seen = [(before, now) for before, now in pairwise(told) if before and now]
        nightly += len(seen)
        changes += sum(before != now for before, now in seen)
    silences = [pair for life in replay.world.lives for pair in _silences(life, len(replay.first))]
    same = sum(held[number][begin - 1] == held[number][end + 4] != "" for number, begin, end in silences)
    lost = sum(not first[text] for text, one in truth.items() if one >= 0)
    books = {
        "held": Share(part=replay.held, of=len(replay.first)),
        "unassigned": Share(part=lost, of=len(first)),
        "IDF1": idf1(truth, first),
        "last night's": idf1(truth, replay.last),
        "plurality changes": Share(part=changes, of=nightly),
        "back under their id": Share(part=same, of=len(silences)),
    }
    return books | logged(replay, truth, held)


def _silences(life: Life, nights: int) -> list[tuple[int, int, int]]:
    """Silences of a planted topic that end in time to be seen: its number, the first silent night and the first not."""
    if life.kind == "silent":
        found = [(life.event, life.event + SILENCE)]
    elif life.kind == "seasonal":
        # Heard on the nights of which the number plus its own leaves less than SEASON_ON.
        starts = range(SEASON - life.number % SEASON, nights, SEASON)
        found = [(start - SEASON + SEASON_ON, start) for start in starts if start - SEASON + SEASON_ON >= LEAST]
    else:
        found = []
    return [(life.number, begin, end) for begin, end in found if end + 5 < nights]


def logged(replay: Replay, truth: Mapping[str, int], held: Mapping[int, list[str]]) -> dict[str, Share]:
    """Planned splits and merges that the ledger tells in time, and what it tells besides.

    A split has to be told within three nights, or on the night after its eighth statement where that is later: of fewer
    no topic is opened. `soon` counts those told within three nights whatever was said.
    """
    planted_of: dict[str, int] = {}
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    spoken: dict[int, list[int]] = defaultdict(list)
    for at, ids in enumerate(replay.first):
        for text, topic in ids.items():
            spoken[truth[text]].append(at)
            if topic:
                counts[topic][truth[text]] += 1
    for topic, counted in counts.items():
        planted_of[topic] = min(counted, key=lambda one: (-counted[one], one))
    found = {}
    enough = Settings().discovery.min_conversations
    for kind, planned_kind in (("split", "child"), ("merged", "merges")):
        rows = [row for row in replay.ledger if row.kind == kind]
        wanted = [life for life in replay.world.lives if life.kind == planned_kind and life.event < len(replay.first)]
        soon, due, right = set(), set(), set()
        for life in wanted:
            late = life.event + LOGGED_WITHIN
            if kind == "split":
                late = max(late, *spoken[life.number][enough - 1 : enough] or [NIGHTS])
            for at, row in enumerate(rows):
                both = {planted_of.get(row.topic_id, -2), planted_of.get(row.other, -2)}
                pair = {row.topic_id, row.other}
                # A topic that went into another has lost its statements to it: its id before tells which it was.
                was = {held[life.number][life.event - 1], held[life.other][life.event - 1]}
                if both == {life.number, life.other} or (kind == "merged" and pair == was):
                    right.add(at)
                    since = (row.night - _day(life.event)).days
                    soon |= {life.number} if 0 <= since <= LOGGED_WITHIN else set()
                    due |= {life.number} if 0 <= since <= late - life.event else set()
        found[f"{kind} soon"] = Share(part=len(soon), of=len(wanted))
        found[f"{kind} in time"] = Share(part=len(due), of=len(wanted))
        found[f"{kind} rows wrong"] = Share(part=len(rows) - len(right), of=len(rows))
    return found


SHARES = ("unassigned", "IDF1", "last night's", "plurality changes")
"""Figures that are told as a share and not as so many of so many."""


def told(figures: Mapping[str, Share]) -> dict[str, str]:
    """The figures in words."""
    said = {name: f"{one.value:.3f}" if name in SHARES else str(one) for name, one in figures.items()}
    said["plurality changes"] = f"{figures['plurality changes'].value:.2%} of {figures['plurality changes'].of:,.0f}"
    best = said["last night's"]
    ratio = figures["IDF1"].value / max(1e-9, figures["last night's"].value)
    return {**said, "last night's": f"{best} ({ratio:.3f})"}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topics", type=int, default=40)
    parser.add_argument("--noise", type=float, nargs="*", default=[0.5, 0.6, 0.7])
    parser.add_argument("--nights", type=int, default=NIGHTS)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3], help="worlds whose figures are added up")
    wanted = parser.parse_args()
    table = Table(
        "noise", title=f"{wanted.topics} planted topics over {wanted.nights} nights, {len(wanted.seeds)} worlds"
    )
    for noise in wanted.noise:
        figures: dict[str, Share] = {}
        seconds = 0.0
        for seed in wanted.seeds:
            replay = replayed(planned(wanted.topics, noise=noise, seed=seed), wanted.nights)
            seconds += replay.seconds
            for name, one in scores(replay).items():
                figures[name] = figures[name] + one if name in figures else one
        row = told(figures) | {"seconds": f"{seconds:.0f}"}
        if not table.rows:
            for column in row:
                table.add_column(column)
        table.add_row(str(noise), *row.values())
    Console(width=220).print(table)


if __name__ == "__main__":
    main()
