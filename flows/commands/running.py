"""Commands that run nights: demo, nightly, backfill, and render for their pages."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    DEFAULT_HOME,
    AnEngine,
    Config,
    Engine,
    HomeFolder,
    Inputs,
    Json,
    a_date,
    inputs,
    now,
    opened,
)

if TYPE_CHECKING:
    from flows.delivery import Delivered
    from flows.home import Home
    from flows.night import Done
    from pipeline.model import Night

DEMO_HOME = Path("painpoints-demo")
DEMO_LAST = date(2026, 11, 20)


def demo(
    home: HomeFolder = DEMO_HOME,
    config: Config = None,
    nights: Annotated[int, typer.Option(min=1, max=366, help="How many nights.")] = 42,
    seed: Annotated[int, typer.Option(help="Another seed makes other conversations of the same plot.")] = 7,
    last: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The last night.")] = DEMO_LAST,
    json: Json = False,
) -> None:
    """Make up a company's nights, run them all and print the page to open.

    Run it again after an interruption and it goes on where it stopped.
    """
    from flows import demo as story
    from flows.progress import Watch
    from flows.terminal import as_json

    told = story.Told(seed=seed, last=last, nights=nights)
    with Watch(stages=False, quiet=json) as watch:
        found = story.run(home, config, told, now=now, watch=watch)
    if json:
        as_json(found.as_dict())
        return
    for line in found.lines():
        typer.echo(line)


def publish(
    night: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The night that waits.")],
    accept: Annotated[bool, typer.Option("--accept", help="Publish it as it was made ready.")] = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
) -> None:
    """Publish a night that was made ready and held back because its topics changed much; without --accept say why."""
    from time import sleep

    from flows.delivery import after_publication
    from flows.night import accept as publish_held
    from flows.nights import print_pages
    from flows.progress import Watch
    from pipeline.errors import UsageError
    from pipeline.model import Night

    place = opened(home, config)
    one = Night(date=night, zone=place.settings.zone)
    if not accept:
        held = next((held for held in place.catalog.held() if held.night == night), None)
        if held is None:
            raise UsageError(f"{night} does not wait to be published: `painpoints status` says which nights do")
        typer.echo(f"{night} waits: {held.why}; publish it with --accept")
        return
    with Watch(stages=False) as watch, place.locked():
        publish_held(place, one, published_at=now())
        watch.performs(one)("pages", lambda: print_pages(place, one, progress=watch.progress))
        delivered = after_publication(place, one, now=now, sleep=sleep)
    _warn(delivered)
    _show_page(place, one)


def nightly(
    night: Annotated[
        date | None,
        typer.Option(parser=a_date, metavar="DATE", help="The night.  [default: the last whole business day]"),
    ] = None,
    uris: Inputs = None,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    engine: AnEngine = Engine.LOCAL,
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish although the topics changed more than publish.min_agreement.")
    ] = False,
    no_deliver: Annotated[
        bool, typer.Option("--no-deliver", help="Send no e-mail and no alert: another run of this night follows.")
    ] = False,
    json: Json = False,
) -> None:
    """Run one night: read, redact, find topics, count, publish, print pages.

    A night that is published already is run again and changes only where its input did.
    """
    from pipeline.model import Night

    place = opened(home, config)
    read = inputs(place, uris)
    one = Night(date=night, zone=place.settings.zone) if night else Night.of(now(), place.settings.zone).plus(-1)
    if engine is Engine.PREFECT:
        from flows.nightly import nightly as flow

        flow(
            home=str(home),
            config=str(config) if config else None,
            night=str(one),
            uris=list(read),
            deliver=not no_deliver,
        )
        _show_page(place, one)
        return
    from time import sleep

    from flows.delivery import after_publication
    from flows.nights import print_pages, run_one
    from flows.progress import Watch
    from flows.terminal import as_json

    with Watch(stages=not json, quiet=json) as watch, place.locked():
        told, perform = watch.progress, watch.performs(one)
        done = run_one(place, one, read, now=now, accept=accept, progress=told, hears=watch.hears, perform=perform)
        perform("pages", lambda: print_pages(place, one, progress=told))
        bring = partial(after_publication, place, one, now=now, sleep=sleep)
        delivered = None if no_deliver else perform("deliver", bring)
    _warn(delivered)
    if json:
        as_json(_as_dict(place, one, done))
    else:
        _show_page(place, one)


def backfill(
    first: Annotated[date, typer.Option("--from", parser=a_date, metavar="DATE", help="The first night.")],
    last: Annotated[date, typer.Option("--to", parser=a_date, metavar="DATE", help="The last night.")],
    uris: Inputs = None,
    restate: Annotated[
        bool, typer.Option("--restate", help="Decide published nights anew too, up to the newest published one.")
    ] = False,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
    engine: AnEngine = Engine.LOCAL,
    json: Json = False,
) -> None:
    """Run nights in date order; nights that are published already are passed over.

    A night without any record in the input is said and passed over. A night that fails ends the backfill; run the same
    command again to go on from it.
    """
    from flows.nights import plan, run_all
    from flows.progress import Watch
    from flows.terminal import as_json
    from pipeline.errors import NoRecords

    place = opened(home, config)
    read = inputs(place, uris)
    todo = plan(place, first, last, restate=restate)
    with Watch(stages=False, quiet=json) as watch:
        if todo.line():
            watch.say(todo.line())
        if engine is Engine.PREFECT:
            from flows.backfill import backfill as flow

            flow(
                home=str(home),
                config=str(config) if config else None,
                first=str(first),
                last=str(last),
                uris=list(read),
                restate=restate,
            )
            return
        done = run_all(
            place,
            todo.nights,
            read,
            now=now,
            restate=restate,
            progress=watch.progress,
            hears=watch.hears,
            ended=watch.ended,
            performs=watch.performs,
        )
    if todo.nights and not done and not todo.published:
        raise NoRecords(
            f"the input holds no record from {first} to {last}: check --input, and the zone of the settings"
        )
    if json:
        as_json({"asked": todo.asked, "published_before": todo.published, "run": [one.snapshot.night for one in done]})
    else:
        typer.echo(place.reports / "index.html")


def render(
    night: Annotated[
        date | None, typer.Option(parser=a_date, metavar="DATE", help="The night.  [default: every published one]")
    ] = None,
    home: HomeFolder = DEFAULT_HOME,
    config: Config = None,
) -> None:
    """Print the pages again from what was published; no number changes."""
    from flows.night import lasting_pages, pages
    from flows.progress import Watch
    from pipeline.errors import UsageError
    from pipeline.model import Night

    place = opened(home, config)
    days = place.published()
    if not days:
        raise UsageError(f"nothing is published in {place.folder}: run `painpoints nightly` or `painpoints demo`")
    with Watch(stages=False) as watch:
        chosen = days if night is None else (night,)
        for done, day in enumerate(chosen):
            watch.progress(done, len(chosen), "nights printed")
            pages(place, Night(date=day, zone=place.settings.zone), topics=False)
        lasting_pages(place, progress=watch.progress)
    typer.echo(place.reports / "index.html")


def _warn(delivered: Delivered | None) -> None:
    for line in delivered.warnings() if delivered else ():
        typer.echo(f"painpoints: {line}", err=True)


def _show_page(home: Home, night: Night) -> None:
    typer.echo(home.reports / f"night={night}" / "product.html")


def _as_dict(home: Home, night: Night, done: Done) -> dict[str, object]:
    return {
        "night": night.date,
        "snapshot": done.snapshot.number,
        "sha256": done.snapshot.sha256,
        "page": str(home.reports / f"night={night}" / "product.html"),
        "seconds": dict(done.seconds),
        "stages": [
            {"stage": receipt.stage, "unit": receipt.unit, "read": receipt.read, "kept": receipt.kept}
            | {name: dict(getattr(receipt, name)) for name in ("set_aside", "rejected", "notes", "work")}
            for receipt in done.receipts
        ],
    }
