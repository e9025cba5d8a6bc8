"""Homes in a temporary folder, an encoder that needs no model, and nights of a small made-up company."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from flows import night as nights
from flows.home import Home
from flows.night import Done
from pipeline.catalog import Catalog
from pipeline.lake import Lake
from pipeline.model import Night
from pipeline.settings import Settings
from pipeline.signals import Definition, Heads
from pipeline.signals.training import heads_for

MONDAY = date(2026, 11, 16)
"""A fit night by the default settings."""
NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)

BY_PATTERNS = {"learned": False}
"""Settings of the signals that need no model: the words' vectors would tell nothing of them."""
CORES = {
    "mail": "My emails keep bouncing back with errors",
    "invoice": "The invoice charges me twice, the amount is wrong",
    "site": "My website crashed and only shows a broken page",
    "queue": "I waited forever on hold because nobody answers the hotline",
}
PLACES = (
    "Berlin Hamburg Munich Cologne Leipzig Dresden Bremen Essen Vienna Salzburg Zurich Geneva Basel Prague Warsaw "
    "Krakow Paris Lyon Nantes Lille Madrid Seville Lisbon Porto Rome Milan Turin Naples Athens Oslo Bergen Malmo "
    "Uppsala Aarhus Dublin Galway"
).split()
PAINS = {name: tuple(f"{core} in {place}." for place in PLACES) for name, core in CORES.items()}
"""36 ways of saying each of four pains."""


@dataclass(slots=True)
class WordsEncoder:
    """Each longer word a fixed direction, each text the sum of its words: texts that share words are alike."""

    fingerprint: str = "words:64"
    encoded: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, (texts, 64)."""
        self.encoded += texts
        sums = [sum(map(_direction, re.findall(r"\w+", text.lower())), np.zeros(64)) for text in texts]
        rows = np.array(sums, np.float32).reshape(-1, 64)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def encode_words(patch: pytest.MonkeyPatch) -> None:
    """Every home opened meanwhile encodes words instead of loading a model; what is learned of them, once a process."""
    patch.setattr("flows.home.encoder_of", lambda *_, **__: WordsEncoder())
    patch.setattr("flows.evaluate.encoder_of", lambda *_, **__: WordsEncoder())
    for place in ("pipeline.stages.detect", "flows.lines"):
        patch.setattr(f"{place}.heads_for", lambda definitions, **_: _heads(tuple(definitions)))


@cache
def _heads(definitions: tuple[Definition, ...]) -> Heads:
    encoder = WordsEncoder()
    return heads_for(definitions, encoder=encoder.fingerprint, encode=encoder.encode)


@cache
def _direction(word: str) -> NDArray[np.float64]:
    bits = np.unpackbits(np.frombuffer(hashlib.sha256(word.encode()).digest()[:8], np.uint8))
    return (bits.astype(np.float64) * 2 - 1) * (1.0 if len(word) > 3 else 0.2)


def home(folder: Path, **settings: Any) -> Home:
    """An empty home with the encoder of words."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = WordsEncoder()
    return Home(
        folder=folder,
        settings=Settings(**{"key": "test key", "signals": BY_PATTERNS, **settings}),
        lake=Lake(str(folder / "lake")),
        catalog=Catalog(f"sqlite:///{folder / 'catalog.db'}"),
        load_encoder=lambda: encoder,
        load_sentence_encoder=lambda: encoder,
    )


def conversation(ident: str, night: date, *said: str, **more: object) -> dict[str, object]:
    """A native conversation: what the customer said, each answered by the agent; `more` are further fields."""
    turns = [
        turn
        for text in said
        for turn in ({"speaker": "customer", "text": text}, {"speaker": "agent", "text": "Thank you, I will look."})
    ]
    started = datetime.combine(night, time(10), UTC).isoformat()
    return {"conversation_id": ident, "channel": "chat", "started_at": started, "turns": turns, **more}


def pains(night: date, *names: str, each: int = 20, start: int = 0) -> list[dict[str, object]]:
    """`each` conversations of every pain named, said in ways that differ from night to night."""
    return [
        conversation(
            f"{name}-{night}-{at}",
            night,
            PAINS[name][(start + at * 5 + night.toordinal()) % len(PAINS[name])],
            customer_id=f"u-{name}-{at}",
            resolved=at % 2 == 0,
        )
        for name in names
        for at in range(each)
    ]


def written(folder: Path, rows: Iterable[object]) -> list[str]:
    """The rows as the lines of one native file (strings stay as they are); the input to run a night on."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path = folder / f"input-{len(list(folder.iterdir()))}.jsonl"
    path.write_text("".join(line + "\n" for line in lines))
    return [str(path)]


def run(where: Home, night: date, rows: Iterable[object], *, restate: bool = False) -> Done:
    """Run and publish one night."""
    uris = written(where.folder / "in", rows)
    return nights.run(where, Night(date=night), uris, published_at=NOW, restate=restate)


def view(where: Home) -> Any:
    """What a reader of the home sees."""
    return where.workspace(Night(date=NOW.date() + timedelta(days=400))).view()


def files(where: Home) -> Iterator[tuple[str, str]]:
    """The published files of the home: (dataset and night, hash)."""
    head = where.catalog.head()
    for file in where.catalog.files(head) if head else ():
        yield f"{file.dataset} {file.night}", file.sha256


def note(done: Done, stage: str, name: str) -> int:
    """A count from a stage's receipt, 0 where it has none."""
    receipt = next(receipt for receipt in done.receipts if receipt.stage == stage)
    return dict((*receipt.notes, *receipt.work, *receipt.set_aside)).get(name, 0)
