"""How readers are told of the signals: by a clause, a group and a definition for each name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pipeline import impact
from pipeline.signals.definitions import GROUPS, definitions
from reports.words.wording import Wording

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


def complete(say: Wording, signals: Iterable[SignalDefinition], names: Iterable[str]) -> tuple[SignalDefinition, ...]:
    """The definitions given, in the language and by group, and for every further name that occurs a plain one made of
    its words."""
    given = tuple(_told(say, signal) for signal in signals)
    missing = sorted(set(names) - {signal.name for signal in given})
    return tuple(sorted((*given, *(_plain(say, name) for name in missing)), key=_by_group))


def _told(say: Wording, signal: SignalDefinition) -> Behaviour:
    """A definition in the language, where that has words for it: English has those of the definitions' own files."""
    message = f"signal-{signal.name.replace('_', '-')}"
    # Somebody's own that bears a shipped one's name means something else.
    ours = _shipped().get(signal.name, signal.title) == signal.title
    return Behaviour(
        name=signal.name,
        title=(say.maybe(message) if ours else None) or signal.title,
        speaker=signal.speaker,
        group=signal.group,
        definition=(say.maybe(f"{message}.meaning") if ours else None) or signal.definition,
    )


@cache
def _shipped() -> dict[str, str]:
    return {one.name: one.title for one in definitions()}


def _by_group(signal: SignalDefinition) -> int:
    return GROUPS.index(signal.group) if signal.group in GROUPS else len(GROUPS)


def _plain(say: Wording, name: str) -> Behaviour:
    words = name.replace("_", " ")
    return Behaviour(
        name=name,
        title=words.capitalize(),
        speaker="customer",
        group="outcome",
        definition=say("behaviour-plain", words=words),
    )
