"""Any sentence-transformers model in torch, on the CPU or a GPU."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.encoding import bundled
from pipeline.encoding.bert import layers_of
from pipeline.encoding.bundled import BUNDLED, sha256, token_weights
from pipeline.encoding.seam import Vectors, batches
from pipeline.errors import SettingsError

AT_ONCE = 256
"""Fewest texts of a batch on a GPU, which a few would leave idle."""


class SentenceTransformerEncoder:
    """An Encoder over a sentence-transformers model; the model is loaded when the first text needs it."""

    def __init__(
        self,
        model: str = BUNDLED,
        *,
        batch: int = 8,
        weighted: bool = True,
        adapter: bytes | None = None,
        device: str | None = None,
    ) -> None:
        """Find the model and check its files; raises SettingsError where it is absent or not what it should be.

        The bundled model's tokens count by `token_weights`, unless `weighted` is False; other models pool as they do.
        `adapter` is a safetensors file of low-rank changes of the model's matrices. `device` is torch's name of where
        the model runs, and part of the fingerprint; None: wherever sentence-transformers finds best.
        """
        self._batch = batch if device is None else max(batch, AT_ONCE)
        self._adapter = adapter
        self._device = device
        self._weighted = weighted and model == BUNDLED
        self._model: Any = None
        self._weights: Any = None
        if model == BUNDLED:
            self._where = str(bundled.folder())
            self.fingerprint = bundled.fingerprint(weighted=weighted, adapter=adapter)
        else:
            self._where, named = _locate(model)
            self.fingerprint = named + bundled.adapted_by(adapter)
        if device is not None:
            self.fingerprint += f"@{device}"
        if Path(self._where).is_dir():
            # Nothing may be asked of a model hub unless the settings named a model there.
            os.environ["HF_HUB_OFFLINE"] = "1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode in batches of one shape, so that a text's vector is the same bits whatever is encoded beside it."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        model = self._loaded()
        prompt = model.prompts.get(model.default_prompt_name) or ""
        prompted = [prompt + text for text in texts]
        longest = model.max_seq_length or model.tokenizer.model_max_length
        lengths = [len(tokens) for tokens in model.tokenizer(prompted)["input_ids"]]
        vectors: Vectors | None = None
        for length, batch in batches(lengths, self._batch, longest):
            encoded = _forward(model, self._weights, [prompted[row] for row in batch], length)
            if vectors is None:
                vectors = np.empty((len(texts), encoded.shape[1]), dtype=np.float32)
            vectors[batch] = encoded
        assert vectors is not None
        return vectors

    def _loaded(self) -> Any:
        if self._model is None:
            os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # loading takes no time that is worth a bar
            # A thread that spins while it waits takes the core from whoever has work: on a busy machine everything
            # was encoded at a tenth of the speed.
            os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - five seconds, only when needed

            self._model = SentenceTransformer(self._where, device=self._device)
            if self._adapter is not None:
                _adapt(self._model[0].auto_model, self._adapter)
            if self._weighted:
                self._weights = token_weights(self._model.tokenizer)
        return self._model


def _adapt(model: Any, adapter: bytes) -> None:
    """Add to each matrix that the adapter names its low-rank change (LoRA, Hu et al. 2021); leave out layers above."""
    import torch  # noqa: PLC0415 - seconds, only when needed
    from safetensors.torch import load  # noqa: PLC0415 - it loads torch

    tensors = load(adapter)
    model.encoder.layer = model.encoder.layer[: layers_of(tensors)]
    with torch.no_grad():
        for name, module in model.named_modules():
            if f"{name}.up" in tensors:
                change = tensors[f"{name}.up"].float() @ tensors[f"{name}.down"].float()
                module.weight += change.to(module.weight.device)


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
    """Where a model that is not the bundled one lies, or its name on the hub; and what names it in a fingerprint."""
    folder = Path(model)
    if folder.is_dir():
        digest = hashlib.sha256()
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{file.relative_to(folder).as_posix()} {sha256(file)}\n".encode())
        return str(folder), f"{folder.name}:{digest.hexdigest()[:16]}"
    if os.sep in model and folder.is_absolute():
        raise SettingsError("encoder.model: no folder lies there; name a folder, a hub model, or `bundled`")
    return model, model
