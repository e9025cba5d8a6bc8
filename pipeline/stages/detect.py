"""Detect: the night's turns -> signals, the named behaviours of agents and customers with the words that show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import groupby

import pyarrow as pa

from pipeline import signals
from pipeline.model import Night, Receipt, Turn
from pipeline.schemas import SCHEMAS
from pipeline.stages.workspace import Workspace


def detect(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the signals found in the night's turns."""
    definitions = signals.definitions()
    turns = workspace.view(staged).table("turns", [night.date]).drop_columns(["night"]).to_pylist()
    rows = []
    read = kept = 0
    for conversation_id, of_one in groupby(turns, key=lambda row: row["conversation_id"]):
        said = [Turn(index=row["turn"], speaker=row["speaker"], text=row["text"], at=row["at"]) for row in of_one]
        found = [asdict(signal) for signal in signals.detect(conversation_id, said, definitions)]
        rows += found
        read += 1
        kept += bool(found)
    by_name = Counter(row["name"] for row in rows)
    return Receipt(
        stage="detect",
        night=night.date,
        unit="conversations",
        read=read,
        kept=kept,
        set_aside=(("no_signal", read - kept),) if read > kept else (),
        files=(workspace.lake.write("signals", night.date, pa.Table.from_pylist(rows, SCHEMAS["signals"])),),
        notes=tuple(sorted(by_name.items())),
    )
