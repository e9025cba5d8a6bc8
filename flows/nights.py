"""Nights in date order: which of them still have to be run, and running them one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flows import log, night
from flows.home import Home
from flows.night import Done, Hears, Performs, Reads, alone, plainly
from pipeline.errors import NoRecords, NoSuchInput, PainpointsError, UsageError
from pipeline.model import Night, Receipt, Snapshot
from pipeline.stages.intake import MOST_HELD, Intake, fitting, intake
from pipeline.stages.workspace import Progress, Workspace, silent

PLACE_OF_NIGHT = "{night}"
"""In a URI it stands for the night's date."""

PAGES = ("product.html", "marketing.html", "run.html", "edition.json")
"""What lies in the reports' folder of every published night."""

Ended = Callable[[Night, Done | None], None]
"""Is told each night as it ends; None: the input held nothing of it, so it was passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a backfill has before it."""

    nights: tuple[Night, ...]
    """To be run, in date order."""
    asked: int
    """How many nights there are from the first to the last."""
    published: int
    """How many of those were published before and stay as they are."""

    def line(self) -> str:
        """Where it begins, as a sentence; empty where it begins at the beginning."""
        if not self.published:
            return ""
        onward = f"next {self.nights[0]}" if self.nights else "nothing is left to run"
        return f"resuming: {self.published} of {self.asked} nights are published; {onward}"


def pending(home: Home, first: date, last: date, *, restate: bool = False) -> tuple[Night, ...]:
    """The nights from `first` to `last` that no run has published yet, in date order.

    With `restate` all of them, and then every published night after `last`: what those decided follows from these.
    Raises UsageError where `last` is before `first`.
    """
    return plan(home, first, last, restate=restate).nights


def plan(home: Home, first: date, last: date, *, restate: bool = False) -> Plan:
    """`pending`, with what it leaves out."""
    if last < first:
        raise UsageError(f"{last} is before {first}: name the earlier night first")
    asked = [first + timedelta(days=days) for days in range((last - first).days + 1)]
    done = home.published()
    todo = [*asked, *(day for day in done if day > last)] if restate else [day for day in asked if day not in done]
    return Plan(
        nights=tuple(Night(date=day, zone=home.settings.zone) for day in todo),
        asked=len(asked),
        published=0 if restate else len(asked) - len(todo),
    )


def run_one(
    home: Home,
    one: Night,
    uris: Sequence[str],
    *,
    now: Callable[[], datetime],
    restate: bool = False,
    restate_after: Snapshot | None = None,
    accept: bool = False,
    progress: Progress = silent,
    hears: Hears | None = None,
    perform: Performs = plainly,
    reads: Reads = alone,
) -> Done:
    """Run and publish a night and log it; the caller holds the home's lock and renders the pages.

    `{night}` in a URI is replaced by the night's date. Raises as `night.run`, and UsageError for a blank URI.
    """
    check_uris(uris)
    logs = home.folder / "logs"

    before = home.catalog.head()
    heard_of: list[Receipt] = []

    def heard(receipt: Receipt, seconds: float) -> None:
        heard_of.append(receipt)
        log.stage_ended(logs, receipt, seconds)
        if hears:
            hears(receipt, seconds)

    try:
        done = night.run(
            home,
            one,
            [uri.replace(PLACE_OF_NIGHT, str(one)) for uri in uris],
            published_at=now(),
            restate=restate,
            restate_after=restate_after,
            accept=accept,
            progress=progress,
            hears=heard,
            perform=perform,
            reads=reads,
        )
    except (Exception, KeyboardInterrupt) as error:
        head = home.catalog.head() if isinstance(error, KeyboardInterrupt) else None
        if head is not None and head != before and head.night == one.date:  # stopped once it was published
            log.refused(logs, one.date, ())
            log.published(logs, one.date, snapshot=head.number, sha256=head.sha256)
            raise
        log.failed(logs, one.date, error)
        log.refused(logs, one.date, _pointers(home, heard_of))
        raise
    log.refused(logs, one.date, ())
    log.published(logs, one.date, snapshot=done.snapshot.number, sha256=done.snapshot.sha256)
    return done


