"""Copies: texts of a dozen words and more that say the same, such as pasted templates, campaign letters and bots.

Two people do not by chance put the same forty words in one order. Short texts are never copies: "my mail is down" is
what many customers say, each for himself. Nor are texts that share a form's preamble and then say different things.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 12
"""Words from which texts are copies at all."""
RUN = 4
"""Words of a run; texts are compared by the runs they hold."""
ALIKE = 0.95
"""Least share of the runs of the text with more of them that the other holds too: of forty words an end may differ."""

MIXED = np.uint64(0x9E3779B97F4A7C15)
"""Makes one number of the numbers of a run's words, in their order; odd."""

_WORD = re.compile(r"[^\W\d_]+")


def copies(texts: Sequence[str]) -> tuple[int, ...]:
    """For each text the index of the first text that it is a copy of, directly or by way of others; its own where none.

    Numbers, case and punctuation do not count, so a template with the order's number filled in is one text. After the
    resemblance of Broder (1997), by exact runs of words; time grows with the number of words.
    """
    first = list(range(len(texts)))

    def root(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    run, of = _runs(texts)
    begin = np.searchsorted(of, np.arange(len(texts) + 1))
    many = np.diff(begin)
    order = np.lexsort((of, run))
    # Of the earlier texts with a run the last one stands for all: copies of copies are joined by way of it.
    later, earlier = of[order][1:], of[order][:-1]
    alike = (run[order][1:] == run[order][:-1]) & (
        np.minimum(many[later], many[earlier]) >= ALIKE * np.maximum(many[later], many[earlier])
    )
    for at, other in np.unique(np.stack([later, earlier], axis=1)[alike], axis=0).tolist():
        ours, theirs = (run[begin[each] : begin[each + 1]] for each in (at, other))
        if len(np.intersect1d(ours, theirs, assume_unique=True)) >= ALIKE * max(len(ours), len(theirs)):
            first[root(at)] = first[root(other)] = min(root(at), root(other))
    return tuple(root(at) for at in range(len(texts)))


def _runs(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The runs of every text of LEAST words and more, each once, as numbers, and their texts in order."""
    number: dict[str, int] = {}
    said: list[int] = []
    long: list[int] = []
    words_of: list[int] = []
    for at, text in enumerate(texts):
        words = _WORD.findall(text.lower())
        if len(words) >= LEAST:
            said.extend(number.setdefault(word, len(number)) for word in words)
            long.append(at)
            words_of.append(len(words))
    if not said:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    word = np.array([_digest(each) for each in number], dtype=np.uint64)[np.array(said)]
    of = np.repeat(np.array(long, dtype=np.int64), words_of)
    run = word[: 1 - RUN].copy()
    for place in range(1, RUN):
        run = run * MIXED + word[place : len(word) - RUN + 1 + place]
    whole = of[: 1 - RUN] == of[RUN - 1 :]
    run, of = run[whole], of[: 1 - RUN][whole]
    order = np.lexsort((run, of))
    run, of = run[order], of[order]
    new = np.concatenate([[True], (run[1:] != run[:-1]) | (of[1:] != of[:-1])])
    return run[new], of[new]


def _digest(word: str) -> int:
    # Not hash(), which differs from process to process.
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
