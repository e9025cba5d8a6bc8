"""How long customers waited, channel by channel: medians with their intervals, and who was on hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

import numpy as np

from reports.facts import Contact, Facts, customers, few
from reports.nouns import Pace, PaceRow, Wait
from reports.sections import counting, slowness
from reports.sections.slowness import WAITS, Timed, timed
from reports.statistics import phrases
from reports.words.wording import SMALL_BASE, Wording


def build(facts: Facts) -> Pace | None:
    """The waits of each channel, the one with most conversations first; None where no channel can be told of.

    A number stands on enough customers (see `few`) and, where the source
    names agents, on several; what is not known is absent.
    """
    by_channel: dict[str, list[Contact]] = defaultdict(list)
    for one in facts.contacts:
        by_channel[one.channel].append(one)
    told = few.tellable(facts.contacts, "channel", least=facts.least)
    rows: list[PaceRow] = []
    small = 0
    for channel, contacts in sorted(by_channel.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        row = _row(facts, channel, contacts, known=("channel", channel) in told)
        if row is None:
            small += any(timed(contacts, wait) for wait in WAITS)
        else:
            rows.append(row)
    if not rows:
        return None
    links, withheld, comparisons = slowness.links(facts, {row.channel: by_channel[row.channel] for row in rows})
    note = _note(facts, comparisons, clear=len(links), small=small, withheld=withheld)
    return Pace(rows=tuple(rows), links=links, note=note)


def median_ranks(count: int, *, confidence: float = 0.95) -> tuple[int, int] | None:
    """Ranks, from 1, of the values between which the median lies with at least this confidence; None of too few.

    The distribution-free interval from order statistics: how many of `count` values lie below the median is binomial
    with chance one half (Hahn & Meeker, Statistical Intervals, 1991, section 5.2). It needs 6 values for 0.95.
    """
    steps = np.arange(count, dtype=float)
    logs = np.concatenate(([0.0], np.cumsum(np.log((count - steps) / (steps + 1))))) - count * np.log(2.0)
    below = np.cumsum(np.exp(logs))
    rank = int(np.searchsorted(below, (1 - confidence) / 2, side="right"))
    return (rank, count + 1 - rank) if rank else None


def _enough(contacts: Sequence[Contact], least: int) -> bool:
    return few.enough(contacts, least) and phrases.enough_agents(one.agent for one in contacts)


def _row(facts: Facts, channel: str, contacts: Sequence[Contact], *, known: bool) -> PaceRow | None:
    say, least = facts.say, facts.least
    holds = timed(contacts, "hold")
    held = [pair for pair in holds if pair[1] > 0]
    row = PaceRow(
        channel=channel,
        label=say.channels(channel),
        conversations=len(contacts) if known else None,
        first_answer=_wait(say, timed(contacts, "first_answer"), least),
        longest_wait=_wait(say, timed(contacts, "longest_wait"), least),
        held=counting.share(say, len(held), len(holds)) if _enough([one for one, _ in holds], least) else None,
        hold=_wait(say, held, least),
    )
    return row if row.first_answer or row.longest_wait or row.held else None


def _wait(say: Wording, found: Sequence[Timed], least: int) -> Wait | None:
    contacts = [one for one, _ in found]
    if not _enough(contacts, least):
        return None
    ordered = sorted(seconds for _, seconds in found)
    ranks = median_ranks(len(ordered))
    if ranks is None:  # only where the settings ask for fewer than six
        return None
    low, high = (round(ordered[rank - 1], 1) for rank in ranks)
    middle = round(median(ordered), 1)
    # Of fewer the longest but one would pass for one in ten.
    tenth = round(ordered[-(len(ordered) // 10) - 1], 1) if len(ordered) >= SMALL_BASE else None
    known, unknown = customers(contacts)
    return Wait(
        known=len(ordered),
        customers=known,
        customer_unknown=unknown,
        median_seconds=middle,
        low_seconds=low,
        high_seconds=high,
        tenth_seconds=tenth,
        median_text=say.duration(middle),
        interval_text=say.durations(low, high),
        tenth_text=say.duration(tenth) if tenth is not None else "–",
    )


def _note(facts: Facts, comparisons: int, *, clear: int, small: int, withheld: int) -> str:
    say = facts.say
    said = []
    if not comparisons:
        said.append(say("pace-unknown"))
    elif not clear and not withheld:
        said.append(say("pace-no-link", count=comparisons))
    if withheld:
        said.append(say("pace-withheld", count=withheld, least=facts.least))
    if small:
        said.append(say("pace-small", count=small, least=facts.least, agents=phrases.AGENTS))
    return " ".join(said)
