"""Topics by the stages of a first night, encoded in bytes and in floats."""

from __future__ import annotations

import pytest
from homes import PAINS
from sklearn.metrics import adjusted_rand_score

from flows.evaluate import group
from pipeline.encoding import INT8_FLAGS, cpu_flags
from pipeline.settings import Settings
from pipeline.stages.workspace import silent


@pytest.mark.skipif(not INT8_FLAGS & cpu_flags(), reason="no processor for int8")
def test_bytes_find_the_topics_that_floats_find() -> None:
    """On four pains said in many ways they agree at least as well as two seeds of the cut do in floats."""
    texts = [text for said in PAINS.values() for text in said]

    def topics(backend: str, seed: int) -> list[str]:
        settings = Settings.model_validate({"encoder": {"backend": backend}, "discovery": {"seed": seed}})
        found, _ = group(texts, settings, progress=silent)
        return [found[text] for text in texts]

    exact, other, quick = topics("float32", 0), topics("float32", 1), topics("int8", 0)
    assert len(set(exact)) > 3
    assert adjusted_rand_score(exact, quick) >= adjusted_rand_score(exact, other) - 0.05
