"""The pages of a night, and the edition that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reports.nouns.agents import Manner
from reports.nouns.alerts import OpenAlert
from reports.nouns.consistency import Uneven
from reports.nouns.impact import Cost, Ranking
from reports.nouns.market import Asks, Market, Terms
from reports.nouns.pace import Pace
from reports.nouns.parts import (
    Apart,
    Beside,
    Event,
    Excess,
    Line,
    Link,
    News,
    Quote,
    Share,
    SignalRow,
    ThemeRow,
    TopicRow,
    Trend,
)
from reports.nouns.topicmap import TopicMap
from reports.nouns.treatment import Effort, Spot, Treated


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One signal of the marketing edition: how many, about what, and in whose words."""

    row: SignalRow
    text: str
    about: tuple[Excess, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGroup:
    """Signals that answer one question of the reader; `empty` is what is said where nothing was found."""

    anchor: str
    title: str
    voices: tuple[Voice, ...]
    empty: str
    few: str = ""
    """What else was heard, each from too few customers to be counted; empty where nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """A topic ranked by customers, in a customer's words."""

    rank: int
    topic: Link
    people: str
    terms: str
    quote: Quote | None
    asks: Asks = field(default_factory=Asks)
    """What would answer it, by what its customers ask for."""
    words: Terms = field(default_factory=Terms)
    """What they call things there, and what we call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The product edition; `recounted` says how our own counting changed, empty where it did not."""

    headline: str
    lede: str
    """What is known about the headline's topic beside its numbers; empty where nothing stands out."""
    changes: tuple[News, ...]
    changes_note: str
    ranked: tuple[TopicRow, ...]
    ranked_note: str
    ranking: Ranking = field(default_factory=Ranking)
    """By what they are ranked."""
    slices: tuple[Excess, ...]
    slices_empty: str
    crossed: tuple[Excess, ...]
    crossed_empty: str
    treatment: tuple[SignalRow, ...]
    treatment_few: str = ""
    """What else was heard, each from too few customers to be counted; empty where nothing."""
    spots: tuple[Spot, ...] = ()
    """Teams and channels that stand out by how agents treat customers there."""
    spots_note: str = ""
    slices_note: str = ""
    """How many clear differences are not told, for few customers are behind them."""
    pace: Pace | None = None
    """How long customers waited; None where too few conversations know it."""
    uneven: tuple[Uneven, ...] = ()
    """Topics that are treated most differently between teams, hours or segments."""
    uneven_note: str = ""
    uncovered: tuple[Line, ...]
    recounted: str = ""
    praised: tuple[TopicRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    """Empty while there are too few topics for themes."""
    notices: tuple[News, ...] = ()
    """What agents or customers do more than was to be expected; each link holds a signal's name."""
    compared: str = "Last 7 nights, the 7 before"
    """What the tables hold the last nights against."""
    fixes: tuple[News, ...] = ()
    """Whether what people called fixed lately did fall."""
    nights: int = 28
    """How many nights the tables count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marketing:
    """The marketing edition."""

    headline: str
    groups: tuple[VoiceGroup, ...]
    trouble: tuple[Manner, ...] = ()
    """What agents said in conversations that more often went badly than like ones without it; clearest first."""
    good: tuple[Manner, ...] = ()
    """The same of those that more often went well."""
    unclear: tuple[Manner, ...] = ()
    """Where there is no clear difference."""
    manners_empty: str = ""
    """What is said where nothing could be compared."""
    pains: tuple[Pain, ...]
    slices: tuple[Excess, ...]
    slices_empty: str
    left_out: str = ""
    """How many topics it leaves out; empty where none."""
    market: Market = field(default_factory=Market)
    """Counts, competitors, promises, praise, offers, and treatment by place."""
    notices: tuple[News, ...] = ()
    """What customers say or do more than was to be expected; each link holds a signal's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """Everything about one topic."""

    row: TopicRow
    summary: str
    description: str = ""
    """One line in a customer's words; empty where nobody is quoted."""
    name_note: str = ""
    """Why the name is no phrase, where it is none."""
    apart: tuple[Apart, ...] = ()
    """How the topic differs from those next to it."""
    small_note: str
    merged_into: Link | None
    history: Trend | None
    """None of a small topic."""
    history_text: str
    slices: tuple[Excess, ...]
    slices_note: str
    treatment: tuple[Excess, ...]
    went: tuple[Effort, ...] = ()
    """Outcome and effort, as far as enough conversations know them."""
    treated: tuple[Treated, ...] = ()
    """What agents did, and how often customers spoke of leaving with it and without."""
    costs: tuple[Cost, ...] = ()
    """What it cost, as far as that is known."""
    uneven: tuple[Uneven, ...] = ()
    """What differs between teams, hours or segments in this topic's conversations; greatest first."""
    terms: tuple[str, ...]
    quotes: tuple[Quote, ...]
    beside: tuple[Beside, ...] = ()
    """What was said almost like it and is counted elsewhere."""
    nearest: tuple[Link, ...]
    life: tuple[Line, ...]
    care: tuple[Line, ...] = ()
    """What people decided: owner, status, ticket ...; `anchor` is the address that the text leads to, if any."""
    fixed: str = ""
    """Whether it did fall, where people call it fixed."""
    events: tuple[Event, ...] = ()
    """To be marked on the trend."""
    alerts: tuple[Line, ...] = ()
    """When it stood out from what was to be expected, newest first; `anchor` is the alert's id."""
    commands: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """What is left of a topic whose opening was taken back: its address, and why there is nothing any more."""

    topic_id: str
    name: str
    why: str
    split_off: Link | None
    """The topic that it had been split off from, where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One stage's books: read = kept + set aside + rejected."""

    stage: str
    """As it is stored; `name` is what readers see, empty in an edition of before format 9."""
    name: str = ""
    unit: str
    read: int
    kept: int
    set_aside: int
    rejected: int
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """What was read and understood, whole or by channel."""

    label: str
    channel: str = ""
    """As it is stored; empty of the whole."""
    conversations: int
    customers: int = 0
    customer_unknown: int = 0
    customers_text: str
    with_statement: Share
    with_topic: Share
    resolved: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How the night was made."""

    stages: tuple[StageRow, ...]
    coverage: tuple[CoverageRow, ...]
    hidden: tuple[Line, ...]
    dropped: tuple[Line, ...]
    """Customers' sentences that are no problem or request, by reason."""
    decisions: tuple[Line, ...]
    coverage_note: str = ""
    """Which channels are not told apart, for too few customers came through them; empty where all are."""
    versions: tuple[Line, ...]
    settings_sha256: str
    recounted: tuple[News, ...] = ()
    calibration: tuple[Line, ...] = ()
    """How well what was to be expected held, by a rolling back-test on these counts."""
    partial: tuple[Line, ...] = ()
    """Nights that are not whole, and why: they are compared with nothing."""
    steadiness: tuple[Line, ...] = ()
    """How much tonight's topics are last night's, and how steady each is."""
    restated: tuple[Line, ...] = ()
    """Nights that hold other conversations than the edition before told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One night as readers see it."""

    format_version: int
    company: str
    night: date
    date_words: str
    coverage: str
    """The first line of every page: how much was read, and how much of it was understood."""
    caution: str
    """What the reader must know before any number (short history, missing nights); empty where nothing."""
    about: tuple[Line, ...]
    product: Product
    marketing: Marketing
    topics: tuple[TopicPage, ...]
    run: Run
    gone: tuple[GonePage, ...] = ()
    map: TopicMap = field(default_factory=TopicMap)
    """Of all topics that the product edition does not leave out."""
    alerts: tuple[OpenAlert, ...] = ()
    """Those that are open, for feeds and programs."""
    language: str = "en"
    """What its words are in, as in `<html lang>`."""
