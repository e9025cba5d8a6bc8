"""Customers' own words: typical first, each unlike the one before, one a customer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.redaction import without_placeholders
from reports.facts import Contact, Facts, Reader, talk
from reports.nouns import Quote
from reports.words.wording import Wording, shortened

ALIKE = 0.5
"""Two quotes that share more of their words than this say the same."""
NEAR = 0.45
"""Least cosine to a topic at which words are almost of it."""
PRAISE = "praise"
"""The signal that customers praised us."""
POOL = 60
"""How many candidates of a topic or signal are looked at."""
_SENTENCE_END = re.compile(r"[.!?]\s+")
WHOLE = (6, 40)
"""Words of a sentence that can be quoted by itself."""
_DANGLING = frozenset(
    "and but so because or then also plus that it it's its this these those they they're he she him her there which "
    "who if when while as than yet still however anyway same again you've".split()
)
"""First words that lean on what was said before."""
_CUT_SHORT = re.compile(
    r"[,;:–—-]\s*$|\b(?:and|but|or|so|because|the|a|an|to|of|with|for|my|your|our|i|we)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may be quoted."""

    text: str
    turn: int
    contact: Contact
    home: str = ""
    """The topic that it is counted under, where that is another one."""
    shown: str = ""
    """The sentence that shows a signal, where it is quoted for one."""
    praise: bool = False
    """Whether it was heard to praise."""


def choose(say: Wording, candidates: Sequence[Candidate], limit: int, taken: Iterable[str] = ()) -> tuple[Quote, ...]:
    """Up to `limit` quotes in the candidates' order, skipping what repeats another, and people `taken` already."""
    return tuple(quote(say, one) for one in picked(candidates, limit, taken))


def picked(candidates: Sequence[Candidate], limit: int, taken: Iterable[str] = ()) -> tuple[Candidate, ...]:
    """The candidates that `choose` quotes."""
    people = set(taken)
    seen: list[frozenset[str]] = []
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: not 5 <= len(one.text.split()) <= 60):
        if len(chosen) == limit:
            break
        words = frozenset(re.findall(r"\w+", without_placeholders(candidate.text).lower()))
        who = {candidate.contact.conversation_id, candidate.contact.customer or candidate.contact.conversation_id}
        if not words or who & people or any(len(words & other) > ALIKE * len(words | other) for other in seen):
            continue
        people |= who
        seen.append(words)
        chosen.append(candidate)
    return tuple(chosen)


def alone(sentence: str) -> bool:
    """Whether a sentence can be understood by itself: whole, of 6 to 40 words, and leaning on nothing before it."""
    plain = " ".join(sentence.replace("’", "'").split())
    words = plain.split()
    first = re.match(r"[\w']+", plain)
    return (
        WHOLE[0] <= len(words) <= WHOLE[1]
        and first is not None
        and first[0].lower() not in _DANGLING
        and plain[0].isalnum()
        and plain.count("[") <= 1
        and not plain.isupper()
        and _CUT_SHORT.search(plain) is None
    )


def people_of(quotes: Iterable[Quote], facts: Facts) -> set[str]:
    """Whom these quotes are from, so that further ones can be from others."""
    wanted = {quote.conversation_id for quote in quotes}
    return wanted | {one.customer for one in facts.contacts if one.customer and one.conversation_id in wanted}


def of_topics(view: Reader, facts: Facts) -> dict[str, list[Candidate]]:
    """Topic id -> candidates of the window: its examples first, then by score."""
    contacts = {contact.conversation_id: contact for contact in facts.contacts}
    columns = ["statement_id", "conversation_id", "topic_id", "score"]
    rows = view.table("assignments", facts.window, columns).select(columns).to_pylist()
    examples = {name: rank for topic in facts.topics for rank, name in enumerate(topic.examples)}
    last = len(examples)
    rows = [row for row in rows if row["topic_id"] and row["conversation_id"] in contacts]
    rows.sort(key=lambda row: (examples.get(row["statement_id"], last), *_surest(row, contacts), row["statement_id"]))
    picked: dict[str, list[str]] = {}
    for row in rows:
        pool = picked.setdefault(row["topic_id"], [])
        if len(pool) < POOL:
            pool.append(row["statement_id"])
    texts = _texts(view, facts, {key for pool in picked.values() for key in pool})
    praising = _praising(view, facts)
    return {
        topic: [
            Candidate(
                text=row["text"],
                turn=row["turn"],
                contact=contacts[row["conversation_id"]],
                praise=any(
                    start < row["end"] and row["start"] < end
                    for start, end in praising.get((row["conversation_id"], row["turn"]), ())
                ),
            )
            for row in (texts[key] for key in pool if key in texts)
        ]
        for topic, pool in picked.items()
    }


def may_open(one: Candidate, facts: Facts) -> bool:
    """Whether its conversation speaks of no topic that is too small to be told of: a quote opens all that was said in
    it."""
    return not any(facts.small(topic) for topic in one.contact.topics)


