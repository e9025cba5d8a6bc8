"""Embed, detect and measure: the stages that add nothing to the pure functions but files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from homes import MONDAY, WordsEncoder, conversation, home, note, pains, run, view
from numpy.typing import NDArray

from pipeline.errors import SettingsError
from pipeline.model import Night
from pipeline.stages.vectors import stored
from pipeline.stages.workspace import CHUNK

TUESDAY = MONDAY + timedelta(days=1)


def test_a_text_is_encoded_once_in_the_life_of_a_home(tmp_path: Path) -> None:
    """The second night encodes only what nobody said before; all vectors come back at unit length."""
    where = home(tmp_path)
    first = run(where, MONDAY, pains(MONDAY, "mail", each=36))
    second = run(
        where,
        TUESDAY,
        [*pains(TUESDAY, "mail", each=36), conversation("new", TUESDAY, "My router is broken and does not start.")],
    )
    assert (note(first, "embed", "encoded"), note(second, "embed", "encoded")) == (36, 1)
    vectors = stored(view(where), "words:64")
    assert np.linalg.norm(vectors.matrix, axis=1) == pytest.approx(1, abs=1e-6)
    assert len(stored(view(where), "another encoder").row_of) == 0


def test_texts_are_encoded_from_the_middle_and_come_back_in_their_order(tmp_path: Path) -> None:
    """What is usual first, so that the time left can be told from it; a last chunk that is not full included."""
    where, heard = home(tmp_path), []
    texts = [f"text {number}" for number in range(4 * CHUNK + 7)]
    workspace = replace(where.workspace(Night(date=MONDAY)), progress=lambda *told: heard.append(told))
    encoder = where.encoder
    vectors = workspace.encode(encoder, texts, "texts encoded")
    assert [told[:2] for told in heard] == [(done * CHUNK, len(texts)) for done in range(5)]
    begun = [encoder.encoded.index(texts[at]) for at in range(0, len(texts), CHUNK)]  # type: ignore[attr-defined]
    assert begun[2] == 0
    assert max(begun[0], begun[4]) > max(begun[1], begun[3])
    assert np.array_equal(vectors, encoder.encode(texts))
    assert workspace.encode(encoder, [], "texts encoded").shape == (0, 0)


def test_a_model_that_makes_no_numbers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Halves of floats overflow in some models; nothing could be near to such a vector."""
    where = home(tmp_path)
    encode = WordsEncoder.encode

    def overflown(self: WordsEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = encode(self, texts)
        vectors[-1] = np.nan
        return vectors

    monkeypatch.setattr(WordsEncoder, "encode", overflown)
    with pytest.raises(SettingsError, match="no numbers"):
        run(where, MONDAY, pains(MONDAY, "mail", each=4))
    assert view(where).snapshot is None


def test_redactions_placeholders_are_not_embedded(tmp_path: Path) -> None:
    """Two statements that differ only in what was hidden share one vector, and no placeholder reaches the encoder."""
    where = home(tmp_path)
    said = "My emails to {} keep bouncing back with errors."
    rows = [conversation(name, MONDAY, said.format(f"{name}@example.com")) for name in ("ann", "bob")]
    assert note(run(where, MONDAY, rows), "embed", "encoded") == 1
    assert where.encoder.encoded == ["My emails to keep bouncing back with errors."]  # type: ignore[attr-defined]


def test_signals_are_found_and_counted_by_conversation(tmp_path: Path) -> None:
    """A conversation without one is set aside, and evidence lies in the turn it points to."""
    where = home(tmp_path)
    rude = conversation("rude", MONDAY, "My emails bounce. Your colleague was rude to me.")
    done = run(where, MONDAY, [rude, *pains(MONDAY, "mail", each=2)])
    assert note(done, "detect", "rude_agent_complaint") == 1
    assert note(done, "detect", "no_signal") == 2
    (signal,) = view(where).table("signals").to_pylist()
    (turn,) = [
        row["text"]
        for row in view(where).table("turns").to_pylist()
        if (row["conversation_id"], row["turn"]) == (signal["conversation_id"], signal["turn"])
    ]
    assert turn[signal["start"] : signal["end"]] == "Your colleague was rude to me."


def test_measures_add_up(tmp_path: Path) -> None:
    """Over topics nothing exceeds its base, over channels conversations add up to all, and coverage agrees."""
    where = home(tmp_path)
    rows = pains(MONDAY, "mail", "invoice", "site")
    for at, row in enumerate(rows):
        row["channel"] = ("chat", "voice", "email")[at % 3]
    run(where, MONDAY, rows)
    measures = view(where).table("measures").to_pylist()
    assert all(row["customers"] + row["customer_unknown"] <= row["conversations"] <= row["base"] for row in measures)
    for topic in {row["topic_id"] for row in measures}:
        found = {name: [row["conversations"] for row in measures if (row["topic_id"], row["slice"]) == (topic, name)]
                 for name in ("all", "channel")}  # fmt: skip
        assert found["all"] == [sum(found["channel"])]
    coverage = {(row["slice"], row["value"]): row for row in view(where).table("coverage").to_pylist()}
    assert coverage["all", ""]["conversations"] == 60
    assert (
        sum(row["statements"] for (name, _), row in coverage.items() if name == "channel")
        == coverage["all", ""]["statements"]
    )
    assigned = [row["topic_id"] for row in view(where).table("assignments").to_pylist()]
    assert coverage["all", ""]["statements_assigned"] == sum(map(bool, assigned))


def test_another_encoder_in_the_same_home_is_refused(tmp_path: Path) -> None:
    """Vectors of two encoders cannot be compared, so topics would lose their ids; the refusal says what to do."""
    where = home(tmp_path)
    run(where, MONDAY, pains(MONDAY, "mail", each=3))
    where.encoder.fingerprint = "words:65"  # type: ignore[misc]
    with pytest.raises(SettingsError, match="another home"):
        run(where, TUESDAY, pains(TUESDAY, "mail", each=3))
