"""How conversations went and what they cost the customer, in lines: each only where enough conversations know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from reports import counting, wording
from reports.facts import Contact, Facts
from reports.nouns import Effort, Share
from reports.went import Went

LEAST = counting.LEAST_CONVERSATIONS
"""Nothing is said of fewer conversations that know it: the line is absent, not zero."""
REPEAT = "repeat_contact"
INFERRED = (("resolved", "Solved"), ("unresolved", "Not solved"), ("sent_away", "Sent away"))
"""What is read off the words where the source does not say how it ended."""


def lines(contacts: Sequence[Contact], topic_id: str, overall: Mapping[str, Effort]) -> tuple[Effort, ...]:
    """What is known of a topic's conversations, each line with the same of all conversations (see `overall`)."""
    here = (*_measured(contacts), *_came_before(contacts, topic_id))
    return tuple(replace(one, usual=_short(overall[one.label]) if one.label in overall else "") for one in here)


def overall(facts: Facts) -> dict[str, Effort]:
    """What is known of all conversations of the window, by label."""
    return {one.label: one for one in _measured(facts.contacts)}


def asked_again(facts: Facts, contacts: Sequence[Contact], topic_id: str) -> Share | None:
    """The share of a topic's conversations whose customer had come about it within 30 days, or says so.

    Where nobody says so anywhere, only conversations of known customers can tell; None where too few do.
    """
    said = REPEAT in facts.by_signal
    knowing = [one for one in contacts if said or one.before(topic_id)]
    if not said and len(knowing) < LEAST:
        return None
    return counting.share(sum(_again(one, topic_id) for one in knowing), len(knowing))


def _again(contact: Contact, topic_id: str) -> bool:
    before = contact.before(topic_id)
    return REPEAT in contact.signals or (before is not None and before.within_30 > 0)


def _measured(contacts: Sequence[Contact]) -> tuple[Effort, ...]:
    """All lines that need no topic, in the order of the page."""
    wents = [(one, one.went) for one in contacts if one.went is not None]
    return (
        *_inferred(wents),
        *_closed(wents),
        *_median("First answer", (went.first_answer_seconds for _, went in wents)),
        *_median("Longest wait", (went.longest_wait_seconds for _, went in wents)),
        *_on_hold(went.hold_seconds for _, went in wents),
        *_passed_on([went for _, went in wents]),
    )


def _inferred(wents: Iterable[tuple[Contact, Went]]) -> list[Effort]:
    """How conversations ended whose source does not say it, by the words."""
    silent = [went for contact, went in wents if contact.resolved is None]
    told: list[str] = [went.outcome for went in silent if went.inferred and went.outcome]
    return [
        one
        for outcome, word in INFERRED
        for one in _share(
            f"{word} (inferred)", told.count(outcome), len(told), "whose outcome only their words tell"
        )
    ]  # fmt: skip


def _closed(wents: Iterable[tuple[Contact, Went]]) -> list[Effort]:
    """Those that the source calls resolved and the words do not: the customers were sent away."""
    closed = [went.outcome == "sent_away" for contact, went in wents if contact.resolved]
    return _share("Sent away, yet closed as resolved (inferred)", sum(closed), len(closed), "closed as resolved")


def _on_hold(seconds: Iterable[float | None]) -> list[Effort]:
    known = [one for one in seconds if one is not None]
    held = [one for one in known if one > 0]
    found = _share("On hold", len(held), len(known), "whose source says it")
    if len(held) < LEAST:
        return found
    middle = round(median(held), 1)
    return [
        replace(one, text=f"{one.text}; half of them at least {wording.duration(middle)}", median_seconds=middle)
        for one in found
    ]


def _passed_on(wents: Sequence[Went]) -> list[Effort]:
    """Transfers that the source counts, and apart from them those that were heard where it does not."""
    counted = [went.transfers for went in wents if went.transfers is not None and not went.transfers_inferred]
    silent = len(wents) - len(counted)
    heard = sum(1 for went in wents if went.transfers_inferred)
    found = _share("Passed on", sum(1 for one in counted if one), len(counted), "whose source says it")
    if heard >= LEAST:  # fewer may be all that there were or all that were noticed: not known
        found += _share("Passed on (inferred)", heard, silent, "whose source does not say it; there may be more")
    return found


def _came_before(contacts: Sequence[Contact], topic_id: str) -> list[Effort]:
    """Of those looked at; how many others of known customers there are is said: nights of an earlier version."""
    known = [before for before in (one.before(topic_id) for one in contacts) if before]
    rest = sum(1 for one in contacts if one.customer and one.before(topic_id) is None)
    left = f"; {wording.number(rest)} more of known customers {'was' if rest == 1 else 'were'} not looked at"
    spans = (("7", [one.within_7 for one in known]), ("30", [one.within_30 for one in known]))
    return [
        one
        for days, counts in spans
        for one in _share(
            f"Had come about it within {days} days", sum(1 for count in counts if count), len(counts),
            f"whose customer is known{left if rest else ''}",
        )
    ]  # fmt: skip


def _share(label: str, part: int, whole: int, what: str) -> list[Effort]:
    """A share of the conversations that know, as a line; none where they are too few."""
    if whole < LEAST:
        return []
    share = counting.share(part, whole)
    words = f"{share.text} ({share.interval}) of {wording.number(whole)}" if share.interval else share.text
    return [Effort(label=label, text=f"{words} {what}", known=whole, share=share)]


def _median(label: str, seconds: Iterable[float | None]) -> list[Effort]:
    """The median of the conversations that have times, as a line; none where they are too few."""
    known = [one for one in seconds if one is not None]
    if len(known) < LEAST:
        return []
    middle = round(median(known), 1)
    text = f"{wording.duration(middle)}, the median of {wording.number(len(known))} with times"
    return [Effort(label=label, text=text, known=len(known), median_seconds=middle)]


def _short(effort: Effort) -> str:
    """A line's number without its base."""
    if effort.share is not None:
        return effort.share.text
    return wording.duration(effort.median_seconds) if effort.median_seconds is not None else ""
