"""Which messages the code and the templates ask for, and with which values: read off the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

import reports

SOURCES = Path(reports.__file__).parent
_SPEAKERS = {"say", "self", "maybe", "woven"}
"""What speaks: `say`, `facts.say`, `say.maybe`; `woven` in templates; `self` in Wording itself."""

_HANDLERS = {"filled", "counted"}
"""Of `reports.words.often`: `filled(say, "id", "value", ...)`, and `counted(say, "id")`, whose value is `count`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One place that asks for a message."""

    place: str
    ids: frozenset[str]
    """The whole ids that may be meant."""
    families: frozenset[str]
    """Patterns of the ids that may be meant, with something literal in each."""
    dark: bool
    """Whether it may mean another that cannot be seen."""
    optional: bool
    """Whether there need not be such a message."""
    values: frozenset[str] | None
    """Names of the values that are given; None where that cannot be seen."""


def asked() -> tuple[Asked, ...]:
    """Every place in the reports that asks for a message."""
    found: list[Asked] = []
    for path in sorted(SOURCES.rglob("*.py")):
        found += _of_code(path)
    for path in sorted((SOURCES / "templates").iterdir()):
        found += _of_template(path)
    return tuple(found)


def constants() -> frozenset[str]:
    """Every text that is written down in the code or the templates: an id may be handed on before it is asked for."""
    texts = {
        node.value
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in (SOURCES / "templates").iterdir():
        texts |= {str(node.value) for node in _parsed(path).find_all(nodes.Const)}
    return frozenset(texts)


def _of_code(path: Path) -> Iterator[Asked]:
    tree = ast.parse(path.read_text("utf-8"))
    scopes = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]
    # The innermost function comes last, and with it what its names stand for.
    inside = {id(node): scope for scope in scopes for node in ast.walk(scope)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _SPEAKERS:
            message, names = node.args[0], [keyword.arg for keyword in node.keywords]
        elif name in _HANDLERS and len(node.args) > 1:
            rest = [one.value for one in node.args[2:] if isinstance(one, ast.Constant)]
            message, names = node.args[1], ["count"] if name == "counted" else [str(one) for one in rest]
        else:
            continue
        values = None if None in names else frozenset(map(str, names))
        found = list(_pieces(message, inside[id(node)]))
        yield _asked(f"{path.relative_to(SOURCES)}:{node.lineno}", name, found, values)


def _asked(place: str, name: str, found: list[list[str | None]], values: frozenset[str] | None) -> Asked:
    """From the ids that may be meant, each in pieces, of which None stands for what cannot be seen."""
    whole = [pieces for pieces in found if None not in pieces]
    parted = [pieces for pieces in found if None in pieces and any(pieces)]
    return Asked(
        place=place,
        ids=frozenset("".join(filter(None, pieces)) for pieces in whole),
        families=frozenset("".join(".+" if one is None else re.escape(one) for one in pieces) for pieces in parted),
        dark=len(whole) + len(parted) < len(found),
        optional=name == "maybe",
        values=values,
    )


def _pieces(node: ast.expr, scope: ast.AST) -> Iterator[list[str | None]]:
    match node:
        case ast.Constant(value=str(text)):
            yield [text]
        case ast.JoinedStr(values=parts):
            yield [str(part.value) if isinstance(part, ast.Constant) else None for part in parts]
        case ast.IfExp(body=one, orelse=other):
            yield from (*_pieces(one, scope), *_pieces(other, scope))
        case ast.Name(id=name) if given := _given(name, scope):
            for value in given:
                yield from _pieces(value, scope)
        case _:
            yield [None]


def _given(name: str, scope: ast.AST) -> list[ast.expr]:
    """What a name of a function is set to."""
    return [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
    ]


def _of_template(path: Path) -> Iterator[Asked]:
    for node in _parsed(path).find_all(nodes.Call):
        name = node.node.attr if isinstance(node.node, nodes.Getattr) else getattr(node.node, "name", "")
        if name not in _SPEAKERS or not node.args:
            continue
        values = frozenset(keyword.key for keyword in node.kwargs) if node.dyn_kwargs is None else None
        yield _asked(f"{path.relative_to(SOURCES)}:{node.lineno}", str(name), list(_of(node.args[0])), values)


def _of(node: nodes.Node | None) -> Iterator[list[str | None]]:
    match node:
        case nodes.Const(value=str(text)):
            yield [text]
        case nodes.Concat(nodes=parts):
            yield [str(part.value) if isinstance(part, nodes.Const) else None for part in parts]
        case nodes.CondExpr(expr1=one, expr2=other):
            yield from (*_of(one), *_of(other))
        case _:
            yield [None]


def _parsed(path: Path) -> nodes.Template:
    return Environment(trim_blocks=True).parse(path.read_text("utf-8"))
