"""The bundled BERT as an OpenVINO model, built from its weights; its matrix products in float32 or in bytes.

Bytes: weights are rounded to 255 steps for each output, inputs to 256 steps between two numbers that hold for the whole
matrix product. A few channels of a BERT are many times larger than the rest and would take all the steps: each channel
is divided by a number, and its column of the weights multiplied by it (SmoothQuant, Xiao et al. 2023). Those numbers
were found once, on our own sentences, by benchmarks/calibrate_int8.py, and lie beside this module: the same bytes are
multiplied on every machine, and nothing has to be prepared.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HEADS, SIZE = 12, 384
EPSILON = 1e-12
"""BERT's, added to the variance where a layer is normalised."""
UNSEEN = np.float32(-1e9)
"""Added to what a token would heed of padding."""
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.")
PRODUCTS = {
    "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attended": ("attention.output.dense",),
    "wide": ("intermediate.dense",),
    "narrow": ("output.dense",),
}
"""The matrix products of a layer: their matrices, which share one input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How the input of a matrix product is rounded to bytes."""

    scale: Floats
    """(inputs,): what each channel is divided by."""
    low: np.float32
    high: np.float32
    """Between which numbers the 256 steps lie, after the division."""


def openvino() -> Any:
    """The library, without its converter of models: importing that reports the import to the library's makers.

    The library imports it unasked, and does without where it is not to be had.
    """
    for name in ("openvino_telemetry", "openvino.tools.ovc"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: whoever imports it is told that it is absent
    import openvino  # noqa: PLC0415 - half a second, only when a text is encoded

    return openvino


def layers_of(names: Iterable[str]) -> int:
    """How many layers there are among the names of a model's weights, or of what changes them."""
    return 1 + max(int(found[1]) for found in map(_LAYER.match, names) if found)


def adapted(weights: Mapping[str, Floats], changes: Mapping[str, NDArray[np.float16]]) -> dict[str, Floats]:
    """The weights with the low-rank changes (LoRA, Hu et al. 2021) added to the matrices that these name.

    Without the layers above those that are changed. In double precision, in which products of half precision add up
    exactly: the order of adding changes no bit.
    """
    layers = layers_of(changes)
    changed = {name: value for name, value in weights.items() if not (at := _LAYER.match(name)) or int(at[1]) < layers}
    for name in (key.removesuffix(".up") for key in changes if key.endswith(".up")):
        change = changes[f"{name}.up"].astype(np.float64) @ changes[f"{name}.down"].astype(np.float64)
        changed[f"{name}.weight"] = (weights[f"{name}.weight"] + change).astype(np.float32)
    return changed


def joined(weights: Mapping[str, Floats], layer: int, product: str) -> tuple[Floats, Floats]:
    """Matrix (outputs, inputs) and constant (outputs,) of a matrix product."""
    names = [f"encoder.layer.{layer}.{name}" for name in PRODUCTS[product]]
    matrix = np.concatenate([weights[f"{name}.weight"] for name in names])
    return matrix, np.concatenate([weights[f"{name}.bias"] for name in names])


def graph(
    weights: Mapping[str, Floats],
    counts: Floats | None,
    steps: Mapping[str, Steps] | None = None,
    watched: bool = False,
) -> Any:
    """Ids (texts, tokens) int32 and mask (texts, tokens) float32 in, unit vectors (texts, SIZE) out.

    `counts` says by id how much a token counts in the vector; all alike without. `steps` by layer and product, such as
    `0.qkv`: in bytes; without: in float32. `watched`: the inputs of the products are further outputs, in their order.
    """
    op = openvino().opset13
    ids = op.parameter([-1, -1], np.int32, name="ids")
    mask = op.parameter([-1, -1], np.float32, name="mask")
    build = _Builder(op=op, weights=weights, steps=steps, seen=[])
    states = build.embedded(ids)
    padding = op.subtract(build.const(np.float32(1)), mask)
    heeded = build.over(op.multiply(padding, build.const(UNSEEN)), 1, 2)
    for layer in range(layers_of(weights)):
        states = build.layer(layer, states, heeded)
    counted = mask
    if counts is not None:
        counted = op.multiply(op.gather(build.const(counts), ids, build.const(np.int64(0))), mask)
    pooled = op.reduce_sum(op.multiply(states, build.over(counted, 2)), build.axes(1), False)
    unit = op.normalize_l2(pooled, build.axes(1), 1e-24, "max")
    return openvino().Model([unit, *(build.seen if watched else ())], [ids, mask], "bert")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    op: Any
    weights: Mapping[str, Floats]
    steps: Mapping[str, Steps] | None
    seen: list[Any]

    def const(self, value: Any) -> Any:
        return self.op.constant(value)

    def axes(self, *axes: int) -> Any:
        return self.const(np.array(axes, np.int64))

    def over(self, node: Any, *axes: int) -> Any:
        """With axes of length 1 put in."""
        return self.op.unsqueeze(node, self.axes(*axes))

    def normalised(self, node: Any, name: str) -> Any:
        """Layer normalisation."""
        even = self.op.mvn(node, self.axes(-1), True, EPSILON, "inside_sqrt")
        scaled = self.op.multiply(even, self.const(self.weights[f"{name}.weight"]))
        return self.op.add(scaled, self.const(self.weights[f"{name}.bias"]))

    def embedded(self, ids: Any) -> Any:
        """Sums of what is known of each token and of its place."""
        zero, one = self.const(np.int64(0)), self.const(np.int64(1))
        table = "embeddings.{}_embeddings.weight"
        words = self.op.gather(self.const(self.weights[table.format("word")]), ids, zero)
        places = self.weights[table.format("position")] + self.weights[table.format("token_type")][0]
        tokens = self.op.gather(self.op.shape_of(ids), one, zero)
        placed = self.op.gather(self.const(places), self.op.range(zero, tokens, one, "i64"), zero)
        return self.normalised(self.op.add(words, placed), "embeddings.LayerNorm")

    def product(self, layer: int, product: str, node: Any) -> Any:
        """A matrix product with its constant."""
        self.seen.append(node)
        matrix, constant = joined(self.weights, layer, product)
        factor = self.const(matrix)
        if self.steps is not None:
            steps = self.steps[f"{layer}.{product}"]
            low, high = self.const(steps.low), self.const(steps.high)
            divided = self.op.multiply(node, self.const(1 / steps.scale))
            node = self.op.fake_quantize(divided, low, high, low, high, 256)
            rounded, step = in_bytes(matrix * steps.scale)
            factor = self.op.multiply(self.op.convert(self.const(rounded), "f32"), self.const(step))
        return self.op.add(self.op.matmul(node, factor, False, True), self.const(constant))

    def layer(self, layer: int, states: Any, heeded: Any) -> Any:
        """Attention, then two matrix products with a GELU between, each added to what came in and normalised."""
        op, name = self.op, f"encoder.layer.{layer}"
        split = op.reshape(self.product(layer, "qkv", states), self.axes(0, 0, 3 * HEADS, SIZE // HEADS), True)
        parts = op.split(op.transpose(split, self.axes(0, 2, 1, 3)), self.const(np.int64(1)), 3).outputs()
        attended = op.transpose(op.scaled_dot_product_attention(*parts, heeded), self.axes(0, 2, 1, 3))
        attended = self.product(layer, "attended", op.reshape(attended, self.axes(0, 0, SIZE), True))
        states = self.normalised(op.add(attended, states), f"{name}.attention.output.LayerNorm")
        wide = op.gelu(self.product(layer, "wide", states), "erf")
        return self.normalised(op.add(self.product(layer, "narrow", wide), states), f"{name}.output.LayerNorm")


def in_bytes(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """A matrix rounded to whole steps, and the step of each output (outputs, 1)."""
    step = np.abs(matrix).max(axis=1, keepdims=True) / np.float32(127)
    return np.rint(matrix / step).astype(np.int8), step


def steps_of(tensors: Mapping[str, Sequence[float] | Floats]) -> dict[str, Steps]:
    """The steps by layer and product, from the tensors of a file that holds them."""
    found = {}
    for name in (key.removesuffix(".range") for key in tensors if key.endswith(".range")):
        low, high = np.asarray(tensors[f"{name}.range"], np.float32)
        found[name] = Steps(scale=np.asarray(tensors[f"{name}.scale"], np.float32), low=low, high=high)
    return found
