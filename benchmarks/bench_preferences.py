"""What it helps when people say of pairs of texts that they belong together, or that they never do, in one table.

    .venv/bin/python -m benchmarks.bench_preferences [--runs 3] [--texts 2000] [--only SET ...] [--pairs 50 100 300]

The nightly job's discovery with the pairs, the assignment that follows it, and what settles the texts of the pairs; the
pairs are drawn from the sets' labels, anew for each run. Three kinds: "halves", as many of one label as of two;
"chance", two texts at random, hardly ever of one label; and "corrections", what somebody would say who reads the
topics found without pairs: halves, but only of what is in the wrong relation there. Heeded is the share of pairs whose
texts have one topic, or not one and the same. "Of others" counts the texts that are in no pair, before and after.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.bench_clustering import Encoded, encoded
from benchmarks.labelled import SETS
from flows.evaluate import scores
from pipeline import discovery
from pipeline.assignment import assign
from pipeline.encoding import encoder_of
from pipeline.preferences import Said, preferences, rows_of, settle
from pipeline.settings import Discovery
from pipeline.stages.discover import least_conversations

KINDS = ("halves", "chance", "corrections")
Topics = NDArray[np.int64]
"""Each text's topic, -1 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The share of pairs heeded of both kinds, and ACC before and after, of all texts and of those in no pair."""

    together: float
    apart: float
    acc: tuple[float, float]
    others: tuple[float, float]
    topics: int


def names(data: Encoded) -> list[str]:
    """The texts' hashes, as pairs name them."""
    return [hashlib.sha256(text.encode()).hexdigest() for text in data.texts]


def by_name(data: Encoded) -> Encoded:
    """The same in the order in which the nightly job reads them."""
    order = [row for _, row in sorted((name, row) for row, name in enumerate(names(data)))]
    return Encoded(
        texts=[data.texts[row] for row in order],
        labels=[data.labels[row] for row in order],
        vectors=data.vectors[order],
        plain=data.plain[order],
    )


def found(data: Encoded, said: Sequence[Said], seed: int) -> Topics:
    """What a first night makes of the texts."""
    held = preferences(said)
    texts, count = names(data), len(data.texts)
    rows = rows_of(held, texts)
    small = min(Discovery().min_conversations, max(2, count // 100))
    groups = discovery.discover(
        data.texts,
        data.vectors,
        [1] * count,
        min_weight=least_conversations(small, count),
        small_weight=small,
        seed=seed,
        together=rows.together,
        apart=rows.apart,
    ).groups
    centroids, floors = [group.centroid for group in groups], [group.floor for group in groups]
    plain = assign(data.vectors, centroids, floors).topic
    return settle(held, texts, data.vectors, centroids=centroids, floors=floors, plain=plain)


def drawn(data: Encoded, kind: str, count: int, before: Topics, seed: int) -> list[Said]:
    """So many different pairs of texts, by their labels."""
    rng = np.random.default_rng(seed)
    texts, labels = names(data), np.unique(data.labels, return_inverse=True)[1]
    wrong = kind == "corrections"
    said: dict[tuple[int, int], Said] = {}
    while len(said) < count:
        row = int(rng.integers(len(texts)))
        same, here = labels == labels[row], (before == before[row]) & (before >= 0)
        others = np.ones(len(texts), dtype=bool)
        if kind != "chance":
            others = same if len(said) < count // 2 else ~same
        if wrong:
            others = others & (~here if len(said) < count // 2 else here)
        others[row] = False
        if not others.any():
            continue
        other = int(rng.choice(np.flatnonzero(others)))
        pair = min(row, other), max(row, other)
        said.setdefault(pair, Said(one=texts[pair[0]], other=texts[pair[1]], together=bool(same[other])))
    return list(said.values())


def measured(data: Encoded, said: Sequence[Said], before: Topics, seed: int) -> Result:
    """The scores of one run."""
    after = found(data, said, seed)
    row_of = {name: row for row, name in enumerate(names(data))}
    heeded: dict[bool, list[bool]] = {True: [], False: []}
    for saying in said:
        one, other = after[row_of[saying.one]], after[row_of[saying.other]]
        heeded[saying.together].append(bool(one == other if saying.together else one != other or one < 0))
    in_pairs = {row_of[name] for saying in said for name in (saying.one, saying.other)}
    others = [row for row in range(len(data.texts)) if row not in in_pairs]
    return Result(
        together=float(np.mean(heeded[True] or [True])),
        apart=float(np.mean(heeded[False] or [True])),
        acc=(acc(data, before, range(len(after))), acc(data, after, range(len(after)))),
        others=(acc(data, before, others), acc(data, after, others)),
        topics=len(set(after.tolist()) - {-1}),
    )


def acc(data: Encoded, topics: Topics, rows: Sequence[int]) -> float:
    """The share of these rows that is right under the best matching of topics with labels."""
    said = ["" if topics[row] < 0 else str(topics[row]) for row in rows]
    return float(scores(said, [data.labels[row] for row in rows])["acc"])


def _told(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f} ({np.std(values):.3f})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--texts", type=int, default=2_000, help="most texts of a set")
    parser.add_argument("--only", nargs="*", choices=list(SETS), default=["natcs_insurance", "clinc150"])
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--pairs", nargs="*", type=int, default=[50, 100, 300])
    wanted = parser.parse_args()
    encoder = encoder_of()
    columns = ("together heeded", "apart heeded", "acc before", "after", "of others before", "after", "topics")
    table = Table("set", "kind", "pairs", *columns, title="Pairs: mean (spread) over runs")
    for name in wanted.only:
        try:
            data = by_name(encoded(SETS[name][0](), wanted.texts, (encoder, encoder)))
        except FileNotFoundError:
            table.add_row(name, "-", "the set is absent")
            continue
        plain = [found(data, (), run) for run in range(wanted.runs)]
        none = [acc(data, topics, range(len(topics))) for topics in plain]
        table.add_row(name, "-", "0", "", "", _told(none), "", "", "", "")
        for kind in wanted.kinds:
            for count in wanted.pairs:
                results = [
                    measured(data, drawn(data, kind, count, plain[run], run), plain[run], run)
                    for run in range(wanted.runs)
                ]
                told = [
                    *(f"{np.mean([getattr(one, side) for one in results]):.1%}" for side in ("together", "apart")),
                    *(_told([one.acc[at] for one in results]) for at in (0, 1)),
                    *(_told([one.others[at] for one in results]) for at in (0, 1)),
                    f"{np.mean([one.topics for one in results]):.0f}",
                ]
                table.add_row(name, kind, str(count), *told)
                Console(width=160, stderr=True).print(name, kind, count, *told)
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