def ahead(nights: Sequence[Night], *, most: int = MOST_HELD) -> Reads:
    """A Reads for nights that are run in order and all read the same input: what is read for one of them is held for
    those after it, as far as that comes to `most` turns."""
    held: dict[date, Intake] = {}
    turns: dict[date, int] = {}

    def reads(workspace: Workspace, one: Night, uris: Sequence[str]) -> Intake:
        # A night is held until the next is asked for: a task that is tried again reads nothing again.
        for day in [day for day in held if day < one.date]:
            del held[day]
        if one.date not in held:
            held.clear()
            left = [night for night in nights if night >= one]
            held.update(intake(workspace, fitting(left, turns, most), uris, most=most))
            turns.update(held[one.date].turns)
        return held[one.date]

    return reads


def check_uris(uris: Sequence[str]) -> None:
    """Raise UsageError where one is blank: it would stand for the whole current folder."""
    if not all(uri.strip() for uri in uris):
        raise UsageError("an input is blank: name a file, folder, glob or s3:// URI with --input or in input.uris")


def _pointers(home: Home, receipts: Sequence[Receipt]) -> list[dict[str, Any]]:
    """Where the records lie that a run rejected before it failed."""
    staged = [file for receipt in receipts for file in receipt.files if file.dataset == "quarantine"]
    rows: list[dict[str, Any]] = home.lake.read("quarantine", staged).to_pylist()
    return rows


def run_all(
    home: Home,
    nights: Sequence[Night],
    uris: Sequence[str],
    *,
    now: Callable[[], datetime],
    restate: bool = False,
    progress: Progress = silent,
    hears: Hears | None = None,
    ended: Ended | None = None,
    performs: Callable[[Night], Performs] = lambda _night: plainly,
) -> tuple[Done, ...]:
    """Run nights in the order given, each with its pages, and the lasting pages once at the end; holds the home's lock.

    A night without any record in the input is passed over. The first night that fails ends it: the error is raised
    with the night and how to go on, and what was published before stays.
    """
    done: list[Done] = []
    check_uris(uris)
    reads = alone if any(PLACE_OF_NIGHT in uri for uri in uris) else ahead(nights)
    with home.locked():
        home.check()
        for one in nights:
            perform = performs(one)
            try:
                result = run_one(
                    home,
                    one,
                    uris,
                    now=now,
                    restate=restate,
                    restate_after=done[-1].snapshot if restate and done else None,
                    # Nobody sits beside it: it goes on, and the edition says that the topics changed.
                    accept=True,
                    progress=progress,
                    hears=hears,
                    perform=perform,
                    reads=reads,
                )
            except (NoRecords, NoSuchInput) as error:
                if isinstance(error, NoSuchInput) and not any(PLACE_OF_NIGHT in uri for uri in uris):
                    raise
                result = None
            except PainpointsError as error:
                complete_pages(home, progress=progress)
                raise type(error)(
                    f"{one}: {error}; the nights before it are published: run the same command again to go on"
                ) from None
            if result:
                perform("pages", partial(night.pages, home, one, topics=False, progress=progress))
                done.append(result)
            if ended:
                ended(one, result)
        complete_pages(home, progress=progress)
    return tuple(done)


def nights_without_pages(home: Home) -> tuple[date, ...]:
    """The published nights that lack a page of their own, ascending."""
    return tuple(
        day
        for day in home.published()
        if not all((home.reports / f"night={day.isoformat()}" / page).is_file() for page in PAGES)
    )


def print_pages(home: Home, one: Night, *, progress: Progress = silent) -> None:
    """Render the pages of a night that was just published, those that an interrupted run left out, the lasting ones."""
    night.pages(home, one, topics=False, progress=progress)
    complete_pages(home, progress=progress)


def complete_pages(home: Home, *, progress: Progress = silent) -> None:
    """Render the pages of published nights that an interrupted run left out, and the lasting pages."""
    for day in nights_without_pages(home):
        night.pages(home, Night(date=day, zone=home.settings.zone), topics=False, progress=progress)
    if home.published():
        night.lasting_pages(home, progress=progress)
