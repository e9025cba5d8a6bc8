"""Hostile words as names, quotes, turns, segments and company: they stay words, and come out as they went in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import browsing
import hostile
import pytest
import stories
from factory import Story
from links import elements
from outage_story import LAST, SIGNALS
from playwright.sync_api import Browser

from pipeline.settings import Reports, Settings
from reports.pages import evidence
from reports.words import filters
from reports.words.wording import speaking

say = speaking()
AT_ONCE = 30
"""Strings that one customer says in one conversation."""
EACH = 3
"""Strings in which a topic is told of; its id names the first."""
SAMPLED = 3
"""Of each kind, so many have their pages read by the slow strict parser; the browser reads all."""
WORDS = (*hostile.strings(), " ".join(found[0] for found in hostile.by_kind().values()))
"""The last one is the company's name as well."""
PLAIN = tuple(f"plain word {place}" for place in range(len(WORDS)))
UNLIKE = """(pairs) => pairs.map((pair) => {
  const told = (one) => `${one.tagName}[${one.getAttributeNames().sort()}](${Array.from(one.children, told)})`;
  const [plain, hostile] = pair.map((page) => told(new DOMParser().parseFromString(page, "text/html").documentElement));
  return plain !== hostile;
})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The pages of one edition printed twice: in plain words, and with a hostile string in the place of each."""

    plain: Path
    hostile: Path

    def pairs(self) -> list[tuple[Path, Path]]:
        """Each page in both, the plain one first."""
        names = sorted(page.relative_to(self.plain) for page in self.plain.rglob("*.html"))
        assert names == sorted(page.relative_to(self.hostile) for page in self.hostile.rglob("*.html"))
        return [(self.plain / name, self.hostile / name) for name in names]


def _told(words: Sequence[str]) -> stories.Told:
    """Of three strings one is a topic's name, one its line and one its term, and all are said by five customers; some
    are segments, products, queues and teams."""
    story = Story()
    for first in range(0, len(words), EACH):
        name, line, term = (*words[first : first + EACH], "nothing", "more")[:EACH]
        story.topic(f"t{first}", name, born=LAST, description=line, terms=[{"text": term, "weight": 1.0}])
    for first in range(0, len(words), AT_ONCE):
        part = words[first : first + AT_ONCE]
        for seat in range(5):
            story.conversation(
                LAST,
                f"c{first}-{seat}",
                [*(("customer", word) for word in part), ("agent", part[0])],
                topics={place: f"t{first + place - place % EACH}" for place in range(len(part))},
                signals={len(part): "blame_shift"},
                customer=f"u{first}-{seat}",
                segment=part[3 % len(part)],
                product=part[4 % len(part)],
                queue=part[5 % len(part)],
                team=part[6 % len(part)],
            )
    settings = Settings(reports=Reports(company=words[-1], min_customers=5))
    return stories.Told(view=story.view(LAST), night=LAST, settings=settings, signals=SIGNALS)


def _swapped(value: Any) -> Any:
    """The same value with the hostile string of its place for every plain one."""
    if isinstance(value, str):
        return re.sub(r"plain word (\d+)", lambda found: WORDS[int(found[1])], value, flags=re.IGNORECASE)
    if isinstance(value, tuple):
        return tuple(map(_swapped, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _swapped(getattr(value, field.name)) for field in fields(value)})
    return value


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """All pages that show the strings."""
    place = tmp_path_factory.mktemp("words")
    found = Folders(plain=place / "plain", hostile=place / "hostile")
    told = _told(PLAIN)
    built = stories.printed(told, found.plain)
    quoted = evidence.build(say, told.view, built)
    stories.write(_swapped(built), _swapped(quoted), found.hostile)
    return found


def _shown(text: str) -> str:
    """What a reader gets of a text: without controls, and with line ends as every parser of HTML reads them."""
    return str(filters.tidy(text)).replace("\r\n", "\n").replace("\r", "\n")


def _texts(page: Path, path: str) -> list[str]:
    root = next(elements(page))
    return ["".join(found.itertext()) for found in root.iterfind(path)]


