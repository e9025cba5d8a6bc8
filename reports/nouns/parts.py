"""What several pages show: shares, trends, links, quotes, and the rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, with the interval in which the true share lies; `text` is how it is written."""

    part: int
    whole: int
    low: float
    high: float
    text: str
    interval: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Conversations a night, every date from `first` on; None where the night is missing."""

    first: date
    counts: tuple[int | None, ...]
    words: str
    expected: tuple[float | None, ...] = ()
    """What was to be expected of each night; None where that is not known, empty where of none."""
    low: tuple[int | None, ...] = ()
    high: tuple[int | None, ...] = ()
    """An ordinary number lies from low to high."""
    partial: tuple[int, ...] = ()
    """Places of nights that are not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A topic by its permanent id."""

    topic_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Redacted words of one customer, and where they stand."""

    text: str
    conversation_id: str
    turn: int
    said: date
    when: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One sentence about what changed: `mark` and `label` say the direction, `text` follows the topic's name."""

    kind: str = ""
    """A key that is never shown, such as `rising`: order and look go by it; empty in an edition of before format 9."""
    mark: str
    label: str
    topic: Link
    text: str
    trend: Trend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day, to be marked on a trend."""

    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label and what is said of it."""

    label: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How much was heard of a topic in the last nights of the window; None where too few customers are behind it."""

    conversations: int | None
    customers: int | None
    customers_text: str
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic in a table (`rank` 0: not ranked); `customer_unknown` counts conversations without a known customer.

    Of a small one, which too few customers came about, no number is told: they are None.
    """

    rank: int
    topic: Link
    state: str
    conversations: int | None
    customers: int | None
    customer_unknown: int | None
    customers_text: str
    share: Share | None
    change: str
    direction: str
    """`up`, `down` or empty; never without its word in `change`."""
    resolved: Share | None
    repeat: Share | None
    trend: Trend | None
    small: bool
    praise: bool = False
    care: str = ""
    """Priority, status and owner, as far as people said them."""
    minutes: float | None = None
    """Of handling a night; None where it is not known."""
    cost: str = ""
    """The same in words, or in money; empty where it is not known."""
    age: int | None = None
    """Nights since it was recognised; None where that lies ahead, as of a late night's topics."""
    fresh: bool = False
    """Recognised within the last seven nights of a longer history."""
    channels: tuple[str, ...] = ()
    """By which channels most came, as far as that may be told."""
    week: Period | None = None
    """The last seven nights; None of a small topic, and where the window is no longer than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """A theme in a table: topics that belong together, counted as one; no number is told of a small one (None)."""

    name: str
    topics: int
    """Those that were heard of in the window."""
    largest: tuple[Link, ...]
    conversations: int | None
    customers: int | None
    customer_unknown: int | None
    customers_text: str
    share: Share | None
    change: str
    direction: str
    trend: Trend | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """Something found more often (or more rarely) in one place than elsewhere."""

    topic: Link | None
    label: str
    """The slice or signal, such as `e-mails` or a signal's title."""
    kind: str
    """What the slice is called (see `reports.words.placewords`), or the signal's speaker, in words."""
    share: Share
    usual: Share
    direction: str
    """`more` or `less`."""
    sentence: str
    where: str = ""
    """The label inside a sentence: `on Mondays`."""
    key: tuple[str, str] = ("", "")
    """The slice and its value, or the signal's speaker and name, as they are stored; never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """How often a signal was found."""

    name: str
    title: str
    conversations: int
    customers: int
    customer_unknown: int
    customers_text: str
    share: Share
    change: str
    direction: str
    trend: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Words that almost belong to a topic, and the topic that they are counted under."""

    quote: Quote
    topic: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A near topic, and the words that tell the two apart."""

    topic: Link
    here: tuple[str, ...]
    there: tuple[str, ...]
    sentence: str
