"""What axe-core, the checker of the web's rules for accessibility, finds on the pages in a real browser: nothing."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import browsing
import pytest
import stories
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OTHERWISE = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")
"""Rules that hang on colours and sizes."""
RUN = """(rules) => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  return axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then((found) => found.violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 200)}`)));
}"""


def test_axe_finds_nothing(browser: Browser) -> None:
    """No rule of WCAG 2.0 to 2.2, levels A and AA, is broken on any kind of page, with everything folded out; nor, in
    the dark and on a phone, one that may be broken there alone."""
    for path in stories.various(stories.pages()):
        name = str(path.relative_to(stories.pages()))
        with browsing.opened(browser, path, trusted=True) as (page, _):
            page.add_script_tag(content=AXE)
            assert (name, page.evaluate(RUN, {"type": "tag", "values": RULES})) == (name, [])
            page.emulate_media(color_scheme="dark")
            page.set_viewport_size({"width": 360, "height": 800})
            assert (name, page.evaluate(RUN, {"type": "rule", "values": OTHERWISE})) == (name, [])
