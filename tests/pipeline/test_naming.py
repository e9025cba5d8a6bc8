"""Names for topics, in customers' words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Term
from pipeline.naming import FUNCTION_WORDS, NEGATORS, candidates, choose

BOUNCES = [
    "My emails keep bouncing back to me.",
    "All emails keep bouncing back since Monday!",
    "The emails keep bouncing back, what is going on?",
]


def terms(*texts: str) -> list[Term]:
    """Key terms, weightiest first."""
    return [Term(text=text, weight=1 / (1 + at)) for at, text in enumerate(texts)]


def name(texts: list[str], key: list[Term], taken: tuple[str, ...] = ()) -> str:
    """The name where all phrases are equally central."""
    found = candidates(texts, key)
    return choose(found, [0.5] * len(found), key, taken=taken)


def test_a_name_is_a_phrase_that_the_statements_share() -> None:
    """It says what most say, in their words, beginning with a capital."""
    assert name(BOUNCES, terms("emails", "bouncing")) == "Emails keep bouncing"
    assert name(["I was hung in your queue again"], terms("hung", "queue")) == "Hung in your queue"


def test_the_phrase_nearest_to_the_centroid_wins() -> None:
    """Cosines decide between phrases that are said as often."""
    found = candidates(["parcel arrived broken"], terms("parcel", "broken"))
    cosines = [1.0 if one.phrase == "arrived broken" else 0.0 for one in found]
    assert choose(found, cosines, terms("parcel"), taken=()) == "Arrived broken"


def test_no_two_topics_bear_one_name() -> None:
    """Forty topics over the same statements get forty names, capitals aside."""
    taken: list[str] = []
    for _ in range(40):
        taken.append(name(BOUNCES, terms("emails", "bouncing", "mail server"), tuple(taken)))
    assert len({one.casefold() for one in taken}) == 40


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("euros", "euro", "refund"), "Euros, refund"),
        (("server", "server servers", "transfer pending"), "Transfer pending"),
        (("email",), "Email"),
        ((), "Something else, no. 2"),
    ],
)
def test_without_a_phrase_key_terms_make_the_name(key: tuple[str, ...], expected: str) -> None:
    """A two-word term first, else two different ones; never the same word twice."""
    assert name(["ok"], terms(*key)) == expected


@given(st.lists(st.text(alphabet="abAB .,'i ’not andthe", max_size=60), min_size=1, max_size=8))
def test_a_phrase_neither_begins_nor_ends_in_a_function_word(texts: list[str]) -> None:
    """Nor does it end in a negation, or say a word twice, whatever the texts."""
    words = [word for text in texts for word in text.lower().split()]
    for candidate in candidates(texts, terms(*words)):
        said = candidate.phrase.split()
        assert not {said[0], said[-1]} & FUNCTION_WORDS
        assert said[-1] not in NEGATORS
        assert len(set(said)) == len(said)
        assert 2 <= len(said) <= 5


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=6),
    st.lists(st.sampled_from(["server", "servers", "mail", "mail mail", "transfer pending"]), max_size=4),
)
def test_every_topic_gets_a_name(texts: list[str], key: list[str]) -> None:
    """Never an empty one, and no word stands on both sides of its comma."""
    said = name(texts, terms(*key))
    assert said.strip()
    left, _, right = said.casefold().partition(", ")
    assert not set(left.split()) & set(right.split())


def test_a_phrase_stops_where_a_second_thought_begins() -> None:
    """Conjunctions join no thoughts in a name, but `terms and conditions` is one."""
    phrases = {one.phrase for one in candidates(["website crashed and shows terms and conditions"], terms("website"))}
    assert "website crashed" in phrases
    assert not any("crashed and" in phrase and len(phrase.split()) > 3 for phrase in phrases)
    assert name(["terms and conditions"], terms("terms", "conditions")) == "Terms and conditions"
