"""What holds for every page of every story, as a strict parser reads it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
import stories
from links import dead, elements

from flows import night

PRINTERS = {"render", "press", "feeds", "mail", "evidence", "archive"}
"""Modules of the reports that make what lies in the reports folder."""


@pytest.fixture(scope="module")
def folder() -> Path:
    """All pages of all stories."""
    return stories.pages()


def test_stories_print_what_a_night_prints() -> None:
    """Whatever the flow writes is written for the stories too, so no page escapes the tests of all pages."""
    assert _printed(night.__file__, {"pages", "lasting_pages"}) <= _printed(stories.__file__, {"printed", "write"})


def _printed(source: str, functions: set[str]) -> set[str]:
    tree = ast.parse(Path(source).read_text("utf-8"))
    bodies = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in functions]
    calls = [node.func for body in bodies for node in ast.walk(body) if isinstance(node, ast.Call)]
    names = {
        ast.unparse(call) for call in calls if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)
    }
    return {name for name in names if name.partition(".")[0] in PRINTERS} - {"archive.from_json"}


@pytest.mark.parametrize("story", stories.STORIES)
def test_every_link_leads_somewhere(folder: Path, story: str) -> None:
    """Each href names a file of the folder, each fragment an id in it; of a story only its last night is printed."""
    (printed,) = (path.name for path in (folder / story).glob("night=*"))
    lost = [link for link in dead(folder / story) if printed in link or "/night=" not in link]
    assert lost == []


def test_every_page_is_valid(folder: Path) -> None:
    """A strict parser finds no fault."""
    parser = html5lib.HTMLParser(strict=False)
    for page in folder.rglob("*.html"):
        parser.parse(page.read_text("utf-8"))
        assert (page.name, [(code, told) for _, code, told in parser.errors]) == (page.name, [])


def test_an_id_is_given_once(folder: Path) -> None:
    """No two elements of a page have the same id, and what names itself by one finds it."""
    for page in folder.rglob("*.html"):
        found = list(elements(page))
        ids = Counter(one.get("id") for one in found if one.get("id"))
        named = {one.get("aria-labelledby") for one in found} | {one.get("aria-describedby") for one in found}
        assert [name for name, count in ids.items() if count > 1] == []
        assert {name for name in named if name} <= ids.keys()


def test_headings_go_down_one_at_a_time(folder: Path) -> None:
    """One main heading comes first, and no level is skipped on the way down."""
    for page in folder.rglob("*.html"):
        levels = [int(str(one.tag)[1]) for one in elements(page) if re.fullmatch("h[1-6]", str(one.tag))]
        assert (page.name, levels.count(1), levels[0]) == (page.name, 1, 1)
        steps = [(above, below) for above, below in pairwise(levels) if below > above + 1]
        assert (page.name, steps) == (page.name, [])


def test_links_have_words(folder: Path) -> None:
    """No link is empty or only a sign, and a region that scrolls has a name."""
    for page in folder.rglob("*.html"):
        for one in elements(page):
            if one.tag == "a":
                assert re.search(r"\w", "".join(one.itertext()) + (one.get("aria-label") or "")), page.name
            if one.get("role") == "region":
                assert one.get("aria-label"), page.name
