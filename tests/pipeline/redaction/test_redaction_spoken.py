"""What people say: numbers as words, spelled addresses and names, and values read out over turns."""

from __future__ import annotations

import pytest

from pipeline.model import RawTurn, Speaker
from pipeline.redaction import redact, redact_turns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four one oh double seven", "[ID]"),
        ("it's 4 1 double 7", "it's [ID]"),
        ("the code on it said forty two seventeen", "the code on it said [ID]"),
        ("four one one one, one one one one, one one one one, one one one one", "[CARD]"),
        ("my card number is four two four two um double four two two then nine", "my card number is [CARD]"),
        ("the security code is nine one two", "the security code is [CVV]"),
        ("the expiry date is oh four twenty seven", "the expiry date is [CARD_EXPIRY]"),
        ("my pin is seven seven three one", "my pin is [PIN]"),
        ("my social is two one nine oh nine nine nine nine nine", "my social is [SSN]"),
        ("call me on oh seven seven double oh nine hundred one two three", "call me on [PHONE]"),
        ("account number is one two three four five six", "account number is [BANK_ACCOUNT]"),
        ("it's j dot smith at gmail dot com", "it's [EMAIL]"),
        ("my email is jane underscore doe at example dot co dot uk thanks", "my email is [EMAIL] thanks"),
        ("surname s m i t h", "surname [PERSON]"),
        ("that's s for sugar m as in mother y for yellow", "that's [PERSON]"),
        ("my date of birth is the fourth of may nineteen eighty two", "my date of birth is [DATE_OF_BIRTH]"),
        ("i live at forty two maple street", "i live at [ADDRESS]"),
    ],
)
def test_spoken_values_are_hidden(text: str, expected: str) -> None:
    """Each spoken form gives its placeholder and leaves the rest."""
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "it was nineteen ninety nine",
        "that's forty five pounds",
        "see you at ten thirty",
        "call me at ten thirty",
        "twenty four seven",
        "in twenty twenty three",
        "two or three times",
        "three four days",
        "one or two",
        "nine nine nine",
        "version eleven point one point two",
        "one hundred and twenty five dollars",
        "the twenty first of june",
        "ninety nine percent",
        "it took five to ten minutes",
        "one thing led to one more",
        "a p i keys",
        "back in two thousand and nine",
        "oh no oh dear",
        "one way street",
        "twenty thirty minutes",
    ],
)
def test_amounts_times_and_years_stay(text: str) -> None:
    """Number words that count, price or date something are left alone."""
    assert redact(text).text == text


def _talk(*rows: tuple[Speaker, str]) -> list[str]:
    return [done.text for done in redact_turns([RawTurn(speaker=speaker, text=text) for speaker, text in rows])]


def test_a_card_read_out_over_turns_is_hidden() -> None:
    """Chunks with the agent's assent in between all go, whatever their size."""
    assert _talk(
        ("agent", "Can I take the long card number please?"),
        ("customer", "sure it's four one one"),
        ("agent", "go ahead"),
        ("customer", "two three"),
        ("agent", "mm-hm"),
        ("customer", "9 8 7 6"),
        ("agent", "so that's four one one two three"),
    ) == [
        "Can I take the long card number please?",
        "sure it's [CARD]",
        "go ahead",
        "[CARD]",
        "mm-hm",
        "[CARD]",
        "so that's [CARD]",
    ]


def test_chunks_without_a_question_are_hidden() -> None:
    """Turns that are nothing but digits make one value even where nobody asked."""
    assert _talk(("customer", "two one"), ("agent", "okay"), ("customer", "four nine")) == ["[ID]", "okay", "[ID]"]


