"""How readers are told of the signals: by a clause, a group and a definition for each name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pipeline import impact
from pipeline.signals.definitions import GROUPS

LEAVING = impact.LEAVING
"""What counts as speaking of leaving; the group also holds what only goes with it, such as another company's name."""


class SignalDefinition(Protocol):
    """A signal as readers know it; `pipeline.signals.Definition` is one."""

    @property
    def name(self) -> str:
        """The slug under which it is stored."""

    @property
    def title(self) -> str:
        """A clause in the past tense with its subject, such as `Customers threatened to leave`."""

    @property
    def speaker(self) -> str:
        """Whose turns it is found in: customer or agent."""

    @property
    def group(self) -> str:
        """One of GROUPS."""

    @property
    def definition(self) -> str:
        """What counts as it, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """A signal as readers know it, without the way it is found."""

    name: str
    title: str
    speaker: str
    group: str
    definition: str


def complete(signals: Iterable[SignalDefinition], names: Iterable[str]) -> tuple[SignalDefinition, ...]:
    """The definitions given by group, and for every further name that occurs a plain one made of its words."""
    given = tuple(signals)
    missing = sorted(set(names) - {signal.name for signal in given})
    return tuple(sorted((*given, *map(_plain, missing)), key=_by_group))


def _by_group(signal: SignalDefinition) -> int:
    return GROUPS.index(signal.group) if signal.group in GROUPS else len(GROUPS)


def _plain(name: str) -> Behaviour:
    words = name.replace("_", " ")
    definition = f"Conversations in which “{words}” was found."
    return Behaviour(name=name, title=words.capitalize(), speaker="customer", group="outcome", definition=definition)
