"""The pages on paper: nothing is cut off at the side, and every sheet is used."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

import browsing
import pytest
import stories
from playwright.sync_api import Browser

from reports import render

STATIC = Path(render.__file__).parent / "static"
pytestmark = pytest.mark.browser
INCH = 96
"""CSS pixels."""
_ABOVE, _BESIDE, _BELOW = (
    int(found) / 25.4 * INCH
    for found in re.findall(r"@page \{ margin: (\d+)mm (\d+)mm (\d+)mm;", (STATIC / "page.css").read_text("utf-8"))[0]
)
PAPERS = {"A4": (210 / 25.4 * INCH, 297 / 25.4 * INCH), "Letter": (8.5 * INCH, 11 * INCH)}
CUT = """() => {
  const room = document.documentElement.clientWidth;
  const found = [];
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest(".unseen") || !one.getClientRects().length) continue;
    const seen = one.getBoundingClientRect(), style = getComputedStyle(one);
    const told = `${one.tagName}.${one.getAttribute("class") ?? ""}: ${one.textContent.trim().slice(0, 60)}`;
    if (seen.right > room + 1 || seen.left < -1) found.push(`from ${seen.left} to ${seen.right}: ${told}`);
    if (style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${told}`);
    if (style.overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1) found.push(`cut below: ${told}`);
  }
  return found;
}"""


def test_a_page_is_printed_whole(browser: Browser) -> None:
    """All lies between the margins, in no box that paper cannot scroll, and fills no more sheets than it must."""
    for path in stories.various(stories.pages()):
        name = str(path.relative_to(stories.pages()))
        with browsing.opened(browser, path) as (page, _):
            for paper, sides in PAPERS.items():
                page.emulate_media(media="null")
                sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))
                width, height = round(sides[0] - 2 * _BESIDE), round(sides[1] - _ABOVE - _BELOW)
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(media="print")
                assert (name, page.evaluate(CUT)) == (name, [])
                high = page.evaluate("document.body.getBoundingClientRect().height")
                assert sheets in range(ceil(high / height), ceil(1.3 * high / height) + 2), (name, paper, high / height)


def test_paper_is_white_and_words_are_dark(browser: Browser) -> None:
    """In the dark scheme too: a printed page is black on white, without what only a screen can do."""
    with browsing.opened(browser, stories.pages() / "outage/topics/index.html", scheme="dark") as (page, _):
        page.emulate_media(media="print")
        style = page.evaluate(
            "(({ color, backgroundColor: paper }) => [color, paper])(getComputedStyle(document.body))"
        )
        assert style == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        for gone in ("nav", ".skip", "input"):
            assert not page.locator(gone).first.is_visible()
