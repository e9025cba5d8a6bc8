"""Which words are customers' and which are ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from contacts import BLANK, facts_of
from hypothesis import given
from hypothesis import strategies as st

from reports.facts.talk import Spoken
from reports.market import vocabulary
from reports.nouns import Terms

AGENTS = ("anna", "ben", "cleo", "dora")
OTHER = ("My invoice is wrong again.", "We will send a corrected invoice.")


def _terms(
    pains: Mapping[str, Sequence[tuple[str, str]]], *, agents: Sequence[str | None] = AGENTS
) -> dict[str, Terms]:
    """Pain -> conversations of (customer's words, agent's words), each of another customer."""
    contacts, turns = [], {}
    for pain, talks in pains.items():
        for at, (theirs, ours) in enumerate(talks):
            key = f"{pain}-{at:03d}"
            agent = agents[at % len(agents)]
            contacts.append(replace(BLANK, conversation_id=key, customer=f"u-{key}", agent=agent, topics=(pain,)))
            turns[key] = (
                Spoken(turn=0, speaker="customer", text=theirs),
                Spoken(turn=1, speaker="agent", text=ours),
            )
    facts = facts_of(contacts)
    heard = {pain: vocabulary.hear(facts.by_topic[pain], turns) for pain in pains}
    return vocabulary.apart(facts, heard)


def _mails(
    count: int = 40, theirs: str = "My mail is down.", ours: str = "There is an incident."
) -> list[tuple[str, str]]:
    return [(theirs, ours)] * count


def test_each_side_has_its_word_for_the_same_thing() -> None:
    """What customers call an outage agents call an incident; counted by customers."""
    found = _terms({"t1": [*_mails(), *_mails(10, "Your outage!", "The incident is over.")], "t2": [OTHER] * 40})["t1"]
    assert [(one.words, one.here, one.text) for one in found.theirs] == [("mail", 40, "40; we never")]
    assert [(one.words, one.here, one.text) for one in found.ours] == [("incident", 50, "50; they never")]


def test_what_both_say_is_nobodys() -> None:
    """A word of both sides tells them not apart."""
    assert _terms({"t1": _mails(40, "The router is dead.", "Is the router on?"), "t2": [OTHER] * 40})["t1"].ours == ()


def test_repetition_counts_once() -> None:
    """Nine customers who say a word a hundred times are nine customers."""
    few = _mails(9, "outage " * 100, "Let me see.") + _mails(31, "It is broken.", "Let me see.")
    assert _terms({"t1": few, "t2": [OTHER] * 40})["t1"].theirs == ()


def test_our_words_are_those_of_several_agents() -> None:
    """What two agents say is known as theirs."""
    talks = {"t1": _mails(), "t2": [OTHER] * 40}
    assert _terms(talks, agents=("anna", "ben"))["t1"].ours == ()
    assert _terms(talks, agents=(None,))["t1"].ours != ()


def test_courtesies_of_every_pain_are_no_words_of_one() -> None:
    """What is said as often in other pains does not belong to this one."""
    thanks = "The pleasant ticket is noted."
    talks = {"t1": _mails(40, "My mail is down.", thanks), "t2": [(OTHER[0], thanks)] * 40}
    assert _terms(talks)["t1"].ours == ()


def test_names_handles_and_hidden_data_are_no_words() -> None:
    """Neither given names nor what is written like a name, nor placeholders, handles and initials."""
    theirs = "[PERSON] told me, says Fatima, that @helpdesk and the Bellweather and [PHONE] ^jk are slow"
    found = _terms({"t1": _mails(40, theirs, "Let me see."), "t2": [OTHER] * 40})["t1"]
    said = {word for one in (*found.theirs, *found.ours) for word in one.words.split()}
    assert said == {"slow"}


def test_a_number_too_small_is_not_told() -> None:
    """Where few customers hear our word, or few do not say theirs, the number stands for nobody."""
    talks = _mails(36, "My mail is down.", "I see.") + _mails(4, "My mail is down.", "The mail is back.")
    found = _terms({"t1": [*talks, *_mails(12, "It is dead.", "I see.")], "t2": [OTHER] * 40})["t1"]
    assert [one.text for one in found.theirs if one.words == "mail"] == ["40; we: fewer than 10"]
    nearly_all = _mails(40, "My mail is down.", "I see.") + _mails(3, "It is dead.", "I see.")
    assert _terms({"t1": nearly_all, "t2": [OTHER] * 40})["t1"].theirs == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["the mail", "an outage", "", "the mail outage"]), st.just("an incident")),
        max_size=15,
    )
)
def test_any_conversations_can_be_compared(talks: Sequence[tuple[str, str]]) -> None:
    """However few words there are, nothing is raised, and a term has enough customers."""
    if talks:
        for one in _terms({"t1": talks})["t1"].theirs:
            assert one.here >= 10
