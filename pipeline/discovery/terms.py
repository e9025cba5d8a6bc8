"""Key terms of clusters, by BERTopic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.discovery.graph import Labels, Vectors
from pipeline.model import Term

MATTER = frozenset(
    "again amount bill bottom call cry describe detail down empty fill fire found front full interest name never "
    "nobody nothing off out part serious show system top up".split()
)
"""Words that scikit-learn's list would stop and that say what is wrong: "the system is down again"."""


Weighted = Sequence[tuple[str, float]]
"""Terms with their weights, weightiest first."""


def key_terms(
    texts: Sequence[str], vectors: Vectors, labels: Labels, *, most: int = 12
) -> tuple[tuple[Term, ...], ...]:
    """Key terms of each label from 0 on, by BERTopic's class-based TF-IDF; rows labelled -1 count for none."""
    fitted = given(texts, vectors, labels, most=most)
    return tuple(
        tuple(
            Term(text=text, weight=round(float(weight), 6))
            for text, weight in (fitted or {}).get(label) or ()
            if text and weight > 0
        )
        for label in range(int(labels.max()) + 1)
    )


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
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer  # noqa: PLC0415

    vectorizer = CountVectorizer(
        ngram_range=(1, 2), stop_words=sorted(ENGLISH_STOP_WORDS - MATTER), token_pattern=r"(?u)\b[^\W\d_][\w'’-]+\b"
    )
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
