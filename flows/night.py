"""One night as one sentence: ingest, embed, discover, identify, detect, measure, publish; then the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from time import perf_counter
from typing import Protocol, TypeVar

from flows.home import Home, versions
from pipeline import signals
from pipeline.errors import NightHeld, UsageError
from pipeline.model import Held, Night, Receipt, Snapshot
from pipeline.stages.detect import detect
from pipeline.stages.discover import discover
from pipeline.stages.embed import embed
from pipeline.stages.identify import identify
from pipeline.stages.ingest import ingest
from pipeline.stages.intake import Intake, intake
from pipeline.stages.measure import measure
from pipeline.stages.publish import STAGES, audit, unsteady
from pipeline.stages.publish import publish as commit
from pipeline.stages.workspace import Progress, Workspace, silent
from pipeline.view import View
from reports import edition as editions
from reports import render
from reports.delivery import feeds, mail
from reports.edition import Edition
from reports.pages import archive, evidence
from reports.printing import press

T = TypeVar("T")

STEPS = (*STAGES, "publish", "pages", "deliver")
"""The words of the sentence, in order."""
TOLD_EVERY = 100
"""Conversations between two reports of progress."""

Stage = Callable[[Workspace, Night, tuple[Receipt, ...]], Receipt]
Reads = Callable[[Workspace, Night, Sequence[str]], Intake]
"""Takes in what the input (URIs) holds for a night."""
Hears = Callable[[Receipt, float], None]
"""Is told each stage's receipt and seconds as it ends."""


class Performs(Protocol):
    """Does one step of a night; a scheduler adds its own name, retries and record to it."""

    def __call__(self, step: str, work: Callable[[], T], /) -> T:
        """Call `work` and return what it returns."""
        ...


def plainly(_step: str, work: Callable[[], T], /) -> T:
    """A Performs that adds nothing."""
    return work()


