"""Key terms of clusters: BERTopic's class-based TF-IDF (Grootendorst 2022), without BERTopic.

The same numbers to the last digits, as a test holds against BERTopic itself, whose import alone takes six seconds and
half a gigabyte for its peers of UMAP, Numba and Plotly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pipeline.model import Term
from pipeline.separation import Labels

STOP_WORDS = frozenset(
    "a about above across after afterwards against all almost alone along already also although always am among "
    "amongst amoungst an and another any anyhow anyone anything anyway anywhere are around as at back be became "
    "because become becomes becoming been before beforehand behind being below beside besides between beyond both but "
    "by can cannot cant co con could couldnt de do done due during each eg eight either eleven else elsewhere enough "
    "etc even ever every everyone everything everywhere except few fifteen fifty find first five for former formerly "
    "forty four from further get give go had has hasnt have he hence her here hereafter hereby herein hereupon hers "
    "herself him himself his how however hundred i ie if in inc indeed into is it its itself keep last latter "
    "latterly least less ltd made many may me meanwhile might mill mine more moreover most mostly move much must my "
    "myself namely neither nevertheless next nine no none noone nor not now nowhere of often on once one only onto or "
    "other others otherwise our ours ourselves over own per perhaps please put rather re same see seem seemed seeming "
    "seems several she should side since sincere six sixty so some somehow someone something sometime sometimes "
    "somewhere still such take ten than that the their them themselves then thence there thereafter thereby therefore "
    "therein thereupon these they thick thin third this those though three through throughout thru thus to together "
    "too toward towards twelve twenty two un under until upon us very via was we well were what whatever when whence "
    "whenever where whereafter whereas whereby wherein whereupon wherever whether which while whither who whoever "
    "whole whom whose why will with within without would yet you your yours yourself yourselves".split()
)
"""scikit-learn's English list without words that say what is wrong: "the system is down again", "my bill is empty"."""
TOKEN = r"(?u)\b[^\W\d_][\w'’-]+\b"
"""A word of two signs and more that begins with a letter."""


def key_terms(texts: Sequence[str], labels: Labels, *, most: int = 12) -> tuple[tuple[Term, ...], ...]:
    """Words and pairs of words that tell each label from 0 on from all other texts, weightiest first.

    A term's weight is the root of its share of all terms of the label (pairs run on from a text to the next one of its
    label, as in BERTopic), times how rare it is in all labels together, by BM25's formula; -1 is a label as any other,
    without terms of its own. Terms of equal weight come by the alphabet.
    """
    word = re.compile(TOKEN)
    number: dict[str, int] = {}
    said: list[int] = []
    words_of: list[int] = []
    order = np.argsort(labels, kind="stable")
    for row in order.tolist():
        before = len(said)
        found_here = (each for each in word.findall(texts[row].lower()) if each not in STOP_WORDS)
        said.extend(number.setdefault(each, len(number)) for each in found_here)
        words_of.append(len(said) - before)
    numbers, of_row = np.unique(labels, return_inverse=True)
    count_of = int(labels.max()) + 1
    if not said:
        return ((),) * count_of
    words, many = list(number), len(number)
    of_word = np.repeat(of_row[order], words_of)
    one = np.array(said, dtype=np.int64)
    follows = of_word[1:] == of_word[:-1]
    # Single words come as what follows no word.
    terms = np.concatenate([one, (one[:-1] + 1)[follows] * many + one[1:][follows]])
    of_term = np.concatenate([of_word, of_word[1:][follows]])
    term, place = np.unique(terms, return_inverse=True)
    pairs, times = np.unique(of_term * len(term) + place, return_counts=True)
    label, column = np.divmod(pairs, len(term))
    everywhere = np.bincount(column, weights=times, minlength=len(term))
    total = np.bincount(label, weights=times)
    # A label without a word has a row of its own in BERTopic's mean.
    mean = int(total.sum() / len(numbers))
    rare = np.log(1 + (mean - everywhere + 0.5) / (everywhere + 0.5))
    weight = np.sqrt(times / total[label]) * rare[column]
    found: dict[int, tuple[Term, ...]] = {}
    for at, known in enumerate(numbers.tolist()):
        begin, end = np.searchsorted(label, (at, at + 1)).tolist()
        mine = weight[begin:end]
        least = np.partition(mine, -most)[-most] if len(mine) > most else 0.0
        best = [
            (-round(float(weight[each]), 6), _text(int(term[column[each]]), words))
            for each in (begin + np.flatnonzero((mine > 0) & (mine >= least - 1e-6))).tolist()
        ]
        found[known] = tuple(Term(text=text, weight=-less) for less, text in sorted(best)[:most] if less < 0)
    return tuple(found.get(one, ()) for one in range(count_of))


def _text(term: int, words: Sequence[str]) -> str:
    first, second = divmod(term, len(words))
    return f"{words[first - 1]} {words[second]}" if first else words[second]
