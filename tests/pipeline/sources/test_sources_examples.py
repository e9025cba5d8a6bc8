"""The settings in examples/ load, say what they are, and read the shape they name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.model import RawTranscript
from pipeline.settings import load
from pipeline.sources import find, read

EXAMPLES = Path(__file__).parents[3] / "examples"
MAPPINGS = ("airline_support", "cucom", "tweetsumm", "twcs_threads")
LOST, SORRY = "my bag & coat are lost", "Sorry!"
TWEET = {"role": "customer", "text": "my bag &amp; coat are lost"}
SHOUT = TWEET | {"text": "@Airy my bag &amp; coat are lost", "author": "5", "ts": "2026-11-16T08:00:00+00:00"}
REPLY = {"role": "agent", "author": "Airy", "ts": "2026-11-16T08:01:00+00:00", "text": "@5 Sorry! https://t.co/x"}
ROWS = {
    "airline_support": "first_tweet_id,tag,first_utterance,context\n"
    "1,UNK,<cust__  __company__  my bag &amp; coat are lost __cust>,<rep__  __cust__  Sorry! __rep>\n",
    "cucom": json.dumps({"id": "c", "turns": [{"role": "User", "content": LOST}, {"role": "agent", "content": SORRY}]}),
    "tweetsumm": json.dumps({"id": "t", "brand": "Airy", "turns": [TWEET, {"role": "agent", "text": "Sorry! <LINK>"}]}),
    "twcs_threads": json.dumps({"id": "t", "brand": "Airy", "turns": [SHOUT, REPLY]}),
}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_loads_and_opens_with_two_lines_about_itself(path: Path) -> None:
    """What it reads, and the command that runs it."""
    what, command, blank = path.read_text().splitlines()[:3]
    assert what.startswith("# ")
    assert command.startswith(f"# painpoints nightly --config examples/{path.name} --input FILE")
    assert not blank
    load(path)


@pytest.mark.parametrize("name", MAPPINGS)
def test_an_example_reads_its_shape(name: str, tmp_path: Path) -> None:
    """Mark-up of the source is gone, roles and words are there."""
    settings = load(EXAMPLES / f"{name}.toml")
    (tmp_path / "rows.csv").write_text(ROWS[name])
    (got,) = read(
        find((str(tmp_path),), settings.input.limits), mapping=settings.input.mapping, limits=settings.input.limits
    )
    assert isinstance(got, RawTranscript)
    assert [(turn.speaker, turn.text) for turn in got.turns] == [
        ("customer", LOST),
        ("agent", SORRY),
    ]
    assert got.source == name
    assert got.product == (None if name in ("airline_support", "cucom") else "Airy")
    assert got.customer_id == ("5" if name == "twcs_threads" else None)
    assert "2026-11-16" <= got.started_at.date().isoformat() <= "2026-11-19"
