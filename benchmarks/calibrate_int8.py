"""Find between which numbers the inputs of the bundled model's matrix products lie, to round them to bytes.

    .venv/bin/python -m benchmarks.calibrate_int8

Writes pipeline/encoding/int8.safetensors, for the model as published and as adapted to signals alike, from our own
sentences alone; vectors change with it, and so does their fingerprint. A minute on two cores. The shipped file was made
with the adapter before the present one, whose inputs reach up to 3.5 times as far in one product: what is cut off costs
no more (mean cosine .9985) than wider steps would (.9987), and homes keep their vectors.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load, load_file, save_file
from tokenizers import Tokenizer

from pipeline import signals
from pipeline.encoding import bert, bundled
from pipeline.encoding.quick import STEPS
from pipeline.signals.definitions import SIDES
from pipeline.signals.lines import read_sentences

SENTENCES = 200
"""Of each speaker: more find no wider ranges that matter."""
MIGRATED = {"qkv": 0.8, "attended": 0.8, "wide": 0.8, "narrow": 0.9}
"""How much of a channel's size is moved from the product's input to its weights (SmoothQuant's alpha). Tried: 0.5 to 1,
judged by the cosine of whole vectors to those in float32; chosen by the error of each product alone they are worse."""


def sentences() -> list[str]:
    """Some of the shipped sentences, of both speakers, spread evenly over their files."""
    found = []
    for side in SIDES:
        texts = [one.text for one in read_sentences(side)]
        found += texts[:: len(texts) // SENTENCES][:SENTENCES]
    return found


def ranges(weights: dict[str, Any], tokenizer: Any, texts: list[str]) -> dict[str, Any]:
    """Least and greatest value of each channel of the products' inputs, (2, channels), by layer and product."""
    model = bert.openvino().compile_model(
        bert.graph(weights, None, watched=True), "CPU", {"NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": "f32"}
    )
    names = [f"{layer}.{product}" for layer in range(bert.layers_of(weights)) for product in bert.PRODUCTS]
    found: dict[str, Any] = {}
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids], np.int32)
        answers = model([ids, np.ones(ids.shape, np.float32)])
        for place, name in enumerate(names, start=1):
            rows = answers[place][0]
            low, high = found.get(name, rows[:2])
            found[name] = np.stack([np.minimum(low, rows.min(axis=0)), np.maximum(high, rows.max(axis=0))])
    return found


def main() -> None:
    """Write the file."""
    folder = bundled.folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    published = load_file(folder / "model.safetensors")
    models = [published, bert.adapted(published, load(signals.adapter()))]
    texts = sentences()
    each = [ranges(weights, tokenizer, texts) for weights in models]
    tensors = {}
    for name in each[0]:
        layer, product = name.split(".")
        # An adapter may leave the upper layers out.
        low = np.min([one[name][0] for one in each if name in one], axis=0)
        high = np.max([one[name][1] for one in each if name in one], axis=0)
        deep = [weights for weights in models if int(layer) < bert.layers_of(weights)]
        matrices = [bert.joined(weights, int(layer), product)[0] for weights in deep]
        size = np.maximum(np.maximum(-low, high), 1e-4)
        weight = np.maximum(np.max([np.abs(matrix).max(axis=0) for matrix in matrices], axis=0), 1e-4)
        scale = size ** MIGRATED[product] / weight ** (1 - MIGRATED[product])
        scale = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
        tensors[f"{name}.scale"] = scale
        tensors[f"{name}.range"] = np.array([(low / scale).min(), (high / scale).max()], np.float32)
    path = Path(str(resources.files("pipeline.encoding"))) / STEPS
    save_file(tensors, path)
    print(f"{path.name}: {len(texts)} sentences, {path.stat().st_size} bytes")
    print(f"its SHA-256, for pipeline/encoding/quick.py: {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
