"""Options that commands share, and how they are read."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.home import Home

DEFAULT_HOME = Path("painpoints-home")


class Engine(StrEnum):
    """What carries a run."""

    LOCAL = "local"
    PREFECT = "prefect"


def a_date(text: str | date) -> date:
    """A date written as YYYY-MM-DD and no other way; raises BadParameter."""
    if isinstance(text, date):
        return text
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise typer.BadParameter("a date is written as YYYY-MM-DD")
    return found


HomeFolder = Annotated[
    Path,
    typer.Option(
        "--home", envvar="PAINPOINTS_HOME", metavar="DIR", help="Folder with catalog, lake, reports and logs."
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings (TOML).  [default: painpoints.toml in the home, if any]"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--input",
        metavar="URI",
        help="File, folder, glob or s3:// URI, any number of times; {night} stands for the date."
        "  [default: input.uris of the settings]",
    ),
]
AnEngine = Annotated[Engine, typer.Option("--engine", help="Run here, or as a Prefect flow.")]


def opened(home: Path, config: Path | None) -> Home:
    """The home a command works on; raises SettingsError where its settings are wrong."""
    from flows.home import open_home

    return open_home(home, config)


def inputs(home: Home, given: list[str] | None) -> tuple[str, ...]:
    """The URIs to read: the given ones, else the settings'; raises UsageError where there are none."""
    from pipeline.errors import UsageError

    found = tuple(given or home.settings.input.uris)
    if not found:
        raise UsageError("nothing to read: name files with --input, or set input.uris in the file given with --config")
    return found


def now() -> datetime:
    """The present, aware: a clock is read here and nowhere below."""
    from datetime import UTC

    return datetime.now(UTC)
