"""The wordings that recur in sentences: sequences of words that several conversations and several customers share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from pipeline.redaction import AMBIGUOUS, GIVEN

SHORTEST, LONGEST = 3, 7
"""Words of a phrase."""
AGENTS = 3
"""What fewer agents do or say is known as theirs."""
NEARLY = 0.8
"""A longer phrase with this share of its part's conversations says the same, and more."""

Words = tuple[str, ...]

NO_WORDS = (
    r"\[[A-Z][A-Z_]*\]"
    r"|https?://\S+|[@#]\w+"
    r"|[*^~]\s?\w{1,4}\b"  # initials: *TMT, ^jk
    r"|\s[-–—/]+\s?[A-Z][A-Za-z]{0,2}\W*$"  # initials: -JK, / Jo
)
"""Hidden data, links, and what may name a person."""
# Where a phrase cannot go on: there, and at the end of a clause.
_CUT = re.compile(
    rf"{NO_WORDS}"
    r"|[.!?…]+(?=\s|$)|,(?=\s)(?!\s+but\b)|[;:()\"“”\n]|\s[-–—]+\s"  # "sorry, but" goes on
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:['-][^\W_]+)*")
_NAMES = GIVEN - AMBIGUOUS
_NO_START = frozenset("a an and be of or than that the to which".split())
_NO_END = frozenset(
    "a an and are as at because but by for from he how i if in into my of on or our she than the their they was we "
    "when where which who will with would your".split()
)
"""Words that leave a phrase hanging: "you have to wait for the"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Redacted words of one conversation; `customer` and `agent` are None where the source names none."""

    text: str
    conversation_id: str
    customer: str | None
    agent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words in lower case, and how many distinct conversations and customers they were said to."""

    words: str
    conversations: int
    customers: int
    """Distinct known ones."""
    customer_unknown: int
    """Conversations whose customer is unknown."""


def recurring(
    sentences: Iterable[Sentence], *, limit: int, min_conversations: int, min_customers: int
) -> tuple[Phrase, ...]:
    """Up to `limit` phrases that together occur in as many of the conversations as a greedy choice reaches.

    A phrase is 3 to 7 words in a row, lower-cased, that occur in at least `min_conversations` conversations and with
    at least `min_customers` customers (conversations, where the customer is unknown), said by enough agents
    (`enough_agents`), so that nobody is known by what he says; repetitions within a conversation count once. No phrase
    goes across hidden data, a person's name, an agent's initials or the end of a clause, and none begins or ends with a
    word that leaves it hanging. Where a longer phrase is nearly as common as a part of it (NEARLY), the part is no
    phrase of its own.

    Chosen is, time and again, the phrase that accounts for most words of the conversations without any chosen before
    (its words times those conversations), of equal ones the longer, then the one earlier in the alphabet; never one
    within another, and none that does not add `min_conversations`. The most common is told first. The order of
    sentences does not matter.
    """
    said: dict[str, set[Words]] = defaultdict(set)
    who: dict[str, str] = {}
    agents: dict[str, str] = {}
    for one in sentences:
        said[one.conversation_id].update(_segments(one.text))
        who[one.conversation_id] = max(who.get(one.conversation_id, ""), one.customer or "")
        agents[one.conversation_id] = max(agents.get(one.conversation_id, ""), one.agent or "")
    shared = _common(said, who, min_conversations, min_customers)
    told = {words: where for words, where in shared.items() if enough_agents(agents[one] for one in where)}
    common = _whole(told)
    chosen: list[Words] = []
    covered: set[str] = set()
    while len(chosen) < limit:
        gains = {
            words: gain
            for words, where in common.items()
            if (gain := len(where - covered)) >= min_conversations
            and not any(_holds(words, other) or _holds(other, words) for other in chosen)
        }
        if not gains:
            break
        words = min(gains, key=lambda words: (-len(words) * gains[words], -len(words), words))
        covered |= common[words]
        chosen.append(words)
    found = [_phrase(words, common[words], who) for words in chosen]
    return tuple(sorted(found, key=lambda one: (-one.conversations, one.words)))


def enough_agents(agents: Iterable[str | None]) -> bool:
    """Whether conversations of these agents may be told of: of at least AGENTS distinct ones, unknown ones (None or
    empty) left out; or of unknown ones alone, where nothing can be asked."""
    known = set(agents) - {None, ""}
    return not known or len(known) >= AGENTS


def _segments(text: str) -> Iterator[Words]:
    """The words between cuts, where there are enough for a phrase."""
    for part in _CUT.split(text.replace("’", "'")):
        words: list[str] = []
        for word in [*(found[0].lower() for found in _WORD.finditer(part)), ""]:
            if word and word.removesuffix("'s") not in _NAMES:
                words.append(word)
                continue
            if len(words) >= SHORTEST:
                yield tuple(words)
            words = []


def _common(
    said: Mapping[str, Set[Words]], who: Mapping[str, str], min_conversations: int, min_customers: int
) -> dict[Words, set[str]]:
    """Phrase -> the conversations that hold it, of those that enough do.

    Grown word by word: a phrase can be common only where both phrases that are one word shorter are.
    """
    found: dict[Words, set[str]] = {}
    before: dict[Words, set[str]] = {}
    for size in range(1, LONGEST + 1):
        level: dict[Words, set[str]] = defaultdict(set)
        for conversation, segments in said.items():
            for words in segments:
                for at in range(len(words) - size + 1):
                    part = words[at : at + size]
                    if size == 1 or (part[:-1] in before and part[1:] in before):
                        level[part].add(conversation)
        before = {
            part: where
            for part, where in level.items()
            if len(where) >= min_conversations and sum(_people(where, who)) >= min_customers
        }
        if size >= SHORTEST:
            found |= before
    return found


def _people(where: Iterable[str], who: Mapping[str, str]) -> tuple[int, int]:
    """Distinct known customers, and conversations whose customer is unknown."""
    known = [who[conversation] for conversation in where]
    return len(set(known) - {""}), known.count("")


def _whole(common: Mapping[Words, set[str]]) -> dict[Words, set[str]]:
    """Those that leave nothing hanging, without the parts of longer ones that are nearly as common."""
    complete = {
        words: where for words, where in common.items() if words[0] not in _NO_START and words[-1] not in _NO_END
    }
    parts = {
        part
        for words, where in complete.items()
        for size in range(SHORTEST, len(words))
        for at in range(len(words) - size + 1)
        if (part := words[at : at + size]) in complete and len(where) >= NEARLY * len(complete[part])
    }
    return {words: where for words, where in complete.items() if words not in parts}


def _holds(words: Words, part: Words) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


def _phrase(words: Words, where: Set[str], who: Mapping[str, str]) -> Phrase:
    customers, unknown = _people(where, who)
    return Phrase(words=" ".join(words), conversations=len(where), customers=customers, customer_unknown=unknown)
