"""Pictures of every kind of page in every mode, for the eye: of a home's newest night, or of the invented stories.

    PYTHONPATH=.:tests python tests/reports/screenshots.py --to FOLDER [--home HOME] [--each 2]

Writes `<page>--<width>-<scheme>.png` for each width and scheme, and `<page>--<paper>.pdf` as it is printed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import browsing
import stories
from playwright.sync_api import Browser

WIDTHS = (1280, 768, 390, 360)
SCHEMES: tuple[browsing.Scheme, ...] = ("light", "dark")
PAPERS = ("A4", "Letter")


def chosen(folder: Path, each: int) -> list[Path]:
    """Pages of a reports folder: of every kind the largest and the smallest, up to so many; of nights the newest."""
    newest = max((path.name for path in folder.glob("night=*")), default="")
    kinds: dict[str, list[Path]] = {}
    for page in sorted(folder.rglob("*.html")):
        if newest in page.parts or not page.parent.name.startswith("night="):
            kinds.setdefault(kind_of(page), []).append(page)
    found = []
    for pages in kinds.values():
        pages.sort(key=lambda page: (-page.stat().st_size, page.name))
        found += pages if len(pages) <= each else [*pages[: (each + 1) // 2], *pages[len(pages) - each // 2 :]]
    return found


def kind_of(page: Path) -> str:
    """What a page calls itself in the class of its body."""
    found = re.search(r"<body class=\"([^\"]*)\"", page.read_text("utf-8"))
    return found[1] if found else page.stem


def shoot(
    browser: Browser,
    page: Path,
    name: str,
    to: Path,
    *,
    widths: Iterable[int] = WIDTHS,
    schemes: Iterable[browsing.Scheme] = SCHEMES,
    papers: Iterable[str] = PAPERS,
) -> None:
    """Write the pictures of one page, from its top to its end."""
    for scheme in schemes:
        with browsing.opened(browser, page, scheme=scheme) as (shown, _):
            for width in widths:
                shown.set_viewport_size({"width": width, "height": 800})
                shown.screenshot(path=to / f"{name}--{width}-{scheme}.png", full_page=True)
    for paper in papers:
        with browsing.opened(browser, page) as (shown, _):
            shown.pdf(path=to / f"{name}--{paper}.pdf", format=paper, prefer_css_page_size=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Shoot what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--home", type=Path, help="a home with a reports folder; without it the stories of the tests")
    parser.add_argument("--each", type=int, default=2, help="how many pages of a kind of a home")
    asked = parser.parse_args(arguments)
    if browsing.executable() is None:
        parser.error("no Chromium on this machine (Debian: apt-get install chromium)")
    asked.to.mkdir(parents=True, exist_ok=True)
    folder = asked.home / "reports" if asked.home else stories.pages()
    with browsing.chromium() as browser:
        for page in chosen(folder, asked.each) if asked.home else stories.various(folder):
            shoot(browser, page, "--".join(page.relative_to(folder).with_suffix("").parts), asked.to)


if __name__ == "__main__":
    main()
