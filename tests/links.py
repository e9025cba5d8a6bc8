"""Where the links of a folder of pages lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

import html5lib


def elements(page: Path) -> Iterator[Element]:
    """The elements of a page, as a browser reads it."""
    yield from html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False).iter()


def dead(folder: Path) -> list[str]:
    """Links of the folder's pages that lead to no file, or to no element of it; those to other hosts are left aside."""
    parsed = {page.resolve(): list(elements(page)) for page in sorted(folder.rglob("*.html"))}
    ids = {page: {one.get("id") for one in found} for page, found in parsed.items()}
    lost = []
    for page, found in parsed.items():
        for href in filter(None, (one.get("href") for one in found)):
            if href.startswith(("data:", "https:", "http:")):
                continue
            path, fragment = urldefrag(href)
            target = (page.parent / unquote(path)).resolve() if path else page
            if not target.exists() or (fragment and fragment not in ids[target]):
                lost.append(f"{page.relative_to(folder.resolve())}: {href}")
    return lost
