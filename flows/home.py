"""A home: the folder with a company's catalog, lake and reports, and the settings it is run with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import settings as settings_
from pipeline.catalog import Catalog
from pipeline.encoding import Encoder, SentenceTransformerEncoder
from pipeline.errors import RetryLater, SettingsError
from pipeline.lake import Lake
from pipeline.model import Night, Snapshot
from pipeline.settings import Settings
from pipeline.stages.workspace import Progress, Workspace, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Everything a run needs besides its night and its input."""

    folder: Path
    settings: Settings
    lake: Lake
    catalog: Catalog
    encoder: Encoder

    @property
    def reports(self) -> Path:
        """The folder that readers open."""
        return self.folder / "reports"

    def workspace(
        self, night: Night, *, restate_after: Snapshot | None = None, restate: bool = False, progress: Progress = silent
    ) -> Workspace:
        """The home as a run of `night` sees it.

        `restate` decides the night anew although newer ones are published; `restate_after` is then the snapshot of the
        night restated before it.
        """
        head = self.catalog.head()
        before = [snapshot for snapshot in self.catalog.snapshots() if snapshot.newest < night.date]
        return Workspace(
            settings=self.settings,
            lake=self.lake,
            catalog=self.catalog,
            encoder=self.encoder,
            head=head,
            past=restate_after or (before[-1] if before else None),
            late=head is not None and head.newest > night.date and not restate,
            progress=progress,
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the home against other runs; raises RetryLater when one holds it longer than `wait_seconds`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / ".lock", timeout=self.settings.wait_seconds)
        try:
            lock.acquire()
        except Timeout:
            raise RetryLater(f"another run holds {self.folder}: run again later, or set wait_seconds") from None
        try:
            yield
        finally:
            lock.release()


def open_home(folder: Path, config: Path | None) -> Home:
    """Open a home with the settings of a TOML file; raises SettingsError where they do not fit."""
    return home_of(folder, settings_.load(config))


def home_of(folder: Path, settings: Settings) -> Home:
    """Open a home with given settings; nothing is written before the first night is published."""
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{folder} is a file: name a folder with --home or PAINPOINTS_HOME")
    folder = folder.resolve()
    return Home(
        folder=folder,
        settings=settings,
        lake=Lake(settings.lake or str(folder / "lake")),
        catalog=Catalog(settings.catalog or f"sqlite:///{folder / 'catalog.db'}"),
        encoder=SentenceTransformerEncoder(settings.encoder.model, batch=settings.encoder.batch),
    )


def versions(encoder: Encoder) -> dict[str, str]:
    """What made an edition: our version, the model and the libraries that can change a number."""
    libraries = ("bertopic", "igraph", "numpy", "pyarrow", "scikit-learn", "sentence-transformers", "torch")
    return {package: version(package) for package in ("painpoints", *libraries)} | {"model": encoder.fingerprint}
