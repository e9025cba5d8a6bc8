"""Is a home whole? Every check says ok, look (a person should), or damaged; none stops the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows import delivery, english
from flows.home import Home, open_home, versions
from flows.night import edition_of
from flows.nights import nights_without_pages
from pipeline.errors import PainpointsError
from pipeline.model import Night
from pipeline.view import View
from reports.pages.evidence import quoted
from reports.printing.press import press_of
from reports.words import filters

Verdict = Literal["ok", "look", "damaged"]
LITTLE_SPACE = 1_000_000_000
"""Free bytes below which a night may not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check came to."""

    check: str
    verdict: Verdict
    finding: str


Check = Callable[[Home], tuple[Verdict, str]]


def examine(folder: Path, config: Path | None) -> tuple[Finding, ...]:
    """Make every check on a home; where its settings cannot be read, that is the one finding."""
    try:
        home = open_home(folder, config)
    except PainpointsError as error:
        return (Finding(check="settings", verdict="damaged", finding=str(error)),)
    return (Finding(check="settings", verdict="ok", finding=home.settings.fingerprint[:12]), *_all(home))


def _all(home: Home) -> Iterator[Finding]:
    checks: dict[str, Check] = {
        "key": _key,
        "zone": _zone,
        "model": _model,
        "catalog": _catalog,
        "files": _files,
        "orphans": _orphans,
        "pages": _pages,
        "delivery": _delivery,
        "disk": _disk,
        "versions": _versions,
    }
    for name, check in checks.items():
        try:
            verdict, finding = check(home)
        except PainpointsError as error:
            verdict, finding = "damaged", str(error)
        yield Finding(check=name, verdict=verdict, finding=finding)


def _key(home: Home) -> tuple[Verdict, str]:
    home.check_key()
    if home.settings.key:
        return "ok", "ids are hashed with a secret"
    return "look", "PAINPOINTS_KEY is empty: ids are hashed without a secret, who knows an id finds its rows"


def _zone(home: Home) -> tuple[Verdict, str]:
    home.check_zone()
    return "ok", home.settings.zone


def _model(home: Home) -> tuple[Verdict, str]:
    return "ok", home.encoder.fingerprint  # its files are hashed when it is located


def _catalog(home: Home) -> tuple[Verdict, str]:
    home.check_history()
    home.catalog.verify()
    return "ok", f"{english.plural(len(home.catalog.snapshots()), 'snapshot')}, each follows from the one before"


def _files(home: Home) -> tuple[Verdict, str]:
    head = home.catalog.head()
    files = home.catalog.files(head) if head else ()
    broken = []
    for file in files:
        try:
            home.lake.verify(file)
        except PainpointsError as error:
            broken.append(str(error))
    if broken:
        return "damaged", f"{len(broken)} of {english.plural(len(files), 'file')}: {broken[0]}"
    size = sum(file.bytes for file in files)
    return "ok", f"{english.plural(len(files), 'file')} of the head, {size / 1e6:.1f} MB, are what they were"


def _orphans(home: Home) -> tuple[Verdict, str]:
    home.check_history()
    known = {file.name for snapshot in home.catalog.snapshots() for file in home.catalog.files(snapshot)}
    orphans = sum(name not in known for name in home.lake.stored())
    if orphans:
        return "look", f"{english.plural(orphans, 'file')} of runs that did not publish; harmless, they only take space"
    return "ok", "every file in the lake belongs to a snapshot"


def _pages(home: Home) -> tuple[Verdict, str]:
    press_of(home.settings.reports)
    nights = home.published()
    if missing := len(nights_without_pages(home)):
        return "look", f"{english.plural(missing, 'night lacks', 'nights lack')} pages: run `painpoints render`"
    if absent := [page for page in _lasting(home) if not (home.reports / page).is_file()]:
        return "look", f"reports/{absent[0]} is missing: run `painpoints render`"
    return "ok", f"{english.plural(len(nights), 'night has', 'nights have')} all pages"


def _lasting(home: Home) -> list[str]:
    """The pages beside those of the nights, the conversations that the newest edition quotes among them."""
    head = home.catalog.head()
    if head is None:
        return []
    told = edition_of(View(home.lake, home.catalog, head), Night(date=head.newest, zone=home.settings.zone))
    ids = {quote.conversation_id for quote in quoted(told)} if told and home.settings.reports.evidence else ()
    topics = ("topics/index.html", "topics/topics.csv", "topics/map.html")
    lasting = ("index.html", *topics, "feed.json", "feed.xml", "alerts.json")
    return [*lasting, *(f"evidence/{filters.page_name(one)}" for one in sorted(ids))]


def _delivery(home: Home) -> tuple[Verdict, str]:
    mail, webhook = home.settings.mail, home.settings.webhook
    if mail.username and not mail.password:
        return "look", "mail.username is set and PAINPOINTS_SMTP_PASSWORD is not: no e-mail will be sent"
    if webhook.alerts and not webhook.url:
        return "look", "webhook.alerts is set and PAINPOINTS_WEBHOOK is not: no alert will be told"
    if missed := delivery.undelivered(home):
        more = f" and {len(missed) - 1} more" if len(missed) > 1 else ""
        return "look", f"not delivered: {delivery.told(missed[0])}{more}; run `painpoints digest send`"
    named = [f"{name} to {english.plural(len(to), 'address', 'addresses')}"
             for name, to in (("product", mail.product), ("marketing", mail.marketing)) if to]  # fmt: skip
    return "ok", ", ".join([*named, *(["alerts to the webhook"] if webhook.alerts else [])]) or "nobody is to be told"


def _disk(home: Home) -> tuple[Verdict, str]:
    there = next(path for path in (home.folder, *home.folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    return "ok" if free >= LITTLE_SPACE else "look", f"{free / 1e9:.1f} GB free"


def _versions(home: Home) -> tuple[Verdict, str]:
    found = versions(home.encoder)
    return "ok", ", ".join(f"{name} {number}" for name, number in found.items() if name != "model")
