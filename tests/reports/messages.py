"""The message files of every language, parsed: ids, patterns and the variables that they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from reports.words.languages import MESSAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message or an attribute of one, under its full name (`id` or `id.attribute`)."""

    name: str
    file: Path
    pattern: fluent.Pattern


class _Named(Visitor):
    """Collects variables, the literals that they are compared with, and the messages that are referred to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()
        self.choices: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802
        self.references.add(node.id.name + (f".{node.attribute.name}" if node.attribute else ""))

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, fluent.VariableReference):
            keys = {getattr(one.key, "name", None) or str(getattr(one.key, "value", "")) for one in node.variants}
            self.choices.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


class _Texts(Visitor):
    """Collects stretches of text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def visit_TextElement(self, node: fluent.TextElement) -> None:  # noqa: N802
        self.pieces.append(node.value)


def files(language: str) -> list[Path]:
    """The files of a language."""
    return sorted((MESSAGES / language).glob("*.ftl"))


def entries(path: Path) -> list[fluent.EntryType]:
    """What stands in a file, comments and junk as well."""
    return list(FluentParser().parse(path.read_text("utf-8")).body)


@cache
def messages(language: str) -> Mapping[str, Message]:
    """Every message of a language by its name."""
    return {one.name: one for path in files(language) for one in _messages(path)}


def names(language: str) -> list[str]:
    """The names of all its messages, one that stands twice twice."""
    return [one.name for path in files(language) for one in _messages(path)]


def variables(language: str, name: str) -> frozenset[str]:
    """The variables that a message needs, those of messages that it refers to included."""
    return frozenset(choices(language, name))


def choices(language: str, name: str) -> Mapping[str, frozenset[str]]:
    """The variables of a message, each with the keys that it is compared with (none: it is only printed)."""
    named = _Named()
    named.visit(messages(language)[name].pattern)
    found = {variable: frozenset(named.choices.get(variable, ())) for variable in named.variables}
    for reference in named.references:
        for variable, keys in choices(language, reference).items():
            found[variable] = found.get(variable, frozenset()) | keys
    return found


def referred_to(language: str) -> frozenset[str]:
    """The messages that others of the language hold."""
    named = _Named()
    for message in messages(language).values():
        named.visit(message.pattern)
    return frozenset(named.references)


def pieces(message: Message) -> list[str]:
    """Every stretch of text in a message, between what is filled in; those of all its variants."""
    found = _Texts()
    found.visit(message.pattern)
    return found.pieces


def _messages(path: Path) -> Iterator[Message]:
    for entry in entries(path):
        if isinstance(entry, fluent.Message):
            if entry.value is not None:
                yield Message(name=entry.id.name, file=path, pattern=entry.value)
            for attribute in entry.attributes:
                yield Message(name=f"{entry.id.name}.{attribute.id.name}", file=path, pattern=attribute.value)
