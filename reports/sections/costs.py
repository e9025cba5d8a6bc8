"""What a topic cost, in lines: each with its base and its interval, and only where the night's impact knows it."""

from __future__ import annotations

from pipeline.impact import Impact, Span
from pipeline.measures import wilson
from pipeline.settings import Cost as Prices
from reports.facts import few
from reports.nouns import Cost
from reports.words.wording import Wording

PLACES = 6
"""Numbers beside the words are rounded to so many decimals."""


def lines(
    say: Wording, here: Impact, everything: Impact, prices: Prices, *, least: int = few.FEWEST, leaving: bool = True
) -> tuple[Cost, ...]:
    """What is known of a topic's cost, in the order of its page; `everything` is the impact of all conversations.

    A figure that fewer than `least` conversations know is left out: the impact itself has no figure of fewer than ten
    customers. `leaving`: whether it may be told how many of the topic spoke of leaving, beside the totals (see `few`).
    """
    # Where nobody speaks of leaving in any conversation, no topic's none tells anything.
    leaving = leaving and everything.leaving != 0
    found = (
        *_handling(say, here, prices),
        *_repeats(say, here),
        *_customers(say, here, prices, least, told=leaving),
        *(_leaving(say, here, everything) if leaving else ()),
        *_rated(say, here, everything),
        *_without(say, here, everything, leaving=leaving),
    )
    return tuple(one for one in found if one.known >= least)


def minutes_words(say: Wording, minutes: float) -> str:
    """`3.4` below ten, else a whole number; 0 only where it is."""
    if 0 < minutes < 0.05:
        return say("costs-minutes-under", number=say.number(0.1, 1))
    return say.number(minutes, 1 if minutes < 9.95 else 0)


def _handling(say: Wording, here: Impact, prices: Prices) -> list[Cost]:
    if here.minutes is None:
        return []
    span = here.minutes
    value, low, high, shared = (
        minutes_words(say, each) for each in (span.value, span.low, span.high, here.minutes_shared or 0.0)
    )
    text = say(
        "costs-handling.text",
        minutes=value,
        low=low,
        high=high,
        conversations=here.conversations,
        nights=here.nights,
        known=here.handle_known,
        unknown=max(here.conversations - here.handle_known, 0),
        divided="alike" if shared == value else "less",
        shared=shared,
    )
    found = [_cost(say, "handling", text, span, here.handle_known)]
    if prices.minute:
        paid = _times(span, prices.minute)
        value, low, high, price = _money(say, prices, paid.value, paid.low, paid.high, prices.minute)
        text = say("costs-money.text", paid=value, low=low, high=high, price=price)
        found.append(_cost(say, "money", text, paid, here.handle_known))
    return found


def _repeats(say: Wording, here: Impact) -> list[Cost]:
    if here.repeats is None:
        return []
    share, known = _share(here.repeats, here.repeats_known), here.repeats_known
    text = say("costs-repeats.text", repeats=here.repeats, known=known)
    found = [_cost(say, "repeats", text, _times(share, known), known)]
    if here.repeats:
        text = say("costs-avoidable.text", share=say.ratio_with_interval(here.repeats, known))
        found.append(_cost(say, "avoidable", text, share, known))
    return found


def _customers(say: Wording, here: Impact, prices: Prices, least: int, *, told: bool) -> list[Cost]:
    """Distinct customers who spoke of leaving in the topic's conversations, and what those who left may have cost.

    Where these are few it says so, without a figure.
    """
    leaving, left, whole = here.customers_leaving, here.customers_left, here.customers_known
    if leaving is None or left is None:
        return []
    if 0 < leaving < least:
        label, text = say("costs-customers"), say("costs-customers.few", least=least, known=whole)
        return [Cost(name="customers", label=label, text=text, value=None, low=None, high=None, known=whole)]
    if not told or 0 < whole - leaving < least:
        return []
    apart = all(part == 0 or part >= least for part in (left, leaving - left))
    gone = "told" if leaving and apart else "few" if 0 < left < least else "untold"
    share = say.ratio_with_interval(leaving, whole)
    text = say("costs-customers.text", share=share, gone=gone, left=left, least=least)
    found = [_cost(say, "customers", text, _share(leaving, whole), whole)]
    if prices.customer and left and apart:
        paid = _times(_share(left, whole), whole * prices.customer)
        value, low, high, price = _money(say, prices, paid.value, paid.low, paid.high, prices.customer)
        text = say("costs-lost.text", paid=value, low=low, high=high, left=left, price=price)
        found.append(_cost(say, "lost", text, paid, whole))
    return found


