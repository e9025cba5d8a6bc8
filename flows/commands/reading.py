"""Commands that read a home: export, status, doctor, and lists of topics and of what was rejected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import DEFAULT_HOME, Config, HomeFolder, Json, a_date, opened


def export(
    night: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The night it is the state of.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder that gets the files.")],
    source_ids: Annotated[
        bool, typer.Option("--source-ids", help="Add the source's own ids, for those who may see them.")
    ] = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
) -> None:
    """Write what was published for a night, with its history, as CSV and Parquet."""
    from flows.export import export as write
    from pipeline.model import Night

    place = opened(home, config)
    for path in write(place, Night(date=night, zone=place.settings.zone), to, source_ids=source_ids):
        typer.echo(path)


def status(home: HomeFolder = DEFAULT_HOME, config: Config = None, json: Json = False) -> None:
    """Say what the home holds, how the run that published last went, and what failed since."""
    from flows.status import status as look
    from flows.terminal import as_json

    found = look(opened(home, config))
    if json:
        as_json(found)
        return
    if found.newest is None:
        typer.echo("nothing published yet; run `painpoints demo`, or `painpoints nightly --input FILE`")
        for line in found.failure_lines():
            typer.echo(line)
        return
    for line in found.lines():
        typer.echo(line)


def doctor(home: HomeFolder = DEFAULT_HOME, config: Config = None, json: Json = False) -> None:
    """Check settings, model, catalog, every stored file and the pages; exit 65 where something is damaged."""
    from flows.doctor import examine
    from flows.terminal import as_json, table

    found = examine(home, config)
    if json:
        as_json(found)
    else:
        table(("", "check", "finding"), [(one.verdict, one.check, one.finding) for one in found])
    if any(one.verdict == "damaged" for one in found):
        raise typer.Exit(65)


def list_topics(home: HomeFolder = DEFAULT_HOME, config: Config = None, json: Json = False) -> None:
    """List all topics, most heard first."""
    from flows.terminal import as_json, table
    from flows.topiclist import topics

    found = topics(opened(home, config))
    if json:
        as_json(found)
        return
    columns = ("id", "name", "state", "conversations", "customers", "born", "last seen")
    table(
        columns,
        [(one.id, one.name, one.state, one.conversations, one.customers, one.born, one.last_seen) for one in found],
    )


def show_topic(
    topic_id: Annotated[str, typer.Argument(metavar="ID", help="The topic's id, such as t00001.")],
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """Show what is known about a topic: counts, key terms, quotes, and what became of it."""
    from flows.listing import topic
    from flows.terminal import as_json

    found = topic(opened(home, config), topic_id)
    if json:
        as_json(found)
        return
    for line in found.lines():
        typer.echo(line)


def topic_history(
    topic_id: Annotated[str, typer.Argument(metavar="ID", help="The topic's id, such as t00001.")],
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """Tell a topic's life in sentences: what was decided, when, by whom and why; what people decided has a key."""
    from flows.listing import contradictions, history
    from flows.terminal import as_json

    place = opened(home, config)
    found = history(place, topic_id)
    if json:
        as_json(found)
        return
    for one in found:
        why = f" ({one.why})" if one.why else ""
        back = f" Since {one.taken_back}." if one.taken_back else ""
        key = f"  [{one.key[:8]}]" if one.key and not one.taken_back else ""
        typer.echo(f"{one.night}: {one.text}{why}{back}{key}")
    for other in contradictions(place, topic_id):
        said = "; ".join(f"{row.actor}: {row.kind} {row.other}".rstrip() for row in other.rows)
        typer.echo(f"people disagree, the last word counts: {said}")


def topic_statements(
    topic_id: Annotated[str, typer.Argument(metavar="ID", help="The topic's id, such as t00001.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the most typical first.")] = 50,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """List a topic's statements of the last 28 nights (redacted) with the ids that split, move and link take."""
    from flows.listing import statements
    from flows.terminal import as_json, table

    found = statements(opened(home, config), topic_id, limit)
    if json:
        as_json(found)
    else:
        table(("id", "night", "score", "text"), [(one.id, one.night, one.score, one.text) for one in found])


def list_quarantine(
    night: Annotated[
        date | None, typer.Option(parser=a_date, metavar="DATE", help="The night.  [default: all]")
    ] = None,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """List what was rejected: why, and where it lies in the input; never its text."""
    from flows.listing import REJECTED, quarantine
    from flows.terminal import as_json, table

    found = quarantine(opened(home, config), night)
    if json:
        as_json(found)
    else:
        table(REJECTED, [[row[name] for name in REJECTED] for row in found])


def list_alerts(
    every: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    json: Json = False,
) -> None:
    """List the alerts as of the newest night: what stands out, since when, and who has seen it."""
    from flows.alarm import entries
    from flows.terminal import as_json, table

    found = entries(opened(home, config), every=every)
    if json:
        as_json(found)
        return
    table(
        ("id", "about", "where", "lane", "opened", "closed", "at most", "expected", "customers", "seen by"),
        [
            (
                one.alert_id, one.about, one.place, one.lane, one.opened, one.closed or "", one.observed,
                "" if one.expected is None else one.expected, one.customers, one.seen_by,
            )
            for one in found
        ],
    )  # fmt: skip
