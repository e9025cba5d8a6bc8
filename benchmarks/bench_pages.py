"""Printing a night: 400 topics over 180 nights, 2,000 quotes and their conversations; wall seconds, median of three.
Then its pages are opened from the disk in Chromium, where there is one; median of five, each time with nothing cached.

    python -m benchmarks.bench_pages [--topics 400] [--quotes 2000] [--nights 180] [--language en]

The edition is made up and holds something of everything that a page can show. `again` prints the same night once more,
on which nothing has changed. The night has to be printed in 5 seconds; product.html has to stay under 400 KB and to
open in a second: to be taken in to its end and to be seen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.made_up_night import LAST, conversations, edition
from benchmarks.table import Row, report
from reports import render
from reports.printing.press import Press

PAGES = (f"night={LAST}/product.html", f"night={LAST}/marketing.html", "topics/index.html")


def seconds(work: Callable[[Path], object], place: Path) -> float:
    """How long it takes to print into a folder."""
    began = time.perf_counter()
    work(place)
    return time.perf_counter() - began


CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or ""
OPENINGS = 5
OPENED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const [painted] = performance.getEntriesByName("first-paint");
  return [page.domContentLoadedEventEnd, painted ? painted.startTime : page.loadEventEnd];
}"""
"""Milliseconds until the page is taken in to its end with its script run, and until something of it is seen."""


def opened(pages: Sequence[Path]) -> dict[Path, tuple[float, float]]:
    """Seconds until each page is taken in, and until it is seen; empty where there is no Chromium."""
    if not CHROMIUM:
        return {}
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for page in pages:
            times = []
            for _ in range(OPENINGS):
                context = browser.new_context(offline=True)
                shown = context.new_page()
                shown.goto(page.as_uri())
                shown.wait_for_timeout(100)
                times.append(shown.evaluate(OPENED))
                context.close()
            read, painted = (median(one[at] for one in times) / 1_000 for at in (0, 1))
            found[page] = read, painted
        browser.close()
    return found


def measure(
    *, topics: int = 400, quotes: int = 2_000, nights: int = 180, language: str = "en", runs: int = 3
) -> tuple[Row, ...]:
    """Seconds of printing each part, once and again; the pages' sizes, and the seconds they take to open."""
    told = edition(topics=topics, quotes=quotes, nights=nights, language=language)
    quoted, by = conversations(told), Press(language=language)
    parts: dict[str, Callable[[Path], object]] = {
        "night": lambda place: render.render(told, place, by=by, seconds={"ingest": 1.0}, snapshot_sha256="0" * 64),
        "topics": lambda place: render.render_topics(told, place, by=by),
        "evidence": lambda place: render.render_evidence(quoted, place, company=told.company, by=by),
    }
    work = [*parts.items(), *((f"{name} again", print_) for name, print_ in parts.items())]
    spent: dict[str, list[float]] = {name: [] for name, _ in work}
    # What was printed stays until the end: a file system that has just deleted files is slow to make new ones (ext4
    # took up to .8 ms for each instead of .02).
    with tempfile.TemporaryDirectory() as scratch:
        for run in range(runs):
            place = Path(scratch) / str(run)
            for name, print_ in work:
                spent[name].append(seconds(print_, place))
        sizes = {page: (place / page).stat().st_size for page in map(Path, PAGES)}
        times = {page.relative_to(place): took for page, took in opened([place / page for page in PAGES]).items()}
    once = sum(median(spent[name]) for name in parts)
    found = [Row(name="all pages of a night", ours=once, unit="s", runs=runs, at_most=5)]
    found += [Row(name=name, ours=median(took), unit="s", runs=runs) for name, took in spent.items()]
    for page, size in sizes.items():
        product = page.name == "product.html"
        found.append(Row(name=f"{page}", ours=size / 1_000, unit="KB", runs=1, at_most=400 if product else None))
        for what, took in zip(("taken in", "seen"), times.get(page, ()), strict=False):
            found.append(Row(name=f"{page} {what}", ours=took, unit="s", runs=OPENINGS, at_most=1 if product else None))
    return tuple(found)


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, default=400)
    parser.add_argument("--quotes", type=int, default=2_000)
    parser.add_argument("--nights", type=int, default=180)
    parser.add_argument("--language", default="en")
    asked = parser.parse_args()
    print(f"{asked.topics} topics, {asked.quotes} quotes, {asked.nights} nights, in {asked.language}")
    report(lambda: measure(topics=asked.topics, quotes=asked.quotes, nights=asked.nights, language=asked.language))


if __name__ == "__main__":
    main()
