"""A home with a year of nights, made in a minute or two: one night of the made-up company is run, others copy it.

What grows with the nights is there in full: snapshots, files and their history in the catalog (each Monday a fit counts
and assigns the history anew), the newest files of every night in the lake, and the logs.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from demo import company
from flows import log
from flows import night as nights
from flows.home import Home
from pipeline.catalog import Catalog
from pipeline.encoding import Vectors
from pipeline.lake import Lake
from pipeline.model import LakeFile, Night
from pipeline.settings import Settings

LAST = date(2026, 11, 20)
HISTORY = 98
AGAIN = ("assignments", "measures", "coverage", "repeats")
"""What a fit night makes anew of the whole history."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """An encoder that needs no model: a text is the sum of its words, each a direction that its hash gives."""

    fingerprint: str = "hashed:64"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, (texts, 64)."""
        rows = np.array([sum(map(_direction, text.lower().split()), np.zeros(64)) for text in texts]).reshape(-1, 64)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def made(folder: Path, *, count: int) -> Home:
    """A home in which so many nights are published."""
    home = Home(
        folder=folder,
        settings=Settings(key="", signals={"learned": False}),
        lake=Lake(str(folder / "lake")),
        catalog=Catalog(f"sqlite:///{folder / 'catalog.db'}"),
        load_encoder=Hashed,
        load_sentence_encoder=Hashed,
    )
    source = folder.with_name(f"{folder.name}-input")
    company.write(source, seed=7, last=LAST, nights=1)
    first = LAST - timedelta(days=count - 1)
    told = (source / f"night={LAST}.jsonl").read_text().replace(LAST.isoformat(), first.isoformat())
    (source / "first.jsonl").write_text(told)
    done = nights.run(home, Night(date=first), [str(source / "first.jsonl")], published_at=_at(first))
    own = [file for receipt in done.receipts for file in receipt.files if file.night == first]
    copies = {first: own}
    for ahead in range(1, count):
        day = first + timedelta(days=ahead)
        copies[day] = [_copied(folder, file, day) for file in own]
        before = sorted(copies)[-HISTORY:-1]
        again = [file for each in before for file in copies[each] if file.dataset in AGAIN]
        # As a fit writes it, but on the last night, when what lies in the lake counts.
        staged = [_other(file, day) for file in again] if day.weekday() == 0 and day < LAST else []
        if day == LAST:
            staged = [file for each in copies for file in copies[each] if file.dataset in AGAIN and each < day]
        _publish(home, done, day, [*copies[day], *staged])
    return home


def _publish(home: Home, done: nights.Done, day: date, files: Sequence[LakeFile]) -> None:
    receipts = [replace(one, night=day, files=(), decisions=()) for one in done.receipts]
    receipts[-1] = replace(receipts[-1], files=tuple(files))
    snapshot = home.catalog.publish(
        base=home.catalog.head(),
        night=day,
        receipts=receipts,
        settings_json=home.settings.kept,
        settings_sha256=home.settings.fingerprint,
        code_version="year",
        published_at=_at(day),
        seconds=dict(done.seconds),
    )
    for receipt, (_, seconds) in zip(receipts, done.seconds, strict=True):
        log.stage_ended(home.folder / "logs", receipt, seconds)
    log.published(home.folder / "logs", day, snapshot=snapshot.number, sha256=snapshot.sha256)


def _copied(folder: Path, file: LakeFile, day: date) -> LakeFile:
    copy = replace(file, night=day)
    (folder / "lake" / copy.name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / "lake" / file.name, folder / "lake" / copy.name)
    return copy


def _other(file: LakeFile, day: date) -> LakeFile:
    """A file that only the catalog knows, as one that was replaced since."""
    return replace(file, sha256=hashlib.sha256(f"{file.name} {day}".encode()).hexdigest())


def _at(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)


def _direction(word: str) -> np.ndarray:
    bits = np.unpackbits(np.frombuffer(hashlib.sha256(word.encode()).digest()[:8], np.uint8))
    return bits.astype(np.float64) * 2 - 1
