"""How many conversations each night of the whole history had: in all, and about each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

BASE = ("slice", "conversations")
"""Columns of the dataset `coverage` that are read."""
HEARD = ("topic_id", "slice", "conversations")
"""Columns of the dataset `measures` that are read."""


def bases(coverage: pa.Table) -> dict[date, int]:
    """Night -> conversations, whatever they are about."""
    return {row["night"]: row["conversations"] for row in _whole(coverage)}


def heard(measures: pa.Table) -> dict[str, dict[date, int]]:
    """Topic -> night -> conversations about it; lacks the nights that have none."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    for row in _whole(measures):
        if row["topic_id"]:
            found[row["topic_id"]][row["night"]] = row["conversations"]
    return dict(found)


def _whole(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of whole nights, not of slices."""
    return iter(table.filter(pc.equal(table["slice"], "all")).to_pylist())
