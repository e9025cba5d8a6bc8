"""What a reader sees: one snapshot, overlaid by what a run has staged and not yet published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.catalog import Catalog
from pipeline.changes import changes, overlay
from pipeline.lake import Lake
from pipeline.model import Decision, LakeFile, Receipt, Snapshot

BATCH = 65_536
"""Rows that are Python's objects at a time: these are twenty times as large as they are in a table."""


def rows_of(table: pa.Table) -> Iterator[dict[str, Any]]:
    """A table's rows one by one, each by column."""
    for batch in table.to_batches(max_chunksize=BATCH):
        yield from batch.to_pylist()


@dataclass(frozen=True, slots=True)
class View:
    """One state of all datasets; what it shows does not change when another run publishes."""

    lake: Lake
    catalog: Catalog
    snapshot: Snapshot | None
    """None: nothing has been published yet."""
    staged: tuple[Receipt, ...] = ()
    """Their files take the place of the snapshot's, by the rule that publishing them follows."""
    history: date | None = None
    """The first night that is looked at; None: all."""

    def table(
        self, dataset: str, nights: Iterable[date] | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """The dataset's rows on those nights (all where None), nights ascending, `night` (date32) the first column.

        Nights without a file add no rows. Raises LakeDamaged when a file is missing or broken.
        """
        return self.lake.read(dataset, self.files(dataset, nights), columns)

    def batches(
        self, dataset: str, nights: Iterable[date] | None = None, columns: Sequence[str] | None = None
    ) -> Iterator[pa.Table]:
        """As `table`, some rows at a time; a dataset that gained a column may have batches without it."""
        return self.lake.batches(dataset, self.files(dataset, nights), columns)

    def nights(self, dataset: str) -> tuple[date, ...]:
        """The nights for which the dataset has a file, ascending."""
        return tuple(sorted({file.night for file in self.files(dataset)}))

    def files(self, dataset: str, nights: Iterable[date] | None = None) -> tuple[LakeFile, ...]:
        """The dataset's files on those nights (all where None), by night, then hash."""
        wanted = None if nights is None else frozenset(nights)
        present = self.catalog.files(self.snapshot, dataset=dataset, nights=wanted) if self.snapshot else ()
        staged = [
            file
            for receipt in self.staged
            for file in receipt.files
            if file.dataset == dataset and (wanted is None or file.night in wanted)
        ]
        seen = overlay(present, changes(present, staged))
        return tuple(file for file in seen if self.history is None or file.night >= self.history)

    def as_told(self, night: date, *, before: bool) -> View | None:
        """What was shown when this night was first published, or, with `before`, what readers of the last night before
        it had seen by then, its reprints included; None: nothing."""
        if self.snapshot is None:
            return None
        known = [one for one in self.catalog.snapshots() if one.number <= self.snapshot.number]
        first = next((at for at, one in enumerate(known) if one.night == night), None)
        if not before:
            return replace(self, snapshot=known[first], staged=()) if first is not None else None
        seen = [one for one in known[:first] if one.night < night]
        newest = max((one.night for one in seen), default=None)
        last = next((one for one in reversed(seen) if one.night == newest), None)
        return replace(self, snapshot=last, staged=()) if last else None

    def ledger(self) -> tuple[Decision, ...]:
        """All decisions in the order they were made: the snapshot's, then the staged."""
        published = self.catalog.ledger(self.snapshot) if self.snapshot else ()
        return (*published, *(decision for receipt in self.staged for decision in receipt.decisions))

    def bytes_of(self, dataset: str, night: date) -> bytes | None:
        """The file of a dataset that is no table (an edition's JSON), or None; raises LakeDamaged when it is broken."""
        files = self.files(dataset, [night])
        return self.lake.read_bytes(files[0]) if files else None

    def receipts(self) -> tuple[Receipt, ...]:
        """The books of the run: the staged ones, or else the snapshot's; the same before publishing and after."""
        if self.staged or not self.snapshot:
            return tuple(replace(receipt, files=(), decisions=()) for receipt in self.staged)
        return self.catalog.receipts(self.snapshot)