def _sampled() -> set[int]:
    """The topics in which a few strings of every kind are told of."""
    kinds = hostile.by_kind().values()
    places = [WORDS.index(word) for found in kinds for word in found[:: max(len(found) // SAMPLED, 1)]]
    return {place - place % EACH for place in places}


def _signature(page: Path) -> list[tuple[str, tuple[str, ...], int]]:
    return [(str(one.tag), tuple(sorted(map(str, one.keys()))), len(one)) for one in elements(page)]


def test_there_are_more_strings_than_in_the_big_list() -> None:
    """Over 515, of many kinds, each once."""
    assert len(set(WORDS)) == len(WORDS) > 1_000
    assert min(len(found) for found in hostile.by_kind().values()) >= 6


def test_a_strict_parser_sees_the_same_elements(folders: Folders) -> None:
    """With hostile words every page has the elements and attributes that it has with plain ones."""
    many = {f"t{place}" for place in range(len(WORDS)) if place not in _sampled()}
    read = [pair for pair in folders.pairs() if pair[0].stem not in many]
    assert len(read) > 50
    for plain, other in read:
        assert (other.name, _signature(other)) == (plain.name, _signature(plain))


@pytest.mark.browser
def test_a_browser_sees_the_same_elements(folders: Folders, browser: Browser) -> None:
    """The same on every page, as Chromium parses it."""
    page = browser.new_page()
    pairs = folders.pairs()
    for first in range(0, len(pairs), 100):
        some = pairs[first : first + 100]
        unlike = page.evaluate(UNLIKE, [[_unstyled(plain), _unstyled(other)] for plain, other in some])
        assert [other.name for (_, other), differs in zip(some, unlike, strict=True) if differs] == []
    page.close()


def _unstyled(page: Path) -> str:
    """A page without its style, which is most of its bytes."""
    return re.sub("<style>.*?</style>", "", page.read_text("utf-8"), count=1, flags=re.DOTALL)


@pytest.mark.browser
def test_hostile_pages_run_nothing_and_ask_for_nothing(folders: Folders, browser: Browser) -> None:
    """Opened as files, pages of every kind open no dialog, log nothing, reach for nothing and load nothing."""
    for _, page in folders.pairs():
        of_many = re.fullmatch(r"[tc](\d+)(-\d+)?", page.stem)
        if of_many is None or int(of_many[1]) % 600 == 0:
            with browsing.opened(browser, page) as (open_page, seen):
                assert open_page.locator("h1").count() == 1
                assert (page.name, seen.complaints) == (page.name, [])


def test_names_come_out_as_they_went_in(folders: Folders) -> None:
    """The list of all topics shows every name, whole."""
    rows = _texts(folders.hostile / "topics/index.html", ".//tbody//th//bdi")
    assert sorted(rows) == sorted(map(_shown, WORDS[::EACH]))


def test_what_a_topic_is_told_in_comes_out_as_it_went_in(folders: Folders) -> None:
    """A topic's page is headed by its name, and shows its line, a quote and its term as they are."""
    for place in _sampled():
        page, told = folders.hostile / f"topics/t{place}.html", list(map(_shown, WORDS[place : place + EACH]))
        assert _texts(page, ".//h1/bdi") == told[:1]
        assert told[1] in _texts(page, ".//q/bdi")
        assert {text in told for text in _texts(page, ".//blockquote//bdi")} == {True}


def test_turns_come_out_as_they_went_in(folders: Folders) -> None:
    """A conversation shows what was said in it."""
    pages = list((folders.hostile / "evidence").glob("c*.html"))
    assert len(pages) > 30
    for page in pages:
        first = int(re.findall(r"\d+", page.stem)[0])
        said = _texts(page, ".//ol[@class='turns']/li/div/p/bdi")[:-1]
        assert said == list(map(_shown, WORDS[first : first + AT_ONCE]))


def test_an_edition_holds_hostile_words_whole() -> None:
    """On the way from a snapshot to the pages names stay as they are, and turns lose nothing but spare blanks."""
    told = _told(WORDS)
    built = stories.edition_of(told)
    assert sorted(page.row.topic.name for page in built.topics) == sorted(WORDS[::EACH])
    quoted = evidence.build(say, told.view, built)
    assert quoted
    for one in quoted:
        first = int(re.findall(r"\d+", one.conversation_id)[0])
        assert [turn.text for turn in one.turns[:-1]] == [say.spoken(word) for word in WORDS[first : first + AT_ONCE]]
