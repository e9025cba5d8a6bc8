"""The languages that pages can speak: their messages, as files of Fluent have them.

The messages lie in `reports/messages/<language>/*.ftl` (https://projectfluent.org/fluent/guide/), and in a folder of
somebody's own, whose come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.errors import FluentCyclicReferenceError
from fluent.syntax.ast import BaseNode, Identifier, Junk, Message, Resource, VariableReference, Variant

from pipeline.errors import SettingsError

MESSAGES = Path(__file__).parents[1] / "messages"


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of a language and of those it falls back on."""

    bundles: tuple[FluentBundle, ...]
    """Where a message is looked for: the first that has it says it."""

    def said(self, message: str, values: Mapping[str, str | int | float]) -> str | None:
        """A message, or an attribute of one (`id.attribute`), with its variables filled in; None where nobody says it.

        A message of somebody's own with a slip in it is passed over, not printed with a hole.
        """
        name, _, attribute = message.partition(".")
        for bundle in self.bundles:
            if not bundle.has_message(name):
                continue
            found = bundle.get_message(name)
            pattern = found.attributes.get(attribute) if attribute else found.value
            if pattern is None:
                continue
            text, faults = bundle.format_pattern(pattern, dict(values))
            if not faults:
                return str(text)
        return None


def languages() -> tuple[str, ...]:
    """The languages that are shipped."""
    return tuple(sorted(path.name for path in MESSAGES.iterdir() if path.is_dir()))


def has_words(language: str, folder: str = "") -> bool:
    """Whether there are messages in a language, shipped or in a folder of somebody's own."""
    return any(_files(root / language) for root in _roots(folder))


def messages(locales: Mapping[str, str], folder: str = "") -> Messages:
    """The messages of these languages, the first first, each to be written by its locale, such as `en_GB`.

    Raises SettingsError where a file is not Fluent, or a message of somebody's own breaks off.
    """
    found = [(locale, root, _files(root / one)) for one, locale in locales.items() for root in _roots(folder)]
    bundles = []
    for locale, root, files in found:
        if files:
            bundles.append(_bundle(locale, files))
            if root != MESSAGES:
                _proofread(bundles[-1], files)
    return Messages(tuple(bundles))


def place(message: str, locales: Iterable[str], folder: str) -> str:
    """File and line of a message of somebody's own, in the first of these languages that has it."""
    own = (found for one in locales for path in _files(Path(folder) / one) for found in _entries(path))
    return next(where for where, entry in own if entry.id.name == message)


def _roots(folder: str) -> tuple[Path, ...]:
    return (Path(folder), MESSAGES) if folder else (MESSAGES,)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ftl")) if folder.is_dir() else []


def _bundle(locale: str, files: Iterable[Path]) -> FluentBundle:
    # Directions are isolated by the pages' own <bdi>, so no marks of it stand in the text.
    bundle = FluentBundle([locale], use_isolating=False)
    for path in files:
        bundle.add_resource(_resource(path))
    return bundle


def _resource(path: Path) -> Resource:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    resource = FluentResource(text)
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise SettingsError(f"{path}:{_line(text, entry)}: no message in Fluent: {entry.annotations[0].message}")
    return resource


def _entries(path: Path) -> Iterator[tuple[str, Message]]:
    """The messages of a file, each after its file and line."""
    text = path.read_text(encoding="utf-8")
    for entry in FluentResource(text).body:
        if isinstance(entry, Message):
            yield f"{path}:{_line(text, entry)}", entry


def _line(text: str, entry: Message | Junk) -> int:
    return text[: entry.span.start if entry.span else 0].count("\n") + 1


def _proofread(bundle: FluentBundle, files: Iterable[Path]) -> None:
    """Say every message with numbers, a word and each key that it chooses by; SettingsError for one that breaks off."""
    for path in files:
        for where, entry in _entries(path):
            nodes = list(_nodes(entry))
            variables = {node.id.name for node in nodes if isinstance(node, VariableReference)}
            keys = {node.key.name for node in nodes if isinstance(node, Variant) and isinstance(node.key, Identifier)}
            found = bundle.get_message(entry.id.name)
            patterns = [one for one in (found.value, *found.attributes.values()) if one is not None]
            for value in (0, 1, 2, 1512, 0.5, "word", *sorted(keys)):
                try:
                    for pattern in patterns:
                        _, faults = bundle.format_pattern(pattern, dict.fromkeys(variables, value))
                        # Other slips are passed over when it is said.
                        for fault in faults:
                            if isinstance(fault, FluentCyclicReferenceError):
                                raise fault
                except (FluentCyclicReferenceError, RecursionError):
                    raise SettingsError(f"{where}: {entry.id.name} refers to itself") from None
                except Exception as error:
                    raise SettingsError(f"{where}: {entry.id.name} cannot be said: {error}") from None


def _nodes(node: BaseNode) -> Iterator[BaseNode]:
    yield node
    for value in vars(node).values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, BaseNode):
                yield from _nodes(one)