@pytest.mark.parametrize(
    ("question", "reply", "expected"),
    [
        ("What's your name please?", "wilhelmina abernathy", "[PERSON]"),
        ("And your date of birth?", "March 3rd 1990", "[DATE_OF_BIRTH]"),
        ("What is the security code?", "it's 412", "it's [CVV]"),
        ("Could you confirm your PIN?", "four four", "[PIN]"),
        ("Can I have a phone number?", "555 0187", "[PHONE]"),
        ("Your booking reference please?", "kx7pq2", "[ID]"),
        ("What's the first line of your address?", "9 elm rise", "[ADDRESS]"),
        ("And the account number?", "5577", "[BANK_ACCOUNT]"),
    ],
)
def test_an_answer_is_hidden_because_it_was_asked_for(question: str, reply: str, expected: str) -> None:
    """A bare reply is harmless alone and hidden after the agent's question."""
    assert _talk(("agent", question), ("customer", reply))[1] == expected


def test_an_answer_that_is_no_value_stays() -> None:
    """A customer who does not answer the question keeps his words."""
    assert _talk(
        ("agent", "Could you tell me your phone number?"),
        ("customer", "I have told you three times and waited 40 minutes"),
    )[1] == "I have told you three times and waited 40 minutes"  # fmt: skip


def test_a_name_introduced_once_is_hidden_everywhere() -> None:
    """The agent repeats the customer's rare name; it goes in his turn too, in either case."""
    assert _talk(
        ("customer", "my name is beatrix lindqvist"),
        ("agent", "Thank you Beatrix, one moment"),
        ("customer", "they always misspell lindqvist"),
    ) == ["my name is [PERSON]", "Thank you [PERSON], one moment", "they always misspell [PERSON]"]


def test_no_text_is_lost_between_speakers() -> None:
    """A product question keeps its numbers: nothing personal was asked."""
    rows: list[tuple[Speaker, str]] = [
        ("agent", "Which version do you have?"),
        ("customer", "17.4 and my watch is on 10.2"),
    ]
    assert _talk(*rows) == [text for _, text in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi Ruth, it's Ottoline Bramwell.", "Hi [PERSON], it's [PERSON]."),
        ("hello tobias it's ottoline uh bramwell well my site", "hello [PERSON] it's [PERSON] well my site"),
        ("good day this is jarek van dobrev calling", "good day this is [PERSON] calling"),
        ("oh hi kalina uzun here my site is gone", "oh hi [PERSON] here my site is gone"),
        ("this is kalina uzun speaking", "this is [PERSON] speaking"),
        ("kalina uzun the e-mail is info at uzun dash bakery dot example", "[PERSON] the e-mail is [EMAIL]"),
        ("yes that's siegfried uzun f u z u n thanks", "yes that's [PERSON] [PERSON] thanks"),
        ("kalina uzun i live at 4 mill lane", "[PERSON] i live at [ADDRESS]"),
        ("It is late.\nMany thanks in advance,\nKalina Uzun", "It is late.\nMany thanks in advance,\n[PERSON]"),
        ("my e-mail is info um at dash dash shop dot example", "my e-mail is [EMAIL]"),
        ("email kalina four uh two at uzun dash book dash um shop dot dot example", "email [EMAIL]"),
        ("ines at marek dash shop dot example", "[EMAIL]"),
    ],
)  # fmt: skip
def test_introductions_and_addresses_with_hesitations_are_hidden(text: str, expected: str) -> None:
    """A rare name without a capital goes by the way it is given; fillers and stammers do not tear an address."""
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "hello it's constantly crashing",
        "hi this is about domain transfers",
        "hi it's urgent",
        "hello it's the same problem again",
        "yes that's pretty cool",
        "no signal here",
        "hi nobody is here",
        "this is absolutely ridiculous calling it a service",
        "password reset the e-mail never came",
        "your app is stuck at this point my phone too",
        "i looked at the red dot menu",
        "i have tried five times at this point to finish it",
        "router version eleven point one",
    ],
)
def test_what_only_sounds_like_an_introduction_stays(text: str) -> None:
    """Words that stand where a name could stand are no name."""
    assert redact(text).text == text
