"""Counts of signals per slice, of every night whose conversations or signals changed."""

from __future__ import annotations

import pyarrow as pa

from pipeline.measures import by_topic
from pipeline.model import LakeFile, Night, Receipt
from pipeline.schemas import SCHEMAS
from pipeline.stages.hearing import heard, pairs
from pipeline.stages.workspace import Workspace
from pipeline.view import View

COUNTED = ("conversations", "signals")
SLICES = ("channel", "queue", "team")
"""Where agents can be led to do otherwise."""


def behaviours(workspace: Workspace, view: View, night: Night, staged: tuple[Receipt, ...]) -> list[LakeFile]:
    """Stage the counts of tonight, of the nights that this run found other signals on, and of those that have none."""
    head = workspace.view()
    published = {file.sha256 for name in COUNTED for file in head.files(name)}
    changed = {
        file.night
        for receipt in staged
        for file in receipt.files
        if file.dataset in COUNTED and file.sha256 not in published
    }
    # A version that did not count them left nights without.
    without = set(view.nights("signals")) - set(view.nights("behaviours"))
    files = []
    for day in sorted((changed | without | {night.date}) & set(view.nights("signals"))):
        _, conversations = heard(view, day, pairs(view, "signals", [day], "name"), SLICES)
        counts = by_topic(conversations)
        table = pa.Table.from_pydict({"name": counts.pop("topic_id"), **counts}, SCHEMAS["behaviours"])
        files.append(workspace.lake.write("behaviours", day, table))
    return files
