"""What long waits went together with, within a channel and among conversations about the same: never called a cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from reports.facts import Contact, Facts, aftermath
from reports.nouns import PaceLink
from reports.sections import counting
from reports.statistics import matched, phrases
from reports.statistics.matched import Case, Matched
from reports.words import placewords
from reports.words.behaviours import LEAVING
from reports.words.wording import SMALL_BASE, Wording, length

BACK_WITHIN = timedelta(days=7)
"""Who comes about the same again on a later one of so many nights came back."""
OUTCOMES = ("resolved", "leaving", "came_back")
WAITS = ("first_answer", "longest_wait", "hold")

Timed = tuple[Contact, float]
"""A conversation and the seconds that something took in it."""
Came = Callable[[Contact], bool | None]
"""Whether an outcome came in a conversation; None where nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    channel: str
    wait: str
    outcome: str
    by_words: bool
    counts: Matched
    ends: tuple[float, float]
    """The longest of the fast third and the shortest of the slow one, in seconds."""


def links(facts: Facts, channels: Mapping[str, Sequence[Contact]]) -> tuple[tuple[PaceLink, ...], int, int]:
    """The clear differences between slow and fast conversations of each channel, how many more are not told, and how
    many comparisons were made.

    Compared are the slowest third with the fastest, or those on hold with the others, each with enough customers (see
    `few`) and, where the source names them, several agents on both sides; a difference is clear with room for all
    comparisons (Bonferroni). One is not told where too few spoke of leaving, or did not.
    """
    came = _outcomes(facts)
    comparisons = [
        one for channel, contacts in channels.items() for one in _comparisons(channel, contacts, came, facts.least)
    ]
    clear = [(one, link) for one in comparisons if (link := _link(facts.say, one, tests=len(comparisons)))]
    told = tuple(link for one, link in clear if one.outcome != "leaving" or matched.may_tell(one.counts, facts.least))
    return told, len(clear) - len(told), len(comparisons)


def came_back(facts: Facts) -> Mapping[str, bool]:
    """Conversation -> whether its customer came about one of its topics again on one of the next 7 nights.

    Only of known customers and conversations about a topic, and only where those nights are over; a second one on the
    same night says nothing, for which was first is not known. A night that was never read is missed alike by all.
    """
    nights: dict[tuple[str, str], list[date]] = defaultdict(list)
    for one in facts.contacts:
        for topic in one.topics if one.customer else ():
            nights[one.customer or "", topic].append(one.night)
    return {
        one.conversation_id: any(
            timedelta(0) < night - one.night <= BACK_WITHIN
            for topic in one.topics
            for night in nights[one.customer, topic]
        )
        for one in facts.contacts
        if one.customer and one.topics and one.night + BACK_WITHIN <= facts.night
    }


def _outcomes(facts: Facts) -> Mapping[tuple[str, bool], Came]:
    """(outcome, by the customer's words alone) -> how it is known; none of leaving where nobody spoke of it."""
    back = came_back(facts)
    found: dict[tuple[str, bool], Came] = {
        ("resolved", False): partial(aftermath.resolved, by_words=False),
        ("resolved", True): partial(aftermath.resolved, by_words=True),
        ("came_back", False): lambda one: back.get(one.conversation_id),
    }
    if LEAVING & facts.by_signal.keys():
        found["leaving", False] = lambda one: bool(LEAVING.intersection(one.signals))
    return found


def _seconds(contact: Contact, wait: str) -> float | None:
    if contact.went is None:
        return None
    went = contact.went
    return {
        "first_answer": went.first_answer_seconds, "longest_wait": went.longest_wait_seconds, "hold": went.hold_seconds,
    }[wait]  # fmt: skip


def timed(contacts: Iterable[Contact], wait: str) -> list[Timed]:
    """The conversations that know one of WAITS, with its seconds."""
    return [(one, seconds) for one in contacts if (seconds := _seconds(one, wait)) is not None]


