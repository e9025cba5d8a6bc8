"""The catalog remembers every night it has published, file by file and row by row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from staging import NEXT, NIGHT, NOW, decision, lake_file, publish, receipt

from pipeline.catalog import Catalog, tables
from pipeline.errors import LakeDamaged
from pipeline.model import Receipt


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The catalog of a home that does not exist yet."""
    return f"sqlite:///{tmp_path / 'home' / 'catalog.db'}"


@pytest.fixture
def catalog(url: str) -> Catalog:
    """An empty catalog."""
    return Catalog(url)


def test_an_empty_home_reads_as_empty_and_stays_empty(catalog: Catalog, tmp_path: Path) -> None:
    """Looking makes nothing."""
    assert catalog.head() is None
    assert catalog.snapshots() == ()
    assert catalog.snapshot_of(NIGHT) is None
    catalog.verify()
    assert not (tmp_path / "home").exists()


def test_what_was_published_is_read_back(catalog: Catalog, url: str) -> None:
    """Files, ledger, receipts, settings, timings and the snapshot itself come back as they went in."""
    rows = [decision("t1", 0.1 + 0.2), decision("t0", None)]
    books = receipt(lake_file("b"), lake_file("a", "statements"), decisions=rows)
    made = publish(catalog, None, books)
    again = Catalog(url)
    assert again.head() == again.snapshot_of(NIGHT) == made
    assert again.snapshots() == (made,)
    assert (made.number, made.night, made.newest, made.parent_sha256) == (1, NIGHT, NIGHT, "")
    assert made.published_at == NOW
    assert again.files(made) == (lake_file("a", "statements"), lake_file("b"))
    assert again.files(made, "turns") == again.files(made, "turns", {NIGHT, NEXT}) == (lake_file("b"),)
    assert again.files(made, nights=[NEXT]) == again.files(made, nights=[]) == ()
    assert again.ledger(made) == tuple(rows)
    assert again.receipts(made) == (receipt(),)
    assert again.settings_of(made) == '{"zone": "UTC"}'
    assert list(again.timings(made).items()) == [("ingest", 1.5), ("embed", 0.25)]
    again.verify()


def test_the_files_of_a_snapshot_are_looked_up_once(catalog: Catalog, tmp_path: Path) -> None:
    """A night asks hundreds of times for them, and they never change; those of another dataset were not asked for."""
    made = publish(catalog, None, receipt(lake_file("b"), lake_file("a", "statements")))
    found = catalog.files(made, "turns")
    (tmp_path / "home" / "catalog.db").write_bytes(b"no database any more")
    assert catalog.files(made, "turns", [NIGHT]) == found
    assert catalog.files(made, "turns", [NEXT]) == ()
    with pytest.raises(LakeDamaged):
        catalog.files(made, "statements")


def test_older_snapshots_stay_as_they_were(catalog: Catalog) -> None:
    """A night published again leaves the files, ledger and receipts of the snapshots before it readable."""
    first = publish(catalog, None, receipt(lake_file("a"), decisions=[decision("t1")]))
    second = publish(catalog, first, receipt(lake_file("b"), decisions=[decision("t2")]))
    third = publish(catalog, second, receipt(lake_file("a")))
    assert [catalog.files(each) for each in (first, second, third)] == [
        (lake_file("a"),),
        (lake_file("b"),),
        (lake_file("a"),),
    ]
    assert [row.topic_id for row in catalog.ledger(first)] == ["t1"]
    assert [row.topic_id for row in catalog.ledger(third)] == ["t1", "t2"]
    assert catalog.snapshot_of(NIGHT) == third
    catalog.verify()


def test_files_of_a_place_are_replaced_but_vectors_add_up(catalog: Catalog) -> None:
    """One file per dataset and night, except where files of a night accumulate; other nights are not touched."""
    first = publish(catalog, None, receipt(lake_file("a"), lake_file("a", night=NEXT), lake_file("a", "vectors")))
    second = publish(catalog, first, receipt(lake_file("b"), lake_file("b", "vectors")))
    assert catalog.files(second) == (
        lake_file("b"),
        lake_file("a", night=NEXT),
        lake_file("a", "vectors"),
        lake_file("b", "vectors"),
    )


