"""What a topic cost, in lines: each with its base and its interval, and only where the night's impact knows it."""

from __future__ import annotations

from pipeline.impact import Impact, Span
from pipeline.settings import Cost as Prices
from reports import counting, few, wording
from reports.nouns import Cost

PLACES = 6
"""Numbers beside the words are rounded to so many decimals."""


def lines(
    here: Impact, everything: Impact, prices: Prices, *, least: int = few.FEWEST, leaving: bool = True
) -> tuple[Cost, ...]:
    """What is known of a topic's cost, in the order of its page; `everything` is the impact of all conversations.

    A figure that fewer than `least` conversations know is left out: the impact itself has no figure of fewer than ten
    customers. `leaving`: whether it may be told how many of the topic spoke of leaving, beside the totals (see `few`).
    """
    # Where nobody speaks of leaving in any conversation, no topic's none tells anything.
    leaving = leaving and everything.leaving != 0
    found = (
        *_handling(here, prices),
        *_repeats(here),
        *_customers(here, prices, least, told=leaving),
        *(_leaving(here, everything) if leaving else ()),
        *_left_out(here, everything, leaving=leaving),
    )
    return tuple(one for one in found if one.known >= least)


def money(amount: float, currency: str) -> str:
    """`€1,240`, `1,240 USD`, `€3.20`; a number alone where no currency is set."""
    text = f"{amount:.2f}" if 0 < amount < 9.995 else wording.number(round(amount))
    if not currency:
        return text
    return f"{text} {currency}" if currency[0].isalnum() else f"{currency}{text}"


def minutes_words(minutes: float) -> str:
    """`3.4` below ten, else a whole number; 0 only where it is."""
    if 0 < minutes < 0.05:
        return "under 0.1"
    return f"{minutes:.1f}" if minutes < 9.95 else wording.number(round(minutes))


def _handling(here: Impact, prices: Prices) -> list[Cost]:
    if here.minutes is None:
        return []
    span = here.minutes
    base = f"{wording.plural(here.conversations, 'conversation')} in {wording.plural(here.nights, 'night')}"
    if here.handle_known < here.conversations:
        known = wording.number(here.handle_known)
        base += f", of which {known} have a handling time; the others are taken to last as long"
    value, low, high, shared = map(minutes_words, (span.value, span.low, span.high, here.minutes_shared or 0.0))
    divided = f"; {shared} min if a conversation’s time is divided among its topics" if shared != value else ""
    text = f"{value} min ({low}–{high}), from {base}{divided}"
    found = [_cost("Handling a night", text, span, here.handle_known)]
    if prices.minute:
        paid = _times(span, prices.minute)
        text = f"{_paid(paid, prices)} at {money(prices.minute, prices.currency)} a minute"
        found.append(_cost("Cost a night", text, paid, here.handle_known))
    return found


def _repeats(here: Impact) -> list[Cost]:
    if here.repeats is None:
        return []
    share, base = _share(here.repeats, here.repeats_known), wording.number(here.repeats_known)
    some = f"{wording.number(here.repeats) if here.repeats else 'none'} of {base} conversations"
    followed = f"{some} whose customer is known came within 30 days of an earlier one about the same"
    found = [_cost("Repeat contacts", followed, _times(share, here.repeats_known), here.repeats_known)]
    if here.repeats:
        of_them = f"{_of(here.repeats, here.repeats_known)} conversations"
        found.append(_cost("Avoidable at most", of_them, share, here.repeats_known))
    return found


def _customers(here: Impact, prices: Prices, least: int, *, told: bool) -> list[Cost]:
    """Distinct customers who spoke of leaving in the topic's conversations, and what those who left may have cost.

    Where these are few it says so, without a figure.
    """
    leaving, left, whole = here.customers_leaving, here.customers_left, here.customers_known
    if leaving is None or left is None:
        return []
    label = "Customers who spoke of leaving"
    if 0 < leaving < least:
        text = f"{few.than(least)} of {wording.number(whole)} known customers"
        return [Cost(label=label, text=text, value=None, low=None, high=None, known=whole)]
    if not told or 0 < whole - leaving < least:
        return []
    apart = all(part == 0 or part >= least for part in (left, leaving - left))
    gone = ""
    if leaving and apart:
        gone = f"; {wording.number(left) if left else 'none'} said that they had left"
    elif 0 < left < least:
        gone = f"; {few.than(least)} said that they had left"
    text = f"{_of(leaving, whole)} known customers{gone}"
    found = [_cost(label, text, _share(leaving, whole), whole)]
    if prices.customer and left and apart:
        paid = _times(_share(left, whole), whole * prices.customer)
        each = money(prices.customer, prices.currency)
        text = f"{_paid(paid, prices)} for the {wording.number(left)} who said that they had left, at {each} each"
        found.append(_cost("Lost customers", text, paid, whole))
    return found


