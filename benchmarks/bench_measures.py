"""Counting and watching a year and more: 400 topics, 400 nights, 8 slices; wall seconds and peak memory.

    python -m benchmarks.bench_measures [--nights 400] [--topics 400] [--conversations 500] [--runs 1]

The peer is what one would write first: the same counts by a pandas groupby of each slice, and a z-score of each topic
against its last 98 nights. It watches no slice and knows no weekday.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

import numpy as np
import pyarrow as pa

from benchmarks.table import Row, interleaved, report
from pipeline.measures import Heard, by_topic
from pipeline.stages.watched import everywhere, in_places, volume_of

SLICES = {"channel": 4, "segment": 4, "product": 8, "queue": 8, "team": 8, "stage": 6, "hour": 6, "weekday": 7}
FIRST = date(2025, 1, 6)


def nights(*, count: int, topics: int, conversations: int) -> Iterator[list[Heard]]:
    """Made-up nights: each conversation with one of the slices' values each and about two topics."""
    rng = np.random.default_rng(0)
    weight = 1 / np.arange(1, topics + 1) ** 0.7
    weight /= weight.sum()
    for _ in range(count):
        about = rng.choice(topics, size=(conversations, 2), p=weight)
        values = {name: rng.integers(many, size=conversations) for name, many in SLICES.items()}
        yield [
            Heard(
                customer=f"c{rng.integers(50_000)}",
                resolved=bool(at % 2),
                slices=(("all", ""), *((name, str(values[name][at])) for name in SLICES)),
                topics=frozenset(f"t{one:05d}" for one in about[at].tolist()),
            )
            for at in range(conversations)
        ]


def ours(told: Sequence[list[Heard]], topics: int) -> tuple[float, float, int]:
    """Seconds of counting and of watching, and how many alerts the last night has."""
    days = [FIRST + timedelta(days=ahead) for ahead in range(len(told))]
    began = time.perf_counter()
    tables = []
    for day, heard in zip(days, told, strict=True):
        counts = by_topic(heard)
        columns = {
            "night": pa.array([day] * len(counts["topic_id"]), pa.date32()),
            "name": counts.pop("topic_id"),
            **counts,
        }
        tables.append(pa.table(columns))
    table = pa.concat_tables(tables)
    counted = time.perf_counter() - began
    began = time.perf_counter()
    names = [f"t{at:05d}" for at in range(topics)]
    whole = np.ones(len(days), dtype=bool)
    base = {day: len(heard) for day, heard in zip(days, told, strict=True)}
    exposure = volume_of(table, names, days, base)
    found = everywhere(table, "topic", names, days, exposure=exposure, whole=whole)
    single = in_places(table, "topic", names, list(SLICES), days, whole=whole, least=4)
    alerts = int(found.found.alert[:, -1].sum()) + (int(single.found.alert[:, -1].sum()) if single else 0)
    return counted, time.perf_counter() - began, alerts


def peer(told: Sequence[list[Heard]]) -> float:
    """Seconds of a groupby for each slice and a z-score for each topic."""
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 - only the peer needs it

    began = time.perf_counter()
    rows = [
        (night, topic, *(value for _, value in heard.slices), heard.customer)
        for night, some in enumerate(told)
        for heard in some
        for topic in heard.topics
    ]
    names = ["all", *SLICES]
    frame = pd.DataFrame(rows, columns=["night", "topic", *names, "customer"])
    for name in names:
        frame.groupby(["night", "topic", name])["customer"].agg(["size", "nunique"])
    counts = frame.groupby(["topic", "night"]).size().unstack(fill_value=0)
    before = counts.T.rolling(98).agg(["mean", "std"])
    assert len(before)
    return time.perf_counter() - began


def measure(*, nights_: int = 100, topics: int = 400, conversations: int = 500, runs: int = 3) -> tuple[Row, ...]:
    """Seconds of counting and watching together, beside the peer's, and of each."""
    told = list(nights(count=nights_, topics=topics, conversations=conversations))
    parts: dict[str, list[float]] = {"counted": [], "watched": []}

    def both() -> float:
        counted, watched, _ = ours(told, topics)
        parts["counted"].append(counted)
        parts["watched"].append(watched)
        return counted + watched

    found = interleaved({"ours": both, "peer": lambda: peer(told)}, runs=runs)
    what = f"{nights_} nights of {conversations} conversations, {topics} topics"
    return (
        Row(name=f"counting and watching {what}", ours=found["ours"], peer=found["peer"], unit="s", runs=runs),
        *(
            Row(name=f"{name} (the peer watches no slice)", ours=median(took), unit="s", runs=runs)
            for name, took in parts.items()
        ),
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=400)
    parser.add_argument("--topics", type=int, default=400)
    parser.add_argument("--conversations", type=int, default=500)
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    report(
        lambda: measure(nights_=asked.nights, topics=asked.topics, conversations=asked.conversations, runs=asked.runs)
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
