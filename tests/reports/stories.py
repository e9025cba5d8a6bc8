"""The invented stories, and whole folders of their pages as a night prints them: what tests of all pages walk over."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import alert_story
import busy_story
import outage_story
import small_companies
from factory import Story, StoryView
from links import elements

from pipeline.model import Night
from pipeline.settings import Reports, Settings
from reports import edition, render
from reports.delivery import feeds, mail
from reports.nouns import Edition
from reports.pages import archive, evidence
from reports.printing import press
from reports.words.behaviours import SignalDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a night's pages are made of; `settings.reports` says in which language."""

    view: StoryView
    night: date
    settings: Settings
    signals: Sequence[SignalDefinition]


def _outage() -> Told:
    return Told(
        view=outage_story.outage(),
        night=outage_story.LAST,
        settings=outage_story.SETTINGS,
        signals=outage_story.SIGNALS,
    )


def _alert() -> Told:
    return Told(
        view=alert_story.alert_story(),
        night=alert_story.LAST,
        settings=alert_story.SETTINGS,
        signals=alert_story.SIGNALS,
    )


def _busy() -> Told:
    return Told(view=busy_story.busy(), night=busy_story.LAST, settings=busy_story.SETTINGS, signals=busy_story.SIGNALS)


def _small() -> Told:
    """A company of which little may be told."""
    return Told(
        view=small_companies.company(7).view(outage_story.LAST),
        night=outage_story.LAST,
        settings=Settings(reports=Reports(company="Corner shop")),
        signals=outage_story.SIGNALS,
    )


def _silent() -> Told:
    """A first night in which three customers said nothing that hurts."""
    story = Story()
    for seat in range(3):
        story.conversation(outage_story.LAST, f"c{seat}", [("customer", "When do you open?")], customer=f"u{seat}")
    return Told(
        view=story.view(outage_story.LAST), night=outage_story.LAST, settings=Settings(), signals=outage_story.SIGNALS
    )


STORIES: Mapping[str, Callable[[], Told]] = {
    "outage": _outage,
    "alert": _alert,
    "busy": _busy,
    "small": _small,
    "silent": _silent,
}


def edition_of(told: Told) -> Edition:
    """The edition of the story's night."""
    return edition.build(
        told.view,
        Night(date=told.night),
        settings=told.settings,
        signals=told.signals,
        versions={"painpoints": "0.1.0", "model": "fake"},
    )


def printed(told: Told, folder: Path) -> Edition:
    """Write every page that a night of the story has, and return the edition that they show."""
    built, by = edition_of(told), press.press_of(told.settings.reports)
    write(built, evidence.build(by.say, told.view, built), folder, by=by)
    return built


def write(built: Edition, quoted: Sequence[evidence.Evidence], folder: Path, *, by: press.Press = press.OURS) -> None:
    """Write every page of an edition and of the conversations that it quotes, as `flows.night` does."""
    entries = [archive.entry_of(built)]
    render.render(built, folder, by=by, seconds={"ingest": 1.25}, snapshot_sha256="0" * 64)
    render.render_evidence(quoted, folder, company=built.company, by=by)
    press.put(folder, mail.letters(built, by=by, url="", zone="UTC"))
    render.render_topics(built, folder, by=by)
    render.render_index(folder, entries, company=built.company, by=by)
    press.put(folder, feeds.files(built, entries, say=by.say, zone="UTC", url="", home="h"))


@cache
def pages() -> Path:
    """A folder with the pages of all stories, each in a folder of its name; printed once, for tests that only read."""
    folder = Path(tempfile.mkdtemp(prefix="stories-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, told in STORIES.items():
        printed(told(), folder / name)
    return folder


@cache
def various(folder: Path) -> tuple[Path, ...]:
    """As many of a folder's pages as it takes to meet every kind of element, in every place, that occurs in them."""
    found = {page: _kinds(page) for page in sorted(folder.rglob("*.html"))}
    chosen: list[Path] = []
    seen: set[str] = set()
    while found:
        page = max(found, key=lambda one: len(found[one] - seen))
        new = found.pop(page) - seen
        if not new:
            break
        seen |= new
        chosen.append(page)
    return tuple(sorted(chosen))


def _kinds(page: Path) -> set[str]:
    """Each element by its tag, class and attributes, with those of its parent."""
    found = set()
    for parent in elements(page):
        for one in parent:
            found.add(f"{_kind(parent)} > {_kind(one)}")
    return found


def _kind(element: Element) -> str:
    return f"{element.tag}.{element.get('class', '')}[{' '.join(sorted(map(str, element.keys())))}]"
