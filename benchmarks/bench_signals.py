"""How well signals are found in real sentences that were read and labelled, beside the patterns alone, and how fast.

    .venv/bin/python -m benchmarks.bench_signals

`signals.labels.csv` holds the sentences' ids, how likely each was to be drawn, and the signals that it shows; never its
text, which is read from the sets in PAINPOINTS_DATA or ../shared/data. Precision and recall are weighted by the inverse
of that likelihood, so that they are those of all sentences and not of the surprising ones; intervals by bootstrap over
conversations. The shipped curves are calibrated on all labelled sentences; here those of each half of the conversations
on the other half. A signal with fewer than 50 labelled sentences is not measured. docs/decisions/0007-signals.md says
how they were drawn and labelled.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.labelled import folder
from pipeline import redaction, settings, signals, sources
from pipeline.encoding import Encoder, encoder_of
from pipeline.mapping import Limits
from pipeline.model import Rejected, Speaker, Turn
from pipeline.redaction import without_placeholders
from pipeline.signals import SURE, Detector, Said, Side
from pipeline.signals.calibration import calibrated
from pipeline.signals.lines import Read
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
DRAWS = 400
"""Bootstrap draws."""
RUNS = 3


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


def half_of(ident: str) -> int:
    """Which half of the conversations a sentence is in."""
    return hashlib.sha256(ident.rsplit(":", 2)[0].encode()).digest()[0] % 2


def precision_at(scores: Scores, shows: Scores, weight: Scores, recall: float) -> tuple[float, float]:
    """The best precision among the thresholds that reach the recall, and the average precision over all of them."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((shows * weight)[order])
    precision, reached = right / np.cumsum(weight[order]), right / right[-1]
    steps = np.diff(reached, prepend=0.0)
    return float(precision[reached >= recall].max()), float((steps * precision).sum())


def share(part: Scores, whole: Scores, conversation: NDArray[np.int64]) -> str:
    """A weighted share with its 95 % interval by bootstrap over conversations."""
    if not whole.sum():
        return ""
    size = int(conversation.max()) + 1
    parts, wholes = (np.bincount(conversation, weights=one, minlength=size) for one in (part, whole))
    random = np.random.default_rng(0)
    times = random.multinomial(size, np.full(size, 1 / size), size=DRAWS)
    drawn = times @ parts / np.maximum(times @ wholes, 1e-9)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{part.sum() / whole.sum():.2f} ({low:.2f}-{high:.2f})"


def told(side: Side, pool: Sequence[Labelled], words: Sequence[str], vectors: NDArray[np.float32]) -> Scores:
    """Probabilities (sentences, signals) of the shipped heads, each half's curves told by the other."""
    head = signals.shipped().sides[side]
    halves = np.array([half_of(one.id) for one in pool])
    found = np.zeros((len(pool), len(head.names)))
    for number in (0, 1):
        here, there = (np.flatnonzero(which).tolist() for which in (halves == number, halves != number))
        others = [Read(text=words[at], stands_for=1 / pool[at].drawn, shows=pool[at].shows) for at in there]
        curved = calibrated(head, others, vectors[there])
        found[here] = curved.probabilities(vectors[here], [words[at] for at in here])
    return found


