"""The record of who was told what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import sqlalchemy as sa

from pipeline.catalog import Catalog, tables
from pipeline.model import Delivery

NIGHT = date(2026, 11, 20)
MIA = Delivery(
    night=NIGHT,
    what="product",
    way="mail",
    to="mia@example.com",
    sha256="a" * 64,
    at=datetime(2026, 11, 21, 3, tzinfo=UTC),
    why="nobody answered",
)


def catalog(folder: Path) -> Catalog:
    """A catalog in a file of its own."""
    return Catalog(f"sqlite:///{folder / 'catalog.db'}")


def test_a_catalog_that_is_not_there_yet_knows_of_no_delivery(tmp_path: Path) -> None:
    """Asking makes no file."""
    assert catalog(tmp_path).deliveries.of(NIGHT) == ()
    assert list(tmp_path.iterdir()) == []


def test_an_attempt_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """The newest word on a delivery counts; another content, address or night is another delivery."""
    kept = catalog(tmp_path).deliveries
    sent = replace(MIA, at=MIA.at + timedelta(hours=1), why="")
    others = [replace(MIA, sha256="b" * 64), replace(MIA, to="tom@example.com"), replace(MIA, what="a1", way="webhook")]
    for one in (MIA, *others, sent, replace(MIA, night=NIGHT - timedelta(days=1))):
        kept.record(one)
    assert catalog(tmp_path).deliveries.of(NIGHT) == (others[2], sent, others[0], others[1])


def test_the_time_of_an_attempt_is_an_instant(tmp_path: Path) -> None:
    """Whatever zone it is told in, it is read as the same moment."""
    kept = catalog(tmp_path).deliveries
    kept.record(replace(MIA, at=MIA.at.astimezone(timezone(timedelta(hours=5)))))
    assert kept.of(NIGHT) == (MIA,)


def test_a_catalog_of_an_earlier_version_gets_its_record(tmp_path: Path) -> None:
    """The table is added to what was published before there were deliveries."""
    url = f"sqlite:///{tmp_path / 'catalog.db'}"
    catalog(tmp_path).deliveries.record(MIA)
    with sa.create_engine(url).begin() as connection:
        tables.DELIVERIES.drop(connection)
        connection.execute(sa.text("DELETE FROM migrations WHERE name = 'm004_deliveries'"))
    assert catalog(tmp_path).deliveries.of(NIGHT) == ()
    catalog(tmp_path).deliveries.record(MIA)
    assert catalog(tmp_path).deliveries.of(NIGHT) == (MIA,)
