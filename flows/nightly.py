"""One night as a Prefect flow: the sentence of flows/night.py, each step a task, told in two artifacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Failed

from flows import delivery, nights, trouble
from flows import night as one_night
from flows.home import Home, open_home
from flows.night import Done
from flows.progress import Pace
from flows.tasks import as_tasks, log_progress, log_receipt
from pipeline.errors import PainpointsError, SettingsError, UsageError
from pipeline.model import Night, Snapshot
from pipeline.view import View
from reports.edition import Edition

TOP = 5
"""Topics that the artifact names."""


def night_of(given: str | None, *, scheduled: datetime, zone: str) -> Night:
    """The night a run is about: the given date, else the last whole business day before the run was to start.

    The clock is not asked: a late run, or a second one, is about the same night. Raises UsageError for what is no date.
    """
    if given is None:
        # Prefect's datetimes have dates of their own kind, which no JSON library knows.
        return Night.of(datetime.fromtimestamp(scheduled.timestamp(), UTC), zone).plus(-1)
    return Night(date=date_of(given), zone=zone)


def date_of(text: str) -> date:
    """A date written as YYYY-MM-DD and no other way; raises UsageError."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise UsageError("a night is a date that exists, written as YYYY-MM-DD: change the parameter")
    return found


def run_name() -> str:
    """`nightly-2026-11-20`: what kind of run it is, and about which night."""
    given = flow_run.parameters
    try:
        zone = open_home(Path(given["home"]), path_of(given["config"])).settings.zone
        return f"nightly-{night_of(given['night'], scheduled=flow_run.scheduled_start_time, zone=zone)}"
    except PainpointsError:
        return "nightly"  # the run itself fails with the reason


@flow(name="nightly", flow_run_name=run_name, persist_result=False)
def nightly(
    home: str = "painpoints-home",
    config: str | None = None,
    night: str | None = None,
    uris: list[str] | None = None,
    *,
    deliver: bool = True,
) -> Snapshot | State[Any]:
    """Run one night, publish it and render its pages.

    `night` is YYYY-MM-DD, by default the day before the run's scheduled start in the settings' zone; `uris` are by
    default the settings' input.uris; without `deliver` nothing is sent to anybody. Ends as failed, with one line that
    says what to do, where the night is refused.
    """
    try:
        opened = open_home(Path(home), path_of(config))
        meant = night_of(night, scheduled=flow_run.scheduled_start_time, zone=opened.settings.zone)
        pace = Pace()
        perform, progress = as_tasks(meant, pace), log_progress(pace)
        with opened.locked():
            done = nights.run_one(
                opened,
                meant,
                inputs(opened, uris),
                now=now,
                progress=progress,
                hears=log_receipt,
                perform=perform,
            )
            perform("pages", partial(nights.print_pages, opened, meant, progress=progress))
            if deliver:
                perform("deliver", partial(bring, opened, meant))
            tell(opened, meant, done)
    except PainpointsError as error:
        return refused(error)
    except OSError as error:
        return refused(trouble.told(error, Path(home)))
    return done.snapshot


def bring(home: Home, night: Night) -> None:
    """Send the night to those who are named; what does not arrive is a warning that names nobody."""
    done = delivery.after_publication(home, night, now=now, sleep=sleep)
    for kind, (_, missed) in done.counts().items():
        if missed:
            get_run_logger().warning("%s: %d not delivered: see `painpoints status`", kind, missed)
    if done.trouble:
        get_run_logger().warning("delivery ended early: %s", done.trouble)


def now() -> datetime:
    """When something is published."""
    return datetime.now(UTC)


def refused(error: PainpointsError) -> State[Any]:
    """A failure without a traceback: the message says what to do, and whoever called the flow gets the error itself."""
    get_run_logger().error("%s", error)
    return Failed(message=str(error), data=error.with_traceback(None))


def path_of(config: str | None) -> Path | None:
    """The settings file, where one is named."""
    return Path(config) if config else None


def inputs(home: Home, uris: Sequence[str] | None) -> tuple[str, ...]:
    """The URIs to read: the given ones, else the settings'; raises SettingsError where there are none."""
    found = tuple(uris or home.settings.input.uris)
    if not found:
        raise SettingsError("no input is named: give the run `uris`, or set input.uris in the settings")
    return found


def tell(home: Home, night: Night, done: Done) -> None:
    """Leave the night's headline with links to its pages, and its books, as artifacts of the run."""
    told = one_night.edition_of(View(home.lake, home.catalog, done.snapshot), night)
    if told is not None:
        folder = home.reports / f"night={night}"
        create_markdown_artifact(headline(told, folder), key="painpoints-night", description=told.date_words)
    create_table_artifact(receipts(done), key="painpoints-receipts", description=f"The books of {night}")


def headline(told: Edition, folder: Path) -> str:
    """An edition in a few lines of Markdown: what happened, how much was read, what hurts most, where to read on."""
    top = "\n".join(
        f"| {row.rank} | {row.topic.name.replace('|', ' ')} | {row.conversations} | {row.customers_text} |"
        for row in told.product.ranked[:TOP]
    )
    table = f"| | Topic | Conversations | Customers |\n|---|---|---|---|\n{top}" if top else "No topic is ranked yet."
    links = " · ".join(
        f"[{title}]({(folder / page).as_uri()})"
        for title, page in (("Product", "product.html"), ("Marketing", "marketing.html"), ("This run", "run.html"))
    )
    above = (f"# {told.product.headline}", told.coverage, told.caution)
    parts = (*above, told.product.ranked_note, table, links, f"`{folder / 'product.html'}`")
    return "\n\n".join(part for part in parts if part)


def receipts(done: Done) -> list[dict[str, Any]]:
    """The books of a night's stages as rows: read = kept + set aside + rejected."""
    seconds = dict(done.seconds)
    return [
        {
            "stage": one.stage,
            "unit": one.unit,
            "read": one.read,
            "kept": one.kept,
            "set aside": sum(count for _, count in one.set_aside),
            "rejected": sum(count for _, count in one.rejected),
            "seconds": seconds[one.stage],
        }
        for one in done.receipts
    ]
