"""Detect: the night's turns -> signals, with the words that show them, and each conversation's outcome and effort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from itertools import chain

import pyarrow as pa

from pipeline import signals
from pipeline.encoding import Vectors, space_of
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import LakeFile, Night, Receipt, Signal
from pipeline.outcome import Outcome, outcome
from pipeline.schemas import SCHEMAS
from pipeline.signals import Detector, Said, Shown
from pipeline.signals.heads import Heads, from_bytes, to_bytes
from pipeline.signals.training import fit, heads_for
from pipeline.stages.talk import conversations_of
from pipeline.stages.vectors import encode_sentences, has_sentences, sentences
from pipeline.stages.workspace import Progress, Workspace, silent
from pipeline.view import View, rows_of

HEADS = "heads"
"""The dataset of what was learned of signals that are not the shipped ones."""
CONVERSATIONS = 500
"""Between two reports of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    conversation_id: str
    signals: tuple[Signal, ...]
    outcome: Outcome


def detect(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the signals found in the night's turns, and what became of each conversation.

    The other nights that pages count from are gone through again where another detector did it: a changed definition
    never looks like a changed world. Where a version that embedded no sentences did it, that takes its time once. So
    are nights that a conversation has left for this one.
    """
    view = workspace.view(staged)
    detector, learned = _detector(workspace, night, view)
    files = list(learned)
    left = {file.night for receipt in staged for file in receipt.files if file.dataset == "turns"} - {night.date}
    others = set() if workspace.late else _of_others(view, night, detector.fingerprint)
    anew = sorted(left | others)
    for done, day in enumerate(anew):
        workspace.progress(done, len(anew), "nights looked through again")
        files += _embedded(workspace, view, day, detector)
        so_far = Receipt(stage="detect", night=night.date, unit="conversations", read=0, kept=0, files=tuple(files))
        found = _found(workspace, workspace.view((*staged, so_far)), day, detector)
        files += _written(workspace, day, found, detector.fingerprint)
    workspace.progress(0, 0, "sentences looked through")
    found = _found(workspace, view, night.date, detector, workspace.progress)
    files += _written(workspace, night.date, found, detector.fingerprint)
    kept = sum(bool(one.signals) for one in found)
    by_name = Counter(signal.name for one in found for signal in one.signals)
    return Receipt(
        stage="detect",
        night=night.date,
        unit="conversations",
        read=len(found),
        kept=kept,
        set_aside=(("no_signal", len(found) - kept),) if len(found) > kept else (),
        files=tuple(files),
        notes=tuple(sorted(by_name.items())),
        work=(("nights_anew", len(anew)),) if anew else (),
    )


def _of_others(view: View, night: Night, detector: str) -> set[date]:
    """The nights of the pages' window before this one whose signals another detector found."""
    days = [day for day in view.nights("conversations") if night.window(WINDOW_NIGHTS)[0] <= day < night.date]
    made = {row["night"]: row["detector"] for row in view.table("detectors", days).to_pylist()}
    return {day for day in days if made.get(day) != detector}


def _embedded(workspace: Workspace, view: View, day: date, detector: Detector) -> tuple[LakeFile, ...]:
    """The vectors of an earlier night's sentences, where the present encoder has not made them."""
    if detector.heads is None:
        return ()
    texts = {one.text_hash: one.text for talk in conversations_of(view, day) for one in talk.said}
    if has_sentences(view, day, workspace.sentence_encoder.fingerprint, texts):
        return ()
    return encode_sentences(workspace, day, texts, view)[1]


def _found(
    workspace: Workspace, view: View, night: date, detector: Detector, progress: Progress = silent
) -> list[_Found]:
    """What was found in each conversation of a night."""
    talks = conversations_of(view, night)
    shown = _shown(workspace, view, night, detector, {one.conversation_id: one.said for one in talks})
    reported = _reported(view, night)
    found = []
    for done, one in enumerate(talks):
        if done % CONVERSATIONS == 0:
            progress(done, len(talks), "conversations looked through")
        signs = detector.in_conversation(
            one.conversation_id, one.said, shown, reported=reported.get(one.conversation_id)
        )
        became = outcome(
            one.turns, signs, resolved=one.resolved, hold_seconds=one.hold_seconds, transfers=one.transfers
        )
        found.append(_Found(conversation_id=one.conversation_id, signals=signs, outcome=became))
    return found


def _written(workspace: Workspace, night: date, found: Sequence[_Found], detector: str) -> tuple[LakeFile, ...]:
    rows = [asdict(signal) for one in found for signal in one.signals]
    outcomes = [{"conversation_id": one.conversation_id, **asdict(one.outcome)} for one in found]
    return tuple(
        workspace.lake.write(name, night, pa.Table.from_pylist(table, SCHEMAS[name]))
        for name, table in (("signals", rows), ("outcomes", outcomes), ("detectors", [{"detector": detector}]))
    )


def _detector(workspace: Workspace, night: Night, view: View) -> tuple[Detector, tuple[LakeFile, ...]]:
    """The settings' signals, with heads where they are wanted; those that had to be learned are staged."""
    settings = workspace.settings.signals
    definitions = signals.definitions(settings.folder)
    if not settings.learned:
        return Detector(definitions=definitions, heads=None), ()
    encoder = space_of(workspace.sentence_encoder.fingerprint)  # heads read what a model makes, whatever runs it
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
        encoder = workspace.sentence_encoder
        vectors = sentences(view, night, encoder.fingerprint, [one.text_hash for one in once])
    return {(one.speaker, one.text_hash): signs for one, signs in zip(once, detector.signs(once, vectors), strict=True)}


def _reported(view: View, night: date) -> dict[str, int]:
    """The first turn in which each customer told of a problem or wish."""
    first: dict[str, int] = {}
    for row in rows_of(view.table("statements", [night], ["conversation_id", "turn"])):
        first[row["conversation_id"]] = min(first.get(row["conversation_id"], row["turn"]), row["turn"])
    return first
