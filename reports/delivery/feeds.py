"""Feeds: the last nights for readers of news, and what stands out for programs; the same nights give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

import orjson

from pipeline.model import EditionName, Night
from reports.delivery.digest import EDITIONS, clean, line
from reports.nouns import Edition
from reports.pages.archive import ArchiveEntry
from reports.words import filters
from reports.words.wording import Wording

NIGHTS = 30
JSON_FEED, ATOM, ALERTS = "feed.json", "feed.xml", "alerts.json"
ALERTS_VERSION = 1


def files(
    newest: Edition,
    entries: Iterable[ArchiveEntry],
    *,
    say: Wording,
    zone: str,
    url: str,
    home: str,
    again: Mapping[date, datetime] | None = None,
) -> dict[str, bytes]:
    """All feeds, by their names under the reports folder; `home` tells this home from others for as long as it lives,
    whatever its name and address; `again` says when which nights came out otherwise than before."""
    told = channel(say, company=newest.company, url=url, home=home)
    found = items(say, entries, zone=zone, url=url, home=home, again=again or {})
    return {JSON_FEED: json_feed(told, found), ATOM: atom(told, found), ALERTS: alerts(newest, url=url, home=home)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One edition of one night."""

    id: str
    edition: EditionName
    where: str
    title: str
    text: str
    at: datetime
    """The end of its night, in the company's zone."""
    updated: datetime
    """When it came out otherwise than before; else the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself; `url` is where the pages' folder is found, empty where nobody knows."""

    id: str
    company: str
    language: str
    title: str
    about: str
    url: str


def channel(say: Wording, *, company: str, url: str, home: str) -> Channel:
    """What a home's feeds say of themselves."""
    name = clean(company)
    return Channel(
        id=_tag(home),
        company=name,
        language=say.language,
        title=say("feed-title", company=name),
        about=say("feed-about", company=name),
        url=url,
    )


def items(
    say: Wording, entries: Iterable[ArchiveEntry], *, zone: str, url: str, home: str, again: Mapping[date, datetime]
) -> tuple[Item, ...]:
    """The editions of the last nights, the newest first."""
    newest = sorted(entries, key=lambda entry: entry.night, reverse=True)[:NIGHTS]
    return tuple(
        Item(
            id=_tag(home, f"{entry.night}/{edition}"),
            edition=edition,
            where=f"{url}night={entry.night}/{edition}.html",
            title=say("feed-item", edition=edition, headline=line(say, getattr(entry, edition))),
            text=line(say, f"{entry.lede if edition == 'product' else ''} {entry.coverage}"),
            at=(end := Night(date=entry.night, zone=zone).end.astimezone(ZoneInfo(zone))),
            updated=max(end, again.get(entry.night, end).astimezone(ZoneInfo(zone))),
        )
        for entry in newest
        for edition in EDITIONS
    )


def json_feed(told: Channel, found: Sequence[Item]) -> bytes:
    """A JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told.title,
        "description": told.about,
        "language": told.language,
        "home_page_url": f"{told.url}index.html",
        "authors": [{"name": told.company}],
        "items": [
            {
                "id": one.id,
                "url": one.where,
                "title": one.title,
                "content_text": one.text,
                "date_published": one.at.isoformat(),
                "tags": [one.edition],
            }
            | ({"date_modified": one.updated.isoformat()} if one.updated > one.at else {})
            for one in found
        ],
    }
    return _json(feed | ({"feed_url": f"{told.url}{JSON_FEED}"} if told.url else {}))


def atom(told: Channel, found: Sequence[Item]) -> bytes:
    """An Atom feed (RFC 4287) of at least one item, the newest first."""
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": told.language})
    _said(feed, "id", told.id)
    _said(feed, "title", told.title)
    _said(feed, "subtitle", told.about)
    _said(feed, "updated", max(one.updated for one in found).isoformat())
    _said(SubElement(feed, "author"), "name", told.company)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{told.url}{ATOM}"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{told.url}index.html"})
    for one in found:
        entry = SubElement(feed, "entry")
        _said(entry, "id", one.id)
        _said(entry, "title", one.title)
        _said(entry, "published", one.at.isoformat())
        _said(entry, "updated", one.updated.isoformat())
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.where})
        SubElement(entry, "category", {"term": one.edition})
        _said(entry, "summary", one.text)
    indent(feed)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def alerts(edition: Edition, *, url: str, home: str) -> bytes:
    """The alerts that are open on the newest night, as the edition tells them, for programs."""
    told = [asdict(one) | {"subject": {"id": one.subject.topic_id, "name": one.subject.name}} for one in edition.alerts]
    for row, one in zip(told, edition.alerts, strict=True):
        topic = f"topics/{filters.page_name(one.subject.topic_id)}" if one.about == "topic" else ""
        page = topic or f"night={edition.night}/product.html"
        row |= {"id": _tag(home, f"alert/{one.alert_id}"), "url": url + page}
    return _json(
        {
            "version": ALERTS_VERSION,
            "company": edition.company,
            "language": edition.language,
            "night": edition.night,
            "alerts": told,
        }
    )


def _tag(home: str, path: str = "") -> str:
    """A `tag:` URI (RFC 4151): it never changes, and leads nowhere."""
    return f"tag:painpoints.invalid,2026:{home}" + (f"/{quote(path)}" if path else "")


def _said(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _json(value: object) -> bytes:
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(value, option=options)