def told(found: Mapping[str, Sequence[Candidate]], facts: Facts) -> dict[str, list[Candidate]]:
    """Those whose conversations may be opened."""
    return {key: [one for one in some if may_open(one, facts)] for key, some in found.items()}


def beside(view: Reader, facts: Facts, shown: Set[str]) -> dict[str, list[Candidate]]:
    """Topic id -> what was said in the window almost like it and is counted under another topic; the nearest first.

    Nothing from conversations that speak of a topic that is not `shown`, or of what is no topic yet: their customers
    could be recognised.
    """
    contacts = {contact.conversation_id: contact for contact in facts.contacts}
    columns = ["statement_id", "conversation_id", "topic_id", "runner_up", "runner_up_score"]
    table = view.table("assignments", facts.window, columns).select(columns)
    rows = table.filter(pc.is_in(table["runner_up"], pa.array(sorted(shown), pa.string()))).to_pylist()
    rows = [
        row
        for row in rows
        if row["runner_up_score"] >= NEAR
        and row["topic_id"]
        and (contact := contacts.get(row["conversation_id"])) is not None
        and set(contact.topics) <= shown
    ]
    rows.sort(key=lambda row: (-row["runner_up_score"], row["statement_id"]))
    picked: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        pool = picked.setdefault(row["runner_up"], [])
        # Not of a conversation that is counted here by another thing it said.
        if row["runner_up"] not in contacts[row["conversation_id"]].topics and len(pool) < POOL:
            pool.append(row)
    texts = _texts(view, facts, {row["statement_id"] for pool in picked.values() for row in pool})
    return {
        topic: [
            Candidate(
                text=said["text"], turn=said["turn"], contact=contacts[row["conversation_id"]], home=row["topic_id"]
            )
            for row in pool
            if (said := texts.get(row["statement_id"]))
        ]
        for topic, pool in picked.items()
    }


def of_signals(view: Reader, facts: Facts, names: Sequence[str]) -> dict[str, list[Candidate]]:
    """Signal name -> candidates of the window, surest first, each the sentence around its evidence."""
    contacts = {contact.conversation_id: contact for contact in facts.contacts}
    columns = ["conversation_id", "turn", "name", "score", "start", "end"]
    table = view.table("signals", facts.window, columns).select(columns)
    rows = table.filter(pc.is_in(table["name"], pa.array(sorted(names), pa.string()))).to_pylist()
    rows = [row for row in rows if row["conversation_id"] in contacts]
    rows.sort(key=lambda row: (*_surest(row, contacts), row["conversation_id"], row["turn"], row["start"]))
    picked: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        pool = picked.setdefault(row["name"], [])
        if len(pool) < POOL:
            pool.append(row)
    spoken = talk.turns(view, facts.window, {row["conversation_id"] for pool in picked.values() for row in pool})
    texts = {(key, one.turn): one.text for key, some in spoken.items() for one in some}
    found: dict[str, list[Candidate]] = {}
    for name, pool in picked.items():
        for row in pool:
            key, turn, start = row["conversation_id"], row["turn"], row["start"]
            if (key, turn) in texts:
                text, sentence = _around(texts[key, turn], start), texts[key, turn][start : row["end"]]
                found.setdefault(name, []).append(
                    Candidate(text=text, turn=turn, contact=contacts[key], shown=sentence)
                )
    return found


def _praising(view: Reader, facts: Facts) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Turn of the window -> from where to where it was heard to praise."""
    table = view.table("signals", facts.window, ["conversation_id", "turn", "name", "start", "end"])
    found: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for row in table.filter(pc.equal(table["name"], PRAISE)).to_pylist():
        found[row["conversation_id"], row["turn"]].append((row["start"], row["end"]))
    return found


def _texts(view: Reader, facts: Facts, wanted: Set[str]) -> dict[str, dict[str, Any]]:
    columns = ["statement_id", "conversation_id", "turn", "start", "end", "text"]
    table = view.table("statements", facts.window, columns)
    kept = table.filter(pc.is_in(table["statement_id"], pa.array(sorted(wanted), pa.string())))
    return {row["statement_id"]: row for row in kept.to_pylist()}


def _surest(row: Mapping[str, Any], contacts: Mapping[str, Contact]) -> tuple[float, int]:
    """The surest first, of equally sure ones the newest."""
    return -round(row["score"], 2), -contacts[row["conversation_id"]].night.toordinal()


def _around(text: str, start: int) -> str:
    """A long turn from the sentence that holds the evidence on."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if found.end() <= start]
    return f"…{text[ends[-1] :]}" if ends and len(text) > 200 else text


def quote(say: Wording, candidate: Candidate) -> Quote:
    """What a page shows of a candidate."""
    contact = candidate.contact
    return Quote(
        text=shortened(say.spoken(candidate.text)),
        conversation_id=contact.conversation_id,
        turn=candidate.turn,
        said=contact.night,
        when=say.short_date(contact.night),
        channel=say.channel(contact.channel),
    )
