"""What a run did: files, receipts, and the snapshot they became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.topics import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeFile:
    """One immutable file of the lake, named by the SHA-256 of its bytes."""

    dataset: str
    night: date
    sha256: str
    rows: int
    bytes: int
    suffix: str = "parquet"

    @property
    def name(self) -> str:
        """Where it lies, relative to the lake's root."""
        return f"{self.dataset}/night={self.night.isoformat()}/{self.sha256}.{self.suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a stage read, kept, set aside and rejected, and the files and ledger rows it staged.

    Raises ValueError when the books do not balance: read = kept + set aside + rejected.
    """

    stage: str
    night: date
    unit: str
    """What is counted: records, statements, texts, clusters ..."""
    read: int
    kept: int
    set_aside: tuple[tuple[str, int], ...] = ()
    """Left out by design (another night's, delivered again): (reason, count), sorted."""
    rejected: tuple[tuple[str, int], ...] = ()
    """Left out because something is wrong with it: (reason, count), sorted."""
    files: tuple[LakeFile, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    """Further counts worth showing, such as what redaction hid by kind."""
    work: tuple[tuple[str, int], ...] = ()
    """What this run had to do for it, such as texts encoded: less when run again, so no part of what is published."""

    def __post_init__(self) -> None:
        out = sum(count for _, count in self.set_aside) + sum(count for _, count in self.rejected)
        if self.read != self.kept + out:
            raise ValueError(f"{self.stage}: read {self.read} but kept {self.kept} and left out {out} {self.unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A night that a run made ready and did not publish: it waits for a person to accept it."""

    night: date
    base_sha256: str
    """Of the snapshot that it would follow; empty for the first."""
    why: str
    receipts: tuple[Receipt, ...]
    seconds: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One published state of all datasets; each knows its parent by hash."""

    number: int
    night: date
    """The night whose publication made it."""
    newest: date
    """The newest night it holds."""
    parent_sha256: str
    sha256: str
    published_at: datetime
    settings_sha256: str