def main() -> None:
    """Print the tables."""
    everything = labelled()
    text = texts_of([one.id for one in everything])
    print(f"{len(text)} of {len(everything)} labelled sentences found")
    everything = tuple(one for one in everything if one.id in text)
    encoder = encoder_of(batch=64, adapter=signals.adapter())
    console = Console(width=170)
    table = Table(
        "signal", "shown by", "precision", "recall", f"precision at recall {RECALL}", "average precision",
        "patterns: precision", "recall", title="Signals in real sentences, weighted to all of them",
    )  # fmt: skip
    sides: tuple[Side, ...] = ("agent", "customer")
    for side in sides:
        pool = [one for one in everything if one.speaker == side]
        words = [without_placeholders(text[one.id]) for one in pool]
        vectors = encoder.encode(words)
        probability = told(side, pool, words, vectors)
        parts = [Said(turn=0, speaker=side, start=0, end=1, text=said, text_hash=said) for said in words]
        by_pattern = Detector(definitions=signals.definitions(), heads=None).signs(parts, None)
        weight = np.array([1 / one.drawn for one in pool])
        ids = {name: at for at, name in enumerate(sorted({one.id.rsplit(":", 2)[0] for one in pool}))}
        conversation = np.array([ids[one.id.rsplit(":", 2)[0]] for one in pool])
        fired = np.zeros(len(pool), dtype=bool)
        for at, name in enumerate(signals.shipped().sides[side].names):
            shows = np.array([float(name in one.shows) for one in pool])
            hits = np.array([float(any(sign.name == name for sign in signs)) for signs in by_pattern])
            found = np.maximum(probability[:, at] >= SURE, hits)
            fired |= found > 0
            if shows.sum() < MEASURED:
                table.add_row(name, str(int(shows.sum())), *["not measured"] + [""] * 5)
                continue
            precision, average = precision_at(np.maximum(probability[:, at], hits * 0.9), shows, weight, RECALL)
            table.add_row(
                name,
                str(int(shows.sum())),
                share(found * shows * weight, found * weight, conversation),
                share(found * shows * weight, shows * weight, conversation),
                f"{precision:.2f}",
                f"{average:.2f}",
                share(hits * shows * weight, hits * weight, conversation),
                share(hits * shows * weight, shows * weight, conversation) if hits.any() else "",
            )
        neutral = np.array([not one.shows for one in pool])
        print(
            f"{side}: of {int(neutral.sum())} sentences that show nothing, as they are said, fires "
            f"{share(fired * neutral * weight, neutral * weight, conversation)}"
        )
    console.print(table)
    speed(console, encoder)


def speed(console: Console, encoder: Encoder) -> None:
    """Print how many turns a second are gone through once their vectors are there."""
    mapping = settings.load(EXAMPLES / "tweetsumm.toml").input.mapping
    path = folder().parent / "dialogues" / SETS["tweetsumm"]
    conversations = []
    for raw in sources.read(sources.find((str(path),), Limits()), mapping=mapping, limits=Limits()):
        if not isinstance(raw, Rejected):
            kept = redaction.redact_turns(raw.turns)
            conversations.append(
                [
                    Turn(index=at, speaker=said.speaker, text=one.text, at=None)
                    for at, (said, one) in enumerate(zip(raw.turns, kept, strict=True))
                ]
            )
    once = signals.distinct(part for turns in conversations for part in signals.said(turns, channel="social"))
    vectors = encoder.encode([one.text for one in once])
    seconds: dict[str, list[float]] = {"heads and patterns": [], "patterns alone": []}
    turns = sum(map(len, conversations))
    for _ in range(RUNS):
        for name, heads in (("heads and patterns", signals.shipped()), ("patterns alone", None)):
            detector = Detector(definitions=signals.definitions(), heads=heads)
            began = perf_counter()
            said = [tuple(signals.said(some, channel="social")) for some in conversations]
            distinct = signals.distinct(part for some in said for part in some)
            signs = detector.signs(distinct, vectors if heads else None)
            shown = {(one.speaker, one.text_hash): some for one, some in zip(distinct, signs, strict=True)}
            for some in said:
                detector.in_conversation("c", some, shown, reported=0)
            seconds[name].append(perf_counter() - began)
    table = Table("", "turns", "seconds", "turns a second", title="Speed with vectors at hand (tweetsumm)")
    for name, runs in seconds.items():
        table.add_row(name, str(turns), f"{median(runs):.2f}", f"{turns / median(runs):.0f}")
    console.print(table)


if __name__ == "__main__":
    main()
