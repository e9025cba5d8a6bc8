"""A night as an e-mail: every text is one line without controls, so it can stand in a header, a page or plain text."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import EditionName


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that changed; `where` is the address it leads to, empty where there is none."""

    kind: str
    mark: str
    label: str
    name: str
    text: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How often the first of the changes was heard, night by night."""

    name: str
    words: str
    heights: tuple[int | None, ...]
    """Pixels of each bar, 0 where nobody spoke of it; None where the night is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One of several things set side by side."""

    name: str
    where: str
    counted: str
    cells: tuple[str, ...]
    direction: str
    """`up`, `down` or empty: of the last cell."""
    length: int
    """Of its bar, 1 to 100: the longest is 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under a title."""

    title: str
    note: str
    heads: tuple[str, ...]
    """Of the names, then of each cell."""
    week: str
    """What the last cell is about, where it stands without its head."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A customer's words, and when and where he said them."""

    text: str
    """In quotation marks."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A page to go on to; `where` is its address, or, where the pages have none, its place in their folder."""

    label: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One e-mail in words."""

    edition: EditionName
    language: str
    sender: str
    """The name that it comes from."""
    subject: str
    subject_again: str
    """The same for an edition that came out otherwise than one that was sent."""
    preheader: str
    company: str
    title: str
    date_words: str
    coverage: str
    caution: str
    headline: str
    lede: str
    chart: Chart | None
    changes_title: str
    changes: tuple[Item, ...]
    changes_note: str
    sections: tuple[Section, ...]
    quotes_title: str
    quotes: tuple[Said, ...]
    linked: bool
    """Whether the pages have an address."""
    lies: str
    """What is said above the doors where they have none."""
    doors: tuple[Door, ...]
    """The edition's own page first."""
    foot: str
