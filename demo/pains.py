"""The planted pains as the files in `grammar/` define them, and the talk around them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from demo.grammar import Grammar, grammar

Side = Literal["customer problem", "treatment", "praise"]
FAMILIES = ("mail", "sites", "panel", "billing", "domains", "praise", "waiting", "manners", "leaving")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """One planted pain or praise.

    Its grammar has the rules `says` (the customer states it), `agent` (what agents say to it, or do where it is about
    treatment) and, unless it is about treatment, `more` (what the customer adds), `solved` and `unsolved`.
    """

    slug: str
    title: str
    side: Side
    rate: float
    """Conversations on an ordinary night in which customers state it."""
    resolved: float
    """Probability that the contact ends with the problem solved."""
    csat: tuple[int, int]
    queue: str
    """Where its contacts mostly land."""
    products: tuple[str, ...]
    """Whose customers have it."""
    grammar: Grammar


@cache
def pains() -> tuple[Pain, ...]:
    """All planted pains, in the order of the files."""
    words = _table("words")
    return tuple(_pain(entry, words) for family in FAMILIES for entry in _table(family)["pain"])


@cache
def talk() -> Grammar:
    """What everybody says besides the pains."""
    return grammar(_table("words"), _table("talk"))


@cache
def by_slug() -> dict[str, Pain]:
    """The planted pains by slug."""
    return {pain.slug: pain for pain in pains()}


def _pain(entry: dict[str, Any], words: dict[str, Any]) -> Pain:
    rules = ("says", "more", "agent", "solved", "unsolved")
    low, high = entry.get("csat", (1, 3))
    return Pain(
        slug=entry["slug"],
        title=entry["title"],
        side=entry["side"],
        rate=entry["rate"],
        resolved=entry.get("resolved", 0.25),
        csat=(low, high),
        queue=entry.get("queue", ""),
        products=tuple(entry.get("products", ())),
        grammar=grammar(words, entry.get("slots", {}), {rule: entry[rule] for rule in rules if rule in entry}),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("demo") / "grammar" / f"{name}.toml").read_text(encoding="utf-8"))
