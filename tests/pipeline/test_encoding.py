"""Texts to vectors, with the bundled model."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from pipeline.encoding import SentenceTransformerEncoder
from pipeline.errors import SettingsError

TEXTS = ["My mail is down.", "The invoice is wrong", "", "mail " * 400, "Grüße, 你好", "My mail is down."]


def folder(where: Path, content: str = "weights") -> Path:
    """A folder that stands for a model."""
    (where / "1_Pooling").mkdir(parents=True)
    (where / "model.safetensors").write_text(content)
    (where / "1_Pooling" / "config.json").write_text("{}")
    return where


def test_the_bundled_model_makes_unit_vectors_that_know_no_order() -> None:
    """One vector a text, equal for equal texts, the same bits when the texts come in another order."""
    encoder = SentenceTransformerEncoder(batch=2)
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.dtype(np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (encoder.encode(TEXTS[::-1]) == vectors[::-1]).all()
    assert (vectors[0] == vectors[5]).all()
    assert (encoder.encode(TEXTS[:1]) == vectors[:1]).all(), "what is encoded beside a text changes no bit"
    assert vectors[0] @ vectors[3] > vectors[0] @ vectors[1]


def test_a_model_is_loaded_when_the_first_text_needs_it(tmp_path: Path) -> None:
    """To find it and to encode nothing needs no weights; its files alone say which vectors it makes."""
    encoder = SentenceTransformerEncoder(str(folder(tmp_path / "mine")))
    assert encoder.encode([]).shape[0] == 0
    assert encoder.fingerprint.startswith("mine:")
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_every_file_of_a_model_counts_for_its_fingerprint(tmp_path: Path) -> None:
    """A copy is the same model; a copy with one file changed, added or renamed is another."""
    original = folder(tmp_path / "a" / "mine")
    prints = {SentenceTransformerEncoder(str(original)).fingerprint}
    shutil.copytree(original, tmp_path / "b" / "mine")
    prints.add(SentenceTransformerEncoder(str(tmp_path / "b" / "mine")).fingerprint)
    assert len(prints) == 1
    prints.add(SentenceTransformerEncoder(str(folder(tmp_path / "c" / "mine", "weight5"))).fingerprint)
    (tmp_path / "b" / "mine" / "extra.json").write_text("{}")
    prints.add(SentenceTransformerEncoder(str(tmp_path / "b" / "mine")).fingerprint)
    (original / "1_Pooling").rename(original / "2_Pooling")
    prints.add(SentenceTransformerEncoder(str(original)).fingerprint)
    assert len(prints) == 4


def test_tampered_bundled_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the package must be the published files, byte for byte, and be there at all."""
    monkeypatch.setattr("importlib.resources.files", lambda _package: tmp_path)
    with pytest.raises(SettingsError, match="reinstall"):
        SentenceTransformerEncoder()
    folder(tmp_path / "model")
    with pytest.raises(SettingsError, match="not the published one"):
        SentenceTransformerEncoder()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """An absolute path is never taken for a name on a model hub."""
    with pytest.raises(SettingsError, match=r"encoder\.model"):
        SentenceTransformerEncoder(str(tmp_path / "absent"))
