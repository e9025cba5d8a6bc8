"""The SQL catalog: which files, decisions and receipts make up each snapshot; one transaction publishes a night."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from threading import Lock

import sqlalchemy as sa
from cachetools import LRUCache
from pydantic import TypeAdapter

from pipeline.catalog.database import Database
from pipeline.catalog.deliveries import Deliveries
from pipeline.catalog.tables import FILES, HELD, LEDGER, RECEIPTS, SETTINGS, SNAPSHOTS, TIMINGS
from pipeline.changes import Changes, changes, snapshot_sha256
from pipeline.errors import LakeDamaged, RetryLater
from pipeline.model import Decision, Held, LakeFile, Receipt, Snapshot

_HELD = TypeAdapter(Held)
MOST_KNOWN = 128
"""Datasets of snapshots whose files are held."""


class Catalog:
    """The snapshots at a SQLAlchemy URL (SQLite or PostgreSQL).

    One that does not exist yet reads as empty; the first publication makes it. Every method raises RetryLater when the
    database is locked or out of reach, SettingsError when a newer version made it, LakeDamaged when it is no database.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        # A night asks hundreds of times for the files of one snapshot, which never changes.
        self._known: LRUCache[tuple[str, str], tuple[LakeFile, ...]] = LRUCache(MOST_KNOWN)
        self._knowing = Lock()
        self.deliveries = Deliveries(self._database)

    def head(self) -> Snapshot | None:
        """The newest snapshot."""
        with self._database.reading() as connection:
            return _head(connection)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """All snapshots, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(SNAPSHOTS).order_by(SNAPSHOTS.c.number)).mappings()
            return tuple(_snapshot(row) for row in rows)

    def snapshot_of(self, night: date) -> Snapshot | None:
        """The latest snapshot that the publication of this night made."""
        with self._database.reading() as connection:
            return _head(connection, night)

    def files(
        self, snapshot: Snapshot, dataset: str | None = None, nights: Collection[date] | None = None
    ) -> tuple[LakeFile, ...]:
        """The snapshot's files (of one dataset, of those nights), sorted by dataset, night and hash."""
        found = self._present(snapshot, dataset)
        return found if nights is None else tuple(file for file in found if file.night in nights)

    def _present(self, snapshot: Snapshot, dataset: str | None) -> tuple[LakeFile, ...]:
        key = (snapshot.sha256, dataset or "")
        with self._knowing:
            found = self._known.get(key)
        if found is None:
            with self._database.reading() as connection:
                found = _files(connection, snapshot.number, dataset)
            if dataset:  # all of a year's files at once are asked for once
                with self._knowing:
                    self._known[key] = found
        return found

    def ledger(self, snapshot: Snapshot) -> tuple[Decision, ...]:
        """All decisions up to the snapshot, in the order they were made."""
        with self._database.reading() as connection:
            return _decisions(connection, LEDGER.c.snapshot <= snapshot.number)

    def receipts(self, snapshot: Snapshot) -> tuple[Receipt, ...]:
        """The receipts of the run that made the snapshot, in order, without their files and decisions."""
        mine = sa.select(RECEIPTS).where(RECEIPTS.c.snapshot == snapshot.number).order_by(RECEIPTS.c.position)
        with self._database.reading() as connection:
            return tuple(_receipt(row) for row in connection.execute(mine).mappings())

    def settings_of(self, snapshot: Snapshot) -> str:
        """The settings the snapshot was made with, as JSON."""
        mine = sa.select(SETTINGS.c.json).where(SETTINGS.c.sha256 == snapshot.settings_sha256)
        with self._database.reading() as connection:
            return str(connection.execute(mine).scalar_one())

    def timings(self, snapshot: Snapshot) -> dict[str, float]:
        """Wall seconds of the run that made the snapshot, by stage, in order."""
        mine = sa.select(TIMINGS).where(TIMINGS.c.snapshot == snapshot.number).order_by(TIMINGS.c.position)
        with self._database.reading() as connection:
            return {row.stage: row.seconds for row in connection.execute(mine)}

    def publish(
        self,
        *,
        base: Snapshot | None,
        night: date,
        receipts: Sequence[Receipt],
        settings_json: str,
        settings_sha256: str,
        code_version: str,
        published_at: datetime,
        seconds: Mapping[str, float],
        replaced: Collection[tuple[str, date]] = (),
    ) -> Snapshot:
        """Make what the receipts staged visible, all of it at once, as the snapshot after `base`.

        Staged files take the place of those of the same (dataset, night), in accumulating datasets they join them;
        files of the `replaced` pairs go in any case. Where the night is published and nothing would change, nothing is
        written and `base` is returned. `published_at` is aware. Raises RetryLater when `base` is not the head any more.
        """
        if published_at.tzinfo is None:
            raise ValueError("published_at has no time zone")
        staged = [file for receipt in receipts for file in receipt.files]
        decisions = [_storable(decision) for receipt in receipts for decision in receipt.decisions]
        with self._database.writing() as connection:
            head = _head(connection)
            if (head and head.sha256) != (base and base.sha256):
                raise RetryLater("another run published after this one began: run the night again")
            change = changes(_files(connection, head.number) if head else (), staged, replaced)
            idle = not (change.added or change.removed or decisions)
            if head and idle and _head(connection, night):
                return head
            parent = head.sha256 if head else ""
            snapshot = Snapshot(
                number=head.number + 1 if head else 1,
                night=night,
                newest=max(night, head.newest) if head else night,
                parent_sha256=parent,
                sha256=snapshot_sha256(
                    parent_sha256=parent,
                    night=night,
                    settings_sha256=settings_sha256,
                    change=change,
                    decisions=decisions,
                ),
                published_at=published_at.astimezone(UTC),
                settings_sha256=settings_sha256,
            )
            _insert(connection, snapshot, settings_json, code_version)
            _change_files(connection, snapshot.number, change)
            _append(connection, snapshot.number, decisions, receipts, seconds)
            connection.execute(sa.delete(HELD).where(HELD.c.night == night))
            return snapshot

    def hold(self, held: Held) -> None:
        """Keep a night that is ready until a person accepts it, in place of what was held of it before."""
        said = _HELD.dump_json(held).decode()
        row = {"night": held.night, "base_sha256": held.base_sha256, "why": held.why, "json": said}
        with self._database.writing() as connection:
            connection.execute(sa.delete(HELD).where(HELD.c.night == held.night))
            connection.execute(sa.insert(HELD).values(row))

    def held(self) -> tuple[Held, ...]:
        """The nights that wait for a person, by date."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(HELD.c.json).order_by(HELD.c.night)).scalars()
            return tuple(_HELD.validate_json(row) for row in rows)

    def verify(self) -> None:
        """Check the database, compute the chain of hashes anew and read what no hash covers.

        Raises LakeDamaged naming the first snapshot that is not what it was.
        """
        self._database.verify()
        parent: Snapshot | None = None
        for snapshot in self.snapshots():
            with self._database.reading() as connection:
                change = Changes(
                    added=_named(connection, FILES.c.added_in == snapshot.number),
                    removed=_named(connection, FILES.c.removed_in == snapshot.number),
                )
                decisions = _decisions(connection, LEDGER.c.snapshot == snapshot.number)
            parent_sha256 = parent.sha256 if parent else ""
            sha256 = snapshot_sha256(
                parent_sha256=parent_sha256,
                night=snapshot.night,
                settings_sha256=snapshot.settings_sha256,
                change=change,
                decisions=decisions,
            )
            newest = max(snapshot.night, parent.newest) if parent else snapshot.night
            number = parent.number + 1 if parent else 1
            found = (snapshot.number, snapshot.newest, snapshot.parent_sha256, snapshot.sha256)
            if found != (number, newest, parent_sha256, sha256):
                raise LakeDamaged(f"catalog: snapshot {snapshot.number} was altered: restore the catalog from a backup")
            try:
                self.receipts(snapshot)
                json.loads(self.settings_of(snapshot))
            except (TypeError, ValueError, sa.exc.NoResultFound):
                raise LakeDamaged(
                    f"catalog: the books of snapshot {snapshot.number} cannot be read: restore it from a backup"
                ) from None
            parent = snapshot


def _head(connection: sa.Connection, night: date | None = None) -> Snapshot | None:
    query = sa.select(SNAPSHOTS).order_by(SNAPSHOTS.c.number.desc()).limit(1)
    if night is not None:
        query = query.where(SNAPSHOTS.c.night == night)
    row = connection.execute(query).mappings().first()
    return _snapshot(row) if row else None


def _files(connection: sa.Connection, number: int, dataset: str | None = None) -> tuple[LakeFile, ...]:
    present = [FILES.c.added_in <= number, sa.or_(FILES.c.removed_in.is_(None), FILES.c.removed_in > number)]
    if dataset is not None:
        present.append(FILES.c.dataset == dataset)
    return tuple(sorted(_named(connection, *present), key=lambda file: (file.dataset, file.night, file.name)))


def _named(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> tuple[LakeFile, ...]:
    columns = [FILES.c[name] for name in ("dataset", "night", "sha256", "rows", "bytes", "suffix")]
    rows = connection.execute(sa.select(*columns).where(*where)).mappings()
    return tuple(sorted((LakeFile(**row) for row in rows), key=lambda file: file.name))


def _decisions(connection: sa.Connection, where: sa.ColumnElement[bool]) -> tuple[Decision, ...]:
    columns = [column for column in LEDGER.c if column.name not in ("number", "snapshot")]
    rows = connection.execute(sa.select(*columns).where(where).order_by(LEDGER.c.number)).mappings()
    return tuple(Decision(**row) for row in rows)


def _snapshot(row: sa.RowMapping) -> Snapshot:
    values = {name: value for name, value in row.items() if name != "code_version"}
    return Snapshot(**values | {"published_at": datetime.fromisoformat(row["published_at"])})


def _receipt(row: sa.RowMapping) -> Receipt:
    values = {name: value for name, value in row.items() if name not in ("snapshot", "position")}
    pairs = {name: tuple((slug, count) for slug, count in row[name]) for name in ("set_aside", "rejected", "notes")}
    return Receipt(**values | pairs)


def _storable(decision: Decision) -> Decision:
    # SQL keeps neither the int of a score nor the sign of its zero, and the hash is over what can be read back.
    return replace(decision, score=_plain(decision.score), runner_up_score=_plain(decision.runner_up_score))


def _plain(score: float | None) -> float | None:
    return None if score is None else score + 0.0


def _insert(connection: sa.Connection, snapshot: Snapshot, settings_json: str, code_version: str) -> None:
    known = sa.select(SETTINGS.c.sha256).where(SETTINGS.c.sha256 == snapshot.settings_sha256)
    if connection.execute(known).first() is None:
        connection.execute(sa.insert(SETTINGS).values(sha256=snapshot.settings_sha256, json=settings_json))
    values = asdict(snapshot) | {"published_at": snapshot.published_at.isoformat(), "code_version": code_version}
    connection.execute(sa.insert(SNAPSHOTS).values(values))


def _change_files(connection: sa.Connection, number: int, change: Changes) -> None:
    for file in change.removed:
        place = [FILES.c[name] == value for name, value in asdict(file).items() if name not in ("rows", "bytes")]
        connection.execute(sa.update(FILES).where(*place, FILES.c.removed_in.is_(None)).values(removed_in=number))
    _insert_rows(connection, FILES, [asdict(file) | {"added_in": number} for file in change.added])


def _append(
    connection: sa.Connection,
    snapshot: int,
    decisions: Sequence[Decision],
    receipts: Sequence[Receipt],
    seconds: Mapping[str, float],
) -> None:
    last = connection.execute(sa.select(sa.func.max(LEDGER.c.number))).scalar() or 0
    rows = [
        asdict(decision) | {"number": number, "snapshot": snapshot}
        for number, decision in enumerate(decisions, last + 1)
    ]
    _insert_rows(connection, LEDGER, rows)
    books = [
        {name: value for name, value in asdict(replace(receipt, files=(), decisions=())).items() if name in RECEIPTS.c}
        | {"snapshot": snapshot, "position": position}
        for position, receipt in enumerate(receipts)
    ]
    _insert_rows(connection, RECEIPTS, books)
    times = [
        {"snapshot": snapshot, "position": position, "stage": stage, "seconds": wall}
        for position, (stage, wall) in enumerate(seconds.items())
    ]
    _insert_rows(connection, TIMINGS, times)


def _insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)
