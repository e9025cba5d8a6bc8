"""What the rest of the pipeline knows of an encoder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

STEP = 4
"""Tokens between two padded lengths: fewer leave more batches half empty, more are padding."""

Vectors = NDArray[np.float32]
"""(texts, dimensions), rows of unit length."""


class Encoder(Protocol):
    """What turns texts into vectors; `fingerprint` names everything a vector depends on besides its text."""

    @property
    def fingerprint(self) -> str:
        """Changes with the model and with what runs it, and with it every vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts in their order: float32, shape (texts, dimensions), unit length."""
        ...


def batches(lengths: Sequence[int], rows: int, longest: int) -> Iterator[tuple[int, list[int]]]:
    """Batches of one shape, longest first: the padded length and the numbers of exactly `rows` texts; tokens of each.

    Padding and the number of rows change the order in which a matrix product adds up, and with it the last bits: a
    night run in two parts would differ from the night run whole. So each text is padded to the next multiple of STEP
    tokens (at most `longest`), a batch holds texts of one padded length, and the last one of a length is filled up with
    its first, which comes out the same again.
    """
    by_length: dict[int, list[int]] = defaultdict(list)
    for text, tokens in enumerate(lengths):
        by_length[min(-(-tokens // STEP) * STEP, longest)].append(text)
    for length, texts in sorted(by_length.items(), reverse=True):
        filled = texts + texts[:1] * (-len(texts) % rows)
        for begin in range(0, len(filled), rows):
            yield length, filled[begin : begin + rows]
