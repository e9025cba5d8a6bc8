"""The e-mail of an edition in words: nothing that the pages do not tell, and every text harmless wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import hostile
import pytest
import stories
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import EditionName
from reports import edition
from reports.delivery import digest
from reports.nouns import Edition
from reports.nouns.digest import Digest
from reports.words.wording import languages, speaking

EDITIONS: tuple[EditionName, ...] = ("product", "marketing")
URL = "https://reports.example.com/pain/"
SAY = speaking()
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module", params=stories.STORIES)
def told(request: pytest.FixtureRequest) -> Edition:
    """The edition of each story."""
    return stories.edition_of(stories.STORIES[request.param]())


@pytest.fixture(scope="module")
def outage() -> Edition:
    """The edition of the mail outage."""
    return stories.edition_of(stories.STORIES["outage"]())


def texts(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def led_to(one: Digest) -> list[str]:
    """Where what it tells of leads."""
    rows = [row.where for section in one.sections for row in section.rows]
    return [*(item.where for item in one.changes), *rows]


def of(told: Edition, name: EditionName = "product", url: str = URL) -> Digest:
    """An edition's e-mail."""
    return digest.of(told, name, say=SAY, url=url)


def test_an_e_mail_says_what_its_edition_says(outage: Edition) -> None:
    """Headline, coverage, the changes with their numbers and the five greatest pains stand in it as on the page."""
    found = of(outage)
    assert found.headline == outage.product.headline
    assert found.subject == f"{outage.product.headline} · 20 November"
    assert found.coverage.replace("\u00a0", " ") == outage.coverage
    changes = [(item.name, item.text.replace("\u00a0", " ")) for item in found.changes]
    assert changes == [(news.topic.name, news.text) for news in outage.product.changes]
    (pains,) = found.sections
    assert [row.name for row in pains.rows] == [row.topic.name for row in outage.product.ranked[:5]]
    assert pains.rows[0].counted == "96 conversations"
    assert pains.rows[0].cells[-1].replace("\u00a0", " ") == "up: 54, was 21"
    assert pains.rows[0].length == 100


def test_the_marketing_e_mail_counts_who_leaves_and_who_recommends(outage: Edition) -> None:
    """Each with its number, and one customer's words for each."""
    found = of(outage, "marketing")
    groups = {group.anchor: group for group in outage.marketing.groups}
    voices = [voice.row for anchor in ("leave", "recommend") for voice in groups[anchor].voices]
    assert [row.name for section in found.sections for row in section.rows] == [row.title for row in voices]
    counted = [row.counted for section in found.sections for row in section.rows]
    assert counted == [SAY("conversations", count=row.conversations) for row in voices]
    quoted = [f"“{groups[anchor].voices[0].quotes[0].text}”" for anchor in ("leave", "recommend")]
    assert [one.text for one in found.quotes] == quoted


@pytest.mark.parametrize("name", EDITIONS)
def test_an_e_mail_is_made_of_the_edition_alone(told: Edition, name: EditionName) -> None:
    """What was published, read back from its JSON, gives the same e-mail."""
    assert of(edition.from_json(edition.to_json(told)), name) == of(told, name)


@pytest.mark.parametrize("name", EDITIONS)
def test_links_are_absolute_or_there_are_none(told: Edition, name: EditionName) -> None:
    """With an address of the pages every link begins with it; without one the pages are named by their place."""
    linked, plain = of(told, name), of(told, name, "")
    assert all(where.startswith(URL) for where in (*led_to(linked), *(door.where for door in linked.doors)))
    assert set(led_to(plain)) <= {""}
    assert plain.doors[0].where == f"night={told.night}/{name}.html"


def test_a_busy_night_stays_short(outage: Edition) -> None:
    """At most nine changes, and how many more there are."""
    many = tuple(replace(outage.product.changes[0], text=f"{at} more") for at in range(20))
    found = of(replace(outage, product=replace(outage.product, changes=many, notices=many)))
    assert len(found.changes) == 9
    assert found.changes_note.startswith("31 more in the edition.")


