"""Whatever the disk does in the middle of a night, readers see the old night or the new one, and a retry arrives."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.catalog import Catalog
from pipeline.errors import PainpointsError, RetryLater
from pipeline.lake import Lake
from pipeline.lake.disk import LocalDisk
from pipeline.model import Receipt, Snapshot
from pipeline.schemas import SCHEMAS

OLD, NEW = date(2026, 11, 19), date(2026, 11, 20)


class Crash(BaseException):
    """The process is gone: nothing of it catches this."""


class FaultyDisk(LocalDisk):
    """A disk whose n-th operation fails, and with `lasting` every one after it; a crash always lasts."""

    def __init__(self, root: Path, *, at: int, fault: BaseException, lasting: bool) -> None:
        super().__init__(root)
        self.at, self.fault, self.lasting, self.count = at, fault, lasting, 0

    def create(self, name: str, data: bytes) -> None:
        """A failing write leaves half of the file behind."""
        try:
            self._step()
        except BaseException:
            super().create(name, data[: len(data) // 2])
            raise
        super().create(name, data)

    def sync(self, name: str) -> None:
        """May fail."""
        self._step()
        super().sync(name)

    def rename(self, old: str, new: str) -> None:
        """May fail."""
        self._step()
        super().rename(old, new)

    def remove(self, name: str) -> None:
        """May fail."""
        self._step()
        super().remove(name)

    def make_folder(self, name: str) -> None:
        """May fail."""
        self._step()
        super().make_folder(name)

    def sync_folder(self, name: str) -> None:
        """May fail."""
        self._step()
        super().sync_folder(name)

    def open(self, name: str) -> pa.NativeFile:
        """May fail."""
        self._step()
        return super().open(name)

    def files(self) -> Iterator[tuple[str, datetime]]:
        """May fail."""
        self._step()
        return super().files()

    def _step(self) -> None:
        self.count += 1
        if self.count == self.at or (self.lasting and self.count > self.at):
            raise self.fault


def _run(lake: Lake, catalog: Catalog, night: date, base: Snapshot | None) -> Snapshot:
    """A night of one table and one edition."""
    rows = [{"conversation_id": "c", "turn": 0, "speaker": "customer", "text": str(night), "at": None}]
    files = (
        lake.write("turns", night, pa.Table.from_pylist(rows, schema=SCHEMAS["turns"])),
        lake.write_bytes("editions", night, str(night).encode(), "json"),
    )
    return catalog.publish(
        base=base,
        night=night,
        receipts=[Receipt(stage="ingest", night=night, unit="records", read=1, kept=1, files=files)],
        settings_json="{}",
        settings_sha256="0" * 64,
        code_version="1",
        published_at=datetime(2026, 11, 21, tzinfo=UTC),
        seconds={},
    )


def _open(home: Path) -> tuple[Lake, Catalog]:
    return Lake(str(home / "lake")), Catalog(f"sqlite:///{home / 'catalog.db'}")


def _contents(home: Path) -> tuple[str, ...]:
    """Everything the head holds, read in full."""
    lake, catalog = _open(home)
    head = catalog.head()
    assert head is not None
    catalog.verify()
    for file in catalog.files(head):
        lake.verify(file)
    texts = lake.read("turns", catalog.files(head, "turns"))["text"].to_pylist()
    return (*texts, *(lake.read_bytes(file).decode() for file in catalog.files(head, "editions")))


@pytest.mark.parametrize(
    ("fault", "lasting"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), False),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), True),
        (OSError(errno.EIO, os.strerror(errno.EIO)), False),
        (OSError(errno.EIO, os.strerror(errno.EIO)), True),
        (Crash(), True),
    ],
    ids=["full once", "full for good", "broken once", "broken for good", "crash"],
)
def test_a_fault_at_any_operation_leaves_the_old_night_and_a_retry_the_new(
    tmp_path: Path, fault: BaseException, lasting: bool
) -> None:
    """The n-th operation fails, for every n there is: nothing is acknowledged, nothing lost, and a retry converges."""
    base = _run(*_open(tmp_path / "base"), OLD, None)
    shutil.copytree(tmp_path / "base", tmp_path / "calm")
    wanted = _run(*_open(tmp_path / "calm"), NEW, base)
    old, new = _contents(tmp_path / "base"), _contents(tmp_path / "calm")
    for at in itertools.count(1):
        home = tmp_path / str(at)
        shutil.copytree(tmp_path / "base", home)
        disk = FaultyDisk(home / "lake", at=at, fault=fault, lasting=lasting)
        try:
            made = _run(Lake("", disk), _open(home)[1], NEW, base)
        except (Crash, PainpointsError) as error:
            assert isinstance(error, type(fault) if isinstance(fault, Crash) else RetryLater)
            assert _contents(home) == old
        else:
            assert disk.count < at, "a fault was passed over"
            assert made == wanted
            break
        assert _run(*_open(home), NEW, base) == wanted
        assert _contents(home) == new
        _open(home)[0].sweep_temporary()
        assert not list(home.rglob("*.tmp"))
        shutil.rmtree(home)
    assert at > 20


def test_a_full_disk_gets_its_space_back(tmp_path: Path) -> None:
    """The half-written file of a failed write is removed at once, so that mending is possible."""
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    disk = FaultyDisk(tmp_path / "lake", at=5, fault=full, lasting=False)
    with pytest.raises(RetryLater, match="No space left on device"):
        Lake("", disk).write_bytes("editions", NEW, b"edition", "json")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
