"""The database under the catalog: connections, transactions, and what its errors mean to whoever runs a night.

SQLite keeps a rollback journal (journal_mode DELETE), not a write-ahead log: a home at rest has one catalog file, which
can be copied or mounted read-only, and one commit a night needs no more. In that mode only synchronous=EXTRA, which is
FULL and also syncs the folder once the journal is gone, keeps an acknowledged commit through a loss of power.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.pool import NullPool, StaticPool

from pipeline.catalog.tables import METADATA, MIGRATIONS, applied, migrate
from pipeline.errors import LakeDamaged, RetryLater, SettingsError

BUSY_SECONDS = 10.0
"""How long SQLite waits for another process's commit."""


class Database:
    """A SQLAlchemy URL, SQLite or PostgreSQL; tables are made by the first writer.

    Both transactions raise RetryLater when the database is locked or out of reach, SettingsError when a newer version
    made it, LakeDamaged when it is no database.
    """

    def __init__(self, url: str) -> None:
        try:
            self._engine = _engine(sa.make_url(url))
        except (exc.ArgumentError, ImportError):
            raise SettingsError("catalog: not a SQLAlchemy URL whose driver is installed: mend it") from None
        self._ready = False

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that only reads; a database that does not exist yet is read as an empty one and not made."""
        with _translated():
            engine = self._engine if self._prepare(create=False) else _empty()
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that is committed at the end of the block, or not at all where the block raises."""
        with _translated():
            self._prepare(create=True)
            with self._engine.execution_options(writes=True).begin() as connection:
                yield connection

    def verify(self) -> None:
        """Have SQLite read all of its file; raises LakeDamaged where it is broken. Other servers see to it."""
        if self._engine.dialect.name != "sqlite":
            return
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first()
        if found != "ok":
            raise LakeDamaged("catalog: SQLite finds its file broken: restore it from a backup")

    def _prepare(self, *, create: bool) -> bool:
        """Whether the tables are there; brings older ones up to date and makes missing ones where `create`."""
        if self._ready:
            return True
        if self._engine.dialect.name == "sqlite":
            path = Path(str(self._engine.url.database))
            if create:
                _make_folder(path.parent)
            elif not path.exists():
                return False
        with self._engine.begin() as connection:
            done = applied(connection)
        if done is None and not create:
            return False
        known = [migration.__name__ for migration in MIGRATIONS]
        newer = [name for name in done or () if name not in known]
        if newer:
            raise SettingsError(f"catalog: made by a newer painpoints ({newer[-1]}): upgrade this one")
        if done != known:
            with self._engine.execution_options(writes=True).begin() as connection:
                migrate(connection)
        self._ready = True
        return True


def _engine(url: sa.URL) -> sa.Engine:
    # Connections are few and short, so none is kept; parameters may name topics and people, so no error shows them.
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, poolclass=NullPool, hide_parameters=True)
    if url.database in (None, "", ":memory:"):
        raise SettingsError("catalog: SQLite in memory keeps nothing: name a file")
    engine = sa.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come late and not be IMMEDIATE
        for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        # A writer takes its lock before it reads: of two that both had read first, neither could go on.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _empty() -> sa.Engine:
    engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    METADATA.create_all(engine)
    return engine


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except exc.IntegrityError:
        raise RetryLater("another run published at the same moment: run the night again") from None
    except (exc.OperationalError, exc.InterfaceError) as error:
        reason = str(error.orig).partition("\n")[0]
        raise RetryLater(f"catalog: locked or out of reach ({reason}): run again later") from None
    except exc.DatabaseError as error:
        # Only the bare class means a broken file; its other children are bugs and keep their tracebacks.
        if type(error) is exc.DatabaseError:
            raise LakeDamaged("catalog: not a database or broken: restore it from a backup") from None
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RetryLater(f"catalog: its folder cannot be made ({error.strerror}): mend that and run again") from None
