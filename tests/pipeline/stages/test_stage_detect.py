"""Detect: signals learned from examples, the sentences they are found in, and what became of a conversation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from homes import MONDAY, PAINS, conversation, home, note, pains, run, view

from flows.home import Home
from pipeline import crew, processors, signals
from pipeline.signals import Definition, lines, training

TUESDAY = MONDAY + timedelta(days=1)
HEADS = "heads"
PLACES = ("kitchen", "garden", "cellar", "office", "garage", "attic")
HATED = Definition(
    name="hated",
    title="Customers hated it",
    speaker="customer",
    group="treatment",
    definition="The customer says that everybody hated something.",
    examples=tuple(f"everybody hated dinner downstairs {place}" for place in PLACES),
    counterexamples=tuple(f"somebody cooked dinner downstairs {place}" for place in PLACES),
)
SAID = "My emails keep bouncing back. Everybody hated dinner downstairs balcony."


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> None:
    """One signal, learned from a dozen lines, in place of the shipped ones."""
    monkeypatch.setattr(signals, "definitions", lambda _folder="": (HATED,))
    monkeypatch.setattr(training, "read_sentences", _nothing_read)


def _nothing_read(_side: str, _sample: int | None = None) -> tuple[lines.Read, ...]:
    return tuple(
        lines.Read(text=f"somebody cooked lunch number {at}", stands_for=1.0, shows=frozenset()) for at in range(20)
    )


def learner(folder: Path) -> Home:
    """A home whose signals are learned."""
    return home(folder, signals={"learned": True})


def talk(ident: str, *said: str) -> dict[str, object]:
    """A conversation of Monday."""
    return conversation(ident, MONDAY, *said, resolved=False, hold_seconds=90)


@pytest.mark.usefixtures("learning")
def test_a_learned_signal_is_found_in_other_words(tmp_path: Path) -> None:
    """With its probability; what was learned lies in the lake and serves the next night."""
    where = learner(tmp_path)
    run(where, MONDAY, [talk("a", SAID), talk("b", "My emails keep bouncing back.")])
    (found,) = view(where).table("signals").to_pylist()
    assert (found["name"], found["score"] >= signals.SURE) == ("hated", True)
    assert len(view(where).nights(HEADS)) == 1
    run(where, TUESDAY, [conversation("c", TUESDAY, SAID)])
    assert view(where).nights(HEADS) == (MONDAY,)
    assert len(view(where).table("signals", [TUESDAY])) == 1


@pytest.mark.usefixtures("learning")
def test_a_sentence_said_lately_is_not_encoded_again(tmp_path: Path) -> None:
    """A night's file still holds the vectors of all its sentences."""
    where = learner(tmp_path)
    first = run(where, MONDAY, [talk("a", SAID)])
    again = run(where, TUESDAY, [conversation("c", TUESDAY, SAID, "Nothing new under the sun today.")])
    assert note(first, "embed", "sentences_encoded") == note(first, "embed", "sentences") == 3
    assert (note(again, "embed", "sentences"), note(again, "embed", "sentences_encoded")) == (4, 1)
    assert len(view(where).table("sentence_vectors", [TUESDAY])) == 4


@pytest.mark.usefixtures("learning")
def test_a_night_run_again_finds_the_same(tmp_path: Path) -> None:
    """The same files, by what they hold, whatever was said on other nights."""
    where, other = learner(tmp_path / "one"), learner(tmp_path / "two")
    rows = [talk("a", SAID), talk("b", "My emails keep bouncing back.")]
    run(where, MONDAY, rows)
    run(other, MONDAY, list(reversed(rows)))
    for dataset in ("signals", "outcomes", "sentence_vectors", HEADS):
        assert [file.sha256 for file in view(where).files(dataset)] == [
            file.sha256 for file in view(other).files(dataset)
        ]


def test_by_patterns_alone_no_sentence_is_encoded(tmp_path: Path) -> None:
    """The setting saves the work."""
    where = home(tmp_path)
    run(where, MONDAY, [talk("a", SAID)])
    assert view(where).nights("sentence_vectors") == ()


