"""Parquet: rows of a file of columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.mapping import Limits
from pipeline.model import Pointer, Rejected
from pipeline.sources.files import InputFile, opened
from pipeline.sources.reasons import Reason, rejected
from pipeline.sources.records import Row
from pipeline.sources.tabular import faulty

# Few rows at a time: one stored value repeated by the dictionary encoding is many when it is read.
_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Columnar:
    """Rows of a .parquet file; where it breaks off, one rejection stands for the rest."""

    needed: tuple[str, ...]
    """Columns that must be there, as paths."""

    def rows(self, file: InputFile, limits: Limits) -> Iterator[Row | Rejected]:
        """One row or rejection for each row."""
        number = 0

        def pointer() -> Pointer:
            return Pointer(file_sha256=file.sha256, line=number + 1, byte_offset=-1)

        with opened(file.uri, seekable=True) as stream:
            try:
                table = pq.ParquetFile(stream)
                groups = [table.metadata.row_group(i) for i in range(table.metadata.num_row_groups)]
                if sum(group.total_byte_size for group in groups) > limits.file_bytes:
                    yield rejected(Reason.FILE_TOO_BIG, pointer())
                    return
                fault = faulty(tuple(table.schema_arrow.names), self.needed)
                for batch in table.iter_batches(batch_size=_BATCH):
                    for record in _records(batch):
                        if fault or record is None:
                            yield rejected(fault or Reason.BAD_CELL, pointer())
                        else:
                            yield Row(record=record, pointer=pointer())
                        number += 1
            except (pa.ArrowException, OSError):
                yield rejected(Reason.NOT_PARQUET, pointer())


def _records(batch: Any) -> Iterator[dict[str, Any] | None]:
    """Each row, or None where a cell cannot be had (broken UTF-8, a time out of Python's range)."""
    for index in range(batch.num_rows):
        try:
            yield batch.slice(index, 1).to_pylist()[0]
        except (ValueError, OverflowError, pa.ArrowException):
            yield None
