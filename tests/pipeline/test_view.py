"""A view shows one snapshot with what a run has staged over it, before and after publishing the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.catalog import Catalog
from pipeline.lake import Lake
from pipeline.model import Decision, LakeFile, Receipt, Snapshot
from pipeline.schemas import SCHEMAS
from pipeline.view import View, rows_of

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (16, 17, 18))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """An empty lake."""
    return Lake(str(tmp_path / "lake"))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """An empty catalog."""
    return Catalog(f"sqlite:///{tmp_path / 'catalog.db'}")


def turns(lake: Lake, night: date, *texts: str) -> LakeFile:
    """A file of turns."""
    rows = [{"conversation_id": "c", "turn": 0, "speaker": "customer", "text": text, "at": None} for text in texts]
    return lake.write("turns", night, pa.Table.from_pylist(rows, schema=SCHEMAS["turns"]))


def vectors(lake: Lake, night: date, text_hash: str) -> LakeFile:
    """A file of one vector."""
    rows = [{"encoder": "e", "text_hash": text_hash, "vector": None}]
    return lake.write("vectors", night, pa.Table.from_pylist(rows, schema=SCHEMAS["vectors"]))


def receipt(*files: LakeFile, topic: str = "t") -> Receipt:
    """A receipt with one decision."""
    row = Decision(night=MONDAY, topic_id=topic, kind="new", actor="machine", reason="born")
    return Receipt(stage="s", night=MONDAY, unit="texts", read=1, kept=1, files=files, decisions=(row,))


def publish(catalog: Catalog, base: Snapshot | None, *receipts: Receipt) -> Snapshot:
    """Publish the receipts."""
    return catalog.publish(
        base=base,
        night=MONDAY,
        receipts=receipts,
        settings_json="{}",
        settings_sha256="0" * 64,
        code_version="1",
        published_at=datetime(2026, 11, 19, tzinfo=UTC),
        seconds={},
    )


def texts(view: View, nights: list[date] | None = None) -> list[str]:
    """The texts of the turns the view shows."""
    found: list[str] = view.table("turns", nights, ["text"])["text"].to_pylist()
    return found


def test_nothing_published_and_nothing_staged_is_empty(lake: Lake, catalog: Catalog) -> None:
    """A view of an empty home has tables without rows."""
    view = View(lake, catalog, None)
    assert view.table("turns").num_rows == 0
    assert (view.nights("turns"), view.ledger(), view.receipts()) == ((), (), ())
    assert view.bytes_of("editions", MONDAY) is None


def test_staged_files_take_their_place_and_nights_ascend(lake: Lake, catalog: Catalog) -> None:
    """The staged night hides the published one; asked for nights come in order, whatever the order asked for."""
    base = publish(catalog, None, receipt(turns(lake, TUESDAY, "old"), turns(lake, WEDNESDAY, "w")))
    view = View(lake, catalog, base, (receipt(turns(lake, TUESDAY, "new", "more"), turns(lake, MONDAY, "m")),))
    assert texts(View(lake, catalog, base)) == ["old", "w"]
    assert texts(view) == ["m", "new", "more", "w"]
    assert texts(view, [WEDNESDAY, MONDAY]) == ["m", "w"]
    assert view.table("turns")["night"].to_pylist() == [MONDAY, TUESDAY, TUESDAY, WEDNESDAY]
    assert view.nights("turns") == (MONDAY, TUESDAY, WEDNESDAY)


def test_vectors_of_a_night_add_up(lake: Lake, catalog: Catalog) -> None:
    """New texts of a night join those that were encoded before."""
    base = publish(catalog, None, receipt(vectors(lake, MONDAY, "a")))
    view = View(lake, catalog, base, (receipt(vectors(lake, MONDAY, "b")),))
    assert sorted(view.table("vectors")["text_hash"].to_pylist()) == ["a", "b"]


def test_history_is_the_first_night_seen(lake: Lake, catalog: Catalog) -> None:
    """Nights before it are as if they had no files, even where they are asked for."""
    base = publish(catalog, None, receipt(turns(lake, MONDAY, "m"), turns(lake, TUESDAY, "t")))
    view = View(lake, catalog, base, history=TUESDAY)
    assert texts(view) == texts(view, [MONDAY, TUESDAY]) == ["t"]
    assert view.nights("turns") == (TUESDAY,)


def test_publishing_changes_nothing_for_who_saw_it_staged(lake: Lake, catalog: Catalog) -> None:
    """Tables, ledger, receipts and editions read the same from staging and from the snapshot made of it."""
    base = publish(catalog, None, receipt(turns(lake, MONDAY, "m"), topic="t1"))
    edition = lake.write_bytes("editions", TUESDAY, b"{}", "json")
    staged = (receipt(turns(lake, TUESDAY, "t"), edition, topic="t2"),)
    before = View(lake, catalog, base, staged)
    after = View(lake, catalog, publish(catalog, base, *staged))
    assert before.table("turns").equals(after.table("turns"))
    assert before.ledger() == after.ledger()
    assert [row.topic_id for row in after.ledger()] == ["t1", "t2"]
    assert before.receipts() == after.receipts()
    assert after.receipts()[0].files == ()
    assert before.bytes_of("editions", TUESDAY) == after.bytes_of("editions", TUESDAY) == b"{}"


def test_a_view_does_not_move_when_another_run_publishes(lake: Lake, catalog: Catalog) -> None:
    """What a reader opened stays what it was."""
    view = View(lake, catalog, publish(catalog, None, receipt(turns(lake, MONDAY, "old"))))
    publish(catalog, catalog.head(), receipt(turns(lake, MONDAY, "new")))
    assert texts(view) == ["old"]
    assert len(view.ledger()) == 1


def test_rows_are_unpacked_some_at_a_time(lake: Lake, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are those of the table, in its order, whatever its chunks; batches hold the same."""
    monkeypatch.setattr("pipeline.view.BATCH", 2)
    receipt = Receipt(
        stage="ingest", night=MONDAY, unit="records", read=0, kept=0,
        files=(turns(lake, MONDAY, *"abcde"), turns(lake, TUESDAY, *"fg")),
    )  # fmt: skip
    view = View(lake, catalog, None, (receipt,))
    assert list(rows_of(view.table("turns"))) == view.table("turns").to_pylist()
    assert [row["text"] for batch in view.batches("turns") for row in rows_of(batch)] == list("abcdefg")
