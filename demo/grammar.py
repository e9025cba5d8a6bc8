"""A small grammar of sentences: rules of alternatives, written as templates and read from TOML.

In a template `{slot}` is filled by another rule or by a fact about the customer, and `(one|two|)` is one of its
alternatives, the last of which is empty here. The two nest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

Node = tuple["str | Slot | Choice", ...]
MARKS = re.compile(r"([(){}|])")
SPACES = re.compile(r"[ \t]+")
BEFORE_MARK = re.compile(r" +([,.?!](?!\w))")
SENTENCE_START = re.compile(r"(^|[.?!] +)([a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place another rule, or a fact, fills."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place one of several alternatives fills."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Rules by name, each a choice of templates."""

    rules: Mapping[str, Choice]

    def say(self, rule: str, random: Random, facts: Mapping[str, str]) -> str:
        """One outcome of a rule, tidied into sentences; facts go before rules of the same name.

        Raises KeyError for a slot that is neither.
        """
        return tidy(self._fill((Slot(name=rule),), random, facts))

    def outcomes(self, rule: str) -> int:
        """How many ways there are through a rule; a fact counts as one."""
        return self._ways((Slot(name=rule),))

    def _fill(self, node: Node, random: Random, facts: Mapping[str, str]) -> str:
        parts = []
        for part in node:
            if isinstance(part, str):
                parts.append(part)
            elif isinstance(part, Slot) and part.name in facts:
                parts.append(facts[part.name])
            else:
                options = (self.rules[part.name] if isinstance(part, Slot) else part).options
                parts.append(self._fill(options[int(random.random() * len(options))], random, facts))
        return "".join(parts)

    def _ways(self, node: Node) -> int:
        ways = 1
        for part in node:
            if isinstance(part, Choice):
                ways *= sum(self._ways(option) for option in part.options)
            elif isinstance(part, Slot) and part.name in self.rules:
                ways *= sum(self._ways(option) for option in self.rules[part.name].options)
        return ways


def grammar(*tables: Mapping[str, Sequence[str]]) -> Grammar:
    """A grammar of templates by rule; a later table's rule goes before an earlier one's of the same name."""
    rules: dict[str, Choice] = {}
    for table in tables:
        rules |= {name: Choice(options=tuple(parse(template) for template in table[name])) for name in table}
    return Grammar(rules=rules)


def parse(template: str) -> Node:
    """A template as a node; raises ValueError where brackets do not pair."""
    node, rest = _sequence(tuple(token for token in MARKS.split(template) if token), depth=0)
    if rest:
        raise ValueError(f"a bracket is closed that was not opened: {template}")
    return node


def _sequence(tokens: tuple[str, ...], *, depth: int) -> tuple[Node, tuple[str, ...]]:
    parts: list[str | Slot | Choice] = []
    while tokens:
        token = tokens[0]
        if token == "{" and len(tokens) > 2 and tokens[2] == "}":
            parts.append(Slot(name=tokens[1]))
            tokens = tokens[3:]
        elif token == "(":
            choice, tokens = _choice(tokens[1:], depth=depth + 1)
            parts.append(choice)
        elif token in ("|", ")") and depth:
            break
        elif MARKS.fullmatch(token):
            raise ValueError(f"a stray {token} in a template")
        else:
            parts.append(token)
            tokens = tokens[1:]
    return tuple(parts), tokens


def _choice(tokens: tuple[str, ...], *, depth: int) -> tuple[Choice, tuple[str, ...]]:
    options: list[Node] = []
    while True:
        option, tokens = _sequence(tokens, depth=depth)
        options.append(option)
        if not tokens:
            raise ValueError("a bracket is not closed in a template")
        closed, tokens = tokens[0] == ")", tokens[1:]
        if closed:
            return Choice(options=tuple(options)), tokens


def tidy(text: str) -> str:
    """Spaces and capitals put right where slots and empty alternatives left them wrong."""
    text = BEFORE_MARK.sub(r"\1", SPACES.sub(" ", text)).strip()
    return SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), text)
