"""Which praise is worth quoting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contacts import BLANK, facts_of

from reports.facts.quotes import Candidate
from reports.market import praise
from reports.nouns import Said
from reports.words.behaviours import Behaviour

SIGNALS = [
    Behaviour(name=name, title=title, speaker="customer", group="recommend", definition="It was said.")
    for name, title in (("praise", "Customers praised us"), ("found_it_easy", "Customers found it easy"))
]


def _said(*sentences: str, name: str = "praise", people: int = 12, taken: tuple[str, ...] = ()) -> tuple[Said, ...]:
    contacts = [
        replace(BLANK, conversation_id=f"c{at:02d}", customer=f"u{at}", signals=(name,)) for at in range(people)
    ]
    found = [
        Candidate(text=f"Hello. {text}", turn=0, contact=one, shown=text)
        for text, one in zip(sentences, contacts, strict=False)
    ]
    return praise.worth_quoting(facts_of(contacts), {name: found}, SIGNALS, taken)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your technician was so patient and explained every step to me.",
        "Great support, sorted in five minutes and so friendly too!",
        "Setting up the new router took one click and worked at once.",
    ],
)
def test_a_whole_sentence_that_says_why_is_quoted(sentence: str) -> None:
    """Without what was said around it, and with what it is an instance of."""
    assert [(one.title, one.quote.text) for one in _said(sentence)] == [("Customers praised us", sentence)]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("You are simply wonderful, all of you.", "it gives no reason"),
        ("So friendly and so quick!", "it is too short"),
        ("And she explained it all to me so patiently.", "it leans on what came before"),
        ("It was fixed within ten minutes, which is great.", "nobody knows what was"),
        ("Your technician was friendly, but the line is still dead.", "it is mixed"),
        ("Your technician was friendly and helped me, thanks to", "it is cut short"),
        ("[PERSON] and [PERSON] were friendly and helped me a lot.", "it names whom nobody sees"),
    ],
)
def test_what_cannot_stand_alone_is_not_quoted(sentence: str, why: str) -> None:
    """Praise is for the reader who sees nothing else."""
    assert _said(sentence) == (), why


def test_praise_of_few_customers_is_not_quoted() -> None:
    """Of nine customers nothing is told, not even their words."""
    sentence = "Your technician was so patient and explained every step to me."
    assert _said(sentence, people=9) == ()
    assert len(_said(sentence, people=10)) == 1


def test_the_best_come_first_and_say_different_things() -> None:
    """Most reasons first; what repeats another, and who is quoted already, is left out."""
    good = "Your technician was patient, explained every step and fixed it within minutes."
    fair = "Lovely people, and my shop is running again since the upgrade."
    again = "Your technician was patient, explained every step and fixed it within an hour."
    assert [one.quote.text for one in _said(fair, good, again)] == [good, fair]
    assert [one.quote.text for one in _said(fair, good, taken=("u1",))] == [fair]
