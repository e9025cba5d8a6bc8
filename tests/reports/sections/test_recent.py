"""A topic's last week and its channels: cells of the table of topics."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contacts import BLANK, facts_of
from outage_story import LAST

from reports.facts import Contact, Facts
from reports.sections import recent


def _contacts(nights: int, *, channel: str = "voice", first: int = 0, back: int = 0) -> list[Contact]:
    """One customer a night, over the nights that end `back` days before the last."""
    return [
        replace(
            BLANK,
            conversation_id=f"{channel}{first + at:03d}",
            night=LAST - timedelta(days=at + back),
            customer=f"{channel}{first + at}",
            channel=channel,
            slices=(("channel", channel),),
            topics=("t1",),
        )
        for at in range(nights)
    ]


def _facts(contacts: list[Contact], nights: int = 28, least: int = 5) -> Facts:
    days = tuple(LAST - timedelta(days=back) for back in range(nights - 1, -1, -1))
    return replace(facts_of(contacts), nights=days, window=days, base=dict.fromkeys(days, 10), least=least)


OTHERS = [
    replace(one, conversation_id=f"other-{one.conversation_id}", customer=f"other-{one.customer}", topics=())
    for channel in ("voice", "chat", "email")
    for one in _contacts(8, channel=channel)
]
"""Conversations about something else, on every channel."""


def test_the_last_week_is_counted_by_itself() -> None:
    """Of 28 conversations on 28 nights seven are of the last week, out of all of its seventy."""
    contacts = _contacts(28)
    found = recent.week(_facts(contacts), contacts)
    assert found is not None and found.share is not None
    assert (found.conversations, found.customers, found.customers_text) == (7, 7, "7")
    assert (found.share.part, found.share.whole) == (7, 70)


def test_few_customers_of_a_week_are_not_counted() -> None:
    """Three customers could be recognised; that there were three conversations is told of every night anyway."""
    contacts = [*_contacts(3), *_contacts(18, first=3, back=10)]
    found = recent.week(_facts(contacts), contacts)
    assert found is not None
    assert (found.conversations, found.customers, found.customers_text) == (3, None, "fewer than 5")


def test_a_history_of_a_week_has_no_week_apart() -> None:
    """There would be nothing to choose between."""
    contacts = _contacts(7)
    assert recent.week(_facts(contacts, nights=7), contacts) is None


def test_the_two_greatest_channels_are_named() -> None:
    """With their shares of the topic's conversations, the greatest first."""
    contacts = [*_contacts(28), *_contacts(14, channel="chat"), *_contacts(7, channel="email")]
    assert recent.channels(_facts([*contacts, *OTHERS]), "t1") == ("57 % calls", "29 % chats")


def test_a_channel_of_few_customers_is_not_named_nor_follows() -> None:
    """With two channels, one of three customers, neither is told: each follows from the other."""
    contacts = [*_contacts(28), *_contacts(3, channel="chat")]
    assert recent.channels(_facts([*contacts, *OTHERS]), "t1") == ()


def test_a_channel_that_hardly_any_others_used_is_not_named() -> None:
    """How many of them are the topic's would follow from how many came by that channel."""
    contacts = _contacts(28)
    others = [one for one in OTHERS if one.channel != "voice"]
    assert recent.channels(_facts([*contacts, *others]), "t1") == ("100 % calls",)
    assert recent.channels(_facts([*contacts, *others, *OTHERS[:3]]), "t1") == ()
