"""The stage of a customer's journey, read off what he says."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import journey
from pipeline.journey import Cues
from pipeline.slices import STAGES

SAID = {
    "order": "I want to buy the bigger package, but the checkout page takes me back to my basket",
    "delivery": "My parcel has still not arrived, and the courier says it was left outside",
    "use": "I can't log in, the app keeps crashing with an error message",
    "billing": "You charged me twice, and the invoice shows the wrong amount",
    "return": "I sent it back three weeks ago and I'm still waiting for my refund",
    "complaint": "Your agent was rude and hung up on me, I want to make a complaint",
}
TEXTS = st.lists(st.sampled_from([*SAID.values(), "Good morning", "It is raining", ""]), max_size=4)


@cache
def _cues() -> Cues:
    return journey.shipped()


def _stage(*statements: str) -> str | None:
    return journey.stage(statements, _cues())


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_is_heard(stage: str) -> None:
    """In plain words of ours."""
    assert _stage(SAID[stage]) == stage


@pytest.mark.parametrize("said", ["", "Is it raining there too?", "It is great, thank you so much"])
def test_where_no_cue_is_there_is_no_stage(said: str) -> None:
    """Using is no default either."""
    assert _stage(said) is None


def test_two_stages_alike_are_none() -> None:
    """A majority is asked for."""
    assert _stage(f"{SAID['delivery']}. {SAID['billing']}") is None


def test_what_he_came_with_counts_more_than_what_came_of_it() -> None:
    """A parcel that is late stays a delivery, though he now wants his money back."""
    late = "My parcel is late"
    assert _stage(late, "Then give me my money back") == "delivery"
    assert _stage("Then give me my money back", late) == "return"


def test_inflected_words_are_the_same_cue() -> None:
    """And a cue counts once, however often it is said."""
    for said in ("the shipment", "shipments", "you shipped it", "when are you shipping"):
        assert _stage(said) == "delivery"
    once = "the courier"
    assert _stage(f"{once} and {once} and {once}, and the invoice, and the refund, and the payment") is None


def test_a_word_inside_another_is_no_cue() -> None:
    """Words have boundaries, and a longer phrase takes its words with it."""
    assert _stage("I billet soldiers here in the wifilike woods") is None
    assert _stage("You never return my call") is None


def test_what_redaction_hid_says_nothing() -> None:
    """A placeholder is no word of the customer's."""
    assert _stage("[BANK_ACCOUNT] [BANK_ACCOUNT]") is None


@given(TEXTS)
def test_a_stage_is_one_of_six_or_none(statements: list[str]) -> None:
    """And the same words come to the same, however they are spelled in capitals."""
    found = _stage(*statements)
    assert found is None or found in STAGES
    assert _stage(*(text.upper() for text in statements)) == found


def test_a_cue_of_two_stages_is_refused() -> None:
    """It would be counted for the one that happens to be read first."""
    data = b"[silent]\nphrases = []\n" + b"".join(
        f'[{stage}]\nsure = ["parcels"]\nhint = []\n'.encode() for stage in STAGES
    )
    with pytest.raises(ValueError, match="of delivery and of another"):
        journey.read(data)


def test_other_cues_have_another_fingerprint() -> None:
    """What they decided is told from what these do."""
    data = b"[silent]\nphrases = []\n" + b"".join(
        f'[{stage}]\nsure = ["{stage} thing"]\nhint = []\n'.encode() for stage in STAGES
    )
    assert journey.read(data).fingerprint != _cues().fingerprint
