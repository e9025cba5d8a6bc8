"""The vectors of texts, from the lake where they lie there, encoded once where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline.discovery import unit
from pipeline.model import LakeFile
from pipeline.schemas import SCHEMAS
from pipeline.stages.workspace import Workspace
from pipeline.view import View

CHUNK = 1_024
"""Texts between two reports of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Vectors by text hash, as the lake holds them (float16), at unit length again (float32)."""

    row_of: Mapping[str, int]
    matrix: NDArray[np.float32]

    def of(self, hashes: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the hashes in their order, (hashes, dimensions); raises KeyError for one never encoded."""
        rows = [self.row_of[text_hash] for text_hash in hashes]
        return self.matrix[np.asarray(rows, dtype=np.int64)]


def stored(view: View, encoder: str) -> Stored:
    """All vectors that a view holds for an encoder's fingerprint."""
    table = view.table("vectors", columns=["encoder", "text_hash", "vector"])
    table = table.filter(pc.equal(table["encoder"], encoder)).combine_chunks()
    hashes = table["text_hash"].to_pylist()
    flat = table["vector"].combine_chunks().flatten() if len(table) else pa.array([], pa.float16())
    matrix = flat.to_numpy(zero_copy_only=False).astype(np.float32).reshape(len(hashes), -1 if hashes else 0)
    return Stored(row_of={text_hash: row for row, text_hash in enumerate(hashes)}, matrix=unit(matrix))


def encode_new(
    workspace: Workspace, night: date, texts: Mapping[str, str], known: Stored
) -> tuple[int, tuple[LakeFile, ...]]:
    """Encode the texts (hash -> text) that are not known and stage their vectors; how many, and the file if any."""
    new = sorted(text_hash for text_hash in texts if text_hash not in known.row_of)
    if not new:
        return 0, ()
    # Long texts first, as the encoder would batch them: a chunk then holds texts of one length.
    new.sort(key=lambda text_hash: (-len(texts[text_hash]), text_hash))
    chunks = []
    for begin in range(0, len(new), CHUNK):
        chunks.append(workspace.encoder.encode([texts[text_hash] for text_hash in new[begin : begin + CHUNK]]))
        workspace.progress(min(begin + CHUNK, len(new)), len(new), "texts encoded")
    matrix = np.concatenate(chunks).astype(np.float16)
    offsets = np.arange(0, matrix.size + 1, matrix.shape[1], dtype=np.int32)
    table = pa.Table.from_arrays(
        [
            pa.array([workspace.encoder.fingerprint] * len(new), pa.string()),
            pa.array(new, pa.string()),
            pa.ListArray.from_arrays(pa.array(offsets), pa.array(matrix.reshape(-1))),
        ],
        schema=SCHEMAS["vectors"],
    ).sort_by("text_hash")
    return len(new), (workspace.lake.write("vectors", night, table),)
