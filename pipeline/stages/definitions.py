"""Clusters and topics as they lie in the lake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.model import Cluster, Neighbour, Term, Topic, TopicState
from pipeline.schemas import SCHEMAS
from pipeline.view import View

EXAMPLES = 40
"""Statements of a cluster that are kept as evidence for its name."""


def clusters(view: View, night: date) -> list[Cluster]:
    """The clusters found on a night, in their order."""
    return [
        Cluster(
            number=row["number"],
            members=tuple(row["members"]),
            centroid=tuple(row["centroid"]),
            floor=row["floor"],
            terms=_terms(row["terms"]),
            examples=tuple(row["examples"]),
            whole_window=row["whole_window"],
            stability=row.get("stability"),
            broken_off=bool(row.get("broken_off")),
        )
        for row in view.table("clusters", [night]).to_pylist()
    ]


def centroids(view: View, night: date) -> dict[str, list[float]]:
    """Where the topics lay on a night, by id; empty for those that had no place."""
    rows = view.table("topics", [night], ["topic_id", "centroid"])
    return dict(zip(rows["topic_id"].to_pylist(), rows["centroid"].to_pylist(), strict=True))


def topics(view: View, nights: Sequence[date]) -> dict[str, Topic]:
    """The topics as they were defined on the given night (none: no topics), by id."""
    return {
        row["topic_id"]: Topic(
            topic_id=row["topic_id"],
            name=row["name"],
            state=TopicState(row["state"]),
            born=row["born"],
            last_seen=row["last_seen"],
            aliases=tuple(row["aliases"]),
            merged_into=row["merged_into"],
            known=row.get("known") or "",
            theme=row["theme"] or "",
            theme_name=row["theme_name"] or "",
            centroid=tuple(row["centroid"]),
            floor=row["floor"],
            terms=_terms(row["terms"]),
            examples=tuple(row["examples"]),
            # Files of earlier versions have none of these.
            description=row.get("description") or "",
            fallback=bool(row.get("fallback")),
            shown=tuple(row.get("shown") or ()),
            neighbours=_neighbours(row.get("neighbours") or ()),
            facet=bool(row.get("facet")),
            seeds=tuple(row.get("seeds") or ()),
            pinned=bool(row.get("pinned")),
            owner=row.get("owner") or "",
            status=row.get("status") or "open",
            fixed_on=row.get("fixed_on"),
            priority=row.get("priority") or "",
            ticket=row.get("ticket") or "",
            hidden=tuple(row.get("hidden") or ()),
            stability=row.get("stability"),
        )
        for row in (view.table("topics", nights).to_pylist() if nights else ())
    }


def counted(topics: Mapping[str, Topic]) -> list[Topic]:
    """The topics whose definitions take statements: those that live and are not retired, and the facets of them."""
    gone = (TopicState.MERGED, TopicState.RETIRED)
    return [topic for topic in topics.values() if topic.centroid and (topic.state not in gone or topic.facet)]


def table(found: Iterable[Topic]) -> pa.Table:
    """The topics as rows of their dataset, in the order given."""
    names = SCHEMAS["topics"].names
    rows = [
        {name: getattr(topic, name) for name in names}
        | {
            "state": topic.state.value,
            "terms": [{"text": term.text, "weight": term.weight} for term in topic.terms],
            "neighbours": [asdict(neighbour) for neighbour in topic.neighbours],
        }
        for topic in found
    ]
    return pa.Table.from_pylist(rows, SCHEMAS["topics"])


def _terms(rows: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(text=row["text"], weight=row["weight"]) for row in rows)


def _neighbours(rows: Iterable[Mapping[str, Any]]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(**{**row, "here": tuple(row["here"]), "there": tuple(row["there"])}) for row in rows)
