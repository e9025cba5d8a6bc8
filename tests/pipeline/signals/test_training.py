"""Training: heads learn from lines, join the shipped ones, and come back from their file as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest
from homes import WordsEncoder

from pipeline.errors import SettingsError
from pipeline.signals import Definition, Detector, heads, training
from pipeline.signals.heads import Floats, Heads, from_bytes, to_bytes
from pipeline.signals.lines import Read
from pipeline.signals.training import fit, heads_for, lines_of

ENCODER = WordsEncoder()
DISHES = ["soup", "salad", "bread", "cheese", "rice", "pasta", "pie", "fish"]
HALF = 0.5
PLACES = ["kitchen", "garden", "cellar", "office"]


def toy(name: str, words: str) -> Definition:
    """A signal shown by some words, in 32 lines that share all others with 32 that do not show it."""
    rows = list(product(DISHES, PLACES))
    return Definition(
        name=name,
        title=f"Customers showed {name}",
        speaker="customer",
        group="effort",
        definition="As its words say.",
        examples=tuple(f"{words} the {dish} in the {place}" for dish, place in rows),
        counterexamples=tuple(f"we brought the {dish} to the {place}" for dish, place in rows),
    )


HATE, LOVE = toy("hate", "everybody hated"), toy("love", "everyone adored")


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few sentences that were read, in place of the shipped thousands."""
    some = [
        Read(text=f"{start} the {dish} at the {place}", stands_for=3.0, shows=frozenset(shows))
        for (start, shows), dish, place in product(
            (("everybody hated", ["hate"]), ("everyone adored", ["love"]), ("somebody cooked", [])), DISHES, PLACES
        )
    ]
    monkeypatch.setattr(
        training, "read_sentences", lambda side, _sample=None: tuple(some if side == "customer" else ())
    )
    yield


def learned(*definitions: Definition) -> Heads:
    """Heads of the definitions."""
    texts = lines_of(definitions)
    return training.train(
        definitions, dict(zip(texts, ENCODER.encode(texts), strict=True)), encoder=ENCODER.fingerprint
    )


def probabilities(found: Heads, *texts: str) -> dict[str, list[float]]:
    """How probable each signal is in each text."""
    head = found.sides["customer"]
    told = head.probabilities(ENCODER.encode(texts), texts)
    return {name: [round(float(one), 3) for one in told[:, at]] for at, name in enumerate(head.names)}


def test_a_head_tells_what_shows_the_signal_from_what_does_not() -> None:
    """In lines that it never saw, and the other signal's lines are not its own."""
    found = probabilities(
        learned(HATE, LOVE),
        "everybody hated the honey in the attic",
        "everyone adored the honey in the attic",
        "we brought the honey to the attic",
    )
    assert [one > HALF for one in found["hate"]] == [True, False, False]
    assert [one > HALF for one in found["love"]] == [False, True, False]


def test_heads_come_back_from_their_file() -> None:
    """To the precision of half floats, with what they were made of."""
    found = learned(HATE, LOVE)
    again = from_bytes(to_bytes(replace(found, sides={"agent": found.sides["customer"], **found.sides})))
    text = "everybody hated the honey in the attic"
    assert probabilities(again, text)["hate"] == pytest.approx(probabilities(found, text)["hate"], abs=0.02)
    assert fit(again, [HATE, LOVE], ENCODER.fingerprint)


@pytest.mark.parametrize("data", [b"", b"x" * 100, (2).to_bytes(8, "little") + b"{}"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    """With what to do, whatever is wrong with it."""
    with pytest.raises(SettingsError, match="broken"):
        from_bytes(data)


def test_heads_fit_what_they_were_learned_from_alone() -> None:
    """Another encoder, another line or another signal is another matter."""
    found = learned(HATE)
    assert fit(found, [HATE], ENCODER.fingerprint)
    assert not fit(found, [HATE], "another")
    assert not fit(found, [HATE, LOVE], ENCODER.fingerprint)
    assert not fit(found, [replace(HATE, examples=HATE.examples[1:])], ENCODER.fingerprint)


def test_a_new_signal_joins_the_shipped_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only it is learned, the others stay as they are; a shipped one that was changed is learned again."""
    shipped = replace(learned(HATE), encoder=ENCODER.fingerprint)
    both = replace(shipped, sides={"agent": shipped.sides["customer"], **shipped.sides})
    monkeypatch.setattr(training, "shipped", lambda: both)
    encoded: list[str] = []

    def encode(texts: Sequence[str]) -> Floats:
        encoded.extend(texts)
        return ENCODER.encode(texts)

    assert heads_for([HATE], encoder=ENCODER.fingerprint, encode=encode) is both
    assert encoded == []
    found = heads_for([HATE, LOVE], encoder=ENCODER.fingerprint, encode=encode)
    assert not set(encoded) & set(HATE.examples)
    text = "everybody hated the honey in the attic"
    assert probabilities(found, text)["hate"] == probabilities(both, text)["hate"]
    assert probabilities(found, "everyone adored the honey")["love"][0] > HALF
    changed = replace(HATE, examples=HATE.examples[1:])
    again = heads_for([changed], encoder=ENCODER.fingerprint, encode=encode)
    assert again.sides["customer"].names.count("hate") == 1
    assert fit(again, [changed], ENCODER.fingerprint)


def test_a_score_is_the_same_whatever_stands_beside_it() -> None:
    """More sentences than are scored at once, and one alone, give the same probabilities."""
    found = learned(HATE, LOVE).sides["customer"]
    texts = [f"everybody hated the {dish} of {at}" for at in range(heads.CHUNK // 8 + 20) for dish in DISHES]
    together = found.probabilities(ENCODER.encode(texts), texts)
    for at in (0, heads.CHUNK, len(texts) - 1):
        alone = found.probabilities(ENCODER.encode(texts[at : at + 1]), texts[at : at + 1])
        assert together[at] == pytest.approx(alone[0], abs=2e-4)


def test_a_shipped_file_that_was_changed_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of somebody else's would find what they like."""
    monkeypatch.setitem(heads.SHA256, heads.ADAPTER, "0" * 64)
    heads.adapter.cache_clear()
    with pytest.raises(SettingsError, match="reinstall"):
        heads.adapter()


def test_other_numbers_are_another_detector() -> None:
    """Though they were learned from the same definitions; what stood beside other shipped heads fits no more."""
    found = learned(HATE)
    head = found.sides["customer"]
    other = replace(found, sides={"customer": replace(head, offset=head.offset + 1)})
    told = {Detector(definitions=(HATE,), heads=one).fingerprint for one in (found, other, None)}
    assert len(told) == 3
    assert not fit(replace(found, base="another"), [HATE], ENCODER.fingerprint)
