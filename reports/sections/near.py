"""Which topics are near each other: by the cosine of their directions, as the map and each topic's page tell it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reports.facts import TopicFacts
from reports.nouns import Link

NEAR = 0.5
"""Topics whose directions are less alike than this are not called near."""
VERY_NEAR = 0.7
"""And from this on very near."""


def nearest(topics: Sequence[TopicFacts], most: int) -> dict[str, tuple[tuple[Link, float], ...]]:
    """Topic id -> at most so many other topics that are near it, nearest first, with the cosine of the centroids.

    Each topic has a centroid of unit length. Those that nothing is near are absent.
    """
    if not topics:
        return {}
    centroids = np.array([topic.centroid for topic in topics], dtype=np.float32)
    cosines = np.round(centroids @ centroids.T, 4)
    np.fill_diagonal(cosines, -1.0)
    found = {}
    for topic, row in zip(topics, cosines, strict=True):
        near = sorted(np.flatnonzero(row >= NEAR).tolist(), key=lambda at: (-row[at], topics[at].topic_id))
        if near:
            links = [Link(topic_id=topics[at].topic_id, name=topics[at].name) for at in near[:most]]
            found[topic.topic_id] = tuple(
                (link, round(float(row[at]), 4)) for link, at in zip(links, near, strict=False)
            )
    return found
