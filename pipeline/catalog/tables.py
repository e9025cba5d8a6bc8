"""The catalog's tables and how older ones are brought up to date."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

METADATA = sa.MetaData()

_APPLIED = sa.Table(
    "migrations",
    METADATA,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)

SETTINGS = sa.Table(
    "settings",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
)

SNAPSHOTS = sa.Table(
    "snapshots",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("night", sa.Date, nullable=False, index=True),
    sa.Column("newest", sa.Date, nullable=False),
    sa.Column("parent_sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("published_at", sa.Text, nullable=False),  # ISO 8601 in UTC: SQLite has no instants
    sa.Column("settings_sha256", sa.ForeignKey("settings.sha256"), nullable=False),
    sa.Column("code_version", sa.Text, nullable=False),
)

FILES = sa.Table(
    "snapshot_files",
    METADATA,
    sa.Column("dataset", sa.Text, primary_key=True),
    sa.Column("night", sa.Date, primary_key=True),
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("suffix", sa.Text, primary_key=True),
    sa.Column("added_in", sa.ForeignKey("snapshots.number"), primary_key=True, autoincrement=False),
    sa.Column("removed_in", sa.ForeignKey("snapshots.number")),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
)

LEDGER = sa.Table(
    "ledger",
    METADATA,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("snapshot", sa.ForeignKey("snapshots.number"), nullable=False, index=True),
    sa.Column("night", sa.Date, nullable=False),
    sa.Column("topic_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("other", sa.Text, nullable=False),
    sa.Column("score", sa.Double),
    sa.Column("runner_up", sa.Text, nullable=False),
    sa.Column("runner_up_score", sa.Double),
    sa.Column("supersedes", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False, server_default=""),
)

RECEIPTS = sa.Table(
    "receipts",
    METADATA,
    sa.Column("snapshot", sa.ForeignKey("snapshots.number"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("night", sa.Date, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("read", sa.BigInteger, nullable=False),
    sa.Column("kept", sa.BigInteger, nullable=False),
    sa.Column("set_aside", sa.JSON, nullable=False),
    sa.Column("rejected", sa.JSON, nullable=False),
    sa.Column("notes", sa.JSON, nullable=False),
)

HELD = sa.Table(
    "held",
    METADATA,
    sa.Column("night", sa.Date, primary_key=True),
    sa.Column("base_sha256", sa.String(64), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("json", sa.Text, nullable=False),
)
"""Nights that are ready and wait for a person; no part of what is published."""

DELIVERIES = sa.Table(
    "deliveries",
    METADATA,
    sa.Column("night", sa.Date, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("way", sa.Text, primary_key=True),
    sa.Column("to", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)
"""Who was told what; no part of what is published."""

TIMINGS = sa.Table(
    "timings",
    METADATA,
    sa.Column("snapshot", sa.ForeignKey("snapshots.number"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("seconds", sa.Double, nullable=False),
)


def m001_first_tables(connection: sa.Connection) -> None:
    """All tables, as they are now: what a later migration adds is there already where the database is new."""
    METADATA.create_all(connection)


def m002_people(connection: sa.Connection) -> None:
    """When a person decided something."""
    if "at" not in {column["name"] for column in sa.inspect(connection).get_columns(LEDGER.name)}:
        connection.execute(sa.text("ALTER TABLE ledger ADD COLUMN \"at\" TEXT DEFAULT '' NOT NULL"))


def m003_held(connection: sa.Connection) -> None:
    """Nights that wait for a person."""
    HELD.create(connection, checkfirst=True)


def m004_deliveries(connection: sa.Connection) -> None:
    """Who was told what."""
    DELIVERIES.create(connection, checkfirst=True)


MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (m001_first_tables, m002_people, m003_held, m004_deliveries)
"""In order; one that has been released is never changed, only followed by another."""


def applied(connection: sa.Connection) -> list[str] | None:
    """Names of the migrations that this database has been through, in order; None for one without our tables."""
    if not sa.inspect(connection).has_table(_APPLIED.name):
        return None
    return list(connection.execute(sa.select(_APPLIED.c.name).order_by(_APPLIED.c.position)).scalars())


def migrate(connection: sa.Connection) -> None:
    """Apply what is pending, within the caller's transaction, each with the row that records it; twice is once."""
    done = applied(connection) or []
    for position, migration in enumerate(MIGRATIONS, 1):
        if migration.__name__ not in done:
            migration(connection)
            connection.execute(sa.insert(_APPLIED).values(position=position, name=migration.__name__))
