"""The lake keeps what it was given, byte for byte, and says so when it cannot."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import fs
from staging import turns

from pipeline.errors import LakeDamaged, RetryLater, SettingsError
from pipeline.lake import Lake
from pipeline.lake.disk import LocalDisk, ObjectStore
from pipeline.model import LakeFile
from pipeline.schemas import SCHEMAS

NIGHT = date(2026, 11, 20)
NEXT = date(2026, 11, 21)


def vectors(count: int) -> pa.Table:
    """A table of vectors."""
    halves = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float16)
    columns = [["e"] * count, [f"h{row}" for row in range(count)], list(halves)]
    return pa.table(columns, schema=SCHEMAS["vectors"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the lake."""
    return tmp_path / "home" / "lake"


@pytest.fixture
def lake(root: Path) -> Lake:
    """An empty lake."""
    return Lake(str(root))


@pytest.mark.parametrize("dataset", sorted(SCHEMAS))
def test_an_empty_table_of_every_dataset_comes_back_with_its_columns(lake: Lake, dataset: str) -> None:
    """A night without rows is still a file with all columns."""
    file = lake.write(dataset, NIGHT, SCHEMAS[dataset].empty_table())
    found = lake.read(dataset, [file])
    assert found.schema == pa.schema([pa.field("night", pa.date32()), *SCHEMAS[dataset]])
    assert found.num_rows == file.rows == 0


def test_rows_come_back_with_their_partition_as_night_in_the_order_of_the_files(lake: Lake) -> None:
    """What was written is read, each row under its file's night, files in the order asked for."""
    first, second = lake.write("turns", NIGHT, turns("a", "b")), lake.write("turns", NEXT, turns("c"))
    found = lake.read("turns", [second, first])
    assert found["text"].to_pylist() == ["c", "a", "b"]
    assert found["night"].to_pylist() == [NEXT, NIGHT, NIGHT]
    assert found.drop_columns(["night"]).slice(1).equals(turns("a", "b"))


def test_no_files_read_as_no_rows_of_the_dataset(lake: Lake) -> None:
    """Reading nothing gives the columns asked for and no rows."""
    assert lake.read("turns", [], ["text"]).schema.names == ["night", "text"]


def test_only_the_columns_asked_for_are_read_in_that_order(lake: Lake) -> None:
    """Columns come as asked, night first even where it was asked for or nothing was."""
    file = lake.write("turns", NIGHT, turns("a"))
    assert lake.read("turns", [file], ["text", "night", "turn"]).schema.names == ["night", "text", "turn"]
    assert lake.read("turns", [file], []).to_pylist() == [{"night": NIGHT}]
    with pytest.raises(ValueError, match="turns has no column mood"):
        lake.read("turns", [file], ["mood"])


def test_half_floats_come_back_bit_for_bit(lake: Lake) -> None:
    """Vectors lose nothing on the way and are stored byte-split without a dictionary."""
    table = vectors(50)
    file = lake.write("vectors", NIGHT, table)
    assert lake.read("vectors", [file]).drop_columns(["night"]).equals(table)
    column = pq.read_metadata(pa.BufferReader(lake.read_bytes(file))).row_group(0).column(2)
    assert "BYTE_STREAM_SPLIT" in column.encodings and not column.has_dictionary_page


