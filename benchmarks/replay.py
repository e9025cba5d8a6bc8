"""A made-up company whose topics live by a plan: born, dead, split, merged, drifting, bursting, silent, seasonal.

Every statement names its topic and night in a code word, from which the encoder makes its vector: a direction of the
topic on that night, and chance. What the pipeline makes of the vectors can be held against the plan.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["steady", "born", "dies", "splits", "child", "merges", "drifts", "bursts", "silent", "seasonal"]
Vectors = NDArray[np.float64]

DIMENSIONS = 96
NIGHTS = 90
LAST = date(2026, 11, 16)
PLAN: tuple[tuple[Kind, float], ...] = (
    ("born", 0.1), ("dies", 0.1), ("splits", 0.1), ("merges", 0.1), ("drifts", 0.1), ("bursts", 0.05),
    ("silent", 0.15), ("seasonal", 0.1),
)  # fmt: skip
"""Share of the topics with each kind of life; the others are steady."""
EVENTS = range(35, 76)
"""Nights on which something happens: late enough for a past, early enough for a future."""
SILENCE = 30
SILENCED = range(35, 51)
"""Nights on which a silence begins that ends early enough for its topic to be seen again."""
SEASON_ON, SEASON = 10, 30
BURST, BURST_NIGHTS = 6, 3
DRIFT = np.pi / 4
"""Angle that a drifting topic turns by in the whole time."""
IDLE = 0.1
"""Share of statements that belong to no topic."""
KIN = 6
"""Topics that share a direction, as those of one theme do."""
CODE = re.compile(r"\bq([a-z]+)q\b")
SYLLABLES = [one + two for one in "bdfgklmnprst" for two in "aeiou"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A planted topic: what it is like, and from when to when; `event` is the night of its kind's event."""

    number: int
    kind: Kind
    event: int
    rate: float
    other: int = -1
    """The topic that it splits off from, or goes into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of the plan: its text, and the planted topic that it belongs to (-1: none)."""

    text: str
    topic: int
    night: int


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The plan of a company, and the directions of its topics."""

    lives: tuple[Life, ...]
    seed: int
    noise: float
    """Share of a vector's length that is chance."""
    centres: Vectors = field(compare=False)
    turned: Vectors = field(compare=False)
    """Where a drifting topic turns to."""

    def centre(self, number: int, night: int) -> Vectors:
        """A topic's direction on a night, unit length."""
        life = self.lives[number]
        centre: Vectors = self.centres[number]
        if life.kind == "drifts":
            angle = DRIFT * night / NIGHTS
            centre = np.cos(angle) * centre + np.sin(angle) * self.turned[number]
        # Two that became one are said in one way from then on, half-way between.
        for one in self.lives:
            if one.kind == "merges" and one.other == number and night >= one.event:
                centre = _unit(centre + self.centres[one.number])
        return centre

    def rate(self, life: Life, night: int) -> float:
        """Statements expected on a night."""
        since = night - life.event
        on = {
            "born": since >= 0,
            "child": since >= 0,
            "dies": since < 0,
            "merges": since < 0,
            "silent": not 0 <= since < SILENCE,
            "seasonal": (night + life.number) % SEASON < SEASON_ON,
        }.get(life.kind, True)
        many = BURST if life.kind == "bursts" and 0 <= since < BURST_NIGHTS else 1
        # What splits off takes half of the volume; what went into another brings its own.
        half = 0.5 if life.kind == "splits" and since >= 0 else 1
        brought = sum(
            one.rate for one in self.lives if one.kind == "merges" and one.other == life.number and night >= one.event
        )
        return on * many * half * life.rate + brought

    def said(self, night: int) -> list[Said]:
        """All statements of a night."""
        rng = np.random.default_rng([self.seed, night])
        found = []
        for life in self.lives:
            for at in range(int(rng.poisson(self.rate(life, night)))):
                found.append(Said(text=_text(life.number, night, at), topic=life.number, night=night))
        idle = int(len(found) * IDLE)
        found += [Said(text=_text(len(self.lives), night, at), topic=-1, night=night) for at in range(idle)]
        return found

    def conversations(self, night: int) -> Iterator[dict[str, object]]:
        """The statements of a night as native conversations."""
        day = LAST - timedelta(days=NIGHTS - 1 - night)
        started = datetime.combine(day, time(10), UTC).isoformat()
        for at, one in enumerate(self.said(night)):
            yield {
                "conversation_id": f"{night}-{at}",
                "channel": "chat",
                "started_at": started,
                "turns": [{"speaker": "customer", "text": one.text}],
            }


