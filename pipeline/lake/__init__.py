"""Immutable files named by their content: written whole and durable, or not at all."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from threading import Lock
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from cachetools import LRUCache

from pipeline.errors import LakeDamaged, RetryLater
from pipeline.lake.disk import Disk, disk_at
from pipeline.model import LakeFile
from pipeline.schemas import SCHEMAS

ROWS_PER_GROUP = 131_072
ROWS_AT_ONCE = 4_096
"""Where rows are read some at a time: vectors of so many are unpacked into memory that is used over again."""
SMALL_BYTES, MOST_BYTES, HELD_BYTES = 2**17, 2**20, 2**26
"""Rows of so small a file, and no more in memory than that, are held once they were read; of all together so much."""
COLUMN_BYTES = 2_000
"""Of a column without a row, as measured."""
NIGHT = pa.field("night", pa.date32())
EPOCH = date(1970, 1, 1)
"""From where Arrow counts days."""
TEMPORARY = ".tmp"


class Lake:
    """Writes and reads the files of all datasets under a folder or a pyarrow.fs URI.

    A file counts once it has been made durable and read back. Two runs may write the same file at the same time.
    """

    def __init__(self, root: str, disk: Disk | None = None) -> None:
        self._disk = disk or disk_at(root)
        # A night reads the small files of the nights before it over and over; what a hash names never changes.
        self._held: LRUCache[tuple[LakeFile | str, ...], pa.Table] = LRUCache(HELD_BYTES, getsizeof=_size)
        self._holding = Lock()

    def write(self, dataset: str, night: date, table: pa.Table) -> LakeFile:
        """Keep a table as Parquet; equal tables give equal bytes, however they are chunked.

        Raises ValueError when its columns are not the dataset's (a bug), RetryLater when the disk fails or is full.
        """
        data = _parquet(dataset, table)
        return self._keep(dataset, night, data, suffix="parquet", rows=table.num_rows)

    def write_bytes(self, dataset: str, night: date, data: bytes, suffix: str) -> LakeFile:
        """Keep bytes as they are, as durably as a table; raises RetryLater when the disk fails or is full."""
        return self._keep(dataset, night, data, suffix=suffix, rows=0)

    def read(self, dataset: str, files: Sequence[LakeFile], columns: Sequence[str] | None = None) -> pa.Table:
        """The files' rows in the order given, with their partition's `night` (date32) as the first column.

        A column that the dataset gained since a file was written is null there. Raises LakeDamaged when a file is
        missing or is not what was written, ValueError when the dataset has no such column.
        """
        schema = _columns(dataset, columns)
        tables = [self._rows(file, schema) for file in files]
        night_first = pa.schema([NIGHT, *schema])
        none = pa.Table.from_batches([], night_first)
        return pa.concat_tables([none, *tables], promote_options="default")

    def batches(
        self, dataset: str, files: Sequence[LakeFile], columns: Sequence[str] | None = None
    ) -> Iterator[pa.Table]:
        """As `read`, at most ROWS_AT_ONCE rows at a time: of a large file no more is unpacked."""
        schema = _columns(dataset, columns)
        for file in files:
            with _readable(file):
                packed = self._packed(file)
                for batch in packed.iter_batches(ROWS_AT_ONCE, columns=schema.names):
                    yield _as_told(file, pa.Table.from_batches([batch]), schema)

    def read_bytes(self, file: LakeFile) -> bytes:
        """The file's bytes, checked against its hash; raises LakeDamaged when they are not what was written."""
        try:
            with self._open(file) as handle:
                data = bytes(handle.read())
        except OSError as error:
            raise _damaged(file, f"it cannot be read ({error.strerror or type(error).__name__})") from None
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise _damaged(file, "its content has changed")
        return data

    def verify(self, file: LakeFile) -> None:
        """Read all of a file and check length, hash and number of rows; raises LakeDamaged when one is wrong."""
        data = self.read_bytes(file)
        if file.suffix == "parquet" and pq.read_metadata(pa.BufferReader(data)).num_rows != file.rows:
            raise _damaged(file, "its number of rows is not the recorded one")

    def stored(self) -> Iterator[str]:
        """The names of all files in the lake, relative to its root, sorted; temporary ones left out."""
        yield from sorted(name for name, _ in self._disk.files() if not name.endswith(TEMPORARY))

    def sweep_temporary(self, before: datetime | None = None) -> int:
        """Remove what interrupted writes left behind and say how many files that was.

        With `before` only files last written before that instant; without it the caller must hold the lake alone.
        """
        stale = sorted(
            name
            for name, modified in self._disk.files()
            if name.endswith(TEMPORARY) and (before is None or modified < before)
        )
        for name in stale:
            self._disk.remove(name)
        return len(stale)

    def _keep(self, dataset: str, night: date, data: bytes, *, suffix: str, rows: int) -> LakeFile:
        digest = hashlib.sha256(data).hexdigest()
        file = LakeFile(dataset=dataset, night=night, sha256=digest, rows=rows, bytes=len(data), suffix=suffix)
        try:
            self._store(file, data)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise RetryLater(f"lake: {file.name}: cannot be written ({reason}): mend that and run again") from None
        self.verify(file)
        return file

    def _store(self, file: LakeFile, data: bytes) -> None:
        disk, name = self._disk, file.name
        folder = name.rpartition("/")[0]
        folders = ("", file.dataset, folder)
        for each in folders:
            disk.make_folder(each)
        if self._holds(file):
            # A run that was killed may have left the file in place but not durable; whoever trusts it must sync it.
            disk.sync(name)
        elif disk.whole_puts:
            disk.create(name, data)
        else:
            # The name is random only so that two runs that write the same file stay out of each other's way.
            temporary = f"{folder}/{uuid4().hex}{TEMPORARY}"
            try:
                disk.create(temporary, data)
                disk.sync(temporary)
                disk.rename(temporary, name)
            except OSError:
                with suppress(OSError):
                    disk.remove(temporary)
                raise
        for each in reversed(folders):
            disk.sync_folder(each)

    def _holds(self, file: LakeFile) -> bool:
        try:
            with self._disk.open(file.name) as handle:
                return hashlib.sha256(handle.read()).hexdigest() == file.sha256
        except FileNotFoundError:
            return False

    def _rows(self, file: LakeFile, schema: pa.Schema) -> pa.Table:
        """A file's rows; where it is small, as they were read before, whatever became of it on the disk since."""
        if file.bytes > SMALL_BYTES:
            return self._unpacked(file, schema)
        key = (file, *schema.names)
        with self._holding:
            found = self._held.get(key)
        if found is None:
            found = self._unpacked(file, schema)
            if _size(found) <= MOST_BYTES:
                with self._holding:
                    self._held[key] = found
        return found

    def _unpacked(self, file: LakeFile, schema: pa.Schema) -> pa.Table:
        with _readable(file):
            return _as_told(file, self._packed(file).read(columns=schema.names), schema)

    def _packed(self, file: LakeFile) -> pq.ParquetFile:
        packed = pq.ParquetFile(pa.BufferReader(self.read_bytes(file)))
        if packed.metadata.num_rows != file.rows:
            raise _damaged(file, "its number of rows is not the recorded one")
        return packed

    def _open(self, file: LakeFile) -> pa.NativeFile:
        try:
            handle = self._disk.open(file.name)
        except FileNotFoundError:
            raise _damaged(file, "it is missing") from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise RetryLater(f"lake: {file.name}: cannot be opened ({reason}): mend that and run again") from None
        if handle.size() != file.bytes:
            handle.close()
            raise _damaged(file, "its length is not the recorded one")
        return handle


