"""Learn the shipped heads of the signals anew, after a definition, a line or the bundled encoder was changed.

    .venv/bin/python -m benchmarks.learn_heads

Writes pipeline/signals/heads.safetensors; a test says when it is due. Learned from the lines of the signals' files and
from the sentences that were read for all signals; how probable a score makes a signal is told by the labelled sentences
of real conversations (two numbers a signal), for the adapter has seen all the lines. Some minutes on two cores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np

from benchmarks.bench_signals import Labelled, labelled, texts_of
from pipeline import signals
from pipeline.encoding import Encoder, SentenceTransformerEncoder
from pipeline.redaction import without_placeholders
from pipeline.signals.calibration import calibrated
from pipeline.signals.heads import SHIPPED, Floats, Heads, to_bytes
from pipeline.signals.lines import Read
from pipeline.signals.training import lines_of, train

APART = 5
"""One of these of a signal's examples is kept from the heads that score it."""


def learned(encoder: Encoder) -> tuple[Heads, dict[str, Floats]]:
    """Heads of the shipped signals, and the scores of examples by heads that did not learn from them."""
    definitions = signals.definitions()
    texts = lines_of(definitions)
    vector = dict(zip(texts, encoder.encode(texts), strict=True))
    fewer = [replace(one, examples=one.examples[: -len(one.examples) // APART]) for one in definitions]
    without = train(fewer, vector, encoder=encoder.fingerprint)
    scores = {}
    for one in definitions:
        head, some = without.sides[one.speaker], one.examples[-len(one.examples) // APART :]
        scores[one.name] = head.scores(np.stack([vector[text] for text in some]), some)[:, head.names.index(one.name)]
    return train(definitions, vector, encoder=encoder.fingerprint), scores


def calibrated_on(
    heads: Heads,
    pool: Sequence[Labelled],
    text: Mapping[str, str],
    encoder: Encoder,
    examples: Mapping[str, Floats],
) -> Heads:
    """The heads with the curves that a pool of labelled sentences tells, and examples of what few of them show."""
    sides = {}
    for side, head in heads.sides.items():
        some = [
            Read(text=without_placeholders(text[one.id]), stands_for=1 / one.drawn, shows=one.shows)
            for one in pool
            if one.speaker == side
        ]
        own = {name: scores for name, scores in examples.items() if name in head.names}
        sides[side] = calibrated(head, some, encoder.encode([one.text for one in some]), own)
    return replace(heads, sides=sides)


def main() -> None:
    """Write the file."""
    encoder = SentenceTransformerEncoder(batch=64, adapter=signals.adapter())
    pool = labelled()
    heads, examples = learned(encoder)
    heads = calibrated_on(heads, pool, texts_of([one.id for one in pool]), encoder, examples)
    path = Path(str(resources.files("pipeline.signals") / SHIPPED))
    path.write_bytes(to_bytes(heads))
    print(f"{path.name}: {len(heads.learned)} signals, {path.stat().st_size} bytes")
    print(f"its SHA-256, for pipeline/signals/heads.py: {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
