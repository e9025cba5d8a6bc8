"""What people decided, as a file that can be changed, reviewed and applied: TOML, or CSV for the topics' table alone.

A file adds and changes; what is left out of it stays as it is, and only `painpoints topics undo` takes anything back.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.decisions_tables import read_csv, read_toml
from flows.home import Home
from flows.topiclist import TopicLine, topics
from pipeline import curation, registry
from pipeline.curation import Edit
from pipeline.errors import InputError, UsageError
from pipeline.model import Decision, DecisionKind, Topic
from reports.printing.sheet import cell

HEAD = """\
# What people decided about the topics. Change values, then
#     painpoints topics apply FILE          shows what would change in the counts of the last 28 nights
#     painpoints topics apply FILE --yes    decides it
# A value that is left out, and a table that is removed, changes nothing; `painpoints topics undo KEY` takes back.
# status: open, acknowledged, wont_fix, or "fixed 2026-11-20" · priority: high, normal, low or "" · hidden: editions
# description: empty for the machine's · merge_into: the id it is counted with
"""
MORE = """
# To split, move, link and mark, add tables like these; statements by their ids, as `painpoints topics statements` has
# them:
#     [[split]]
#     from = "t00001"
#     name = "Invoice wrong"
#     statements = ["015d7408", "246fc3ee", "9a1b77c0"]
#     [[move]]
#     statement = "015d7408"
#     to = "t00002"
#     radius = 0.8            # optional: take along what is so alike
#     [[link]]                # or [[unlink]]: two topics, or two statements
#     one = "015d7408"
#     two = "246fc3ee"
#     [[marker]]
#     day = 2026-11-18
#     kind = "release"        # release, campaign or other
#     text = "New webmail"
#     topic = ""              # empty: on all topics
"""
COLUMNS = ("id", "name", "description", "owner", "status", "priority", "ticket", "pinned", "hidden", "merge_into")
TABLES: Mapping[str, tuple[str, ...]] = {
    "topic": COLUMNS,
    "split": ("from", "name", "statements"),
    "move": ("statement", "to", "radius"),
    "link": ("one", "two"),
    "unlink": ("one", "two"),
    "marker": ("day", "kind", "text", "topic"),
}
VALUES: tuple[tuple[str, DecisionKind], ...] = (
    ("name", "named"), ("description", "described"), ("owner", "owned"), ("status", "status"),
    ("priority", "priority"), ("ticket", "ticket"),
)  # fmt: skip
"""The columns that hold one value each, and the decisions that set them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """The topics as people see them: decided, and named by whoever named them."""

    decided: Mapping[str, Topic]
    listed: Mapping[str, TopicLine]

    def row(self, topic_id: str) -> dict[str, Any]:
        topic, line = self.decided[topic_id], self.listed[topic_id]
        return {
            "id": topic_id,
            "name": line.name,
            "description": topic.description,
            "owner": topic.owner,
            "status": curation.status_of(topic),
            "priority": topic.priority,
            "ticket": topic.ticket,
            "pinned": topic.pinned,
            "hidden": list(topic.hidden),
            "merge_into": topic.merged_into or "",
        }


def write(home: Home, file: Path) -> None:
    """Write all topics with what people decided; raises UsageError for a name that ends in neither .toml nor .csv."""
    standing, ledger = _standing(home)
    ids = [one for one in standing.listed if one in standing.decided]
    if not file.absolute().parent.is_dir():
        raise UsageError(f"{file.parent} is no folder: name a file in one that is there")
    if _format(file) == "csv":
        with file.open("w", encoding="utf-8", newline="") as handle:
            table = csv.writer(handle, lineterminator="\n")
            table.writerow(COLUMNS)
            for topic_id in ids:
                table.writerow([cell(_flat(value)) for value in standing.row(topic_id).values()])
        return
    parts = [HEAD]
    for topic_id in ids:
        line = standing.listed[topic_id]
        parts.append(f"\n[[topic]]  # {line.state}; {line.conversations} conversations in the last 28 nights\n")
        parts += [f"{key} = {_toml(value)}\n" for key, value in standing.row(topic_id).items()]
    parts += _others(ledger)
    file.write_text("".join([*parts, MORE]), encoding="utf-8")


def read(home: Home, file: Path) -> tuple[Edit, ...]:
    """The edits that make what people decided what the file says.

    Raises UsageError for a file of another kind, InputError for one that is damaged or says what no decision is.
    """
    tables = read_csv(file) if _format(file) == "csv" else read_toml(file, tuple(TABLES))
    standing, _ = _standing(home)
    edits: list[Edit] = []
    ids = [row.get("id") for row in tables.get("topic", ())]
    twice = next((one for one in ids if one is not None and ids.count(one) > 1), None)
    if twice is not None:
        raise InputError(f"{file}: {twice} stands there twice: say of each topic once what it is to be")
    for name, rows in tables.items():
        for number, row in enumerate(rows, 1):
            where = f"{file}: {name} {number}"
            unknown = sorted(row.keys() - set(TABLES[name]))
            if unknown:
                raise InputError(f"{where}: {unknown[0]} is none of {', '.join(TABLES[name])}")
            try:
                edits += list(_EDITS[name](row, standing))
            except KeyError as error:
                raise InputError(f"{where}: {error.args[0]} is missing") from None
            except TypeError as error:
                raise InputError(f"{where}: {error}") from None
    return tuple(edits)


