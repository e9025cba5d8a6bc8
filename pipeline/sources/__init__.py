"""Sources: files of a known format -> raw transcripts and rejections.

A format turns bytes into rows behind one Protocol; what the rows mean is then the native shape's or a mapping's to say.
Nothing here raises for what a file holds: each bad record becomes one Rejected that says why and where, never what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from pipeline.mapping import Limits, Mapping
from pipeline.model import RawTranscript, Rejected
from pipeline.sources import mapped, messages, native
from pipeline.sources.columnar import Columnar
from pipeline.sources.files import InputFile, find
from pipeline.sources.json_lines import JsonLines
from pipeline.sources.plan import Plan, paths
from pipeline.sources.reasons import Reason
from pipeline.sources.records import Row
from pipeline.sources.tabular import Delimited

__all__ = ["Format", "InputFile", "Reason", "find", "read"]


class Format(Protocol):
    """A file format: bytes -> rows."""

    def rows(self, file: InputFile, limits: Limits) -> Iterator[Row | Rejected]:
        """The file's records in their order, each as a row or a rejection; raises nothing for what the file holds."""
        ...


def read(files: Sequence[InputFile], *, mapping: Mapping | None, limits: Limits) -> Iterator[RawTranscript | Rejected]:
    """Every record of the files, in a transcript or a rejection: native JSONL, or as `mapping` says.

    Records read = sum of `records` over what comes out; blank lines and headers are no records. Raises InputError or
    RetryLater where a file can no longer be read.
    """
    form = _format(mapping)
    rows = chain.from_iterable(form.rows(file, limits) for file in files)
    if mapping is None:
        return native.transcripts(rows, limits)
    plan = Plan.of(mapping, limits)
    if mapping.message is not None:
        return messages.transcripts(rows, plan, mapping.message)
    assert mapping.turns is not None, "the settings hold either turns or message"
    return mapped.transcripts(rows, plan, mapping.turns)


def _format(mapping: Mapping | None) -> Format:
    if mapping is None or mapping.format == "jsonl":
        return JsonLines()
    needed = paths(mapping)
    if mapping.format == "parquet":
        return Columnar(needed=needed)
    delimiter = mapping.delimiter or ("\t" if mapping.format == "tsv" else ",")
    return Delimited(delimiter=delimiter, quote=mapping.quote, encoding=mapping.encoding, needed=needed)
