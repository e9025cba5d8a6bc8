"""The catalog publishes all of a night or nothing of it, whoever crashes, races or meddles."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from staging import NEXT, NIGHT, decision, lake_file, publish, receipt

from pipeline.catalog import Catalog, tables
from pipeline.errors import LakeDamaged, RetryLater, SettingsError
from pipeline.model import Snapshot


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The catalog of a home that does not exist yet."""
    return f"sqlite:///{tmp_path / 'home' / 'catalog.db'}"


@pytest.fixture
def catalog(url: str) -> Catalog:
    """An empty catalog."""
    return Catalog(url)


def test_a_head_that_moved_means_later(catalog: Catalog) -> None:
    """A run whose base is not the head any more publishes nothing."""
    first = publish(catalog, None, receipt(lake_file("a")))
    with pytest.raises(RetryLater, match="another run published"):
        publish(catalog, None, receipt(lake_file("b")))
    assert catalog.snapshots() == (first,)


def test_of_runs_that_publish_at_once_exactly_one_wins(url: str) -> None:
    """On an empty home and on a full one: one snapshot, and every other run is told to come again."""
    base: Snapshot | None = None
    for turn, contents in enumerate(["abcd", "efgh"]):
        start = threading.Barrier(4)
        won: list[Snapshot] = []
        lost: list[RetryLater] = []

        def run(content: str, base: Snapshot | None, start: threading.Barrier, won: list[Snapshot], lost: Any) -> None:
            catalog = Catalog(url)
            start.wait()
            try:
                won.append(publish(catalog, base, receipt(lake_file(content)), night=NIGHT))
            except RetryLater as error:
                lost.append(error)

        threads = [threading.Thread(target=run, args=(content, base, start, won, lost)) for content in contents]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(won), len(lost)) == (1, 3)
        base = Catalog(url).head()
        assert base == won[0] and base.number == turn + 1
    Catalog(url).verify()


class CrashError(Exception):
    """The run ends in the middle of a transaction."""


def _fail_at(catalog: Catalog, number: int) -> list[int]:
    """Fail before the catalog's n-th statement, or before its commit where it has fewer; the list counts them."""
    engine, count = catalog._database._engine, [0]

    def step(*_: object) -> None:
        count[0] += 1
        if count[0] == number:
            raise CrashError

    sa.event.listen(engine, "before_cursor_execute", step)
    sa.event.listen(engine, "commit", step)
    return count


def test_a_crash_at_any_statement_leaves_the_old_snapshot(url: str) -> None:
    """Before its commit nothing of a night can be seen, after it everything; the same run then succeeds."""
    base = publish(Catalog(url), None, receipt(lake_file("a"), decisions=[decision("t1")]))
    new = receipt(lake_file("b"), lake_file("c", night=NEXT), decisions=[decision("t2")])
    number = 0
    while True:
        number += 1
        catalog = Catalog(url)
        catalog.head()
        count = _fail_at(catalog, number)
        try:
            made = publish(catalog, base, new, night=NEXT)
        except CrashError:
            reader = Catalog(url)
            assert reader.snapshots() == (base,)
            assert reader.files(base) == (lake_file("a"),)
            assert len(reader.ledger(base)) == 1
            continue
        assert count[0] == number - 1 > 8
        break
    assert Catalog(url).files(made) == (lake_file("b"), lake_file("c", night=NEXT))
    assert publish(Catalog(url), made, receipt(*new.files), night=NEXT) == made
    Catalog(url).verify()


def test_a_process_killed_before_its_commit_leaves_the_old_snapshot(url: str) -> None:
    """What a killed process wrote to the database file is rolled back by whoever opens it next."""
    base = publish(Catalog(url), None, receipt(lake_file("a")))
    script = f"""
        import os, sqlalchemy as sa
        from datetime import UTC, date, datetime
        from pipeline.catalog import Catalog
        from pipeline.model import LakeFile, Receipt
        catalog = Catalog({url!r})
        base = catalog.head()
        sa.event.listen(catalog._database._engine, "commit", lambda *_: os._exit(9))
        night = date(2026, 11, 21)
        files = tuple(LakeFile(dataset="turns", night=date(2020, 1, 1 + n % 28), sha256=f"{{n:064}}", rows=n, bytes=n)
                      for n in range(28))
        books = Receipt(stage="ingest", night=night, unit="records", read=0, kept=0, files=files)
        catalog.publish(base=base, night=night, receipts=[books], settings_json="{{}}", settings_sha256="6" * 64,
                        code_version="1", published_at=datetime(2026, 11, 21, tzinfo=UTC), seconds={{}})
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 9
    catalog = Catalog(url)
    assert catalog.snapshots() == (base,)
    assert publish(catalog, base, receipt(lake_file("b"))).number == 2


ALTERATIONS = [
    "UPDATE snapshot_files SET rows = 4 WHERE added_in = 1",
    "UPDATE snapshot_files SET sha256 = 'f' WHERE added_in = 2",
    "UPDATE snapshot_files SET removed_in = NULL",
    "DELETE FROM snapshot_files WHERE added_in = 2",
    "UPDATE ledger SET reason = 'because' WHERE number = 1",
    "UPDATE ledger SET score = score + 0.000000001",
    "DELETE FROM ledger WHERE number = 2",
    "UPDATE ledger SET number = 3 - number + 9",
    "UPDATE snapshots SET night = '2026-11-22' WHERE number = 1",
    "UPDATE snapshots SET newest = '2026-11-22' WHERE number = 2",
    "UPDATE snapshots SET sha256 = 'f' WHERE number = 1",
    "DELETE FROM snapshots WHERE number = 1",
]


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_an_altered_history_is_found(catalog: Catalog, tmp_path: Path, alteration: str) -> None:
    """Whatever of files, decisions or snapshots somebody changes behind the catalog's back breaks the chain."""
    first = publish(catalog, None, receipt(lake_file("a"), decisions=[decision("t1", 0.5), decision("t2", 0.5)]))
    publish(catalog, first, receipt(lake_file("b")))
    catalog.verify()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'home' / 'catalog.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text(alteration))
    with pytest.raises(LakeDamaged, match="was altered: restore"):
        catalog.verify()


