"""Learn the shipped heads of the signals anew, after a definition, a line or the bundled encoder was changed.

    .venv/bin/python -m benchmarks.learn_heads

Writes pipeline/signals/heads.safetensors; a test says when it is due. Some minutes on two cores.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pipeline import signals
from pipeline.encoding import SentenceTransformerEncoder
from pipeline.signals.heads import SHIPPED, to_bytes
from pipeline.signals.training import lines_of, train


def main() -> None:
    """Write the file."""
    definitions = signals.definitions()
    texts = lines_of(definitions)
    encoder = SentenceTransformerEncoder(batch=64)
    vector = dict(zip(texts, encoder.encode(texts), strict=True))
    path = Path(str(resources.files("pipeline.signals") / SHIPPED))
    path.write_bytes(to_bytes(train(definitions, vector, encoder=encoder.fingerprint)))
    print(f"{path.name}: {len(definitions)} signals learned from {len(texts)} lines, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
