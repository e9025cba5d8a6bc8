"""The words of a sentence, as signals are read off them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import HashingVectorizer

from pipeline.signals.heads import BUCKETS, n_grams

SPOKEN = st.text(alphabet="ab'c’? !É漢\n", max_size=30) | st.text(max_size=30)


@given(st.lists(SPOKEN, max_size=6))
def test_words_are_hashed_as_by_scikit_learn(texts: list[str]) -> None:
    """The shipped heads were learned with the buckets of its HashingVectorizer."""
    said = [*texts, "and one that says something, twice twice"]
    theirs = HashingVectorizer(
        n_features=BUCKETS,
        ngram_range=(1, 3),
        token_pattern="[a-z']+|[?!]",
        lowercase=False,
        norm=None,
        alternate_sign=False,
        dtype=np.float32,
    ).transform([text.lower().replace("’", "'") for text in said])
    ours = n_grams(said)
    assert np.array_equal(ours.indptr, theirs.indptr)
    assert np.array_equal(ours.indices, theirs.indices)
    assert np.array_equal(ours.data, 1 + np.log(theirs.data))
    assert ours.dtype == np.float32
