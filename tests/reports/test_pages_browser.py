"""The pages in a real browser, with their security policy on: they load quietly, fit, and do what they offer."""

from __future__ import annotations

import browsing
import pytest
import stories
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MODES: tuple[tuple[int, browsing.Scheme, int], ...] = ((1280, "light", 768), (360, "dark", 320))
"""Width in CSS pixels, scheme, and a narrower width; 320 is what remains of a desktop at 400 % (WCAG 2.2, 1.4.10)."""
SCRIPTED = ("night=2026-11-20/product.html", "topics/index.html", "topics/map.html")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHIFTED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved), 50));
})"""
CUT = """() => Array.from(document.querySelectorAll(".wide"))
  .filter((one) => one.scrollWidth > one.clientWidth && !one.querySelector("svg.bars"))
  .map((one) => `${one.getAttribute("aria-label")}: ${one.scrollWidth - one.clientWidth}`)"""
"""Tables that have to be scrolled; the chart of 180 nights may."""
WITHOUT_SWITCHES = """() => {
  for (const one of document.querySelectorAll("[data-filter], [data-periods]")) one.remove();
}"""
CONTRAST = """() => {
  const channel = (value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = (rgb) => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const paper = parse(getComputedStyle(document.body).backgroundColor);
  let worst = 99;
  for (const one of document.querySelectorAll("svg text")) {
    if (!one.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(one).fill)), light(paper)].sort((x, y) => y - x);
    worst = Math.min(worst, (a + 0.05) / (b + 0.05));
  }
  return worst;
}"""
"""Of words in charts, which axe does not look at."""


@pytest.mark.parametrize(("width", "scheme", "turned"), MODES)
def test_pages_load_quietly_and_fit(browser: Browser, width: int, scheme: browsing.Scheme, turned: int) -> None:
    """No complaint, no request, nothing that moves, no sideways scrolling (on a desktop not of tables either), and
    words of charts that stand out."""
    for path in stories.various(stories.pages()):
        with browsing.opened(browser, path, width=width, scheme=scheme) as (page, seen):
            name = str(path.relative_to(stories.pages()))
            assert (name, page.evaluate(TOO_WIDE), page.evaluate(SHIFTED)) == (name, 0, 0)
            assert page.evaluate(CONTRAST) >= 4.5
            assert (name, page.evaluate(CUT) if width == 1280 else []) == (name, [])
            page.set_viewport_size({"width": turned, "height": 800})
            assert (name, page.evaluate(TOO_WIDE)) == (name, 0)
            assert (name, seen.complaints) == (name, [])


def test_pages_can_be_read_without_script(browser: Browser) -> None:
    """With scripts off the same words are on the pages on which they do most, but for their own switches."""
    for name in SCRIPTED:
        path = stories.pages() / "busy" / name
        texts = []
        for script in (True, False):
            with browsing.opened(browser, path, script=script) as (page, _):
                page.evaluate(WITHOUT_SWITCHES)
                texts.append(page.locator("main").inner_text().split())
        assert (path.name, texts[0]) == (path.name, texts[1])
        assert texts[1]


def test_a_click_on_a_head_sorts_by_it(browser: Browser) -> None:
    """Text rises first, numbers fall first; the head says which."""
    with browsing.opened(browser, stories.pages() / "outage/topics/index.html") as (page, _):
        names = page.locator("tbody th")
        assert names.first.inner_text() == "E-mail not arriving"
        head = page.get_by_role("button", name="Topic", exact=True)
        head.click()
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Topic")
        head.click()
        assert page.locator("th[aria-sort=descending]").inner_text().startswith("Topic")
        assert names.first.inner_text() == "Password reset loop"
        page.get_by_role("button", name="Customers", exact=True).click()
        counts = [int(cell.get_attribute("data-value") or 0) for cell in page.locator("tbody .lead").all()]
        assert counts == sorted(counts, reverse=True)


def test_typing_finds_a_topic(browser: Browser) -> None:
    """Rows without the words are gone, whatever their case; without words all are there again."""
    with browsing.opened(browser, stories.pages() / "outage/topics/index.html") as (page, _):
        rows = page.locator("tbody th:visible")
        everything = rows.count()
        page.get_by_role("searchbox").fill(" INVOICE")
        assert rows.all_inner_texts() == ["Invoice shows old address"]
        page.get_by_role("searchbox").fill("")
        assert rows.count() == everything > 1


def test_what_is_sorted_and_found_stands_in_the_address(browser: Browser) -> None:
    """Whoever opens the address sees the same rows in the same order; without a state it is the plain one again."""
    path = stories.pages() / "outage/topics/index.html"
    with browsing.opened(browser, path) as (page, seen):
        page.get_by_role("button", name="Topic", exact=True).click()
        page.get_by_role("searchbox").fill("o & <b>=")
        page.get_by_role("searchbox").fill("a")
        told, address = _rows(page), page.evaluate("location.hash")
        assert seen.complaints == []
    assert told
    with browsing.opened(browser, path, fragment=address) as (page, _):
        assert (_rows(page), page.get_by_role("searchbox").input_value()) == (told, "a")
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
        page.get_by_role("searchbox").fill("")
        assert page.evaluate("location.hash") == address.replace("&find=a", "")
    with browsing.opened(browser, path) as (page, seen):
        page.get_by_role("searchbox").fill("a")
        page.get_by_role("searchbox").fill("")
        assert page.url == path.as_uri()
        assert seen.complaints == []


@pytest.mark.parametrize(
    "state", ["sort-table=99-falling", "sort-table=0-rising", "sort-table=2-up", "sort-x=1-rising", "=", "find="]
)
def test_an_address_of_nonsense_changes_nothing(browser: Browser, state: str) -> None:
    """A column that is not there or cannot be sorted, a table that is not there, words that say nothing."""
    path = stories.pages() / "outage/topics/index.html"
    with browsing.opened(browser, path) as (page, _):
        plain = _rows(page)
    with browsing.opened(browser, path, fragment=f"#{state}") as (page, seen):
        assert (_rows(page), page.locator("th[aria-sort]").count(), seen.complaints) == (plain, 0, [])


def _rows(page: Page) -> list[str]:
    return page.locator("tbody th:visible").all_inner_texts()


def test_a_quote_opens_its_place(browser: Browser) -> None:
    """The link under a quote leads to the turn in which it was said, and marks it."""
    with browsing.opened(browser, stories.pages() / "outage/topics/t1.html", leads_on=True) as (page, _):
        said = page.locator(".quote blockquote").first.inner_text().strip("“”")
        page.locator(".quote figcaption a").first.click()
        assert said in page.locator("li:target").inner_text()


def test_a_merged_topic_leads_on_at_once(browser: Browser) -> None:
    """Its address opens the page of the topic that it is counted with."""
    with browsing.opened(browser, stories.pages() / "outage/topics/t5.html", leads_on=True) as (page, _):
        page.wait_for_url("**/t1.html")
        assert page.locator("h1").inner_text() == "E-mail not arriving"
