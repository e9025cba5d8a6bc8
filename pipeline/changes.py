"""What a run's staged files change in a snapshot, and the hash that chains one snapshot to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model import Decision, LakeFile

ACCUMULATING = frozenset({"vectors"})
"""Datasets whose files of one night add up; in every other dataset a (dataset, night) has one file at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The files a snapshot gains and loses against its parent, each sorted by name."""

    added: tuple[LakeFile, ...]
    removed: tuple[LakeFile, ...]


def changes(
    present: Iterable[LakeFile], staged: Iterable[LakeFile], replaced: Collection[tuple[str, date]] = ()
) -> Changes:
    """What staging `staged` over `present` adds and removes; a staged file that is present already changes nothing.

    `replaced` names the (dataset, night) pairs whose files go even where none takes their place.
    Raises ValueError when two different files are staged for one place that holds one: a bug.
    """
    before = {file.name: file for file in present}
    after = {file.name: file for file in staged}
    places = [(file.dataset, file.night) for file in after.values() if file.dataset not in ACCUMULATING]
    if len(places) != len(set(places)):
        dataset, night = min(place for place in places if places.count(place) > 1)
        raise ValueError(f"two different files are staged for {dataset} of {night}")
    emptied = {*places, *replaced}
    return Changes(
        added=tuple(after[name] for name in sorted(after.keys() - before.keys())),
        removed=tuple(
            before[name]
            for name in sorted(before.keys() - after.keys())
            if (before[name].dataset, before[name].night) in emptied
        ),
    )


def overlay(present: Iterable[LakeFile], change: Changes) -> tuple[LakeFile, ...]:
    """The files after the change, sorted by dataset, night and name."""
    gone = {file.name for file in change.removed}
    kept = [file for file in present if file.name not in gone]
    return tuple(sorted([*kept, *change.added], key=lambda file: (file.dataset, file.night, file.name)))


def snapshot_sha256(
    *, parent_sha256: str, night: date, settings_sha256: str, change: Changes, decisions: Sequence[Decision]
) -> str:
    """The snapshot's place in the hash chain: of what it says, never of when or how fast it was said."""
    content = [
        parent_sha256,
        night.isoformat(),
        settings_sha256,
        [[file.name, file.rows, file.bytes] for file in change.added],
        [file.name for file in change.removed],
        [decision.said() for decision in decisions],
    ]
    text = json.dumps(content, allow_nan=False, separators=(",", ":"), default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()
