"""How well texts are grouped: ours and four peers on the same vectors of five public sets, in one table.

    .venv/bin/python -m benchmarks.bench_clustering [--runs 5] [--texts 3000] [--only SET ...] [--planted 10]

Ours is the nightly job's discovery with its shipped settings and the assignment that follows it. Every method sees the
same rows in the same order, another order and seed each run; mean and spread are over the runs. Ours reads the nightly
job's vectors; the peers and the judge read the same model's plain ones. What a method leaves
unassigned is one group to the scores. The line "induction" is the protocol of DSTC11's open intent induction: a
balanced logistic regression learns the topics of natcs_insurance's texts and says those of natcs_insurance_test's.
A peer whose library is not installed is passed over with a word: UMAP and HDBSCAN come with BERTopic, EVoC is `evoc`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.labelled import SETS, Labelled, natcs, natcs_test
from flows.evaluate import scores
from pipeline import discovery
from pipeline.assignment import assign
from pipeline.encoding import Encoder, encoder_of
from pipeline.settings import Discovery
from pipeline.stages.discover import least_conversations

Vectors = NDArray[np.float32]
Groups = list[str]
"""The group of each text; empty for none."""
Method = Callable[[list[str], Vectors, int], Groups]
Encoders = tuple[Encoder, Encoder]
"""The nightly job's and the model's own."""
PLANTED, AMONG = 15, 20_000
MOST_CLUSTERS = 200


def ours(texts: list[str], vectors: Vectors, seed: int) -> Groups:
    """What a first night makes of the texts, whose order is by content whatever it was."""
    order = sorted(range(len(texts)), key=lambda row: (hashlib.sha256(texts[row].encode()).digest(), row))
    least = Discovery().min_conversations
    found = discovery.discover(
        [texts[row] for row in order],
        vectors[order],
        [1] * len(order),
        min_weight=least_conversations(min(least, max(2, len(texts) // 100)), len(texts)),
        small_weight=min(least, max(2, len(texts) // 100)),
        seed=seed,
    )
    near = assign(vectors, [one.centroid for one in found.groups], [one.floor for one in found.groups])
    return [str(topic) if topic >= 0 else "" for topic in near.topic.tolist()]


def bertopic(texts: list[str], vectors: Vectors, seed: int) -> Groups:
    """BERTopic with its defaults; only UMAP's seed is given."""
    from bertopic import BERTopic  # noqa: PLC0415
    from umap import UMAP  # noqa: PLC0415

    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    topics, _ = BERTopic(umap_model=umap).fit_transform(texts, vectors)
    return ["" if topic < 0 else str(topic) for topic in topics]


