"""A pseudo-language in which every message stands in ⟦ ⟧, and data in an alphabet of its own: what is left is English
that no message file holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import messages
import pyarrow as pa
import pytest
import stories
from factory import StoryView
from fluent.syntax import FluentSerializer
from fluent.syntax import ast as fluent
from links import elements

from pipeline.model import Decision
from pipeline.settings import Settings
from reports.words.behaviours import Behaviour

OPEN, SHUT = "⟦", "⟧"
PATTERNS = "date-"
"""Messages that are patterns of dates, not words."""
FREE = {
    "turns": ("text",),
    "statements": ("text",),
    "conversations": ("queue", "product", "segment", "team"),
    "topics": ("name", "theme_name", "terms", "examples", "description", "neighbours", "owner", "ticket"),
}
"""Columns that hold what people said or called things."""
CALLED = {"queue", "product", "segment", "team"}
"""Slices whose values are names."""
SPOKEN = ("title", "aria-label", "alt", "placeholder", "data-filter", "data-words", "data-choose")
INLINE = {"a", "b", "bdi", "em", "q", "small", "span", "strong", "time", "tspan", "code"}
UNSEEN = {"code", "style", "script"}
OURS = re.compile(r"painpoints|edition\.json|feed\.(?:json|xml)", re.IGNORECASE)
CALENDAR = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|and)\b"
)
"""What Babel says: days, months, and the `and` of a list."""


def _wrapped(folder: Path) -> Path:
    """All English messages, each in brackets, as a folder of messages."""
    (folder / "en").mkdir(parents=True)
    for path in messages.files("en"):
        body = []
        for entry in messages.entries(path):
            if isinstance(entry, fluent.Message) and not entry.id.name.startswith(PATTERNS):
                for pattern in filter(None, (entry.value, *(attribute.value for attribute in entry.attributes))):
                    pattern.elements = [fluent.TextElement(OPEN), *pattern.elements, fluent.TextElement(SHUT)]
            body.append(entry)
        (folder / "en" / path.name).write_text(FluentSerializer().serialize(fluent.Resource(body)), "utf-8")
    return folder


def _foreign(value: Any) -> Any:
    """The same with Georgian letters in the place of Latin ones; what was hidden stays as it is."""
    if isinstance(value, str):
        return re.sub(r"\[[A-Z_]+\]|[A-Za-z]", lambda found: _letter(found[0]), value)
    if isinstance(value, list | tuple):
        return type(value)(map(_foreign, value))
    if isinstance(value, dict):
        return {key: one if key == "topic_id" else _foreign(one) for key, one in value.items()}
    return value


def _letter(found: str) -> str:
    return found if len(found) > 1 else chr(ord("ა") + ord(found.lower()) - ord("a"))


def _abroad(told: stories.Told, own: Path) -> stories.Told:
    """The story of a company that speaks another alphabet, told with the messages of a folder."""
    view = told.view
    tables = {name: _translated(name, table) for name, table in view.tables.items()}
    signals = [
        Behaviour(
            name=one.name, title=_foreign(one.title), speaker=one.speaker, group=one.group,
            definition=_foreign(one.definition),
        )
        for one in told.signals
    ]  # fmt: skip
    reports = told.settings.reports.model_copy(
        update={"company": _foreign(told.settings.reports.company), "messages": str(own)}
    )
    settings = Settings.model_copy(told.settings, update={"reports": reports})
    ledger = tuple(map(_decided, view.decisions))
    return replace(told, view=StoryView(tables, ledger, view.books), settings=settings, signals=signals)


def _translated(dataset: str, table: pa.Table) -> pa.Table:
    rows = table.to_pylist()
    for row in rows:
        for column in FREE.get(dataset, ()):
            row[column] = _foreign(row[column])
        if row.get("slice") in CALLED:
            row["value"] = _foreign(row["value"])
    return pa.Table.from_pylist(rows, schema=table.schema)


def _decided(one: Decision) -> Decision:
    """What people called things and why; ids and kinds stay."""
    if one.kind == "marked":
        day, kind, text = one.other.split(" ", 2)
        return replace(one, other=f"{day} {kind} {_foreign(text)}", actor=_foreign(one.actor))
    return replace(one, other=_foreign(one.other)) if one.kind in {"theme_opened", "theme_named", "renamed"} else one


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The pages of all stories, in the pseudo-language and in plain English."""
    place = tmp_path_factory.mktemp("pseudo")
    own = _wrapped(place / "messages")
    for name, told in stories.STORIES.items():
        there = told()
        stories.printed(_abroad(there, own), place / "pseudo" / name)
        stories.printed(_abroad(there, place), place / "english" / name)
    return place / "pseudo", place / "english"


