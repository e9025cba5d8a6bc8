"""A night as two e-mails: what one edition says, short enough to be read before the first coffee.

Everything in it stands in the edition as well, so it tells nothing that the pages do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import EditionName
from reports.nouns import Edition, News, Quote, TopicRow, VoiceGroup
from reports.nouns.digest import Chart, Digest, Door, Item, Row, Said, Section
from reports.words import filters
from reports.words.wording import Wording, shortened

EDITIONS: tuple[EditionName, ...] = ("product", "marketing")
CHANGES = 6
"""Most of what changed, and"""
NOTICES = 3
"""most of what agents and customers do otherwise than expected."""
PAINS = 5
VOICES = 4
"""Most of one group."""
LONGEST_QUOTE = 280
HIGHEST = 56
"""Pixels of the highest bar of a chart."""
PREHEADER = 140
"""What mail programs show beside the subject."""
ASKED = ("leave", "recommend")
"""The groups of the marketing edition whose voices are counted here, and one of each quoted."""
_TLDS = (
    "com|net|org|info|biz|edu|gov|io|ai|app|dev|co|cc|ws|shop|store|online|site|website|web|tech|cloud|link|click|page"
    "|live|xyz|top|club|vip|icu|pro|name|mobi|ly|gl|gg|tv|example|de|ch|li|uk|eu|fr|es|nl|pl|cz|sk|dk|se|fi|ru|ua|cn|jp"
    "|kr|au|nz|ca|br|mx|ar|tr|ie|pt|gr|hu|ro|bg|hr|si|rs|lu|lt|lv|ee|il|za|hk|sg|tw|vn|id|my|ph|th"
)
"""Ends of names of the web's places; not those of files, such as `js`."""
_WORDS = "at|be|in|it|me|to|us"
"""Such ends that are words as well: a sentence may begin with one, great, behind a full stop without a blank."""
_SCHEMES = (
    "mailto|tel|sms|callto|sip|sips|skype|slack|facetime|whatsapp|tg|xmpp|geo|ftp|file|data|javascript|http|https"
)
_ADDRESS = re.compile(
    rf"""
    \b[a-z][a-z0-9+.-]{{0,30}}://\S+                              # any scheme
    | \b(?:{_SCHEMES}):\S+
    | \bwww\.\S+
    | (?:\b[\w.+-]{{1,64}}@)?\b[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:
        [a-z]{{2,24}}(?::\d{{1,5}})?/\S*                          # any name with a path
        | (?:{_TLDS}|(?-i:{_WORDS}))(?![\w-])(?:[:?\#]\w\S*)?
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What mail programs make links of: what has a scheme, and what looks like a name of the web."""


def of(edition: Edition, name: EditionName, *, say: Wording, url: str) -> Digest:
    """The e-mail of one edition; `url` is where the folder of the pages is found, ending in a slash, or empty."""
    night = f"night={edition.night.isoformat()}/"
    chart = None
    groups = [group for anchor in ASKED for group in edition.marketing.groups if group.anchor == anchor]
    if name == "product":
        told = edition.product
        headline, lede, note = told.headline, told.lede, told.changes_note
        news = (*told.changes[:CHANGES], *told.notices[:NOTICES])
        more = len(told.changes) + len(told.notices) - len(news)
        chart = _chart(say, news[0]) if news else None
        sections: tuple[Section, ...] = (_pains(edition, say, url),)
        quotes: tuple[Said, ...] = ()
    else:
        headline, lede, note = edition.marketing.headline, "", _compared(say, edition)
        news = edition.marketing.notices[:CHANGES]
        more = len(edition.marketing.notices) - len(news)
        sections = tuple(_voices(edition, say, group, url) for group in groups if group.voices)
        quotes = tuple(_said(say, one) for one in map(_loudest, groups) if one)
    changes = tuple(_item(say, one, edition, url) for one in news)
    first = changes[0].text if changes else quotes[0].text if quotes else edition.coverage
    note = note or ("" if changes else say("digest-nothing"))
    subject = line(say, say("digest-subject", headline=headline, day=say.short_date(edition.night)))
    return Digest(
        edition=name,
        language=say.language,
        sender=clean(say("digest-from", company=edition.company, edition=name)),
        subject=subject,
        subject_again=say("digest-updated", subject=subject),
        preheader=shortened(line(say, lede or first), PREHEADER),
        company=clean(edition.company),
        title=say(f"digest-{name}"),
        date_words=line(say, edition.date_words),
        coverage=line(say, edition.coverage),
        caution=line(say, edition.caution),
        headline=line(say, headline),
        lede=line(say, lede),
        chart=chart,
        changes_title=say("digest-changes"),
        changes=changes,
        changes_note=line(say, f"{say('digest-more', count=more) if more else ''} {note}"),
        sections=sections,
        quotes_title=say("digest-quotes"),
        quotes=quotes,
        linked=bool(url),
        lies=say("digest-lies"),
        doors=tuple(
            Door(label=say(f"digest-read-{page}"), where=f"{url}{night}{page}.html")
            for page in sorted((*EDITIONS, "run"), key=lambda page: page != name)
        ),
        foot=say("digest-foot", edition=name),
    )


def clean(text: str) -> str:
    """Text as one line without controls."""
    return str(filters.tidy(" ".join(text.split())))


def line(say: Wording, text: str) -> str:
    """Anybody's text as one line, also without addresses of which a mail program would make links."""
    return clean(_ADDRESS.sub(say("digest-link-hidden"), clean(text)))


def _item(say: Wording, news: News, edition: Edition, url: str) -> Item:
    is_topic = any(page.row.topic.topic_id == news.topic.topic_id for page in edition.topics)
    own = f"topics/{filters.page_name(news.topic.topic_id)}" if is_topic else f"night={edition.night}/product.html"
    return Item(
        kind=news.kind,
        mark=news.mark,
        label=line(say, news.label),
        name=line(say, news.topic.name),
        text=line(say, news.text),
        where=url and url + own,
    )


def _chart(say: Wording, news: News) -> Chart | None:
    counts = news.trend.counts if news.trend else ()
    most = max((count for count in counts if count is not None), default=0)
    if news.trend is None or not most:
        return None
    return Chart(
        name=line(say, news.topic.name),
        words=line(say, news.trend.words),
        heights=tuple(None if one is None else one and max(1, round(HIGHEST * one / most)) for one in counts),
    )


def _pains(edition: Edition, say: Wording, url: str) -> Section:
    """What costs most; bars by what the edition ranks by."""
    told = edition.product
    rows = told.ranked[:PAINS]
    by_minutes = all(row.minutes is not None for row in rows)
    costs = bool(told.ranking.head) and any(row.cost for row in rows)
    lengths = _lengths([(row.minutes if by_minutes else row.conversations) or 0 for row in rows])
    return Section(
        title=say("digest-pains"),
        note=_counted_in(say, rows, told.ranking.by) if rows else say("digest-no-pains"),
        week=say("digest-week"),
        heads=tuple(
            line(say, head) for head in (say("digest-topic"), *([told.ranking.head] if costs else ()), told.compared)
        ),
        rows=tuple(
            Row(
                name=line(say, row.topic.name),
                where=url and f"{url}topics/{filters.page_name(row.topic.topic_id)}",
                counted=say("conversations", count=row.conversations or 0),
                cells=tuple(_cell(say, one) for one in (*([row.cost or "–"] if costs else ()), row.change)),
                direction=row.direction,
                length=length,
            )
            for row, length in zip(rows, lengths, strict=True)
        ),
    )


def _counted_in(say: Wording, rows: Sequence[TopicRow], by: str) -> str:
    """The base of the rows' counts, and what they are ranked by."""
    whole = max(row.share.whole if row.share else 0 for row in rows)
    nights = max(sum(one is not None for one in row.trend.counts[-WINDOW_NIGHTS:]) if row.trend else 0 for row in rows)
    return line(say, say("digest-pains-note", conversations=whole, nights=nights, by=by))


def _compared(say: Wording, edition: Edition) -> str:
    """What it means that nothing is told of what customers say about us; empty where something is."""
    if edition.marketing.notices:
        return ""
    trends = [voice.row.trend for group in edition.marketing.groups for voice in group.voices]
    watched = sum(bool(one.expected) and one.expected[-1] is not None for one in trends)
    if not watched:
        return say("digest-unwatched")
    return say("digest-watched", count=watched)


def _voices(edition: Edition, say: Wording, group: VoiceGroup, url: str) -> Section:
    """How many said each thing that answers one question, the most first."""
    voices = sorted(group.voices, key=lambda voice: (-voice.row.conversations, voice.row.name))[:VOICES]
    lengths = _lengths([voice.row.conversations for voice in voices])
    where = url and f"{url}night={edition.night}/marketing.html#{group.anchor}"
    return Section(
        title=line(say, group.title),
        note=line(say, edition.marketing.market.base),
        week=say("digest-week"),
        heads=(say("digest-voice"), line(say, edition.product.compared)),
        rows=tuple(
            Row(
                name=line(say, voice.row.title),
                where=where,
                counted=say("conversations", count=voice.row.conversations),
                cells=(_cell(say, voice.row.change),),
                direction=voice.row.direction,
                length=length,
            )
            for voice, length in zip(voices, lengths, strict=True)
        ),
    )


def _cell(say: Wording, text: str) -> str:
    """A table's cell, which is broken behind a comma only."""
    return re.sub("(?<!,) ", "\u00a0", line(say, text))


def _lengths(values: Sequence[float]) -> list[int]:
    most = max(values, default=0) or 1
    return [max(1, round(100 * value / most)) for value in values]


def _loudest(group: VoiceGroup) -> Quote | None:
    """A quote of the voice that most raised of those that are quoted."""
    quoted = [voice for voice in group.voices if voice.quotes]
    return max(quoted, key=lambda voice: (voice.row.conversations, voice.row.name)).quotes[0] if quoted else None


def _said(say: Wording, quote: Quote) -> Said:
    source = say("digest-said", channel=quote.channel, day=quote.when)
    text = say("digest-quoted", text=shortened(line(say, quote.text), LONGEST_QUOTE))
    return Said(text=text, source=line(say, source))
