"""Detect: the night's turns -> signals, with the words that show them, and each conversation's outcome and effort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import signals
from pipeline.encoding import Vectors
from pipeline.model import LakeFile, Night, Receipt
from pipeline.outcome import outcome
from pipeline.schemas import SCHEMAS
from pipeline.signals import Detector, Said, Shown
from pipeline.signals.heads import Heads, from_bytes, to_bytes
from pipeline.signals.training import fit, heads_for
from pipeline.stages.talk import conversations_of
from pipeline.stages.vectors import sentences
from pipeline.stages.workspace import Workspace
from pipeline.view import View

HEADS = "heads"
"""The dataset of what was learned of signals that are not the shipped ones."""


def detect(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the signals found in the night's turns, and what became of each conversation."""
    view = workspace.view(staged)
    detector, learned = _detector(workspace, night, view)
    conversations = conversations_of(view, night.date)
    said = {one.conversation_id: one.said for one in conversations}
    shown = _shown(workspace, view, night.date, detector, said)
    reported = _reported(view, night.date)
    rows: list[dict[str, Any]] = []
    outcomes: list[dict[str, Any]] = []
    kept = 0
    for one in conversations:
        ident = one.conversation_id
        found = detector.in_conversation(ident, one.said, shown, reported=reported.get(ident))
        kept += bool(found)
        rows += map(asdict, found)
        became = outcome(
            one.turns, found, resolved=one.resolved, hold_seconds=one.hold_seconds, transfers=one.transfers
        )
        outcomes.append({"conversation_id": ident, **asdict(became)})
    by_name = Counter(row["name"] for row in rows)
    return Receipt(
        stage="detect",
        night=night.date,
        unit="conversations",
        read=len(said),
        kept=kept,
        set_aside=(("no_signal", len(said) - kept),) if len(said) > kept else (),
        files=(
            *learned,
            workspace.lake.write("signals", night.date, pa.Table.from_pylist(rows, SCHEMAS["signals"])),
            workspace.lake.write("outcomes", night.date, pa.Table.from_pylist(outcomes, SCHEMAS["outcomes"])),
        ),
        notes=tuple(sorted(by_name.items())),
    )


def _detector(workspace: Workspace, night: Night, view: View) -> tuple[Detector, tuple[LakeFile, ...]]:
    """The settings' signals, with heads where they are wanted; those that had to be learned are staged."""
    settings = workspace.settings.signals
    definitions = signals.definitions(Path(settings.folder) if settings.folder else None)
    if not settings.learned:
        return Detector(definitions=definitions, heads=None), ()
    encoder = workspace.sentence_encoder.fingerprint
    if fit(signals.shipped(), definitions, encoder):
        return Detector(definitions=definitions, heads=signals.shipped()), ()
    kept = [_heads(view, day) for day in reversed(view.nights(HEADS))]
    heads = next((one for one in kept if one is not None and fit(one, definitions, encoder)), None)
    if heads is not None:
        return Detector(definitions=definitions, heads=heads), ()
    heads = heads_for(definitions, encoder=encoder, encode=partial(_encode, workspace))
    # What was learned is read back as it is stored, so that the next night finds the same.
    data = to_bytes(heads)
    staged = workspace.lake.write_bytes(HEADS, night.date, data, "safetensors")
    return Detector(definitions=definitions, heads=from_bytes(data)), (staged,)


def _encode(workspace: Workspace, texts: Sequence[str]) -> Vectors:
    return workspace.encode(workspace.sentence_encoder, texts, "examples encoded")


def _heads(view: View, day: date) -> Heads | None:
    data = view.bytes_of(HEADS, day)
    return from_bytes(data) if data is not None else None


def _shown(
    workspace: Workspace, view: View, night: date, detector: Detector, said: dict[str, tuple[Said, ...]]
) -> Shown:
    """What each distinct sentence shows, by speaker and text hash."""
    once = signals.distinct(chain.from_iterable(said.values()))
    vectors = None
    if detector.heads is not None:
        vectors = sentences(view, night, workspace.sentence_encoder.fingerprint, [one.text_hash for one in once])
    return {(one.speaker, one.text_hash): signs for one, signs in zip(once, detector.signs(once, vectors), strict=True)}


def _reported(view: View, night: date) -> dict[str, int]:
    """The first turn in which each customer told of a problem or wish."""
    first: dict[str, int] = {}
    for row in view.table("statements", [night], ["conversation_id", "turn"]).to_pylist():
        first[row["conversation_id"]] = min(first.get(row["conversation_id"], row["turn"]), row["turn"])
    return first
