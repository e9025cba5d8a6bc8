"""Which texts are copies of one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.copies import LEAST, copies

LETTER = (
    "I write to you because the tariff that you announced for January is unfair to families and I ask you to "
    "withdraw it before more of us look for another company"
)
OTHER = "My router loses the line every evening at about eight and nobody has called me back since the first of May"


def test_a_letter_that_many_send_is_one_text() -> None:
    """Another number, case or end of it does not make it another; a different complaint of that length is."""
    sent = [OTHER, LETTER, f"{LETTER.upper()}!", f"{LETTER}. 4471", f"{LETTER} {LETTER}", f"{LETTER} {LETTER} sirs"]
    assert copies(sent) == (0, 1, 1, 1, 4, 4)


def test_a_forms_preamble_makes_no_copies() -> None:
    """Four pains behind one long opening of a contact form are four texts."""
    form = (
        "I am writing to you through the contact form on your website because I have the following problem with my "
        "contract and need your help as soon as possible"
    )
    pains = ("my mail bounces", "the invoice is wrong", "nobody calls me back", "the site is down")
    assert copies([f"{form}: {pain}" for pain in pains]) == (0, 1, 2, 3)


def test_short_texts_are_nobodys_copies() -> None:
    """Many customers say the same few words, each for himself; nobody says the same dozen by chance."""
    assert copies(["my mail is down"] * 3) == (0, 1, 2)
    dozen = "the tariff that you announced for January is unfair to families"
    assert copies([dozen, f"{dozen}, sirs", f"{dozen} and pensioners", f"{dozen.upper()} and pensioners"]) == (
        0,
        1,
        2,
        2,
    )


def test_a_quoted_sentence_makes_no_copy() -> None:
    """Two texts that share a phrase and say different things are two."""
    phrase = "after the update of last night"
    first = f"The shop shows a blank page {phrase} and I cannot sell anything before the weekend"
    second = f"None of my invoices can be printed {phrase} although the printer works with every other program"
    assert copies([first, second]) == (0, 1)


def test_copies_of_copies_are_one() -> None:
    """A text that changed a little each time it was handed on is the first one all along."""
    words = [f"{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(90)]
    handed_on = [" ".join(words[begin : begin + 80]) for begin in range(4)]
    assert copies(handed_on) == (0, 0, 0, 0)


@given(st.lists(st.lists(st.sampled_from("ab cd ef gh ij kl".split()), max_size=30).map(" ".join), max_size=8))
def test_the_first_of_its_copies_stands_for_each_text(texts: list[str]) -> None:
    """Each text leads to one at or before it that leads to itself; equal long texts lead to the same."""
    found = copies(texts)
    assert all(found[one] == one <= at for at, one in enumerate(found))
    for at, text in enumerate(texts):
        if len(text.split()) >= LEAST:
            assert found[at] == found[texts.index(text)]
