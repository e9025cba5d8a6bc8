"""Shares of several groups: whether they differ by more than chance, how much, and which groups may be told of.

Arrays are (tables, groups): one row for each thing that is compared between the groups. Chances are exact, for
behaviours are rare and thousands of rows are looked at, so that what counts is the far end of a distribution.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NEAR = 2.0
"""A group nearer to the others than so many standard errors is taken to be as they are, which saves the time."""
NOTHING = 1e-12
"""A tail's terms that are so small a part of the first are left off."""


def chances(came: Ints, known: Ints) -> Floats:
    """Of each table, how likely groups that are all alike would differ so much; (tables,) in 0 to 1.

    `came` of `known` in each group, both (tables, groups); a group of 0 takes no part. Each group is set against the
    others by Fisher's exact test, the lesser tail doubled; the least of a table's is multiplied by its groups
    (Bonferroni; two groups are one comparison). Given the margins this is the permutation test of the most different
    group: it holds however few and rare, and is strict where several groups differ a little. 1 where nothing can
    differ, and where no group is NEAR standard errors off.
    """
    groups = (known > 0).sum(axis=1)
    all_known, all_came = known.sum(axis=1, keepdims=True), came.sum(axis=1, keepdims=True)
    share = all_came / np.maximum(all_known, 1)
    expected = known * share
    # Of the hypergeometric distribution.
    variance = expected * (1 - share) * (all_known - known) / np.maximum(all_known - 1, 1)
    off = np.abs(came - expected) >= NEAR * np.sqrt(variance)
    rows, at = np.nonzero(off & (variance > 0) & (groups[:, None] > 1))
    least = np.ones(len(known))
    if len(rows):
        tails = _tails(came[rows, at], known[rows, at], all_came[rows, 0], all_known[rows, 0])
        np.minimum.at(least, rows, 2 * tails)
    looks = np.where(groups > 2, groups, 1)
    clipped: Floats = np.minimum(least * looks, 1.0)
    return clipped


def spread(came: Ints, known: Ints) -> Floats:
    """Of each table, the standard deviation between the groups' true shares; (tables,) in shares, 0 where chance alone
    could have made it.

    By moments: how far the groups are apart beyond what the pooled share's binomial variance makes of them (Kleinman,
    Journal of the American Statistical Association 1973; 68:46-54; DerSimonian & Laird, Controlled Clinical Trials
    1986; 7:177-188, with that variance for all groups).
    """
    whole = known.sum(axis=1)
    share = came.sum(axis=1) / np.maximum(whole, 1)
    noise = share * (1 - share)
    shares = came / np.maximum(known, 1)
    apart = (known * (shares - share[:, None]) ** 2).sum(axis=1)
    free = np.maximum((known > 0).sum(axis=1) - 1, 0)
    weight = whole - (known.astype(float) ** 2).sum(axis=1) / np.maximum(whole, 1)
    beyond = np.divide(apart - free * noise, weight, out=np.zeros(len(known)), where=weight > 0)
    rooted: Floats = np.sqrt(np.maximum(beyond, 0.0))
    return rooted


def discovered(chance: Floats, *, rate: float) -> Bools:
    """Which tables are told, so that at most this share of those told is expected to be chance.

    Benjamini & Hochberg, Journal of the Royal Statistical Society B 1995; 57:289-300. Where nothing differs anywhere,
    anything is told with at most this chance. Equal chances are told together.
    """
    ordered = np.sort(chance)
    below = np.flatnonzero(ordered <= rate * np.arange(1, len(ordered) + 1) / max(len(ordered), 1))
    told: Bools = chance <= (ordered[below[-1]] if len(below) else -1.0)
    return told


def witnessed(came: Ints, known: Ints, witnesses: Ints) -> tuple[Ints, Ints]:
    """The counts as if there were so many conversations, all (tables, groups): who comes ten times is no ten witnesses.

    Counts are divided by a design effect, conversations a witness (Rao & Scott, Biometrics 1992; 48:577-585). With
    customers as witnesses that is the effect if all of one customer's go alike, which is the strictest.
    """
    once = np.rint(came * witnesses / np.maximum(known, 1)).astype(np.int64)
    return once, np.where(known > 0, witnesses, 0)


def nightly(came: Ints, known: Ints) -> Floats:
    """How many conversations of a group weigh as one, because nights go differently: (topics, groups), at least 1.

    `came` of `known`, both (topics, groups, nights). The variance of a group's share over its nights as clusters,
    divided by the binomial one of the topic's pooled share (Rao & Scott 1992): one bad night is one witness.
    """
    base, nights = known.sum(axis=2), (known > 0).sum(axis=2)
    own = came.sum(axis=2) / np.maximum(base, 1)
    pooled = came.sum(axis=(1, 2)) / np.maximum(known.sum(axis=(1, 2)), 1)
    noise = base * (pooled * (1 - pooled))[:, None]
    apart = ((came - own[:, :, None] * known) ** 2).sum(axis=2) * nights / np.maximum(nights - 1, 1)
    # Of one night nobody can tell it from what is usual there: it is one witness.
    effect = np.where(nights > 1, np.divide(apart, noise, out=np.ones(base.shape), where=noise > 0), base)
    strict: Floats = np.maximum(effect, 1.0)
    return strict


def _tails(came: Ints, known: Ints, all_came: Ints, all_known: Ints) -> Floats:
    """The tail of the hypergeometric distribution on whose side of its mean `came` lies, itself included."""
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, int(all_known.max()) + 1)))))

    def choose(n: Ints, k: Ints) -> Floats:
        found: Floats = logs[n] - logs[k] - logs[n - k]
        return found

    # Few of one kind are many of the other: of (came, the others) the tail upwards is always the one to add up.
    few = came * all_known < known * all_came
    count, every = np.where(few, known - came, came), np.where(few, all_known - all_came, all_came)
    rest = all_known - every
    first = np.exp(choose(every, count) + choose(rest, known - count) - choose(all_known, known))
    at, term, total = count.astype(float), np.ones(len(count)), np.ones(len(count))
    # Away from the mean each term is less than the one before.
    while np.any(term > NOTHING):
        term = term * (every - at) * (known - at) / ((at + 1) * (rest - known + at + 1))
        at += 1
        total += term
    tails: Floats = np.minimum(first * total, 1.0)
    return tails
