"""A night's snapshot as files for other programs: CSV that no spreadsheet takes for formulas, and Parquet."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.home import Home
from pipeline.errors import UsageError
from pipeline.model import Night
from pipeline.view import View
from reports.printing import sheet

ORDER: dict[str, tuple[str, ...]] = {
    "conversations": ("content_hash",),
    "statements": ("statement_id",),
    "assignments": ("statement_id",),
    "topics": ("topic_id",),
    "measures": ("topic_id", "slice", "value"),
    "signals": ("content_hash", "turn", "name", "start"),
    "outcomes": ("content_hash",),
    "repeats": ("content_hash", "topic_id"),
    "stages": ("content_hash",),
    "coverage": ("slice", "value"),
    "behaviours": ("name", "slice", "value"),
    "alerts": ("alert_id",),
    "trends": ("kind", "name"),
    "impact": ("topic_id",),
}
"""Rows stand by night, then by these: never by an id that depends on the secret of the pseudonyms."""
FIRST = {"assignments": ("night", "conversation_id", "statement_id", "topic_id", "score")}
LEFT_OUT = {"conversations": ("content_hash",), "topics": ("centroid",)}
"""The hash of a conversation is of its id too and is not keyed: who guesses an id could see that he guessed right."""


def export(home: Home, night: Night, folder: Path, *, source_ids: bool = False) -> tuple[Path, ...]:
    """Write every dataset as <name>.csv and <name>.parquet; returns the paths.

    They show the snapshot that the night's publication made, over the nights of its history. With `source_ids` rows
    also carry the ids of the source. Raises UsageError when the night was never published or the
    folder cannot be written to.
    """
    snapshot = home.catalog.snapshot_of(night.date)
    if snapshot is None:
        raise UsageError(f"{night} was never published in {home.folder}: `painpoints status` lists the nights")
    view = View(home.lake, home.catalog, snapshot)
    days = night.window(home.settings.discovery.history_nights)
    ids = _source_ids(view, days) if source_ids else {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
    except OSError as error:
        raise UsageError(f"{folder} is no folder to write to ({error.strerror}): name another with --to") from None
    try:
        names = []
        for dataset in ORDER:
            table = _ordered(view, dataset, days)
            if source_ids:
                table = _with_source_ids(table, ids)
            pq.write_table(table, scratch / f"{dataset}.parquet", compression="zstd", store_schema=False)
            (scratch / f"{dataset}.csv").write_bytes(b"".join(csv(table)))
            names += [f"{dataset}.csv", f"{dataset}.parquet"]
        for name in names:
            (scratch / name).replace(folder / name)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tuple(folder / name for name in names)


def csv(table: pa.Table) -> Iterator[bytes]:
    """A table as the lines of an RFC 4180 file in UTF-8 that ends its lines with \\n."""
    yield sheet.line(table.column_names)
    for batch in table.to_batches(max_chunksize=8_192):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield sheet.line([sheet.cell(value) for value in row])


def _ordered(view: View, dataset: str, days: Sequence[date]) -> pa.Table:
    table = view.table(dataset, days)
    keys = ORDER[dataset]
    helper = "content_hash" if "content_hash" not in table.column_names and "content_hash" in keys else ""
    if helper:
        rows = view.table("conversations", days, ["conversation_id", "content_hash"]).to_pylist()
        of = {row["conversation_id"]: row["content_hash"] for row in rows}
        hashes = [of.get(each, "") for each in table["conversation_id"].to_pylist()]
        table = table.append_column(helper, pa.array(hashes, pa.string()))
    table = table.sort_by([("night", "ascending"), *((key, "ascending") for key in keys)])
    first = FIRST.get(dataset, ("night",))
    hidden = (*LEFT_OUT.get(dataset, ()), *([helper] if helper else []))
    rest = [name for name in table.column_names if name not in first and name not in hidden]
    return table.select([*first, *rest]).combine_chunks()


def _source_ids(view: View, days: Sequence[date]) -> Mapping[tuple[str, str], str]:
    rows = view.table("identities", days, ["kind", "keyed", "source_id"]).to_pylist()
    return {(row["kind"], row["keyed"]): row["source_id"] for row in rows}


def _with_source_ids(table: pa.Table, ids: Mapping[tuple[str, str], str]) -> pa.Table:
    """The table with `source_conversation_id` and its like after the other columns."""
    for kind, column in (("conversation", "conversation_id"), ("customer", "customer"), ("agent", "agent")):
        if column in table.column_names:
            found = [ids.get((kind, keyed)) if keyed else None for keyed in table[column].to_pylist()]
            table = table.append_column(f"source_{kind}_id", pa.array(found, pa.string()))
    return table
