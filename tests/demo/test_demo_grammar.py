"""The grammar engine and the pains written in it."""

from random import Random

import pytest

from demo.grammar import grammar, parse, tidy
from demo.pains import Pain, pains, talk
from demo.people import agents, customer, facts
from demo.plot import EVENTS

KNOWN = facts(customer(1, 1), agents()[0], night=customer(1, 1).since, spoken=True) | {"back": "yesterday"}


def test_slots_and_alternatives_nest() -> None:
    """A template's outcomes are all ways through its alternatives and slots, and no others."""
    small = grammar({"top": ["(a|b {low}|)c"], "low": ["x", "y"]})
    said = {small.say("top", Random(seed), {}) for seed in range(200)}
    assert said == {"Ac", "B xc", "B yc", "C"}
    assert small.outcomes("top") == 4


def test_a_fact_goes_before_a_rule() -> None:
    """What is known about the customer fills a slot even where a rule of that name exists."""
    assert grammar({"top": ["hi {name}"], "name": ["nobody"]}).say("top", Random(1), {"name": "Ada"}) == "Hi Ada"


@pytest.mark.parametrize("template", ["(a|b", "a)", "{a", "a}", "{}"])
def test_brackets_must_pair(template: str) -> None:
    """A template whose brackets do not pair is refused."""
    with pytest.raises(ValueError, match=r"bracket|stray"):
        parse(template)


def test_sentences_are_tidied() -> None:
    """Spaces left by empty alternatives go and sentences begin with a capital."""
    assert tidy("well , it  broke .then? so") == "Well, it broke .then? So"


def test_there_are_enough_pains() -> None:
    """At least 25 pains are planted, each with its own slug and title, of all three sides."""
    assert len({pain.slug for pain in pains()}) == len({pain.title for pain in pains()}) == len(pains()) >= 25
    assert {pain.side for pain in pains()} == {"customer problem", "treatment", "praise"}


@pytest.mark.parametrize("pain", pains(), ids=lambda pain: pain.slug)
def test_a_pain_has_many_wordings(pain: Pain) -> None:
    """Each pain is stated in at least 300 distinct sentences, counted, not calculated."""
    chance = Random(1)
    assert len({pain.grammar.say("says", chance, KNOWN) for _ in range(1500)}) >= 300


@pytest.mark.parametrize("pain", pains(), ids=lambda pain: pain.slug)
def test_no_template_is_left_unfilled(pain: Pain) -> None:
    """Whatever a pain's grammar says is words, with no bracket or bar left in it."""
    chance = Random(2)
    rules = [rule for rule in ("says", "more", "agent", "solved", "unsolved") if rule in pain.grammar.rules]
    for rule in rules:
        said = " ".join(pain.grammar.say(rule, chance, KNOWN) for _ in range(100))
        assert not set(said) & set("{}()|")
    assert {"says", "agent"} <= set(rules)


def test_talk_is_whole() -> None:
    """Every rule of the small talk can be said."""
    chance = Random(3)
    assert all(talk().say(rule, chance, KNOWN) or rule == "treat_lead" for rule in sorted(talk().rules) * 5)


def test_events_name_planted_pains() -> None:
    """The plot speaks only of pains that exist."""
    assert {slug for event in EVENTS for slug in event.pains} <= {pain.slug for pain in pains()}
