"""The signals that are defined by examples: every file is whole, and says nothing that nobody may say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline import redaction, signals
from pipeline.signals import Side
from pipeline.signals.definitions import GROUPS
from pipeline.signals.lines import read_sentences

FOLDER = Path(signals.__file__).parent
FILES = sorted(FOLDER.rglob("*.toml"))
LEAST = 40
PLANNED = {
    "agent": (
        "argument blame_shift brush_off cushioned_no disbelief empathy fitting_offer follow_up_promise "
        "grudging_concession no_other_company orders ownership personal_touch presumption procedure_talk puts_on_hold "
        "refusal transfer wrong_department"
    ),
    "customer": (
        "asks_for_supervisor blamed_complaint buying_interest churn_threat churned competitor_named confirms_resolved "
        "found_it_easy found_it_hard locked_in long_wait loyalty_unrewarded no_answer not_believed_complaint praise "
        "price_or_discount_dispute recommends repeat_contact rude_agent_complaint still_unresolved tells_others"
    ),
}


def defined(file: Path) -> dict[str, Any]:
    """What a file says."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_every_planned_signal_has_its_file() -> None:
    """Under its speaker's folder, by its name."""
    assert {speaker: " ".join(file.stem for file in FILES if file.parent.name == speaker) for speaker in PLANNED} == {
        speaker: " ".join(sorted(names.split())) for speaker, names in PLANNED.items()
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_signal_is_told_by_enough_lines_that_are_not_the_same(file: Path) -> None:
    """With a title, a group that readers find it in, and one sentence of definition."""
    found = defined(file)
    needed = {"name", "title", "speaker", "group", "definition", "examples", "counterexamples"}
    assert needed <= found.keys() <= needed | {"patterns", "after_report", "unless_later"}
    assert (found["name"], found["speaker"]) == (file.stem, file.parent.name)
    assert found["group"] in GROUPS
    assert found["title"].startswith(("Agents ", "Customers "))
    assert found["definition"].endswith(".")
    assert min(len(found["examples"]), len(found["counterexamples"])) >= LEAST
    lines = [*found["examples"], *found["counterexamples"]]
    assert len({" ".join(line.casefold().split()) for line in lines}) == len(lines)
    assert max(map(len, lines)) <= 200


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_line_holds_an_address_or_a_number_of_anybody(file: Path) -> None:
    """Nothing that would be hidden before it is written, but for words that may be names ("the doctor will")."""
    found = defined(file)
    told = {line: redaction.redact(line).hidden for line in (*found["examples"], *found["counterexamples"])}
    kinds = {line: {one.kind for one in hidden} - {"person", "other_id"} for line, hidden in told.items()}
    assert {line: kind for line, kind in kinds.items() if kind} == {}


@pytest.mark.parametrize("side", ["agent", "customer"])
def test_a_sentence_that_was_read_names_only_its_speakers_signals(side: Side) -> None:
    """Once each, standing for at least itself, and holding nothing that would be hidden but for possible names."""
    read = read_sentences(side)
    names = {file.stem for file in FILES if file.parent.name == side}
    assert len({one.text for one in read}) == len(read) > 1_000
    assert frozenset().union(*(one.shows for one in read)) <= names
    assert min(one.stands_for for one in read) >= 1
    kinds = {hidden.kind for one in read for hidden in redaction.redact(one.text).hidden}
    assert kinds <= {"person", "other_id"}