def alone(workspace: Workspace, night: Night, uris: Sequence[str]) -> Intake:
    """A Reads for one night, whatever else is run."""
    return intake(workspace, [night], uris)[night.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A night that was run: its snapshot and the books of its stages."""

    snapshot: Snapshot
    receipts: tuple[Receipt, ...]
    conversations: int
    """Published for the night, those of earlier runs included."""
    statements: int
    seconds: tuple[tuple[str, float], ...]


def run(
    home: Home,
    night: Night,
    uris: Sequence[str],
    *,
    published_at: datetime,
    restate_after: Snapshot | None = None,
    restate: bool = False,
    accept: bool = False,
    progress: Progress = silent,
    hears: Hears | None = None,
    perform: Performs = plainly,
    reads: Reads = alone,
) -> Done:
    """Run the night's stages and publish them; the caller holds the home's lock and renders the pages.

    Without `accept` a night whose topics changed too much is kept ready, and raises NightHeld. Raises InputError,
    RetryLater and SettingsError as the stages do; nothing is visible unless it returns.
    """
    workspace = home.workspace(night, restate_after=restate_after, restate=restate, progress=progress)
    staged: tuple[Receipt, ...] = ()
    seconds: dict[str, float] = {}

    def read(workspace: Workspace, night: Night, _staged: tuple[Receipt, ...]) -> Receipt:
        return ingest(workspace, night, reads(workspace, night, uris))

    sentence: tuple[Stage, ...] = (read, embed, discover, identify, detect, measure, edition)
    for name, stage in zip(STAGES, sentence, strict=True):
        began = perf_counter()
        receipt = perform(name, partial(stage, workspace, night, staged))
        seconds[name] = round(perf_counter() - began, 3)
        staged += (receipt,)
        if hears:
            hears(receipt, seconds[name])
        if name == "ingest":
            # Before anything is made of input that will not be published.
            audit(workspace, receipt, restate=restate)
    why = unsteady(workspace, staged)
    if why and not (accept or restate):
        head = workspace.head.sha256 if workspace.head else ""
        held = Held(night=night.date, base_sha256=head, why=why, receipts=staged, seconds=tuple(seconds.items()))
        home.catalog.hold(held)
        raise NightHeld(
            f"{night} is ready but not published: {why}; look at its input, then `painpoints publish --night {night}"
            " --accept`"
        )
    work = partial(publish, workspace, night, staged, published_at=published_at, seconds=seconds)
    snapshot = perform("publish", work)
    columns = ["slice", "conversations", "statements"]
    counted = View(home.lake, home.catalog, snapshot).table("coverage", [night.date], columns).to_pylist()
    whole = [row for row in counted if row["slice"] == "all"]
    return Done(
        snapshot=snapshot,
        receipts=staged,
        conversations=sum(row["conversations"] for row in whole),
        statements=sum(row["statements"] for row in whole),
        seconds=tuple(seconds.items()),
    )


def edition(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the night's edition, so that it is published with the numbers it tells."""
    view = workspace.view(staged)
    written = editions.build(
        view,
        night,
        settings=workspace.settings,
        signals=signals.definitions(workspace.settings.signals.folder),
        versions=versions(workspace.encoder) | _found_by(workspace, view, night),
        progress=lambda done, total: workspace.progress(done, total, "parts written"),
    )
    told: tuple[tuple[str, bytes], ...] = (
        ("editions", editions.to_json(written)),
        ("headlines", archive.to_json(archive.entry_of(written))),
    )
    files = tuple(workspace.lake.write_bytes(dataset, night.date, data, "json") for dataset, data in told)
    return Receipt(stage="edition", night=night.date, unit="editions", read=1, kept=1, files=files)


def _found_by(workspace: Workspace, view: View, night: Night) -> dict[str, str]:
    """What found the night's behaviours: the model of sentences, where there is one, and the detector."""
    detector = view.table("detectors", [night.date], ["detector"]).column("detector").to_pylist()
    made = {"behaviours": detector[0][:16]} if detector else {}
    learned = workspace.settings.signals.learned
    return made | ({"sentence-model": workspace.sentence_encoder.fingerprint} if learned else {})


def publish(
    workspace: Workspace,
    night: Night,
    staged: tuple[Receipt, ...],
    *,
    published_at: datetime,
    seconds: dict[str, float],
) -> Snapshot:
    """Publish what the stages staged, under this version of the code."""
    code_version = versions(workspace.encoder)["painpoints"]
    return commit(workspace, night, staged, published_at=published_at, seconds=seconds, code_version=code_version)


def accept(home: Home, night: Night, *, published_at: datetime) -> Snapshot:
    """Publish a night that waits for it, as it was made ready; the caller holds the home's lock and renders the pages.

    Raises UsageError where the night does not wait, or was made ready before something else was published.
    """
    held = next((one for one in home.catalog.held() if one.night == night.date), None)
    if held is None:
        raise UsageError(f"{night} does not wait to be published: `painpoints status` says which nights do")
    workspace = home.workspace(night)
    if held.base_sha256 != (workspace.head.sha256 if workspace.head else ""):
        raise UsageError(
            f"something was published since {night} was made ready: run `painpoints nightly --night {night} --accept`"
        )
    return publish(workspace, night, held.receipts, published_at=published_at, seconds=dict(held.seconds))


def pages(home: Home, night: Night, *, topics: bool = True, progress: Progress = silent) -> None:
    """Render a published night's pages from its snapshot; with `topics` the lasting pages as well.

    Raises UsageError when the night was never published.
    """
    snapshot = home.catalog.snapshot_of(night.date)
    view = View(home.lake, home.catalog, snapshot)
    told = edition_of(view, night)
    if snapshot is None or told is None:
        raise UsageError(f"{night} was never published in {home.folder}: run `painpoints nightly --night {night}`")
    by = press.press_of(home.settings.reports).speaking(told.language)
    progress(0, 0, "the night's pages printed")
    render.render(told, home.reports, by=by, seconds=home.catalog.timings(snapshot), snapshot_sha256=snapshot.sha256)
    # Of the head, like the topics' pages: a conversation has one page, whichever night's edition quotes it.
    head = View(home.lake, home.catalog, home.catalog.head())
    quoted = evidence.build(by.say, head, told) if by.evidence else ()
    render.render_evidence(
        _counted(quoted, progress, "quoted conversations printed"), home.reports, company=told.company, by=by
    )
    press.put(home.reports, mail.letters(told, by=by, url=home.settings.reports.url, zone=night.zone))
    if topics:
        lasting_pages(home, progress=progress)


def lasting_pages(home: Home, *, progress: Progress = silent) -> None:
    """Render what outlives a night, from the head: the topics' pages, the page that lists every published night, and
    the feeds."""
    by = press.press_of(home.settings.reports)
    view = View(home.lake, home.catalog, home.catalog.head())
    nights = view.nights("editions")
    newest = edition_of(view, Night(date=nights[-1], zone=home.settings.zone)) if nights else None
    if newest is not None:
        progress(0, 0, "topics' pages printed")
        render.render_topics(newest, home.reports, by=by)
    told = [view.bytes_of("headlines", night) for night in view.nights("headlines")]
    entries = [archive.from_json(data) for data in told if data is not None]
    render.render_index(home.reports, entries, company=home.settings.reports.company, by=by)
    if newest is not None:
        # The first snapshot stays what it is for as long as the home lives, whatever is set or restated.
        born, zone, url = home.catalog.snapshots()[0].sha256[:16], home.settings.zone, home.settings.reports.url
        again = _again(home, [entry.night for entry in entries][-feeds.NIGHTS :])
        press.put(home.reports, feeds.files(newest, entries, say=by.say, zone=zone, url=url, home=born, again=again))


def _counted(each: Sequence[T], progress: Progress, unit: str) -> Iterator[T]:
    """The same one by one, told as they are taken."""
    for done, one in enumerate(each):
        if done % TOLD_EVERY == 0:
            progress(done, len(each), unit)
        yield one


def _again(home: Home, nights: Sequence[date]) -> dict[date, datetime]:
    """When the present edition of a night came out, of those nights that had another one before."""
    found: dict[date, datetime] = {}
    made = home.catalog.snapshots()
    for night in nights:
        mine = [one for one in made if one.night == night]
        if len(mine) < 2:
            continue
        told = [[file.sha256 for file in home.catalog.files(one, "editions", [night])] for one in mine]
        changed = [mine[at].published_at for at in range(1, len(mine)) if told[at] != told[at - 1]]
        if changed:
            found[night] = changed[-1]
    return found


def edition_of(view: View, night: Night) -> Edition | None:
    """The edition a view holds of a night, or None."""
    data = view.bytes_of("editions", night.date)
    return editions.from_json(data) if data is not None else None
