"""Ingest: what was taken in for a night, beside what is published -> its conversations, turns and statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import redaction
from pipeline.model import LakeFile, Night, Receipt, Rejected
from pipeline.schemas import SCHEMAS
from pipeline.stages.delivered import Delivered, Revision, revision
from pipeline.stages.intake import Intake
from pipeline.stages.workspace import Workspace
from pipeline.view import BATCH, rows_of

OF_A_CONVERSATION = ("conversations", "turns", "statements", "dropped")
"""Datasets that a conversation leaves when it moves to another night, besides the signals found in it."""
Row = dict[str, Any]
_REVISION = ("conversation_id", "updated_at", "turns", "started_at", "content_hash")


def ingest(workspace: Workspace, night: Night, taken: Intake) -> Receipt:
    """Stage the night's conversations, turns, statements, identities, drops and quarantine.

    Conversations published for this night before stay unless a newer delivery takes their place; one that another
    night of the history holds stays there or moves here, so that it counts once.
    """
    aside = Counter(other_night=taken.other_night, delivered_again=taken.again)
    workspace.progress(0, 0, "what was read written")
    ordered, moved = _against_published(workspace, night, taken.delivered, aside)
    ordered.sort(key=lambda one: one.conversation.content_hash)
    files_written = (*_write(workspace, night, ordered, taken.rejected), *_without_moved(workspace, moved))
    notes = Counter({"conversations": len(ordered), "unknown_fields": taken.unknown_fields, "input_files": taken.files})
    for one in ordered:
        notes["turns"] += len(one.conversation.turns)
        notes["statements"] += len(one.statements)
        notes["conversations_without_statement"] += not one.statements
        notes.update({f"hidden:{kind}": count for kind, count in one.hidden})
        notes.update(Counter(f"dropped:{drop.reason}" for drop in one.dropped))
    return Receipt(
        stage="ingest",
        night=night.date,
        unit="records",
        read=taken.records,
        kept=sum(one.records for one in ordered),
        set_aside=tuple(sorted((reason, count) for reason, count in aside.items() if count)),
        rejected=tuple(sorted(_by_reason(taken.rejected).items())),
        files=files_written,
        notes=tuple(sorted((name, count) for name, count in notes.items() if count)),
    )


def _against_published(
    workspace: Workspace, night: Night, delivered: Sequence[Delivered], aside: Counter[str]
) -> tuple[list[Delivered], dict[date, list[str]]]:
    """The deliveries that no published version outranks, and those that take a conversation from another night.

    The others are counted in `aside`. The second is by night, the ids sorted.
    """
    view = workspace.view()
    since = night.window(workspace.settings.discovery.history_nights)[0]
    nights = [day for day in view.nights("conversations") if day >= since]
    table = view.table("conversations", nights, [*_REVISION, "redactor"])
    ids = pa.array([one.conversation.conversation_id for one in delivered], pa.string())
    published: dict[str, list[tuple[date, Revision, str]]] = defaultdict(list)
    for row in rows_of(table.filter(pc.is_in(table["conversation_id"], value_set=ids))):
        ident, *of = (row[name] for name in _REVISION)
        published[ident].append((row["night"], revision(*of), row["redactor"]))
    kept = []
    moved: dict[date, list[str]] = defaultdict(list)
    for one in delivered:
        ident = one.conversation.conversation_id
        others = [(day, rev) for day, rev, _ in published[ident] if day != night.date]
        # What another redactor wrote is written anew by any delivery.
        here = [rev for day, rev, by in published[ident] if day == night.date and by == redaction.FINGERPRINT]
        if any(rev > one.revision for _, rev in others):
            aside["published_on_another_night"] += one.records
        elif any(rev > one.revision for rev in here):
            aside["older_than_published"] += one.records
        else:
            kept.append(one)
            for day, _ in others:
                moved[day].append(ident)
    return kept, {day: sorted(moved[day]) for day in sorted(moved)}


def _without_moved(workspace: Workspace, moved: Mapping[date, Sequence[str]]) -> list[LakeFile]:
    """Other nights' datasets without the conversations that are tonight's now."""
    view = workspace.view()
    files = []
    for day, idents in moved.items():
        for name in OF_A_CONVERSATION:
            table = view.table(name, [day]).drop_columns(["night"])
            files.append(workspace.lake.write(name, day, _without(table, pa.array(idents, pa.string()))))
    return files


def _by_reason(rejected: Iterable[Rejected]) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for record in rejected:
        reasons[record.reason] += record.records
    return reasons


def _write(
    workspace: Workspace, night: Night, kept: Sequence[Delivered], rejected: Sequence[Rejected]
) -> tuple[LakeFile, ...]:
    """Write the night's datasets; those of an earlier publication of this night are carried over where not replaced."""
    tables = {name: _table(name, of(kept)) for name, of in ROWS.items()}
    tables = _with_published(workspace, night, tables)
    staged = [workspace.lake.write(name, night.date, table) for name, table in tables.items()]
    staged.append(workspace.lake.write("identities", night.date, _identities(workspace, night, kept)))
    staged.append(workspace.lake.write("quarantine", night.date, _quarantine(workspace, night, rejected)))
    return tuple(staged)


