"""The e-mails in a real browser, as a mail program on a desk or a phone would show them."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import browsing
import pytest
import stories
from playwright.sync_api import Browser

from reports.delivery import digest, mail
from reports.printing.press import OURS

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
VIOLATIONS = """() => axe.run(document, {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
}).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`)))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of both e-mails of a few stories, with links and without."""
    place = tmp_path_factory.mktemp("mail")
    for story in ("outage", "busy", "silent"):
        built = stories.edition_of(stories.STORIES[story]())
        for name in digest.EDITIONS:
            for kind, url in (("linked", "https://reports.example.com/"), ("plain", "")):
                html = mail.html(digest.of(built, name, say=OURS.say, url=url), by=OURS)
                (place / f"{story}-{name}-{kind}.html").write_text(html, encoding="utf-8")
    return place


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 600, 1280])
def test_an_e_mail_fits_and_loads_nothing(browser: Browser, folder: Path, width: int, scheme: browsing.Scheme) -> None:
    """Without scripts: no complaint, no request, nothing to scroll sideways, and on a wide screen a narrow column."""
    for path in sorted(folder.iterdir()):
        with browsing.opened(browser, path, width=width, scheme=scheme, script=False) as (page, seen):
            too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (path.name, too_wide, seen.complaints) == (path.name, 0, [])
            assert page.evaluate("document.querySelector('.page').offsetWidth") <= 600


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, folder: Path, scheme: browsing.Scheme) -> None:
    """No rule of WCAG 2.0 to 2.2, levels A and AA, is broken: contrast, names of links, heads of tables."""
    for path in sorted(folder.iterdir()):
        with browsing.opened(browser, path, width=600, scheme=scheme, trusted=True) as (page, _):
            page.add_script_tag(content=AXE)
            assert (path.name, page.evaluate(VIOLATIONS)) == (path.name, [])


def test_the_longest_bar_is_the_first(browser: Browser, folder: Path) -> None:
    """Bars are as long as their rows' numbers are great, to a pixel of rounding."""
    path = folder / "outage-product-linked.html"
    with browsing.opened(browser, path, width=600) as (page, _):
        widths = page.evaluate("Array.from(document.querySelectorAll('.bar .full'), (one) => one.offsetWidth)")
        whole = page.evaluate("document.querySelector('.bar').offsetWidth")
    (pains,) = digest.of(stories.edition_of(stories.STORIES["outage"]()), "product", say=OURS.say, url="").sections
    assert widths[0] == whole
    assert widths == pytest.approx([whole * row.length / 100 for row in pains.rows], abs=2)
