"""Copies: texts of a dozen words and more that say the same, such as pasted templates, campaign letters and bots.

Two people do not by chance put the same forty words in one order. Short texts are never copies: "my mail is down" is
what many customers say, each for himself. Nor are texts that share a form's preamble and then say different things.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

LEAST = 12
"""Words from which texts are copies at all."""
RUN = 4
"""Words of a run; texts are compared by the runs they hold."""
ALIKE = 0.95
"""Least share of the runs of the text with more of them that the other holds too: of forty words an end may differ."""

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

    latest: dict[int, int] = {}
    runs_of: dict[int, frozenset[int]] = {}
    for at, text in enumerate(texts):
        words = _WORD.findall(text.lower())
        if len(words) < LEAST:
            continue
        runs = frozenset(_digest(words[begin : begin + RUN]) for begin in range(len(words) - RUN + 1))
        runs_of[at] = runs
        # Of the earlier texts with a run the last one stands for all: copies of copies are joined by way of it.
        for other in sorted({latest[run] for run in runs if run in latest}):
            if len(runs & runs_of[other]) >= ALIKE * max(len(runs), len(runs_of[other])):
                first[root(at)] = first[root(other)] = min(root(at), root(other))
        latest.update(dict.fromkeys(runs, at))
    return tuple(root(at) for at in range(len(texts)))


def _digest(words: Sequence[str]) -> int:
    # Not hash(), which differs from process to process.
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest())