def _leaving(say: Wording, here: Impact, everything: Impact) -> list[Cost]:
    if here.leaving is None or here.leaving_more is None or everything.leaving is None:
        return []
    ours = say.ratio_with_base(here.leaving, here.leaving_known)
    others = _rest(say, everything.leaving, everything.leaving_known, here.leaving, here.leaving_known)
    text = say("costs-leaving.text", here=ours, others=others, points=_points(say, here.leaving_more))
    return [_cost(say, "leaving", text, here.leaving_more, here.leaving_known)]


def _rated(say: Wording, here: Impact, everything: Impact) -> list[Cost]:
    """The average rating of all conversations without the topic's."""
    if here.csat_shift is None or everything.csat is None:
        return []
    span = here.csat_shift
    text = say(
        "costs-csat.text",
        without=say.number(everything.csat + span.value, 2),
        usual=say.number(everything.csat, 2),
        low=say.signed(span.low, 2),
        high=say.signed(span.high, 2),
        known=here.csat_known,
        every=everything.csat_known,
    )
    return [_cost(say, "csat", text, span, here.csat_known)]


def _without(say: Wording, here: Impact, everything: Impact, *, leaving: bool) -> list[Cost]:
    """The shares of all conversations without the topic's."""
    resolved = (here.resolved, here.resolved_known, everything.resolved, everything.resolved_known, here.resolved_shift)
    gone = (here.leaving, here.leaving_known, everything.leaving, everything.leaving_known, here.leaving_shift)
    shares = [("without-resolved", resolved), *([("without-leaving", gone)] if leaving else [])]
    found = []
    for name, (part, known, whole, base, shift) in shares:
        if part is not None and whole is not None and shift is not None:
            rest, usual = _rest(say, whole, base, part, known), say.ratio_with_base(whole, base)
            text = say(f"costs-{name}.text", without=rest, usual=usual, points=_points(say, shift))
            found.append(_cost(say, name, text, shift, known))
    return found


def _cost(say: Wording, name: str, text: str, span: Span, known: int) -> Cost:
    value, low, high = (round(each, PLACES) for each in (span.value, span.low, span.high))
    return Cost(name=name, label=say(f"costs-{name}"), text=text, value=value, low=low, high=high, known=known)


def _share(part: int, whole: int) -> Span:
    low, high = wilson(part, whole)
    return Span(value=part / whole, low=round(low, 4), high=round(high, 4))


def _rest(say: Wording, whole: int, base: int, part: int, known: int) -> str:
    return say.ratio_with_base(whole - part, base - known)


def _times(span: Span, factor: float) -> Span:
    return Span(value=span.value * factor, low=span.low * factor, high=span.high * factor)


def _money(say: Wording, prices: Prices, *amounts: float) -> list[str]:
    return [say.money(each, prices.currency) for each in amounts]


def _points(say: Wording, span: Span) -> str:
    """`+5 points (+1 to +9)`; tenths where all are below ten."""
    digits = 1 if max(abs(span.low), abs(span.high)) < 0.0995 else 0
    points, low, high = (say.signed(100 * each, digits) for each in (span.value, span.low, span.high))
    if digits:
        return say("costs-points-fine", points=points, low=low, high=high)
    return say("costs-points", count=abs(round(100 * span.value)), points=points, low=low, high=high)
