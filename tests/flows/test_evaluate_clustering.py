"""Groups of anyone's texts, and what they are scored by."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import homes
import pytest
from shell import asked, call, write

from flows.evaluate import scores

pytestmark = pytest.mark.usefixtures("words_encoder")

ROWS = [{"text": f"{core}, no {at}", "label": name} for name, core in homes.CORES.items() for at in range(20)]


def test_scores_of_a_perfect_and_of_a_useless_grouping() -> None:
    """Names of groups do not matter; one group for all is worth little."""
    labels = ["a", "a", "b", "b"]
    assert scores(["x", "x", "", ""], labels) == {"labels": 2, "acc": 1.0, "nmi": 1.0, "ari": 1.0, "f1": 1.0}
    lump = scores(["x"] * 4, labels)
    assert lump == {"labels": 2, "acc": 0.5, "nmi": 0.0, "ari": 0.0, "f1": 0.6667}


def test_every_text_is_grouped_once(tmp_path: Path) -> None:
    """Four pains in 20 wordings each are told apart, and no text is lost or written twice."""
    found = asked("evaluate", "clustering", write(tmp_path / "in", ROWS), "--out", tmp_path / "out")
    groups: list[dict[str, Any]] = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert sorted(text for group in groups for text in group["texts"]) == sorted(row["text"] for row in ROWS)
    assert all((group["topic"] is None) == (group["name"] is None) for group in groups)
    assert found["topics"] >= found["labels"] == 4
    mixed = [
        group for group in groups if group["topic"] and len({text.partition(", no")[0] for text in group["texts"]}) > 1
    ]
    assert mixed == []


def test_the_order_of_texts_does_not_matter(tmp_path: Path) -> None:
    """Shuffled, the same texts make the same groups under the same names."""
    seen = []
    for name, rows in (("a", ROWS), ("b", random.Random(2).sample(ROWS, len(ROWS)))):
        asked("evaluate", "clustering", write(tmp_path / f"{name}.in", rows), "--out", tmp_path / name)
        groups = [json.loads(line) for line in (tmp_path / name).read_text().splitlines()]
        seen.append([(group["topic"], group["name"], sorted(group["texts"])) for group in groups])
    assert seen[0] == seen[1]


def test_a_bad_line_is_numbered(tmp_path: Path) -> None:
    """A line of another shape ends it with 65 and is not quoted."""
    result = call(
        "evaluate", "clustering", write(tmp_path / "in", [{"text": "x"}, "secret"]), "--out", tmp_path / "out"
    )
    assert (result.exit_code, "line 2" in result.stderr, "secret" in result.output) == (65, True, False)
