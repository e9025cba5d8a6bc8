"""What people decide about topics: checked against what is there, and read back from the ledger.

Every decision is a row with who, when and why; the last one of a kind counts, and undo is another row. Statements are
named by the hash of their text: the same words are treated alike, and the decision outlives the conversation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pipeline import registry
from pipeline.curation.checks import LINE, MARKERS, NAME, check_line, seen
from pipeline.curation.edits import Edit, check_holds, check_names, living, rows_of, status_of
from pipeline.curation.reading import (
    HASH,
    Contradiction,
    Marker,
    Move,
    contradictions,
    markers,
    moves,
    of_people,
    pairs,
    topics_apart,
)
from pipeline.errors import UsageError
from pipeline.model import Decision
from pipeline.registry import MACHINE

__all__ = [
    "HASH",
    "MARKERS",
    "Contradiction",
    "Edit",
    "Marker",
    "Move",
    "contradictions",
    "decided",
    "living",
    "markers",
    "moves",
    "of_people",
    "pairs",
    "seen",
    "status_of",
    "topics_apart",
    "undone",
]


def decided(
    edits: Iterable[Edit], ledger: Sequence[Decision], *, night: date, actor: str, at: str, why: str
) -> tuple[Decision, ...]:
    """The rows that the edits come to, each checked against what the ones before it made; none for what is so already.

    `night` is the newest published one. Raises UsageError for a topic that is not there, a value that no decision of
    the kind has, text with personal data in it, and where two topics would have one name after all of them.
    """
    _check_actor(actor)
    check_line("the reason", why, most=LINE)
    rows: list[Decision] = []
    for given in edits:
        edit = replace(given, other=unicodedata.normalize("NFC", given.other))
        topics = registry.fold((*ledger, *rows))
        made = len(rows)
        for kind, topic_id, other in rows_of(edit, topics, (*ledger, *rows)):
            rows.append(
                Decision(
                    night=night, topic_id=topic_id, kind=kind, actor=actor, reason=why, other=other,
                    score=edit.score, at=at,
                )
            )  # fmt: skip
        if len(rows) > made:
            check_holds(edit, topics, registry.fold((*ledger, *rows)))
    check_names(registry.fold(ledger), registry.fold((*ledger, *rows)))
    return tuple(rows)


def undone(key: str, ledger: Sequence[Decision], *, night: date, actor: str, at: str, why: str) -> tuple[Decision, ...]:
    """The rows that take back the decision whose key begins so, and what was said along with it.

    Raises UsageError where no decision of a person that stands has the key, or several do, and where two topics would
    have one name without it.
    """
    _check_actor(actor)
    check_line("the reason", why, most=LINE)
    standing = registry.standing(ledger)
    found = [row for row in standing if registry.key(row).startswith(key.casefold())] if key else []
    people = [row for row in found if row.actor != MACHINE]
    if not people and found:
        raise UsageError(
            "that is the machine's decision: overrule it (`painpoints topics unlink`, `rename`, `pin`, ...) instead"
        )
    if len(people) != 1:
        raise UsageError(
            f"{len(people) or 'no'} decisions have a key that begins with {key!r}: `painpoints topics history ID`"
            " shows the keys"
        )
    row = people[0]
    if row.kind == "seeded":
        raise UsageError("an example is taken back with its split: undo that")
    along = [one for one in standing if row.kind == "split" and one.kind == "seeded" and one.topic_id == row.topic_id]
    rows = tuple(
        Decision(
            night=night, topic_id=one.topic_id, kind="retracted", actor=actor, reason=why,
            supersedes=registry.key(one), at=at,
        )
        for one in (row, *along)
    )  # fmt: skip
    check_names(registry.fold(ledger), registry.fold((*ledger, *rows)))
    return rows


def _check_actor(actor: str) -> None:
    check_line("who decides", actor, most=NAME, people=True, needed=True)
    if actor == MACHINE:
        raise UsageError(f"`{MACHINE}` is no person: say who decides with --by")
