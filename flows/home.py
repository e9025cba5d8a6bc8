"""A home: the folder with a company's catalog, lake and reports, and the settings it is run with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import settings as settings_
from pipeline.catalog import Catalog
from pipeline.encoding import BUNDLED, Encoder, backend_of, encoder_of
from pipeline.errors import LakeDamaged, RetryLater, SettingsError
from pipeline.lake import Lake
from pipeline.model import Decision, Night, Snapshot
from pipeline.settings import Settings
from pipeline.stages.workspace import Progress, Workspace, silent
from pipeline.view import View

SETTINGS = "painpoints.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Everything a run needs besides its night and its input."""

    folder: Path
    settings: Settings
    lake: Lake
    catalog: Catalog
    load_encoder: Callable[[], Encoder]
    """Gives the one encoder of this home; what only reads never asks for it."""
    load_sentence_encoder: Callable[[], Encoder]
    """Gives what makes the vectors that signals are found in."""

    @property
    def encoder(self) -> Encoder:
        """What turns texts into vectors; raises SettingsError where the model is absent or not what it should be."""
        return self.load_encoder()

    @property
    def sentence_encoder(self) -> Encoder:
        """What turns sentences into the vectors that signals are found in; raises as `encoder`."""
        return self.load_sentence_encoder()

    @property
    def reports(self) -> Path:
        """The folder that readers open."""
        return self.folder / "reports"

    @property
    def has_readers(self) -> bool:
        """Whether the settings name anybody who is told of a night."""
        return bool(self.settings.mail.product or self.settings.mail.marketing or self.settings.webhook.alerts)

    def workspace(
        self,
        night: Night,
        *,
        restate_after: Snapshot | None = None,
        restate: bool = False,
        edits: tuple[Decision, ...] = (),
        progress: Progress = silent,
    ) -> Workspace:
        """The home as a run of `night` sees it, with what people decide along with it.

        `restate` decides the night anew although newer ones are published; `restate_after` is then the snapshot of the
        night restated before it. Raises as `check`.
        """
        self.check()
        head = self.catalog.head()
        return Workspace(
            settings=self.settings,
            lake=self.lake,
            catalog=self.catalog,
            encoder=self.encoder,
            sentence_encoder=self.sentence_encoder,
            head=head,
            past=restate_after or self._decided_before(night),
            late=head is not None and head.newest > night.date and not restate,
            edits=edits,
            progress=progress,
        )

    def check(self) -> None:
        """Raise SettingsError or LakeDamaged where a run would not go on with what the home or the settings hold."""
        self.check_history()
        self.check_key()
        self.check_zone()
        from pipeline import signals  # noqa: PLC0415 - as below: half a second that who only reads a home need not wait
        from reports.printing import press  # noqa: PLC0415

        if self.settings.signals.folder:
            signals.definitions(self.settings.signals.folder)
        press.press_of(self.settings.reports)

    def published(self) -> tuple[date, ...]:
        """The nights that were ever published, ascending."""
        return tuple(sorted({snapshot.night for snapshot in self.catalog.snapshots()}))

    def check_history(self) -> None:
        """Raise LakeDamaged where editions lie in the home and no snapshot knows of them: the catalog was lost."""
        if self.catalog.head() is None and any(self.reports.glob("night=*/edition.json")):
            raise LakeDamaged(
                f"{self.folder}: the catalog is missing or empty but nights were published: restore catalog.db from a"
                " backup, or name another --home"
            )

    def check_zone(self) -> None:
        """Raise SettingsError where the head was published in another zone: conversations would change their night."""
        published = self._published_with("zone")
        if published not in (None, self.settings.zone):
            raise SettingsError(
                f"{self.folder} was published in the zone {published}: in {self.settings.zone} conversations would be"
                " counted on two nights; set the zone it was begun with, or begin a new home"
            )

    def check_key(self) -> None:
        """Raise SettingsError where the head was published under another PAINPOINTS_KEY: every id would change."""
        published = self._published_with("key_fingerprint")
        if published in (None, self.settings.key_fingerprint):
            return
        without = published == Settings(key="").key_fingerprint
        raise SettingsError(
            f"{self.folder} was published {'without a' if without else 'under another'} PAINPOINTS_KEY: its"
            f" conversations would be counted twice; {'unset it' if without else 'set the key it was begun with'}, or"
            " begin a new home"
        )

    def _published_with(self, setting: str) -> object:
        """A setting as the head keeps it; None where nothing is published."""
        head = self.catalog.head()
        return json.loads(self.catalog.settings_of(head)).get(setting) if head else None

    def _decided_before(self, night: Night) -> Snapshot | None:
        """The newest snapshot that decided an earlier night, restated ones included; a late night decides nothing."""
        for snapshot in reversed(self.catalog.snapshots()):
            late = snapshot.newest >= night.date and any(
                reason == "late_night" for receipt in self.catalog.receipts(snapshot) for reason, _ in receipt.set_aside
            )
            if snapshot.night < night.date and not late:
                return snapshot
        return None

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
    """Open a home with the settings of a TOML file, without one with those that lie in the home as `painpoints.toml`.

    Raises SettingsError where they do not fit.
    """
    own = folder / SETTINGS
    return home_of(folder, settings_.load(config or (own if own.is_file() else None)))


