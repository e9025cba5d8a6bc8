"""Which of too many texts a fit looks at."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def drawn_rows(
    texts: Sequence[str], size: NDArray[np.int64], most: int, claimed: NDArray[np.bool_] | None = None
) -> NDArray[np.int64]:
    """At most so many rows, in order, the likelier the more conversations said a row; and of all rows that are not
    `claimed` as many again.

    By no chance but a text's hash, so that a text is drawn or not whatever comes and goes beside it: weighted sampling
    without replacement (Efraimidis and Spirakis 2006).
    """
    if len(size) <= most:
        return np.arange(len(size))
    hashes = b"".join(hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    chance = (np.frombuffer(hashes, dtype="<u8") + 0.5) / 2.0**64
    first = np.argsort(-np.log(chance) / size, kind="stable")
    also = first[~claimed[first]][:most] if claimed is not None else first[:0]
    return np.union1d(first[:most], also)


def shares(
    size: NDArray[np.int64], drawn: NDArray[np.int64], claimed: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Of each drawn row what share was drawn of the conversations of its kind, claimed or not: where few texts are
    unclaimed, all of them are."""
    kind = claimed.astype(np.int64) if claimed is not None else np.zeros(len(size), dtype=np.int64)
    whole = np.bincount(kind, weights=size, minlength=2)
    part = np.bincount(kind[drawn], weights=size[drawn], minlength=2)
    found: NDArray[np.float64] = (part / np.maximum(whole, 1))[kind[drawn]]
    return found
