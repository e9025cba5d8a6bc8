"""The shipped signals: what each finds, what it must not find, and how long it may look."""

from __future__ import annotations

from collections.abc import Iterator
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Speaker, Turn
from pipeline.signals import Definition, definitions, detect

SHIPPED = {one.name: one for one in definitions()}

SAID = {
    "blame_shift": (
        ("The problem must be on your side.", "It's your settings, not us.", "You must have changed something.",
         "That's most likely your firewall.", "It's down to your provider.", "That has nothing to do with us.",
         "You probably clicked on something."),
        ("I will check our settings.", "The problem is on our side.", "Your refund is on its way.",
         "It is probably our router.", "You might have changed trains.", "Is it your router?"),
    ),
    "procedure_talk": (
        ("That is against our policy.", "You have to fill out the form first.", "The system does not allow that."),
        ("I have started the process for you.", "Let me look at the order.", "I can do that right away."),
    ),
    "disbelief": (
        ("That is simply not possible.", "Are you sure about that?", "Our logs show something else.",
         "That can't be, we've never had that.", "Are you quite sure it happened?", "I see nothing of the kind."),
        ("It cannot be changed before noon.", "I am sure we will find it.", "Let me look at our logs."),
    ),
    "brush_off": (
        ("There is nothing more I can do.", "Please just wait and see.", "I will close this ticket."),
        ("Please be patient while I check.", "There is something I can do.", "I will stay with you."),
    ),
    "transfer": (
        ("I'll transfer you to billing.", "That is a different department.", "You have to call technical support."),
        ("I can transfer the domain today.", "I will ask them for you.", "The department has confirmed it."),
    ),
    "fitting_offer": (
        ("I can offer you two months.", "We can give you a full refund.", "You get it free of charge."),
        ("I can give you their number.", "I can add a note to the ticket.", "That will cost ten euros."),
    ),
    "ownership": (
        ("I will take care of this.", "I'll call you back personally.", "That was our mistake."),
        ("Somebody will call you.", "My apologies for the delay.", "You should take care of it."),
    ),
    "churn_threat": (
        ("I am thinking about cancelling.", "I'll take my business elsewhere.", "I will leave if it goes on."),
        ("I want to cancel my appointment.", "I am about to leave for work.", "I am going to move to Berlin."),
    ),
    "churned": (
        ("I have already cancelled my contract.", "We moved to another host.", "I'm already with another company."),
        ("I moved to Berlin last year.", "Please cancel my order.", "I have switched to the larger plan."),
    ),
    "tells_others": (
        ("I will tell everyone about this.", "Expect a one-star review.", "I told all my friends.",
         "I tell people to avoid you.", "We warn others now."),
        ("Can you tell my bank?", "Nobody told me.", "Please review my order.", "Your agents tell people to move.",
         "You told everyone it was fixed.", "I had to tell people to move to the other room.", "Don't tell anyone."),
    ),
    "recommends": (
        ("I will recommend you.", "I have always recommended this host.", "We would definitely recommend your shop."),
        ("I would not recommend you.", "What do you recommend?", "I will never recommend it.",
         "We always recommended you to clients, today I warn people off.", "I used to always recommend you.",
         "I would have recommended you.", "I recommended you, but no more.", "I recommend you to fix your site."),
    ),
    "praise": (
        ("Great service, really.", "You guys are awesome!", "That made my day.", "You were great, I cannot complain."),
        ("The service is down.", "Are you there?", "Thank you, bye.", "That is not a great service.",
         "Great job losing my bag.", "You are really great at ignoring me.", "So much for your great support.",
         "I am not very happy with it.", "Excellent service, yeah right."),
    ),
    "rude_agent_complaint": (
        ("Your colleague was rude.", "They hung up on me.", "He talked down to me."),
        ("There is a nasty bug.", "The line is down.", "I talked to your colleague."),
    ),
    "blamed_complaint": (
        ("They keep blaming me.", "He said the error is in my settings.", "It is not my fault."),
        ("He told me to open my settings.", "I lost my settings.", "My computer is new."),
    ),
    "not_believed_complaint": (
        ("They don't believe me.", "I am not lying.", "Nobody believes me."),
        ("I believe it is broken.", "I do not believe in luck.", "He was lying on the floor."),
    ),
    "compared_with_others": (
        ("No other company does that.", "My old provider never did this.", "All the other companies manage."),
        ("I need another invoice.", "Your company called me.", "The other page works."),
    ),
    "no_other_company": (
        (
            "No other company does this either.",
            "Other providers are no better, I'm afraid.",
            "You won't get that from anyone else.",
        ),
        ("Which company do you work for?", "The other team can help you.", "No other ticket is open."),
    ),
    "price_promise": (
        ("The discount was not given.", "You didn't honour the price.", "I was promised a refund."),
        ("I can't deal with it, the mail is not there.", "I have not applied yet.", "The price is fine."),
    ),
    "long_wait": (
        ("I have been on hold for two hours.", "I am still waiting.", "It took 40 minutes of waiting."),
        ("It happened within minutes.", "Hold on please.", "I am calling for the first time."),
    ),
    "no_answer": (
        ("I got no reply.", "Nobody ever answered.", "You never got back to me."),
        ("I didn't get back my deposit.", "Thank you for the answer.", "Please reply."),
    ),
    "repeat_contact": (
        ("This is the third time.", "I have called twice about this.", "I wrote before."),
        ("I call for the first time.", "I have two sites.", "Second, the page is slow."),
    ),
    "asks_for_supervisor": (
        ("Let me speak to your supervisor.", "I want a manager.", "My lawyer will write to you."),
        ("I cannot get into my password manager.", "I am the manager of a shop.", "Is someone there?"),
    ),
    "confirms_resolved": (
        ("It works now.", "That did it.", "Problem solved, bye."),
        ("The error is back again.", "I want the problem fixed.", "It is not working now."),
    ),
    "still_unresolved": (
        ("It is still not there.", "That did not help.", "Restarting didn't help."),
        ("My mail does not work.", "I still have a question.", "Did it work?"),
    ),
}  # fmt: skip
"""Sentences that show each signal, and look-alikes that do not."""


