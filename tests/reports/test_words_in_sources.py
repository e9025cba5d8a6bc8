"""Words that readers see come from message files: templates and modules hold none of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from jinja2.visitor import NodeVisitor

import reports

SOURCES = Path(reports.__file__).parent
TEMPLATES = sorted((SOURCES / "templates").iterdir())
MODULES = sorted(SOURCES.rglob("*.py"))
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
UNSHOWN = re.compile(r"\{% block (?:kind|style) %\}.*?\{% endblock %\}|<style>.*?</style>|\bedition\.json\b", re.DOTALL)
"""The class of a page, styles, and the name of a file."""
SPOKEN = re.compile(r'\b(?:title|aria-label|alt|placeholder|data-filter|label|summary)="([^"]*)"')
"""Attributes that are read aloud or shown."""
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|^[A-Z][a-z]+$")
"""Several words, or one that begins like a sentence: no key, id or class does."""
NOT_SHOWN: dict[str, str] = {
    "delivery/mail.py": "Date|From|Subject|To",  # heads of an e-mail
    "printing/brand.py": "@media .*",  # a style sheet
    "pages/topic.py": "painpoints .*|.* --.*",  # commands
    "nouns/pages.py": "Last 7 nights, the 7 before",  # of editions from before it was told
    # What is looked for in the words of customers and agents: stop words, and patterns of wishes.
    "facts/quotes.py": "[a-z' ]{30,}",
    "market/rivals.py": "[a-z' ]{30,}",
    "market/vocabulary.py": "[a-z' ]{30,}",
    "statistics/phrases.py": "[a-z' ]{30,}",
    "market/wishes.py": r"[a-z' ]{30,}|.*\(\?.*",
}
"""Texts of modules that no reader sees, or that are no words."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words(template: Path) -> None:
    """Between tags, in what is read aloud and in what is printed there are no letters but those that are filled in."""
    text = JINJA.sub("", UNSHOWN.sub("", template.read_text("utf-8")))
    spoken = SPOKEN.findall(text)
    shown = re.sub(r"<!doctype[^>]*>|<[^>]*>|&[a-z]+;", " ", text)
    printed = [found for found in _printed(template) if SENTENCE.search(found)]
    assert WORD.findall(shown) + [one for one in spoken if WORD.search(one)] + printed == []


class _Printed(NodeVisitor):
    """Collects texts in what a template prints or hands to a macro, but for names of messages."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_Const(self, node: nodes.Const) -> None:  # noqa: N802
        if isinstance(node.value, str):
            self.texts.append(node.value)

    def visit_Compare(self, node: nodes.Compare) -> None:  # noqa: N802
        """What is only compared with is not printed."""

    def visit_Filter(self, node: nodes.Filter) -> None:  # noqa: N802
        if node.node is not None:
            self.visit(node.node)


def _printed(template: Path) -> list[str]:
    visitor = _Printed()
    visitor.visit(Environment().parse(template.read_text("utf-8")))
    return visitor.texts


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_modules_hold_no_words(module: Path) -> None:
    """No text of a module reads like English, but in docstrings, errors and patterns."""
    tree = ast.parse(module.read_text("utf-8"))
    exempt = re.compile(NOT_SHOWN.get(str(module.relative_to(SOURCES)), "(?!)"), re.DOTALL)
    names = {getattr(node, "id", getattr(node, "name", "")) for node in ast.walk(tree)}
    found = {text for text in _texts(tree) if SENTENCE.search(text)}
    assert sorted(text for text in found if text not in names and not exempt.fullmatch(text)) == []


def _texts(tree: ast.AST) -> Iterator[str]:
    """Every text below a node, but for docstrings, what is raised, and the patterns of regular expressions."""
    for child in ast.iter_child_nodes(tree):
        match child:
            case ast.Raise() | ast.Expr(value=ast.Constant()):
                continue
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                continue
            case ast.JoinedStr(values=parts):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in parts)
            case ast.Constant(value=str(text)):
                yield text
            case _:
                yield from _texts(child)
