"""What a reader can hold a name against: a customer's own line, examples that differ, and what lies next door."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Neighbour, Term, Topic
from pipeline.naming import style
from pipeline.naming.lexicon import NOISE

SHORTEST, LONGEST = 20, 100
"""Characters of a description."""
GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|yes|yeah|ok|okay|so|and|but|um|uh|well|please)\b"
    r"[\s,.!-]*)+",
    re.IGNORECASE,
)
FEWEST, EXAMPLES = 3, 5
LIKE_THE_REST = 0.6
"""Weight of being central against being unlike the examples chosen before (Carbonell and Goldstein 1998)."""
REPEATS = 0.95
"""Cosine from which two statements say the same."""
NEIGHBOURS = 3
NEAR = 0.5
"""Topics whose centroids are less alike than this are no neighbours."""
TELLING = 3


def description(texts: Sequence[str], name: str) -> str:
    """One line for a topic: its most typical short statement that says all of the name's words; empty where none does.

    `texts` come typical first.
    """
    wanted = style.stems(name)
    lines = [line for line in map(_line, texts) if line]
    fitting = [line for line in lines if SHORTEST <= len(line) <= LONGEST]
    telling = [line for line in fitting if wanted <= _stems(line)]
    long = [line for line in lines if len(line) > LONGEST and wanted <= _stems(line[:LONGEST])]
    said = next(iter((*telling[:1], *long[:1])), "")
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def differing(vectors: NDArray[np.float32], centroid: Sequence[float]) -> tuple[int, ...]:
    """Rows of three to five examples, central and unlike each other; vectors of unit length, most typical first."""
    if not len(vectors):
        return ()
    exact = vectors.astype(np.float64)
    central = np.round(exact @ np.asarray(centroid), 4)
    alike = np.round(exact @ exact.T, 4)
    chosen = [int(central.argmax())]
    while len(chosen) < min(EXAMPLES, len(vectors)):
        score = LIKE_THE_REST * central - (1 - LIKE_THE_REST) * alike[chosen].max(axis=0)
        repeats = alike[chosen].max(axis=0) > REPEATS
        score[repeats] -= 2.0
        score[chosen] = -9.0
        best = int(score.argmax())
        if len(chosen) >= FEWEST and repeats[best]:
            break
        chosen.append(best)
    return tuple(chosen)


def neighbours(topics: Sequence[Topic]) -> dict[str, tuple[Neighbour, ...]]:
    """The nearest other topics of each, with the key terms that only the one and only the other has."""
    known = [topic for topic in topics if topic.centroid]
    if not known:
        return {}
    centroids = np.array([topic.centroid for topic in known], dtype=np.float64)
    cosines = np.round(centroids @ centroids.T, 4)
    np.fill_diagonal(cosines, -1.0)
    found = {}
    for topic, row in zip(known, cosines.tolist(), strict=True):
        near = sorted(
            (-cosine, other.topic_id, other) for cosine, other in zip(row, known, strict=True) if cosine >= NEAR
        )
        found[topic.topic_id] = tuple(
            Neighbour(
                topic_id=other.topic_id,
                cosine=-cosine,
                here=telling(topic.terms, other.terms),
                there=telling(other.terms, topic.terms),
            )
            for cosine, _, other in near[:NEIGHBOURS]
        )
    return found


def telling(terms: Sequence[Term], others: Sequence[Term]) -> tuple[str, ...]:
    """The weightiest key terms of one topic whose words are not key to the other."""
    theirs = {word for term in others for word in style.stems(term.text)}
    told: list[str] = []
    said: set[str] = set()
    for term in terms:
        words = style.stems(term.text)
        if words and not words & theirs and not words & said:
            told.append(term.text)
            said |= words
    return tuple(told[:TELLING])


def _stems(line: str) -> frozenset[str]:
    return style.stems(re.sub(r"[^\w\s'-]", " ", line))


def _line(text: str) -> str:
    plain = " ".join(NOISE.sub(" ", text.replace("’", "'")).split())
    plain = GREETING.sub("", plain).strip(" ,;:-–—")
    return plain[:1].upper() + plain[1:]
