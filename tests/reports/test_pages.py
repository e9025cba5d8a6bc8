"""The pages: every link leads somewhere, nothing reaches out, and hostile words stay words."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import asdict, replace
from pathlib import Path

import html5lib
import pytest
from factory import Story
from links import dead, elements
from outage_story import LAST, SETTINGS, SIGNALS, outage, outage_edition

from pipeline.model import Night
from reports import edition, render
from reports.delivery import feeds
from reports.geometry import charts
from reports.nouns import Edition, Trend
from reports.pages import archive, evidence
from reports.printing import press
from reports.words import filters
from reports.words.wording import speaking

SVG = "{http://www.w3.org/2000/svg}"
"""Before the name of an element of a drawing, as the parser tells it."""
TEMPLATES = sorted((Path(render.__file__).parent / "templates").glob("*.html"))
HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><plaintext>",
    "]]><b>bold</b>&lt;i&gt;",
    "</bdi></p></td></table><h1>taken over</h1>",
    "\u202egnp.exe\u2066hidden\u2069",
    "a\x00b\x1b[31mred",
    "=cmd|'/c calc'!A0",
    "\u2028line\u2029",
    "<a href=//evil.example>x</a>",
    "&#x3c;script&#x3e;",
)


def _write_night(built: Edition, folder: Path) -> None:
    render.render(built, folder, seconds={"ingest": 1.25}, snapshot_sha256="0" * 64)


def _write(built: Edition, folder: Path) -> None:
    _write_night(built, folder)
    render.render_topics(built, folder)
    render.render_index(folder, [archive.entry_of(built)], company=built.company)
    told = feeds.files(built, [archive.entry_of(built)], say=speaking(built.language), zone="UTC", url="", home="h")
    press.put(folder, told)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole folder of pages of the outage story."""
    place = tmp_path_factory.mktemp("pages")
    built = outage_edition()
    _write(built, place)
    quoted = evidence.build(speaking(), outage(), built)
    render.render_evidence(quoted, place, company=built.company)
    for night in {one.night for one in quoted} - {LAST}:
        _write_night(replace(built, night=night), place)
    return place


def test_every_link_and_fragment_leads_somewhere(folder: Path) -> None:
    """Within the folder each href names a file, and each fragment an id in it."""
    assert len(list(folder.rglob("*.html"))) > 10
    assert dead(folder) == []


def test_pages_of_an_edition_without_a_definition_do_not_lead_to_it(folder: Path, tmp_path: Path) -> None:
    """Editions of earlier versions do not say what is compared in slices."""
    built = outage_edition()
    _write(replace(built, about=tuple(line for line in built.about if line.anchor != "slices")), tmp_path)
    assert 'popovertarget="d-slices"' in (folder / "topics/t1.html").read_text("utf-8")
    assert not [page for page in tmp_path.rglob("*.html") if "d-slices" in page.read_text("utf-8")]


def test_every_definition_opens_in_place(folder: Path) -> None:
    """Each button of a definition names one on its page, each is opened by one button, and all stand on their page."""
    for page in folder.rglob("*.html"):
        asked = [str(one.get("popovertarget")) for one in elements(page) if one.get("popovertarget")]
        there = [str(one.get("id")) for one in elements(page) if one.get("popover") is not None]
        assert sorted(asked) == sorted(set(asked)) == sorted(there), page.name
    about = [str(one.get("id")) for one in elements(folder / f"night={LAST}/about.html") if one.get("id")]
    assert {line.anchor for line in outage_edition().about} <= set(about)


def test_no_page_reaches_out(folder: Path) -> None:
    """No address of another host, no embedded resource but the icon, no handler and no style attribute."""
    for page in folder.rglob("*.html"):
        assert not re.search(r"(?:https?:)?//[a-z]", page.read_text("utf-8").replace("http:%2F%2F", ""), re.IGNORECASE)
        for one in elements(page):
            assert one.get("src") is None
            assert not [name for name in one.keys() if str(name).startswith("on") or name == "style"]  # noqa: SIM118


