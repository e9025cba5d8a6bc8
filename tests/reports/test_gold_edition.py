"""The gold edition: what the pages of the outage story looked like when somebody last looked at them.

On a difference the actual files are saved beside the expected as *.actual; tests/gold/README.md says how to accept.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from outage_story import LAST, outage, outage_edition

from reports import render
from reports.pages import archive, evidence
from reports.words.wording import speaking

GOLD = Path(__file__).parents[1] / "gold"
PAGES = (
    f"night={LAST}/edition.json",
    f"night={LAST}/product.html",
    f"night={LAST}/marketing.html",
    f"night={LAST}/run.html",
    "topics/t1.html",
    "topics/t4.html",
    "topics/t5.html",
    "topics/index.html",
    "index.html",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the outage story."""
    folder = tmp_path_factory.mktemp("gold")
    built = outage_edition()
    render.render(built, folder, seconds={"ingest": 1.25}, snapshot_sha256="0" * 64)
    render.render_topics(built, folder)
    render.render_evidence(evidence.build(speaking(), outage(), built), folder, company=built.company)
    render.render_index(folder, [archive.entry_of(built)], company=built.company)
    return folder


def _body(data: bytes) -> bytes:
    """A page without its head: style and script may change without a word of the page changing."""
    start, end = data.find(b"<body"), data.rfind(b"<script>")
    return data if start < 0 else data[start:end].strip() + b"\n"


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_as_they_were_accepted(name: str, pages: Path) -> None:
    """Every number and word of the edition and its pages is one that somebody has read and accepted."""
    expected = GOLD / f"outage--{name.replace('/', '--')}"
    actual = _body((pages / name).read_bytes())
    if not expected.exists() or expected.read_bytes() != actual:
        saved = expected.with_name(expected.name + ".actual")
        saved.write_bytes(actual)
        pytest.fail(f"{name} differs: compare {saved.name} with {expected.name} in tests/gold")
