"""Training: definitions and sentences that were read for all signals -> heads.

Ridge regression on a sentence's vector and its word n-grams, for all signals of a speaker at once, by conjugate
gradients. A line of one signal's file says of the other signals nothing for sure: there it counts little, and not at
all where a first round finds the other signal in it. Probabilities are calibrated (Platt 1999) on a fifth of the
sentences that were read for all signals, scored by heads that did not learn from them, weighted by how many each stands
for.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.signals.definitions import SIDES, Definition, Side
from pipeline.signals.heads import BUCKETS, Floats, Head, Heads, n_grams, shipped

Encode = Callable[[Sequence[str]], Floats]
"""Texts to vectors."""

PENALTY = 10.0
UNSURE = 0.3
"""What a line counts for a signal whose file does not hold it."""
READ = 3.0
"""What a sentence counts that was read for all signals."""
ALSO = 0.15
"""Quantile of a signal's examples above which another signal's line may show it as well: it then tells nothing."""
ROUNDS = 60
"""Steps of conjugate gradients."""
FOLDS = 5
"""One of these of the sentences that were read is held back."""
SAMPLE = 1_500
"""Sentences of each speaker that were read, beside which a new signal is learned."""
SLOPE = 4.0
FEW, RARE = 30, 0.001
NEAR = 1.0
"""How strongly the slope of a signal's curve is held near that of all signals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A sentence that was read for all shipped signals of its speaker."""

    text: str
    stands_for: float
    """How many sentences of real conversations are like it: the often said ones are not all written down."""
    shows: frozenset[str]


def heads_for(definitions: Sequence[Definition], *, encoder: str, encode: Encode) -> Heads:
    """The shipped heads, and for definitions that are not the shipped ones heads learned here, in seconds.

    With another encoder than the shipped heads' all are learned, in minutes.
    """
    base = shipped() if shipped().encoder == encoder else None
    new = [one for one in definitions if base is None or base.learned.get(one.name) != one.fingerprint]
    if base is not None and not new:
        return base
    texts = lines_of(new, sample=SAMPLE if base else None)
    vector = dict(zip(texts, encode(texts), strict=True))
    learned = train(new, vector, encoder=encoder, sample=SAMPLE if base else None, base=base)
    return learned if base is None else _joined(base, learned)


def fit(heads: Heads, definitions: Sequence[Definition], encoder: str) -> bool:
    """Whether the heads are those of the definitions and read the encoder's vectors."""
    return heads.encoder == encoder and all(heads.learned.get(one.name) == one.fingerprint for one in definitions)


def read_sentences(side: Side, sample: int | None = None) -> tuple[Read, ...]:
    """The shipped ones of a speaker, or a sample of them that hangs on their texts alone."""
    file: Traversable = resources.files(__package__) / "read" / f"{side}.csv"
    found = [
        Read(text=row["text"], stands_for=float(row["stands_for"]), shows=frozenset(row["shows"].split()))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    ]
    return tuple(found if sample is None else sorted(found, key=lambda one: _number(one.text))[:sample])


def calibrated(
    head: Head, sentences: Sequence[Read], vectors: Floats, examples: Mapping[str, Floats] | None = None
) -> Head:
    """The head with the curves that sentences tell which it has not learned from; vectors (sentences, dimensions).

    `examples` are scores of signals' own examples, by heads that have not learned from them: they stand for a signal
    that fewer than FEW of the sentences show, as if RARE of all did.
    """
    scores = head.scores(vectors, [one.text for one in sentences])
    slope, offset = _curves(sentences, head.names, scores, None, examples or {})
    return replace(head, slope=slope, offset=offset)


def lines_of(definitions: Sequence[Definition], *, sample: int | None = None) -> tuple[str, ...]:
    """Every distinct text that heads for the definitions are learned from."""
    return tuple(
        dict.fromkeys(
            text
            for side in _sides(definitions)
            for text in (
                *(line for one in definitions if one.speaker == side for line in _lines(one)),
                *(one.text for one in read_sentences(side, sample)),
            )
        )
    )