def _comparisons(
    channel: str, contacts: Sequence[Contact], came: Mapping[tuple[str, bool], Came], least: int
) -> Iterator[_Comparison]:
    """Of each wait with each outcome that enough customers know on both sides; resolved by the source, or else by
    the customers' words."""
    for wait in WAITS:
        slow, fast, ends = _sides(timed(contacts, wait), least, held=wait == "hold")
        for outcome in OUTCOMES:
            for by_words in (False, True):
                known = came.get((outcome, by_words))
                counts = known and _counted(slow, fast, known, least)
                if counts:
                    yield _Comparison(
                        channel=channel, wait=wait, outcome=outcome, by_words=by_words, counts=counts, ends=ends
                    )
                    break


def _sides(
    found: Sequence[Timed], least: int, *, held: bool
) -> tuple[list[Contact], list[Contact], tuple[float, float]]:
    """The slowest and the fastest third, and where they end; or who was on hold and who was not.

    Neither where many took the same time, so that the thirds are not told apart in words.
    """
    if held:
        return [one for one, seconds in found if seconds > 0], [one for one, seconds in found if seconds == 0], (0, 0)
    ordered = sorted(seconds for _, seconds in found)
    if len(ordered) < 2 * least:
        return [], [], (0, 0)
    low, high = ordered[-(-len(ordered) // 3) - 1], ordered[len(ordered) * 2 // 3]
    if length(low) == length(high):
        return [], [], (low, high)
    return (
        [one for one, seconds in found if seconds >= high],
        [one for one, seconds in found if seconds <= low],
        (low, high),
    )


def _counted(slow: Sequence[Contact], fast: Sequence[Contact], came: Came, least: int) -> Matched | None:
    """Counted among conversations about the same topics; None where one side has too few customers or agents."""
    if not all(phrases.enough_agents(one.agent for one in side) for side in (slow, fast)):
        return None
    cases = [
        Case(stratum=one.topics, has=has, came=known, person=one.customer or one.conversation_id)
        for side, has in ((slow, True), (fast, False))
        for one in side
        if one.topics and (known := came(one)) is not None
    ]
    counts = matched.match(cases)
    return counts if min(counts.people_with, counts.people_without) >= least else None


def _link(say: Wording, one: _Comparison, *, tests: int) -> PaceLink | None:
    """None where there is no clear difference, with room for all comparisons (Bonferroni)."""
    confidence = 1 - 0.05 / tests
    direction = matched.claimed(one.counts.strata, confidence=confidence, least=counting.LEAST_CONVERSATIONS)
    if not direction:
        return None
    low, high = matched.difference(one.counts.strata, confidence=confidence)
    fast = matched.standardised(one.counts.strata)
    return PaceLink(
        channel=one.channel,
        wait=one.wait,
        outcome=one.outcome,
        by_words=one.by_words,
        slow=counting.share(say, one.counts.came, one.counts.conversations),
        fast=round(fast, 4),
        others=one.counts.others,
        low=round(low, 4),
        high=round(high, 4),
        direction=direction,
        text=_sentence(say, one, direction, fast, (low, high)),
    )


def _sentence(
    say: Wording, one: _Comparison, direction: Literal["more", "less"], fast: float, ends: tuple[float, float]
) -> str:
    part, whole, others = one.counts.came, one.counts.conversations, one.counts.others
    short, long = map(say.duration, one.ends)
    told: dict[str, str | int] = {
        "wait": one.wait,
        "where": placewords.where(say, ("channel", one.channel)),
        "short": short,
        "long": long,
        "went": f"{one.outcome}-{direction}",
        "source": "words" if one.by_words else "metadata",
        "others": others,
    }
    if min(whole, others) < SMALL_BASE:
        share, expected = say.ratio_with_base(part, whole), say.number(fast * whole, 1)
        return say("pace-link-few", share=share, expected=expected, **told)
    low, high = map(say.points, ends)
    share, usual = say.ratio_with_interval(part, whole), say.fine_percent(fast)
    return say("pace-link", share=share, usual=usual, low=low, high=high, **told)
