"""What stands out, for programs: alerts that are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model import Kind
from reports.nouns.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlert:
    """One alert that was open on the edition's night, with the numbers of the newest night on which it stood out."""

    alert_id: str
    about: Kind
    """`topic` or `signal`."""
    subject: Link
    """The topic, or a signal's name in place of an id."""
    kind: str
    """`new`, `rising`, `back` or `falling`; never shown."""
    label: str
    slice: str = ""
    """Where it is told of a single place: what is compared, and"""
    value: str = ""
    """which of them; both empty where it is true of the whole."""
    opened: date
    last: date
    nights: int
    """That are counted: 1, up to 7, or all since it was first heard."""
    observed: int | None
    """Conversations of these nights; None, as all that follow, where too few customers are behind them."""
    expected: float | None
    """None also where there is nothing to expect by."""
    low: int | None
    high: int | None
    customers: int | None
    """Distinct known ones; None also where the nights that are counted are not known any more."""
    customers_unknown: int | None = None
    """Conversations whose customer is unknown; None where `customers` is, and in an edition that counted them there."""
    text: str
    """The same as a sentence."""
