"""The command `painpoints`: its commands, and errors turned into one line and an exit code, here and nowhere else."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated

import typer

from flows import stopping, trouble
from flows.commands import curating, delivering, reading, running, trying
from flows.commands.options import now
from flows.stopping import Stopping
from pipeline.errors import PainpointsError

SELDOM = (100_000, 50, 100)
"""When Python looks for cycles: a night makes millions of rows, none of them in any, and looking every 700 takes a
twentieth of it."""

app = typer.Typer(
    name="painpoints",
    help="Reads support calls and chats at night and says in the morning what hurts the customers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # else --help waits for rich
    context_settings={"help_option_names": ["-h", "--help"]},
)
topics = typer.Typer(help="The lasting topics.", no_args_is_help=True, rich_markup_mode=None)
alerts = typer.Typer(help="What stands out.", no_args_is_help=True, rich_markup_mode=None)
digest = typer.Typer(help="The e-mails of a night.", no_args_is_help=True, rich_markup_mode=None)
signals = typer.Typer(help="What people do in the conversation.", no_args_is_help=True, rich_markup_mode=None)
quarantine = typer.Typer(help="What was rejected.", no_args_is_help=True, rich_markup_mode=None)
evaluate = typer.Typer(help="How good the product is on your own data.", no_args_is_help=True, rich_markup_mode=None)


def one_line(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its errors as one line on stderr and their exit code; a bug keeps its traceback and exits 1."""

    @wraps(command)
    def _guarded(*args: object, **options: object) -> None:
        began = now()
        with Stopping() as stop:
            try:
                command(*args, **options)
            except BaseException as error:
                if stop.ends(error):
                    typer.echo(f"painpoints: {stopping.told(command.__name__, options, began)}", err=True)
                    raise typer.Exit(stop.exit_code) from None
                said = _said(error, options)
                if said is None:
                    raise
                typer.echo(f"painpoints: {said}", err=True)
                raise typer.Exit(said.exit_code) from None

    return _guarded


def _said(error: BaseException, options: Mapping[str, object]) -> PainpointsError | None:
    """What an error is told as; None: it is a bug, or no error at all."""
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):  # that: whoever read the output has gone
        home = options.get("home")
        return trouble.told(error, home if isinstance(home, Path) else None)
    return error if isinstance(error, PainpointsError) else None


for group, name, command in (
    (app, "demo", running.demo),
    (app, "nightly", running.nightly),
    (app, "backfill", running.backfill),
    (app, "publish", running.publish),
    (app, "render", running.render),
    (app, "export", reading.export),
    (app, "status", reading.status),
    (app, "doctor", reading.doctor),
    (topics, "list", reading.list_topics),
    (topics, "show", reading.show_topic),
    (topics, "history", reading.topic_history),
    (topics, "statements", reading.topic_statements),
    (topics, "rename", curating.rename),
    (topics, "describe", curating.describe),
    (topics, "merge", curating.merge),
    (topics, "split", curating.split),
    (topics, "move", curating.move),
    (topics, "pin", curating.pin),
    (topics, "hide", curating.hide),
    (topics, "owner", curating.owner),
    (topics, "status", curating.status),
    (topics, "priority", curating.priority),
    (topics, "ticket", curating.ticket),
    (topics, "mark", curating.mark),
    (topics, "link", curating.link),
    (topics, "unlink", curating.unlink),
    (topics, "undo", curating.undo),
    (topics, "export", curating.export_topics),
    (topics, "apply", curating.apply_topics),
    (alerts, "list", reading.list_alerts),
    (alerts, "ack", curating.acknowledge),
    (digest, "show", delivering.show),
    (digest, "send", delivering.send),
    (quarantine, "list", reading.list_quarantine),
    (app, "redact", trying.redact),
    (app, "detect", trying.detect),
    (signals, "list", trying.list_signals),
    (signals, "test", trying.test_signal),
    (evaluate, "clustering", trying.clustering),
    (evaluate, "alerts", trying.alerts),
):
    group.command(name)(one_line(command))
for name, group in (
    ("topics", topics),
    ("alerts", alerts),
    ("digest", digest),
    ("signals", signals),
    ("quarantine", quarantine),
    ("evaluate", evaluate),
):
    app.add_typer(group, name=name)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - only when asked

        typer.echo(version("painpoints"))
        raise typer.Exit


@app.callback()
def _program(
    show: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version and end.")
    ] = False,
) -> None:
    """Reads support calls and chats at night and says in the morning what hurts the customers."""


@evaluate.callback()
def _evaluate() -> None:
    """How good the product is on your own data."""


@quarantine.callback()
def _quarantine() -> None:
    """What was rejected, why, and where it lies."""


def main() -> None:
    """Run the command line and exit: 0 done, 2 wrong usage, 65 bad input, 75 try again later, 78 bad configuration."""
    gc.set_threshold(*SELDOM)
    # To look through all of them once more before the process ends takes half a second.
    atexit.register(gc.freeze)
    try:
        app()
    except SystemExit as ended:
        if ended.code in (stopping.INTERRUPTED, stopping.TERMINATED):
            stopping.deaf()
        raise
