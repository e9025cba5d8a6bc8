"""Joining: sentences of a customer that make one thought, though a full stop or an agent's "uh-huh" lies between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Turn
from pipeline.statements.dropping import OFFERS, Reason, drop
from pipeline.statements.reading import Reading, read
from pipeline.statements.sentences import MAX_WORDS, Sentence, sentences, tokens
from pipeline.statements.words import ADDING, BACKCHANNELS, CONTINUING, HANGING, INTERROGATIVE

FRAGMENT = 4
"""A sentence of fewer words is a fragment of its neighbour."""
SHORTLY = 6
"""How many turns, anybody's, back "it still does not work" may point."""
_POINTERS = frozenset(["it", "its", "that", "thats", "this", "they", "them", "same"])
_JOINABLE: tuple[Reason | None, ...] = (None, "too_short", "no_pain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A customer's sentence as it stands in the conversation."""

    position: int
    """Among the customer's sentences, from 0."""
    sentence: Sentence
    reading: Reading
    reason: Reason | None
    """Why it alone is no statement."""
    adjacent: bool
    """Nothing of the agent's but a backchannel lies between it and the customer's sentence before."""
    answers: bool
    """The agent's turn before it asks something, and not what he can do for the customer."""

    @property
    def points_back(self) -> bool:
        """Whether it says that something is wrong and leaves what it is to a word like `it`."""
        cues = sum(hits for family, hits in self.reading.cues.items() if family not in ("request", "emphasis"))
        return (
            self.reading.problem and self.reading.content <= cues and not _POINTERS.isdisjoint(self.sentence.tokens[:4])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """Sentences that are one statement or none."""

    parts: tuple[Heard, ...]
    reading: Reading
    reason: Reason | None

    @property
    def text(self) -> str:
        """The quotes of its parts."""
        return " ".join(part.sentence.text for part in self.parts if part.sentence.text)

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens of its quote, without placeholders: what makes two thoughts the same."""
        return tuple(token for token in tokens(self.text) if token != "[]")


def hear(turns: Sequence[Turn], *, mail: bool) -> Iterator[Heard]:
    """The customer's sentences in order; those of unknown speakers where no turn is a customer's."""
    speaker = "customer" if any(turn.speaker == "customer" for turn in turns) else "unknown"
    said, asked = " ", frozenset[str]()
    adjacent, position = False, 0
    for turn in turns:
        if turn.speaker != speaker:
            words = tokens(turn.text)
            if words and not BACKCHANNELS.issuperset(words):
                asks = "?" in turn.text or not INTERROGATIVE.isdisjoint(words)
                said, adjacent = f" {' '.join(words)} ", False
                asked = frozenset(words) if asks else frozenset()
            continue
        for sentence in sentences(turn, mail=mail):
            reading = read(sentence.tokens, sentence.text)
            reason = "echo" if sentence.quoted else drop(reading, sentence.tokens, said=said, asked=asked)
            yield Heard(
                position=position,
                sentence=sentence,
                reading=reading,
                reason=reason,
                adjacent=adjacent,
                answers=bool(asked) and OFFERS.isdisjoint(asked),
            )
            adjacent = True
            position += 1


def think(heard: Iterator[Heard]) -> tuple[Thought, ...]:
    """Join what belongs together; every sentence is in exactly one thought, thoughts stand in order of their first."""
    groups: list[list[Heard]] = []
    latest = opening = -1
    for sentence in heard:
        if latest >= 0 and _belongs(sentence, groups[latest], first=latest == opening):
            groups[latest].append(sentence)
            continue
        groups.append([sentence])
        if sentence.reason in _JOINABLE:
            latest = len(groups) - 1
            if opening < 0 and sentence.reading.content >= 2:
                opening = latest
    return tuple(_thought(tuple(group)) for group in groups)


def _belongs(sentence: Heard, group: list[Heard], *, first: bool) -> bool:
    last = group[-1]
    length = sum(part.reading.words for part in group)
    if sentence.reason not in _JOINABLE or length + sentence.reading.words > MAX_WORDS or not sentence.reading.words:
        return False
    same = sentence.sentence.turn == last.sentence.turn
    next_to = sentence.adjacent and sentence.position == last.position + 1
    return (
        (sentence.points_back and sentence.sentence.turn - last.sentence.turn <= SHORTLY)
        or (first and not same and _details(sentence, group))
        or (next_to and min(length, sentence.reading.words) < FRAGMENT)
        or (same and _goes_on(sentence, group))
        or (next_to and not same and _continues(sentence, group))
    )


def _continues(sentence: Heard, group: list[Heard]) -> bool:
    # "And ..." goes on with what was not said to the end; two whole statements stay two.
    last = group[-1].sentence
    return not last.closed and (
        last.tokens[-1] in HANGING or (_open(sentence, group) and sentence.sentence.tokens[0] in CONTINUING)
    )


def _goes_on(sentence: Heard, group: list[Heard]) -> bool:
    # What is said in one breath is about one thing, unless it says otherwise or punctuation is lacking.
    if sentence.sentence.tokens[0] in ADDING:
        return False
    return not sentence.sentence.clause or _open(sentence, group)


def _details(sentence: Heard, group: list[Heard]) -> bool:
    # The answer to what the agent asks of a matter belongs to it, once: a call goes on for long.
    turns = {part.sentence.turn for part in group}
    near = sentence.sentence.turn - group[0].sentence.turn <= SHORTLY
    return sentence.answers and near and len(turns | {sentence.sentence.turn}) <= 3


def _open(sentence: Heard, group: list[Heard]) -> bool:
    return sentence.reason is not None or all(part.reason is not None for part in group)


def _thought(parts: tuple[Heard, ...]) -> Thought:
    if len(parts) == 1:
        return Thought(parts=parts, reading=parts[0].reading, reason=parts[0].reason)
    words = tuple(token for part in parts for token in part.sentence.tokens)
    reading = read(words, parts[-1].sentence.text)
    whole = None if any(part.reason is None for part in parts) else drop(reading, words, said=" ", asked=frozenset())
    return Thought(parts=parts, reading=reading, reason=whole)