def test_what_several_processes_find_is_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences and what patterns find in them: the same files, by what they hold."""
    rows = [talk(f"c{at}", f"I have called {at} times.", "I am going to cancel my contract!") for at in range(12)]
    alone, many = home(tmp_path / "alone"), home(tmp_path / "many")
    run(alone, MONDAY, rows)
    monkeypatch.setattr(processors, "usable", lambda: 3)
    for module in ("pipeline.stages.talk", "pipeline.signals.detecting"):
        monkeypatch.setattr(f"{module}.WORTH_SHARING", 1)
    monkeypatch.setattr(crew, "AT_ONCE", 5)
    run(many, MONDAY, rows)
    assert len(view(many).table("signals")) == 12
    for dataset in ("signals", "outcomes"):
        assert [file.sha256 for file in view(many).files(dataset)] == [
            file.sha256 for file in view(alone).files(dataset)
        ]


def test_every_conversation_has_an_outcome(tmp_path: Path) -> None:
    """As known from its metadata, and unknown where nothing tells of it."""
    where = home(tmp_path)
    run(where, MONDAY, [talk("a", SAID), conversation("b", MONDAY, "My emails keep bouncing back.")])
    rows = view(where).table("outcomes").to_pylist()
    told = sorted((row["outcome"] or "", row["inferred"], row["hold_seconds"] or 0, row["transfers"]) for row in rows)
    assert told == [("", False, 0, None), ("unresolved", False, 90, None)]
    assert all(row["answered"] for row in rows)


def test_repeats_are_told_for_known_customers_alone(tmp_path: Path) -> None:
    """Once a night comes late, the nights after it count again."""
    where = home(tmp_path)
    later, between = MONDAY + timedelta(days=8), MONDAY + timedelta(days=4)

    def repeated() -> list[tuple[int, int]]:
        return [(row["within_7"], row["within_30"]) for row in view(where).table("repeats", [later]).to_pylist()]

    def mail(night: date, at: int, **customer: str) -> dict[str, object]:
        return conversation(f"{night}-{at}", night, PAINS["mail"][at], **customer)

    run(where, MONDAY, pains(MONDAY, "mail", "invoice", "site", each=20))
    run(where, later, [mail(later, 1, customer_id="u-mail-1"), mail(later, 2)])
    assert repeated() == [(0, 1)]
    run(where, between, [mail(between, 3, customer_id="u-mail-1")])
    assert repeated() == [(1, 2)]


def test_nights_that_another_detector_looked_at_are_gone_through_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal that is added is counted on all nights of the window, not as if nobody had shown it before."""
    where = home(tmp_path)
    run(where, MONDAY, [talk("a", SAID), talk("b", "My emails keep bouncing back.")])
    assert len(view(where).table("signals")) == 0
    added = replace(HATED, patterns=(re.compile("hated"),))
    monkeypatch.setattr(signals, "definitions", lambda _folder="": (added,))
    done = run(where, TUESDAY, [conversation("c", TUESDAY, SAID)])
    assert note(done, "detect", "nights_anew") == 1
    assert [row["night"] for row in view(where).table("signals").to_pylist()] == [MONDAY, TUESDAY]
    again = run(where, TUESDAY + timedelta(days=1), [conversation("d", TUESDAY + timedelta(days=1), SAID)])
    assert note(again, "detect", "nights_anew") == 0


@pytest.mark.usefixtures("learning")
def test_what_is_learned_is_looked_for_on_nights_that_had_no_vectors(tmp_path: Path) -> None:
    """As those have that a version published which embedded no sentences: they are embedded once."""
    run(home(tmp_path), MONDAY, [talk("a", SAID)])
    where = learner(tmp_path)
    done = run(where, TUESDAY, [conversation("c", TUESDAY, SAID)])
    assert note(done, "detect", "nights_anew") == 1
    assert [row["night"] for row in view(where).table("signals").to_pylist()] == [MONDAY, TUESDAY]


def test_a_conversation_that_moves_has_one_outcome(tmp_path: Path) -> None:
    """On the night that it is counted on."""
    where = home(tmp_path)
    run(where, MONDAY, [talk("a", SAID), talk("b", "My site is down.")])
    run(where, TUESDAY, [conversation("a", TUESDAY, SAID, updated_at="2026-11-18T10:00:00Z")])
    told = [(row["night"], row["conversation_id"]) for row in view(where).table("outcomes").to_pylist()]
    assert sorted(night for night, _ in told) == [MONDAY, TUESDAY]
    assert len({ident for _, ident in told}) == 2


def test_a_conversation_moves_on_the_night_that_a_signal_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The night that it left is gone through again once, by the new detector."""
    added = replace(HATED, patterns=(re.compile("hated"),))
    monkeypatch.setattr(signals, "definitions", lambda _folder="": (added,))
    where = home(tmp_path)
    run(where, MONDAY, [talk("a", SAID), talk("b", SAID)])
    both = tuple(replace(added, name=name) for name in ("hated", "hated_too"))
    monkeypatch.setattr(signals, "definitions", lambda _folder="": both)
    run(where, TUESDAY, [conversation("a", TUESDAY, SAID, updated_at="2026-11-18T10:00:00Z")])
    told = [(row["night"], row["name"]) for row in view(where).table("signals").to_pylist()]
    assert sorted(told) == [(night, one.name) for night in (MONDAY, TUESDAY) for one in both]
