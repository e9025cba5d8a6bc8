"""What followed what agents said: each conversation's main topic, when agents said what, and how it went on.

Turns are told by how many of the customer's turns came before: how far the conversation was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reports.facts import Contact, Facts, Reader
from reports.statistics.matched import Case
from reports.statistics.phrases import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One conversation of the window."""

    contact: Contact
    about: str
    """The topic that most of its statements are about; empty: none."""
    turns: int
    """The customer's."""
    said: Mapping[str, int]
    """An agents' signal -> the customer's turns before it was first heard."""
    left: int | None
    """The customer's turn, counted from 1, that first spoke of leaving."""
    stratum: tuple[str, str]
    """What it is compared within: its topic and channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Everything that was heard in the window."""

    courses: tuple[Course, ...]
    """In the order of the conversations' ids."""
    sentences: Mapping[str, Sequence[Sentence]]
    """An agents' signal -> the sentences that show it."""


def hear(view: Reader, facts: Facts, *, agents: Collection[str], leaving: Collection[str]) -> Heard:
    """Read the window's turns, signals and assignments, night by night; `agents` and `leaving` are signals' names."""
    nights: dict[date, dict[str, Contact]] = {night: {} for night in facts.window}
    for contact in facts.contacts:
        nights[contact.night][contact.conversation_id] = contact
    courses: list[Course] = []
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    for night, contacts in nights.items():
        found = view.table("signals", [night], ["conversation_id", "turn", "name", "start", "end"]).to_pylist()
        found = [row for row in found if row["conversation_id"] in contacts]
        shown = [row for row in found if row["name"] in agents]
        texts, asked = _turns(view, night, {row["conversation_id"] for row in shown})
        about = _about(view, night)
        said: dict[str, dict[str, int]] = defaultdict(dict)
        left: dict[str, int] = {}
        for row in found:
            key, turns = row["conversation_id"], asked.get(row["conversation_id"], [])
            if row["name"] in leaving:
                left[key] = min(left.get(key, len(turns)), bisect_right(turns, row["turn"]))
        for row in shown:
            key, name = row["conversation_id"], row["name"]
            before = bisect_left(asked.get(key, []), row["turn"])
            said[key][name] = min(said[key].get(name, before), before)
            text = texts.get((key, row["turn"]), "")[row["start"] : row["end"]]
            contact = contacts[key]
            sentences[name].append(
                Sentence(text=text, conversation_id=key, customer=contact.customer, agent=contact.agent)
            )
        courses += (
            Course(
                contact=contact,
                about=about.get(key, ""),
                turns=len(asked.get(key, ())),
                said=said.get(key, {}),
                left=left.get(key),
                stratum=(about.get(key, ""), contact.channel),
            )
            for key, contact in contacts.items()
        )
    courses.sort(key=lambda one: one.contact.conversation_id)
    return Heard(courses=tuple(courses), sentences=dict(sentences))


def leaving(courses: Sequence[Course], name: str) -> Iterator[Case]:
    """Whether customers spoke of leaving after agents said something, and after the same point of the other ones.

    Who had spoken of leaving before is left out, for what an agent answers to that does not come before it. The point
    in the others is the customer's turn after which it was said in the middle one of their stratum; what did not come
    so far is left out. Conversations about no topic are like no other and are left out.
    """
    inside = [one for one in courses if name in one.said and not _had_left(one, one.said[name])]
    said: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in inside:
        said[one.stratum].append(one.said[name])
    marks = {stratum: median_low(some) for stratum, some in said.items()}
    for one in courses:
        has = name in one.said
        if not one.about or one.stratum not in marks:
            continue
        mark = one.said[name] if has else marks[one.stratum]
        if one.turns >= mark and not _had_left(one, mark):
            yield case(one, has=has, came=one.left is not None)


def resolving(courses: Sequence[Course], name: str, *, by_words: bool) -> Iterator[Case]:
    """Whether the matter was resolved: by what the source says, or `by_words` of the customer where it says nothing.

    The two are never mixed. What was read off an agent's words (sent away) stays unknown: they are what is compared.
    Conversations about no topic are left out, as are those of which none like them has it.
    """
    strata = {one.stratum for one in courses if name in one.contact.signals}
    for one in courses:
        if one.about and one.stratum in strata:
            came = resolved(one.contact, by_words=by_words)
            if came is not None:
                yield case(one, has=name in one.contact.signals, came=came)


def case(one: Course, *, has: bool, came: bool) -> Case:
    """A conversation as it is matched with others: within its topic and channel."""
    key = one.contact.conversation_id
    return Case(stratum=one.stratum, has=has, came=came, person=one.contact.customer or key, conversation=key)


def resolved(contact: Contact, *, by_words: bool) -> bool | None:
    """What the source says, or the customer's words where it says nothing; an agent's (sent away) never tell it."""
    if not by_words:
        return contact.resolved
    if contact.resolved is not None or contact.went is None:
        return None
    return {"resolved": True, "unresolved": False}.get(contact.went.outcome or "")


def _had_left(one: Course, mark: int) -> bool:
    return one.left is not None and one.left <= mark


def _turns(view: Reader, night: date, wanted: set[str]) -> tuple[dict[tuple[str, int], str], dict[str, list[int]]]:
    """The agents' turns of the conversations that are wanted, and where the customer speaks in each one."""
    table = view.table("turns", [night], ["conversation_id", "turn", "speaker", "text"])
    spoken = table.filter(pc.equal(table["speaker"], "customer")).select(["conversation_id", "turn"]).to_pylist()
    asked: dict[str, list[int]] = defaultdict(list)
    for row in sorted(spoken, key=lambda row: int(row["turn"])):
        asked[row["conversation_id"]].append(row["turn"])
    mine = pc.is_in(table["conversation_id"], pa.array(sorted(wanted), pa.string()))
    rows = table.filter(pc.and_(pc.equal(table["speaker"], "agent"), mine)).to_pylist()
    return {(row["conversation_id"], row["turn"]): row["text"] for row in rows}, asked


def _about(view: Reader, night: date) -> dict[str, str]:
    """Conversation -> the topic of most of its statements, of equally many the surest, then the oldest id."""
    weights: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    rows: list[dict[str, Any]] = view.table(
        "assignments", [night], ["conversation_id", "topic_id", "score"]
    ).to_pylist()
    for row in rows:
        if row["topic_id"]:
            weights[row["conversation_id"]][row["topic_id"]].append(row["score"])
    return {
        key: min(topics, key=lambda topic: (-len(topics[topic]), -round(max(topics[topic]), 4), topic))
        for key, topics in weights.items()
    }
