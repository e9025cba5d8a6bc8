"""A backfill over one input: read as seldom as memory allows, and redacted hardly more than once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from homes import MONDAY, home, pains, written

from flows.night import alone
from flows.nights import ahead
from pipeline import redaction, sources
from pipeline.model import Night

NIGHTS = [Night(date=MONDAY + timedelta(days=back)) for back in range(8)]
ROWS = [row for night in NIGHTS for row in pains(night.date, "mail", each=5)]
"""Of two turns each."""


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often the input was read and a conversation redacted."""
    times = {"read": 0, "redacted": 0}

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def counts(*args: object, **more: object) -> object:
            times[name] += 1
            return real(*args, **more)

        return counts

    monkeypatch.setattr(sources, "read", counted("read", sources.read))
    monkeypatch.setattr(redaction, "redact_turns", counted("redacted", redaction.redact_turns))
    return times


@pytest.mark.parametrize(("most", "reads"), [(1_000, 1), (40, 3), (10, 8)])
@pytest.mark.parametrize("order", [ROWS, ROWS[::-1], ROWS[::3] + ROWS[1::3] + ROWS[2::3]])
def test_an_input_is_read_as_often_as_memory_asks(
    tmp_path: Path, done: dict[str, int], order: list[object], most: int, reads: int
) -> None:
    """Whatever its order: what is redacted in vain is so on the first reading only."""
    where, uris = home(tmp_path / "home"), written(tmp_path / "in", order)
    taken = ahead(NIGHTS, most=most)
    found = [taken(where.workspace(night), night, uris) for night in NIGHTS]
    assert done["read"] <= reads
    assert done["redacted"] <= 2 * len(ROWS)
    assert found == [alone(where.workspace(night), night, uris) for night in NIGHTS]


def test_a_night_that_is_tried_again_reads_nothing_again(tmp_path: Path, done: dict[str, int]) -> None:
    """A task may fail after the reading, at a full disk."""
    where, uris = home(tmp_path / "home"), written(tmp_path / "in", ROWS)
    taken = ahead(NIGHTS)
    first = [taken(where.workspace(NIGHTS[0]), NIGHTS[0], uris) for _ in range(2)]
    assert first[0] is first[1]
    taken(where.workspace(NIGHTS[1]), NIGHTS[1], uris)
    assert done["read"] == 1