def test_replaced_places_are_emptied_though_nothing_takes_their_place(catalog: Catalog) -> None:
    """A restated night loses what it no longer has; accumulated files go too where they are named."""
    first = publish(catalog, None, receipt(lake_file("a"), lake_file("a", "vectors"), lake_file("b", night=NEXT)))
    second = publish(catalog, first, replaced=[("turns", NIGHT), ("vectors", NIGHT), ("topics", NIGHT)])
    assert catalog.files(second) == (lake_file("b", night=NEXT),)
    catalog.verify()


def test_two_files_for_one_place_are_a_bug(catalog: Catalog) -> None:
    """Which of them would win must not depend on chance."""
    with pytest.raises(ValueError, match="two different files are staged for turns of 2026-11-20"):
        publish(catalog, None, receipt(lake_file("a")), receipt(lake_file("b")))
    assert catalog.head() is None


def test_publishing_the_same_again_changes_nothing(catalog: Catalog) -> None:
    """A run repeated after its success returns the head, whenever that is."""
    made = publish(catalog, None, receipt(lake_file("a"), decisions=[decision("t")]))
    assert publish(catalog, made, receipt(lake_file("a")), at=NOW + timedelta(days=1)) == made
    assert catalog.snapshots() == (made,)
    other = publish(catalog, made, night=NEXT)
    assert (other.number, other.night, other.newest) == (2, NEXT, NEXT), "an empty night is a night"


def test_the_hash_is_of_the_content_and_not_of_the_clock(tmp_path: Path) -> None:
    """The same work on another day gives the same hash; another file, decision or night gives another."""

    def sha256(name: str, *receipts: Receipt, night: date = NIGHT, at: datetime = NOW) -> str:
        return publish(Catalog(f"sqlite:///{tmp_path / name}"), None, *receipts, night=night, at=at).sha256

    reference = sha256("a", receipt(lake_file("a")))
    assert reference == sha256("b", receipt(lake_file("a")), at=NOW + timedelta(hours=1))
    different = {
        sha256("c", receipt(lake_file("b"))),
        sha256("d", receipt(lake_file("a"), decisions=[decision("t")])),
        sha256("e", receipt(lake_file("a")), night=NEXT),
        reference,
    }
    assert len(different) == 4


def test_an_older_night_does_not_move_the_newest(catalog: Catalog) -> None:
    """A backfill is a snapshot of its own night in a history that goes on later."""
    first = publish(catalog, None, receipt(lake_file("a", night=NEXT)), night=NEXT)
    second = publish(catalog, first, receipt(lake_file("a")), night=NIGHT)
    assert (second.night, second.newest) == (NIGHT, NEXT)


def test_scores_are_hashed_as_they_are_read_back(catalog: Catalog) -> None:
    """An int, a negative zero and a third survive the database and the chain."""
    rows = [decision("t", 1), decision("t", -0.0), decision("t", 1 / 3)]
    made = publish(catalog, None, receipt(decisions=rows))
    assert [row.score for row in catalog.ledger(made)] == [1.0, 0.0, 1 / 3]
    catalog.verify()


def test_a_score_that_is_no_number_is_a_bug(catalog: Catalog) -> None:
    """NaN has no place in a ledger: SQL would turn it into nothing."""
    with pytest.raises(ValueError, match="JSON"):
        publish(catalog, None, receipt(decisions=[decision("t", float("nan"))]))


def test_a_naive_time_of_publication_is_a_bug(catalog: Catalog) -> None:
    """The catalog does not guess a time zone."""
    with pytest.raises(ValueError, match="time zone"):
        publish(catalog, None, at=datetime(2026, 11, 21))  # noqa: DTZ001


def test_every_statement_is_sql_that_postgresql_knows(catalog: Catalog) -> None:
    """Tables and statements compile for PostgreSQL, and none is written as text."""
    for table in tables.METADATA.sorted_tables:
        CreateTable(table).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    base = publish(catalog, None, receipt(lake_file("a"), decisions=[decision("t")]))
    seen: list[str] = []

    def compiled(_connection: object, statement: sa.ClauseElement, *_: object) -> None:
        seen.append(str(statement.compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]

    sa.event.listen(catalog._database._engine, "before_execute", compiled)
    made = publish(catalog, base, receipt(lake_file("b"), decisions=[decision("t")]), night=NEXT)
    catalog.files(made, "turns", [NIGHT])
    catalog.receipts(made)
    catalog.timings(made)
    catalog.settings_of(made)
    catalog.verify()
    assert {statement.split()[0] for statement in seen} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
