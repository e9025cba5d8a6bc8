"""What it is about: tonight's clusters, lasting topics, the decisions between them, and signals."""

from __future__ import annotations

import enum
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A key term of a cluster or topic with its c-TF-IDF weight."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A group of statements found tonight; its number means nothing outside tonight's run."""

    number: int
    members: tuple[str, ...]
    """Statement ids, sorted."""
    centroid: tuple[float, ...]
    """Unit length."""
    floor: float
    """Least cosine to the centroid at which a statement still belongs."""
    terms: tuple[Term, ...]
    examples: tuple[str, ...]
    """Statement ids, typical first."""
    stability: float | None = None
    """Mean Jaccard likeness to the most like cluster of parts of the window; None where it was not measured."""
    whole_window: bool
    """True when found on a fit night in the whole window, False when found in what no topic claimed."""
    broken_off: bool = False
    """True when found at the edge of one topic, as something that was not said before the last nights."""


class TopicState(enum.StrEnum):
    """Whether a topic is being heard of, and whether it still could be."""

    ACTIVE = "active"
    SLEEPING = "sleeping"
    MERGED = "merged"
    RETIRED = "retired"
    """Unheard for so long that it takes no statement and no cluster any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A topic that is near to another and is not it, and the key terms that tell the two apart."""

    topic_id: str
    cosine: float
    """Of the two centroids."""
    here: tuple[str, ...]
    """Terms that only the topic itself has."""
    there: tuple[str, ...]
    """Terms that only the neighbour has."""


Status = Literal["open", "acknowledged", "fixed", "wont_fix"]
Priority = Literal["", "high", "normal", "low"]
EditionName = Literal["product", "marketing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A lasting pain (or praise): an opaque id that never changes hands, a name, and its definition as of a night."""

    topic_id: str
    name: str
    state: TopicState
    born: date
    last_seen: date
    aliases: tuple[str, ...] = ()
    """Ids of topics merged into this one."""
    merged_into: str | None = None
    known: str = ""
    """The name under which the settings look for it; empty for a topic that was discovered."""
    theme: str = ""
    """Id of the theme it belongs to; empty while there are too few topics for themes."""
    theme_name: str = ""
    centroid: tuple[float, ...] = ()
    floor: float = 0.0
    terms: tuple[Term, ...] = ()
    examples: tuple[str, ...] = ()
    description: str = ""
    """One line in a customer's words."""
    fallback: bool = False
    """Whether the name is only key terms, because no phrase passed the tests of a name."""
    shown: tuple[str, ...] = ()
    """Three to five of the examples that differ from each other."""
    neighbours: tuple[Neighbour, ...] = ()
    facet: bool = False
    """Whether people merged it away: it goes on being recognised by itself, and what it takes is counted where it is
    merged into; so no night can undo the merge."""
    seeds: tuple[str, ...] = ()
    """Hashes of the texts that people split it off by; they define it while no cluster stands for it."""
    pinned: bool = False
    """By people: the machine neither merges it away nor retires it."""
    owner: str = ""
    status: Status = "open"
    fixed_on: date | None = None
    """The day from which a status of `fixed` is held against the counts."""
    priority: Priority = ""
    ticket: str = ""
    """Where the work on it is kept: a URL or a number."""
    hidden: tuple[EditionName, ...] = ()
    """The editions that leave it out."""
    stability: float | None = None
    """Of the cluster that it last was: how much of it is found again in parts of the window; None: never measured."""


DecisionKind = Literal[
    "new", "known", "same", "merged", "split", "sleeping", "returned", "retired", "named", "retracted",
    "themed", "theme_opened", "theme_named",
    # Of people only:
    "described", "seeded", "pinned", "unpinned", "owned", "status", "priority", "ticket", "hidden", "shown",
    "moved", "linked", "unlinked", "marked", "acknowledged",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the append-only ledger: what was decided about a topic, by whom, on which night, and why."""

    night: date
    topic_id: str
    """Of `theme_opened` and `theme_named` the theme's id; of `linked` and `unlinked` the first of two topics or texts;
    of `marked` empty where all topics are meant; of `acknowledged` what the alert is about, a topic or a signal."""
    kind: DecisionKind
    actor: str
    """`machine`, or the name of a person."""
    reason: str
    other: str = ""
    """The other topic of a merge or split, the name or other value, the theme a topic is put in, a text's hash, or the
    id of an alert."""
    score: float | None = None
    runner_up: str = ""
    runner_up_score: float | None = None
    supersedes: str = ""
    """Key of the decision this one takes back."""
    at: str = ""
    """When a person decided it, ISO 8601 in UTC; the machine's have their night alone."""

    def said(self) -> tuple[object, ...]:
        """All it says, in order, as it is hashed: what later versions added counts only where it is set."""
        values = tuple(getattr(self, field.name) for field in fields(self))
        return values if self.at else values[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A statement's topic (empty for none) with its score and the runner-up's."""

    statement_id: str
    topic_id: str
    score: float
    runner_up: str
    runner_up_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A named behaviour found in a turn, with its evidence span (characters of the turn's text)."""

    conversation_id: str
    turn: int
    name: str
    score: float
    start: int
    end: int
