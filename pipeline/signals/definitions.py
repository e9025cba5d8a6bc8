"""What a signal is: a file that says whose behaviour it is, what counts as it, and how it sounds."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline.errors import SettingsError
from pipeline.redaction import redact, without_placeholders

Side = Literal["agent", "customer"]
SIDES: tuple[Side, ...] = get_args(Side)
"""Whose sentences signals are found in."""

GROUPS = ("leave", "recommend", "promise", "tell", "treatment", "effort", "outcome")
"""Where on the pages a signal stands, in their order."""
_NEEDED = {"name": str, "title": str, "speaker": str, "group": str, "definition": str}
_LISTS = ("examples", "counterexamples", "patterns", "unless_later")
LEAST = 5
"""Fewest examples, and fewest counter-examples, that anything can be learned from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A signal as its file defines it: whose behaviour it is, and how it is found and explained."""

    name: str
    title: str
    """A clause with its subject, such as `Customers threatened to leave`."""
    speaker: Side
    group: str
    """Where readers find it: one of GROUPS."""
    definition: str
    examples: tuple[str, ...]
    """Sentences that show it."""
    counterexamples: tuple[str, ...]
    """Sentences of the same speaker that do not."""
    patterns: tuple[re.Pattern[str], ...] = ()
    """What is surely it where it is found."""
    after_report: bool = False
    """In a conversation it counts only after the customer has told of a problem or wish."""
    unless_later: tuple[str, ...] = ()
    """In a conversation it does not count where one of these signals comes later."""

    @property
    def fingerprint(self) -> str:
        """Changes with whatever is learned from."""
        lines = "\x1f".join((self.name, self.speaker, "\x1e".join(self.examples), "\x1e".join(self.counterexamples)))
        return hashlib.sha256(lines.encode()).hexdigest()[:16]


def definitions(folder: str = "") -> tuple[Definition, ...]:
    """The shipped signals and those of a folder, by name; raises SettingsError for a file that is not whole.

    A signal of the folder that bears a shipped one's name takes its place.
    """
    found = dict(_shipped())
    if folder:
        if not Path(folder).is_dir():
            raise SettingsError("signals.folder: no folder lies there")
        own: dict[str, Definition] = {}
        for file in _files(Path(folder)):
            one = defined(file)
            if one.name in own:
                raise SettingsError(f"signals.folder: two files define {one.name}")
            own[one.name] = one
        found |= own
    for one in found.values():
        check_rules(one, found)
    return tuple(found[name] for name in sorted(found))


def check_rules(one: Definition, names: Collection[str]) -> None:
    """Raise SettingsError where a signal's rules name one that is not among the names."""
    unknown = sorted(set(one.unless_later) - {*names, one.name})
    if unknown:
        raise SettingsError(f"signal {one.name}: unless_later names no signal: {', '.join(unknown)}")


def defined(file: Traversable) -> Definition:
    """The signal of somebody's file; its lines without what redaction hides.

    Raises SettingsError that says what is wrong with it, never what it holds; so where a line holds personal data (a
    word that may be a name is only left out).
    """
    one = _read(file)
    told = 0
    lines: dict[str, tuple[str, ...]] = {}
    for name in ("examples", "counterexamples"):
        kept = []
        for line in getattr(one, name):
            safe = redact(line)
            told += any(hidden.kind not in ("person", "other_id") for hidden in safe.hidden)
            kept.append(without_placeholders(safe.text))
        lines[name] = tuple(line for line in kept if line)
    if told:
        raise SettingsError(f"{file.name}: {told} line(s) hold personal data: make them up")
    return replace(one, examples=lines["examples"], counterexamples=lines["counterexamples"])


@cache
def _shipped() -> dict[str, Definition]:
    # Their lines are not looked at again every night: a test does.
    files = (file for side in SIDES for file in _files(resources.files(__package__) / side))
    return {one.name: one for one in (_read(file, checked=False) for file in files)}


def _read(file: Traversable, *, checked: bool = True) -> Definition:
    try:
        row = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{file.name} cannot be read") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file.name} is not TOML: {_where(error)}") from None
    problem = next(_problems(row), None) if checked else None
    if problem:
        raise SettingsError(f"{file.name}: {problem}")
    lists = {name: tuple(row.get(name, ())) for name in _LISTS}
    patterns = []
    for number, pattern in enumerate(lists["patterns"], 1):
        try:
            patterns.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            raise SettingsError(f"{file.name}: patterns, number {number}: {error.msg}") from None
    return Definition(
        **{name: row[name] for name in _NEEDED},
        examples=lists["examples"],
        counterexamples=lists["counterexamples"],
        patterns=tuple(patterns),
        after_report=row.get("after_report", False),
        unless_later=lists["unless_later"],
    )


def _files(folder: Traversable | Path) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda one: one.name)


def _problems(row: dict[str, Any]) -> Iterator[str]:
    known = {*_NEEDED, *_LISTS, "after_report"}
    for name in sorted(row.keys() - known):
        yield f"unknown key {name}"
    for name, kind in _NEEDED.items():
        if not isinstance(row.get(name), kind) or not row[name].strip():
            yield f"{name} is required, a text"
    if re.fullmatch(r"[a-z][a-z0-9_]{0,40}", row["name"]) is None:
        yield "name: lower-case letters, digits and _ only"
    if row["speaker"] not in SIDES:
        yield "speaker: agent or customer"
    if row["group"] not in GROUPS:
        yield f"group: one of {', '.join(GROUPS)}"
    if not isinstance(row.get("after_report", False), bool):
        yield "after_report: true or false"
    yield from _problems_of_lists(row)


def _problems_of_lists(row: dict[str, Any]) -> Iterator[str]:
    for name in _LISTS:
        lines = row.get(name, [])
        if not isinstance(lines, list) or not all(isinstance(line, str) and line.strip() for line in lines):
            yield f"{name}: a list of texts"
    for name in ("examples", "counterexamples"):
        if len(row.get(name, ())) < LEAST:
            yield f"{name}: at least {LEAST} are needed, 40 are better"
    for name in ("examples", "counterexamples"):
        if len({_plain(line) for line in row[name]}) < len(row[name]):
            yield f"{name}: a line stands twice"
    both = {_plain(line) for line in row["examples"]} & {_plain(line) for line in row["counterexamples"]}
    if both:
        yield f"{len(both)} line(s) are example and counter-example"


def _plain(line: str) -> str:
    return " ".join(line.casefold().split())


def _where(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line \d+", str(error))
    return found.group() if found else "see its last line"
