"""Statements: the customer's problems and requests, cut out of a conversation in his own words.

Splitting (sentences), dropping and scoring know nothing of each other's rules. Sentences that make one thought are
joined, chit-chat is dropped with a reason, and of the rest the best are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Channel, Dropped, Span, Turn
from pipeline.statements.dropping import REASONS, Reason, opens, substantive, vague
from pipeline.statements.pain import pain_score
from pipeline.statements.scoring import rank, verdict
from pipeline.statements.thoughts import Thought, hear, think

__all__ = ["LIMIT", "REASONS", "Cut", "cut", "pain_score", "verdict"]

LIMIT = 3
"""Most statements of one conversation."""
MINOR = 0.6
"""What says less than this share of the conversation's best statement is an aside ("what a weather"), not a pain."""
ASIDE = 2.0
"""What is taken from an answer to the agent that says of nothing that it is wrong: "and where do I click?"."""
EARLY_TURNS = 2
"""How many of the customer's turns that are not mere chit-chat count as early."""
_SPARE: tuple[Reason | None, ...] = ("no_pain", "vague", "too_short")
"""What may be a statement where nothing better is said."""


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
    reasons = _judged(thoughts)
    opening = _opening(thoughts, reasons)
    if opening is not None:
        reasons[opening] = None
        reasons = _limited(thoughts, reasons, opening=opening)
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


def _opening(thoughts: tuple[Thought, ...], reasons: list[Reason | None]) -> int | None:
    # The first that the customer says of himself: an answer to "which one?" opens nothing.
    for place, thought in enumerate(thoughts):
        clear = reasons[place] == "no_pain" and opens(thought.reading) and not thought.parts[0].answers
        if reasons[place] is None or clear:
            return place
    spare = [
        place for place, thought in enumerate(thoughts) if reasons[place] in _SPARE and substantive(thought.reading)
    ]
    return max(spare, key=lambda place: (rank(thoughts[place].reading, early=False), -place), default=None)


def _limited(thoughts: tuple[Thought, ...], reasons: list[Reason | None], *, opening: int) -> list[Reason | None]:
    kept = [place for place, reason in enumerate(reasons) if reason is None]
    turns = sorted(
        {_turn(thought) for thought, reason in zip(thoughts, reasons, strict=True) if reason in (None, "no_pain")}
    )
    early = turns[:EARLY_TURNS]
    ranks = {place: rank(thoughts[place].reading, early=_turn(thoughts[place]) in early) for place in kept}
    for place in kept:
        if thoughts[place].parts[0].answers and not thoughts[place].reading.problem:
            ranks[place] -= ASIDE
    best = sorted(kept, key=lambda place: (place != opening, -ranks[place], place))
    least = MINOR * max(ranks.values())
    minor = frozenset(place for place in kept if ranks[place] < least and place != opening)
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
