"""What a customer says is idle or, where he says nothing better, what he wants."""

from __future__ import annotations

import pytest

from pipeline.model import Turn
from pipeline.statements import cut


def only(line: str) -> Turn:
    """All that a customer says."""
    return Turn(index=0, speaker="customer", text=line, at=None)


@pytest.mark.parametrize(
    "line",
    [
        "insurance",
        "i want a new hoover",
        "checking the state of my parcel",
        "record my mileage",
        "my umbrella was torn off by wind",
        "how much is the annual pass",
        "the lift is moving slowly",
        "transfer 20 to account number [ACCOUNT]",
        "please tell me my account number",
    ],
)
def test_who_says_nothing_better_still_wants_something(line: str) -> None:
    """What is not recognisably idle is a statement where it is all that a customer says."""
    assert len(cut([only(line)], channel="chat").statements) == 1


@pytest.mark.parametrize(
    "line",
    [
        "nothing sir thank you",
        "nothing else",
        "please help me",
        "are you connected",
        "thanks, you are very helpful",
        "anna 4711",
        "company name bluebird limited",
        "problem solved",
    ],
)
def test_who_only_closes_pleads_or_answers_wants_nothing(line: str) -> None:
    """Courtesies, pleas without a matter and bare values are no statement even where nothing else is said."""
    assert cut([only(line)], channel="chat").statements == ()