@contextmanager
def _readable(file: LakeFile) -> Iterator[None]:
    """Raises LakeDamaged where the file's bytes are those that were written, but no Parquet."""
    try:
        yield
    except (pa.ArrowException, OSError):
        raise _damaged(file, "it cannot be read as Parquet") from None


def _size(table: pa.Table) -> int:
    """What a small table comes to in memory: its columns' own objects and buffers are more than its rows."""
    return int(table.nbytes) + COLUMN_BYTES * len(table.schema.names)


def _as_told(file: LakeFile, found: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows of a file with its night, and with the types of the schema."""
    known = [field for field in schema if field.name in found.column_names]
    columns = [(found[field.name], field.type) for field in known]
    # Only where it must be: to cast, pyarrow first makes a function of each of its hundreds of computations.
    values = [column if column.type == kind else column.cast(kind) for column, kind in columns]
    return pa.table([_repeated(file.night, len(found)), *values], schema=pa.schema([NIGHT, *known]))


def _repeated(night: date, rows: int) -> pa.Array:
    # Its bytes as they lie in memory: given a value of Python's, pyarrow looks whether it is one of pandas', and loads
    # that for a second.
    days = array("i", [(night - EPOCH).days]) * rows
    return pa.Array.from_buffers(NIGHT.type, rows, [None, pa.py_buffer(days)])


def _damaged(file: LakeFile, what: str) -> LakeDamaged:
    return LakeDamaged(f"lake: {file.name}: {what}: restore it from a backup, then run `painpoints doctor`")


def _schema(dataset: str) -> pa.Schema:
    if dataset not in SCHEMAS:
        raise ValueError(f"no dataset is called {dataset!r}")
    return SCHEMAS[dataset]


def _columns(dataset: str, columns: Sequence[str] | None) -> pa.Schema:
    schema = _schema(dataset)
    if columns is None:
        return schema
    wanted = [name for name in columns if name != NIGHT.name]
    unknown = sorted(set(wanted) - set(schema.names))
    if unknown:
        raise ValueError(f"{dataset} has no column {', '.join(unknown)}")
    return pa.schema([schema.field(name) for name in wanted])


def _parquet(dataset: str, table: pa.Table) -> bytes:
    schema = _schema(dataset)
    if not table.schema.equals(schema):
        theirs, ours = ({(field.name, str(field)) for field in each} for each in (table.schema, schema))
        wrong = sorted({name for name, _ in theirs ^ ours})
        raise ValueError(f"{dataset}: not the dataset's columns: {', '.join(wrong) or 'order'}")
    vectors = "vector" in schema.names
    sink = pa.BufferOutputStream()
    pq.write_table(
        # The cast takes out metadata (pandas's, say) that would otherwise become part of the bytes.
        table.cast(schema).combine_chunks(),
        sink,
        row_group_size=ROWS_PER_GROUP,
        compression="zstd",
        data_page_version="2.0",
        # Nearly every value of a hash or a vector is new; halves of floats pack better byte by byte.
        use_dictionary=["encoder"] if vectors else True,
        use_byte_stream_split=["vector.list.element"] if vectors else False,
        # Least and greatest values of strings would repeat people's words outside the rows.
        write_statistics=[field.name for field in schema if _is_number(field.type)],
        # The catalog and pipeline.schemas know the Arrow types; its own encoding of them may change with pyarrow.
        store_schema=False,
    )
    return bytes(sink.getvalue().to_pybytes())


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_primitive(kind))