def _leaving(here: Impact, everything: Impact) -> list[Cost]:
    if here.leaving is None or here.leaving_more is None or everything.leaving is None:
        return []
    ours = wording.ratio_with_base(here.leaving, here.leaving_known)
    others = _rest(everything.leaving, everything.leaving_known, here.leaving, here.leaving_known)
    text = f"{ours} conversations; of all others {others}: {_points(here.leaving_more)}"
    return [_cost("Leaving spoken of", text, here.leaving_more, here.leaving_known)]


def _left_out(here: Impact, everything: Impact, *, leaving: bool) -> list[Cost]:
    """The averages of all conversations without the topic's."""
    found = []
    if here.csat_shift is not None and everything.csat is not None:
        span = here.csat_shift
        without = f"{everything.csat + span.value:.2f} in place of {everything.csat:.2f}"
        ends = f"{_signed(span.low, 2)} to {_signed(span.high, 2)}"
        rated = f"{wording.number(here.csat_known)} of the {wording.number(everything.csat_known)} that have one"
        text = f"{without} ({ends}); {rated} are left out"
        found.append(_cost("CSAT without it", text, span, here.csat_known))
    resolved = (here.resolved, here.resolved_known, everything.resolved, everything.resolved_known, here.resolved_shift)
    gone = (here.leaving, here.leaving_known, everything.leaving, everything.leaving_known, here.leaving_shift)
    for label, (part, known, whole, base, shift) in (("Resolved", resolved), *([("Leaving", gone)] if leaving else [])):
        if part is not None and whole is not None and shift is not None:
            rest = _rest(whole, base, part, known)
            text = f"{rest} in place of {wording.ratio_with_base(whole, base)}: {_points(shift)}"
            found.append(_cost(f"{label} without it", text, shift, known))
    return found


def _cost(label: str, text: str, span: Span, known: int) -> Cost:
    value, low, high = (round(each, PLACES) for each in (span.value, span.low, span.high))
    return Cost(label=label, text=text, value=value, low=low, high=high, known=known)


def _share(part: int, whole: int) -> Span:
    share = counting.share(part, whole)
    return Span(value=part / whole, low=share.low, high=share.high)


def _of(part: int, whole: int) -> str:
    """`22 % (16–30 %) of 140`, or `4 of 11`."""
    share = counting.share(part, whole)
    return f"{share.text} ({share.interval}) of {wording.number(whole)}" if share.interval else share.text


def _rest(whole: int, base: int, part: int, known: int) -> str:
    return wording.ratio_with_base(whole - part, base - known)


def _times(span: Span, factor: float) -> Span:
    return Span(value=span.value * factor, low=span.low * factor, high=span.high * factor)


def _paid(span: Span, prices: Prices) -> str:
    value, low, high = (money(each, prices.currency) for each in (span.value, span.low, span.high))
    return f"{value} ({low}–{high})"


def _points(span: Span) -> str:
    """`+5 points (+1 to +9)`; tenths where all are below ten."""
    digits = 1 if max(abs(span.low), abs(span.high)) < 0.0995 else 0
    value, low, high = (_signed(100 * each, digits) for each in (span.value, span.low, span.high))
    return f"{value} {'point' if value[1:] == '1' else 'points'} ({low} to {high})"


def _signed(value: float, digits: int) -> str:
    """`+0.4`, `−0.4`, and `0` for what rounds to it."""
    text = f"{abs(value):.{digits}f}"
    return "0" if not float(text) else f"{'+' if value > 0 else '−'}{text}"
