"""A signal's file: what it may hold, and what is said where it is not whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.signals import defined, definitions

SHOWN = [f"please hurry up with number {at}" for at in range(6)]
NOT = [f"no hurry at all with number {at}" for at in range(6)]
SECRET = "this line must not be told"


def file(folder: Path, changed: Mapping[str, object] | None = None, stem: str = "hurry") -> Path:
    """A definition's file, some of its keys changed; None leaves one out."""
    row = {
        "name": stem,
        "title": "Customers were in a hurry",
        "speaker": "customer",
        "group": "effort",
        "definition": "The customer says that it has to go fast.",
        "examples": SHOWN,
        "counterexamples": NOT,
    } | dict(changed or {})
    path = folder / f"{stem}.toml"
    path.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items() if value is not None))
    return path


def test_a_file_says_all_of_a_signal(tmp_path: Path) -> None:
    """Its patterns look at any case, and its rules of context are off unless it names them."""
    one = defined(file(tmp_path, {"patterns": ["hurry"]}))
    assert (one.name, one.speaker, one.examples, one.counterexamples) == ("hurry", "customer", tuple(SHOWN), tuple(NOT))
    assert one.patterns[0].search("HURRY")
    assert (one.after_report, one.unless_later) == (False, ())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": None}, "name is required"),
        ({"name": "No Name"}, "lower-case"),
        ({"speaker": "bot"}, "agent or customer"),
        ({"definition": " "}, "definition is required"),
        ({"exampels": []}, "unknown key exampels"),
        ({"examples": [SECRET]}, "at least 5"),
        ({"examples": [1, 2, 3, 4, 5]}, "a list of texts"),
        ({"counterexamples": [*NOT, SHOWN[0].upper()]}, "1 line(s) are example and counter-example"),
        ({"patterns": ["(" + SECRET]}, "patterns, number 1"),
        ({"after_report": "yes"}, "true or false"),
        ({"group": "nonsense"}, "group: one of"),
        ({"examples": [*SHOWN, SHOWN[0]]}, "a line stands twice"),
        ({"examples": [*SHOWN, "write to jo.miller@example.com at once"]}, "1 line(s) hold personal data"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    """The error names the file and what is wrong with it, and nothing that the file says."""
    path = file(tmp_path, changed)
    with pytest.raises(SettingsError) as error:
        defined(path)
    assert told in str(error.value)
    assert SECRET not in str(error.value)


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    """With the line, not with its text."""
    path = tmp_path / "broken.toml"
    path.write_text(f'name = "x"\n{SECRET}\n')
    with pytest.raises(SettingsError, match=r"broken\.toml is not TOML: line 2") as error:
        defined(path)
    assert SECRET not in str(error.value)


def test_a_folder_adds_to_the_shipped_signals(tmp_path: Path) -> None:
    """A signal under a shipped one's name takes its place."""
    file(tmp_path)
    file(tmp_path, {"title": "Customers praised speed"}, stem="praise")
    found = {one.name: one for one in definitions(str(tmp_path))}
    assert found.keys() == {one.name for one in definitions()} | {"hurry"}
    assert found["praise"].title == "Customers praised speed"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """Neither is chosen over the other."""
    file(tmp_path)
    (tmp_path / "again.toml").write_text((tmp_path / "hurry.toml").read_text())
    with pytest.raises(SettingsError, match="two files define hurry"):
        definitions(str(tmp_path))


def test_a_rule_that_names_no_signal_is_refused(tmp_path: Path) -> None:
    """Else it would be passed over in silence."""
    file(tmp_path, {"unless_later": ["confirms_resolvd"]})
    with pytest.raises(SettingsError, match="confirms_resolvd"):
        definitions(str(tmp_path))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The shipped signals alone would look as if they were all."""
    with pytest.raises(SettingsError, match="no folder lies there"):
        definitions(str(tmp_path / "nowhere"))


def test_the_fingerprint_follows_what_is_learned_from(tmp_path: Path) -> None:
    """A line more is another signal to learn; another title is not."""
    first = defined(file(tmp_path)).fingerprint
    assert defined(file(tmp_path, {"title": "Another title"})).fingerprint == first
    assert defined(file(tmp_path, {"examples": [*SHOWN, "quick"]})).fingerprint != first
