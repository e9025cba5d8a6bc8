"""Intake: files of any known format -> redacted conversations, by night.

Text is unredacted here and where it is redacted (`delivered`), in memory alone and some records at a time; nowhere
else. An input is read once for as many nights as memory holds. What a large one holds is redacted by several processes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from pipeline import sources
from pipeline.crew import MOST, crew_of
from pipeline.model import Night, RawTranscript, Rejected
from pipeline.stages.delivered import Delivered, Revision, delivered, revision
from pipeline.stages.workspace import Workspace

MOST_HELD = 1_000_000
"""Turns of several nights that are held at once, some 350 megabytes; of one night all are."""
ROUND = 4_000
"""Turns that are redacted together. More than these are worth the start of other processes, half a second each."""
LONG = 1_000
"""Characters: so many more of a turn count as a turn of their own, or a few attachments would fill the memory."""
READY = ("pipeline.stages.delivered",)
"""What other processes load while the first records are read."""

Same = tuple[str, str]
"""Source and conversation id: deliveries that share it are of one conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an input holds for one night."""

    delivered: tuple[Delivered, ...] = field(repr=False)
    """Of each conversation the newest delivery, where that is of this night; in the order of the first."""
    again: int
    """Records of the night's older deliveries, and what files said twice."""
    unknown_fields: int
    rejected: tuple[Rejected, ...]
    """Of the whole input: what cannot be read is of no night."""
    other_night: int
    """Records of other nights."""
    records: int
    """Of the whole input."""
    files: int
    turns: Mapping[date, int] = field(repr=False)
    """Of the whole input, by night."""


def intake(
    workspace: Workspace, nights: Sequence[Night], uris: Sequence[str], *, most: int = MOST_HELD
) -> dict[date, Intake]:
    """Read the input once: by date what it holds for the first of the nights, and for as many of the next as come to
    `most` turns. What is then found to be too much was redacted in vain: of an input that was read before, its `turns`
    say what to ask for. Raises InputError when an input cannot be read at all; a bad record never raises: it is counted
    and pointed at.
    """
    settings = workspace.settings
    workspace.progress(0, 0, "input looked for")
    files = sources.find(tuple(uris), settings.input.limits)
    workspace.progress(0, 0, "records")
    zone = nights[0].zone
    taken = {night.date: _Taken() for night in sorted(nights)}
    newest: defaultdict[Same, dict[date, Revision]] = defaultdict(dict)
    rejected: list[Rejected] = []
    read: Counter[date] = Counter()
    turns: Counter[date] = Counter()
    records = held = 0
    rounds = _rounds(sources.read(files, mapping=settings.input.mapping, limits=settings.input.limits))
    first = next(rounds, [])
    with crew_of(MOST if sum(map(_size, first)) >= ROUND else 1, READY) as by:
        for some in chain([first], rounds):
            ours: list[tuple[RawTranscript, date]] = []
            for record in some:
                records += record.records
                if isinstance(record, Rejected):
                    rejected.append(record)
                    continue
                day = Night.of(record.started_at, zone).date
                read[day] += record.records
                turns[day] += len(record.turns)
                this = revision(record.updated_at, len(record.turns), record.started_at)
                known = newest[_same(record)]
                known[day] = max(this, known.get(day, this))
                if day in taken:
                    ours.append((record, day))
                    held += len(record.turns)
            for (record, day), new in zip(ours, by.share(delivered, settings.key, ours), strict=True):
                taken[day].take(_same(record), record, new)
            while held > most and len(taken) > 1:
                held -= turns[taken.popitem()[0]]  # the last night: it is read when its turn comes
            workspace.progress(records, 0, "records")
    found = {}
    for day, one in taken.items():
        kept = tuple(
            this
            for same, this in one.kept.items()
            if not any(that > this.revision for there, that in newest[same].items() if there != day)
        )
        outdated = sum(this.records for this in one.kept.values()) - sum(this.records for this in kept)
        found[day] = Intake(
            delivered=kept,
            again=one.again + outdated,
            unknown_fields=one.unknown_fields,
            rejected=tuple(rejected),
            other_night=read.total() - read[day],
            records=records,
            files=len(files),
            turns=turns,
        )
    return found


def fitting(nights: Sequence[Night], turns: Mapping[date, int], most: int = MOST_HELD) -> list[Night]:
    """The first of the nights, in order, and as many of the next as come to `most` turns; all where none is counted."""
    held = 0
    found: list[Night] = []
    for night in sorted(nights):
        held += turns.get(night.date, 0)
        if found and held > most:
            break
        found.append(night)
    return found


def _rounds(records: Iterable[RawTranscript | Rejected]) -> Iterator[list[RawTranscript | Rejected]]:
    """The records in their order, as many at a time as come to ROUND turns."""
    some: list[RawTranscript | Rejected] = []
    left = ROUND
    for record in records:
        some.append(record)
        left -= _size(record)
        if left <= 0:
            yield some
            some, left = [], ROUND
    if some:
        yield some


def _size(record: RawTranscript | Rejected) -> int:
    """In turns; what is rejected counts as one."""
    return 1 if isinstance(record, Rejected) else sum(1 + len(turn.text) // LONG for turn in record.turns)


def _same(record: RawTranscript) -> Same:
    return record.source, record.conversation_id


class _Taken:
    """What was taken in for a night so far."""

    def __init__(self) -> None:
        self.kept: dict[Same, Delivered] = {}
        self.again = self.unknown_fields = 0

    def take(self, same: Same, record: RawTranscript, new: Delivered) -> None:
        """Take in a delivery."""
        self.unknown_fields += record.unknown_fields
        self.again += record.again
        old = self.kept.get(same)
        if old is None:
            self.kept[same] = new
            return
        self.kept[same], lost = (new, old) if new.revision > old.revision else (old, new)
        self.again += lost.records