def _topic(row: Mapping[str, Any], standing: _Standing) -> Iterator[Edit]:
    topic_id = _text(row, "id")
    if topic_id not in standing.listed or topic_id not in standing.decided:
        raise UsageError(f"{topic_id}: no topic has that id; `painpoints topics list` shows them all")
    before = standing.row(topic_id)
    into = _text(row, "merge_into") if "merge_into" in row else before["merge_into"]
    if into or before["merge_into"]:
        others = [column for column in COLUMNS[1:-1] if column in row and row[column] != before[column]]
        if others or (before["merge_into"] and not into):
            raise TypeError(
                f"{', '.join(others) or 'merge_into'}: a topic that is counted with another has no values of its own;"
                " change those of the other, or undo the merge with `painpoints topics undo`"
            )
        if into != before["merge_into"]:
            yield Edit(kind="merged", topic_id=topic_id, other=into)
        return
    for column, kind in VALUES:
        if column in row and (value := _text(row, column)) != before[column]:
            yield Edit(kind=kind, topic_id=topic_id, other=value)
    if "pinned" in row:
        pinned = row["pinned"]
        if not isinstance(pinned, bool):
            raise TypeError("pinned is not true or false")
        if pinned != before["pinned"]:
            yield Edit(kind="pinned" if pinned else "unpinned", topic_id=topic_id)
    if "hidden" in row:
        hidden = _texts(row, "hidden")
        for edition in sorted({*hidden} ^ {*before["hidden"]}):
            yield Edit(kind="hidden" if edition in hidden else "shown", topic_id=topic_id, other=edition)


def _split(row: Mapping[str, Any], _standing: _Standing) -> Iterator[Edit]:
    name = _text(row, "name") if "name" in row else ""
    yield Edit(kind="split", topic_id=_text(row, "from"), other=name, texts=tuple(_texts(row, "statements")))


def _move(row: Mapping[str, Any], _standing: _Standing) -> Iterator[Edit]:
    radius = row.get("radius")
    if radius is not None and (not isinstance(radius, int | float) or isinstance(radius, bool)):
        raise TypeError("radius is no number")
    score = None if radius is None else float(radius)
    yield Edit(kind="moved", topic_id=_text(row, "to"), other=_text(row, "statement"), score=score)


def _link(row: Mapping[str, Any], _standing: _Standing) -> Iterator[Edit]:
    yield Edit(kind="linked", topic_id=_text(row, "one"), other=_text(row, "two"))


def _unlink(row: Mapping[str, Any], _standing: _Standing) -> Iterator[Edit]:
    yield Edit(kind="unlinked", topic_id=_text(row, "one"), other=_text(row, "two"))


def _marker(row: Mapping[str, Any], _standing: _Standing) -> Iterator[Edit]:
    day = row["day"]
    said = day.isoformat() if isinstance(day, date) else _text(row, "day")
    topic_id = _text(row, "topic") if "topic" in row else ""
    yield Edit(kind="marked", topic_id=topic_id, other=f"{said} {_text(row, 'kind')} {_text(row, 'text')}")


_EDITS = {"topic": _topic, "split": _split, "move": _move, "link": _link, "unlink": _unlink, "marker": _marker}


def _standing(home: Home) -> tuple[_Standing, tuple[Decision, ...]]:
    head = home.catalog.head()
    if head is None:
        raise UsageError(f"nothing is published in {home.folder}: there is no topic yet to decide about")
    ledger = home.catalog.ledger(head)
    return _Standing(decided=registry.fold(ledger), listed={one.id: one for one in topics(home)}), ledger


def _others(ledger: Sequence[Decision]) -> Iterator[str]:
    """The tables of what people decided besides the topics' values."""
    by_topic = registry.fold(ledger)
    for row in registry.standing(ledger):
        split = row.kind == "split" and row.actor != registry.MACHINE and row.topic_id in by_topic
        if split and by_topic[row.topic_id].merged_into is None:
            seeds = by_topic[row.topic_id].seeds
            yield _table("split", {"from": row.other, "statements": list(seeds)}, said=f"opened {row.topic_id}")
    # What was said of a topic whose opening was undone says nothing.
    for move in (one for one in curation.moves(ledger) if one.topic_id in by_topic):
        radius = {} if move.radius is None else {"radius": move.radius}
        yield _table("move", {"statement": move.text_hash, "to": move.topic_id} | radius)
    for said in curation.pairs(ledger):
        yield _table("link" if said.together else "unlink", {"one": said.one, "two": said.other})
    for pair in sorted(sorted(pair) for pair in curation.topics_apart(ledger) if pair <= by_topic.keys()):
        yield _table("unlink", {"one": pair[0], "two": pair[1]})
    for marker in (one for one in curation.markers(ledger) if one.topic_id in {"", *by_topic}):
        row_of = {"day": marker.day, "kind": marker.kind, "text": marker.text, "topic": marker.topic_id}
        yield _table("marker", row_of)


def _table(name: str, row: Mapping[str, Any], *, said: str = "") -> str:
    comment = f"  # {said}" if said else ""
    return f"\n[[{name}]]{comment}\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in row.items())


def _toml(value: Any) -> str:
    # What people may write is printable, and JSON writes printable text, lists and truths as TOML does.
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _flat(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else str(value)


def _format(file: Path) -> str:
    kind = file.suffix.casefold().removeprefix(".")
    if kind not in ("toml", "csv"):
        raise UsageError(f"{file}: name a file that ends in .toml or .csv")
    return kind


def _text(row: Mapping[str, Any], column: str) -> str:
    if not isinstance(row[column], str):
        raise TypeError(f"{column} is no text")
    text: str = row[column]
    return text


def _texts(row: Mapping[str, Any], column: str) -> list[str]:
    if not isinstance(row[column], list) or not all(isinstance(one, str) for one in row[column]):
        raise TypeError(f"{column} is no list of texts")
    texts: list[str] = row[column]
    return texts
