"""Adapt the bundled encoder to what signals need: low-rank changes (LoRA, Hu et al. 2021) of its lower half's matrices.

    .venv/bin/python -m benchmarks.adapt_sentences

Writes pipeline/signals/adapter.safetensors; `benchmarks.learn_heads` has to follow. A plain vector hardly tells "we can
refund it" from "we can't": all signals are learned at once from their own lines and from the sentences that were read
for all of them, and only the changes of the matrices are kept. First all six layers learn; then the lower three alone,
from the same lines, from what the six make of them (their vectors) and from what heads on those say of signals that
nobody labelled (distillation, Hinton and others 2015): half the work of each sentence for nearly all that the six tell.
Some minutes on an H200; on two cores the student takes a quarter of an hour, the teacher longer. The same seed gives
the same adapter on the same machine only.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer

from pipeline import signals
from pipeline.encoding import BUNDLED_PACKAGE, token_weights
from pipeline.signals.definitions import SIDES, Side
from pipeline.signals.lines import read_sentences

ADAPTED = ("query", "key", "value", "dense")
"""The matrices of a BERT layer that are changed, by the end of their names."""
RATE, HEAD_RATE = 1e-3, 5e-3
BATCH = 128
SCALE = 16.0
"""Unit vectors are made longer before the heads that learn beside them."""
READ, UNSURE = 3.0, 0.3
STRENGTH = 2.0
"""What a change is multiplied by (alpha over rank)."""
FORGET = 0.1
"""Share of words left out at random, so that no single word is relied on."""
LONGEST = 64
NEAR = 5.0
"""What it counts how far a vector lies from the teacher's, beside what heads say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How an encoder learns."""

    layers: int
    """The lowest, that it keeps."""
    rank: int
    """Of the changes."""
    epochs: int
    dropout: float


