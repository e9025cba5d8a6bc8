"""How pages are printed: in whose language, by whose templates, in whose colours, and only where they changed."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from links import elements

from benchmarks.made_up_night import LAST, conversations, edition
from pipeline.errors import SettingsError
from pipeline.settings import Brand, Reports
from reports import render
from reports.nouns import Edition
from reports.printing.brand import PAPERS, contrast
from reports.printing.press import Press, press_of

NIGHT = f"night={LAST}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><rect width="9"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.fixture(scope="module")
def told() -> Edition:
    """A made-up night with something of everything."""
    return edition(topics=20, quotes=40, nights=14)


def _printed(told: Edition, folder: Path, by: Press) -> dict[str, str]:
    """The night's pages, the topics' and the conversations', by name."""
    render.render(told, folder, by=by, seconds={"ingest": 1.25}, snapshot_sha256="0" * 64)
    render.render_topics(told, folder, by=by)
    render.render_evidence(conversations(told), folder, company=told.company, by=by)
    return {str(page.relative_to(folder)): page.read_text("utf-8") for page in folder.rglob("*.html")}


def _product(told: Edition, folder: Path, by: Press) -> str:
    render.render(told, folder, by=by, seconds={}, snapshot_sha256="0" * 64)
    return (folder / NIGHT / "product.html").read_text("utf-8")


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _policy_holds(page: Path) -> bool:
    """Whether the page's policy names the hashes of its style and script as they stand there."""
    found = list(elements(page))
    policy = next(str(one.get("content")) for one in found if one.get("http-equiv") == "Content-Security-Policy")
    inlined = [(tag, one.text or "") for tag in ("style", "script") for one in found if one.tag == tag]
    named = [f"{tag}-src 'sha256-{_digest(text)}'" for tag, text in inlined]
    return len(named) == 2 and all(one in policy for one in named)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_a_page_speaks_the_language_of_its_edition(told: Edition, tmp_path: Path) -> None:
    """An edition in German has German words round it and says so, whatever the press was set to."""
    pages = _printed(replace(told, language="de"), tmp_path, Press())
    product = pages[f"{NIGHT}/product.html"]
    assert '<html lang="de" dir="ltr">' in product
    assert "Zum Text" in product
    assert "Skip to the text" not in product
    assert "1.512" in product
    assert "Wie es verlief" in pages["topics/t00001.html"]


def test_an_edition_in_a_lost_language_is_printed_in_english(told: Edition, tmp_path: Path) -> None:
    """Where nobody has words in a language any more, those round the edition are English and say so."""
    page = _product(replace(told, language="tlh"), tmp_path, Press(language="de"))
    assert '<html lang="en" dir="ltr">' in page
    assert "Skip to the text" in page


def test_messages_of_the_companys_own_come_first(told: Edition, tmp_path: Path) -> None:
    """A message in the company's folder is said in place of ours; every other stays."""
    _written(tmp_path, "own/en/ours.ftl", "page-skip = Straight on\n")
    page = _product(told, tmp_path / "pages", Press(messages=str(tmp_path / "own")))
    assert "Straight on" in page
    assert "Skip to the text" not in page
    assert "About these numbers" in page


def test_a_broken_message_of_the_companys_own_is_passed_over(told: Edition, tmp_path: Path) -> None:
    """One that asks for what it is not given leaves no hole: ours is said."""
    _written(tmp_path, "own/en/ours.ftl", "page-skip = Straight { $nobody }\n")
    assert "Skip to the text" in _product(told, tmp_path / "pages", Press(messages=str(tmp_path / "own")))


def test_a_template_of_the_companys_own_builds_on_ours(told: Edition, tmp_path: Path) -> None:
    """By the name of ours it is found first, by `shipped/` it extends ours, and the policy holds for its style."""
    foot = '{% extends "shipped/paper.html" %}{% block footer %}{{ super() }}<p>Internal</p>{% endblock %}'
    _written(tmp_path, "own/paper.html", foot)
    _written(tmp_path, "own/index.html", '{% extends "base.html" %}{% block main %}<h1>Ours</h1>{% endblock %}')
    _written(tmp_path, "own/page.css", '{% include "shipped/page.css" %} h1 { color: var(--accent); }')
    by = press_of(Reports(templates=str(tmp_path / "own")))
    render.render_index(tmp_path / "pages", [], company="Lumen", by=by)
    index = (tmp_path / "pages/index.html").read_text("utf-8")
    assert "<h1>Ours</h1>" in index
    assert "h1 { color: var(--accent); }" in index
    product = _product(told, tmp_path / "pages", by)
    assert "Edition of" in product
    assert "<p>Internal</p>" in product
    assert all(_policy_holds(page) for page in (tmp_path / "pages").rglob("*.html"))


