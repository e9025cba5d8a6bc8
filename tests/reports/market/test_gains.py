"""What customers of a pain ask for: how wishes are put together, counted and quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contacts import BLANK, facts_of

from reports.facts import Contact
from reports.facts.talk import Spoken
from reports.market import gains
from reports.nouns import Asks

Talk = tuple[Contact, str]


def _talk(key: str, text: str, *, customer: str = "") -> Talk:
    contact = replace(BLANK, conversation_id=key, customer=customer or f"u-{key}", topics=("t1",))
    return contact, text


def _many(start: int, count: int, text: str) -> list[Talk]:
    return [_talk(f"c{at:03d}", text.format(at)) for at in range(start, start + count)]


def _asks(talks: Sequence[Talk], *, terms: Sequence[str] = (), taken: Sequence[str] = ()) -> Asks:
    facts = facts_of(contact for contact, _ in talks)
    said = {
        contact.conversation_id: gains.stated(contact, [Spoken(turn=0, speaker="customer", text=text)])
        for contact, text in talks
    }
    inside = facts.by_topic["t1"]
    return gains.asks(facts, inside, said, terms=terms, taken=set(taken))


SILENT = "It has been broken for {} days."


def test_wishes_that_share_words_are_one_ask_in_a_customers_words() -> None:
    """Counted by conversations and customers, most asked first, each with a quote of somebody else."""
    talks = [
        *_many(0, 12, "I want a corrected invoice number {}."),
        *_many(20, 11, "Can you send an evening technician at {}?"),
        *_many(40, 10, SILENT),
    ]
    found = _asks(talks)
    assert [(one.words, one.customers) for one in found.rows] == [
        ("a corrected invoice", 12),
        ("send an evening technician", 11),
    ]
    assert found.text == "They say what they want in 23 conversations from 23 customers."
    assert len({one.quote.conversation_id for one in found.rows}) == 2
    assert found.examples == ()


def test_what_fewer_customers_ask_for_is_no_row() -> None:
    """Nine customers show no number; that something is asked for is said, and two are quoted as examples."""
    talks = [
        *_many(0, 9, "I want a corrected invoice number {}."),
        *_many(20, 9, "Can you send an evening technician at {}?"),
        *_many(40, 10, SILENT),
    ]
    found = _asks(talks)
    assert found.rows == ()
    assert "each thing from fewer than 10 customers" in found.text
    assert [one.text.split()[0] for one in found.examples] == ["I", "Can"]


def test_one_customer_asks_once() -> None:
    """Twelve conversations of one customer are one customer."""
    again = [_talk(f"c{at}", "I want a corrected invoice.", customer="u1") for at in range(12)]
    assert _asks([*again, *_many(40, 10, SILENT)]) == Asks()


def test_a_count_from_which_the_others_follow_is_not_told() -> None:
    """Where nearly all ask, those few who do not would follow by subtraction."""
    talks = [*_many(0, 12, "I want a corrected invoice number {}."), *_many(40, 3, SILENT)]
    assert _asks(talks) == Asks()


def test_the_pains_own_words_put_nothing_together() -> None:
    """All wishes about a bag name the bag: what tells them apart is what else they say."""
    different = [
        "find",
        "return",
        "repair",
        "replace",
        "weigh",
        "insure",
        "deliver",
        "trace",
        "open",
        "tag",
        "wrap",
        "hold",
    ]
    talks = [_talk(f"c{at:03d}", f"Please {verb} my bag.") for at, verb in enumerate(different)]
    talks += _many(40, 10, SILENT)
    assert [(one.words, one.customers) for one in _asks(talks).rows] == [("tag my bag", 12)]
    assert _asks(talks, terms=["lost bag"]).rows == ()


def test_nobody_is_quoted_who_is_quoted_already() -> None:
    """Whoever is taken gives his place to the next one, and an ask without anybody left is not told."""
    talks = [*_many(0, 10, "I want a corrected invoice number {}."), *_many(40, 10, SILENT)]
    (first,) = _asks(talks).rows
    (other,) = _asks(talks, taken=[first.quote.conversation_id]).rows
    assert other.quote.conversation_id != first.quote.conversation_id
    assert _asks(talks, taken=[contact.conversation_id for contact, _ in talks]).rows == ()


def test_what_agents_say_is_no_wish_of_customers() -> None:
    """Only customers' turns are read."""
    contact, _ = _talk("c1", "")
    assert gains.stated(contact, [Spoken(turn=0, speaker="agent", text="I need a receipt of yours.")]) == ()
