"""How conversations went and what they cost the customer, in lines: each only where enough conversations know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from reports.facts import Contact, Facts, few
from reports.facts.went import Went
from reports.nouns import Effort, Share
from reports.sections import counting

REPEAT = "repeat_contact"


def lines(facts: Facts, topic_id: str, overall: Mapping[str, Effort]) -> tuple[Effort, ...]:
    """What is known of a topic's conversations, each line with the same of all conversations (see `overall`).

    Nothing is said where those of too few customers know it: the line is absent, not zero.
    """
    contacts = facts.by_topic.get(topic_id, ())
    here = (*_measured(facts, contacts), *_came_before(facts, contacts, topic_id))
    return tuple(replace(one, usual=_short(facts, overall[one.name])) if one.name in overall else one for one in here)


def overall(facts: Facts) -> dict[str, Effort]:
    """What is known of all conversations of the window, by name."""
    return {one.name: one for one in _measured(facts, facts.contacts)}


def asked_again(facts: Facts, contacts: Sequence[Contact], topic_id: str) -> Share | None:
    """The share of a topic's conversations whose customer had come about it within 30 days, or says so.

    Where nobody says so anywhere, only conversations of known customers can tell; None where those of too few do.
    """
    said = REPEAT in facts.by_signal
    knowing = [one for one in contacts if said or one.before(topic_id)]
    if not few.enough(knowing, facts.least):
        return None
    return counting.share(facts.say, sum(_again(one, topic_id) for one in knowing), len(knowing))


def _again(contact: Contact, topic_id: str) -> bool:
    before = contact.before(topic_id)
    return REPEAT in contact.signals or (before is not None and before.within_30 > 0)


def _measured(facts: Facts, contacts: Sequence[Contact]) -> tuple[Effort, ...]:
    """All lines that need no topic, in the order of the page."""
    wents = [(one, one.went) for one in contacts if one.went is not None]
    return (
        *_inferred(facts, wents),
        *_closed(facts, wents),
        *_median(facts, "first-answer", [(one, went.first_answer_seconds) for one, went in wents]),
        *_median(facts, "longest-wait", [(one, went.longest_wait_seconds) for one, went in wents]),
        *_on_hold(facts, [(one, went.hold_seconds) for one, went in wents]),
        *_passed_on(facts, wents),
    )


def _inferred(facts: Facts, wents: Iterable[tuple[Contact, Went]]) -> list[Effort]:
    """How conversations ended whose source does not say it, by the words."""
    told = [pair for pair in wents if pair[0].resolved is None and pair[1].inferred and pair[1].outcome]
    return [
        line
        for name, outcome in (("solved", "resolved"), ("unsolved", "unresolved"), ("sent-away", "sent_away"))
        for line in _share(facts, name, [(one, went.outcome == outcome) for one, went in told])
    ]


def _closed(facts: Facts, wents: Iterable[tuple[Contact, Went]]) -> list[Effort]:
    """Those that the source calls resolved and the words do not: the customers were sent away."""
    closed = [(contact, went.outcome == "sent_away") for contact, went in wents if contact.resolved]
    return _share(facts, "sent-away-closed", closed)


def _on_hold(facts: Facts, seconds: Sequence[tuple[Contact, float | None]]) -> list[Effort]:
    known = [(one, value) for one, value in seconds if value is not None]
    held = [(one, value) for one, value in known if value > 0]
    found = _share(facts, "hold", [(one, value > 0) for one, value in known])
    if not few.enough((one for one, _ in held), facts.least):
        return found
    middle, say = round(median(value for _, value in held), 1), facts.say
    share = say.ratio_with_interval(len(held), len(known))
    text = say("effort-hold.median", share=share, median=say.duration(middle))
    return [replace(one, text=text, median_seconds=middle) for one in found]


def _passed_on(facts: Facts, wents: Sequence[tuple[Contact, Went]]) -> list[Effort]:
    """Transfers that the source counts, and apart from them those that were heard where it does not."""
    sure = [went.transfers is not None and not went.transfers_inferred for _, went in wents]
    counted = [(one, bool(went.transfers)) for (one, went), known in zip(wents, sure, strict=True) if known]
    silent = [(one, went.transfers_inferred) for (one, went), known in zip(wents, sure, strict=True) if not known]
    found = _share(facts, "passed-on", counted)
    # Fewer may be all that there were or all that were noticed: not known.
    if few.enough((one for one, heard in silent if heard), facts.least):
        found += _share(facts, "passed-on-inferred", silent)
    return found


def _came_before(facts: Facts, contacts: Sequence[Contact], topic_id: str) -> list[Effort]:
    """Of those looked at; how many others of known customers there are is said: nights of an earlier version."""
    known = [(one, before) for one in contacts if (before := one.before(topic_id))]
    rest = sum(1 for one in contacts if one.customer and one.before(topic_id) is None)
    week = [(one, before.within_7 > 0) for one, before in known]
    month = [(one, before.within_30 > 0) for one, before in known]
    return [*_share(facts, "before-7", week, rest=rest), *_share(facts, "before-30", month, rest=rest)]


def _share(facts: Facts, name: str, found: Sequence[tuple[Contact, bool]], *, rest: int = 0) -> list[Effort]:
    """A share of the conversations that know, as a line; none where those of too few customers do.

    `rest`: how many more might know and were not looked at.
    """
    if not few.enough((one for one, _ in found), facts.least):
        return []
    say, part, whole = facts.say, sum(came for _, came in found), len(found)
    text = say(f"effort-{name}.text", share=say.ratio_with_interval(part, whole), rest=rest)
    share = counting.share(say, part, whole)
    return [Effort(name=name, label=say(f"effort-{name}"), text=text, known=whole, share=share)]


def _median(facts: Facts, name: str, seconds: Sequence[tuple[Contact, float | None]]) -> list[Effort]:
    """The median of the conversations that have times, as a line; none where those of too few customers do."""
    if not few.enough((one for one, value in seconds if value is not None), facts.least):
        return []
    say = facts.say
    known = [value for _, value in seconds if value is not None]
    middle = round(median(known), 1)
    text = say(f"effort-{name}.text", median=say.duration(middle), known=len(known))
    return [Effort(name=name, label=say(f"effort-{name}"), text=text, known=len(known), median_seconds=middle)]


def _short(facts: Facts, effort: Effort) -> str:
    """A line's number without its base."""
    if effort.share is not None:
        return effort.share.text
    return facts.say.duration(effort.median_seconds) if effort.median_seconds is not None else ""
