"""What people said of two texts, that they belong together or never do: what of it can hold, and each text's topic.

Texts that belong together are one component (union-find). Of what cannot hold at once the newest stands; the rest is
handed back with the reason, for somebody to read. Texts are named by their hash.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """That two texts belong together, or that they never do."""

    one: str
    other: str
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What does not hold, and the newer sayings that together rule it out: a chain from one of its texts to the other.

    Without a reason where a text was said to be apart from itself.
    """

    dropped: Said
    because: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What holds of all that was said, oldest first, and what does not, newest first."""

    together: tuple[Said, ...]
    apart: tuple[Said, ...]
    contradictions: tuple[Contradiction, ...]
    component: Mapping[str, str]
    """Every text in something that holds -> the first by name of the texts it belongs with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The same as pairs of rows of some texts, each pair once as (low, high), sorted."""

    together: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]


def preferences(said: Sequence[Said]) -> Preferences:
    """What holds of all that was said, in the order of time: a newer saying is never dropped for an older one."""
    links: dict[str, dict[str, Said]] = defaultdict(dict)
    home: dict[str, str] = {}
    apart: list[Said] = []
    together: list[Said] = []
    dropped: list[Contradiction] = []
    for saying in reversed(said):
        one, other = (_root(home, text) for text in (saying.one, saying.other))
        if saying.together:
            ends = {one, other}
            against = next((row for row in apart if {_root(home, row.one), _root(home, row.other)} == ends), None)
            if against is not None:
                # From one text along what is together to the pair that is apart, and on to the other text.
                near, far = against.one, against.other
                if _root(home, near) != one:
                    near, far = far, near
                chain = (*_path(links, saying.one, near), against, *_path(links, far, saying.other))
                dropped.append(Contradiction(dropped=saying, because=chain))
                continue
            home[max(ends)] = min(ends)
            links[saying.one].setdefault(saying.other, saying)
            links[saying.other].setdefault(saying.one, saying)
            together.append(saying)
        elif one == other:
            dropped.append(Contradiction(dropped=saying, because=_path(links, saying.one, saying.other)))
        else:
            apart.append(saying)
    names = sorted({name for saying in (*together, *apart) for name in (saying.one, saying.other)})
    return Preferences(
        together=tuple(reversed(together)),
        apart=tuple(reversed(apart)),
        contradictions=tuple(dropped),
        component={name: _root(home, name) for name in names},
    )


def rows_of(held: Preferences, texts: Sequence[str]) -> Rows:
    """What holds of these distinct texts, also by way of texts that are not among them."""
    first: dict[str, int] = {}
    together = []
    for row, text in enumerate(texts):
        component = held.component.get(text)
        if component is not None and first.setdefault(component, row) != row:
            together.append((first[component], row))
    ends = (sorted(first.get(held.component[text], -1) for text in (row.one, row.other)) for row in held.apart)
    return Rows(together=tuple(sorted(together)), apart=tuple(sorted({(low, high) for low, high in ends if low >= 0})))


def settle(
    held: Preferences,
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    centroids: Sequence[Sequence[float]],
    floors: Sequence[float],
    plain: Sequence[int] | NDArray[np.int64],
    places: int = 4,
) -> NDArray[np.int64]:
    """The index of each text's topic, -1 for none: `plain`, the nearest topic's, where nothing was said of the text.

    `vectors` is (texts, dimensions), `centroids` (topics, dimensions), all of unit length; a text may come more than
    once. A component goes as a whole to the topic with the greatest mean cosine to its texts, of those whose floor one
    of them reaches; to none where each of its texts alone would. What is apart never shares a topic: those choose
    first that would lose most by their second choice, and one to whom nothing is left goes to none.
    """
    topic = np.asarray(plain, dtype=np.int64).copy()
    rows: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        if text in held.component:
            rows[held.component[text]].append(row)
    table = np.asarray(centroids, dtype=np.float64)
    wishes: dict[str, list[int]] = {}
    regret: dict[str, float] = {}
    for component, of in rows.items():
        wishes[component], regret[component] = [], 0.0
        if (topic[of] < 0).all():
            continue
        # Each text once, however often it comes, and in one order: a sum's last bits follow its order.
        once = [of[at] for at in np.unique([texts[row] for row in of], return_index=True)[1].tolist()]
        cosines = np.round(vectors[once].astype(np.float64) @ table.T, places)
        mean = np.round(cosines.mean(axis=0), places)
        reached = np.flatnonzero((cosines >= np.asarray(floors)).any(axis=0))
        open_to = np.union1d(reached, topic[of][topic[of] >= 0])
        wishes[component] = open_to[np.argsort(-mean[open_to], kind="stable")].tolist()
        best, *others = (float(mean[at]) for at in wishes[component])
        regret[component] = round(len(once) * (best - (others[0] if others else 0.0)), places)
    foes: dict[str, set[str]] = defaultdict(set)
    for saying in held.apart:
        one, other = held.component[saying.one], held.component[saying.other]
        foes[one].add(other)
        foes[other].add(one)
    home: dict[str, int] = {}
    for component in sorted(rows, key=lambda name: (-regret[name], name)):
        taken = {home.get(foe, -1) for foe in foes[component]}
        home[component] = next((at for at in wishes[component] if at not in taken), -1)
        topic[rows[component]] = home[component]
    return topic


def _root(home: dict[str, str], text: str) -> str:
    """The text that stands for this one's component; shortens the way to it."""
    at = text
    while home.get(at, at) != at:
        at = home[at]
    while home.get(text, text) != at:
        home[text], text = at, home[text]
    return at


def _path(links: Mapping[str, Mapping[str, Said]], start: str, end: str) -> tuple[Said, ...]:
    """The shortest chain of sayings that leads from one text to another of its component; of several the newest's."""
    came: dict[str, tuple[str, Said] | None] = {start: None}
    queue = deque([start])
    while queue and end not in came:
        at = queue.popleft()
        for text, saying in links.get(at, {}).items():
            if text not in came:
                came[text] = (at, saying)
                queue.append(text)
    chain: list[Said] = []
    at = end
    while (step := came[at]) is not None:
        at = step[0]
        chain.append(step[1])
    return tuple(reversed(chain))