@pytest.mark.parametrize(
    "slip", ["{{ brand.nobody }}", "{{ 1 / 0 }}", '{{ say("no-such-message") }}', '{% include "none" ~ ".html" %}']
)
def test_a_template_that_fails_is_named(told: Edition, tmp_path: Path, slip: str) -> None:
    """A slip that only printing finds is told with its file and line, and no page is half written."""
    path = _written(tmp_path, "own/product.html", f"<!doctype html>\n\n{slip}")
    by = press_of(Reports(templates=str(tmp_path / "own")))
    with pytest.raises(SettingsError, match=re.escape(f"{path}:3")):
        _product(told, tmp_path / "pages", by)
    assert not (tmp_path / "pages").exists()


def test_a_template_may_set_names_and_ask_for_them(told: Edition, tmp_path: Path) -> None:
    """What a template sets, imports or can do without is not refused, nor are copies of all of ours."""
    _written(tmp_path, "own/mine.html", "{% macro line(words) %}{{ words }}{% endmacro %}")
    foot = '{% import "mine.html" as mine %}{% block footer %}{% set a = 1 %}{{ mine.line(a) }}{% endblock %}'
    _written(tmp_path, "own/paper.html", '{% extends "shipped/paper.html" %}' + foot)
    _written(
        tmp_path,
        "own/product.html",
        '{% extends "shipped/product.html" %}{% block footer %}{{ nobody | default("Foot") }}'
        '{% if other is defined %}{{ other }}{% endif %}{% include "none.html" ignore missing %}{% endblock %}',
    )
    assert "Foot" in _product(told, tmp_path / "pages", press_of(Reports(templates=str(tmp_path / "own"))))
    press_of(Reports(templates=str(Path(render.__file__).parent / "templates")))


def test_a_page_says_which_way_it_is_read(told: Edition, tmp_path: Path) -> None:
    """English from left to right, a company's own Arabic from right to left."""
    _written(tmp_path, "own/ar/ours.ftl", "map-nav = خريطة\n")
    by = press_of(Reports(messages=str(tmp_path / "own"), language="ar"))
    assert '<html lang="en" dir="ltr">' in _product(told, tmp_path / "pages", by)
    assert '<html lang="ar" dir="rtl">' in _product(replace(told, language="ar"), tmp_path / "pages", by)


@pytest.mark.parametrize(("data", "kind"), [(SVG, "image/svg+xml"), (PNG, "image/png")])
def test_pages_wear_the_companys_brand(told: Edition, tmp_path: Path, data: bytes, kind: str) -> None:
    """Name, logo and colour are on the page, the logo as a picture in which no script runs, and the policy holds."""
    (tmp_path / "logo").write_bytes(data)
    brand = Brand(name="Lumen <Care>", logo=str(tmp_path / "logo"), accent="#7A1F5C", accent_dark="#f0a8d8")
    page = _product(told, tmp_path / "pages", press_of(Reports(brand=brand)))
    assert f'<img src="data:{kind};base64,{base64.b64encode(data).decode()}" alt="">Lumen &lt;Care&gt;</a>' in page
    assert "--accent: #7a1f5c" in page
    assert "--accent: #f0a8d8" in page
    assert _policy_holds(tmp_path / "pages" / NIGHT / "product.html")
    assert "img-src data:" in page