def planned(topics: int, *, noise: float, seed: int) -> World:
    """A world of about so many topics."""
    rng = np.random.default_rng(seed)
    kinds: list[Kind] = [kind for kind, share in PLAN for _ in range(max(1, round(share * topics)))]
    kinds += ["steady"] * (topics - len(kinds))
    lives = [
        Life(
            number=at,
            kind=kind,
            event=int(rng.choice(SILENCED if kind == "silent" else EVENTS)),
            rate=float(rng.uniform(3, 9)),
        )
        for at, kind in enumerate(kinds)
    ]
    steady = [life.number for life in lives if life.kind == "steady"]
    for at, life in enumerate(lives[:]):
        if life.kind == "merges":
            lives[at] = Life(number=at, kind="merges", event=life.event, rate=life.rate, other=steady.pop())
        if life.kind == "splits":
            lives.append(Life(number=len(lives), kind="child", event=life.event, rate=life.rate / 2, other=life.number))
    common, kin = _unit(rng.normal(size=(1, DIMENSIONS))), _unit(rng.normal(size=(len(lives), DIMENSIONS)))
    own = _unit(rng.normal(size=(len(lives), DIMENSIONS)))
    centres = _unit(0.6 * common + 0.7 * kin[np.arange(len(lives)) // KIN] + own)
    for life in lives:
        if life.kind == "child":  # near to what it splits off from, and not the same
            centres[life.number] = _unit(centres[life.other] + 0.9 * own[life.number])
        if life.kind == "merges":
            centres[life.number] = _unit(centres[life.other] + 0.9 * own[life.number])
    turned = _unit(rng.normal(size=(len(lives), DIMENSIONS)))
    turned = _unit(turned - (turned * centres).sum(axis=1, keepdims=True) * centres)
    return World(lives=tuple(lives), seed=seed, noise=noise, centres=centres, turned=turned)


@dataclass(slots=True)
class PlannedEncoder:
    """Vectors by the plan: statements near their topic's direction, any other text (a name) wherever its words fall."""

    world: World
    fingerprint: str = f"planned:{DIMENSIONS}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, (texts, 96)."""
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)

    def _vector(self, text: str) -> Vectors:
        chance = _unit(_chance(text))
        found = CODE.search(text)
        if found is None:
            return chance
        number, night, _ = _decoded(found[1])
        if number >= len(self.world.lives):
            return chance
        noise = self.world.noise
        return _unit(np.sqrt(1 - noise**2) * self.world.centre(number, night) + noise * chance)


def _text(number: int, night: int, at: int) -> str:
    """A sentence that passes as a statement, its code word, and a word of its topic's own for the key terms."""
    word = "".join(SYLLABLES[(number * 7 + step * 13 + number // 9) % len(SYLLABLES)] for step in range(3))
    return f"My {word} order is broken again, error {_encoded(number, night, at)} does not go away."


def _encoded(number: int, night: int, at: int) -> str:
    base = len(SYLLABLES)
    digits = [number // base, number % base, night // base, night % base, at // base, at % base]
    return "q" + "".join(SYLLABLES[digit] for digit in digits) + "q"


def _decoded(code: str) -> tuple[int, int, int]:
    base = len(SYLLABLES)
    digits = [SYLLABLES.index(code[at : at + 2]) for at in range(0, len(code), 2)]
    return digits[0] * base + digits[1], digits[2] * base + digits[3], digits[4] * base + digits[5]


def _chance(text: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=DIMENSIONS)


def _unit(rows: Vectors) -> Vectors:
    made: Vectors = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return made
