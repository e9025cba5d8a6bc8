"""Invented people: about 2,500 customers, 20 agents, and how they say who they are.

Nobody here exists: domains end in `.example`, phone numbers lie in the range 555-0100 to 555-0199, card numbers have
a card's check digit but begin with a test prefix.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

CUSTOMERS = 2_500
QUEUES = ("mail", "billing", "domains", "servers", "sales")
TEAMS = ("Hill Street", "Quayside")
FIRST_NAMES = (
    *("Ada", "Agnes", "Amir", "Anna", "Arthur", "Beate", "Bela", "Carla", "Cedric", "Clara", "Dario", "David", "Elena"),
    *("Elif", "Emil", "Erik", "Fatima", "Felix", "Flora", "Gareth", "Greta", "Hanna", "Hugo", "Ines", "Ivan", "Jasmin"),
    *(
        "Jonas",
        "Judith",
        "Karim",
        "Katrin",
        "Lars",
        "Leila",
        "Linus",
        "Marta",
        "Milan",
        "Mira",
        "Nadia",
        "Nils",
        "Nora",
    ),
    *("Olga", "Oscar", "Paula", "Petra", "Quentin", "Rosa", "Rupert", "Selma", "Stefan", "Tamara", "Theo", "Ursula"),
    *("Vera", "Viktor", "Wanda", "Yusuf", "Zoe"),
)
LAST_NAMES = (
    *("Abbott", "Adler", "Aydin", "Bachmann", "Barlow", "Berger", "Birch", "Brandt", "Carver", "Castellan", "Dahl"),
    *("Demir", "Dorn", "Eckert", "Ellwood", "Fairley", "Falk", "Farrow", "Ganz", "Gorman", "Hale", "Hartwig", "Holm"),
    *(
        "Ibsen",
        "Jansen",
        "Kaya",
        "Keller",
        "Kovac",
        "Lang",
        "Lindqvist",
        "Lowell",
        "Marek",
        "Mayhew",
        "Moreau",
        "Nagel",
    ),
    *(
        "Novak",
        "Okoye",
        "Ortega",
        "Pohl",
        "Quist",
        "Rao",
        "Reuter",
        "Rosenthal",
        "Sandoval",
        "Seidel",
        "Sorel",
        "Stone",
    ),
    *("Tanner", "Thorne", "Ulrich", "Vance", "Vogel", "Weller", "Winter", "Yildiz", "Zeller"),
)
STREETS = ("Larch Street", "Mill Lane", "Station Road", "Harbour Street", "Abbey Road", "Quarry Lane", "Linden Avenue")
TOWNS = ("Millbrook", "Aldersey", "Nordhaven", "Castleton", "Weidenau", "Fernhill", "Oakhaven", "Brookmere")
BUSINESSES = {
    "smb": (
        *("bakery", "dental practice", "bike shop", "law office", "garden centre", "physio practice", "flower shop"),
        *("driving school", "joinery", "guest house", "pharmacy", "pottery", "book shop", "wine merchant", "optician"),
    ),
    "agency": ("web agency", "design studio", "advertising agency", "film production", "photo studio"),
    "private": ("choir", "rowing club", "allotment society", "family blog", "model railway club", "village theatre"),
}
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SMALL = (
    *DIGITS,
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One invented customer."""

    customer_id: str
    first: str
    last: str
    segment: str
    product: str
    since: date
    business: str
    email: str
    phone: str
    card: str
    address: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One invented agent."""

    agent_id: str
    name: str
    queue: str
    team: str
    helps: bool
    """False for those who are seen to shift blame, hide behind procedure and brush off."""


def stable(*parts: object) -> Random:
    """A source of chance that depends on nothing but these parts' text."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))


@cache
def customer(seed: int, number: int) -> Customer:
    """The customer of that number (0 to CUSTOMERS - 1), whatever the night."""
    chance = stable(seed, "customer", number)
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    segment = chance.choices(("smb", "private", "agency"), (55, 30, 15))[0]
    business = chance.choice(BUSINESSES[segment])
    mine = f"{last.lower()}-{business.replace(' ', '-')}.example"
    domain = chance.choice((mine, mine, "example.com", "example.org", "example.net"))
    local = chance.choice(
        (f"{first}.{last}", f"{first[0]}.{last}", f"{first}{chance.randrange(10, 99)}", "info")
    ).lower()
    return Customer(
        customer_id=f"u-{number + 1:04d}",
        first=first,
        last=last,
        segment=segment,
        product=chance.choices(("hosting", "mail", "domains", "servers"), (45, 25, 18, 12))[0],
        since=date(2003, 1, 1) + timedelta(days=chance.randrange(22 * 365)),
        business=business,
        email=f"{local}@{domain}",
        phone=f"({chance.choice((212, 303, 415, 617, 702))}) 555-01{chance.randrange(100):02d}",
        card=card_number(chance),
        address=f"{chance.randrange(2, 180)} {chance.choice(STREETS)}, {chance.choice(TOWNS)}",
    )


@cache
def agents() -> tuple[Agent, ...]:
    """Four agents for each queue, two in each team, and one of the four does not help."""
    names = ("Marcel", "Ruth", "Tobias", "Ivana", "Dean", "Sanne", "Kofi", "Laura", "Piet", "Anja")
    more = ("Bruno", "Mei", "Gerald", "Aylin", "Sven", "Dora", "Callum", "Renate", "Jorge", "Edith")
    return tuple(
        Agent(
            agent_id=f"a-{n + 1:02d}",
            name=name,
            queue=QUEUES[n % len(QUEUES)],
            team=TEAMS[n // len(QUEUES) // 2],
            helps=n // len(QUEUES) != 2,
        )
        for n, name in enumerate(names + more)
    )


def card_number(chance: Random) -> str:
    """Sixteen digits in fours with a test prefix and a right check digit."""
    body = [4, 1, 1, 1, 1, 1, *(chance.randrange(10) for _ in range(9))]
    doubled = sum(sum(divmod(digit * 2, 10)) for digit in body[::2]) + sum(body[1::2])
    digits = "".join(map(str, [*body, -doubled % 10]))
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def spoken_digits(text: str) -> str:
    """The digits of a number as they are read out: `four one five ...`."""
    return " ".join(DIGITS[int(mark)] for mark in text if mark.isdigit())


def spoken_email(email: str) -> str:
    """An address as it is read out: `anna dot holm at example dot com`; digits as words."""
    said = email.replace(".", " dot ").replace("@", " at ").replace("-", " dash ")
    return " ".join("".join(f" {DIGITS[int(mark)]} " if mark.isdigit() else mark for mark in said).split())


def spelled(name: str) -> str:
    """A name letter by letter: `H-O-L-M`."""
    return "-".join(name.upper())


def facts(person: Customer, agent: Agent, *, night: date, spoken: bool) -> dict[str, str]:
    """What templates may say about a customer and his agent; numbers and addresses as read out where spoken."""
    years = max(2, (night - person.since).days // 365)
    return {
        "name": person.name,
        "first": person.first,
        "spelled": spelled(person.last),
        "email": spoken_email(person.email) if spoken else person.email,
        "phone": spoken_digits(person.phone) if spoken else person.phone,
        "card": spoken_digits(person.card) if spoken else person.card,
        "address": person.address,
        "business": person.business,
        "years": SMALL[years] if years < len(SMALL) else f"twenty-{DIGITS[years - 20]}" if years > 20 else "twenty",
        "agent_name": agent.name,
    }