def test_a_column_that_came_later_is_null_in_older_files(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset may gain a column without rewriting what lies in the lake."""
    file = lake.write("turns", NIGHT, turns("a"))
    monkeypatch.setitem(SCHEMAS, "turns", SCHEMAS["turns"].append(pa.field("mood", pa.string())))
    assert lake.read("turns", [file], ["text", "mood"]).to_pylist() == [{"night": NIGHT, "text": "a", "mood": None}]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=40), data=st.data())
def test_equal_tables_give_one_file_however_they_are_chunked(
    lake: Lake, texts: list[str | None], data: st.DataObject
) -> None:
    """Chunks, slices, metadata and child names leave the bytes as they are."""
    table = turns(*texts)  # type: ignore[arg-type]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(texts)), max_size=5)))
    pieces = [table.slice(start, end - start) for start, end in zip([0, *cuts], [*cuts, len(texts)], strict=True)]
    chunked = pa.concat_tables(pieces).replace_schema_metadata({"pandas": "{}"})
    assert lake.write("turns", NIGHT, chunked) == lake.write("turns", NIGHT, table)


def test_chunks_leave_the_bytes_alone_beyond_one_row_group(lake: Lake) -> None:
    """Row groups are cut by count, not by the caller's chunks; threads make no difference."""
    table = pa.table(
        [
            ["c"] * 140_000,
            range(140_000),
            ["bot"] * 140_000,
            [f"t{row % 977}" for row in range(140_000)],
            [None] * 140_000,
        ],
        schema=SCHEMAS["turns"],
    )
    chunked = pa.concat_tables([table.slice(at, 9_973) for at in range(0, table.num_rows, 9_973)])
    threads = pa.cpu_count()
    try:
        pa.set_cpu_count(1)
        alone = lake.write("turns", NIGHT, chunked)
    finally:
        pa.set_cpu_count(threads)
    assert alone == lake.write("turns", NIGHT, table)


@pytest.mark.parametrize("dataset", ["vectors", "sentence_vectors"])
def test_vectors_are_packed_byte_by_byte(lake: Lake, root: Path, dataset: str) -> None:
    """A dictionary of values that are all new would only take time and room."""
    file = lake.write(dataset, NIGHT, vectors(50))
    column = pq.read_metadata(root / file.name).row_group(0).column(2)
    assert "BYTE_STREAM_SPLIT" in column.encodings
    assert not column.has_dictionary_page


def test_no_statistic_repeats_a_string(lake: Lake) -> None:
    """Least and greatest texts are not kept beside the rows; those of numbers are."""
    file = lake.write("turns", NIGHT, turns("aardvark", "zebra"))
    group = pq.read_metadata(pa.BufferReader(lake.read_bytes(file))).row_group(0)
    kept = {group.column(at).path_in_schema for at in range(group.num_columns) if group.column(at).is_stats_set}
    assert kept == {"turn", "at"}


def test_a_table_with_other_columns_is_refused(lake: Lake) -> None:
    """The message names the dataset and the columns that differ."""
    with pytest.raises(ValueError, match="turns: not the dataset's columns: mood, text"):
        lake.write("turns", NIGHT, turns("a").rename_columns(["conversation_id", "turn", "speaker", "mood", "at"]))
    with pytest.raises(ValueError, match="turns: not the dataset's columns: order"):
        lake.write("turns", NIGHT, turns("a").select(["turn", "conversation_id", "speaker", "text", "at"]))
    with pytest.raises(ValueError, match="no dataset is called 'truns'"):
        lake.write("truns", NIGHT, turns("a"))


def test_the_same_night_twice_is_the_same_file_in_another_partition(lake: Lake, root: Path) -> None:
    """Content names the file, the night its folder."""
    file, other = lake.write("turns", NIGHT, turns("a")), lake.write("turns", NEXT, turns("a"))
    assert file.sha256 == other.sha256
    assert file.name == f"turns/night=2026-11-20/{file.sha256}.parquet"
    assert list(lake.stored()) == [file.name, other.name]
    assert (root / file.name).stat().st_size == file.bytes


def test_bytes_come_back_as_they_were(lake: Lake) -> None:
    """An edition's JSON is kept like a table, under its own suffix."""
    file = lake.write_bytes("editions", NIGHT, b'{"a": 1}', "json")
    assert lake.read_bytes(file) == b'{"a": 1}'
    assert file.name.endswith(".json") and file.rows == 0


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)


def test_a_flipped_bit_is_found(lake: Lake, root: Path) -> None:
    """Verification reads all of a file; neither bytes nor rows are ever handed out unchecked."""
    file = lake.write("turns", NIGHT, turns("a"))
    lake.verify(file)
    _flip(root / file.name)
    for check in (lake.verify, lake.read_bytes, lambda file: lake.read("turns", [file])):
        with pytest.raises(LakeDamaged, match=file.name):
            check(file)


