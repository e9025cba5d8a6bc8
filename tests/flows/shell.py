"""The command line as a test calls it: no process, no model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import homes
from typer.testing import CliRunner, Result

from flows.cli import app

NIGHTS = tuple(homes.MONDAY + timedelta(days=days) for days in range(4))
"""Three nights with pains and one on which nobody called."""


def call(*words: object, stdin: str | None = None, env: dict[str, str] | None = None) -> Result:
    """Run `painpoints` with these words."""
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin, env=env)


def asked(*words: object) -> Any:
    """What `painpoints ... --json` prints."""
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def write_nights(folder: Path) -> str:
    """A file a night for the first three of NIGHTS, an empty one for the fourth; returns the URI with its {night}."""
    folder.mkdir(parents=True, exist_ok=True)
    for night in NIGHTS[:3]:
        write(folder / f"{night}.jsonl", homes.pains(night, "mail", "invoice", "site", each=15))
    write(folder / f"{NIGHTS[3]}.jsonl", [])
    return str(folder / "{night}.jsonl")


def write(path: Path, rows: Iterable[object] | Sequence[str]) -> Path:
    """Rows as JSONL; strings stay as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines))
    return path
