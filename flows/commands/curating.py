"""Commands by which people decide about topics: each is a row of the ledger with who, when and why."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_type_hints

import typer

from flows.commands.options import DEFAULT_HOME, Config, HomeFolder, Json, a_date, now, opened

if TYPE_CHECKING:
    from flows.curate import Curated
    from flows.home import Home
    from pipeline.curation import Edit
    from pipeline.model import DecisionKind

TopicId = Annotated[str, typer.Argument(metavar="ID", help="The topic's id, such as t00001.")]
By = Annotated[
    str, typer.Option("--by", envvar="PAINPOINTS_USER", metavar="WHO", help="Who decides.  [default: your user name]")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for whoever reads the topic's history.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change in the counts, and change nothing.")]
Off = Annotated[bool, typer.Option("--off", help="Take it back.")]
Statements = Annotated[
    list[str], typer.Option("--statement", metavar="ID", help="A statement's id or its beginning, any number of times.")
]
Subject = Annotated[str, typer.Argument(help="A topic, or a statement's id or its beginning.")]


def decides(edits_of: Callable[..., list[Edit]]) -> Callable[..., None]:
    """A command that decides the edits which `edits_of` makes of its arguments, with the options of all of them."""

    def _command(
        *,
        by: By = "",
        why: Why = "",
        dry_run: DryRun = False,
        home: HomeFolder = DEFAULT_HOME,
        config: Config = None,
        json: Json = False,
        **own: object,
    ) -> None:
        from flows import curate
        from flows.progress import Watch

        place = opened(home, config)
        with Watch(stages=False, quiet=json) as watch:
            edits, at = edits_of(**own), now()
            found = curate.edit(place, edits, by=_who(by), why=why, at=at, dry_run=dry_run, progress=watch.progress)
        _show(place, found, dry_run=dry_run, json=json)

    own = inspect.signature(edits_of).parameters.values()
    shared = [one for one in inspect.signature(_command).parameters.values() if one.kind is one.KEYWORD_ONLY]
    # Only this names Edit, which --help does not wait for.
    hints = get_type_hints(edits_of, localns={"Edit": object}, include_extras=True)
    hints |= get_type_hints(_command, localns={"Edit": object}, include_extras=True)
    taken = [one.replace(kind=one.KEYWORD_ONLY, annotation=hints[one.name]) for one in (*own, *shared)]
    _command.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    _command.__annotations__ = {one.name: one.annotation for one in taken}
    _command.__name__, _command.__doc__ = edits_of.__name__, edits_of.__doc__
    return _command


@decides
def rename(
    topic_id: TopicId, name: Annotated[str, typer.Argument(help="What it is called from now on.")]
) -> list[Edit]:
    """Give a topic another name; no night changes it again."""
    return [_edit("named", topic_id, name)]


@decides
def describe(
    topic_id: TopicId, text: Annotated[str, typer.Argument(help="One line; empty: the machine's again.")]
) -> list[Edit]:
    """Say in one line what a topic is about."""
    return [_edit("described", topic_id, text)]


@decides
def merge(
    topic_id: TopicId, into: Annotated[str, typer.Argument(help="The topic it is counted with from now on.")]
) -> list[Edit]:
    """Count a topic with another one; its old address leads there."""
    return [_edit("merged", topic_id, into)]


@decides
def split(
    topic_id: TopicId,
    statements: Statements,
    name: Annotated[str, typer.Option("--name", help="Of the new topic.  [default: found in its statements]")] = "",
) -> list[Edit]:
    """Open a new topic out of a topic, defined by statements that belong to it; three or more do best."""
    return [_edit("split", topic_id, name, texts=tuple(statements))]


@decides
def move(
    topic_id: Annotated[str, typer.Argument(metavar="TO", help="The topic that they belong to.")],
    statements: Statements,
    radius: Annotated[
        float | None,
        typer.Option("--radius", min=0.0, max=1.0, help="Take along what is at least so alike (cosine), say 0.8."),
    ] = None,
) -> list[Edit]:
    """Put statements into a topic, or with --radius all that is said almost like them."""
    return [_edit("moved", topic_id, one, score=radius) for one in statements]


@decides
def pin(topic_id: TopicId, off: Off = False) -> list[Edit]:
    """Keep the machine from merging a topic away or retiring it."""
    return [_edit("unpinned" if off else "pinned", topic_id)]


@decides
def hide(
    topic_id: TopicId,
    editions: Annotated[
        list[str] | None, typer.Option("--from", metavar="EDITION", help="product or marketing.  [default: both]")
    ] = None,
    off: Off = False,
) -> list[Edit]:
    """Leave a topic out of an edition's tables and sentences; it is counted, and has its page, all the same."""
    return [_edit("shown" if off else "hidden", topic_id, one) for one in editions or ("product", "marketing")]


@decides
def owner(topic_id: TopicId, who: Annotated[str, typer.Argument(help="Who sees to it; empty: nobody.")]) -> list[Edit]:
    """Say who sees to a topic."""
    return [_edit("owned", topic_id, who)]