def test_the_policy_names_exactly_what_is_inlined(folder: Path) -> None:
    """The hashes of the security policy are those of the page's own style and script, and the policy comes first."""
    for page in folder.rglob("*.html"):
        found = list(elements(page))
        head = next(one for one in found if one.tag == "head")
        policy = str(head[0].get("content"))
        assert head[0].get("http-equiv") == "Content-Security-Policy"
        for tag in ("style", "script"):
            (element,) = (one for one in found if one.tag == tag)
            digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy


def test_pages_are_small_and_whole(folder: Path) -> None:
    """No page is over 400 KB, each is one document with a language, a title and one main heading."""
    for page in folder.rglob("*.html"):
        tags = [str(one.tag) for one in elements(page)]
        assert page.stat().st_size < 400_000
        assert (tags.count("h1"), tags.count("title") >= 1, tags.count("main")) == (1, True, 1)
        assert '<html lang="en" dir="ltr">' in page.read_text("utf-8")


def test_pages_are_valid_html(folder: Path) -> None:
    """A strict parser finds no fault but elements of HTML 5.1 that it is too old to know."""
    parser = html5lib.HTMLParser(strict=False)
    for page in folder.rglob("*.html"):
        parser.parse(page.read_text("utf-8"))
        assert [(code, told) for _, code, told in parser.errors] == []


def test_tables_and_charts_can_be_read_aloud(folder: Path) -> None:
    """Every table has a caption and scoped heads, every chart a title, every link of the map as well."""
    for page in folder.rglob("*.html"):
        for one in elements(page):
            if one.tag == "table":
                assert one.find("caption") is not None
                assert all(head.get("scope") for head in one.iter("th"))
            if one.tag == f"{SVG}svg" and one.get("role") == "group":
                # The map is made of links, each with a title of its own.
                assert one.get("aria-label")
                assert all(link.find(f"{SVG}title") is not None for link in one.iter(f"{SVG}a"))
            elif one.tag == f"{SVG}svg" and one.get("aria-hidden") != "true":
                assert one.get("role") == "img"
                assert one.find(f"{SVG}title") is not None


def test_a_merged_topics_address_leads_on(folder: Path) -> None:
    """An old link to a merged topic finds the one it is counted with."""
    text = (folder / "topics/t5.html").read_text("utf-8")
    assert 'url=t1.html"' in text
    assert 'href="../topics/t1.html"' in text


def test_nothing_is_left_beside_the_pages(folder: Path) -> None:
    """The scratch folder is gone once the pages stand."""
    assert [path for path in folder.iterdir() if path.name.startswith(".")] == []


def test_the_same_edition_gives_the_same_pages(tmp_path: Path, folder: Path) -> None:
    """Rendering again, from the JSON, changes no byte."""
    again = edition.from_json((folder / f"night={LAST}" / "edition.json").read_bytes())
    _write(again, tmp_path)
    for page in tmp_path.rglob("*.*"):
        assert page.read_bytes() == (folder / page.relative_to(tmp_path)).read_bytes()


def test_a_conversation_is_printed_again_only_when_it_shows_something_new(tmp_path: Path) -> None:
    """The same conversations print no page; one that shows something else now prints its own and no other."""
    built = outage_edition()
    quoted = evidence.build(speaking(), outage(), built)
    written = render.render_evidence(quoted, tmp_path, company="Lumen")
    before = {path: path.read_bytes() for path in written}
    assert len(written) == len(quoted) > 1
    assert render.render_evidence(quoted, tmp_path, company="Lumen") == ()
    moved = (replace(quoted[0], channel="letter"), *quoted[1:])
    assert render.render_evidence(moved, tmp_path, company="Lumen") == written[:1]
    assert {path for path in written if path.read_bytes() != before[path]} == set(written[:1])
    assert render.render_evidence(quoted, tmp_path, company="Another name") == written


def _structure(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(one.tag), tuple(sorted(map(str, one.keys())))) for one in elements(path)]


