"""Settings: what is wrong with a file is said in its own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.errors import SettingsError
from pipeline.settings import Reports, load

MAPPING = '[input.mapping]\nsource = "desk"\nformat = "csv"\nturns.columns = ["said"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zome = 1", "zome: unknown key"),
        ('input.uris = "in"', "input.uris: should be a list"),
        ("publish = 1", "publish: should be a table"),
        ('zone = "Nowhere"', "zone: no IANA time zone is called"),
        ("[input.mapping]\nformat = 'csv'", "input.mapping.source: is required"),
        ("[reports.brand]\naccent = 'red'", "reports.brand.accent: is no colour such as #9c2f16"),
        (MAPPING + 'time_format = "%d.%m.%Q"', "input.mapping.time_format: not a strptime format"),
    ],
)
def test_a_fault_names_its_key_and_what_it_should_be(tmp_path: Path, text: str, said: str) -> None:
    """Without the words of the library that checks it."""
    path = tmp_path / "painpoints.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert said in str(caught.value)
    assert not {"Input", "Extra", "Value error", "tuple"} & set(str(caught.value).replace(",", "").split())


def test_a_format_with_a_zone_is_one(tmp_path: Path) -> None:
    """What a format can write and read back is taken."""
    path = tmp_path / "painpoints.toml"
    path.write_text(MAPPING + 'time_format = "%d.%m.%Y %H:%M:%S %z"')
    mapping = load(path).input.mapping
    assert mapping is not None
    assert mapping.time_format.endswith("%z")


def test_competitors_are_names_each_given_once() -> None:
    """White space is one space; a name without letters or digits, or given twice, is refused."""
    assert Reports(competitors=("O2", " Blue  Harbour ")).competitors == ("O2", "Blue Harbour")
    for wrong in (("O2", "o2"), ("?!",), ("a\u0000b",)):
        with pytest.raises(ValidationError):
            Reports(competitors=wrong)
