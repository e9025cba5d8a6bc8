"""Inputs and mappings that the tests of the sources share."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.mapping import Limits, Mapping
from pipeline.model import RawTranscript, Rejected
from pipeline.sources import find, read

LIMITS = Limits()
DAY = datetime(2026, 11, 20, tzinfo=UTC)


def mapping(**changes: Any) -> Mapping:
    """A CSV with an id, one cell of the customer's words and a common start, with some settings changed."""
    sound: dict[str, Any] = {
        "source": "desk",
        "format": "csv",
        "fields": {"conversation_id": "id"},
        "turns": {"columns": ["said"]},
        "start": {"at": "2026-11-20T00:00:00Z"},
    }
    return Mapping.model_validate({key: value for key, value in (sound | changes).items() if value is not ...})


def messages(**changes: Any) -> Mapping:
    """A CSV with one message a row."""
    message = {"text": "said", "speaker": "who", "at": "when"} | changes.pop("message", {})
    return mapping(**{"rows": "message", "turns": ..., "start": ..., "message": message} | changes)


def outcomes(
    data: bytes | list[bytes], by: Mapping | None = None, limits: Limits = LIMITS
) -> list[RawTranscript | Rejected]:
    """What comes of files of these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        parts = data if isinstance(data, list) else [data]
        for number, part in enumerate(parts):
            (Path(folder) / f"{number}.csv").write_bytes(part)
        return list(read(find((folder,), limits), mapping=by, limits=limits))


def kept(data: bytes | list[bytes], by: Mapping) -> list[RawTranscript]:
    """The transcripts of files of which nothing is rejected."""
    got = outcomes(data, by)
    assert all(isinstance(item, RawTranscript) for item in got), got
    return [item for item in got if isinstance(item, RawTranscript)]


def reasons(data: bytes, by: Mapping | None = None, limits: Limits = LIMITS) -> list[str]:
    """A slug for each rejection, `kept` for each transcript, in their order."""
    return [item.reason if isinstance(item, Rejected) else "kept" for item in outcomes(data, by, limits)]


def words(item: RawTranscript) -> list[tuple[str, str]]:
    """Who says what."""
    return [(turn.speaker, turn.text) for turn in item.turns]


def native(**changes: Any) -> dict[str, Any]:
    """A sound record with some keys changed; a key set to ... is taken out."""
    record: dict[str, Any] = {
        "conversation_id": "c-1",
        "started_at": "2026-11-20T10:00:00+01:00",
        "turns": [{"speaker": "customer", "text": "My mailbox is full."}],
    }
    return {key: value for key, value in (record | changes).items() if value is not ...}


NAUGHTY = [
    "",
    " ",
    "null",
    "NaN",
    "1/0",
    "0x10",
    "\x00",
    "\x7f\x1b[31m",
    "\u200b\ufeff\u2060",
    "\u202eright to left",
    "\U0001f469\u200d\U0001f4bb",
    "Z\u0351\u0343algo",
    "<script>alert(1)</script>",
    "'; DROP TABLE turns; --",
    "../../etc/hosts",
    "{{ 7*7 }}",
    "%s%n%x",
    "\uff10\uff11\uff12",
    "\u2028\u2029\u0085",
    '"quoted":',
    ':":',
    "\\",
    '\\\\":',
    "$(reboot)",
    "\U000e0001",
    "\uffff",
    "\u0660\u0661",
]