def found(one: Definition, text: str) -> bool:
    """Whether the text, said by the right side, shows the signal."""
    return bool(list(detect("c", [Turn(index=0, speaker=one.speaker, text=text, at=None)], [one])))


def cases(shows: bool) -> Iterator[object]:
    """(signal, sentence) for all that show it, or all that do not."""
    for name, sides in SAID.items():
        for text in sides[0 if shows else 1]:
            yield pytest.param(name, text, id=f"{name}: {text}")


def test_every_shipped_signal_is_tried_here() -> None:
    """A new signal comes with sentences of its own, three that show it and three that do not."""
    assert set(SAID) == set(SHIPPED)
    assert all(len(side) >= 3 for sides in SAID.values() for side in sides)


@pytest.mark.parametrize(("name", "text"), cases(True))
def test_a_signal_is_found(name: str, text: str) -> None:
    """The sentence shows the signal, shouted or typed with a typographic apostrophe as well."""
    assert found(SHIPPED[name], text)
    assert found(SHIPPED[name], text.upper().replace("'", "’"))


@pytest.mark.parametrize(("name", "text"), cases(False))
def test_a_look_alike_is_not_found(name: str, text: str) -> None:
    """The sentence shares words with the signal and does not show it."""
    assert not found(SHIPPED[name], text)


@pytest.mark.parametrize("name", sorted(SAID))
def test_the_other_side_does_not_count(name: str) -> None:
    """A customer's words are no agent's behaviour, nor the other way round, and a bot's are nobody's."""
    others: tuple[Speaker, ...] = ("customer", "agent", "bot", "system", "unknown")
    turns = [
        Turn(index=at, speaker=speaker, text=SAID[name][0][0], at=None)
        for at, speaker in enumerate(others)
        if speaker != SHIPPED[name].speaker
    ]
    assert not list(detect("c", turns, [SHIPPED[name]]))


def test_the_evidence_is_what_was_said() -> None:
    """The span holds the words that show the signal, each signal once a turn."""
    said = "Well. They hung up on me, yes, they hung up on me!"
    turns = [Turn(index=4, speaker="customer", text=said, at=None)]
    (signal,) = detect("c", turns, [SHIPPED["rude_agent_complaint"]])
    assert (signal.turn, said[signal.start : signal.end]) == (4, "hung up on me")


WORDS = sorted({word for sides in SAID.values() for side in sides for text in side for word in text.lower().split()})


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_words_give_spans_inside_the_turn(text: str) -> None:
    """Whatever is said, evidence is not empty and lies within the text."""
    turns = [Turn(index=0, speaker=speaker, text=text, at=None) for speaker in ("agent", "customer")]
    assert all(0 <= one.start < one.end <= len(text) for one in detect("c", turns, definitions()))


@pytest.mark.parametrize("unit", ["not ", "i will ", "discount ", "you must have ", "told me ", "a", "on hold ", "  "])
def test_hostile_turns_take_no_longer_than_others(unit: str) -> None:
    """A turn as long as the input allows, made of what patterns begin with, takes time in proportion to its length."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        turns = [Turn(index=0, speaker=speaker, text=text, at=None) for speaker in ("agent", "customer")]
        tries = []
        for _ in range(3):
            began = thread_time()
            list(detect("c", turns, definitions()))
            tries.append(thread_time() - began)
        return min(tries)

    assert seconds(100_000) < max(30 * seconds(12_500), 0.25)
