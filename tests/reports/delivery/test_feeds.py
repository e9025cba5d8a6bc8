"""The feeds: what the standards ask for, the same bytes for the same nights, and ids that never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import hostile
import orjson
import pytest
import stories

from reports.delivery import feeds
from reports.nouns import Edition
from reports.pages import archive
from reports.pages.archive import ArchiveEntry
from reports.words.wording import speaking

URL = "https://reports.example.com/pain/"
ATOM = "{http://www.w3.org/2005/Atom}"
SAY = speaking()


@pytest.fixture(scope="module")
def alert() -> Edition:
    """The edition of the alerts' story."""
    return stories.edition_of(stories.STORIES["alert"]())


def nights(newest: Edition, count: int) -> list[ArchiveEntry]:
    """So many nights of an archive, told like the newest."""
    first = archive.entry_of(newest)
    return [replace(first, night=first.night - timedelta(days=back)) for back in range(count)]


def files(newest: Edition, entries: Sequence[ArchiveEntry] | None = None, url: str = URL) -> dict[str, bytes]:
    """All feeds of a home."""
    return feeds.files(newest, entries or nights(newest, 3), say=SAY, zone="Europe/Berlin", url=url, home="5f3a")


def json_feed(found: dict[str, bytes]) -> dict[str, Any]:
    """The JSON Feed, read."""
    value: dict[str, Any] = orjson.loads(found[feeds.JSON_FEED])
    return value


def atom(found: dict[str, bytes]) -> Element:
    """The Atom feed, read."""
    return ElementTree.fromstring(found[feeds.ATOM])


def said(parent: Element, name: str) -> str:
    """The text of the one child of that name."""
    (child,) = parent.findall(f"{ATOM}{name}")
    assert child.text
    return child.text


def test_the_json_feed_is_one(alert: Edition) -> None:
    """Version 1.1: a title, absolute addresses, and items with an id, a text and a date with its zone."""
    feed = json_feed(files(alert))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Lumen & Sons: what hurts customers, night by night"
    assert feed["feed_url"] == f"{URL}feed.json"
    assert feed["home_page_url"] == f"{URL}index.html"
    assert feed["authors"] == [{"name": "Lumen & Sons"}]
    first, second, *_ = feed["items"]
    assert first == {
        "id": "tag:painpoints.invalid,2026:5f3a/2026-11-20/product",
        "url": f"{URL}night=2026-11-20/product.html",
        "title": f"Product: {alert.product.headline}",
        "content_text": first["content_text"],
        "date_published": "2026-11-21T00:00:00+01:00",
        "tags": ["product"],
    }
    assert first["content_text"].replace("\u00a0", " ") == f"{alert.product.lede} {alert.coverage}".strip()
    assert second["tags"] == ["marketing"]
    assert second["title"] == f"Marketing: {alert.marketing.headline}"


def test_the_atom_feed_has_all_that_a_feed_must_have(alert: Edition) -> None:
    """RFC 4287: id, title and updated of feed and entry, an author, one alternate link of a kind, a link to itself."""
    feed = atom(files(alert))
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [one.text for one in feed.findall(f"{ATOM}author/{ATOM}name")] == ["Lumen & Sons"]
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{URL}feed.xml", "alternate": f"{URL}index.html"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 6
    ids = [said(one, "id") for one in (feed, *entries)]
    assert len(set(ids)) == 7
    for one in (feed, *entries):
        assert urlsplit(said(one, "id")).scheme == "tag"
        assert said(one, "title")
        assert datetime.fromisoformat(said(one, "updated")).tzinfo is not None
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        assert (link.get("rel"), str(link.get("href")).startswith(f"{URL}night=")) == ("alternate", True)
        assert said(entry, "summary")
    assert said(feed, "updated") == max(said(one, "updated") for one in entries)


def test_both_feeds_tell_the_same(alert: Edition) -> None:
    """Items in the same order with the same ids, titles, addresses and dates."""
    found = files(alert)
    items = [(one["id"], one["title"], one["url"], one["date_published"]) for one in json_feed(found)["items"]]
    entries = [
        (said(one, "id"), said(one, "title"), one.findall(f"{ATOM}link")[0].get("href"), said(one, "published"))
        for one in atom(found).findall(f"{ATOM}entry")
    ]
    assert items == entries