def _visible(root: Element) -> list[str]:
    """Every text that is shown or read aloud, but for code, styles and scripts; what stands in one line as one."""
    spoken = [value for one in root.iter() for name in SPOKEN if (value := one.get(name))]
    runs: list[list[str]] = [[]]
    _run(root, runs)
    return [*spoken, *map("".join, runs)]


def _run(element: Element, runs: list[list[str]]) -> None:
    """Add the texts of an element to the last run; what is set apart begins one, and another follows it."""
    apart = element.tag not in INLINE
    if apart:
        runs.append([])
    if element.tag not in UNSEEN and isinstance(element.tag, str):
        runs[-1].append(element.text or "")
        for child in element:
            _run(child, runs)
    if apart:
        runs.append([])
    runs[-1].append(element.tail or "")


def _outside(text: str) -> str:
    """What stands in no brackets; brackets that a cut left open are closed at the end."""
    depth, kept = 0, []
    for one in text:
        depth += (one == OPEN) - (one == SHUT)
        kept.append(one if depth <= 0 and one != SHUT else " ")
        depth = max(depth, 0)
    return "".join(kept)


def _english(texts: Iterable[str]) -> list[str]:
    left = (CALENDAR.sub("", OURS.sub("", _outside(text))) for text in texts)
    return [text.strip() for text in left if re.search("[A-Za-z]", text)]


def test_every_word_of_a_page_is_in_a_message_file(folders: tuple[Path, Path]) -> None:
    """No text, title or label of any page holds a Latin letter outside the brackets."""
    found = {
        f"{page.relative_to(folders[0])}: {' '.join(left.split())}"
        for page in folders[0].rglob("*.html")
        for left in _english(_visible(next(elements(page))))
    }
    assert not found, "\n".join(sorted(found))


def test_every_word_of_an_email_is_in_a_message_file(folders: tuple[Path, Path]) -> None:
    """The same for the parts of the e-mails, and for their subjects."""
    letters = sorted(folders[0].rglob("*.eml"))
    assert letters
    for path in letters:
        letter = message_from_bytes(path.read_bytes(), policy=default)
        parts = {part.get_content_type(): part.get_content() for part in letter.walk() if not part.is_multipart()}
        root = html5lib.parse(parts["text/html"], namespaceHTMLElements=False)
        assert (path.name, _english(_visible(root))) == (path.name, [])
        plain = re.sub(r"\S+\.html\S*", "", parts["text/plain"])
        assert (path.name, _english([plain, str(letter["subject"])])) == (path.name, [])


def test_logic_does_not_hang_on_words(folders: tuple[Path, Path]) -> None:
    """With other words every page has the same elements, attributes and classes."""
    pseudo, english = folders
    for page in sorted(english.rglob("*.html")):
        name = str(page.relative_to(english))
        assert (name, _built(pseudo / name)) == (name, _built(page))


def _built(page: Path) -> list[tuple[str, tuple[str, ...], str]]:
    return [(str(one.tag), tuple(sorted(map(str, one.keys()))), one.get("class", "")) for one in elements(page)]


def test_the_brackets_are_in_the_pages(folders: tuple[Path, Path]) -> None:
    """The messages of the folder are those that the pages speak: else nothing would be found, whatever was wrong."""
    for page in folders[0].rglob("*.html"):
        assert page.read_text("utf-8").count(OPEN) > 5
    assert not [page for page in folders[1].rglob("*.html") if OPEN in page.read_text("utf-8")]
