"""How agents treated customers: what customers then said, topic by topic, and where it happens more than elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports import counting, phrases, wording
from reports.behaviours import LEAVING, SignalDefinition
from reports.facts import Contact, Facts, customers
from reports.nouns import Link, Share, Spot, Treated

FEWEST = 10
"""Customers (and conversations whose customer is unknown) behind every number here: nobody is to be recognised by it;
nor any agent, wherefore `phrases.enough_agents` is asked as well."""
SPOTS_SHOWN = 12
PLACES = {"queue": "team", "channel": "channel"}
"""The slices looked at, and what a reader calls them."""
FEW = f"fewer than {FEWEST}"
FEW_AGENTS = f"fewer than {phrases.AGENTS} agents"


def in_topic(facts: Facts, topic_id: str, signals: Sequence[SignalDefinition]) -> tuple[Treated, ...]:
    """For each thing that agents did in a topic's conversations, how often customers spoke of leaving in those with it
    and in those without; clear differences first, the rest by how often it was done.

    Only where both sides have FEWEST customers and enough agents did it; empty where nobody spoke of leaving in any
    topic. A difference is called clear with room for all topics and all that agents did (Bonferroni), see `_looks`.
    """
    contacts = facts.by_topic.get(topic_id, ())
    agents = [one for one in signals if one.speaker == "agent"]
    if not LEAVING & facts.by_signal.keys():
        return ()
    found = []
    looks = _looks(facts, agents)
    hits = Counter(name for one in contacts for name in one.signals)
    for signal in (one for one in agents if FEWEST <= hits[one.name] <= len(contacts) - FEWEST):
        inside = [one for one in contacts if signal.name in one.signals]
        outside = [one for one in contacts if signal.name not in one.signals]
        if min(_heads(inside), _heads(outside)) < FEWEST or _few_agents(inside):
            continue
        k1, k2 = (sum(1 for one in side if LEAVING.intersection(one.signals)) for side in (inside, outside))
        direction = counting.claimed(k1, len(inside), k2, len(outside), tests=looks)
        found.append(
            Treated(
                name=signal.name,
                title=signal.title,
                with_it=counting.share(k1, len(inside)),
                without_it=counting.share(k2, len(outside)),
                direction=direction,
                verdict={"more": "more often", "less": "less often", "": "no clear difference"}[direction],
            )
        )
    return tuple(sorted(found, key=_clearest))


def spots(facts: Facts, signals: Sequence[SignalDefinition]) -> tuple[tuple[Spot, ...], str]:
    """Teams and channels in which agents do something clearly more or less often than elsewhere, greatest difference
    first, and a sentence on what is not shown."""
    groups = [
        (Link(topic_id="", name=one.name), facts.by_signal[one.name])
        for one in signals
        if one.speaker == "agent" and one.name in facts.by_signal
    ]
    if not groups:
        return (), ""
    titles = {one.name: one.title for one in signals}
    clear = list(counting.differences(facts, groups, names=PLACES))
    large = [one for one in clear if _heads(_here(one)) >= FEWEST]
    told = sorted((one for one in large if not _few_agents(_here(one))), key=_widest)
    shown = tuple(_spot(one, titles[one.link.name]) for one in told[:SPOTS_SHOWN])
    return shown, _note(len(told), few=len(clear) - len(large), few_agents=len(large) - len(told))


def _looks(facts: Facts, agents: Sequence[SignalDefinition]) -> int:
    """No fewer than the comparisons on all topics' pages together: what is too rare for two sides of FEWEST is none.

    An upper bound, so that no page needs to count what all the others compare.
    """
    topics = sum(1 for contacts in facts.by_topic.values() if len(contacts) >= 2 * FEWEST)
    return topics * sum(1 for one in agents if len(facts.by_signal.get(one.name, ())) >= FEWEST)


def _heads(contacts: Sequence[Contact]) -> int:
    known, unknown = customers(contacts)
    return known + unknown


def _few_agents(contacts: Sequence[Contact]) -> bool:
    return not phrases.enough_agents(one.agent for one in contacts)


def _here(found: counting.Difference) -> list[Contact]:
    return [one for one in found.contacts if found.place in one.slices]


def _elsewhere(found: counting.Difference) -> list[Contact]:
    """The group's conversations in the other places of this name; those without any place belong to neither side."""
    name, _ = found.place
    return [one for one in found.contacts if any(a == name and (a, b) != found.place for a, b in one.slices)]


def _spot(found: counting.Difference, title: str) -> Spot:
    # Of two teams the one is the other's elsewhere: what is too small to be a cell is too small to be told so.
    others = _elsewhere(found)
    few = FEW if _heads(others) < FEWEST else FEW_AGENTS if _few_agents(others) else ""
    return Spot(
        name=found.link.name,
        title=title,
        place=counting.place_words(found.place),
        kind=PLACES[found.place[0]],
        share=found.here,
        usual=None if few else found.elsewhere,
        usual_text=few or found.elsewhere.text,
        direction=found.direction,
    )


def _note(shown: int, *, few: int, few_agents: int) -> str:
    said = []
    if shown > SPOTS_SHOWN:
        said.append(f"The {SPOTS_SHOWN} greatest of {shown} clear differences.")
    elif not shown:
        said.append("No team and no channel stands out clearly.")
    hidden = few + few_agents
    if hidden:
        more = "more " if shown else ""
        noun = f"1 {more}difference has" if hidden == 1 else f"{wording.number(hidden)} {more}differences have"
        whom = " or ".join([f"{FEW} customers"] * bool(few) + [FEW_AGENTS] * bool(few_agents))
        said.append(f"{noun} {whom} behind {'it and is' if hidden == 1 else 'them and are'} not shown.")
    return " ".join(said)


def _clearest(row: Treated) -> tuple[bool, float, str]:
    """What differs by its size; the rest by how many it was, for sorted by size it would put chance first."""
    return (not row.direction, -_gap(row.with_it, row.without_it) if row.direction else -row.with_it.whole, row.name)


def _widest(found: counting.Difference) -> tuple[float, str, tuple[str, str]]:
    return (-_gap(found.here, found.elsewhere), found.link.name, found.place)


def _gap(one: Share, other: Share) -> float:
    """How far two shares are apart; rounded, so that no noise decides an order."""
    return round(abs(one.part / one.whole - other.part / other.whole), 6)