def _told(words: str, folder: Path) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The structure of every page of a story in which all free text is `words`."""
    story = Story()
    story.topic("t1", words, born=LAST, terms=[{"text": words, "weight": 1.0}])
    for seat in range(6):
        story.conversation(
            LAST, f"c{seat}", [("customer", words), ("agent", words)], topics={0: "t1"}, signals={1: "blame_shift"},
            customer=f"u{seat}", segment=words, product=words,
        )  # fmt: skip
    view = story.view(LAST)
    settings = SETTINGS.model_copy(update={"reports": SETTINGS.reports.model_copy(update={"company": words})})
    built = edition.build(view, Night(date=LAST), settings=settings, signals=SIGNALS, versions={words: words})
    _write(built, folder)
    render.render_evidence(evidence.build(speaking(), view, built), folder, company=built.company)
    return {str(page.relative_to(folder)): _structure(page) for page in sorted(folder.rglob("*.html"))}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_change_no_structure(words: str, tmp_path: Path) -> None:
    """Whatever customers, companies and names say, the pages keep the elements and attributes of harmless text."""
    harmless = _told("harmless words", tmp_path / "harmless")
    assert len(harmless) > 6
    assert _told(words, tmp_path / "hostile") == harmless
    page = (tmp_path / "hostile/topics/t1.html").read_text("utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", page)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_templates_trust_nothing(template: Path) -> None:
    """No template switches escaping off, writes a handler or a style, or leaves an attribute unquoted."""
    text = template.read_text("utf-8")
    assert not re.search(r"\|\s*safe|Markup\(|autoescape|tojson", text)
    assert not re.search(r"\s(?:on\w+|style)\s*=", text)
    assert not re.search(r"[\w-]=\s*\{\{", re.sub(r'"[^"]*"', '""', text))


@pytest.mark.parametrize("key", ["../up", "", "a/b", "CON.html", "x" * 81, "t\x00"])
def test_an_id_cannot_leave_its_folder(key: str) -> None:
    """Only plain ids become names of pages."""
    with pytest.raises(ValueError, match="not fit"):
        filters.page_name(key)


def test_a_trend_breaks_where_a_night_is_missing() -> None:
    """A missing night is a gap in the line, never a fall to zero."""
    spark = charts.spark(Trend(first=LAST, counts=(4, None, 2, 2), words="told"))
    assert spark.line.count("M") == 2
    bars = charts.bars(speaking(), Trend(first=LAST, counts=(4, None, 0), words="told"), "Mail")
    assert [bar.missing for bar in bars.bars] == [False, True, False]
    assert [count for _, count, _ in bars.rows] == ["0", "missing", "4"]


def test_bars_grow_from_zero() -> None:
    """The height of a bar is its count, to scale."""
    bars = charts.bars(speaking(), Trend(first=LAST, counts=(10, 5), words="told"), "Mail")
    assert bars.bars[0].height == pytest.approx(2 * bars.bars[1].height, abs=0.2)


def test_a_lone_night_does_not_fill_the_chart() -> None:
    """A bar is at most as wide as one of a few weeks: a block would look like a total."""
    (bar,) = charts.bars(speaking(), Trend(first=LAST, counts=(10,), words="told"), "Mail").bars
    assert bar.width < 60


@pytest.mark.parametrize(("nights", "width"), [(1, 320), (7, 470), (182, 1000)])
def test_a_short_history_is_a_narrow_chart(nights: int, width: int) -> None:
    """A phone begins with the newest nights, at its right end: there has to be a bar."""
    trend = Trend(first=LAST, counts=(10,) * nights, words="told")
    drawn = charts.bars(speaking(), trend, "Mail", least=320)
    assert drawn.width == width
    assert drawn.bars[-1].x > width - 320


def test_every_group_of_the_edition_is_on_a_page(folder: Path) -> None:
    """No number is computed for nobody: each news sentence stands on the product page."""
    built = edition.from_json((folder / f"night={LAST}" / "edition.json").read_bytes())
    page = (folder / f"night={LAST}" / "product.html").read_text("utf-8")
    for news in asdict(built)["product"]["changes"]:
        assert news["text"].split(":")[0].replace(" %", "\u00a0%").split("“")[0] in page
