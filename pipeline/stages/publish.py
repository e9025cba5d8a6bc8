"""Publish: everything a run staged becomes visible at once, or nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pipeline.errors import InputError, NoRecords
from pipeline.model import Night, Receipt, Snapshot
from pipeline.stages.workspace import Workspace

STAGES = ("ingest", "embed", "discover", "identify", "detect", "measure", "edition")


def audit(workspace: Workspace, staged: tuple[Receipt, ...]) -> None:
    """Refuse a night that must not be shown; raises InputError saying what is wrong and what to do."""
    done = tuple(receipt.stage for receipt in staged)
    if done != STAGES:
        raise ValueError(f"a night is published after {', '.join(STAGES)}; this run did {', '.join(done)}")
    ingest = staged[0]
    other_night = dict(ingest.set_aside).get("other_night", 0)
    rejected = sum(count for _, count in ingest.rejected)
    judged = ingest.read - other_night
    limit = workspace.settings.publish.max_rejected_share
    if judged and rejected / judged > limit:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(ingest.rejected, key=lambda one: -one[1]))
        raise InputError(
            f"{rejected} of {judged} records were rejected ({reasons}), more than publish.max_rejected_share ="
            f" {limit:g} allows: nothing was published; mend the input or its mapping, or raise the limit"
        )
    if not judged:
        raise NoRecords(
            f"the input holds no record of {ingest.night.isoformat()}"
            + (f" ({other_night} of other nights)" if other_night else "")
            + ": nothing was published; name another night or input"
        )


def publish(
    workspace: Workspace,
    night: Night,
    staged: tuple[Receipt, ...],
    *,
    published_at: datetime,
    seconds: Mapping[str, float],
    code_version: str,
) -> Snapshot:
    """Audit what was staged and commit it in one transaction over all datasets.

    Raises InputError when the audit refuses the night, RetryLater when another run published meanwhile.
    """
    audit(workspace, staged)
    settings = workspace.settings
    return workspace.catalog.publish(
        base=workspace.head,
        night=night.date,
        receipts=staged,
        settings_json=settings.model_dump_json(exclude={"key"}),
        settings_sha256=settings.fingerprint,
        code_version=code_version,
        published_at=published_at,
        seconds=seconds,
    )
