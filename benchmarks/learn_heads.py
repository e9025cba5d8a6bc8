"""Learn the shipped heads of the signals anew, after a definition, a line or the bundled encoder was changed.

    .venv/bin/python -m benchmarks.learn_heads

Writes pipeline/signals/heads.safetensors; a test says when it is due. Learned from the lines of the signals' files and
from the sentences that were read for all signals; how probable a score makes a signal is told by the labelled sentences
of real conversations (two numbers a signal), for the adapter has seen all the lines. Some minutes on two cores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from benchmarks.bench_signals import Labelled, labelled, texts_of
from pipeline import signals
from pipeline.encoding import Encoder, SentenceTransformerEncoder
from pipeline.redaction import without_placeholders
from pipeline.signals.heads import SHIPPED, Heads, to_bytes
from pipeline.signals.training import Read, calibrated, lines_of, train


def learned(encoder: Encoder) -> Heads:
    """Heads of the shipped signals, their curves as the lines alone tell them."""
    definitions = signals.definitions()
    texts = lines_of(definitions)
    return train(definitions, dict(zip(texts, encoder.encode(texts), strict=True)), encoder=encoder.fingerprint)


def calibrated_on(heads: Heads, pool: Sequence[Labelled], text: dict[str, str], encoder: Encoder) -> Heads:
    """The heads with the curves that a pool of labelled sentences tells."""
    sides = {}
    for side, head in heads.sides.items():
        some = [
            Read(text=without_placeholders(text[one.id]), stands_for=1 / one.drawn, shows=one.shows)
            for one in pool
            if one.speaker == side
        ]
        sides[side] = calibrated(head, some, encoder.encode([one.text for one in some]))
    return replace(heads, sides=sides)


def main() -> None:
    """Write the file."""
    encoder = SentenceTransformerEncoder(batch=64, adapter=signals.adapter())
    pool = labelled()
    heads = calibrated_on(learned(encoder), pool, texts_of([one.id for one in pool]), encoder)
    path = Path(str(resources.files("pipeline.signals") / SHIPPED))
    path.write_bytes(to_bytes(heads))
    print(f"{path.name}: {len(heads.learned)} signals, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
