"""How well signals are found in real sentences that were read and labelled: by the patterns, and by examples alone.

    .venv/bin/python -m benchmarks.bench_signals

`signals.labels.csv` holds the sentences' ids, how likely each was to be drawn, and the signals that it shows; never its
text, which is read from the sets in PAINPOINTS_DATA or ../shared/data. Precision and recall are weighted by the inverse
of that likelihood, so that they are those of all sentences and not of the surprising ones. A signal with fewer than
50 labelled sentences is not measured. docs/decisions/0007-signals.md says how they were drawn and labelled.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks import heads
from benchmarks.labelled import folder
from pipeline import redaction, settings, signals, sources
from pipeline.encoding import SentenceTransformerEncoder
from pipeline.mapping import Limits
from pipeline.model import Rejected, Speaker, Turn
from pipeline.redaction import without_placeholders
from pipeline.statements.sentences import sentences

Scores = NDArray[np.float64]

EXAMPLES = Path(__file__).parents[1] / "examples"
LABELS = Path(__file__).with_name("signals.labels.csv")
SETS = {
    "airline_support": "twacs_airline_support.csv.gz",
    "tweetsumm": "tweetsumm.jsonl",
    "twcs_threads": "twcs_threads.jsonl",
}
"""The example settings that read each set, and its file."""
MEASURED = 50
RECALL = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence of the pool."""

    id: str
    speaker: Speaker
    drawn: float
    """How likely it was to be drawn."""
    shows: frozenset[str]


def labelled() -> tuple[Labelled, ...]:
    """The pool, in the order of its file."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Labelled(
                id=row["id"],
                speaker="agent" if row["speaker"] == "agent" else "customer",
                drawn=float(row["drawn"]),
                shows=frozenset(filter(None, row["signals"].split(";"))),
            )
            for row in csv.DictReader(file)
        )


def texts_of(wanted: Sequence[str]) -> dict[str, str]:
    """The sentences by id, redacted and split as the product does; raises SystemExit where a set is absent."""
    left, found = frozenset(wanted), {}
    conversations = {one.rsplit(":", 2)[0] for one in left}
    for name, file in SETS.items():
        path = folder().parent / "dialogues" / file
        if not path.exists():
            raise SystemExit(f"{file} is absent: PAINPOINTS_DATA says where the sets lie")
        mapping = settings.load(EXAMPLES / f"{name}.toml").input.mapping
        for raw in sources.read(sources.find((str(path),), Limits()), mapping=mapping, limits=Limits()):
            if isinstance(raw, Rejected) or f"{raw.source}:{raw.conversation_id}" not in conversations:
                continue
            for at, (said, kept) in enumerate(zip(raw.turns, redaction.redact_turns(raw.turns), strict=True)):
                for part in sentences(Turn(index=at, speaker=said.speaker, text=kept.text, at=None), mail=False):
                    key = f"{raw.source}:{raw.conversation_id}:{at}:{part.start}"
                    if key in left:
                        found[key] = part.text
    return found


def patterns(pool: Sequence[Labelled], text: Mapping[str, str], name: str) -> Scores:
    """1 for each sentence in which the shipped patterns find the signal, else 0."""
    wanted = [one for one in signals.definitions() if one.name == name]
    return np.array(
        [
            float(any(signals.detect("", [Turn(index=0, speaker=one.speaker, text=text[one.id], at=None)], wanted)))
            for one in pool
        ]
    )


def precision_at(scores: Scores, shows: Scores, weight: Scores, recall: float) -> tuple[float, float]:
    """The best precision among the thresholds that reach the recall, and the average precision over all of them."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((shows * weight)[order])
    precision, reached = right / np.cumsum(weight[order]), right / right[-1]
    steps = np.diff(reached, prepend=0.0)
    return float(precision[reached >= recall].max()), float((steps * precision).sum())


def main() -> None:
    """Print the table."""
    everything = labelled()
    text = texts_of([one.id for one in everything])
    print(f"{len(text)} of {len(everything)} labelled sentences found")
    everything = tuple(one for one in everything if one.id in text)
    encoder = SentenceTransformerEncoder()
    table = Table(
        "signal", "shown by", "patterns: precision", "recall", f"examples: precision at recall {RECALL}",
        "average precision", title="Signals in real sentences, weighted to all of them",
    )  # fmt: skip
    for speaker in ("agent", "customer"):
        pool = [one for one in everything if one.speaker == speaker]
        known = [one for one in heads.examples() if one.speaker == speaker]
        words = [without_placeholders(text[one.id]) for one in pool]
        distinct = list(dict.fromkeys((*words, *(said for one in known for said in (*one.shown, *one.not_shown)))))
        vectors = dict(zip(distinct, encoder.encode(distinct), strict=True))
        found = heads.scored(known, vectors, words)
        weight = np.array([1 / one.drawn for one in pool])
        for name, scores in found.items():
            shows = np.array([float(name in one.shows) for one in pool])
            count = int(shows.sum())
            if count < MEASURED:
                table.add_row(name, str(count), *["not measured"] * 4)
                continue
            hits = patterns(pool, text, name)
            right = float((hits * shows * weight).sum())
            precision, average = precision_at(scores, shows, weight, RECALL)
            table.add_row(
                name,
                str(count),
                f"{right / float((hits * weight).sum()):.2f}" if hits.any() else "no patterns",
                f"{right / float((shows * weight).sum()):.2f}" if hits.any() else "",
                f"{precision:.2f}",
                f"{average:.2f}",
            )
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
