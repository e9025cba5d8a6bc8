"""A made-up night with something of everything that a page can show, for measuring how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from reports.nouns import (
    Apart,
    Beside,
    Cost,
    CoverageRow,
    Edition,
    Effort,
    Event,
    Excess,
    Line,
    Link,
    Marketing,
    News,
    Pain,
    Product,
    Quote,
    Ranking,
    Run,
    Share,
    SignalRow,
    Spot,
    StageRow,
    ThemeRow,
    TopicPage,
    TopicRow,
    Treated,
    Trend,
    Uneven,
    Voice,
    VoiceGroup,
)
from reports.pages.evidence import Evidence, SpokenTurn

LAST = date(2026, 11, 20)
SHARE = Share(part=143, whole=1512, low=0.081, high=0.11, text="9.5 %", interval="8.1–11.0 %")
ELSEWHERE = replace(SHARE, part=310, whole=9_120, low=0.03, high=0.038, text="3.4 %", interval="3.0–3.8 %")
WORDS = "we waited the whole morning and nobody came although two people had promised it on the phone".split()
LINE = Line(label="Wednesday 18 November", text="At most 143, expected 21 (14–31); over on Friday 20 November.")
SEED = 0


def edition(*, topics: int, quotes: int, nights: int, language: str = "en") -> Edition:
    """A night with so many topics, quotes shared out among them, and trends over so many nights."""
    rng = np.random.default_rng(SEED)
    links = [Link(topic_id=f"t{at:05d}", name=f"{_said(rng, 4).capitalize()} {at}") for at in range(topics)]
    rows = [_row(rng, link, at + 1) for at, link in enumerate(links)]
    shares = np.array_split(np.arange(quotes), topics)
    pages = [_page(rng, row, links, nights, taken.tolist()) for row, taken in zip(rows, shares, strict=True)]
    news = [
        News(mark="▲", label="Rising", topic=row.topic, text="143 last night, expected 21 (14–31).", trend=row.trend)
        for row in rows
    ]
    excess = [_excess(link) for link in links[:8]]
    signals = [_signal(row, at) for at, row in enumerate(rows[:16])]
    heads = (
        "topics",
        "shares",
        "changes",
        "slices",
        "expected",
        "handling",
        "theme",
        "teams",
        "pace-how",
        "more-often",
    )
    told = " ".join(WORDS * 4)
    about = [Line(label=head, text=told, anchor=head) for head in heads]
    about += [Line(label=one.title, text=told, anchor=f"signal-{one.name}") for one in signals]
    return Edition(
        format_version=9,
        company="Lumen & Sons",
        night=LAST,
        date_words="Friday 20 November 2026",
        coverage="1,512 conversations (1,204 customers): 61 % calls, 30 % chats and 9 % e-mails; 94 % read.",
        caution="",
        about=tuple(about),
        product=Product(
            headline="“E-mail not arriving” is rising",
            lede="71 % hosting plan M. Third outage in 90 days.",
            changes=tuple(news[:10]),
            changes_note="380 topics are within their expected range.",
            ranked=tuple(rows[:30]),
            ranked_note="Ranked by handling time in the last 28 nights.",
            ranking=Ranking(by="cost", head="Cost a night"),
            slices=tuple(excess),
            slices_empty="",
            crossed=tuple(excess),
            crossed_empty="",
            treatment=tuple(signals),
            spots=(_spot(signals[0], "Berlin"), _spot(signals[1], "Leeds")),
            uneven=tuple(_uneven(link) for link in links[:8]),
            uncovered=(LINE,) * 6,
            praised=tuple(rows[30:35]),
            themes=tuple(_theme(rows[at::12], f"Theme {at}") for at in range(12)),
            fixes=(news[0],),
        ),
        marketing=Marketing(
            headline="Why customers leave: 53 threatened to",
            groups=tuple(_group(signals[at : at + 3], pages[at].quotes, excess[:3], at) for at in range(0, 15, 3)),
            pains=tuple(
                Pain(rank=page.row.rank, topic=page.row.topic, people="143 conversations", terms="", quote=one)
                for page in pages[:10]
                for one in page.quotes[:1]
            ),
            slices=tuple(excess),
            slices_empty="",
        ),
        topics=tuple(pages),
        run=Run(
            stages=tuple(
                StageRow(stage=one, unit="rows", read=9_120, kept=9_000, set_aside=100, rejected=20, reasons="bad_time")
                for one in ("ingest", "embed", "discover", "identify", "detect", "measure", "edition")
            ),
            coverage=(
                CoverageRow(
                    label="All", conversations=1512, customers_text="1,204",
                    with_statement=SHARE, with_topic=SHARE, resolved=SHARE,
                ),
            ),
            hidden=(LINE,) * 8,
            dropped=(LINE,) * 8,
            decisions=(LINE,) * 20,
            versions=(LINE,) * 9,
            settings_sha256="5" * 64,
        ),
        language=language,
    )  # fmt: skip


def conversations(told: Edition, *, turns: int = 20) -> tuple[Evidence, ...]:
    """The conversation of each quote."""
    rng = np.random.default_rng(SEED)
    found = []
    for page in told.topics:
        for quote in page.quotes:
            spoken = [
                SpokenTurn(
                    index=at,
                    kind=("agent", "customer")[at % 2],
                    speaker=("Agent", "Customer")[at % 2],
                    text=_said(rng, 16),
                    at=f"{at}:00",
                    topics=(page.row.topic,) if at == 1 else (),
                    signals=("Customers threatened to leave",) if at == 3 else (),
                )
                for at in range(turns)
            ]
            found.append(
                Evidence(
                    conversation_id=quote.conversation_id,
                    night=quote.said,
                    when=quote.when,
                    channel=quote.channel,
                    topics=(page.row.topic,),
                    turns=tuple(spoken),
                )
            )
    return tuple(found)


def _said(rng: np.random.Generator, words: int) -> str:
    return " ".join(WORDS[at] for at in rng.integers(len(WORDS), size=words))


def _trend(rng: np.random.Generator, nights: int) -> Trend:
    expected = rng.gamma(4.0, 5.0) * np.array([1.0, 1.1, 1.0, 0.9, 1.0, 0.5, 0.4])[np.arange(nights) % 7]
    counts: list[int | None] = rng.poisson(expected).tolist()
    counts[nights // 2] = None
    return Trend(
        first=LAST - timedelta(days=nights - 1),
        counts=tuple(counts),
        words=f"{nights} nights, at most {max(one for one in counts if one is not None)}.",
        expected=tuple(expected.tolist()),
        low=tuple((expected * 0.6).astype(int).tolist()),
        high=tuple((expected * 1.5).astype(int).tolist()),
    )


def _row(rng: np.random.Generator, link: Link, rank: int) -> TopicRow:
    return TopicRow(
        rank=rank,
        topic=link,
        state="since 3 August",
        conversations=143,
        customers=120,
        customer_unknown=3,
        customers_text="120+",
        share=SHARE,
        change="31, 12 before",
        direction=("up", "down", "")[rank % 3],
        resolved=SHARE,
        repeat=SHARE,
        trend=_trend(rng, 28),
        small=False,
        care="urgent, in work, billing team" if rank % 4 == 0 else "",
        minutes=310.5,
        cost="310 min",
    )


def _page(
    rng: np.random.Generator, row: TopicRow, links: Sequence[Link], nights: int, taken: Sequence[int]
) -> TopicPage:
    near = [links[int(at)] for at in rng.integers(len(links), size=4)]
    quotes = tuple(_quote(rng, f"c{at:06d}") for at in taken)
    return TopicPage(
        row=row,
        summary="143 conversations from 120 customers in the last 28 nights, 9.5 % of all (8.1–11.0 %).",
        description=_said(rng, 10),
        small_note="",
        merged_into=None,
        history=_trend(rng, nights),
        history_text="3,120 conversations since 25 May, over 180 nights.",
        slices=tuple(_excess(row.topic) for _ in range(8)),
        slices_note="",
        treatment=tuple(_excess(row.topic) for _ in range(4)),
        went=(Effort(label="First answer", text="4 min", known=140, median_seconds=240.0, usual="2 min"),) * 5,
        treated=tuple(
            Treated(name=name, title=name, with_it=SHARE, without_it=ELSEWHERE, direction="more", verdict="more often")
            for name in ("Agents put the fault on the customer", "Agents asked to check", "Agents promised a call")
        ),
        costs=(Cost(label="Handling", text="310 min a night", value=310.0, low=290.0, high=330.0, known=143),) * 4,
        uneven=(_uneven(row.topic),) * 2,
        terms=tuple(WORDS[:8]),
        quotes=quotes,
        beside=tuple(Beside(quote=one, topic=near[0]) for one in quotes[:3]),
        nearest=tuple(near),
        apart=tuple(Apart(topic=one, here=("mail",), there=("login",), sentence="here mail") for one in near),
        life=(LINE,) * 6,
        care=(LINE,) * 3,
        events=(Event(day=LAST - timedelta(days=9), text="Release 4.2"),) * 2,
        alerts=(LINE,) * 5,
        commands=(LINE,) * 6,
    )  # fmt: skip


def _quote(rng: np.random.Generator, key: str) -> Quote:
    said = LAST - timedelta(days=int(rng.integers(28)))
    return Quote(text=_said(rng, 18), conversation_id=key, turn=1, said=said, when="18 November", channel="call")


def _excess(link: Link) -> Excess:
    return Excess(
        topic=link, label="hosting plan M", kind="product", share=SHARE, usual=ELSEWHERE, direction="more",
        sentence="143 of 1,512 conversations; elsewhere 3.4 %.", where="in hosting plan M",
    )  # fmt: skip


def _signal(row: TopicRow, at: int) -> SignalRow:
    assert row.trend is not None
    return SignalRow(
        name=f"signal_{at}", title=f"Agents did the thing {at}", conversations=143, customers=120, customer_unknown=3,
        customers_text="120+", share=SHARE, change=row.change, direction=row.direction, trend=row.trend,
    )  # fmt: skip


def _spot(signal: SignalRow, place: str) -> Spot:
    return Spot(
        name=signal.name, title=signal.title, place=place, kind="team", share=SHARE, usual=ELSEWHERE,
        usual_text=ELSEWHERE.text, direction="more",
    )  # fmt: skip


def _uneven(link: Link) -> Uneven:
    return Uneven(
        topic=link, name="resolved", title="Resolved", kind="team", lowest=ELSEWHERE, lowest_place="Leeds",
        highest=SHARE, highest_place="Berlin", groups=5, conversations=143, left_out=1, spread=0.06,
        sentence="Resolved in 3.4 % of the conversations in Leeds and 9.5 % in Berlin.",
    )  # fmt: skip


def _theme(rows: Sequence[TopicRow], name: str) -> ThemeRow:
    return ThemeRow(
        name=name, topics=len(rows), largest=tuple(row.topic for row in rows[:3]), conversations=310, customers=290,
        customer_unknown=0, customers_text="290", share=SHARE, change="31, 12 before", direction="up",
        trend=rows[0].trend,
    )  # fmt: skip


def _group(signals: Sequence[SignalRow], quotes: Sequence[Quote], about: Sequence[Excess], at: int) -> VoiceGroup:
    voices = [Voice(row=row, text=LINE.text, about=tuple(about), quotes=tuple(quotes[:3])) for row in signals]
    return VoiceGroup(anchor=f"group-{at}", title="Why customers leave", voices=tuple(voices), empty="")
