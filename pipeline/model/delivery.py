"""What became of telling somebody of a night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Way = Literal["mail", "webhook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The newest attempt at bringing one thing to one address."""

    night: date
    what: str
    """`product` or `marketing` for an edition, else an alert's id."""
    way: Way
    to: str
    """The address; empty of the webhook, whose address is a secret."""
    sha256: str
    """Of what was sent: an edition that came out otherwise is another one. Empty of an alert, which is told once."""
    at: datetime
    """Of the attempt, aware."""
    why: str = ""
    """Why it did not arrive; empty where it did."""
