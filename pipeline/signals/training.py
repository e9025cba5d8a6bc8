"""Training: definitions and sentences that were read for all signals -> heads.

Ridge regression on a sentence's vector and its word n-grams, for all signals of a speaker at once, by conjugate
gradients. A line of one signal's file says of the other signals nothing for sure: there it counts little, and not at
all where a first round finds the other signal in it. Probabilities are calibrated on a fifth of the sentences that were
read for all signals and of each signal's examples, scored by heads that did not learn from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.signals.calibration import RARE, SOUGHT, curves
from pipeline.signals.definitions import SIDES, Definition, Side
from pipeline.signals.heads import BUCKETS, SHA256, SHIPPED, Floats, Head, Heads, n_grams, shipped
from pipeline.signals.lines import Read, number_of, read_sentences

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

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
"""One of these of the sentences that were read, and of a signal's examples, is held back to calibrate on."""
SAMPLE = 1_500
"""Sentences of each speaker that were read, beside which a new signal is learned."""


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
    """Whether the heads are those of the definitions, read the encoder's vectors, and stand beside the shipped ones."""
    of_now = heads is shipped() or heads.base == SHA256[SHIPPED]
    return (
        of_now
        and heads.encoder == encoder
        and all(heads.learned.get(one.name) == one.fingerprint for one in definitions)
    )


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

    With `base` words count as they do there.
    """
    return Heads(
        encoder=encoder,
        learned={one.name: one.fingerprint for one in definitions},
        base=SHA256[SHIPPED],
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
    return Heads(encoder=base.encoder, learned={**base.learned, **more.learned}, sides=sides, base=more.base)


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
    # Heads for the calibration have not learned from what they are calibrated on.
    out = np.array([number_of(one.text) % FOLDS == 0 for one in read], dtype=bool)
    apart = np.flatnonzero(out)
    own = [[place[line] for line in one.examples if number_of(line) % FOLDS == 0] for one in signals]
    kept = weight.copy()
    kept[apart] = 0
    for at, rows in enumerate(own):
        kept[rows, at] = 0
    without = _solved(dense, grams, wanted, kept)
    slope, offset = curves(
        [one for one, is_out in zip(read, out, strict=True) if is_out],
        [one.name for one in signals],
        _scores(without, dense[apart], grams[apart]),
        {
            one.name: _scores(without, dense[rows], grams[rows])[:, at]
            for at, (one, rows) in enumerate(zip(signals, own, strict=True))
        },
        near=float(np.median(base.slope)) if base else None,
        rare=SOUGHT if base else RARE,
    )
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
