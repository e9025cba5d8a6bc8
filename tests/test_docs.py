"""The documents hold what the program holds: commands, options, settings, exit codes, links and files."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from flows import cli, stopping
from pipeline.errors import PainpointsError
from pipeline.settings import Settings, load
from reports.pages.topic import _commands
from reports.words.wording import speaking

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OPERATING = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
DOCUMENTS = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")]))
SHARED = {"--home", "--config", "--json", "--by", "--why", "--dry-run"}
"""Options that a paragraph explains for all commands."""
CODE = re.compile(r"^(?: {4}|\t)(.*)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command and group of the program with its full name; the program itself is `painpoints`."""
    group = group or typer.main.get_command(cli.app)
    name = " ".join(("painpoints", *path))
    yield name, group
    for sub, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, sub))


COMMANDS = dict(commands())
LEAVES = {name: command for name, command in COMMANDS.items() if not hasattr(command, "commands")}


def options(command: Any) -> set[str]:
    """The long options of a command, without help."""
    return {name for one in command.params for name in one.opts if name.startswith("--")} - {"--help"}


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key of the settings by its full name, those of tables within tables in place of the tables."""
    for name, field in model.model_fields.items():
        inner = [one for one in _types(field.annotation) if isinstance(one, type) and issubclass(one, BaseModel)]
        if inner:
            yield from keys(inner[0], f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", field


def _types(annotation: Any) -> list[Any]:
    return [annotation, *(inner for one in get_args(annotation) for inner in _types(one))]


def default(field: FieldInfo) -> str:
    """A default as the tables write it."""
    if field.is_required():
        return "required"
    if field.default is None:
        return "none"
    value = list(field.default) if isinstance(field.default, tuple) else field.default
    return f"`{json.dumps(value)}`"


def row_of(cell: str) -> list[str]:
    """The cells of the row in the operating manual that begins with `cell`."""
    rows = [line for line in OPERATING.splitlines() if line.startswith(f"| `{cell}` |")]
    assert len(rows) == 1, f"docs/operating.md should have one row for {cell}, has {len(rows)}"
    return [part.strip() for part in rows[0].strip("|").split(" | ")]


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as the forges make them."""
    titles = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def told(document: Path) -> list[str]:
    """Every `painpoints ...` that a document prints as code, from the command's name on."""
    text = document.read_text(encoding="utf-8")
    code = [*CODE.findall(text), *re.findall(r"`([^`\n]+)`", text)]
    found = (re.search(r"(?:^|[ /])(painpoints [a-z-].*)$", line) for line in code)
    return [one[1] for one in found if one]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    """A command, a group and each of their options have help."""
    command = COMMANDS[name]
    assert command.help, f"{name} has no help"
    silent = [one.name for one in command.params if not getattr(one, "help", "")]
    assert silent == [], f"{name}: no help for {silent}"


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_is_in_the_manual(name: str) -> None:
    """The operating manual has one row for each command, with exactly the options that are its own."""
    row = row_of(name)
    assert set(re.findall(r"--[a-z-]+", row[1])) == options(LEAVES[name]) - SHARED


def test_shared_options_are_in_the_manual() -> None:
    """The options that many commands share, and those of the program, are explained once."""
    above = OPERATING.partition("| command |")[0]
    assert {name for name in SHARED | options(COMMANDS["painpoints"]) if name not in above} == set()


@pytest.mark.parametrize(("key", "field"), list(keys(Settings)), ids=[key for key, _ in keys(Settings)])
def test_every_setting_is_in_the_manual(key: str, field: FieldInfo) -> None:
    """The operating manual has one row for each key of the settings, with its default and a meaning."""
    _, said, meaning = row_of(key)
    assert said == default(field)
    assert meaning


def test_the_manual_names_no_setting_that_is_not_there() -> None:
    """Each row of the settings' tables is a key of the settings."""
    tables = OPERATING.partition("\n## Settings\n")[2].partition("\n## ")[0]
    rows = set(re.findall(r"^\| `([\w.]+)` \|", tables, re.MULTILINE))
    assert rows == {key for key, _ in keys(Settings)}


def test_every_exit_code_is_in_the_manual() -> None:
    """The table of exit codes holds those of all errors, and no other but done, bug and interrupted."""
    kinds = [PainpointsError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    table = OPERATING.partition("| code |")[2].partition("\n\n")[0]
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert listed == {0, stopping.INTERRUPTED, stopping.TERMINATED, *(kind.exit_code for kind in kinds)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """A relative link names a file that is there, and an anchor a heading of it."""
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{link}: nothing lies there"
        assert not anchor or anchor in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_printed_commands_exist(document: Path) -> None:
    """What a document prints as a painpoints command is one, and so are its options."""
    for line in told(document):
        words = shlex.split(line, comments=True)
        plain = [word for word in words if not word.startswith("-")]
        name = next((" ".join(plain[:n]) for n in (3, 2, 1) if " ".join(plain[:n]) in COMMANDS), "")
        assert name in LEAVES or words[1].startswith("-"), f"{line}: no such command"
        wrong = {word for word in words if word.startswith("--")} - options(COMMANDS[name])
        assert wrong == set(), f"{line}: no such options"


def test_commands_on_topic_pages_exist() -> None:
    """What a topic's page prints as a command is one."""
    for line in _commands(speaking(), "t00001", praise=True):
        assert " ".join(line.text.split()[:3]) in LEAVES


def test_the_first_commands_of_the_readme_exist() -> None:
    """The first code block of the README is `make` with goals of the Makefile."""
    first = re.search(r"(?:^ {4}\S.*\n)+", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert first
    lines = [shlex.split(line, comments=True) for line in first[0].splitlines()]
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert [line[0] for line in lines] == ["make"] * len(lines)
    assert {line[1] for line in lines} <= goals


def test_the_mapping_of_the_readme_is_one(tmp_path: Path) -> None:
    """The settings that the README prints are settings."""
    blocks = re.findall(r"(?:^ {4}\S.*\n|^\n(?= {4}))+", README.read_text(encoding="utf-8"), re.MULTILINE)
    (printed,) = [block for block in blocks if "[input.mapping]" in block]
    path = tmp_path / "desk.toml"
    path.write_text(re.sub(r"^ {4}", "", printed, flags=re.MULTILINE), encoding="utf-8")
    mapping = load(path).input.mapping
    assert mapping is not None
    assert mapping.rows == "message"


def test_examples_are_those_the_documents_name() -> None:
    """Each example is named in the operating manual, and none is named that is not there."""
    there = {path.name for path in (ROOT / "examples").glob("*.toml")}
    named = {name for path in DOCUMENTS for name in re.findall(r"examples/(\w+\.toml)", path.read_text("utf-8"))}
    assert named == there
    assert set(re.findall(r"examples/(\w+\.toml)", OPERATING)) == there


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    """The changelog's first section is Unreleased."""
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections[0] == "Unreleased"
