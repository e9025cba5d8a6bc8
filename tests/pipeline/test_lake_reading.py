"""Tables of the lake are read some rows at a time, and small ones are held."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from staging import NEXT, NIGHT, turns

from pipeline.errors import LakeDamaged
from pipeline.lake import Lake


def test_batches_add_up_to_what_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File after file, no batch larger than what is unpacked at once."""
    lake = Lake(str(tmp_path))
    monkeypatch.setattr("pipeline.lake.ROWS_PER_GROUP", 4)
    monkeypatch.setattr("pipeline.lake.ROWS_AT_ONCE", 3)
    files = [lake.write("turns", night, turns(*texts)) for night, texts in ((NIGHT, "abcdefgh"), (NEXT, "ij"))]
    found = list(lake.batches("turns", files, ["text"]))
    assert [len(batch) for batch in found] == [3, 3, 2, 2]
    assert pa.concat_tables(found).equals(lake.read("turns", files, ["text"]))


def test_a_small_file_is_unpacked_once(tmp_path: Path) -> None:
    """A night reads it hundreds of times; another lake sees the disk."""
    lake = Lake(str(tmp_path))
    file = lake.write("turns", NIGHT, turns("a", "b"))
    found = lake.read("turns", [file], ["text"])
    (tmp_path / file.name).unlink()
    assert lake.read("turns", [file], ["text"]).equals(found)
    for other, column in ((lake, "turn"), (Lake(str(tmp_path)), "text")):
        with pytest.raises(LakeDamaged, match="missing"):
            other.read("turns", [file], [column])


@pytest.mark.parametrize(("bound", "size"), [("SMALL_BYTES", 1_000), ("MOST_BYTES", 10_000), ("HELD_BYTES", 25_000)])
def test_no_more_is_held_than_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, size: int) -> None:
    """Of two files that are too large, whose rows are (12,000 bytes for six columns alone), or that do not fit in
    together, not both are held."""
    lake = Lake(str(tmp_path))
    files = [lake.write("turns", NIGHT, turns(letter * 600, *"xyz" * 20)) for letter in "ab"]
    monkeypatch.setattr(f"pipeline.lake.{bound}", size)
    lake = Lake(str(tmp_path))
    for file in files:
        lake.read("turns", [file])
        (tmp_path / file.name).unlink()
    with pytest.raises(LakeDamaged, match="missing"):
        lake.read("turns", files)
