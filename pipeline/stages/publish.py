"""Publish: everything a run staged becomes visible at once, or nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pipeline.errors import InputError, NoRecords
from pipeline.model import Night, Receipt, Snapshot
from pipeline.sources.reasons import WHOLE_FILE
from pipeline.stages.workspace import Workspace

STAGES = ("ingest", "embed", "discover", "identify", "detect", "measure", "edition")


def audit(workspace: Workspace, ingest: Receipt, *, restate: bool = False) -> None:
    """Refuse a night whose input must not be shown; raises InputError saying what is wrong and what to do.

    A night that is decided anew may come without input: what was published of it is there.
    """
    broken = sorted(reason for reason, _ in ingest.rejected if reason in WHOLE_FILE)
    if broken and not workspace.settings.publish.accept_broken_files:
        raise InputError(
            f"part of the input could not be read at all ({', '.join(broken)}): nothing was published; `painpoints"
            " quarantine list` says which files: have them delivered again, or set publish.accept_broken_files"
        )
    rejected = sum(count for _, count in ingest.rejected)
    limit = workspace.settings.publish.max_rejected_share
    if ingest.read and rejected / ingest.read > limit:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(ingest.rejected, key=lambda one: -one[1]))
        raise InputError(
            f"{rejected} of {ingest.read} records were rejected ({reasons}), more than publish.max_rejected_share ="
            f" {limit:g} allows: nothing was published; `painpoints quarantine list` says where they are: mend the"
            " input or its mapping, or raise the limit"
        )
    here = [file for file in ingest.files if file.dataset == "conversations" and file.night == ingest.night]
    aside = dict(ingest.set_aside)
    of_tonight = ingest.kept + aside.get("older_than_published", 0)
    if not (of_tonight or (restate and sum(file.rows for file in here))):
        other_night = aside.get("other_night", 0) + aside.get("published_on_another_night", 0)
        raise NoRecords(
            f"the input holds no record of {ingest.night.isoformat()}"
            + (f" ({other_night} of other nights)" if other_night else "")
            + ": nothing was published; name another night or input"
        )


def unsteady(workspace: Workspace, staged: tuple[Receipt, ...]) -> str:
    """Why a night should not publish by itself, for whoever accepts it; empty where it may.

    A night that was published before was accepted before.
    """
    notes = dict(next(one for one in staged if one.stage == "identify").notes)
    limit = workspace.settings.publish.min_agreement
    night = staged[0].night
    if notes.get("agreement_permille", 1000) >= limit * 1000 or workspace.catalog.snapshot_of(night):
        return ""
    return (
        f"its topics agree with last night's by {notes['agreement_permille'] / 1000:.2f} (1: wholly, 0: by chance"
        f" alone), less than publish.min_agreement = {limit:g}"
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
    """Commit what was staged in one transaction over all datasets; raises RetryLater when another run published
    meanwhile."""
    done = tuple(receipt.stage for receipt in staged)
    if done != STAGES:
        raise ValueError(f"a night is published after {', '.join(STAGES)}; this run did {', '.join(done)}")
    settings = workspace.settings
    return workspace.catalog.publish(
        base=workspace.head,
        night=night.date,
        receipts=staged,
        settings_json=settings.kept,
        settings_sha256=settings.fingerprint,
        code_version=code_version,
        published_at=published_at,
        seconds=seconds,
    )
