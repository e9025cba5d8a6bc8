"""The e-mails of a night as bytes: whole, small, the same every time, and no name writes a header of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from xml.etree.ElementTree import Element

import hostile
import html5lib
import pytest
import stories
from hypothesis import example, given
from hypothesis import strategies as st
from outage_story import LAST

from pipeline.model import EditionName, Night
from pipeline.settings import Brand as BrandSettings
from pipeline.settings import Reports
from reports import edition
from reports.delivery import digest, mail
from reports.nouns import Edition
from reports.nouns.digest import Digest
from reports.printing.press import OURS, Press, press_of
from reports.words.wording import languages

URL = "https://reports.example.com/pain/"
SENDER = "pain@example.com"
EDITIONS: tuple[EditionName, ...] = ("product", "marketing")
CLIPPED = 102_000
"""Bytes of HTML beyond which Gmail cuts an e-mail off."""


@pytest.fixture(scope="module", params=stories.STORIES)
def told(request: pytest.FixtureRequest) -> Edition:
    """The edition of each story."""
    return stories.edition_of(stories.STORIES[request.param]())


@pytest.fixture(scope="module")
def busy() -> Edition:
    """The edition that has most to say."""
    return stories.edition_of(stories.STORIES["busy"]())


@pytest.fixture(scope="module")
def outage() -> Digest:
    """The product edition's e-mail of the mail outage."""
    return of(stories.edition_of(stories.STORIES["outage"]()))


def of(told: Edition, name: EditionName = "product", url: str = URL, by: Press = OURS) -> Digest:
    """An edition's e-mail in words."""
    return digest.of(told, name, say=by.say, url=url)


def parsed(data: bytes) -> EmailMessage:
    """As a mail program reads it."""
    return message_from_bytes(data, policy=default)


def letter(one: Digest, **more: object) -> EmailMessage:
    """The e-mail, read back from its bytes."""
    night = Night(date=LAST, zone="Europe/Berlin")
    return parsed(mail.letter(one, night, by=OURS, sender=SENDER, **more).as_bytes())  # type: ignore[arg-type]


def elements(html: str) -> list[Element]:
    """The elements of an e-mail's page."""
    return list(html5lib.parse(html, namespaceHTMLElements=False).iter())


@pytest.mark.parametrize("name", EDITIONS)
def test_an_e_mail_can_be_read_by_every_program(told: Edition, name: EditionName) -> None:
    """It is the same text twice, plain and as a page, without a defect, in lines that every server takes."""
    one = of(told, name)
    message = letter(one, to="mia@example.com")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.defects for part in message.walk()] == [[], [], []]
    plain, page = (part.get_content() for part in message.iter_parts())
    assert plain.replace("\r\n", "\n") == mail.text(one, by=OURS)
    assert page.replace("\r\n", "\n") == mail.html(one, by=OURS).replace("\r\n", "\n")
    data = mail.letter(one, Night(date=told.night), by=OURS, sender=SENDER).as_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_headers_say_from_whom_about_what_and_when(outage: Digest) -> None:
    """The night ends at midnight in the company's zone; no program answers it by itself."""
    message = letter(outage, to="mia@example.com")
    assert message["From"].addresses[0].display_name == "Lumen & Sons · product edition"
    assert message["From"].addresses[0].addr_spec == SENDER
    assert message["To"] == "mia@example.com"
    assert message["Subject"] == outage.subject
    assert message["Date"] == "Sat, 21 Nov 2026 00:00:00 +0100"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"
    assert letter(outage, updated=True)["Subject"] == f"Updated: {outage.subject}"


def test_the_same_edition_gives_the_same_bytes(told: Edition) -> None:
    """And another content another id, which is no other whomever it is sent to."""
    first = mail.letters(told, by=OURS, url=URL, zone="Europe/Berlin")
    again = edition.from_json(edition.to_json(told))
    assert mail.letters(again, by=OURS, url=URL, zone="Europe/Berlin") == first
    assert list(first) == [f"night={told.night}/product.eml", f"night={told.night}/marketing.eml"]
    ids = [parsed(data)["Message-ID"] for data in first.values()]
    assert len(set(ids)) == 2
    assert letter(of(told), to="mia@example.com")["Message-ID"] == letter(of(told), to="tom@example.com")["Message-ID"]
    other = replace(of(told), headline="Something else")
    assert letter(other)["Message-ID"] != letter(of(told))["Message-ID"]


