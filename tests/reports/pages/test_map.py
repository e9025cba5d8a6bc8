"""The map as the edition tells it: whom it shows, how large, what became of them, and that nobody small is measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from factory import Story, StoryView
from links import elements
from outage_story import LAST, SETTINGS, SIGNALS, VERSIONS, outage, outage_edition

from pipeline.model import LakeFile, Night
from reports import edition, render
from reports.geometry.topicmap import DOT
from reports.nouns import Circle, Edition, TopicMap

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class _AfterAnother(StoryView):
    """A view in which an edition of the night before lies."""

    told: bytes = b""

    def files(self, dataset: str, _nights: object = None, /) -> tuple[LakeFile, ...]:
        """Its file, and one of a later night."""
        nights = (LAST - timedelta(days=1), LAST + timedelta(days=1)) if dataset == "editions" else ()
        return tuple(LakeFile(dataset=dataset, night=night, sha256="0" * 64, rows=1, bytes=1) for night in nights)

    def bytes_of(self, dataset: str, night: date, /) -> bytes | None:
        """The edition."""
        assert (dataset, night) == ("editions", LAST - timedelta(days=1))
        return self.told


@pytest.fixture(scope="module")
def built() -> Edition:
    """The edition of the outage story."""
    return outage_edition()


def _circle(drawn: TopicMap, name: str) -> Circle:
    return next(one for one in drawn.circles if one.topic.name == name)


def _after(told: bytes) -> Edition:
    view = outage()
    return outage_edition(_AfterAnother(view.tables, view.decisions, view.books, told))


def test_every_topic_of_the_edition_is_on_the_map(built: Edition) -> None:
    """Largest first, small ones last; a merged topic is where it went."""
    assert [one.topic.name for one in built.map.circles] == [
        "E-mail not arriving",
        "Password reset loop",
        "Invoice shows old address",
        "Fax, line",
    ]


def test_circles_say_what_the_news_say(built: Edition) -> None:
    """What is rising, falling or new on the front page is so on the map, with its mark, and in words."""
    told = {one.topic.name: (one.kind, one.mark, one.label) for one in built.map.circles}
    assert told == {
        "E-mail not arriving": ("rising", "▲", "Rising"),
        "Password reset loop": ("falling", "▼", "Falling"),
        "Invoice shows old address": ("new", "●", "New"),
        "Fax, line": ("small", "", ""),
    }
    kinds = {news.topic.name: news.kind for news in built.product.changes}
    assert {name: kind for name, (kind, mark, _) in told.items() if mark} == kinds


def test_a_circle_is_read_aloud_whole(built: Edition) -> None:
    """Its name, its customers, what became of it; of a small one that there are too few."""
    row = next(page.row for page in built.topics if page.row.topic.topic_id == "t1")
    assert row.customers_text.endswith("+")
    assert [one.spoken for one in built.map.circles] == [
        f"E-mail not arriving, at least {row.customers} customers, rising",
        f"Password reset loop, {_circle(built.map, 'Password reset loop').customers} customers, falling",
        f"Invoice shows old address, {_circle(built.map, 'Invoice shows old address').customers} customers, new",
        "Fax, line, fewer than 5 customers",
    ]


def test_nothing_of_a_small_topic_is_told(built: Edition) -> None:
    """No number, no change, and a dot of the one size that they all have."""
    small = _circle(built.map, "Fax, line")
    assert (small.customers, small.customers_text, small.counts, small.label) == (None, "fewer than 5", "", "")
    assert small.radius == DOT


def test_areas_follow_customers(built: Edition) -> None:
    """The squares of two radii are to each other as their customers, the unknown ones counted as one each."""
    rows = {page.row.topic.topic_id: page.row for page in built.topics}
    shares = [
        one.radius**2 / ((row.customers or 0) + (row.customer_unknown or 0))
        for one in built.map.circles
        if one.kind != "small"
        for row in [rows[one.topic.topic_id]]
    ]
    assert max(shares) == pytest.approx(min(shares), rel=0.01)


def test_the_nearest_topic_is_named_where_it_is_near(built: Edition) -> None:
    """In a word that says how near."""
    mail, password = _circle(built.map, "E-mail not arriving"), _circle(built.map, "Password reset loop")
    assert password.nearest is not None
    assert (password.nearest.name, password.nearness) == ("E-mail not arriving", "very near")
    invoice = _circle(built.map, "Invoice shows old address")
    assert (invoice.nearest and invoice.nearest.name, invoice.nearness) == ("Password reset loop", "near")
    assert mail.cosine > 0.7 > invoice.cosine > 0.5


def test_topics_lie_where_they_lay_the_night_before(built: Edition) -> None:
    """The edition before gives the places: mirrored there, the map is mirrored tonight."""
    mirrored = tuple(replace(one, x=built.map.width - one.x) for one in built.map.circles)
    before = replace(built, map=replace(built.map, circles=mirrored))
    now = {one.topic.topic_id: one.x for one in _after(edition.to_json(before)).map.circles}
    assert now == pytest.approx({one.topic.topic_id: one.x for one in mirrored}, abs=40)
    assert now != pytest.approx({one.topic.topic_id: one.x for one in built.map.circles}, abs=40)


def test_an_edition_of_before_there_were_maps_gives_no_places(built: Edition) -> None:
    """After one of those, or none, the map is drawn afresh."""
    assert _after(b'{"format_version": 8}').map == built.map


def test_themes_stand_at_their_centre_of_weight(built: Edition) -> None:
    """A theme of one topic is named where that lies; small topics weigh nothing."""
    mail = _circle(built.map, "E-mail not arriving")
    assert [(one.name, one.x, one.y) for one in built.map.regions][1] == ("Mail and inbox", mail.x, mail.y)
    assert [one.name for one in built.map.regions] == ["Account and password", "Mail and inbox"]


def _shop(
    *,
    hidden: tuple[str, ...] = (),
    state: str = "active",
    centroid: tuple[float, ...] = (0.0, 1.0),
    known: bool = True,
) -> TopicMap:
    """The map of a shop with two topics, of which the second is as told."""
    story = Story()
    story.topic("t1", "Late parcels", born=LAST)
    more = {"hidden": list(hidden), "state": state, "centroid": list(centroid)}
    story.topic("t2", "Broken parcels", born=LAST, **more)
    for seat in range(12):
        said = [("customer", "My parcel is late and broken")]
        story.conversation(LAST, f"c{seat}", said, topics={0: f"t{seat % 2 + 1}"}, customer=f"u{seat}" * known)
    return edition.build(story.view(LAST), Night(date=LAST), settings=SETTINGS, signals=SIGNALS, versions=VERSIONS).map


def test_what_people_hide_is_not_on_the_map() -> None:
    """A topic that people leave out of the product edition is left out here; so is a retired one, and one about
    nothing."""
    assert [one.topic.topic_id for one in _shop().circles] == ["t1", "t2"]
    assert [one.topic.topic_id for one in _shop(hidden=("marketing",)).circles] == ["t1", "t2"]
    for without in (_shop(hidden=("product",)), _shop(state="retired"), _shop(centroid=())):
        assert [one.topic.topic_id for one in without.circles] == ["t1"]


def test_where_no_customer_is_known_conversations_are_told() -> None:
    """In the table as on the map and read aloud."""
    assert [one.customers_text for one in _shop(known=False).circles] == ["6 conversations", "6 conversations"]
    assert [one.customers_text for one in _shop().circles] == ["6", "6"]


def test_before_anything_can_be_compared_no_change_is_said() -> None:
    """On the first night a circle tells its customers only."""
    told = _shop().circles[0]
    assert (told.kind, told.mark, told.label, told.counts) == ("unknown", "", "", "")
    assert told.spoken == "Late parcels, 6 customers"


def _written(built: Edition, folder: Path) -> Path:
    render.render_topics(built, folder)
    return folder / "topics/map.html"


def test_the_page_draws_each_circle_as_a_link(built: Edition, tmp_path: Path) -> None:
    """Every topic is a link to its page with its words as title; the same stands in the table, in the same numbers."""
    root = next(elements(_written(built, tmp_path)))
    links = list(root.iter(f"{SVG}a"))
    assert sorted((link.get("href"), link.findtext(f"{SVG}title")) for link in links) == sorted(
        (f"../topics/{one.topic.topic_id}.html", one.spoken) for one in built.map.circles
    )
    sizes = {link.get("href"): link.find(f"{SVG}circle").get("r") for link in links}  # type: ignore[union-attr]
    assert sizes == {f"../topics/{one.topic.topic_id}.html": str(one.radius) for one in built.map.circles}
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in root.iterfind(".//tbody/tr")]
    assert [row[0] for row in rows] == [one.topic.name for one in built.map.circles]
    assert [row[2] for row in rows] == [one.customers_text for one in built.map.circles]
    assert rows[-1][2:4] == ["fewer than 5", "–"]


def test_the_page_of_an_earlier_edition_says_that_there_is_no_map(built: Edition, tmp_path: Path) -> None:
    """Its address is good all the same, as every page leads there."""
    text = _written(replace(built, map=TopicMap()), tmp_path).read_text("utf-8")
    assert "made before there were maps" in text
    assert "<table" not in text
