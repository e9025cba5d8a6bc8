"""What became of a topic, as sentences: each decision has one, and what people wrote stays as they wrote it."""

from __future__ import annotations

from typing import get_args

import pytest
from outage_story import LAST

from pipeline.model import Decision
from pipeline.model.topics import DecisionKind, EditionName, Priority, Status
from reports.sections import life
from reports.words.wording import languages, speaking

SAID = {
    "status": [f"{one} 2026-11-18" if one == "fixed" else one for one in get_args(Status)],
    "priority": get_args(Priority),
    "hidden": get_args(EditionName),
    "shown": get_args(EditionName),
    "marked": ["2026-11-18 release Mail 2.4", "2026-11-18 campaign Autumn", "2026-11-18 other A strike"],
    "described": ["My mail does not come", ""],
    "owned": ["Mail team", ""],
    "ticket": ["PAIN-7", ""],
    "merged": ["t2", ""],
    "split": ["t2", ""],
    "unlinked": ["t2", ""],
}
ALL = [(kind, other) for kind in get_args(DecisionKind) for other in SAID.get(kind, ["t2"])]


def _row(kind: str, other: str, *, actor: str = "machine", reason: str = "") -> Decision:
    return Decision(night=LAST, topic_id="t1", kind=kind, actor=actor, reason=reason, other=other)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", languages())
def test_every_decision_is_a_sentence_in_every_language(language: str) -> None:
    """Whatever the machine or people can decide, with and without what it is about."""
    told = [life.sentence(speaking(language), _row(kind, other), {"t2": "Mail lost"}) for kind, other in ALL]
    assert all((text.endswith(".") and text[0].isupper()) or text[0] in "„“" for text in told)
    assert len(set(told)) == len(ALL)


def test_names_are_data_and_no_messages() -> None:
    """Signs that mean something to Fluent mean nothing in a name or a person's words."""
    name = '{ $other } { life-new } "x" {{'
    assert life.sentence(speaking(), _row("merged", "t2"), {"t2": name}) == f"Merged into “{name}”."
    assert life.sentence(speaking("de"), _row("owned", name), {}) == f"Zuständig: {name}."
    assert life.sentence(speaking(), _row("owned", "t2"), {"t2": "Mail lost"}) == "Owned by t2."


def test_who_decided_is_named_only_of_people() -> None:
    """The machine's sentences stand alone."""
    assert life.sentence(speaking(), _row("pinned", "", actor="mia"), {}).endswith(" retires it. Decided by mia.")
    assert "Decided by" not in life.sentence(speaking(), _row("pinned", ""), {})


def test_what_was_taken_back_is_told_with_its_reason() -> None:
    """By whom, and why where somebody said so."""
    for reason, words in (("not true", "taken back by ann (not true)"), ("", "taken back by ann")):
        row = _row("owned", "Mail team", actor="mia")
        key = life.history(speaking(), "t1", [row], {})[0].key
        back = Decision(night=LAST, topic_id="t1", kind="retracted", actor="ann", reason=reason, supersedes=key)
        (told,) = life.history(speaking(), "t1", [row, back], {})
        assert told.taken_back == words


def test_a_status_reads_otherwise_in_a_cell() -> None:
    """Between commas it begins small."""
    assert life.status(speaking(), "fixed 2026-11-18") == "Fixed on 18 November 2026"
    assert life.status(speaking(), "fixed 2026-11-18", "status-cell") == "fixed on 18 November 2026"
    assert life.status(speaking("de"), "wont_fix", "status-cell") == "wird nicht behoben"