RELEASED = [migration.__name__ for migration in tables.MIGRATIONS]


def m900_note(connection: sa.Connection) -> None:
    """A later version's table."""
    connection.execute(sa.text("CREATE TABLE notes (text TEXT)"))


def m901_broken(_connection: sa.Connection) -> None:
    """A migration that fails."""
    raise CrashError


@pytest.fixture
def migrations(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The migrations of the version under test, open to additions."""
    known = [*tables.MIGRATIONS]
    monkeypatch.setattr("pipeline.catalog.tables.MIGRATIONS", known)
    monkeypatch.setattr("pipeline.catalog.database.MIGRATIONS", known)
    yield known


def _applied(url: str) -> list[str] | None:
    with sa.create_engine(url).connect() as connection:
        return tables.applied(connection)


def test_a_newer_version_migrates_once(url: str, migrations: list[Any]) -> None:
    """Opening an older catalog brings it up to date; opening it again finds nothing to do."""
    made = publish(Catalog(url), None, receipt(lake_file("a")))
    migrations.append(m900_note)
    for _ in range(2):
        assert Catalog(url).head() == made
        assert _applied(url) == [*RELEASED, "m900_note"]


def test_a_migration_that_fails_leaves_no_trace(url: str, migrations: list[Any]) -> None:
    """All pending migrations and the rows that record them are one transaction."""
    made = publish(Catalog(url), None, receipt(lake_file("a")))
    migrations.extend([m900_note, m901_broken])
    with pytest.raises(CrashError):
        Catalog(url).head()
    assert _applied(url) == RELEASED
    migrations.remove(m901_broken)
    assert Catalog(url).head() == made


def test_a_catalog_of_a_newer_version_is_refused(url: str, migrations: list[Any]) -> None:
    """An old program neither reads nor writes what it does not understand."""
    migrations.append(m900_note)
    publish(Catalog(url), None)
    migrations.remove(m900_note)
    for attempt in (Catalog(url).head, lambda: publish(Catalog(url), None)):
        with pytest.raises(SettingsError, match=r"newer painpoints \(m900_note\): upgrade"):
            attempt()


def test_a_locked_catalog_means_later(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process keeps the database locked, the run comes again later."""
    monkeypatch.setattr("pipeline.catalog.database.BUSY_SECONDS", 0.05)
    base = publish(Catalog(url), None, receipt(lake_file("a")))
    with sa.create_engine(f"sqlite:///{tmp_path / 'home' / 'catalog.db'}").connect() as other:
        other.exec_driver_sql("BEGIN EXCLUSIVE")
        for attempt in (Catalog(url).head, lambda: publish(Catalog(url), base, receipt(lake_file("b")))):
            with pytest.raises(RetryLater, match="locked"):
                attempt()


@pytest.mark.parametrize("column", ["notes", "rejected"])
def test_books_that_cannot_be_read_are_damage(catalog: Catalog, tmp_path: Path, column: str) -> None:
    """What the chain of hashes leaves out is read when the catalog is verified."""
    publish(catalog, None, receipt(lake_file("a")))
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'home' / 'catalog.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE receipts SET {column} = '[[1'"))
    with pytest.raises(LakeDamaged, match="books of snapshot 1"):
        catalog.verify()


def test_a_broken_page_of_the_file_is_damage(catalog: Catalog, tmp_path: Path) -> None:
    """An index that the chain's queries do not read is looked at too."""
    publish(catalog, None, receipt(lake_file("a")))
    path = tmp_path / "home" / "catalog.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        size = int(connection.execute(sa.text("PRAGMA page_size")).scalar_one())
        page = int(
            connection.execute(
                sa.text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_snapshots_night'")
            ).scalar_one()
        )
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(data)
    with pytest.raises(LakeDamaged, match=r"catalog: .*backup"):
        Catalog(f"sqlite:///{path}").verify()


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    """Another file in the catalog's place is named as such and left alone."""
    (tmp_path / "catalog.db").write_text("not a database " * 100)
    with pytest.raises(LakeDamaged, match="not a database"):
        Catalog(f"sqlite:///{tmp_path / 'catalog.db'}").head()


@pytest.mark.parametrize("url", ["", "no url", "sqlite://", "nosql://host/db"])
def test_a_url_that_cannot_hold_a_catalog_is_a_wrong_setting(url: str) -> None:
    """A URL is refused when it is read, not at three in the morning."""
    with pytest.raises(SettingsError, match="catalog: "):
        Catalog(url)


def test_a_commit_is_durable_and_leaves_one_file(catalog: Catalog, tmp_path: Path) -> None:
    """SQLite syncs file and folder at every commit, and a home at rest can be copied as it lies."""
    publish(catalog, None, receipt(lake_file("a")))
    with catalog._database._engine.connect() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys")]
    assert pragmas == [3, 1]
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["catalog.db"]
