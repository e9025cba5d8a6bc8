"""A night's log: one JSON object a line, with counts and times and never a word of a conversation."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson

from pipeline.model import Receipt

REFUSED = ".refused.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An attempt at a night that was not published."""

    night: date
    at: str
    """ISO 8601, UTC."""
    why: str


def stage_ended(folder: Path, receipt: Receipt, seconds: float) -> None:
    """Log a stage's books."""
    books = {name: dict(getattr(receipt, name)) for name in ("set_aside", "rejected", "notes", "work")}
    counts = {"unit": receipt.unit, "read": receipt.read, "kept": receipt.kept, **books}
    _append(folder, receipt.night, {"stage": receipt.stage, "seconds": seconds, **counts})


def published(folder: Path, night: date, *, snapshot: int, sha256: str) -> None:
    """Log which snapshot a night became."""
    _append(folder, night, {"published": snapshot, "sha256": sha256})


def failed(folder: Path, night: date, error: BaseException) -> None:
    """Log why a night was not published; the message of an error of ours, of any other only its kind."""
    message = str(error) if hasattr(error, "exit_code") else ""
    if isinstance(error, KeyboardInterrupt):
        message = "it was stopped"
    _append(folder, night, {"failed": type(error).__name__, "message": message})


def delivered(folder: Path, night: date, counts: Mapping[str, tuple[int, int]]) -> None:
    """Log of each edition, and of alerts, to how many it came and to how many it did not; never to whom."""
    for what, (arrived, missed) in counts.items():
        _append(folder, night, {"delivered": what, "arrived": arrived, "missed": missed})


def refused(folder: Path, night: date, pointers: Sequence[Mapping[str, object]]) -> None:
    """Keep where the records lie for which a night was refused: no snapshot does; none takes an older list away."""
    path = folder / f"{night.isoformat()}{REFUSED}"
    if not pointers:
        path.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_bytes(b"".join(orjson.dumps(pointer, option=orjson.OPT_APPEND_NEWLINE) for pointer in pointers))
    draft.replace(path)


def pointers_of_refused(folder: Path) -> Iterator[dict[str, Any]]:
    """The pointers that `refused` kept, by night."""
    for path in sorted(folder.glob(f"*{REFUSED}")):
        yield from _objects(path)


def last_failure(folder: Path) -> Failure | None:
    """The newest failed attempt at any night since the last one that was published, or None."""
    ends = [
        row for path in sorted(folder.glob("*.log")) for row in _objects(path) if "failed" in row or "published" in row
    ]
    last = max(ends, key=lambda row: str(row["at"]), default={})
    if "failed" not in last:
        return None
    return Failure(night=date.fromisoformat(last["night"]), at=last["at"], why=last["message"] or last["failed"])


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; a line that a crash cut short is passed over."""
    for line in path.read_bytes().splitlines():
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(row, dict):
            yield row


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = record.args if isinstance(record.args, dict) else {}
        return orjson.dumps({"at": at, "level": record.levelname.lower(), **said}).decode()


def _append(folder: Path, night: date, said: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(folder / f"{night.isoformat()}.log", encoding="utf-8")
    handler.setFormatter(_JsonLine())
    logger = logging.Logger("painpoints")
    logger.addHandler(handler)
    try:
        logger.log(logging.ERROR if "failed" in said else logging.INFO, "night %s", {"night": night, **said})
    finally:
        handler.close()
