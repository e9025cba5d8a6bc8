"""Who contacts the company on a night, and about what; each night is drawn by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from demo.pains import Pain, by_slug, pains
from demo.people import CUSTOMERS, Customer, customer, stable
from demo.plot import Event, Plot, plot
from pipeline.model import Channel

WEEKDAYS = (1.3, 1.2, 1.15, 1.1, 1.05, 0.65, 0.55)
CHANNELS: tuple[tuple[Channel, float], ...] = (("voice", 0.6), ("chat", 0.3), ("email", 0.1))
QUESTIONS = 11.0
"""Contacts on an ordinary night that are nobody's pain."""
CROWD = 1.26
"""All rates are scaled by this, for about 150 contacts on an average night."""
REPEATS = 0.012
"""Share of a night's first contacts about a problem that come back, on each of the six days after it."""
ALONE = 0.5
"""Share of complaints about treatment that come without a product problem."""
SHOWN = 0.5
"""Treatment seen from an agent and not complained of, for each that is complained of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One conversation to be written."""

    night: date
    number: int
    channel: Channel
    customer: Customer
    pain: Pain | None
    """The product pain or praise it is about; None where it is about treatment alone, or a plain question."""
    stated: tuple[Pain, ...] = ()
    """Treatment the customer complains of."""
    shown: tuple[Pain, ...] = ()
    """Treatment an agent's turns show and the customer does not name."""
    again_after: int = 0
    """Days since the customer's first contact about it; 0 for a first contact."""

    @property
    def pains(self) -> tuple[str, ...]:
        """What the customer states; one who says that he comes again states that too."""
        slugs = [pain.slug for pain in ((self.pain,) if self.pain else ()) + self.stated]
        return tuple(dict.fromkeys(slugs + (["repeat-contact"] if self.again_after else [])))


def contacts(night: date, *, seed: int, last: date) -> tuple[Contact, ...]:
    """All contacts of a night, in order of their number; `last` is the night the plot ends with."""
    drawn = [*_first_contacts(night, seed, last), *_repeats(night, seed, last)]
    stable(seed, night, "order").shuffle(drawn)
    return tuple(replace(contact, number=number) for number, contact in enumerate(drawn))


def _repeats(night: date, seed: int, last: date) -> tuple[Contact, ...]:
    """Customers of the last six nights who come back about the same problem, some of them saying how tired they are."""
    chance, story, drawn = stable(seed, night, "repeats"), plot(last), []
    for back in range(1, 7):
        for first in _first_contacts(night - timedelta(days=back), seed, last):
            share = REPEATS * WEEKDAYS[night.weekday()]
            if first.pain is None or first.pain.side != "customer problem" or chance.random() >= share:
                continue
            if story.rate(first.pain.slug, first.pain.rate, night) > 0:
                stated = (by_slug()["repeat-contact"],) if chance.random() < 0.3 else ()
                again = replace(first, night=night, again_after=back, stated=stated, shown=())
                drawn.append(replace(again, channel=_channel(chance)))
    return tuple(drawn)


@lru_cache(maxsize=16)
def _first_contacts(night: date, seed: int, last: date) -> tuple[Contact, ...]:
    chance, story, weekday = stable(seed, night, "contacts"), plot(last), CROWD * WEEKDAYS[night.weekday()]
    drawn = [_contact(night, None, seed, chance) for _ in range(_poisson(QUESTIONS * weekday, chance))]
    complaints: list[tuple[Pain, bool]] = []
    for pain in pains():
        rate = story.rate(pain.slug, pain.rate, night) * weekday
        if pain.side == "treatment":
            complaints += [(pain, True)] * _poisson(rate, chance) + [(pain, False)] * _poisson(rate * SHOWN, chance)
        else:
            drawn += [_contact(night, pain, seed, chance) for _ in range(_poisson(rate, chance))]
    for pain, said in complaints:
        place = _host(pain, tuple(drawn), story, chance) if not said or chance.random() >= ALONE else None
        if place is not None and said:
            drawn[place] = replace(drawn[place], stated=(*drawn[place].stated, pain))
        elif place is not None:
            drawn[place] = replace(drawn[place], shown=(pain,))
        elif said:
            drawn.append(replace(_contact(night, None, seed, chance), stated=(pain,)))
    return tuple(drawn)


def _host(pain: Pain, drawn: tuple[Contact, ...], story: Plot, chance: Random) -> int | None:
    """The place of a contact about a problem that still takes a treatment; on echo nights one about the outage."""
    able = [
        place
        for place, contact in enumerate(drawn)
        if contact.pain and contact.pain.side == "customer problem" and len(contact.stated) + len(contact.shown) < 2
    ]
    if any(event.kind == "echo" and pain.slug in event.pains and _on(event, story, drawn) for event in story.events):
        outages = {slug for event in story.events if event.kind == "outage" for slug in event.pains}
        able = [place for place in able if drawn[place].pains[0] in outages] or able
    able = [place for place in able if pain.slug not in drawn[place].pains]
    return chance.choice(able) if able else None


def _on(event: Event, story: Plot, drawn: tuple[Contact, ...]) -> bool:
    return bool(drawn) and event.during(story.offset(drawn[0].night))


def _contact(night: date, pain: Pain | None, seed: int, chance: Random) -> Contact:
    who = customer(seed, chance.randrange(CUSTOMERS))
    while pain and who.product not in pain.products:
        who = customer(seed, chance.randrange(CUSTOMERS))
    return Contact(night=night, number=0, channel=_channel(chance), customer=who, pain=pain)


def _channel(chance: Random) -> Channel:
    return chance.choices([name for name, _ in CHANNELS], [share for _, share in CHANNELS])[0]


def _poisson(mean: float, chance: Random) -> int:
    """Knuth's way: how many uniform numbers it takes for their product to fall under exp(-mean)."""
    floor, product, count = math.exp(-mean), chance.random(), 0
    while product > floor:
        product *= chance.random()
        count += 1
    return count
