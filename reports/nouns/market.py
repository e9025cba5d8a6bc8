"""What the marketing edition tells beside voices and manners: competitors, promises, offers, wishes, words, places."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.nouns.agents import Hits, Sequel
from reports.nouns.parts import Excess, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reader's question in the first line: where it is answered, and by how many."""

    anchor: str
    title: str
    text: str
    """`threatened 41, left 12`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A competitor by name: how often customers named it, about what, and whether they spoke of leaving."""

    name: str
    conversations: int
    customers: int
    customer_unknown: int
    people: str
    topics: tuple[Hits, ...]
    leaving: Sequel | None
    """None where too few can be compared."""
    quote: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """The competitors that enough customers named, most named first; `note` says what else there is, or nothing."""

    rows: tuple[Rival, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What became of agents' promises to come back; `text` alone where too few can be told of."""

    text: str = ""
    back: Sequel | None = None
    """How often the customer came back within a week, with such a promise and without."""
    quotes: tuple[Quote, ...] = ()
    """Of those who did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that can be quoted as they stand, and what they show."""

    title: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A customer's words with what an agent said right before or right after; one of the two is empty."""

    before: str = ""
    quote: Quote
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where something could be sold or given: how often, at what stage, about what, and how it went."""

    name: str
    title: str
    text: str
    answered: str = ""
    """How often agents made an offer that fitted, where the customer wanted to buy; empty where not told."""
    stages: tuple[Excess, ...] = ()
    topics: tuple[Hits, ...] = ()
    sequels: tuple[Sequel, ...] = ()
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that customers ask for, in the words of one of them."""

    words: str
    conversations: int
    customers: int
    customer_unknown: int
    people: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What the customers of a pain ask for, most asked first; `text` says how many ask for anything at all."""

    text: str = ""
    rows: tuple[Ask, ...] = ()
    examples: tuple[Quote, ...] = ()
    """Wishes that too few share, where none is shared by enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that one side uses and the other does not; `here` and `there` are by how many customers."""

    words: str
    here: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words of a pain: what customers call it, and what we call it in the same conversations."""

    theirs: tuple[Term, ...] = ()
    ours: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """What was done or said, and how often in each column; None: not told."""

    name: str
    title: str
    speaker: str
    cells: tuple[Excess | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Treatment by channel and segment; each cell is held against all other places of its kind."""

    columns: tuple[tuple[str, str], ...] = ()
    """What kind each is, and its label."""
    rows: tuple[BoardRow, ...] = ()
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What was added to the marketing edition beside voices and manners."""

    answers: tuple[Answer, ...] = ()
    base: str = ""
    """Of how many conversations of which nights they are."""
    first: tuple[Said, ...] = ()
    """Three customers, typical and different."""
    rivals: Rivals = field(default_factory=Rivals)
    promises: Promises = field(default_factory=Promises)
    praise: tuple[Said, ...] = ()
    moments: tuple[Moment, ...] = ()
    moments_empty: str = ""
    board: Board = field(default_factory=Board)