def test_a_quiet_night_says_so(outage: Edition) -> None:
    """Where nothing changed and nobody says why, a sentence does."""
    quiet = replace(outage.product, changes=(), notices=(), changes_note="", ranked=())
    found = of(replace(outage, product=quiet))
    assert found.changes_note == "The edition tells of no change."
    assert found.chart is None
    assert found.sections[0].note == "No topic is ranked yet."


def test_bars_are_drawn_for_nights_that_were_read(outage: Edition) -> None:
    """A missing night has no bar, one on which nobody spoke of it a bar of nothing, any other at least a pixel."""
    trend = outage.product.changes[0].trend
    assert trend is not None
    drawn = replace(trend, counts=(None, 0, 1, 400))
    changes = (replace(outage.product.changes[0], trend=drawn),)
    found = of(replace(outage, product=replace(outage.product, changes=changes)))
    assert found.chart is not None
    assert found.chart.heights == (None, 0, 1, 56)


@pytest.mark.parametrize(("known", "said"), [(1.5, "none stands out"), (None, "was not held against")])
def test_the_marketing_e_mail_claims_no_calm_that_nobody_knows(outage: Edition, known: float | None, said: str) -> None:
    """That nothing stands out is said only where something was to be expected of the night itself."""
    groups = tuple(
        replace(group, voices=tuple(replace(one, row=replace(one.row, trend=replace(one.row.trend, expected=(known,))))
                                    for one in group.voices))
        for group in outage.marketing.groups
    )  # fmt: skip
    found = of(replace(outage, marketing=replace(outage.marketing, groups=groups, notices=())), "marketing")
    assert said in found.changes_note
    assert {section.note for section in found.sections} == {digest.line(SAY, outage.marketing.market.base)}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", EDITIONS)
def test_every_language_can_say_it(told: Edition, name: EditionName, language: str) -> None:
    """No message of an e-mail is missing in any language."""
    found = digest.of(told, name, say=speaking(language), url=URL)
    assert found.language == language


@pytest.mark.parametrize("kind", hostile.by_kind())
def test_hostile_text_becomes_one_harmless_line(outage: Edition, kind: str) -> None:
    """Whatever names, quotes and companies say: no control, no second line, no address that would become a link."""
    for words in hostile.by_kind()[kind]:
        news = replace(
            outage.product.changes[0], text=words, topic=replace(outage.product.changes[0].topic, name=words)
        )
        said = replace(outage.product, headline=words, lede=words, changes=(news,))
        found = of(replace(outage, company=words, caution=words, product=said))
        for text in texts(asdict(found)):
            assert len(text.splitlines()) <= 1
            assert not CONTROLS.search(text)
        assert not [text for text in (found.subject, found.lede, found.changes[0].text) if "http://" in text.lower()]


@given(st.text())
def test_any_text_is_one_line(text: str) -> None:
    """With anything in it that Unicode holds."""
    assert len(digest.line(SAY, text).splitlines()) <= 1
    assert digest.line(SAY, digest.line(SAY, text)) == digest.line(SAY, text)


def test_an_address_in_a_quote_is_not_clickable() -> None:
    """Mail programs make links of what looks like one: a customer's never gets that far."""
    assert digest.line(SAY, "Log in at https://evil.example/login or www.evil.example now") == (
        "Log in at [link hidden] or [link hidden] now"
    )


@pytest.mark.parametrize(
    "address",
    ["evil.com", "evil.example", "login.evil.de/reset", "EVIL.COM", "ftp:evil", "mailto:a@evil.com", "tel:+4930123",
     "slack://open", "a.b@evil.org", "evil.rocks/x", "evil.io:8080/x"],
)  # fmt: skip
def test_all_that_programs_make_links_of_is_hidden(address: str) -> None:
    """Names of the web without a scheme, and other schemes."""
    assert digest.line(SAY, f"See {address} now") == "See [link hidden] now"


@pytest.mark.parametrize(
    "words",
    ["e.g. this", "3.5 stars", "again.Then it broke", "again.It broke", "Node.js fails", "10:30 or 1:2", "and/or",
     "Rising: mail", "z.B. das", "v2.0.1", "invoice.pdf"],
)  # fmt: skip
def test_what_only_looks_like_an_address_stays(words: str) -> None:
    """Abbreviations, numbers, names of files, and sentences without a blank between them."""
    assert digest.line(SAY, words) == words
