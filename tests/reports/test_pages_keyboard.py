"""The pages by keyboard alone: everything that can be used is reached, in reading order, and seen when it is."""

from __future__ import annotations

from typing import Any

import browsing
import pytest
import stories
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
STOPS = """() => Array.from(document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']"))
  .filter((one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && !one.disabled)
  .map((one, place) => { one.dataset.stop = place; return place; })"""
AT = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), seen = one.getBoundingClientRect();
  const circle = one.closest("svg") && one.querySelector("circle");
  const inside = seen.bottom > 0 && seen.right > 0 && seen.top < innerHeight && seen.left < innerWidth;
  const x = Math.min(Math.max(seen.left + 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(seen.top + seen.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    stop: Number(one.dataset.stop ?? -1),
    named: one.outerHTML.slice(0, 120),
    ringed: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || (circle && parseFloat(getComputedStyle(circle).strokeWidth) >= 2),
    inside: inside,
    covered: top !== null && !one.contains(top) && !top.contains(one),
  };
}"""


def test_the_tab_key_reaches_everything_in_order(browser: Browser) -> None:
    """Tab goes once through all that can be used on a page, as it is read; what it reaches is ringed and in view."""
    for path in stories.various(stories.pages()):
        with browsing.opened(browser, path) as (page, _):
            stops = page.evaluate(STOPS)
            reached: list[dict[str, Any]] = []
            while len(reached) <= len(stops):
                page.keyboard.press("Tab")
                at = page.evaluate(AT)
                if at is None:
                    break
                reached.append(at)
            name = str(path.relative_to(stories.pages()))
            assert (name, [at["stop"] for at in reached]) == (name, stops)
            assert reached[0]["named"].startswith('<a class="skip"')
            faults = [at for at in reached if not at["ringed"] or not at["inside"] or at["covered"]]
            assert (name, faults) == (name, [])


def test_the_first_stop_skips_to_the_text(browser: Browser) -> None:
    """The first Tab offers to skip the head of the page; after it Tab goes on in the text."""
    with browsing.opened(browser, stories.pages() / "outage/topics/index.html") as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_what_is_folded_away_opens_by_keyboard(browser: Browser) -> None:
    """Every fold opens with Enter, and its content can then be reached."""
    with browsing.opened(browser, stories.pages() / "outage/topics/t1.html") as (page, _):
        folds = page.locator("summary")
        assert folds.count() > 1
        for fold in folds.all():
            fold.focus()
            page.keyboard.press("Enter")
            assert fold.evaluate("(one) => one.parentElement.open")


def test_tables_are_sorted_by_keyboard(browser: Browser) -> None:
    """The head of a column is a button: Enter and the space bar sort by it, and the focus stays there."""
    with browsing.opened(browser, stories.pages() / "outage/topics/index.html") as (page, _):
        button = page.locator("thead button").nth(1)
        button.focus()
        for key, order in (("Enter", "ascending"), ("Space", "descending")):
            page.keyboard.press(key)
            assert page.locator("th[aria-sort]").get_attribute("aria-sort") == order
            assert button.evaluate("(one) => one === document.activeElement")