def hdbscan_on_umap(_texts: list[str], vectors: Vectors, seed: int) -> Groups:
    """UMAP to five dimensions, then HDBSCAN with a least cluster of one in a hundred."""
    from hdbscan import HDBSCAN  # noqa: PLC0415
    from umap import UMAP  # noqa: PLC0415

    flat = UMAP(n_components=5, min_dist=0.0, metric="cosine", random_state=seed).fit_transform(vectors)
    labels = HDBSCAN(min_cluster_size=max(5, len(vectors) // 100)).fit_predict(flat)
    return ["" if label < 0 else str(label) for label in labels.tolist()]


def k_means(_texts: list[str], vectors: Vectors, seed: int) -> Groups:
    """k-means with the number of clusters of the best silhouette."""
    from sklearn.cluster import KMeans  # noqa: PLC0415
    from sklearn.metrics import silhouette_score  # noqa: PLC0415

    counts = [k for k in (5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, MOST_CLUSTERS) if k < len(vectors) // 5]
    fits = [KMeans(k, n_init=1, random_state=seed).fit_predict(vectors) for k in counts]
    sample = min(len(vectors), 3_000)
    best = max(fits, key=lambda fit: silhouette_score(vectors, fit, sample_size=sample, random_state=seed))
    return [str(label) for label in best.tolist()]


def evoc(_texts: list[str], vectors: Vectors, seed: int) -> Groups:
    """EVoC with its defaults."""
    from evoc import EVoC  # noqa: PLC0415

    labels = EVoC(random_state=seed).fit_predict(vectors)
    return ["" if label < 0 else str(label) for label in labels.tolist()]


METHODS: dict[str, tuple[Method, str]] = {
    "painpoints": (ours, "igraph"),
    "BERTopic": (bertopic, "umap"),
    "HDBSCAN on UMAP": (hdbscan_on_umap, "umap"),
    "k-means, silhouette": (k_means, "sklearn"),
    "EVoC": (evoc, "evoc"),
}
"""Each method with the library that it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A set with its vectors."""

    texts: list[str]
    labels: list[str]
    vectors: Vectors
    """The nightly job's."""
    plain: Vectors
    """As the model itself pools them."""


def encoded(rows: Labelled, most: int, encoders: Encoders) -> Encoded:
    """The distinct rows, at most so many, spread over the set by a fixed draw."""
    rows = list(dict.fromkeys(rows))
    if len(rows) > most:
        rows = [rows[at] for at in sorted(np.random.default_rng(0).choice(len(rows), most, replace=False).tolist())]
    texts = [text for text, _ in rows]
    ours, plain = (encoder.encode(texts) for encoder in encoders)
    return Encoded(texts=texts, labels=[label for _, label in rows], vectors=ours, plain=plain)


def measured(method: Method, data: Encoded, test: Encoded | None, run: int) -> dict[str, float]:
    """The scores of one run: of the texts themselves, or of a test set by way of a classifier."""
    order = np.random.default_rng(run).permutation(len(data.texts))
    began = time.perf_counter()
    vectors = data.vectors if method is ours else data.plain
    found = method([data.texts[row] for row in order.tolist()], vectors[order], run)
    seconds = time.perf_counter() - began
    books = {"topics": float(len(set(found) - {""})), "unassigned": found.count("") / len(found), "seconds": seconds}
    if test is None:
        return {**books, **scores(found, [data.labels[row] for row in order.tolist()])}
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    kept = [at for at, topic in enumerate(found) if topic]
    learner = LogisticRegression(class_weight="balanced", max_iter=1_000)
    learner.fit(data.plain[order][kept], [found[at] for at in kept])
    return {**books, **scores(learner.predict(test.plain).tolist(), test.labels)}


def planted(trials: int, encoder: Encoder) -> dict[str, int]:
    """How often a label's 15 texts among 20,000 others are found: half of them in a topic that is half them.

    The others are of all sets, or of the other sets only: beside fifty intents about cards, or beside nothing like it.
    """
    rows = [(text, label) for name, (load, _) in SETS.items() for text, label in _named(name, load())]
    texts, names = [text for text, _ in rows], np.array([label for _, label in rows])
    origin = np.array([label.split(":")[0] for _, label in rows])
    vectors = encoder.encode(texts)
    kinds, counts = np.unique(names, return_counts=True)
    labels = kinds[counts >= PLANTED]
    found = {"its like": 0, "other sets": 0}
    for trial, among in product(range(trials), found):
        rng = np.random.default_rng(trial)
        wanted = names == labels[int(rng.integers(len(labels)))]
        few = rng.choice(np.flatnonzero(wanted), PLANTED, replace=False)
        others = np.flatnonzero(~wanted if among == "its like" else origin != origin[few[0]])
        many = rng.choice(others, min(AMONG, len(others)), replace=False)
        drawn = np.concatenate([few, many])
        topics = np.array(ours([texts[row] for row in drawn.tolist()], vectors[drawn], trial))
        inside = topics[:PLANTED]
        sizes = {topic: int((inside == topic).sum()) for topic in set(inside.tolist()) - {""}}
        best = max(sizes, key=lambda topic: (sizes[topic], topic), default="")
        hit = sizes.get(best, 0) >= PLANTED / 2 and 2 * sizes[best] >= int((topics == best).sum())
        found[among] += hit
        held = f"{sizes.get(best, 0)} in a topic of {int((topics == best).sum())}"
        print(f"{names[few[0]]} among {len(many):,} of {among}: {'found' if hit else 'lost'}, {held}", flush=True)
    return found


def _named(name: str, rows: Labelled) -> Labelled:
    return [(text, f"{name}:{label}") for text, label in dict.fromkeys(rows)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--texts", type=int, default=3_000, help="most texts of a set")
    parser.add_argument("--only", nargs="*", choices=[*SETS, "induction"], default=[*SETS, "induction"])
    parser.add_argument("--methods", nargs="*", choices=list(METHODS), default=list(METHODS))
    parser.add_argument("--planted", type=int, default=0, help="trials of 15 texts among 20,000 (minutes each)")
    wanted = parser.parse_args()
    encoders = encoder_of(), encoder_of(weighted=False)
    columns = ("acc", "nmi", "ari", "f1", "topics", "unassigned", "seconds")
    table = Table("set", "labels", "method", *columns, title="Clustering: mean (spread) over runs")
    for name in wanted.only:
        test: Encoded | None = None
        try:
            if name == "induction":
                data, test = encoded(natcs(), wanted.texts, encoders), encoded(natcs_test(), wanted.texts, encoders)
            else:
                data = encoded(SETS[name][0](), wanted.texts, encoders)
        except FileNotFoundError:
            table.add_row(name, "-", "the set is absent")
            continue
        for called in wanted.methods:
            method, library = METHODS[called]
            if importlib.util.find_spec(library) is None:
                table.add_row(name, "-", f"{called}: {library} is not installed")
                continue
            runs = [measured(method, data, test, run) for run in range(wanted.runs)]
            told = [
                f"{np.mean([one[column] for one in runs]):.3g} ({np.std([one[column] for one in runs]):.2g})"
                for column in columns
            ]
            table.add_row(name, str(len(set((test or data).labels))), called, *told)
            Console(width=160, stderr=True).print(name, called, *told)
    Console(width=160).print(table)
    if wanted.planted:
        for among, found in planted(wanted.planted, encoders[0]).items():
            print(f"15 texts among {AMONG:,} of {among}: found in {found} of {wanted.planted} trials")


if __name__ == "__main__":
    main()