def train(
    definitions: Sequence[Definition],
    vector: Mapping[str, Floats],
    *,
    encoder: str,
    sample: int | None = None,
    base: Heads | None = None,
) -> Heads:
    """Heads of the definitions; `vector` has that of every text of `lines_of`.

    With `base` words count, and probabilities that nothing tells of are taken, as they are there.
    """
    return Heads(
        encoder=encoder,
        learned={one.name: one.fingerprint for one in definitions},
        sides={
            side: _head(
                [one for one in definitions if one.speaker == side],
                read_sentences(side, sample),
                vector,
                base.sides[side] if base else None,
            )
            for side in _sides(definitions)
        },
    )


def _joined(base: Heads, more: Heads) -> Heads:
    """Both; what both have is the latter's."""
    sides = dict(base.sides)
    for side, new in more.sides.items():
        old = base.sides[side]
        kept = [at for at, name in enumerate(old.names) if name not in more.learned]
        sides[side] = Head(
            names=(*(old.names[at] for at in kept), *new.names),
            rarity=old.rarity,
            **{
                name: np.concatenate([getattr(old, name)[..., kept], getattr(new, name)], axis=-1)
                for name in ("dense", "words", "slope", "offset")
            },
        )
    return Heads(encoder=base.encoder, learned={**base.learned, **more.learned}, sides=sides)


def _head(signals: Sequence[Definition], read: Sequence[Read], vector: Mapping[str, Floats], base: Head | None) -> Head:
    texts = list(dict.fromkeys((*(one.text for one in read), *(line for one in signals for line in _lines(one)))))
    place = {text: at for at, text in enumerate(texts)}
    wanted = np.full((len(texts), len(signals)), -1, dtype=np.float32)
    weight = np.full(wanted.shape, UNSURE, dtype=np.float32)
    known = frozenset(name for one in read for name in one.shows)
    for at, one in enumerate(signals):
        for line in read if one.name in known else ():
            weight[place[line.text], at] = READ
            wanted[place[line.text], at] = 1 if one.name in line.shows else -1
        for lines, sign in ((one.counterexamples, -1), (one.examples, 1)):
            rows = [place[line] for line in lines]
            weight[rows, at] = np.maximum(weight[rows, at], 1)
            wanted[rows, at] = sign
    dense = np.stack([vector[text] for text in texts]).astype(np.float32)
    rarity = base.rarity if base else _rarity(texts)
    grams = n_grams(texts, rarity)
    weight = _without_doubt(_solved(dense, grams, wanted, weight), dense, grams, wanted, weight)
    learned = _solved(dense, grams, wanted, weight)
    usual = (float(np.median(base.slope)), float(np.median(base.offset))) if base else None
    # Heads for the calibration have not learned from what they are calibrated on.
    out = np.array([_number(one.text) % FOLDS == 0 for one in read], dtype=bool)
    apart = np.flatnonzero(out)
    kept = weight.copy()
    kept[apart] = 0
    scores = _scores(_solved(dense, grams, wanted, kept), dense[apart], grams[apart])
    held = [one for one, is_out in zip(read, out, strict=True) if is_out]
    slope, offset = _curves(held, [one.name for one in signals], scores, usual, {})
    return Head(
        names=tuple(one.name for one in signals),
        dense=learned[: dense.shape[1] + 1],
        words=learned[dense.shape[1] + 1 :],
        rarity=rarity,
        slope=slope,
        offset=offset,
    )


def _rarity(texts: Sequence[str]) -> Floats:
    """Inverse document frequency of the n-grams; 0 of what occurs once."""
    seen = np.bincount(n_grams(texts).indices, minlength=BUCKETS)
    return np.where(seen > 1, np.log((1 + len(texts)) / (1 + seen)) + 1, 0).astype(np.float32)


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def _sides(definitions: Sequence[Definition]) -> list[Side]:
    return [side for side in SIDES if any(one.speaker == side for one in definitions)]


def _lines(one: Definition) -> tuple[str, ...]:
    return (*one.examples, *one.counterexamples)