def home_of(folder: Path, settings: Settings) -> Home:
    """Open a home with given settings; nothing is written before the first night is published."""
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{folder} is a file: name a folder with --home or PAINPOINTS_HOME")
    folder = folder.resolve()
    lake = Lake(settings.lake or str(folder / "lake"))
    catalog = Catalog(settings.catalog or f"sqlite:///{folder / 'catalog.db'}")
    backend = cache(lambda: _backend(settings, lake, catalog))
    return Home(
        folder=folder,
        settings=settings,
        lake=lake,
        catalog=catalog,
        load_encoder=cache(lambda: _encoder(settings, backend(), adapter=None)),
        load_sentence_encoder=cache(lambda: sentence_encoder(settings, backend())),
    )


def sentence_encoder(settings: Settings, backend: str = "") -> Encoder:
    """What makes the vectors that signals are found in: the bundled encoder as adapted to them, or the settings' own.

    Run by the settings' backend where none is named.

    Raises SettingsError where the model is absent or not what it should be, or the machine cannot serve the backend.
    """
    from pipeline import signals  # noqa: PLC0415 - see `Home.check`

    adapter = signals.adapter() if settings.encoder.model == BUNDLED else None
    return _encoder(settings, backend or settings.encoder.backend, adapter=adapter)


def _encoder(settings: Settings, backend: str, *, adapter: bytes | None) -> Encoder:
    model, batch = settings.encoder.model, settings.encoder.batch
    try:
        return encoder_of(model, backend=backend, batch=batch, adapter=adapter)
    except SettingsError as error:
        if settings.encoder.backend != "auto" or backend == "auto":
            raise
        raise SettingsError(
            f"this home's vectors were made by the backend `{backend}`, which this machine cannot serve ({error}); or"
            " run its nights into another home, whose vectors this machine makes"
        ) from None


def _backend(settings: Settings, lake: Lake, catalog: Catalog) -> str:
    """The settings' backend; where they leave it open, the one that made the newest vectors of the home."""
    head = catalog.head()
    if settings.encoder.backend != "auto" or head is None:
        return settings.encoder.backend
    view = View(lake, catalog, head)
    made = view.table("vectors", view.nights("vectors")[-1:], ["encoder"]).slice(0, 1).to_pylist()
    backend = backend_of(made[0]["encoder"]) if made else "auto"
    # Of another model than the settings': the night says so, and not that the machine lacks something.
    return "auto" if settings.encoder.model != BUNDLED and backend in ("int8", "float32") else backend


def versions(encoder: Encoder) -> dict[str, str]:
    """What made an edition: our version, the model and the libraries that can change a number."""
    libraries = ("bertopic", "igraph", "numpy", "openvino", "pyarrow", "scikit-learn", "sentence-transformers", "torch")
    return {package: version(package) for package in ("painpoints", *libraries)} | {"model": encoder.fingerprint}
