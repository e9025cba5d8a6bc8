"""The vectors of texts, from the lake where they lie there, encoded once where they do not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline.discovery import unit
from pipeline.encoding import Encoder
from pipeline.model import LakeFile
from pipeline.schemas import SCHEMAS
from pipeline.stages.workspace import Workspace
from pipeline.view import View

SENTENCES = "sentence_vectors"
LOOK_BACK = 7
"""Nights whose sentences are looked through for tonight's: what is said more than once is mostly said every day."""


Bits = NDArray[np.float16]
"""One vector as the lake holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Vectors by text hash, as the lake holds them (float16), at unit length again (float32)."""

    row_of: Mapping[str, int]
    matrix: NDArray[np.float32]

    def of(self, hashes: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the hashes in their order, (hashes, dimensions); raises KeyError for one never encoded."""
        rows = [self.row_of[text_hash] for text_hash in hashes]
        return self.matrix[np.asarray(rows, dtype=np.int64)]

    def among(self, hashes: Iterable[str]) -> Stored:
        """Those of the hashes that are here."""
        here = [text_hash for text_hash in hashes if text_hash in self.row_of]
        return Stored(row_of={text_hash: row for row, text_hash in enumerate(here)}, matrix=self.of(here))

    def with_those_of(self, other: Stored) -> Stored:
        """Both, which share no hash."""
        if not len(self.matrix) or not len(other.matrix):
            return self if len(self.matrix) else other
        moved = {text_hash: row + len(self.matrix) for text_hash, row in other.row_of.items()}
        return Stored(row_of={**self.row_of, **moved}, matrix=np.concatenate([self.matrix, other.matrix]))


def stored(view: View, encoder: str) -> Stored:
    """All vectors that a view holds for an encoder's fingerprint."""
    row_of: dict[str, int] = {}
    matrix = np.zeros((0, 0), dtype=np.float32)
    rows = 0
    for hashes, bits in _batches(view, "vectors", encoder):
        if not rows:
            most = sum(file.rows for file in view.files("vectors"))
            matrix = np.empty((most, bits.shape[1]), dtype=np.float32)
        matrix[rows : rows + len(bits)] = unit(bits.astype(np.float32))
        row_of |= {text_hash: row for row, text_hash in enumerate(hashes, start=rows)}
        rows += len(bits)
    return Stored(row_of=row_of, matrix=matrix[:rows])


def encoded_before(view: View, encoder: str) -> frozenset[str]:
    """The hashes of all texts whose vectors a view holds for an encoder's fingerprint."""
    table = view.table("vectors", columns=["encoder", "text_hash"])
    return frozenset(table.filter(pc.equal(table["encoder"], encoder))["text_hash"].to_pylist())


def vectors_of(view: View, encoder: str, hashes: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of sorted, distinct hashes, (hashes, dimensions) at unit length; raises KeyError for one never
    encoded. Night by night from the newest, and no further than needed: a year's vectors are never held at once."""
    wanted = np.array(hashes, dtype=np.bytes_)
    matrix = np.zeros((len(hashes), 0), dtype=np.float32)
    left = np.ones(len(hashes), dtype=np.bool_)
    for night in reversed(view.nights("vectors")):
        if not left.any():
            break
        for hashes_there, bits in _batches(view, "vectors", encoder, [night]):
            there = np.array(hashes_there, dtype=np.bytes_)
            place = np.minimum(np.searchsorted(wanted, there), len(wanted) - 1)
            ours = np.flatnonzero((wanted[place] == there) & left[place])
            if not matrix.shape[1]:
                matrix = np.zeros((len(hashes), bits.shape[1]), dtype=np.float32)
            matrix[place[ours]] = unit(bits[ours].astype(np.float32))
            left[place[ours]] = False
    if left.any():
        raise KeyError(hashes[int(left.argmax())])
    return matrix


def _batches(
    view: View,
    dataset: str,
    encoder: str,
    nights: Iterable[date] | None = None,
    among: Container[str] | None = None,
) -> Iterator[tuple[list[str], NDArray[np.float16]]]:
    """The hashes and vectors, (hashes, dimensions), that an encoder made on those nights (all where None), of these
    hashes alone (all where None), some at a time."""
    for batch in view.batches(dataset, nights, ["encoder", "text_hash", "vector"]):
        wanted = pc.equal(batch["encoder"], encoder)
        if among is not None:
            wanted = pc.and_(wanted, pa.array([one in among for one in batch["text_hash"].to_pylist()], pa.bool_()))
        rows = batch.filter(wanted).combine_chunks()
        if len(rows):
            bits = rows["vector"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
            yield rows["text_hash"].to_pylist(), bits.reshape(len(rows), -1)


def encode_new(
    workspace: Workspace, night: date, texts: Mapping[str, str], known: Container[str]
) -> tuple[int, tuple[LakeFile, ...]]:
    """Encode the texts (hash -> text) that are not known and stage their vectors; how many, and the file if any."""
    new = [text_hash for text_hash in texts if text_hash not in known]
    if not new:
        return 0, ()
    table = _table(workspace, workspace.encoder, {}, {one: texts[one] for one in new}, "texts encoded")
    return len(new), (workspace.lake.write("vectors", night, table),)


def encode_sentences(
    workspace: Workspace, night: date, texts: Mapping[str, str], view: View
) -> tuple[int, tuple[LakeFile, ...]]:
    """Stage the vectors of a night's sentences (hash -> text): those said lately are taken over, the others encoded.

    The file holds all of them, so that the night's signals are found with it alone. How many were encoded, and it.
    """
    if not texts:
        return 0, ()
    encoder = workspace.sentence_encoder
    found: dict[str, Bits] = {}
    for day in reversed([day for day in view.nights(SENTENCES) if day <= night][-LOOK_BACK:]):
        left = [text_hash for text_hash in texts if text_hash not in found]
        if left:
            found |= _bits(view, day, encoder.fingerprint, left)
    new = {text_hash: text for text_hash, text in texts.items() if text_hash not in found}
    table = _table(workspace, encoder, found, new, "sentences encoded")
    return len(new), (workspace.lake.write(SENTENCES, night, table),)


def sentences(view: View, night: date, encoder: str, hashes: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of a night's sentences in the order of the hashes; raises KeyError for one never encoded."""
    found = _bits(view, night, encoder, hashes)
    matrix = np.stack([found[text_hash] for text_hash in hashes]) if hashes else np.zeros((0, 1), np.float16)
    return unit(matrix.astype(np.float32))


def has_sentences(view: View, night: date, encoder: str, hashes: Iterable[str]) -> bool:
    """Whether a night holds the vectors of all these sentences."""
    table = view.table(SENTENCES, [night], ["encoder", "text_hash"])
    return set(hashes) <= set(table.filter(pc.equal(table["encoder"], encoder))["text_hash"].to_pylist())


def _bits(view: View, night: date, encoder: str, hashes: Sequence[str]) -> dict[str, Bits]:
    """A night's vectors of sentences as they lie in the lake, of those hashes that it has."""
    found: dict[str, Bits] = {}
    for there, bits in _batches(view, SENTENCES, encoder, [night], frozenset(hashes)):
        found |= dict(zip(there, bits, strict=True))
    return found


def _table(
    workspace: Workspace, encoder: Encoder, found: Mapping[str, Bits], new: Mapping[str, str], unit: str
) -> pa.Table:
    """The vectors as they are stored, by sorted hash: those that were found, and those of the new texts."""
    hashes = sorted((*found, *new))
    row = {text_hash: at for at, text_hash in enumerate(hashes)}
    # Long texts first, as the encoder would batch them: a chunk then holds texts of one length.
    order = sorted(new, key=lambda text_hash: (-len(new[text_hash]), text_hash))
    matrix = np.empty((len(hashes), len(next(iter(found.values()), ()))), np.float16)
    for place, chunk in workspace.chunks(encoder, [new[text_hash] for text_hash in order], unit):
        if not matrix.shape[1]:
            matrix = np.empty((len(hashes), chunk.shape[1]), np.float16)
        matrix[[row[text_hash] for text_hash in order[place]]] = chunk
    for text_hash, bits in found.items():
        matrix[row[text_hash]] = bits
    offsets = np.arange(0, matrix.size + 1, matrix.shape[1], dtype=np.int32)
    return pa.Table.from_arrays(
        [
            pa.array([encoder.fingerprint] * len(hashes), pa.string()),
            pa.array(hashes, pa.string()),
            pa.ListArray.from_arrays(pa.array(offsets), pa.array(matrix.reshape(-1))),
        ],
        schema=SCHEMAS["vectors"],
    )
