"""What became of agents' promises to come back: whether the customer had to come back himself, within a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta

from reports.facts import Contact, Facts, aftermath, few, quotes
from reports.facts.aftermath import Course
from reports.facts.quotes import Candidate
from reports.market import agents, sequels
from reports.nouns import Promises
from reports.statistics import matched

PROMISE = "follow_up_promise"
UNKEPT = ("no_answer", "still_unresolved")
"""What a customer says to whom nobody came back."""
NIGHTS = 7
QUOTES = 2


def build(
    facts: Facts,
    courses: Sequence[Course],
    said: Mapping[str, Sequence[Candidate]],
    taken: Collection[str],
) -> Promises:
    """How often customers came back within a week of a promise, beside like conversations without one.

    Coming back is another conversation of the same customer on a later night that is about the same topic, or in which
    he says that nobody answers or that it is still not solved. Who came within the last week is left out, for his week
    is not over; who is unknown, too.
    """
    inside = facts.by_signal.get(PROMISE, ())
    if not inside:
        return Promises(text=facts.say("promises-none"))
    if not few.enough(inside, facts.least):
        return Promises(text=facts.say("promises-few", least=facts.least))
    later = _by_customer(courses)
    text = agents.heard_in(facts, PROMISE)
    found = sequels.comparison("came-back", cases(facts, courses, later), facts, people=False)
    if found is None:
        return Promises(text=" ".join((text, facts.say("promises-unknown"))))
    back = sequels.told(facts, found, inside, tests=1)
    broken = {
        key
        for one in courses
        if PROMISE in one.contact.signals
        for key in _back(one, later.get(one.contact.customer or "", ()))
    }
    candidates = [one for name in UNKEPT for one in said.get(name, ()) if one.contact.conversation_id in broken]
    told = quotes.choose(facts.say, candidates, QUOTES, taken) if found.counts.people_came >= facts.least else ()
    return Promises(text=text, back=back, quotes=told)


def cases(facts: Facts, courses: Sequence[Course], later: Mapping[str, Sequence[Contact]]) -> Iterator[matched.Case]:
    """The conversations of known customers whose week is over, matched by topic and channel."""
    last = facts.night - timedelta(days=NIGHTS)
    for one in courses:
        if one.about and one.contact.customer and one.contact.night <= last:
            came = bool(_back(one, later[one.contact.customer]))
            yield aftermath.case(one, has=PROMISE in one.contact.signals, came=came)


def _back(one: Course, others: Sequence[Contact]) -> list[str]:
    """The conversations in which the customer came back after this one."""
    until = one.contact.night + timedelta(days=NIGHTS)
    return [
        other.conversation_id
        for other in others
        if one.contact.night < other.night <= until
        and (one.about in other.topics or any(name in other.signals for name in UNKEPT))
    ]


def _by_customer(courses: Sequence[Course]) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = defaultdict(list)
    for one in courses:
        if one.contact.customer:
            found[one.contact.customer].append(one.contact)
    return found