@decides
def status(
    topic_id: TopicId,
    value: Annotated[str, typer.Argument(metavar="STATUS", help="open, acknowledged, fixed or wont_fix.")],
    on: Annotated[
        date | None, typer.Option("--on", parser=a_date, metavar="DATE", help="The day it was fixed on.")
    ] = None,
) -> list[Edit]:
    """Say where the work on a topic stands; of `fixed` the editions say whether the pain did fall."""
    return [_edit("status", topic_id, f"{value} {on.isoformat()}" if on else value)]


@decides
def priority(
    topic_id: TopicId,
    value: Annotated[str, typer.Argument(metavar="PRIORITY", help="high, normal, low, or empty.")],
) -> list[Edit]:
    """Say how urgent a topic is."""
    return [_edit("priority", topic_id, value)]


@decides
def ticket(
    topic_id: TopicId, reference: Annotated[str, typer.Argument(help="URL or number; empty: none.")]
) -> list[Edit]:
    """Link a topic to the ticket where the work on it is kept."""
    return [_edit("ticket", topic_id, reference)]


@decides
def mark(
    day: Annotated[date, typer.Argument(parser=a_date, metavar="DATE", help="When it happened.")],
    kind: Annotated[str, typer.Argument(help="release, campaign or other.")],
    text: Annotated[str, typer.Argument(help="What it was, in a few words.")],
    topic_id: Annotated[str, typer.Option("--topic", metavar="ID", help="Only on this topic.  [default: on all]")] = "",
) -> list[Edit]:
    """Mark a release, a campaign or another event on the trends."""
    return [_edit("marked", topic_id, f"{day.isoformat()} {kind} {text}")]


@decides
def link(one: Subject, two: Subject) -> list[Edit]:
    """Say that two topics, or two statements, belong together."""
    return [_edit("linked", one, two)]


@decides
def unlink(one: Subject, two: Subject) -> list[Edit]:
    """Say that two topics, or two statements, never belong together; takes back a merge of the machine."""
    return [_edit("unlinked", one, two)]


def undo(
    key: Annotated[str, typer.Argument(help="Of the decision, as `topics history` shows it.")],
    by: By = "",
    why: Why = "",
    dry_run: DryRun = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """Take back what a person decided, by another row: nothing is forgotten."""
    from flows import curate
    from flows.progress import Watch

    place = opened(home, config)
    with Watch(stages=False, quiet=json) as watch:
        found = curate.undo(place, key, by=_who(by), why=why, at=now(), dry_run=dry_run, progress=watch.progress)
    _show(place, found, dry_run=dry_run, json=json)


def acknowledge(
    alert_id: Annotated[str, typer.Argument(metavar="ID", help="The alert's id or its beginning.")],
    by: By = "",
    why: Why = "",
    dry_run: DryRun = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """Say that an alert was seen; it stays open until what it tells of is over."""
    from flows import alarm
    from flows.progress import Watch

    place, who = opened(home, config), _who(by)
    with Watch(stages=False, quiet=json) as watch:
        found = alarm.acknowledge(place, alert_id, by=who, why=why, at=now(), dry_run=dry_run, progress=watch.progress)
    _show(place, found, dry_run=dry_run, json=json)


def export_topics(
    file: Annotated[Path, typer.Argument(help="Gets the decisions: .toml, or .csv for a table.")],
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
) -> None:
    """Write what is decided about every topic to a file that can be changed, reviewed and applied."""
    from flows.decisions_file import write

    write(opened(home, config), file)
    typer.echo(file)


def apply_topics(
    file: Annotated[Path, typer.Argument(help="A changed export: .toml or .csv.")],
    yes: Annotated[bool, typer.Option("--yes", help="Decide it; without it the changes are only shown.")] = False,
    by: By = "",
    why: Why = "",
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """Show what a file of decisions changes, in the counts of the last 28 nights; with --yes decide it."""
    from flows import curate
    from flows.decisions_file import read
    from flows.progress import Watch

    place = opened(home, config)
    edits = read(place, file)
    with Watch(stages=False, quiet=json) as watch:
        found = curate.edit(place, edits, by=_who(by), why=why, at=now(), dry_run=not yes, progress=watch.progress)
    _show(place, found, dry_run=not yes, json=json)


def _edit(
    kind: DecisionKind, topic_id: str, other: str = "", *, score: float | None = None, texts: tuple[str, ...] = ()
) -> Edit:
    from pipeline.curation import Edit

    return Edit(kind=kind, topic_id=topic_id, other=other, score=score, texts=texts)


def _who(given: str) -> str:
    import getpass

    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise typer.BadParameter("your user name is unknown here: say who decides with --by") from None


def _show(place: Home, found: Curated, *, dry_run: bool, json: bool) -> None:
    from flows.curate import lines
    from flows.terminal import as_json

    if json:
        as_json(found)
        return
    for line in lines(found, dry_run=dry_run):
        typer.echo(line)
    if found.published:
        typer.echo(place.reports / f"night={found.night}" / "product.html")
