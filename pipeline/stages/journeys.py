"""Where the customers of each night's conversations stand in their journey, from their statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from pipeline import journey
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import LakeFile, Night, Receipt
from pipeline.schemas import SCHEMAS
from pipeline.stages.workspace import Workspace
from pipeline.view import View, rows_of

_READ = ("conversations", "statements")


def journeys(
    workspace: Workspace, view: View, night: Night, staged: Sequence[Receipt], changed: Sequence[date]
) -> tuple[LakeFile, ...]:
    """Stage each conversation's stage, null where none is clear, of every night that this run read or that lacks it.

    Looked at are the changed nights and, unless the run is of a late night, the pages' window: where other cues
    decided, or none did, today's decide anew, so that a new cue never looks like a changed world.
    """
    cues = journey.shipped()
    read = {file.night for receipt in staged for file in receipt.files if file.dataset in _READ}
    days = set(changed) | read
    if not workspace.late:
        days |= set(view.nights("conversations")) & set(night.window(WINDOW_NIGHTS))
    return tuple(
        workspace.lake.write("stages", day, _told(view, day, cues))
        for day in sorted(days)
        if day in read or _by(view, day) != {cues.fingerprint}
    )


def _by(view: View, day: date) -> set[str]:
    """The fingerprints of the cues that decided a night."""
    return set(view.table("stages", [day], ["cues"]).column("cues").to_pylist())


def _told(view: View, day: date, cues: journey.Cues) -> pa.Table:
    said: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows_of(view.table("statements", [day], ["conversation_id", "turn", "start", "text"])):
        said[row["conversation_id"]].append((row["turn"], row["start"], row["text"]))
    keys = view.table("conversations", [day], ["conversation_id"]).column("conversation_id").to_pylist()
    stages = [journey.stage([text for _, _, text in sorted(said[key])], cues) for key in keys]
    return pa.table([keys, stages, [cues.fingerprint] * len(keys)], schema=SCHEMAS["stages"])
