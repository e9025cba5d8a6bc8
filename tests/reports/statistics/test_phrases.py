"""The wordings that recur: which, how often, and never with what could name a person."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.phrases import LONGEST, SHORTEST, Phrase, Sentence, recurring

WORDS = ("sorry", "we", "can't", "help", "you", "now", "the", "[PERSON]", "[PHONE]", "*TMT", "^jk", "Fatima")
HIDDEN = {"[person]", "person", "[phone]", "phone", "*tmt", "tmt", "^jk", "jk", "fatima"}

SENTENCES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), st.integers(0, 11)), max_size=40
).map(
    lambda rows: [
        Sentence(text=" ".join(words), conversation_id=f"c{key}", customer=None if key == 11 else f"u{key // 2}")
        for words, key in rows
    ]
)


def _recurring(sentences: list[Sentence], *, least: int = 2) -> tuple[Phrase, ...]:
    return recurring(sentences, limit=3, min_conversations=least, min_customers=2)


def _said(*texts: str, times: int = 5, start: int = 0) -> list[Sentence]:
    """Each text in so many conversations, each of a customer of his own."""
    return [
        Sentence(text=text, conversation_id=f"c{start + at}-{text}", customer=f"u{start + at}")
        for text in texts
        for at in range(times)
    ]


def _words(found: tuple[Phrase, ...]) -> list[str]:
    return [one.words for one in found]


@given(SENTENCES, st.randoms(use_true_random=False))
def test_the_order_of_sentences_does_not_matter(sentences: list[Sentence], order: random.Random) -> None:
    """Shuffled sentences have the same wordings."""
    assert _recurring(order.sample(sentences, len(sentences))) == _recurring(sentences)


@given(SENTENCES)
def test_a_phrase_is_said_in_as_many_conversations_as_are_told(sentences: list[Sentence]) -> None:
    """Counted anew, word by word: distinct conversations, known customers, and conversations without one."""
    for phrase in _recurring(sentences):
        words = phrase.words.split()
        heard = {
            (one.conversation_id, one.customer)
            for one in sentences
            for said in [one.text.lower().split()]
            if any(said[at : at + len(words)] == words for at in range(len(said)))
        }
        customers = {customer for _, customer in heard} - {None}
        unknown = sum(customer is None for _, customer in heard)
        assert (phrase.conversations, phrase.customers, phrase.customer_unknown) == (
            len(heard), len(customers), unknown,
        )  # fmt: skip
        assert phrase.conversations >= 2
        assert phrase.customers + phrase.customer_unknown >= 2
        assert SHORTEST <= len(words) <= LONGEST


@given(SENTENCES)
def test_no_phrase_holds_what_was_hidden(sentences: list[Sentence]) -> None:
    """Neither a placeholder nor initials nor a name, and no phrase goes across one."""
    for phrase in _recurring(sentences):
        assert HIDDEN.isdisjoint(phrase.words.split())


def test_a_sentence_is_cut_at_what_was_hidden() -> None:
    """What stands on one side is a phrase; what goes across is none."""
    assert _words(_recurring(_said("I am sorry [PERSON] we cannot do that"), least=5)) == ["we cannot do that"]
    assert _recurring(_said("we are sorry", start=9), least=5) != ()
    assert _recurring(_said("we are [PERSON] sorry [PERSON] we cannot"), least=5) == ()


def test_a_longer_phrase_takes_the_place_of_its_part() -> None:
    """Where nearly all who say the part say the whole; otherwise the part stands for more."""
    whole, part = "there is nothing I can do", "there is nothing"
    assert _words(_recurring(_said(whole, times=9) + _said(part, times=1), least=5)) == [whole.lower()]
    assert part in _words(_recurring(_said(whole, times=5) + _said(f"{part} here", times=30), least=5))[0]


def test_repetition_within_a_conversation_counts_once() -> None:
    """One agent who says it five times in one chat has said it in one conversation."""
    again = [Sentence(text="that is not our problem", conversation_id="c1", customer="u1")] * 9
    assert _recurring(again, least=5) == ()


def test_one_customer_is_not_enough() -> None:
    """Nine conversations of one customer show no wording that others would know."""
    one = [Sentence(text="that is not our problem", conversation_id=f"c{at}", customer="u1") for at in range(9)]
    assert _recurring(one, least=5) == ()


def test_unknown_customers_count_by_conversation_and_are_told_apart() -> None:
    """Where the source names no customer a wording is still found, and no customer is made up."""
    some = [Sentence(text="that is not our problem", conversation_id=f"c{at}", customer=None) for at in range(9)]
    assert [(one.customers, one.customer_unknown) for one in _recurring(some, least=5)] == [(0, 9)]


def test_phrases_differ_in_where_they_are_said() -> None:
    """A second phrase must add conversations of its own; at most three are told, the most common first."""
    said = [
        *_said("please hold the line for me", times=9),
        *_said("let me put you through", times=8, start=20),
        *_said("one moment if you like", times=7, start=40),
        *_said("bear with me a second", times=6, start=60),
    ]
    assert _words(_recurring(said, least=5)) == [
        "please hold the line for me",
        "let me put you through",
        "one moment if you like",
    ]


def test_no_phrase_hangs() -> None:
    """It ends on no article or conjunction, and goes across no end of a sentence."""
    said = _said("You have to wait for the", "That is it. And nothing else", times=6)
    assert _words(_recurring(said, least=5)) == ["you have to wait"]


def test_a_clause_ends_at_a_comma_but_before_but() -> None:
    """What follows a comma is another thought, unless it takes back what was said."""
    assert _words(_recurring(_said("sorry, but no more", times=6), least=5)) == ["sorry but no more"]
    assert _recurring(_said("sorry, no more", times=6), least=5) == ()


def test_no_phrase_is_told_within_another() -> None:
    """What some say with a word more is not told twice."""
    said = [*_said("I put you on hold", times=40), *_said("to put you on hold", times=20, start=50)]
    assert _words(_recurring(said, least=5)) == ["put you on hold"]


def test_typographic_and_plain_apostrophes_are_one_word() -> None:
    """Both spellings add up."""
    said = _said("we can’t do that", times=3) + _said("We can't do that!", times=3, start=9)
    assert [(one.words, one.conversations) for one in _recurring(said, least=5)] == [("we can't do that", 6)]


def test_one_agents_habit_is_not_shown() -> None:
    """A wording of two agents may be known as theirs; of three, or of nobody knows whom, it is shown.

    Where some are known, an unknown one is no further agent: he may be one of them.
    """

    def told(agents: Sequence[str | None]) -> int:
        some = [
            Sentence(text="that is not our problem", conversation_id=f"c{at}", customer=f"u{at}", agent=agent)
            for at, agent in enumerate(agents)
        ]
        return len(recurring(some, limit=3, min_conversations=5, min_customers=5))

    assert told(["a", "b"] * 5) == 0
    assert told(["a", "b", "c"] * 3) == 1
    assert told([None] * 9) == 1
    assert told(["a", "b", *[None] * 7]) == 0
    assert told(["a", "b", "c", *[None] * 7]) == 1


def test_decimals_and_joined_words_stay_whole() -> None:
    """A fee and an e-mail are not taken apart."""
    said = _said("the e-mail fee is 3.50 euros")
    assert _words(_recurring(said, least=5)) == ["e-mail fee is 3.50 euros"]
