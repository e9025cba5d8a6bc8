"""What BERTopic says of labels that are given to it: for a name by a language model, and to hold our terms against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.discovery.graph import Vectors
from pipeline.discovery.terms import STOP_WORDS, TOKEN
from pipeline.separation import Labels

Weighted = Sequence[tuple[str, float]]
"""Terms with their weights, weightiest first."""


def given(
    texts: Sequence[str], vectors: Vectors, labels: Labels, *, most: int, namer: Any = None
) -> Mapping[int, Weighted] | None:
    """What BERTopic says of each of the labels given to it: terms, or what its `namer` made of them.

    None where the texts hold no word that matters.
    """
    from bertopic import BERTopic  # noqa: PLC0415 - six seconds
    from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415
    from bertopic.vectorizers import ClassTfidfTransformer  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    vectorizer = CountVectorizer(ngram_range=(1, 2), stop_words=sorted(STOP_WORDS), token_pattern=TOKEN)
    if not any(map(vectorizer.build_analyzer(), texts)):
        return None
    model = BERTopic(
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=_Given(labels),
        vectorizer_model=vectorizer,
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True),
        representation_model=namer,
        top_n_words=most,
    )
    numbers, _ = model.fit_transform(list(texts), embeddings=vectors)
    # BERTopic numbers topics anew by frequency; its numbers end here.
    theirs = {int(ours): int(number) for ours, number in zip(labels, numbers, strict=True)}
    return {ours: model.get_topic(number) or () for ours, number in theirs.items()}


class _Given:
    """A cluster model for BERTopic that says the labels it was given."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, vectors: Vectors, y: object = None) -> _Given:  # noqa: ARG002 - BERTopic's signature
        return self
