"""Pages made of editions: the only module that knows Jinja2, and the only one that writes under the reports folder.

Every page is written beside its place and then moved into it, so a reader never meets half a page.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports import charts, filters, wording
from reports.archive import ArchiveEntry
from reports.edition import to_json
from reports.evidence import Evidence
from reports.nouns import Edition

_HERE = Path(__file__).parent
_HEAD = 1_024
"""Bytes of a page that hold its meta lines, before the style."""


def render(edition: Edition, folder: Path, *, seconds: Mapping[str, float], snapshot_sha256: str) -> tuple[Path, ...]:
    """Write `night=D/{product,marketing,run}.html` and `edition.json` under the folder; returns their paths.

    `seconds` (stage -> seconds) and the snapshot's hash are shown on the run page only: the edition's bytes do not
    depend on how long it took.
    """
    place = f"night={edition.night.isoformat()}"
    pages = {
        f"{place}/product.html": _page("product.html", edition=edition, root="../"),
        f"{place}/marketing.html": _page("marketing.html", edition=edition, root="../"),
        f"{place}/run.html": _page(
            "run.html", edition=edition, root="../", seconds=dict(seconds), snapshot_sha256=snapshot_sha256
        ),
        f"{place}/edition.json": to_json(edition),
    }
    return _swap(folder, pages)


def render_topics(edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Write `topics/<id>.html` for every topic that ever had an id (a merged one leads on, one that was taken back says
    so) and `topics/index.html`."""
    pages = {}
    for page in edition.topics:
        template = "moved.html" if page.merged_into else "topic.html"
        name = f"topics/{filters.page_name(page.row.topic.topic_id)}"
        pages[name] = _page(template, edition=edition, page=page, root="../")
    for gone in edition.gone:
        pages[f"topics/{filters.page_name(gone.topic_id)}"] = _page("gone.html", edition=edition, page=gone, root="../")
    rows = [page.row for page in edition.topics if not page.merged_into]
    rows.sort(key=lambda row: (row.rank == 0, row.rank, -(row.conversations or 0), row.topic.topic_id))
    pages["topics/index.html"] = _page("topics.html", edition=edition, rows=rows, root="../")
    return _swap(folder, pages)


def render_evidence(evidence: Iterable[Evidence], folder: Path, *, company: str) -> tuple[Path, ...]:
    """Write `evidence/<conversation_id>.html` where what it shows has changed; returns the paths written.

    Pages of earlier editions stay, for their quotes link to them. A page belongs to its conversation, not to an
    edition, and names what it was made of: of a thousand quoted conversations a night changes few.
    """
    pages = {}
    for one in evidence:
        name = f"evidence/{filters.page_name(one.conversation_id)}"
        made_of = hashlib.sha256(f"{_sources()} {company!r} {one!r}".encode()).hexdigest()
        if not _is_made_of(folder / name, made_of):
            pages[name] = _page("evidence.html", one=one, company=company, made_of=made_of, root="../")
    return _swap(folder, pages) if pages else ()


def render_index(folder: Path, entries: Iterable[ArchiveEntry], *, company: str) -> tuple[Path, ...]:
    """Write `index.html`: the newest edition first, then every night by month."""
    ordered = sorted(entries, key=lambda entry: entry.night, reverse=True)
    months = [(name, list(group)) for name, group in groupby(ordered, key=lambda entry: wording.month(entry.night))]
    latest = ordered[0] if ordered else None
    return _swap(folder, {"index.html": _page("index.html", company=company, latest=latest, months=months, root="")})


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader([_HERE / "templates", _HERE / "static"]),
        finalize=filters.tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        spark=charts.spark,
        bars=charts.bars,
        whisker=charts.whisker,
        scale_of=charts.scale_of,
        number=wording.number,
        style_hash=_hash(environment, "page.css"),
        script_hash=_hash(environment, "page.js"),
    )
    return environment


def _hash(environment: Environment, name: str) -> str:
    """Of an inlined file exactly as it stands between its tags, as the security policy names it."""
    text = environment.get_template(name).render()
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _sources() -> str:
    """SHA-256 of everything that makes pages: what was printed by other sources is printed anew."""
    digest = hashlib.sha256()
    for path in sorted(_HERE.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_made_of(page: Path, made_of: str) -> bool:
    try:
        with page.open("rb") as file:
            return f'"made-of" content="{made_of}"'.encode() in file.read(_HEAD)
    except FileNotFoundError:
        return False


def _page(template: str, **values: object) -> bytes:
    return _environment().get_template(template).render(values).encode()


def _swap(folder: Path, pages: Mapping[str, bytes]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".pages-", dir=folder))
    try:
        for name, data in pages.items():
            draft = scratch / name
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(data)
        for name in pages:
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            (scratch / name).replace(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tuple(folder / name for name in pages)
