"""The shipped signals: what each finds, what it must not find, and how long it may look."""

from __future__ import annotations

from collections.abc import Iterator
from time import thread_time

import pytest

from flows.home import sentence_encoder
from pipeline import signals
from pipeline.encoding import SentenceTransformerEncoder
from pipeline.model import Speaker, Turn
from pipeline.settings import Settings
from pipeline.signals import Detector, definitions
from pipeline.signals.training import fit

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
        ("That can't be right.", "Are you sure about that?", "Our logs show something else.",
         "That can't be, we've never had that.", "Are you quite sure it happened?", "I see nothing of the kind."),
        ("It cannot be changed before noon.", "I am sure we will find it.", "Let me look at our logs."),
    ),
    "brush_off": (
        ("There is nothing more I can do.", "Please just wait and see.", "I will close this ticket."),
        ("Please be patient while I check.", "There is something I can do.", "I will stay with you."),
    ),
    "transfer": (
        ("I'll transfer you to billing.", "Let me put you through to the server team.", "I'm connecting you now."),
        ("I can transfer the domain today.", "I will ask them for you.", "The department has confirmed it."),
    ),
    "fitting_offer": (
        ("I can offer you two months.", "We can give you a full refund.", "You get it free of charge."),
        ("I can give you their number.", "I can add a note to the ticket.", "That will cost ten euros."),
    ),
    "ownership": (
        ("I will take care of this for you.", "I'll personally make sure that it is done.", "I'll see to it myself."),
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
    "competitor_named": (
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
    "price_or_discount_dispute": (
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
    "argument": (
        ("You are wrong, that is not what happened.", "Don't take that tone with me.", "I already told you no, sir."),
        ("You are right, we sent it late.", "I told the driver to ring twice.", "No, it is not broken."),
    ),
    "refusal": (
        ("We can't refund that.", "No, we won't be changing your plan.", "Your claim has been declined."),
        ("We can refund that.", "I have changed your plan.", "Your claim has been approved."),
    ),
    "cushioned_no": (
        ("Unfortunately we can't refund that.", "I'm afraid that is not possible.", "Sorry, we don't ship there."),
        ("Sorry for the delay.", "We can refund that.", "I'm afraid I did not get your name."),
    ),
    "wrong_department": (
        ("You'll have to contact the airline for that.", "That's not us, please call your bank.",
         "You need to speak to the billing team."),
        ("I am from the billing team.", "We will contact your bank.", "Which department did you call?"),
    ),
    "orders": (
        ("Reset the modem.", "Restart it and call again.", "Turn it off and on."),
        ("Could you please reset the modem?", "I have reset it for you.", "We will restart the server tonight."),
    ),
    "presumption": (
        ("As you surely know, it is in the manual.", "Obviously you have to log in first.",
         "You should have read the terms."),
        ("You do not have to read anything.", "I should have told you.", "Here is the manual."),
    ),
    "grudging_concession": (
        ("Just this once I'll waive the fee.", "I'll make an exception this one time.",
         "We don't have to, but fine, I'll refund it."),
        ("I'll gladly waive the fee.", "The fee is waived for everybody.", "We make no exceptions."),
    ),
    "empathy": (
        ("I understand how frustrating this must be.", "I can imagine how worrying that is.",
         "That sounds awful, I'd be upset too."),
        ("Sorry for the inconvenience.", "Please send us your number.", "The frustration is over, it works."),
    ),
    "follow_up_promise": (
        ("I'll call you back tomorrow.", "Our team will get back to you within two days.",
         "We'll e-mail you as soon as we know more."),
        ("Please call us back tomorrow.", "We e-mailed you yesterday.", "Could you get back to us?"),
    ),
    "personal_touch": (
        ("Happy tenth anniversary with us!", "Thank you for being a loyal customer for so many years.",
         "Enjoy your honeymoon!"),
        ("Thank you for your message.", "Your contract runs for two years.", "Enjoy your day."),
    ),
    "puts_on_hold": (
        ("Can you hold for a minute?", "I'm going to put you on a brief hold.", "Please hold the line."),
        ("Your order is on hold.", "Hold the power button.", "We hold your data for six years."),
    ),
    "loyalty_unrewarded": (
        ("Fifteen years with you and not even a discount.",
         "I've been a loyal customer for ten years and this is how you treat me.",
         "So much for loyalty, new customers get it cheaper."),
        ("I have been a customer since May.", "Do you have a loyalty card?", "Your new customers are lucky."),
    ),
    "locked_in": (
        ("I would leave but I'm stuck in this contract.", "I'd switch if I weren't tied in for another year.",
         "I have no choice but to stay with you."),
        ("I am locked out of my account.", "The file is stuck.", "I am happy to stay."),
    ),
    "found_it_easy": (
        ("That was so easy.", "Setting it up was a breeze.", "Booking was quick and painless."),
        ("That was not easy at all.", "Is it easy to set up?", "It is an easy question."),
    ),
    "found_it_hard": (
        ("Why is it so hard to cancel?", "Your website is impossible to use.", "It is far too complicated for me."),
        ("It was not hard at all.", "The disk is hard.", "I work hard."),
    ),
    "buying_interest": (
        ("I would like to upgrade to the larger plan.", "How much is the family package? I want to order it.",
         "Can I buy another licence?"),
        ("I do not want to buy anything.", "I ordered it last week.", "Please cancel my upgrade."),
    ),
}  # fmt: skip
"""Sentences that show each signal, and look-alikes that do not."""
FOUND, FOOLED = 0.8, 0.1
"""Of all that show a signal, at least so many are found; of all look-alikes, at most so many."""


@pytest.fixture(scope="module")
def shown() -> dict[tuple[Speaker, str], set[str]]:
    """The signals that the shipped heads and patterns find in each sentence, said by either side."""
    texts = sorted({text for sides in SAID.values() for side in sides for text in side})
    parts = [
        part
        for text in texts
        for speaker in ("agent", "customer")
        for part in signals.said([Turn(index=0, speaker=speaker, text=text, at=None)], channel="chat")
    ]
    once = signals.distinct(parts)
    vectors = sentence_encoder(Settings()).encode([one.text for one in once])
    signs = Detector(definitions=definitions(), heads=signals.shipped()).signs(once, vectors)
    told = {(one.speaker, one.text_hash): {sign.name for sign in found} for one, found in zip(once, signs, strict=True)}
    whole: dict[tuple[Speaker, str], set[str]] = {}
    for text in texts:
        for speaker in ("agent", "customer"):
            turn = Turn(index=0, speaker=speaker, text=text, at=None)
            found = [told[one.speaker, one.text_hash] for one in signals.said([turn], channel="chat")]
            whole[speaker, text] = set().union(*found)
    return whole


def cases(shows: bool) -> Iterator[tuple[str, str]]:
    """(signal, sentence) of all that show it, or all that do not."""
    for name, sides in SAID.items():
        for text in sides[0 if shows else 1]:
            yield name, text


def test_the_shipped_heads_are_those_of_the_definitions() -> None:
    """Else `python -m benchmarks.learn_heads` is due: a line, a signal or the adapter was changed after it ran."""
    assert fit(signals.shipped(), definitions(), SentenceTransformerEncoder(adapter=signals.adapter()).fingerprint)


def test_every_shipped_signal_is_tried_here() -> None:
    """A new signal comes with sentences of its own, three that show it and three that do not."""
    assert set(SAID) == set(SHIPPED)
    assert all(len(side) >= 3 for sides in SAID.values() for side in sides)


def test_most_of_what_shows_a_signal_is_found(shown: dict[tuple[Speaker, str], set[str]]) -> None:
    """Over all signals; of each, something."""
    missed = [(name, text) for name, text in cases(True) if name not in shown[SHIPPED[name].speaker, text]]
    assert len(missed) <= (1 - FOUND) * len(list(cases(True))), missed
    assert {name for name in SAID if all((name, text) in missed for text in SAID[name][0])} == set()


def test_few_look_alikes_are_taken_for_a_signal(shown: dict[tuple[Speaker, str], set[str]]) -> None:
    """Sentences that share its words and do not show it."""
    fooled = [(name, text) for name, text in cases(False) if name in shown[SHIPPED[name].speaker, text]]
    assert len(fooled) <= FOOLED * len(list(cases(False))), fooled


def test_the_other_side_does_not_count(shown: dict[tuple[Speaker, str], set[str]]) -> None:
    """A customer's words are no agent's behaviour, nor the other way round."""
    for (speaker, _), names in shown.items():
        assert {SHIPPED[name].speaker for name in names} <= {speaker}


@pytest.mark.parametrize("unit", ["not ", "i will ", "discount ", "you must have ", "told me ", "a", "on hold ", "  "])
def test_hostile_turns_take_no_longer_than_others(unit: str) -> None:
    """A turn as long as the input allows, made of what patterns begin with, takes time in proportion to its length."""
    detector = Detector(definitions=definitions(), heads=None)

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        turns = [Turn(index=0, speaker=speaker, text=text, at=None) for speaker in ("agent", "customer")]
        tries = []
        for _ in range(3):
            began = thread_time()
            detector.signs(list(signals.said(turns, channel="chat")), None)
            tries.append(thread_time() - began)
        return min(tries)

    assert seconds(100_000) < max(30 * seconds(12_500), 0.25)