def test_a_missing_or_short_file_is_named_with_what_to_do(lake: Lake, root: Path) -> None:
    """Reading says which file is wrong, in which way, and where to turn."""
    file = lake.write("turns", NIGHT, turns("a"))
    (root / file.name).write_bytes((root / file.name).read_bytes()[:-1])
    with pytest.raises(LakeDamaged, match=r"its length is not the recorded one: .*doctor"):
        lake.read("turns", [file])
    (root / file.name).write_bytes(b"x" * file.bytes)
    with pytest.raises(LakeDamaged, match="its content has changed"):
        lake.read("turns", [file])
    digest = hashlib.sha256(b"no table").hexdigest()
    other = LakeFile(dataset="turns", night=NIGHT, sha256=digest, rows=1, bytes=8)
    (root / other.name).write_bytes(b"no table")
    with pytest.raises(LakeDamaged, match="cannot be read as Parquet"):
        lake.read("turns", [other])
    (root / file.name).unlink()
    with pytest.raises(LakeDamaged, match="it is missing"):
        lake.read("turns", [file])


def test_a_wrong_number_of_rows_is_damage(lake: Lake) -> None:
    """The catalog's count and the file's must agree."""
    file = lake.write("turns", NIGHT, turns("a"))
    wrong = LakeFile(dataset="turns", night=NIGHT, sha256=file.sha256, rows=2, bytes=file.bytes)
    for check in (
        lambda: lake.verify(wrong),
        lambda: lake.read("turns", [wrong]),
        lambda: list(lake.batches("turns", [wrong])),
    ):
        with pytest.raises(LakeDamaged, match="number of rows"):
            check()


def test_writing_again_heals_a_damaged_file(lake: Lake, root: Path) -> None:
    """A file that is not what its name says is written anew by whoever holds the right bytes."""
    file = lake.write("turns", NIGHT, turns("a"))
    _flip(root / file.name)
    assert lake.write("turns", NIGHT, turns("a")) == file
    lake.verify(file)


def test_a_disk_that_cannot_be_written_means_later(tmp_path: Path) -> None:
    """A root that cannot be made is a matter for another time, not a traceback."""
    (tmp_path / "home").write_text("a file, not a folder")
    with pytest.raises(RetryLater, match="cannot be written"):
        Lake(str(tmp_path / "home")).write("turns", NIGHT, turns("a"))


def test_only_stale_temporary_files_are_swept(lake: Lake, root: Path) -> None:
    """What another run writes at this moment stays; what a killed one left goes."""
    file = lake.write("turns", NIGHT, turns("a"))
    (root / "turns" / "left.tmp").write_bytes(b"")
    hour = timedelta(hours=1)
    now = datetime.now(UTC)
    assert lake.sweep_temporary(now - hour) == 0
    assert list(lake.stored()) == [file.name]
    assert lake.sweep_temporary(now + hour) == 1
    assert lake.sweep_temporary() == 0
    assert [path.name for path in (root / "turns").iterdir()] == ["night=2026-11-20"]


def test_an_object_store_is_a_lake_too() -> None:
    """The same calls work where a put is whole and folders are part of names; bytes and names are the same."""
    bucket, _ = fs.FileSystem.from_uri("mock://bucket")
    for folder in ("turns/night=2026-11-20", "editions/night=2026-11-20"):
        bucket.create_dir(f"bucket/lake/{folder}", recursive=True)
    lake = Lake("", ObjectStore(bucket, "bucket/lake/"))
    file = lake.write("turns", NIGHT, turns("a"))
    assert lake.write("turns", NIGHT, turns("a")) == file
    edition = lake.write_bytes("editions", NIGHT, b"{}", "json")
    assert lake.read("turns", [file])["text"].to_pylist() == ["a"]
    assert list(lake.stored()) == [edition.name, file.name]
    with pytest.raises(LakeDamaged, match="it is missing"):
        lake.read("turns", [LakeFile(dataset="turns", night=NEXT, sha256="0", rows=1, bytes=1)])


def test_a_file_uri_is_a_local_folder(root: Path) -> None:
    """A URI of this machine is written with fsync like a plain folder."""
    file = Lake(f"file://{root}").write("turns", NIGHT, turns("a"))
    assert Lake("", LocalDisk(root)).read("turns", [file]).num_rows == 1


def test_an_unknown_kind_of_root_is_a_wrong_setting() -> None:
    """A URI that pyarrow.fs does not know is refused at once."""
    with pytest.raises(SettingsError, match="not a folder or a URI"):
        Lake("gopher://bucket/lake")
