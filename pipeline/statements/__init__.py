"""Statements: the customer's problems and requests, cut out of a conversation in his own words.

Splitting (sentences), dropping and scoring know nothing of each other's rules. Sentences that make one thought are
joined, chit-chat is dropped with a reason, and of the rest the best are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Channel, Dropped, Span, Turn
from pipeline.statements.dropping import REASONS, Reason, vague
from pipeline.statements.scoring import pain_score, praises, rank
from pipeline.statements.thoughts import Thought, hear, think

__all__ = ["LIMIT", "REASONS", "Cut", "cut", "pain_score", "praises"]

LIMIT = 3
"""Most statements of one conversation."""
MINOR = 0.5
"""What says less than this share of the conversation's best statement is an aside ("what a weather"), not a pain."""
EARLY_TURNS = 2
"""How many of the customer's turns that are not mere chit-chat count as early."""
OPENING = 5
"""Words of matter with which the customer's first such turn says why he calls although no cue does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A conversation's statements in order of appearance, and every other customer sentence with why it is none."""

    statements: tuple[Span, ...]
    dropped: tuple[Dropped, ...]


def cut(turns: Sequence[Turn], *, channel: Channel) -> Cut:
    """The statements of a conversation's redacted turns (LIMIT at most), and what was dropped; never raises.

    Turns of unknown speakers are read only where no turn is a customer's. A statement's text is the customer's, of at
    most 60 words, without the greetings, fillers, addresses and markers around the matter.
    """
    thoughts = think(hear(turns, mail=channel in ("email", "ticket")))
    reasons = _limited(thoughts, _opened(thoughts, _judged(thoughts)))
    judged = tuple(zip(thoughts, reasons, strict=True))
    return Cut(
        statements=tuple(_span(thought) for thought, reason in judged if reason is None),
        dropped=tuple(
            Dropped(turn=part.sentence.turn, start=part.sentence.start, end=part.sentence.end, reason=reason)
            for thought, reason in judged
            if reason is not None
            for part in thought.parts
        ),
    )


def _judged(thoughts: tuple[Thought, ...]) -> list[Reason | None]:
    reasons: list[Reason | None] = []
    seen: set[tuple[str, ...]] = set()
    for thought in thoughts:
        reason = thought.reason
        if reason in (None, "no_pain"):
            words = thought.words
            if not words:
                reason = "filler"
            elif words in seen:
                reason = "duplicate"
            elif reason is None and vague(thought.reading):
                reason = "vague"
            seen.add(words)
        reasons.append(reason)
    return reasons


def _opened(thoughts: tuple[Thought, ...], reasons: list[Reason | None]) -> list[Reason | None]:
    # A customer who says at length what no cue knows still called for a reason.
    if None in reasons or "no_pain" not in reasons:
        return reasons
    turn = _turn(thoughts[reasons.index("no_pain")])
    opening = [
        place for place, thought in enumerate(thoughts) if _turn(thought) == turn and reasons[place] == "no_pain"
    ]
    if sum(thoughts[place].reading.content for place in opening) < OPENING:
        return reasons
    best = max(opening, key=lambda place: (rank(thoughts[place].reading, early=True), -place))
    return [None if place == best else reason for place, reason in enumerate(reasons)]


def _limited(thoughts: tuple[Thought, ...], reasons: list[Reason | None]) -> list[Reason | None]:
    kept = [place for place, reason in enumerate(reasons) if reason is None]
    if not kept:
        return reasons
    turns = sorted(
        {_turn(thought) for thought, reason in zip(thoughts, reasons, strict=True) if reason in (None, "no_pain")}
    )
    early = turns[:EARLY_TURNS]
    ranks = {place: rank(thoughts[place].reading, early=_turn(thoughts[place]) in early) for place in kept}
    best = sorted(kept, key=lambda place: (-ranks[place], place))
    least = MINOR * ranks[best[0]]
    minor = frozenset(place for place in kept if ranks[place] < least)
    beyond = frozenset(best[LIMIT:])
    return [
        "minor" if place in minor else "beyond_limit" if place in beyond else reason
        for place, reason in enumerate(reasons)
    ]


def _turn(thought: Thought) -> int:
    return thought.parts[0].sentence.turn


def _span(thought: Thought) -> Span:
    first = last = thought.parts[0]
    for part in thought.parts[1:]:
        if part.sentence.turn != first.sentence.turn or part.position != last.position + 1:
            break
        last = part
    return Span(turn=first.sentence.turn, start=first.sentence.start, end=last.sentence.end, text=thought.text)
