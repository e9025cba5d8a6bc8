"""Averages with a topic's conversations left out, and set against the others', with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.impact.nouns import Span
from pipeline.impact.resampling import Floats, percentiles
from pipeline.measures import difference

PLACES = 6
"""Figures are rounded to so many decimals: no noise of the last bits in any file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Averages:
    """Of one thing, by topic; the first entry is of all conversations and is no figure (nan)."""

    known: Floats
    """Conversations that know it, as found."""
    total: Floats
    """It added up over them."""
    shift: Floats
    """(topics, 3): the average of all others less that of all, with the ends of its interval."""
    more: Floats
    """(topics, 3): the topic's average less that of all others."""


def averages(known: Floats, total: Floats) -> Averages:
    """Of a thing that `known` conversations have, `total` of it in all: both (topics, 1 + resamples), the first topic
    being all conversations, the first column what was found."""
    with np.errstate(invalid="ignore", divide="ignore"):
        rest = (total[:1] - total) / (known[:1] - known)
        shift, more = rest - total[:1] / known[:1], total / known - rest
    return Averages(known=known[:, 0], total=total[:, 0], shift=ends(shift), more=ends(more))


def ends(figures: Floats) -> Floats:
    """(topics, 3): figures (topics, 1 + resamples) as found, with the ends of their intervals."""
    low, high = percentiles(figures)
    return np.column_stack([figures[:, 0], low, high])


def shift(of: Averages, at: int, *, share: bool) -> Span:
    """What leaving out the topic at this place would change; `share`: the thing is yes or no.

    Resamples of a thing that never, or always, came do not know that it might have: there the interval is drawn out to
    Newcombe's, which does.
    """
    found = span(of.shift[at])
    if not share:
        return found
    wide, weight = _newcombe(of, at), float(of.known[at] / of.known[0])
    return _drawn_out(found, -weight * wide[1], -weight * wide[0])


def more(of: Averages, at: int) -> Span:
    """How much more often a yes-or-no thing comes in the topic at this place than elsewhere; see `shift`."""
    return _drawn_out(span(of.more[at]), *_newcombe(of, at))


def span(found: Floats) -> Span:
    """A figure and its ends, rounded."""
    value, low, high = (rounded(float(each)) for each in found)
    return Span(value=value, low=low, high=high)


def rounded(value: float) -> float:
    """As it stands in files; never -0."""
    return round(value, PLACES) + 0.0


def _newcombe(of: Averages, at: int) -> tuple[float, float]:
    came, known = int(of.total[at]), int(of.known[at])
    return difference(came, known, int(of.total[0]) - came, int(of.known[0]) - known)


def _drawn_out(found: Span, low: float, high: float) -> Span:
    return Span(value=found.value, low=min(found.low, rounded(low)), high=max(found.high, rounded(high)))
