"""How agents treated customers: what customers then said, topic by topic, and where it happens more than elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.facts import Contact, Facts, few
from reports.nouns import Link, Share, Spot, Treated
from reports.sections import counting, places
from reports.statistics import phrases
from reports.words import placewords
from reports.words.behaviours import LEAVING, SignalDefinition
from reports.words.wording import Wording

SPOTS_SHOWN = 12
PLACES = {"team": "team", "queue": "queue", "channel": "channel"}
"""The slices looked at, and the kind of place that each is told as."""
NO_TEAM = {"queue": "team", "channel": "channel"}
"""The same where no source names a team: the queue stands for it."""


def in_topic(facts: Facts, topic_id: str, signals: Sequence[SignalDefinition]) -> tuple[Treated, ...]:
    """For each thing that agents did in a topic's conversations, how often customers spoke of leaving in those with it
    and in those without; clear differences first, the rest by how often it was done.

    Only where both sides have enough customers (see `few`) and enough agents did it; empty where nobody spoke of
    leaving in any topic. A difference is called clear with room for all topics and all that agents did (Bonferroni; see
    `_looks`). Where fewer than enough spoke of leaving, or did not, on either side, a clear difference is told without
    its numbers, and what is not clear is left out.
    """
    contacts = facts.by_topic.get(topic_id, ())
    agents = [one for one in signals if one.speaker == "agent"]
    if not LEAVING & facts.by_signal.keys():
        return ()
    found = []
    looks = _looks(facts, agents)
    hits = Counter(name for one in contacts for name in one.signals)
    for signal in (one for one in agents if facts.least <= hits[one.name] <= len(contacts) - facts.least):
        inside = [one for one in contacts if signal.name in one.signals]
        outside = [one for one in contacts if signal.name not in one.signals]
        sides = (inside, outside)
        if not all(few.enough(side, facts.least) for side in sides) or _few_agents(inside):
            continue
        leaving = [[one for one in side if LEAVING.intersection(one.signals)] for side in sides]
        k1, k2 = map(len, leaving)
        direction = counting.claimed(k1, len(inside), k2, len(outside), tests=looks)
        staying = [[one for one in side if not LEAVING.intersection(one.signals)] for side in sides]
        told = all(few.may_tell(cell, facts.least) for cell in (*leaving, *staying))
        if not told and not direction:
            continue
        found.append(
            Treated(
                name=signal.name,
                title=signal.title,
                with_it=counting.share(facts.say, k1, len(inside)) if told else None,
                without_it=counting.share(facts.say, k2, len(outside)) if told else None,
                with_text="" if told else _hidden(facts, leaving[0], staying[0]),
                without_text="" if told else _hidden(facts, leaving[1], staying[1]),
                direction=direction,
                verdict=facts.say(f"treated-{direction or 'unclear'}"),
            )
        )
    return tuple(sorted(found, key=_clearest))


def spots(facts: Facts, signals: Sequence[SignalDefinition]) -> tuple[tuple[Spot, ...], str]:
    """Teams, queues and channels in which agents do something clearly more or less often than elsewhere, greatest
    difference first, and a sentence on what is not shown.

    A number is told only where neither it nor what follows from it by the signal's total has too few customers, or too
    few agents, behind it.
    """
    groups = [
        (Link(topic_id="", name=one.name), facts.by_signal[one.name])
        for one in signals
        if one.speaker == "agent" and one.name in facts.by_signal
    ]
    if not groups:
        return (), ""
    titles = {one.name: one.title for one in signals}
    named = any(name == "team" for name, _ in facts.places)
    kinds = PLACES if named else NO_TEAM
    clear = list(counting.differences(facts, groups, names=kinds))
    told = sorted((one for one in clear if _may_tell(facts, one)), key=_widest)
    shown = tuple(_spot(facts.say, one, titles[one.link.name], kinds[one.place[0]]) for one in told[:SPOTS_SHOWN])
    nowhere = facts.say("treated-nowhere-queues" if named else "treated-nowhere")
    return shown, _note(facts, len(told), nowhere, hidden=len(clear) - len(told))


def _looks(facts: Facts, agents: Sequence[SignalDefinition]) -> int:
    """No fewer than the comparisons on all topics' pages together: what is too rare for two large sides is none.

    An upper bound, so that no page needs to count what all the others compare.
    """
    topics = sum(1 for contacts in facts.by_topic.values() if len(contacts) >= 2 * facts.least)
    return topics * sum(1 for one in agents if len(facts.by_signal.get(one.name, ())) >= facts.least)


def _few_agents(contacts: Sequence[Contact]) -> bool:
    return not phrases.enough_agents(one.agent for one in contacts)


def _may_tell(facts: Facts, found: counting.Difference) -> bool:
    told = few.tellable(found.contacts, found.place[0], least=facts.least, agents=True)
    return found.place in told and places.may_tell(facts, found, told)


def _hidden(facts: Facts, part: Sequence[Contact], rest: Sequence[Contact]) -> str:
    """`fewer than 10 of 42`, where the number itself is not told."""
    say, least, whole = facts.say, facts.least, len(part) + len(rest)
    if not part:
        return say("treated-none", whole=whole)
    if not few.enough(part, least):
        return say("treated-few", least=least, whole=whole)
    return say("treated-many" if few.may_tell(rest, least) else "treated-most", least=least, whole=whole)


def _spot(say: Wording, found: counting.Difference, title: str, kind: str) -> Spot:
    return Spot(
        name=found.link.name,
        title=title,
        place=placewords.label(say, found.place),
        kind=kind,
        share=found.here,
        usual=found.elsewhere,
        usual_text=found.elsewhere.text,
        direction=found.direction,
    )


def _note(facts: Facts, shown: int, nowhere: str, *, hidden: int) -> str:
    said = []
    if shown > SPOTS_SHOWN:
        said.append(facts.say("treated-greatest", shown=SPOTS_SHOWN, count=shown))
    elif not shown and not hidden:
        said.append(nowhere)
    if hidden:
        told = "treated-withheld-more" if shown else "treated-withheld"
        said.append(facts.say(told, count=hidden, least=facts.least, agents=phrases.AGENTS))
    return " ".join(said)


def _clearest(row: Treated) -> tuple[bool, float, str]:
    """What differs by its size; the rest by how many it was, for sorted by size it would put chance first."""
    if row.with_it is None or row.without_it is None:
        return not row.direction, 0.0, row.name
    return not row.direction, -_gap(row.with_it, row.without_it) if row.direction else -row.with_it.whole, row.name


def _widest(found: counting.Difference) -> tuple[float, str, tuple[str, str]]:
    return (-_gap(found.here, found.elsewhere), found.link.name, found.place)


def _gap(one: Share, other: Share) -> float:
    """How far two shares are apart; rounded, so that no noise decides an order."""
    return round(abs(one.part / one.whole - other.part / other.whole), 6)
