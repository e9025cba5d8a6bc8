"""What stages hand to the catalog, for the tests of the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pyarrow as pa

from pipeline.catalog import Catalog
from pipeline.model import Decision, LakeFile, Receipt, Snapshot
from pipeline.schemas import SCHEMAS

NIGHT = date(2026, 11, 20)
NEXT = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def lake_file(content: str, dataset: str = "turns", night: date = NIGHT) -> LakeFile:
    """A file of the lake as a stage would stage it."""
    return LakeFile(dataset=dataset, night=night, sha256=content * 64, rows=3, bytes=99)


def receipt(*files: LakeFile, decisions: Sequence[Decision] = (), night: date = NIGHT) -> Receipt:
    """The receipt of a stage that rejected a record."""
    return Receipt(
        stage="ingest",
        night=night,
        unit="records",
        read=4,
        kept=2,
        set_aside=(("other_night", 1),),
        rejected=(("not_json", 1),),
        files=files,
        decisions=tuple(decisions),
        notes=(("hidden_phone", 7),),
    )


def decision(topic: str, score: float | None = None, night: date = NIGHT) -> Decision:
    """A ledger row."""
    return Decision(night=night, topic_id=topic, kind="new", actor="machine", reason="born", score=score)


def publish(
    catalog: Catalog,
    base: Snapshot | None,
    *receipts: Receipt,
    night: date = NIGHT,
    replaced: Sequence[tuple[str, date]] = (),
    at: datetime = NOW,
) -> Snapshot:
    """Publish with settings that do not matter here."""
    return catalog.publish(
        base=base,
        night=night,
        receipts=receipts,
        settings_json='{"zone": "UTC"}',
        settings_sha256="5" * 64,
        code_version="1.2.3",
        published_at=at,
        seconds={"ingest": 1.5, "embed": 0.25},
        replaced=replaced,
    )


def turns(*texts: str) -> pa.Table:
    """A table of turns of one conversation."""
    rows = [
        {"conversation_id": "c", "turn": turn, "speaker": "customer", "text": text, "at": turn * 1.5}
        for turn, text in enumerate(texts)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["turns"])
