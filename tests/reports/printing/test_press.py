"""What a press is made of: settings that cannot work are refused before anything is printed, with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Brand, Reports
from reports.printing.press import Press, press_of


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_file_that_is_no_messages_is_named(tmp_path: Path) -> None:
    """The settings are refused with the file and the line."""
    path = _written(tmp_path, "own/en/ours.ftl", "page-skip = Straight on\n\nno message at all\n")
    with pytest.raises(SettingsError, match=re.escape(f"{path}:3")):
        press_of(Reports(messages=str(tmp_path / "own")))


@pytest.mark.parametrize("slip", ["{% if %}", "{% endblock %}", "{{ 'open }}"])
def test_a_template_that_cannot_be_read_is_named(tmp_path: Path, slip: str) -> None:
    """The settings are refused with the file and the line, before anything is printed."""
    path = _written(tmp_path, "own/base.html", f"<!doctype html>\n{slip}")
    with pytest.raises(SettingsError, match=re.escape(f"{path}:2")):
        press_of(Reports(templates=str(tmp_path / "own")))


def test_templates_lie_in_a_folder(tmp_path: Path) -> None:
    """A folder that is not there is not the same as none."""
    with pytest.raises(SettingsError, match="is no folder"):
        press_of(Reports(templates=str(tmp_path / "nowhere")))


@pytest.mark.parametrize("wrong", ["nowhere", "file", "a\x00b"])
def test_messages_lie_in_a_folder(tmp_path: Path, wrong: str) -> None:
    """One that is not there, a file, and what is no path are refused."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError, match=r"reports\.messages: .* is no folder"):
        press_of(Reports(messages=str(tmp_path / wrong)))


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("product.html", "<!doctype html>\n{{ nope }}", 2),
        ("product.html", '{% extends "paper.html" %}\n\n{% block main %}{% include "none.html" %}{% endblock %}', 3),
        ("base.html", '{% extends "shipped/paper.html" %}', 1),
        ("page.css", '\n{% include "page.css" %}', 2),
    ],
)
def test_a_template_that_cannot_be_printed_is_named(tmp_path: Path, name: str, text: str, line: int) -> None:
    """A name that no page is given, a template that is nowhere and one that holds itself are found before printing."""
    path = _written(tmp_path, f"own/{name}", text)
    with pytest.raises(SettingsError, match=re.escape(f"{path}:{line}: ")):
        press_of(Reports(templates=str(tmp_path / "own")))


@pytest.mark.parametrize(
    "text",
    [
        "date-long = hello wörld",
        "page-skip = { page-skip }",
        "page-skip = { $n ->\n    [one] { page-nav }\n   *[other] Straight on\n}\npage-nav = { page-skip }",
    ],
)
def test_a_message_that_breaks_off_is_named(tmp_path: Path, text: str) -> None:
    """One that refers to itself, and a date's that is no pattern, are refused with the file and the line."""
    path = _written(tmp_path, "own/en/ours.ftl", f"# Ours\n\nmap-nav = Plan\n{text}\n")
    with pytest.raises(SettingsError, match=re.escape(f"{path}:4: ")):
        press_of(Reports(messages=str(tmp_path / "own")))


def test_a_logo_that_is_no_path_is_refused() -> None:
    """A path that no file can have ends the run as any other wrong setting does."""
    with pytest.raises(SettingsError, match=r"reports\.brand\.logo: .* cannot be read"):
        press_of(Reports(brand=Brand(logo="a\x00b")))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ value }}", "&lt;i&gt;3\u00a0%&lt;/i&gt;\ufffd"),
        ("{% autoescape false %}{{ value }}{% endautoescape %}", "<i>3\u00a0%</i>\ufffd"),
        ("{% autoescape value %}{{ value }}{% endautoescape %}", "&lt;i&gt;3\u00a0%&lt;/i&gt;\ufffd"),
        (
            "{% macro one(it) %}<b>{{ it }}</b>{% endmacro %}{{ one(value) }}",
            "<b>&lt;i&gt;3\u00a0%&lt;/i&gt;\ufffd</b>",
        ),
        ("{% set it %}{{ value }}{% endset %}{{ it }}", "&lt;i&gt;3\u00a0%&lt;/i&gt;\ufffd"),
    ],
)
def test_a_value_is_escaped_once_wherever_it_stands(tmp_path: Path, text: str, printed: str) -> None:
    """In macros and blocks, where a page says that it is no page, and where only the value decides."""
    (tmp_path / "own.html").write_text(text, "utf-8")
    assert Press(templates=str(tmp_path)).page("own.html", {"value": "<i>3 %</i>\u202e"}).decode() == printed
