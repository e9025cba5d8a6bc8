"""Commands that run the product's own code on anyone's data: redact, detect, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Config, Json


def redact() -> None:
    """Hide personal data: JSONL on stdin, {"text"} or {"turns": [...]}, and the same on stdout with "hidden"."""
    from flows.lines import redacted, through

    raise typer.Exit(through(redacted()))


def detect() -> None:
    """Find named behaviours: JSONL on stdin, {"speaker", "text"}, and {"signals": [...]} on stdout."""
    from flows.lines import detected, through

    raise typer.Exit(through(detected()))


def clustering(
    file: Annotated[Path, typer.Argument(metavar="FILE", help='JSONL of {"text", "label"?}.')],
    out: Annotated[Path, typer.Option("--out", metavar="F", help='Gets JSONL of {"topic", "name", "texts"}.')],
    config: Config = None,
    json: Json = False,
) -> None:
    """Group texts as the nightly run does, and score the groups where labels are given."""
    from flows.evaluate import clustering as group
    from flows.terminal import Watch, as_json
    from pipeline import settings

    with Watch(stages=False) as watch:
        scores = group(file, out, settings.load(config), progress=watch.progress)
    if json:
        as_json(scores)
        return
    for name, value in scores.items():
        typer.echo(f"{name:<16} {value}")