def _table(name: str, rows: Iterator[Row]) -> pa.Table:
    """A dataset's table of rows, of which no more than BATCH are held beside it."""
    parts = iter(lambda: list(islice(rows, BATCH)), [])
    schema = SCHEMAS[name]
    return pa.concat_tables([schema.empty_table(), *(pa.Table.from_pylist(part, schema) for part in parts)])


def _with_published(workspace: Workspace, night: Night, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with the conversations published for this night before that no delivery replaces."""
    view = workspace.view()
    replaced = tables["conversations"]["conversation_id"]
    merged = {}
    for name, table in tables.items():
        before_rows = view.table(name, [night.date]).drop_columns(["night"])
        merged[name] = pa.concat_tables([_without(before_rows, replaced), table])
    every = merged["conversations"].select(["conversation_id", "content_hash"])
    for name, found in merged.items():
        then = [column for column in ("turn", "start") if column in SCHEMAS[name].names]
        place = pc.index_in(found["conversation_id"], value_set=every["conversation_id"])
        keyed = found.append_column("order", every["content_hash"].take(place))
        merged[name] = keyed.sort_by([(column, "ascending") for column in ("order", *then)]).drop_columns(["order"])
    return merged


def _without(table: pa.Table, conversations: pa.Array | pa.ChunkedArray) -> pa.Table:
    """The rows of all other conversations."""
    return table.filter(pc.invert(pc.is_in(table["conversation_id"], value_set=conversations)))


def _identities(workspace: Workspace, night: Night, kept: Sequence[Delivered]) -> pa.Table:
    old = workspace.view().table("identities", [night.date]).drop_columns(["night"]).to_pylist()
    known = {(row["kind"], row["keyed"], row["source"], row["source_id"]) for row in old}
    known.update(identity for one in kept for identity in one.identities)
    names = SCHEMAS["identities"].names
    rows = [dict(zip(names, identity, strict=True)) for identity in sorted(known, key=lambda one: (one[0], *one[2:]))]
    return pa.Table.from_pylist(rows, SCHEMAS["identities"])


def _quarantine(workspace: Workspace, night: Night, rejected: Sequence[Rejected]) -> pa.Table:
    """Pointers to this run's rejects and to those of earlier deliveries of the night, each once."""
    names = SCHEMAS["quarantine"].names
    old = workspace.view().table("quarantine", [night.date]).drop_columns(["night"]).to_pylist()
    rows = {tuple(row[name] for name in names) for row in old}
    rows |= {
        (one.stage, one.reason, one.pointer.file_sha256, one.pointer.line, one.pointer.byte_offset, one.records)
        for one in rejected
    }
    ordered = sorted(rows, key=lambda row: (row[2], row[3], row[4], row[1]))
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in ordered], SCHEMAS["quarantine"])


def _conversations(kept: Sequence[Delivered]) -> Iterator[Row]:
    names = SCHEMAS["conversations"].names
    for one in kept:
        yield {name: getattr(one.conversation, name, None) for name in names} | {
            "turns": len(one.conversation.turns),
            "statements": len(one.statements),
            "redactor": redaction.FINGERPRINT,
        }


def _turns(kept: Sequence[Delivered]) -> Iterator[Row]:
    for one in kept:
        for turn in one.conversation.turns:
            yield {
                "conversation_id": one.conversation.conversation_id,
                "turn": turn.index,
                "speaker": turn.speaker,
                "text": turn.text,
                "at": turn.at,
            }


def _statements(kept: Sequence[Delivered]) -> Iterator[Row]:
    names = SCHEMAS["statements"].names
    for one in kept:
        for statement in one.statements:
            yield {name: getattr(statement, name) for name in names}


def _dropped(kept: Sequence[Delivered]) -> Iterator[Row]:
    for one in kept:
        for drop in one.dropped:
            yield {
                "conversation_id": one.conversation.conversation_id,
                "turn": drop.turn,
                "start": drop.start,
                "end": drop.end,
                "reason": drop.reason,
            }


ROWS: Mapping[str, Callable[[Sequence[Delivered]], Iterator[Row]]] = {
    "conversations": _conversations,
    "turns": _turns,
    "statements": _statements,
    "dropped": _dropped,
}
"""What is written of deliveries, by dataset."""
