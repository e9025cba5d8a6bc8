"""Pages made of editions: which there are, by what name, and from which template."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from reports.edition import to_json
from reports.nouns import Edition
from reports.pages.archive import ArchiveEntry
from reports.pages.evidence import Evidence
from reports.printing import press, sheet
from reports.printing.press import OURS, Press
from reports.words import filters

_HEAD = 1_024
"""Bytes of a page that hold its meta lines, before the style."""


def render(
    edition: Edition, folder: Path, *, by: Press = OURS, seconds: Mapping[str, float], snapshot_sha256: str
) -> tuple[Path, ...]:
    """Write `night=D/{product,marketing,run,about}.html` and `edition.json` under the folder; returns what was written.

    `seconds` (stage -> seconds) and the snapshot's hash are shown on the run page only: the edition's bytes do not
    depend on how long it took. All that is rendered here is written only where it changed.
    """
    place = f"night={edition.night.isoformat()}"
    speaker = by.speaking(edition.language)
    shared = _shared(edition)
    made = {"seconds": dict(seconds), "snapshot_sha256": snapshot_sha256}
    pages = {
        f"{place}/product.html": speaker.page("product.html", shared),
        f"{place}/marketing.html": speaker.page("marketing.html", shared),
        f"{place}/run.html": speaker.page("run.html", shared | made),
        f"{place}/about.html": speaker.page("about.html", shared),
        f"{place}/edition.json": to_json(edition),
    }
    return press.put(folder, pages)


def render_topics(edition: Edition, folder: Path, *, by: Press = OURS) -> tuple[Path, ...]:
    """Write `topics/<id>.html` for every topic that ever had an id (a merged one leads on, one that was taken back says
    so), `topics/index.html`, the same as `topics.csv`, and `topics/map.html`."""
    speaker = by.speaking(edition.language)
    shared = _shared(edition)
    pages = {}
    for page in edition.topics:
        template = "moved.html" if page.merged_into else "topic.html"
        name = f"topics/{filters.page_name(page.row.topic.topic_id)}"
        pages[name] = speaker.page(template, shared | {"page": page})
    for gone in edition.gone:
        pages[f"topics/{filters.page_name(gone.topic_id)}"] = speaker.page("gone.html", shared | {"page": gone})
    rows = [page.row for page in edition.topics if not page.merged_into]
    rows.sort(key=lambda row: (row.rank == 0, row.rank, -(row.conversations or 0), row.topic.topic_id))
    pages["topics/index.html"] = speaker.page("topics.html", shared | {"rows": rows})
    pages["topics/topics.csv"] = sheet.topics(rows)
    pages["topics/map.html"] = speaker.page("map.html", shared)
    return press.put(folder, pages)


def render_evidence(evidence: Iterable[Evidence], folder: Path, *, company: str, by: Press = OURS) -> tuple[Path, ...]:
    """Write `evidence/<conversation_id>.html` where what it shows has changed; returns the paths written.

    Pages of earlier editions stay, for their quotes link to them. A page belongs to its conversation, not to an
    edition, and names what it was made of: of a thousand quoted conversations a night changes few. A press without
    evidence writes none and takes away those that are there.
    """
    if not by.evidence:
        _withdraw(folder / "evidence")
        return ()
    pages = {}
    sources = by.sources()
    for one in evidence:
        name = f"evidence/{filters.page_name(one.conversation_id)}"
        made_of = hashlib.sha256(f"{sources} {company!r} {one!r}".encode()).hexdigest()
        if not _is_made_of(folder / name, made_of):
            values = {"one": one, "company": company, "made_of": made_of, "root": "../"}
            pages[name] = by.page("evidence.html", values)
    return press.put(folder, pages)


def render_index(folder: Path, entries: Iterable[ArchiveEntry], *, company: str, by: Press = OURS) -> tuple[Path, ...]:
    """Write `index.html`: the newest edition first, then every night by month."""
    ordered = sorted(entries, key=lambda entry: entry.night, reverse=True)
    months = [(name, list(group)) for name, group in groupby(ordered, key=lambda entry: by.say.month(entry.night))]
    values = {"company": company, "latest": ordered[0] if ordered else None, "months": months, "root": ""}
    return press.put(folder, {"index.html": by.page("index.html", values)})


def _shared(edition: Edition) -> dict[str, object]:
    """What every page of an edition is made of; `defined` are its definitions by their anchors."""
    return {"edition": edition, "root": "../", "defined": {line.anchor: line for line in edition.about}}


def _withdraw(place: Path) -> None:
    for page in sorted(place.glob("*.html")):
        page.unlink()
    if place.is_dir() and not any(place.iterdir()):
        place.rmdir()


def _is_made_of(page: Path, made_of: str) -> bool:
    try:
        with page.open("rb") as file:
            return f'"made-of" content="{made_of}"'.encode() in file.read(_HEAD)
    except FileNotFoundError:
        return False
