"""Commands that run the product's own code on anyone's data: redact, detect, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import DEFAULT_HOME, Config, HomeFolder, Json, opened


def redact() -> None:
    """Hide personal data: JSONL on stdin, {"text"} or {"turns": [...]}, and the same on stdout with "hidden"."""
    from flows.lines import redacted, through

    raise typer.Exit(through(redacted()))


def detect(config: Config = None) -> None:
    """Find named behaviours: JSONL on stdin, {"speaker", "text"}, and {"signals": [...]} on stdout."""
    from flows.lines import detected, through
    from pipeline import settings

    raise typer.Exit(through(detected(settings.load(config))))


def list_signals(config: Config = None, home: HomeFolder = DEFAULT_HOME, json: Json = False) -> None:
    """List the signals that are looked for, with what they mean and how many lines they are learned from."""
    from flows.signal_trial import kinds
    from flows.terminal import as_json, table

    found = kinds(opened(home, config).settings.signals.folder)
    if json:
        as_json(found)
        return
    table(
        ("name", "speaker", "group", "examples", "counter", "patterns", "definition"),
        [
            (
                f"{one.name} (own)" if one.own else one.name, one.speaker, one.group, one.examples,
                one.counterexamples, one.patterns, one.definition,
            )
            for one in found
        ],
    )  # fmt: skip


def test_signal(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A signal's definition (TOML).")],
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """Try a signal: precision and recall on its own lines, held back, and what it just misses on the last night."""
    from flows.signal_trial import tried
    from flows.terminal import as_json

    found = tried(file, opened(home, config))
    if json:
        as_json(found)
        return
    typer.echo(f"{found.name}: tried on its own lines, each by what did not learn from it")
    for label, share, interval, base in (
        ("precision", found.precision, found.precision_interval, found.found + found.wrongly_found),
        ("recall", found.recall, found.recall_interval, found.examples),
    ):
        if share is None or interval is None:
            typer.echo(f"  {label:<10} none: nothing was found")
        else:
            typer.echo(f"  {label:<10} {share:.2f}  ({interval[0]:.2f} to {interval[1]:.2f}) of {base}")
    typer.echo(f"  {found.wrongly_found} of {found.counterexamples} counter-examples were found as well")
    if not found.night:
        typer.echo("  no night lies in the home whose sentences could be looked through")
        return
    typer.echo(f"nearest misses on {found.night} (probability, sentence):")
    for probability, text in found.misses:
        typer.echo(f"  {probability:.2f}  {text}")


def clustering(
    file: Annotated[Path, typer.Argument(metavar="FILE", help='JSONL of {"text", "label"?}.')],
    out: Annotated[Path, typer.Option("--out", metavar="F", help='Gets JSONL of {"topic", "name", "texts"}.')],
    config: Config = None,
    json: Json = False,
) -> None:
    """Group texts as the nightly run does, and score the groups where labels are given."""
    from flows.evaluate import clustering as group
    from flows.progress import Watch
    from flows.terminal import as_json
    from pipeline import settings

    with Watch(stages=False, quiet=json) as watch:
        scores = group(file, out, settings.load(config), progress=watch.progress)
    if json:
        as_json(scores)
        return
    for name, value in scores.items():
        typer.echo(f"{name:<16} {value}")


def alerts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV of night,series,count,exposure.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="F", help="Gets CSV of night,series,observed,expected,low,high,p,alert.")
    ],
    json: Json = False,
) -> None:
    """Watch counts as the nightly run watches topics: what was to be expected each night, and where they stand out."""
    from flows.alert_trial import alerts as watched
    from flows.terminal import as_json

    found = watched(file, out)
    if json:
        as_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{name:<16} {value}")
