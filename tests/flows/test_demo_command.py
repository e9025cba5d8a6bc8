"""The demo as a command, with an encoder of words in the place of the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import call

pytestmark = pytest.mark.usefixtures("words_encoder")


def test_the_demo_ends_with_a_page_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """It says what was found of the plot and which page to open; run again it runs no night twice."""
    words = ("demo", "--home", tmp_path / "home", "--nights", 1)
    first = call(*words)
    assert first.exit_code == 0, first.output
    assert "planted pains found" in first.stdout
    page = Path(first.stdout.splitlines()[-1].removeprefix("open "))
    assert page.is_file()
    assert json.loads((tmp_path / "home/found.json").read_text())["page"] == str(page)
    again = call(*words)
    assert "1 of 1 nights are published" in again.stderr
    assert again.stdout == first.stdout
    other = call(*words, "--seed", 8)
    assert (other.exit_code, "something else than this demo" in other.stderr) == (2, True)