def _without_doubt(learned: Floats, dense: Floats, grams: csr_matrix, wanted: Floats, weight: Floats) -> Floats:
    """The weights, 0 where another signal's line may show the signal as well."""
    scores = _scores(learned, dense, grams)
    weight = weight.copy()
    for at in range(wanted.shape[1]):
        least = np.quantile(scores[wanted[:, at] == 1, at], ALSO)
        weight[(weight[:, at] == np.float32(UNSURE)) & (scores[:, at] > least), at] = 0
    return weight


def _solved(dense: Floats, grams: csr_matrix, wanted: Floats, weight: Floats) -> Floats:
    """Weighted ridge regression of every column of `wanted`: (dimensions + 1 + BUCKETS, signals)."""
    rows = np.concatenate([dense, np.ones((len(dense), 1), dtype=np.float32)], axis=1)
    back = grams.T.tocsr()

    def turned(residual: Floats) -> Floats:
        return np.concatenate([rows.T @ residual, back @ residual])

    def applied(weights: Floats) -> Floats:
        return turned(weight * (rows @ weights[: rows.shape[1]] + grams @ weights[rows.shape[1] :])) + PENALTY * weights

    found = np.zeros((rows.shape[1] + BUCKETS, wanted.shape[1]), dtype=np.float32)
    left = turned(weight * wanted)
    step, size = left.copy(), (left * left).sum(axis=0)
    for _ in range(ROUNDS):
        moved = applied(step)
        length = size / np.maximum((step * moved).sum(axis=0), 1e-12)
        found += length * step
        left -= length * moved
        size, before = (left * left).sum(axis=0), size
        step = left + size / np.maximum(before, 1e-12) * step
    return found


def _scores(learned: Floats, dense: Floats, grams: csr_matrix) -> Floats:
    wide = dense.shape[1]
    return np.asarray(dense @ learned[:wide] + learned[wide] + grams @ learned[wide + 1 :], dtype=np.float32)


def _curves(
    held: Sequence[Read],
    names: Sequence[str],
    scores: Floats,
    usual: tuple[float, float] | None,
    examples: Mapping[str, Floats],
) -> tuple[Floats, Floats]:
    """Slope and offset of each signal's logistic curve, by the scores (sentences, signals) of those held back.

    The slope is held near that of all signals, so that a few sentences do not decide it. A signal that no
    sentence was read for gets the `usual` one, or else that of all.
    """
    known = frozenset(name for one in held for name in one.shows) | examples.keys()
    told = [at for at, name in enumerate(names) if name in known]
    curves: dict[int, tuple[float, float]] = {}
    if told:
        stands = np.array([one.stands_for for one in held])
        stands = stands / stands.mean()
        shows = np.array([[name in one.shows for name in names] for one in held])
        every = _curve(scores[:, told].ravel(), shows[:, told].ravel(), np.repeat(stands, len(told)), SLOPE, 0)
        for at in told:
            own = examples.get(names[at], np.zeros(0, np.float32)) if shows[:, at].sum() < FEW else ()
            each = RARE * stands.sum() / max(len(own), 1)
            curves[at] = _curve(
                np.concatenate([scores[:, at], own]),
                np.concatenate([shows[:, at], np.ones(len(own), dtype=bool)]),
                np.concatenate([stands, np.full(len(own), each)]),
                every[0],
                NEAR,
            )
        usual = usual or every
    both = np.array([curves.get(at, usual or (SLOPE, -1.0)) for at in range(len(names))], dtype=np.float32)
    return both.reshape(-1, 2)[:, 0], both.reshape(-1, 2)[:, 1]


def _curve(
    scores: Floats,
    shows: NDArray[np.bool_],
    stands: NDArray[np.float64],
    near: float,
    strength: float,
) -> tuple[float, float]:
    """Slope and offset of the greatest weighted likelihood, the slope held near another with a strength."""
    sign = np.where(shows, 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> float:
        slope, offset = np.exp(values[0]), values[1]
        fit = (stands * np.logaddexp(0, -sign * (slope * scores + offset))).sum()
        return float(fit + strength * (values[0] - np.log(near)) ** 2)

    start = np.array([np.log(near), -1.0])
    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-6})
    return float(np.exp(found.x[0])), float(found.x[1])
