"""How many conversations each night had."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from reports.facts import history

NIGHT, NEXT = date(2026, 11, 19), date(2026, 11, 20)


def test_only_whole_nights_are_counted() -> None:
    """A slice is part of its night; what is about no topic is no topic's; a night without any is absent."""
    rows = [
        {"night": NIGHT, "topic_id": "t1", "slice": "all", "conversations": 4},
        {"night": NIGHT, "topic_id": "t1", "slice": "channel", "conversations": 3},
        {"night": NEXT, "topic_id": "t1", "slice": "all", "conversations": 2},
        {"night": NEXT, "topic_id": "t2", "slice": "all", "conversations": 1},
        {"night": NEXT, "topic_id": "", "slice": "all", "conversations": 9},
    ]
    assert history.heard(pa.Table.from_pylist(rows)) == {"t1": {NIGHT: 4, NEXT: 2}, "t2": {NEXT: 1}}
    coverage = [{"night": NIGHT, "slice": "all", "conversations": 7}, {**rows[1], "conversations": 5}]
    assert history.bases(pa.Table.from_pylist(coverage)) == {NIGHT: 7}