TEACHER = Course(layers=6, rank=16, epochs=3, dropout=0.1)
STUDENT = Course(layers=3, rank=32, epochs=4, dropout=0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What is learned of one speaker."""

    tokens: list[list[int]]
    wanted: torch.Tensor
    """(lines, signals): 1 where the line shows the signal."""
    weight: torch.Tensor


class Changed(torch.nn.Module):
    """A linear layer and its low-rank change."""

    def __init__(self, base: torch.nn.Linear, rank: int) -> None:
        super().__init__()
        self.base = base
        self.down = torch.nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.up = torch.nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """The layer's answer, changed."""
        changed = torch.nn.functional.linear(torch.nn.functional.linear(rows, self.down), self.up)
        answer: torch.Tensor = self.base(rows) + STRENGTH * changed
        return answer


def lesson(side: Side, tokenizer: Any) -> Lesson:
    """The lines of a speaker's signals."""
    some = [one for one in signals.definitions() if one.speaker == side]
    read = read_sentences(side)
    lines = (line for one in some for line in (*one.examples, *one.counterexamples))
    texts = list(dict.fromkeys((*(one.text for one in read), *lines)))
    place = {text: at for at, text in enumerate(texts)}
    wanted = np.zeros((len(texts), len(some)), np.float32)
    weight = np.full(wanted.shape, UNSURE, np.float32)
    known = {name for one in read for name in one.shows}
    for at, one in enumerate(some):
        for row in read if one.name in known else ():
            weight[place[row.text], at] = READ
            wanted[place[row.text], at] = one.name in row.shows
        for own, sign in ((one.counterexamples, 0), (one.examples, 1)):
            rows = [place[line] for line in own]
            weight[rows, at] = np.maximum(weight[rows, at], 1)
            wanted[rows, at] = sign
    tokens = tokenizer(texts, truncation=True, max_length=LONGEST)["input_ids"]
    return Lesson(tokens=tokens, wanted=torch.tensor(wanted), weight=torch.tensor(weight))


def batches(lessons: dict[Side, Lesson], random: np.random.Generator) -> Iterator[tuple[Side, Any]]:
    """Rows of one speaker at a time, of about one length."""
    found: list[tuple[Side, NDArray[np.int64]]] = []
    for side, one in lessons.items():
        lengths = np.array([len(tokens) for tokens in one.tokens])
        rows = np.argsort(lengths + random.integers(0, 6, len(lengths)), kind="stable")
        found += [(side, rows[at : at + BATCH]) for at in range(0, len(rows), BATCH)]
    yield from (found[at] for at in random.permutation(len(found)))


def padded(tokens: Sequence[Sequence[int]], random: np.random.Generator | None) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and mask; some words left out, unless there is no chance."""
    kept = []
    for ids in tokens:
        inner = [token for token in ids[1:-1] if random is None or len(ids) < 6 or random.random() >= FORGET]
        kept.append([ids[0], *inner, ids[-1]])
    longest = max(map(len, kept))
    rows = torch.tensor([row + [0] * (longest - len(row)) for row in kept])
    return rows, (rows > 0).float()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What a teacher says of the lines of a speaker."""

    vectors: torch.Tensor
    told: torch.Tensor
    """(lines, signals): how probably a line shows a signal, as heads of its own say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """The encoder's lower layers, what is changed of them, and heads that learn beside them."""

    bert: Any
    changed: dict[str, Changed]
    heads: dict[Side, torch.nn.Linear]
    counts: torch.Tensor
    """How much each token counts in a vector."""

    def vectors(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Of unit length."""
        with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=ids.is_cuda):
            states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        pooled = (states.float() * (mask * self.counts[ids]).unsqueeze(-1)).sum(dim=1)
        return torch.nn.functional.normalize(pooled, dim=1)


def learner(lessons: dict[Side, Lesson], course: Course) -> Learner:
    """One that has learned nothing."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = SentenceTransformer(str(resources.files(BUNDLED_PACKAGE) / "model"))
    bert = model[0].auto_model.to(device)
    bert.encoder.layer = bert.encoder.layer[: course.layers]
    for parameter in bert.parameters():
        parameter.requires_grad = False
    changed: dict[str, Changed] = {}
    for name, module in list(bert.encoder.named_modules(prefix="encoder")):
        if name.endswith(ADAPTED) and isinstance(module, torch.nn.Linear):
            parent, _, last = name.rpartition(".")
            changed[name] = Changed(module, course.rank)
            setattr(bert.get_submodule(parent), last, changed[name].to(device))
    for module in bert.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = course.dropout
    size = bert.config.hidden_size
    heads = {side: torch.nn.Linear(size, one.wanted.shape[1]).to(device) for side, one in lessons.items()}
    for head in heads.values():
        torch.nn.init.zeros_(head.weight)
        torch.nn.init.constant_(head.bias, -2.0)
    counts = torch.from_numpy(token_weights(model.tokenizer)).to(device)
    return Learner(bert=bert, changed=changed, heads=heads, counts=counts)


def learn(
    lessons: dict[Side, Lesson], course: Course, taught: dict[Side, Taught] | None, order: np.random.Generator
) -> Learner:
    """One that has learned the lines, and from what a teacher says of them."""
    one = learner(lessons, course)
    device = one.counts.device
    learned = [parameter for change in one.changed.values() for parameter in (change.down, change.up)]
    of_heads = [parameter for head in one.heads.values() for parameter in head.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": learned, "lr": RATE}, {"params": of_heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    total = course.epochs * len(list(batches(lessons, np.random.default_rng(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * total)) * max(0.0, 1 - step / total)
    )
    one.bert.train()
    step = 0
    for epoch in range(course.epochs):
        for side, rows in batches(lessons, order):
            given = lessons[side]
            ids, mask = (part.to(device) for part in padded([given.tokens[row] for row in rows], order))
            vectors = one.vectors(ids, mask)
            told = one.heads[side](vectors * SCALE)
            wanted, weight = given.wanted[rows].to(device), given.weight[rows].to(device)
            far = torch.zeros((), device=device)
            if taught is not None:
                wanted = torch.where(weight == UNSURE, taught[side].told[rows], wanted)
                far = 1 - (vectors * taught[side].vectors[rows]).sum(dim=1).mean()
            elif epoch:
                # Another signal's line that seems to show this one as well tells nothing of it.
                doubtful = (weight == UNSURE) & (torch.sigmoid(told.detach()) > UNSURE)
                weight = torch.where(doubtful, torch.zeros_like(weight), weight)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(told, wanted, reduction="none")
            optimizer.zero_grad()
            torch.autograd.backward((loss * weight).sum() / len(rows) + NEAR * far)
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                print(f"{step} of {total}", file=sys.stderr, flush=True)
    return one


def taught_by(one: Learner, lessons: dict[Side, Lesson]) -> dict[Side, Taught]:
    """What it says of all lines, once it has learned."""
    one.bert.eval()
    device = one.counts.device
    found = {}
    for side, given in lessons.items():
        vectors, told = [], []
        for at in range(0, len(given.tokens), BATCH):
            ids, mask = (part.to(device) for part in padded(given.tokens[at : at + BATCH], None))
            with torch.inference_mode():
                vectors.append(one.vectors(ids, mask))
                told.append(torch.sigmoid(one.heads[side](vectors[-1] * SCALE)))
        found[side] = Taught(vectors=torch.cat(vectors).clone(), told=torch.cat(told).clone())
    return found


def main() -> None:
    """Write the file."""
    torch.manual_seed(0)
    tokenizer = SentenceTransformer(str(resources.files(BUNDLED_PACKAGE) / "model")).tokenizer
    lessons = {side: lesson(side, tokenizer) for side in SIDES}
    teacher = learn(lessons, TEACHER, None, np.random.default_rng(0))
    student = learn(lessons, STUDENT, taught_by(teacher, lessons), np.random.default_rng(0))
    tensors = {
        f"{name}.{part}": (strength * getattr(one, part)).detach().cpu().numpy().astype(np.float16)
        for name, one in student.changed.items()
        for part, strength in (("down", 1.0), ("up", STRENGTH))
    }
    path = Path(str(resources.files("pipeline.signals") / "adapter.safetensors"))
    save_file(tensors, path)
    print(f"{path.name}: {len(student.changed)} matrices changed, {path.stat().st_size} bytes")
    print(f"its SHA-256, for pipeline/signals/heads.py: {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
