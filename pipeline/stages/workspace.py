"""What the stages of one night share: where data lies, the snapshot they build on, and the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from pipeline.catalog import Catalog
from pipeline.encoding import Encoder, Vectors
from pipeline.errors import SettingsError
from pipeline.lake import Lake
from pipeline.model import Decision, Receipt, Snapshot
from pipeline.settings import Settings
from pipeline.view import View

CHUNK = 1_024
"""Texts between two reports of progress."""


class Progress(Protocol):
    """Hears how far a long piece of work is; whoever gives it knows the time, so that no stage asks a clock."""

    def __call__(self, done: int, total: int, unit: str) -> None:
        """`done` of `total` units of the running stage are done; total 0: nobody knows how many there are.

        Another unit, or fewer done than before, is another piece of work. Both 0: `unit` says what is being done, of
        which nothing can be counted.
        """
        ...


def silent(done: int, total: int, unit: str) -> None:
    """A Progress that tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A home as one run of one night sees it."""

    settings: Settings
    lake: Lake
    catalog: Catalog
    encoder: Encoder
    sentence_encoder: Encoder
    """Makes the vectors that signals are found in."""
    head: Snapshot | None
    """The newest snapshot when the run began: what was read, counted and published so far."""
    past: Snapshot | None
    """The newest snapshot from before the run's night: whose topics tonight's are matched with. Running a night again
    starts from the same past, and so comes to the same end."""
    late: bool = False
    """Whether the night lies before the newest one: it is assigned to today's topics and decides nothing."""
    edits: tuple[Decision, ...] = ()
    """What people decide with this run: published with what follows from it."""
    progress: Progress = silent

    def ledger(self) -> tuple[Decision, ...]:
        """The newest ledger, and what people decide with this run."""
        return (*self.view().ledger(), *self.edits)

    def view(self, staged: tuple[Receipt, ...] = ()) -> View:
        """The newest snapshot, overlaid by what this run has staged."""
        return View(self.lake, self.catalog, self.head, staged)

    def view_of_past(self) -> View:
        """The newest snapshot from before the run's night."""
        return View(self.lake, self.catalog, self.past)

    def encode(self, encoder: Encoder, texts: Sequence[str], unit: str) -> Vectors:
        """The texts' vectors, (texts, dimensions), progress told; fastest where texts of one length lie together."""
        vectors = np.zeros((len(texts), 0), dtype=np.float32)
        for place, chunk in self.chunks(encoder, texts, unit):
            if not vectors.shape[1]:
                vectors = np.empty((len(texts), chunk.shape[1]), dtype=np.float32)
            vectors[place] = chunk
        return vectors

    def chunks(self, encoder: Encoder, texts: Sequence[str], unit: str) -> Iterator[tuple[slice, Vectors]]:
        """As `encode`, some texts at a time, and where they lie.

        From the middle to both ends: what is usual comes first, so that what is left can be told from it. Raises
        SettingsError where the model makes what is no number.
        """
        done = 0
        for begin in _from_the_middle(range(0, len(texts), CHUNK)):
            self.progress(done, len(texts), unit)
            chunk = encoder.encode(texts[begin : begin + CHUNK])
            if not np.isfinite(chunk).all():
                raise SettingsError(
                    "encoder.model makes vectors that are no numbers: choose another model, or another encoder.backend"
                )
            yield slice(begin, begin + len(chunk)), chunk
            done += len(chunk)


def _from_the_middle(places: Sequence[int]) -> list[int]:
    """The middle one, its neighbours, theirs, and so on."""
    return sorted(places, key=lambda place: abs(2 * place - places[0] - places[-1]))
