"""Who may be told of: a number or a quote with too few customers behind it is not shown, nor what it follows from.

A cell is a group of conversations by what they are about, what was said or done in them, or where they came from: a
topic, a signal, a theme, a place, and crossings of these. It may be told if nobody is in it or at least `least`
customers are (known ones, and conversations whose customer is unknown). How a matter went (resolved, asked again, on
hold) is no cell: its share stands on the customers who know it, and these have to be as many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol, TypeVar

from pipeline.impact import FEWEST
from pipeline.slices import Place
from reports.statistics import phrases

__all__ = ["FEWEST", "countable", "crossing", "enough", "heads", "may_tell", "tellable"]


class Person(Protocol):
    """What is asked of a conversation: whose it is and where it came from; `reports.facts.Contact` is one."""

    @property
    def conversation_id(self) -> str:
        """Unique."""

    @property
    def customer(self) -> str | None:
        """None: unknown."""

    @property
    def agent(self) -> str | None:
        """None: unknown."""

    @property
    def slices(self) -> tuple[Place, ...]:
        """Its places."""


One = TypeVar("One", bound=Person)


def heads(contacts: Iterable[Person]) -> int:
    """Distinct known customers and conversations whose customer is unknown."""
    known = [one.customer for one in contacts]
    return len({customer for customer in known if customer}) + sum(1 for customer in known if not customer)


def enough(contacts: Iterable[Person], least: int) -> bool:
    """Whether so many are behind these conversations; looks at no more of them than it takes."""
    known: set[str] = set()
    unknown = 0
    for one in contacts:
        if one.customer:
            known.add(one.customer)
        else:
            unknown += 1
        if len(known) + unknown >= least:
            return True
    return False


def may_tell(contacts: Iterable[Person], least: int) -> bool:
    """Whether a count of these may be told: nobody is behind it, or enough are."""
    every = iter(contacts)
    first = next(every, None)
    return first is None or enough(chain([first], every), least)


def crossing(
    every: Iterable[One],
    one: Sequence[One],
    other: Iterable[One],
    *,
    is_one: Callable[[One], bool],
    is_other: Callable[[One], bool],
    least: int,
) -> bool:
    """Whether it may be told how many of `one` are of `other` too, beside the totals of both and of `every`.

    Then all four cells of the table follow: in each has to be nobody, or enough.
    """
    cells: Iterator[Iterable[One]] = iter(
        (
            (it for it in one if is_other(it)),
            (it for it in one if not is_other(it)),
            (it for it in other if not is_one(it)),
            (it for it in every if not is_one(it) and not is_other(it)),
        )
    )
    return all(may_tell(cell, least) for cell in cells)


def tellable(contacts: Iterable[Person], name: str, *, least: int = FEWEST, agents: bool = False) -> frozenset[Place]:
    """The places of a slice whose counts of these conversations may be told.

    Those with `least` customers behind them and, with `agents`, enough of these too. What is left over of the others
    follows by subtraction from the totals that pages show, so it has to be nobody or as many: else the least of the
    rest is left out with it. That depends on the conversations alone, so no two pages together tell more.
    """
    cells: dict[Place, list[Person]] = defaultdict(list)
    for contact in contacts:
        for place in contact.slices:
            if place[0] == name:
                cells[place].append(contact)

    def fit(places: Sequence[Place]) -> bool:
        some = [one for place in places for one in cells[place]]
        return enough(some, least) and (not agents or phrases.enough_agents(one.agent for one in some))

    by_size = sorted(cells, key=lambda place: (heads(cells[place]), place))
    told = [place for place in by_size if fit([place])]
    hidden = [place for place in by_size if place not in told]
    while told and hidden and not fit(hidden):
        hidden.append(told.pop(0))
    return frozenset(told)


def countable(groups: Mapping[str, Sequence[One]], *, least: int) -> list[One]:
    """The conversations of these topics that may be counted together beside each topic of them that is large enough.

    What only topics too small to be told of hold would follow by subtraction: where it is somebody but fewer than
    `least` customers it is left out. Each once, by id.
    """
    large = {key for key, contacts in groups.items() if enough(contacts, least)}
    told = {one.conversation_id: one for key in large for one in groups[key]}
    every = {one.conversation_id: one for contacts in groups.values() for one in contacts}
    rest = [one for key, one in every.items() if key not in told]
    found = every if may_tell(rest, least) else told
    return [found[key] for key in sorted(found)]
