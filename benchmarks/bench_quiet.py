"""Topics of nights on which nothing happens: labelled public texts spread over 60 nights, run one by one by the job.

    .venv/bin/python -m benchmarks.bench_quiet [banking77 clinc150 ...] [--nights 60]

Every split and every merge that the ledger tells is a false one here. Opened are the topics that ever had an id; NMI
and ARI are those of the topics as first published with the labels, over what is in one.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from time import perf_counter

import orjson
from rich.console import Console
from rich.table import Table

from benchmarks.bench_identity import held
from benchmarks.labelled import SETS, Labelled, folder
from flows import night as nights
from flows.home import Home
from pipeline.catalog import Catalog
from pipeline.encoding import encoder_of
from pipeline.lake import Lake
from pipeline.model import Night
from pipeline.settings import Settings

LAST = date(2026, 11, 16)
NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)


def spread(rows: Labelled, count: int) -> list[list[tuple[int, str]]]:
    """The texts' numbers and texts by night: which night is theirs follows from the text alone."""
    by_night: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    for number, (text, _) in enumerate(rows):
        by_night[int(hashlib.sha256(text.encode()).hexdigest(), 16) % count].append((number, text))
    return by_night


def replayed(rows: Labelled, count: int, where: Path) -> dict[str, str]:
    """Run the nights one by one; the figures in words."""
    encoder = cache(encoder_of)
    home = Home(
        folder=where,
        settings=Settings(key="benchmark"),
        lake=Lake(str(where / "lake")),
        catalog=Catalog(f"sqlite:///{where}/catalog.db"),
        load_encoder=encoder,
        load_sentence_encoder=encoder,
    )
    began = perf_counter()
    waiting = 0
    topics: list[str] = []
    labels: list[str] = []
    for at, said in enumerate(spread(rows, count)):
        day = LAST - timedelta(days=count - 1 - at)
        started = datetime.combine(day, time(10), UTC).isoformat()
        file = where / f"in-{at}.jsonl"
        told = (
            {
                "conversation_id": str(number),
                "channel": "chat",
                "started_at": started,
                "turns": [{"speaker": "customer", "text": text}],
            }
            for number, text in said
        )
        file.write_bytes(b"".join(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in told))
        done = nights.run(home, Night(date=day), [str(file)], published_at=NOW, accept=True)
        waiting += held(done)
        view = home.workspace(Night(date=NOW.date() + timedelta(days=400))).view()
        source = {
            row["keyed"]: int(row["source_id"])
            for row in view.table("identities", [day]).to_pylist()
            if row["kind"] == "conversation"
        }
        for row in view.table("assignments", [day]).to_pylist():
            topics.append(row["topic_id"])
            labels.append(rows[source[row["conversation_id"]]][1])
        print(f"\rnight {at + 1} of {count}, {perf_counter() - began:.0f} s", end="", flush=True)
    print()
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score  # noqa: PLC0415 - seconds

    ledger = home.workspace(Night(date=LAST)).view().ledger()
    kinds = Counter(row.kind for row in ledger)
    placed = [(topic, label) for topic, label in zip(topics, labels, strict=True) if topic]
    return {
        "labels": str(len(set(labels))),
        "opened": str(kinds["new"] + kinds["split"]),
        "split": str(kinds["split"]),
        "merged": str(kinds["merged"]),
        "held": str(waiting),
        "unassigned": f"{1 - len(placed) / len(topics):.3f}",
        "NMI": f"{normalized_mutual_info_score(*zip(*placed, strict=True)):.3f}",
        "ARI": f"{adjusted_rand_score(*zip(*placed, strict=True)):.3f}",
        "seconds": f"{perf_counter() - began:.0f}",
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["banking77", "clinc150"])
    parser.add_argument("--nights", type=int, default=60)
    wanted = parser.parse_args()
    table = Table("set", title=f"Quiet: labelled texts over {wanted.nights} nights")
    for name in wanted.sets:
        if not folder().is_dir():
            raise SystemExit(f"{name} is absent: PAINPOINTS_DATA says where the sets lie")
        with tempfile.TemporaryDirectory(prefix="painpoints-") as where:
            row = replayed(SETS[name][0](), wanted.nights, Path(where))
        if not table.rows:
            for column in row:
                table.add_column(column)
        table.add_row(name, *row.values())
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