def test_only_what_is_told_makes_an_edition_another(told: Edition) -> None:
    """Neither where the pages lie nor a word of the frame does; one that is sent again has another id."""
    one = of(told)
    assert mail.content_sha256(of(told, url="")) == mail.content_sha256(replace(one, foot="", doors=()))
    assert mail.content_sha256(replace(one, coverage="x")) != mail.content_sha256(one)
    ids = [letter(one, to=to, after=after)["Message-ID"] for to in ("a@x.de", "b@x.de") for after in ("1", "2")]
    assert len({*ids, letter(one)["Message-ID"]}) == 5


def test_editions_that_tell_of_few_are_not_sent(told: Edition) -> None:
    """Those of versions that told numbers of fewer people than may be told of have no e-mails."""
    assert mail.letters(replace(told, format_version=7), by=OURS, url=URL, zone="UTC") == {}


def test_what_lies_beside_the_pages_names_nobody(told: Edition) -> None:
    """The pages may be served: whom an e-mail goes to is in none of their files."""
    for data in mail.letters(told, by=OURS, url="", zone="UTC").values():
        message = parsed(data)
        assert message["To"] is None
        assert message["From"].addresses[0].addr_spec == "painpoints@painpoints.invalid"


@pytest.mark.parametrize("name", EDITIONS)
def test_the_page_needs_nothing_but_itself(told: Edition, name: EditionName) -> None:
    """No picture, drawing, script, form or style sheet; every link leads to the reports; small enough for Gmail."""
    html = mail.html(of(told, name), by=OURS)
    tags = {str(one.tag) for one in elements(html)}
    assert not tags & {"img", "svg", "script", "link", "form", "iframe", "object", "video", "input"}
    hrefs = [one.get("href", "") for one in elements(html) if one.get("href") is not None]
    assert hrefs
    assert all(href.startswith(URL) for href in hrefs)
    assert not re.search(r"url\(|@import|@font-face", html)
    assert not [name for one in elements(html) for name in one.keys() if str(name).startswith("on")]  # noqa: SIM118
    assert len(html.encode()) < CLIPPED


def test_the_page_keeps_what_cannot_be_inlined(outage: Digest) -> None:
    """Rules for dark screens and narrow ones stay in the head; all others are on the elements themselves."""
    html = mail.html(outage, by=OURS)
    (style,) = (one for one in elements(html) if one.tag == "style")
    assert "prefers-color-scheme: dark" in str(style.text)
    assert "max-width: 480px" in str(style.text)
    assert not re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", str(style.text)).strip()
    assert all(one.get("style") for one in elements(html) if one.tag in {"body", "h1", "h2", "td", "th", "a"})


def test_the_page_is_valid(told: Edition) -> None:
    """A strict parser finds no fault in it."""
    for name in EDITIONS:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(mail.html(of(told, name), by=OURS))
        assert [(code, said) for _, code, said in parser.errors] == []


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("url", [URL, ""])
def test_plain_text_can_be_read_alone(told: Edition, name: EditionName, url: str) -> None:
    """Lines of 72 characters but for addresses, no blank at their end, never three empty ones in a row, no markup."""
    one = of(told, name, url)
    text = mail.text(one, by=OURS)
    assert [line for line in text.splitlines() if len(line) > 72 and "https://" not in line] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert "\n\n\n\n" not in text
    assert not re.search(r"<[a-z/]|&(?:amp|lt|gt|#\d+);", text)
    flat = " ".join(text.split())
    for words in (one.coverage, one.headline, one.foot, *(item.text for item in one.changes)):
        assert " ".join(words.split()) in flat
    assert ("https://" in text) is bool(url)
    assert one.doors[0].where in text


