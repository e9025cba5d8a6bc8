"""The tables of a file of decisions, read: TOML, or CSV as a spreadsheet leaves it."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from reports.printing.sheet import cell


def read_toml(file: Path, names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """The arrays of tables with these names; raises InputError for what is no TOML or has others."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: not TOML: {error}") from None
    for name, rows in found.items():
        if name not in names or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InputError(f"{file}: {name} is no table of {', '.join(f'[[{one}]]' for one in names)}")
    return {name: found[name] for name in names if name in found}


def read_csv(file: Path) -> dict[str, list[dict[str, Any]]]:
    """The topics' table; raises InputError for what is no CSV or has a heading twice."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            rows = list(reader)
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{file}: not CSV: {error}") from None
    headings = reader.fieldnames or ()
    if len(set(headings)) < len(headings):
        raise InputError(f"{file}: a heading stands there twice")
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise InputError(f"{file}: line {number} has not as many cells as the first")
    return {"topic": [_typed({key: _bare(value) for key, value in row.items()}) for row in rows]}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    truths = {"yes": True, "no": False, "true": True, "false": False}
    pinned = {"pinned": truths.get(row["pinned"].casefold(), row["pinned"])} if "pinned" in row else {}
    hidden = {"hidden": row["hidden"].split()} if "hidden" in row else {}
    return row | pinned | hidden


def _bare(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from computing it."""
    return text[1:] if text.startswith("'") and cell(text[1:]) == text and cell(text) != text else text
