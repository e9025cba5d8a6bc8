"""What a person does to the topics of a small home, and what the topics are then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from homes import MONDAY, NOW, PAINS, pains, run, view

from flows import curate
from flows.curate import Curated
from flows.home import Home
from pipeline import registry
from pipeline.curation import Edit
from pipeline.model import Topic

NAMES = ("mail", "invoice", "site")


def decide(where: Home, *edits: Edit, by: str = "mia", why: str = "", dry_run: bool = False) -> Curated:
    """Decide as a person."""
    return curate.edit(where, edits, by=by, why=why, at=NOW, dry_run=dry_run)


def back(where: Home, key: str) -> Curated:
    """Take a decision back."""
    return curate.undo(where, key, by="mia", why="", at=NOW, dry_run=False)


def topics(where: Home) -> dict[str, Topic]:
    """The topics as the ledger has them."""
    return registry.fold(view(where).ledger())


def counted(where: Home, night: date = MONDAY) -> dict[str, int]:
    """Statements of a night by topic."""
    found: dict[str, int] = {}
    for row in view(where).table("assignments", [night]).to_pylist():
        found[row["topic_id"]] = found.get(row["topic_id"], 0) + 1
    return {key: count for key, count in found.items() if key}


def of(where: Home, pain: str, night: date = MONDAY) -> str:
    """The topic that holds most statements of a pain on a night."""
    text_of = {row["statement_id"]: row["text"] for row in view(where).table("statements", [night]).to_pylist()}
    held: dict[str, int] = {}
    for row in view(where).table("assignments", [night]).to_pylist():
        if row["topic_id"] and text_of[row["statement_id"]] in PAINS[pain]:
            held[row["topic_id"]] = held.get(row["topic_id"], 0) + 1
    return max(held, key=lambda key: held[key])


def statements(where: Home, pain: str, *places: str) -> tuple[str, ...]:
    """The ids of statements of a pain, those said in these places."""
    rows = view(where).table("statements", [MONDAY]).to_pylist()
    wanted = [text for text in PAINS[pain] if not places or any(place in text for place in places)]
    return tuple(row["statement_id"] for row in rows if row["text"] in wanted)


def assigned(where: Home, statement_ids: tuple[str, ...], night: date = MONDAY) -> list[dict[str, Any]]:
    """The assignments of some statements."""
    rows: list[dict[str, Any]] = view(where).table("assignments", [night]).to_pylist()
    return [row for row in rows if row["statement_id"] in statement_ids]


def a_week_later(where: Home, *names: str) -> date:
    """Run the next fit night."""
    later = MONDAY + timedelta(days=7)
    run(where, later, pains(later, *(names or NAMES), each=30))
    return later