@pytest.mark.parametrize("language", languages())
def test_an_e_mail_speaks_the_editions_language(told: Edition, language: str) -> None:
    """So does its page say."""
    by = replace(OURS, language=language)
    html = mail.html(of(told, by=by), by=by)
    assert f'<html lang="{language}" dir="ltr">' in html


def test_an_e_mail_wears_the_companys_colour(outage: Digest) -> None:
    """The button and what is rising have it, in light and in dark."""
    by = press_of(Reports(brand=BrandSettings(accent="#00629b", accent_dark="#7fc4ff")))
    html = mail.html(outage, by=by)
    (button,) = (one for one in elements(html) if one.tag == "a" and "padding" in one.get("style", ""))
    assert "background-color: #00629b" in button.get("style", "")
    assert "#7fc4ff !important" in html


def test_a_template_of_the_companys_own_comes_first(outage: Digest, tmp_path: Path) -> None:
    """Both forms can be replaced."""
    (tmp_path / "digest.txt").write_text("Only {{ d.headline }}.\n")
    (tmp_path / "digest.html").write_text("<!doctype html><title>{{ d.subject }}</title><p>Mine")
    by = press_of(Reports(templates=str(tmp_path)))
    assert mail.text(outage, by=by) == f"Only {outage.headline}."
    assert "<p>Mine" in mail.html(outage, by=by)


@pytest.mark.parametrize("kind", hostile.by_kind())
def test_hostile_words_write_no_header_and_no_element(busy: Edition, kind: str) -> None:
    """Whatever headlines, companies, names and quotes say, headers, parts and elements are those of harmless text."""
    harmless = _hostile(busy, "harmless words")
    for words in hostile.by_kind()[kind]:
        assert _hostile(busy, words) == harmless


def test_hostile_words_write_nothing_in_any_edition(told: Edition) -> None:
    """Nor where it says less."""
    harmless = _hostile(told, "harmless words")
    for words in hostile.strings()[::10]:
        assert _hostile(told, words) == harmless


def _hostile(told: Edition, words: str) -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
    """The names of the headers, and the elements with the names of their attributes, where all free text is `words`."""
    changes = tuple(
        replace(news, kind="new", trend=None, text=words, topic=replace(news.topic, name=words))
        for news in told.product.changes
    )
    ranked = tuple(replace(row, topic=replace(row.topic, name=words)) for row in told.product.ranked)
    said = replace(told.product, headline=words, lede=words or "x", changes=changes, ranked=ranked)
    one = of(replace(told, company=words, coverage=words, caution=words, product=said))
    message = letter(replace(one, lede=one.lede or "x", caution=one.caution or "x"), to="mia@example.com")
    page = next(part for part in message.walk() if part.get_content_type() == "text/html").get_content()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f]", page)
    return list(message.keys()), [(str(one.tag), tuple(sorted(map(str, one.keys())))) for one in elements(page)]


@given(st.text(max_size=200))
@example("a\r\nBcc: evil@example.com")
@example('"Müller, Inc" <evil@example.com>,')
@example("Grüße " * 40)
@example("=?utf-8?q?evil?=")
def test_any_name_comes_back_as_it_was(words: str) -> None:
    """In the sender's name and in the subject, however long and in whatever alphabet; the address stays ours."""
    one = replace(PLAIN, sender=digest.clean(words), subject=digest.clean(words))
    message = letter(one, to="mia@example.com")
    assert list(message.keys()) == list(letter(PLAIN, to="mia@example.com").keys())
    assert [address.addr_spec for address in message["From"].addresses] == [SENDER]
    assert str(message["Subject"]).split() == one.subject.split()


PLAIN = Digest(
    edition="product", language="en", sender="Lumen", subject="Quiet", subject_again="Updated: Quiet", preheader="",
    company="Lumen", title="Product edition", date_words="Friday 20 November 2026", coverage="", caution="",
    headline="Quiet", lede="", chart=None, changes_title="What changed", changes=(), changes_note="Nothing.",
    sections=(), quotes_title="", quotes=(), linked=False, lies="", doors=(), foot="",
)  # fmt: skip
