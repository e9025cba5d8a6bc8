"""The pages in a real browser, with their security policy on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from outage_story import LAST, SIGNALS, outage, outage_edition
from playwright.sync_api import Browser, Page, sync_playwright

from reports import archive, evidence, render

CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: set CHROMIUM_PATH"),
]
NIGHT = f"night={LAST}"
NAMES = (
    f"{NIGHT}/product.html",
    f"{NIGHT}/marketing.html",
    f"{NIGHT}/run.html",
    "topics/t1.html",
    "topics/index.html",
    "index.html",
)
CONTRAST = """() => {
  const channel = (value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = (rgb) => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const paper = parse(getComputedStyle(document.body).backgroundColor);
  let worst = 99;
  for (const one of document.querySelectorAll("body *")) {
    const own = Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !one.getClientRects().length) continue;
    const style = getComputedStyle(one);
    const ink = parse(one.closest("svg") ? style.fill : style.color);
    const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x);
    worst = Math.min(worst, (a + 0.05) / (b + 0.05));
  }
  return worst;
}"""


@dataclass
class Seen:
    """What the browser complained of or asked the network for."""

    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the outage story."""
    place = tmp_path_factory.mktemp("browser")
    built = outage_edition()
    render.render(built, place, seconds={}, snapshot_sha256="0" * 64)
    render.render_topics(built, place)
    render.render_evidence(evidence.build(outage(), built, signals=SIGNALS), place, company=built.company)
    render.render_index(place, [archive.entry_of(built)], company=built.company)
    return place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests here."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def _open(page: Page, path: Path, fragment: str = "") -> Seen:
    seen = Seen()
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("request", lambda request: seen.complaints.append(request.url) if _leaves(request.url) else None)
    page.goto(f"{path.as_uri()}{fragment}")
    return seen


def _leaves(url: str) -> bool:
    return not url.startswith(("file:", "data:"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_load_quietly_and_fit(
    browser: Browser, folder: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    """No complaint, no request, no sideways scrolling of the page, and every text stands out from the paper (AA)."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    quote = next((folder / "evidence").iterdir()).relative_to(folder)
    for name in (*NAMES, str(quote)):
        page = context.new_page()
        assert _open(page, folder / name).complaints == []
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (name, too_wide) == (name, 0)
        assert page.evaluate(CONTRAST) >= 4.5
        page.close()
    context.close()


def test_pages_can_be_read_without_script(browser: Browser, folder: Path) -> None:
    """With scripts off the same words are on the page."""
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        _open(page, folder / NIGHT / "product.html")
        texts.append(page.locator("main").inner_text())
        context.close()
    assert "E-mail not arriving" in texts[1]
    assert texts[0].split() == texts[1].split()


def test_tables_sort_and_filter(browser: Browser, folder: Path) -> None:
    """A click on a head sorts by it and says so; typing finds a topic by its name."""
    page = browser.new_page()
    _open(page, folder / "topics/index.html")
    names = page.locator("tbody th")
    assert names.first.inner_text() == "E-mail not arriving"
    page.get_by_role("button", name="Topic", exact=True).click()
    page.get_by_role("button", name="Topic", exact=True).click()
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Topic")
    assert names.first.inner_text() == "Password reset loop"
    page.get_by_role("searchbox").fill("invoice")
    assert page.locator("tbody th:visible").all_inner_texts() == ["Invoice shows old address"]
    page.close()


def test_a_quote_opens_its_place(browser: Browser, folder: Path) -> None:
    """The link under a quote leads to the turn in which it was said, and marks it."""
    page = browser.new_page()
    _open(page, folder / "topics/t1.html")
    said = page.locator(".quote blockquote").first.inner_text().strip("“”")
    page.locator(".quote figcaption a").first.click()
    assert said in page.locator("li:target").inner_text()
    page.close()


def test_the_keyboard_reaches_the_text_first(browser: Browser, folder: Path) -> None:
    """The first stop of the Tab key is the link that skips to the text."""
    page = browser.new_page()
    _open(page, folder / NIGHT / "product.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.close()
