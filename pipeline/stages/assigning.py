"""Every statement of some nights to a topic as it is defined tonight, and where people put it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from pipeline import curation, preferences, registry
from pipeline.assignment import PLACES, assign, overruled
from pipeline.curation import Move
from pipeline.discovery import Vectors
from pipeline.model import Decision, Topic
from pipeline.stages import definitions
from pipeline.stages.vectors import Stored
from pipeline.stages.workspace import Progress, silent
from pipeline.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigning:
    """The definitions that take statements tonight, and what people decided about single texts."""

    topics: tuple[Topic, ...]
    counted_as: tuple[str, ...]
    """Of each the id that its statements are counted under: its own, or of what people merged it into."""
    moves: tuple[Move, ...]
    """Those whose topic lives, with the topic's own id."""
    settled: Mapping[str, int]
    """By text hash the place of the topic (-1: none) of the texts that people linked or unlinked."""
    vectors: Stored

    def rows(self, view: View, days: Sequence[date], progress: Progress = silent) -> dict[date, list[dict[str, Any]]]:
        """Rows of the assignments of each day, in the order of its statements."""
        found = {}
        for done, day in enumerate(days):
            progress(done, len(days), "nights assigned")
            found[day] = self._day(view, day)
        return found

    def _day(self, view: View, day: date) -> list[dict[str, Any]]:
        rows = view.table("statements", [day], ["statement_id", "conversation_id", "text_hash"]).to_pylist()
        vectors = self.vectors.of([row["text_hash"] for row in rows])
        centroids = [topic.centroid for topic in self.topics]
        place = {topic_id: at for at, topic_id in enumerate(dict.fromkeys(self.counted_as))}
        near = assign(
            vectors, centroids, [topic.floor for topic in self.topics], whole=[place[one] for one in self.counted_as]
        )
        near = overruled(near, vectors, centroids, self._placed([row["text_hash"] for row in rows], vectors))
        return [
            {
                "statement_id": row["statement_id"],
                "conversation_id": row["conversation_id"],
                "topic_id": self.counted_as[at] if at >= 0 else "",
                "score": score,
                "runner_up": self.counted_as[second] if second >= 0 else "",
                "runner_up_score": second_score,
                "facet": self.topics[at].topic_id if at >= 0 else "",
            }
            for row, at, score, second, second_score in zip(
                rows,
                near.topic.tolist(),
                near.score.tolist(),
                near.runner_up.tolist(),
                near.runner_up_score.tolist(),
                strict=True,
            )
        ]

    def _placed(self, hashes: Sequence[str], vectors: Vectors) -> dict[int, int]:
        """By row the topic that people put it in; what was said later of a text outlasts what was said before."""
        at_of = {topic.topic_id: at for at, topic in enumerate(self.topics)}
        placed = {row: self.settled[text] for row, text in enumerate(hashes) if text in self.settled}
        for move in self.moves:
            if move.radius is not None and move.text_hash in self.vectors.row_of:
                alike = np.round(vectors.astype(np.float64) @ self.vectors.of([move.text_hash])[0], PLACES)
                placed |= dict.fromkeys(np.flatnonzero(alike >= move.radius).tolist(), at_of[move.topic_id])
        own = {move.text_hash: at_of[move.topic_id] for move in self.moves}
        return placed | {row: own[text] for row, text in enumerate(hashes) if text in own}


def assigning(topics: Mapping[str, Topic], ledger: Sequence[Decision], vectors: Stored) -> Assigning:
    """What takes statements, given the topics as they are defined tonight and the ledger as it stands."""
    counted = tuple(definitions.counted(topics))
    held = preferences.preferences(curation.pairs(ledger))
    texts = sorted(text for text in held.component if text in vectors.row_of)
    centroids, floors = [topic.centroid for topic in counted], [topic.floor for topic in counted]
    linked = vectors.of(texts)
    home = preferences.settle(
        held, texts, linked, centroids=centroids, floors=floors, plain=assign(linked, centroids, floors).topic
    )
    known = {topic.topic_id for topic in counted}
    moves = []
    for move in curation.moves(ledger):
        topic_id = registry.survivor(topics, move.topic_id) if move.topic_id in topics else ""
        if topic_id in known:
            moves.append(Move(text_hash=move.text_hash, topic_id=topic_id, radius=move.radius))
    return Assigning(
        topics=counted,
        counted_as=tuple(registry.survivor(topics, topic.topic_id) for topic in counted),
        moves=tuple(moves),
        settled=dict(zip(texts, home.tolist(), strict=True)) if counted else {},
        vectors=vectors,
    )
