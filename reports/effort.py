"""How conversations went and what they cost the customer, in lines: each only where enough conversations know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from reports import counting, few, wording
from reports.facts import Contact, Facts
from reports.nouns import Effort, Share
from reports.went import Went

REPEAT = "repeat_contact"
INFERRED = (("resolved", "Solved"), ("unresolved", "Not solved"), ("sent_away", "Sent away"))
"""What is read off the words where the source does not say how it ended."""


def lines(
    contacts: Sequence[Contact], topic_id: str, overall: Mapping[str, Effort], *, least: int
) -> tuple[Effort, ...]:
    """What is known of a topic's conversations, each line with the same of all conversations (see `overall`).

    Nothing is said where those of fewer than `least` customers know it: the line is absent, not zero.
    """
    here = (*_measured(contacts, least), *_came_before(contacts, topic_id, least))
    return tuple(replace(one, usual=_short(overall[one.label]) if one.label in overall else "") for one in here)


def overall(facts: Facts) -> dict[str, Effort]:
    """What is known of all conversations of the window, by label."""
    return {one.label: one for one in _measured(facts.contacts, facts.least)}


def asked_again(facts: Facts, contacts: Sequence[Contact], topic_id: str) -> Share | None:
    """The share of a topic's conversations whose customer had come about it within 30 days, or says so.

    Where nobody says so anywhere, only conversations of known customers can tell; None where those of too few do.
    """
    said = REPEAT in facts.by_signal
    knowing = [one for one in contacts if said or one.before(topic_id)]
    if not few.enough(knowing, facts.least):
        return None
    return counting.share(sum(_again(one, topic_id) for one in knowing), len(knowing))


def _again(contact: Contact, topic_id: str) -> bool:
    before = contact.before(topic_id)
    return REPEAT in contact.signals or (before is not None and before.within_30 > 0)


def _measured(contacts: Sequence[Contact], least: int) -> tuple[Effort, ...]:
    """All lines that need no topic, in the order of the page."""
    wents = [(one, one.went) for one in contacts if one.went is not None]
    return (
        *_inferred(wents, least),
        *_closed(wents, least),
        *_median("First answer", [(one, went.first_answer_seconds) for one, went in wents], least),
        *_median("Longest wait", [(one, went.longest_wait_seconds) for one, went in wents], least),
        *_on_hold([(one, went.hold_seconds) for one, went in wents], least),
        *_passed_on(wents, least),
    )


def _inferred(wents: Iterable[tuple[Contact, Went]], least: int) -> list[Effort]:
    """How conversations ended whose source does not say it, by the words."""
    told = [pair for pair in wents if pair[0].resolved is None and pair[1].inferred and pair[1].outcome]
    whose = "whose outcome only their words tell"
    return [
        one
        for outcome, word in INFERRED
        for one in _share(
            f"{word} (inferred)", [(one, went.outcome == outcome) for one, went in told], whose, least
        )
    ]  # fmt: skip


def _closed(wents: Iterable[tuple[Contact, Went]], least: int) -> list[Effort]:
    """Those that the source calls resolved and the words do not: the customers were sent away."""
    closed = [(contact, went.outcome == "sent_away") for contact, went in wents if contact.resolved]
    return _share("Sent away, yet closed as resolved (inferred)", closed, "closed as resolved", least)


def _on_hold(seconds: Sequence[tuple[Contact, float | None]], least: int) -> list[Effort]:
    known = [(one, value) for one, value in seconds if value is not None]
    held = [(one, value) for one, value in known if value > 0]
    found = _share("On hold", [(one, value > 0) for one, value in known], "whose source says it", least)
    if not few.enough((one for one, _ in held), least):
        return found
    middle = round(median(value for _, value in held), 1)
    return [
        replace(one, text=f"{one.text}; half of them at least {wording.duration(middle)}", median_seconds=middle)
        for one in found
    ]


def _passed_on(wents: Sequence[tuple[Contact, Went]], least: int) -> list[Effort]:
    """Transfers that the source counts, and apart from them those that were heard where it does not."""
    sure = [went.transfers is not None and not went.transfers_inferred for _, went in wents]
    counted = [(one, bool(went.transfers)) for (one, went), known in zip(wents, sure, strict=True) if known]
    silent = [(one, went.transfers_inferred) for (one, went), known in zip(wents, sure, strict=True) if not known]
    found = _share("Passed on", counted, "whose source says it", least)
    # Fewer may be all that there were or all that were noticed: not known.
    if few.enough((one for one, heard in silent if heard), least):
        found += _share("Passed on (inferred)", silent, "whose source does not say it; there may be more", least)
    return found


def _came_before(contacts: Sequence[Contact], topic_id: str, least: int) -> list[Effort]:
    """Of those looked at; how many others of known customers there are is said: nights of an earlier version."""
    known = [(one, before) for one in contacts if (before := one.before(topic_id))]
    rest = sum(1 for one in contacts if one.customer and one.before(topic_id) is None)
    left = f"; {wording.number(rest)} more of known customers {'was' if rest == 1 else 'were'} not looked at"
    week = [(one, before.within_7 > 0) for one, before in known]
    month = [(one, before.within_30 > 0) for one, before in known]
    whose = f"whose customer is known{left if rest else ''}"
    return [
        one
        for days, came in (("7", week), ("30", month))
        for one in _share(f"Had come about it within {days} days", came, whose, least)
    ]


def _share(label: str, found: Sequence[tuple[Contact, bool]], what: str, least: int) -> list[Effort]:
    """A share of the conversations that know, as a line; none where those of too few customers do."""
    if not few.enough((one for one, _ in found), least):
        return []
    part, whole = sum(came for _, came in found), len(found)
    share = counting.share(part, whole)
    words = f"{share.text} ({share.interval}) of {wording.number(whole)}" if share.interval else share.text
    return [Effort(label=label, text=f"{words} {what}", known=whole, share=share)]


def _median(label: str, seconds: Sequence[tuple[Contact, float | None]], least: int) -> list[Effort]:
    """The median of the conversations that have times, as a line; none where those of too few customers do."""
    if not few.enough((one for one, value in seconds if value is not None), least):
        return []
    known = [value for _, value in seconds if value is not None]
    middle = round(median(known), 1)
    text = f"{wording.duration(middle)}, the median of {wording.number(len(known))} with times"
    return [Effort(label=label, text=text, known=len(known), median_seconds=middle)]


def _short(effort: Effort) -> str:
    """A line's number without its base."""
    if effort.share is not None:
        return effort.share.text
    return wording.duration(effort.median_seconds) if effort.median_seconds is not None else ""
