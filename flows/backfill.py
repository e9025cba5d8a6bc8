"""Nights in date order as a Prefect flow, in one process, so that the model is loaded once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State

from flows import nights, trouble
from flows.home import open_home
from flows.night import Done
from flows.nightly import date_of, inputs, now, path_of, refused
from flows.progress import Pace
from flows.tasks import as_tasks, log_progress, log_receipt
from pipeline.errors import NoRecords, PainpointsError
from pipeline.model import Night


@flow(name="backfill", flow_run_name="backfill-{first}-{last}", persist_result=False)
def backfill(
    first: str,
    last: str,
    *,
    home: str = "painpoints-home",
    config: str | None = None,
    uris: list[str] | None = None,
    restate: bool = False,
) -> int | State[Any]:
    """Run the nights from `first` to `last` (YYYY-MM-DD); returns how many were run.

    Published nights are passed over, so a backfill that broke off goes on where it stopped; with `restate` they are
    decided anew, and so are the published nights after them. Ends as failed at the first night that is refused; those
    before it stay published.
    """
    try:
        opened = open_home(Path(home), path_of(config))
        plan = nights.plan(opened, date_of(first), date_of(last), restate=restate)
        get_run_logger().info("%s", plan.line() or f"{plan.asked} nights to run")
        pace = Pace()
        books = {night: row(night, "not run") for night in plan.nights}

        def ended(night: Night, done: Done | None) -> None:
            books[night] = row(night, "published" if done else "nothing in the input", done)

        try:
            done = nights.run_all(
                opened,
                plan.nights,
                inputs(opened, uris),
                now=now,
                restate=restate,
                progress=log_progress(pace),
                hears=log_receipt,
                ended=ended,
                performs=partial(as_tasks, pace=pace),
            )
        finally:
            for back in range(plan.asked):
                night = Night(date=date_of(last), zone=opened.settings.zone).plus(-back)
                books.setdefault(night, row(night, "published before"))
            table = [books[night] for night in sorted(books)]
            create_table_artifact(table, key="painpoints-backfill", description=plan.line() or f"{first} to {last}")
        if plan.nights and not done and not plan.published:
            raise NoRecords(f"the input holds no record from {first} to {last}: check `uris`, and the settings' zone")
    except PainpointsError as error:
        return refused(error)
    except OSError as error:
        return refused(trouble.told(error, Path(home)))
    return len(done)


def row(night: Night, state: str, done: Done | None = None) -> dict[str, Any]:
    """What became of a night, for the artifact."""
    return {
        "night": str(night),
        "state": state,
        "conversations": done.conversations if done else None,
        "seconds": round(sum(seconds for _, seconds in done.seconds), 1) if done else None,
    }