def test_a_logo_alone_is_read_aloud_as_the_company(told: Edition, tmp_path: Path) -> None:
    """Without a name beside it the picture has words."""
    (tmp_path / "logo").write_bytes(PNG)
    by = press_of(Reports(company="Lumen", brand=Brand(logo=str(tmp_path / "logo"))))
    assert 'alt="Lumen"></a>' in _product(told, tmp_path / "pages", by)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "neither SVG nor PNG"),
        (b"<svg/>", "neither SVG nor PNG"),
        (b"GIF89a", "neither SVG nor PNG"),
        (b'<?xml version="1.0" encoding="foo"?><svg/>', "neither SVG nor PNG"),
        (PNG + bytes(64 * 1024), "are the most"),
    ],
)
def test_a_logo_is_what_it_should_be(tmp_path: Path, data: bytes, said: str) -> None:
    """What is in the file counts, not what it is called, and it has to be small."""
    (tmp_path / "logo.svg").write_bytes(data)
    with pytest.raises(SettingsError, match=said):
        press_of(Reports(brand=Brand(logo=str(tmp_path / "logo.svg"))))


@pytest.mark.parametrize(
    ("brand", "key"),
    [(Brand(accent="#e0a000"), "accent"), (Brand(accent_dark="#5a2010"), "accent_dark")],
)
def test_a_colour_that_can_hardly_be_read_is_refused(brand: Brand, key: str) -> None:
    """Under 4.5 to 1 on its paper the settings are refused, with the contrast that was found."""
    with pytest.raises(SettingsError, match=rf"reports\.brand\.{key}: .* its contrast is \d+\.\d"):
        press_of(Reports(brand=brand))


@given(one=COLOURS, other=COLOURS)
def test_contrast_is_that_of_wcag(one: str, other: str) -> None:
    """From 1 to 21, the same both ways, 1 for a colour and itself, 21 for black and white."""
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21
    assert contrast(one, one) == 1
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_papers_are_those_of_the_style() -> None:
    """Contrast is held against the colours that pages have, in light and in dark."""
    style = (Path(render.__file__).parent / "static/page.css").read_text("utf-8")
    assert re.findall(r"--paper: (#\w+)", style)[:2] == [paper for _, paper in PAPERS.values()]


def test_without_evidence_quotes_lead_nowhere(told: Edition, tmp_path: Path) -> None:
    """No conversation is printed, those that were are taken away, and no page leads to one."""
    assert any(name.startswith("evidence/") for name in _printed(told, tmp_path, Press()))
    pages = _printed(told, tmp_path, Press(evidence=False))
    assert not (tmp_path / "evidence").exists()
    assert "<blockquote>" in pages["topics/t00001.html"]
    assert not [name for name, text in pages.items() if "evidence/" in text]


def test_what_is_there_already_is_left_alone(told: Edition, tmp_path: Path) -> None:
    """Printed again, no page is written; what changed is, alone."""
    _printed(told, tmp_path, Press())
    before = {page: page.stat().st_mtime_ns for page in tmp_path.rglob("*.*")}
    assert render.render(told, tmp_path, seconds={"ingest": 1.25}, snapshot_sha256="0" * 64) == ()
    assert render.render_topics(told, tmp_path) == ()
    assert {page: page.stat().st_mtime_ns for page in before} == before
    slower = render.render(told, tmp_path, seconds={"ingest": 2.5}, snapshot_sha256="0" * 64)
    assert slower == (tmp_path / NIGHT / "run.html",)
    page = replace(told.topics[3], summary="Hardly heard of.")
    changed = replace(told, topics=(*told.topics[:3], page, *told.topics[4:]))
    assert render.render_topics(changed, tmp_path) == (tmp_path / "topics/t00003.html",)


@given(words=st.text(max_size=30))
def test_words_woven_round_a_link_stay_words(words: str) -> None:
    """Whatever a name holds, a sentence with a link in it has that link alone: every mark of the name is escaped."""
    edition = SimpleNamespace(company="Lumen", night=LAST, date_words="Friday", about=(), coverage="", caution="")
    gone = {"topic_id": "t1", "name": words, "why": words, "split_off": {"topic_id": "t2", "name": words}}
    page = Press().page("gone.html", {"edition": edition, "page": gone, "root": "../", "defined": {}}).decode()
    sentence = page[page.index('<p class="lede">') : page.index('<p class="note">')]
    tags = ["p", "a", "bdi", "/bdi", "/a", "/p"]
    assert re.findall(r"<(/?\w*)[^>]*>", sentence) == tags