def test_a_feed_holds_the_last_thirty_nights(alert: Edition) -> None:
    """The newest first, in whatever order the archive gives them."""
    items = json_feed(files(alert, nights(alert, 45)[::-1]))["items"]
    assert len(items) == 60
    assert items == sorted(items, key=lambda one: (one["date_published"], one["tags"]), reverse=True)
    assert items[0]["url"] == f"{URL}night=2026-11-20/product.html"


def test_ids_outlive_name_and_address(alert: Edition) -> None:
    """A company that moves its reports or changes its name keeps its ids, and no other home has them."""
    moved = files(replace(alert, company="Lumen Group"), url="https://elsewhere.example.com/")
    assert [one["id"] for one in json_feed(moved)["items"]] == [one["id"] for one in json_feed(files(alert))["items"]]
    other = feeds.files(alert, nights(alert, 3), say=SAY, zone="UTC", url=URL, home="77aa")
    assert not {one["id"] for one in json_feed(other)["items"]} & {one["id"] for one in json_feed(moved)["items"]}


def test_the_same_nights_give_the_same_bytes(alert: Edition) -> None:
    """When a feed is made is not in it."""
    assert files(alert) == files(alert, list(reversed(nights(alert, 3))))


def test_an_edition_that_came_out_anew_says_so(alert: Edition) -> None:
    """With the time of it, in both feeds, under its old id and date."""
    anew = {alert.night: datetime.fromisoformat("2026-11-25T08:00:00+00:00")}
    found = feeds.files(alert, nights(alert, 2), say=SAY, zone="Europe/Berlin", url=URL, home="5f3a", again=anew)
    items = json_feed(found)["items"]
    assert [one.get("date_modified") for one in items] == ["2026-11-25T09:00:00+01:00"] * 2 + [None] * 2
    assert items[0]["date_published"] == "2026-11-21T00:00:00+01:00"
    assert said(atom(found).findall(f"{ATOM}entry")[0], "updated") == items[0]["date_modified"]
    assert said(atom(found), "updated") == items[0]["date_modified"]


def test_without_an_address_links_are_relative(alert: Edition) -> None:
    """As from file to file in the folder."""
    found = files(alert, url="")
    assert "feed_url" not in json_feed(found)
    assert json_feed(found)["items"][0]["url"] == "night=2026-11-20/product.html"
    hrefs = [str(one.get("href")) for one in atom(found).iter(f"{ATOM}link")]
    assert not [href for href in hrefs if ":" in href or href.startswith("/")]


@pytest.mark.parametrize("kind", hostile.by_kind())
def test_hostile_words_stay_words(alert: Edition, kind: str) -> None:
    """Whatever a headline or company says, both feeds can be read and say it, without characters that XML forbids."""
    harmless = [one.tag for one in atom(files(alert, nights(alert, 1))).iter()]
    for words in hostile.by_kind()[kind]:
        entry = replace(nights(alert, 1)[0], product=words, marketing=words, coverage=words or "x", lede=words)
        found = files(replace(alert, company=words), [entry])
        titles = [one["title"] for one in json_feed(found)["items"]]
        entries = atom(found).findall(f"{ATOM}entry")
        assert [said(one, "title") for one in entries] == titles
        assert [one.tag for one in atom(found).iter()] == harmless


def test_alerts_are_told_to_programs(alert: Edition) -> None:
    """Those that are open, with what was counted and what was to be expected, and the page to look at."""
    told = orjson.loads(files(alert)[feeds.ALERTS])
    assert (told["night"], told["company"], told["language"]) == ("2026-11-20", "Lumen & Sons", "en")
    assert len(told["alerts"]) == len(alert.alerts) > 0
    mail = next(one for one in told["alerts"] if one["subject"]["id"] == "t1" and not one["slice"])
    assert mail["observed"] > mail["high"] >= mail["expected"] >= mail["low"]
    assert mail["opened"] == "2026-11-18"
    assert mail["url"] == f"{URL}topics/t1.html"
    assert mail["id"].startswith("tag:painpoints.invalid,2026:5f3a/alert/t1.")
