"""Who was told what: a record beside the snapshots, so that nobody gets an edition twice."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime

import sqlalchemy as sa

from pipeline.catalog.database import Database
from pipeline.catalog.tables import DELIVERIES
from pipeline.model import Delivery

_KEY = ("night", "what", "way", "to", "sha256")


class Deliveries:
    """What was delivered, and what was not; both methods raise as those of Catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, night: date) -> tuple[Delivery, ...]:
        """The newest attempt at each delivery of a night, in the order of what, way, address and content."""
        mine = sa.select(DELIVERIES).where(DELIVERIES.c.night == night)
        with self._database.reading() as connection:
            rows = connection.execute(mine).mappings().all()
        found = (Delivery(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.what, one.way, one.to, one.sha256)))

    def record(self, one: Delivery) -> None:
        """Keep an attempt in place of the one before it: committed when this returns."""
        row = asdict(one) | {"at": one.at.astimezone(UTC).isoformat()}
        with self._database.writing() as connection:
            connection.execute(sa.delete(DELIVERIES).where(*(DELIVERIES.c[name] == row[name] for name in _KEY)))
            connection.execute(sa.insert(DELIVERIES).values(row))
