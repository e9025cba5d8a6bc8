"""One night as one sentence: ingest, embed, discover, identify, detect, measure, publish; then the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from flows.home import Home, versions
from pipeline import signals, stages
from pipeline.errors import UsageError
from pipeline.model import LakeFile, Night, Receipt, Snapshot
from pipeline.stages.workspace import Progress, Workspace, silent
from pipeline.view import View
from reports import edition as editions
from reports import evidence, render
from reports.behaviours import SignalDefinition
from reports.edition import Edition
from reports.nouns import archive_entry

Hears = Callable[[Receipt, float], None]
"""Is told each stage's receipt and seconds as it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A night that was run: its snapshot and the books of its stages."""

    snapshot: Snapshot
    receipts: tuple[Receipt, ...]
    seconds: tuple[tuple[str, float], ...]


def run(
    home: Home,
    night: Night,
    uris: Sequence[str],
    *,
    published_at: datetime,
    restate_after: Snapshot | None = None,
    restate: bool = False,
    progress: Progress = silent,
    hears: Hears | None = None,
) -> Done:
    """Run the night's stages and publish them; the caller holds the home's lock and renders the pages.

    Raises InputError, RetryLater and SettingsError as the stages do; nothing is visible unless it returns.
    """
    workspace = home.workspace(night, restate_after=restate_after, restate=restate, progress=progress)
    staged: tuple[Receipt, ...] = ()
    seconds: dict[str, float] = {}
    steps = (stages.embed, stages.discover, stages.identify, stages.detect, stages.measure, edition)
    for stage in (lambda *_: stages.ingest(workspace, night, uris), *steps):
        began = perf_counter()
        receipt = stage(workspace, night, staged)
        seconds[receipt.stage] = round(perf_counter() - began, 3)
        staged += (receipt,)
        if hears:
            hears(receipt, seconds[receipt.stage])
    snapshot = publish(workspace, night, staged, published_at=published_at, seconds=seconds)
    return Done(snapshot=snapshot, receipts=staged, seconds=tuple(seconds.items()))


def edition(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the night's edition, so that it is published with the numbers it tells."""
    written = editions.build(
        workspace.view(staged),
        night,
        settings=workspace.settings,
        signals=definitions(),
        versions=versions(workspace.encoder),
    )
    file: LakeFile = workspace.lake.write_bytes("editions", night.date, editions.to_json(written), "json")
    return Receipt(stage="edition", night=night.date, unit="editions", read=1, kept=1, files=(file,))


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
    return stages.publish(
        workspace, night, staged, published_at=published_at, seconds=seconds, code_version=code_version
    )


def pages(home: Home, night: Night, *, topics: bool = True) -> None:
    """Render a published night's pages from its snapshot; with `topics` the lasting pages and the archive as well.

    Raises UsageError when the night was never published.
    """
    snapshot = home.catalog.snapshot_of(night.date)
    view = View(home.lake, home.catalog, snapshot)
    told = edition_of(view, night)
    if snapshot is None or told is None:
        raise UsageError(f"{night} was never published in {home.folder}: run `painpoints nightly --night {night}`")
    render.render(told, home.reports, seconds=home.catalog.timings(snapshot), snapshot_sha256=snapshot.sha256)
    render.render_evidence(evidence.build(view, told, signals=definitions()), told, home.reports)
    if topics:
        newest = edition_of(view, Night(date=snapshot.newest, zone=night.zone))
        render.render_topics(newest or told, home.reports)
        archive(home)


def archive(home: Home) -> None:
    """Render the page that lists every published night."""
    head = home.catalog.head()
    view = View(home.lake, home.catalog, head)
    told = [edition_of(view, Night(date=night, zone=home.settings.zone)) for night in view.nights("editions")]
    entries = [archive_entry(one) for one in told if one is not None]
    render.render_index(home.reports, entries, company=home.settings.reports.company)


def edition_of(view: View, night: Night) -> Edition | None:
    """The edition a view holds of a night, or None."""
    data = view.bytes_of("editions", night.date)
    return editions.from_json(data) if data is not None else None


def definitions() -> tuple[SignalDefinition, ...]:
    """The shipped signals as readers are told of them."""
    return tuple(
        SignalDefinition(
            name=one.name, title=one.title, speaker=one.speaker, definition=one.definition, group=one.group
        )
        for one in signals.definitions()
    )
