"""Impact: what topics cost, staged each night over the nights of its window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from homes import MONDAY, PAINS, conversation, home, pains, run, view

from flows.home import Home

LATER = MONDAY + timedelta(days=8)


def rows(where: Home, night: date) -> Mapping[str, Mapping[str, Any]]:
    """The night's impact by topic."""
    return {row["topic_id"]: row for row in view(where).table("impact", [night]).to_pylist()}


def mail(night: date, **more: object) -> list[dict[str, object]]:
    """A dozen conversations about mail, each of another known customer."""
    return [
        conversation(f"{night}-{at}", night, PAINS["mail"][at], customer_id=f"u-mail-{at}", **more) for at in range(12)
    ]


def test_a_night_counts_the_nights_of_its_window(tmp_path: Path) -> None:
    """Over both nights, repeat contacts of this very run among them; the first night keeps what it was."""
    where = home(tmp_path)
    run(where, MONDAY, pains(MONDAY, "mail", "invoice", "site", each=20))
    before = rows(where, MONDAY)
    run(where, LATER, mail(LATER, handle_seconds=600, csat=2))
    after = rows(where, LATER)
    assert rows(where, MONDAY) == before
    assert (after[""]["nights"], after[""]["conversations"], after[""]["handle_known"]) == (2, 72, 12)
    (topic,) = [row for key, row in after.items() if key and row["handle_known"]]
    told = view(where).table("repeats", [LATER]).to_pylist()
    assert topic["repeats"] == sum(row["within_30"] > 0 for row in told) > 10
    assert topic["repeats_known"] == topic["leaving_known"] == topic["conversations"] > 30
    assert (topic["csat"], topic["minutes"]) == (2.0, None), "twelve times tell nothing of the others"
    assert topic["csat_shift"] is None, "nobody else rates"


def test_the_same_conversations_cost_the_same(tmp_path: Path) -> None:
    """Whatever the order they come in, and under another key: no draw depends on it."""
    one, other = home(tmp_path / "one"), home(tmp_path / "other", key="another key")
    told = [{**one, "handle_seconds": 300 + at} for at, one in enumerate(pains(MONDAY, "mail", "invoice", "site"))]
    run(one, MONDAY, told)
    run(other, MONDAY, list(reversed(told)))
    found, again = (sorted(map(repr, rows(where, MONDAY).values())) for where in (one, other))
    assert found == again
    assert sum(row["minutes"] is not None for row in rows(one, MONDAY).values()) == 4
