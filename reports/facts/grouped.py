"""A topic's conversations by group (team, hour, segment), and which groups may be told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.facts import Contact
from reports.statistics import phrases
from reports.statistics.uneven import Bools, Ints

Shape = tuple[int, int]
"""Topics, groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Each conversation once for each of its topics, sorted by topic; all arrays (visits,)."""

    contact: Ints
    """Its place among the contacts."""
    topic: Ints
    person: Ints
    """The customer, or the conversation itself where the customer is unknown."""
    agent: Ints
    """-1: unknown."""


def visits(contacts: Sequence[Contact], topics: Sequence[str]) -> Visits:
    """Of the conversations about these topics, which are numbered by their place."""
    number = {topic: at for at, topic in enumerate(topics)}
    agents = {name: at for at, name in enumerate(sorted({one.agent for one in contacts if one.agent}))}
    people = {name: at for at, name in enumerate(sorted({one.customer for one in contacts if one.customer}))}
    pairs = sorted((number[topic], at) for at, one in enumerate(contacts) for topic in one.topics if topic in number)
    topic, contact = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    # An unknown customer is a further one here, as a conversation: never one with another unknown one.
    person = np.array([people.get(one.customer or "", len(people) + at) for at, one in enumerate(contacts)])
    agent = np.array([agents.get(one.agent or "", -1) for one in contacts])
    return Visits(contact=contact, topic=topic, person=person[contact], agent=agent[contact])


def count(cells: Ints, shape: Shape) -> Ints:
    """How many visits each cell has; a cell is topic * groups + group."""
    counts: Ints = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    return counts


def shown(found: Visits, cells: Ints, shape: Shape, *, least: int) -> tuple[Ints, Ints, Bools]:
    """Conversations and customers of each group, and whether it may be told of; `cells` is -1 what takes no part.

    It may with `least` customers and, where agents are known, several of them. What is left out has to be large enough
    too, or it would follow from the topic's totals: the least of the others are left out with it until it is.
    """
    inside = cells >= 0
    named = inside & (found.agent >= 0)
    known, customers = count(cells[inside], shape), _distinct(cells[inside], found.person[inside], shape)
    agents = _distinct(cells[named], found.agent[named], shape)
    told: Bools = (customers >= least) & ((agents == 0) | (agents >= phrases.AGENTS))
    starts = np.searchsorted(found.topic, np.arange(shape[0] + 1))
    for topic in np.flatnonzero(((known > 0) & ~told).any(axis=1) & told.any(axis=1)).tolist():
        own = starts[topic] + np.flatnonzero(cells[starts[topic] : starts[topic + 1]] >= 0)
        groups = cells[own] - topic * shape[1]
        by_size = np.lexsort((np.arange(shape[1]), customers[topic])).tolist()
        for smallest in (at for at in by_size if told[topic, at]):
            hidden = own[~told[topic][groups]]
            if _enough(found.person[hidden], found.agent[hidden], least):
                break
            told[topic, smallest] = False
    return known, customers, told


def _distinct(cells: Ints, whom: Ints, shape: Shape) -> Ints:
    """How many different ones each cell has."""
    most = int(whom.max(initial=0)) + 1
    return count(np.unique(cells * most + whom) // most, shape)


def _enough(people: Ints, agents: Ints, least: int) -> bool:
    known = set(agents.tolist()) - {-1}
    return len(np.unique(people)) >= least and (not known or len(known) >= phrases.AGENTS)
