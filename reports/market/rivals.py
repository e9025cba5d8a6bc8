"""Competitors by name: those that customers name of themselves, and those that the settings look for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.model import Turn
from pipeline.naming.words import CLASS_OF, STATES, VAGUE, VERBS
from pipeline.redaction import AMBIGUOUS, GIVEN, without_placeholders
from pipeline.statements.sentences import sentences
from reports.facts import Contact, Facts, Reader, aftermath, customers, few, quotes, talk
from reports.facts.aftermath import Course
from reports.facts.quotes import Candidate
from reports.facts.talk import Shown, Spoken
from reports.market import agents, sequels
from reports.nouns import Hits, Link, Rival, Rivals
from reports.statistics import matched
from reports.words.behaviours import LEAVING

NAMED = "competitor_named"
MOST = 8
TOPICS = 3
LONGEST = 3
"""Words of a name."""
PROPER = 0.8
"""Share of a word's places inside a sentence that have a capital, from which it is a name."""

_CLAUSE = re.compile(r"[.!?…:;()\n\"“”]+")
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_KNOWN = frozenset(CLASS_OF) | STATES | VAGUE | VERBS | GIVEN | AMBIGUOUS
_COMMON = frozenset(
    "airline airlines airways bank banks carrier carriers company companies competitor competitors insurer "
    "insurers network networks operator operators provider providers service services shop shops store stores "
    "supplier suppliers internet mobile phone broadband energy customer support team plan contract wifi app "
    "website online english german europe".split()
)


def build(
    view: Reader,
    facts: Facts,
    courses: Sequence[Course],
    *,
    company: str,
    asked: Sequence[str],
    shown: Sequence[Shown],
    turns: Mapping[str, Sequence[Spoken]],
    links: Sequence[Link],
    taken: set[str],
) -> Rivals:
    """The competitors that enough customers name; `asked` are those that the settings look for in all that they say,
    `shown` the sentences that name one in any words. Whom it quotes joins those who are `taken`."""
    say = facts.say
    contacts = {one.conversation_id: one for one in facts.contacts}
    heard = _looked_for(view, facts, asked, contacts)
    named = _named(shown, turns, contacts, _ours(facts, company))
    heard |= {name: where for name, where in named if not any(map(_whole_word(name).search, asked))}
    told = {name: where for name, where in heard.items() if few.enough(_of(where), facts.least)}
    names = sorted(told, key=lambda name: (-len(told[name]), name.casefold(), name))[:MOST]
    leaving = {name: sequels.comparison("named", _cases(courses, told[name]), facts, people=True) for name in names}
    tests = sum(one is not None for one in leaving.values())
    rows = []
    for name in names:
        inside = _of(told[name])
        quote = quotes.choose(say, _quotable(facts, told[name].values()), 1, taken)
        taken |= quotes.people_of(quote, facts)
        found = leaving[name]
        rows.append(
            Rival(
                name=name,
                conversations=len(inside),
                customers=customers(inside)[0],
                customer_unknown=customers(inside)[1],
                people=say.people(len(inside), *customers(inside)),
                topics=_topics(facts, told[name], links),
                leaving=sequels.told(facts, found, inside, tests=tests) if found else None,
                quote=quote[0] if quote else None,
            )
        )
    rare = sorted((name for name in asked if heard.get(name) and name not in told), key=str.casefold)
    return Rivals(rows=tuple(rows), note=_note(facts, rows, rare))


def wanted(facts: Facts, shown: Iterable[Shown]) -> set[str]:
    """The conversations whose turns are looked at for names."""
    known = {one.conversation_id for one in facts.by_signal.get(NAMED, ())}
    return {one.conversation_id for one in shown if one.conversation_id in known}


def names_in(sentences: Iterable[str], ours: Collection[str] = ()) -> dict[str, set[int]]:
    """Name -> which of the sentences hold it: words that are mostly written with a capital inside a sentence, and are
    no words of every day, no given names and none of `ours`; up to three in a row are one name."""
    texts = [" ".join(without_placeholders(one).split()) for one in sentences]
    capital, inner = Counter[str](), Counter[str]()
    found: dict[str, set[int]] = defaultdict(set)
    runs = [(at, list(_runs(text))) for at, text in enumerate(texts)]
    for text in texts:
        for word in _inner(text):
            inner[word.casefold()] += 1
            capital[word.casefold()] += word[0].isupper()
    for at, names in runs:
        for words in names:
            kept = [one for one in words if capital[one.casefold()] >= PROPER * inner[one.casefold()]]
            if kept and kept == words and not {one.casefold() for one in kept} & set(ours):
                found[" ".join(kept)].add(at)
    return dict(found)


def _named(
    shown: Sequence[Shown],
    turns: Mapping[str, Sequence[Spoken]],
    contacts: Mapping[str, Contact],
    ours: Collection[str],
) -> Iterator[tuple[str, dict[str, Candidate]]]:
    """The names in the sentences that name a competitor, with every conversation whose sentence holds them."""
    said: list[Candidate] = []
    for one in shown:
        sentence = talk.sentence(one, turns.get(one.conversation_id, ()))
        if one.conversation_id in contacts and sentence:
            said.append(Candidate(text=sentence, turn=one.turn, contact=contacts[one.conversation_id]))
    for name, places in sorted(names_in([one.text for one in said], ours).items()):
        if len(places) > 1:
            holds = _whole_word(name)
            yield name, {one.contact.conversation_id: one for one in reversed(said) if holds.search(one.text)}


def _looked_for(
    view: Reader, facts: Facts, asked: Sequence[str], contacts: Mapping[str, Contact]
) -> dict[str, dict[str, Candidate]]:
    if not asked:
        return {}
    any_of = "|".join(re.escape(name) for name in asked)
    said = talk.mentions(view, facts.window, f"(?i)(?:{any_of})")
    found: dict[str, dict[str, Candidate]] = {}
    for name in asked:
        holds = _whole_word(name)
        found[name] = {
            key: Candidate(text=_sentence(one, holds), turn=one.turn, contact=contacts[key])
            for key, one in reversed(said)
            if key in contacts and holds.search(one.text)
        }
    return found


def _sentence(spoken: Spoken, holds: re.Pattern[str]) -> str:
    """The sentence of a turn that holds the name and can stand alone, or else the turn."""
    parts = sentences(Turn(index=spoken.turn, speaker="customer", text=spoken.text, at=None), mail=False)
    return next((one.text for one in parts if holds.search(one.text) and quotes.alone(one.text)), spoken.text)


def _whole_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _runs(text: str) -> Iterator[list[str]]:
    """Words with a capital in a row, not at the beginning of a sentence; at most LONGEST."""
    for clause in _clauses(text):
        run: list[str] = []
        for word in [*clause[1:], ""]:
            if word and _name_like(word) and len(run) < LONGEST:
                run.append(word)
                continue
            if run:
                yield run
            run = []


def _inner(text: str) -> Iterator[str]:
    return (word for clause in _clauses(text) for word in clause[1:])


def _clauses(text: str) -> Iterator[list[str]]:
    """The words of each clause; nothing of one in which most words have a capital, where it tells nothing."""
    for part in _CLAUSE.split(text):
        words = [re.sub(r"['’]s$", "", word) for word in _WORD.findall(part)]
        if words and sum(word[0].isupper() for word in words) <= len(words) / 2:
            yield words


def _name_like(word: str) -> bool:
    small = word.casefold()
    return word[0].isupper() and len(word) > 1 and small not in _KNOWN and small not in _COMMON


def _ours(facts: Facts, company: str) -> set[str]:
    """Words of our own name and of what we sell."""
    named = [company, *(value for name, value in facts.places if name in ("product", "queue", "team", "segment"))]
    return {word.casefold() for text in named for word in _WORD.findall(text)}


def _of(where: Mapping[str, Candidate]) -> list[Contact]:
    return [where[key].contact for key in sorted(where)]


def _quotable(facts: Facts, said: Iterable[Candidate]) -> list[Candidate]:
    ordered = sorted(said, key=lambda one: (not quotes.alone(one.text), -one.contact.night.toordinal(), one.text))
    return [one for one in ordered if quotes.may_open(one, facts)]


def _topics(facts: Facts, where: Mapping[str, Candidate], links: Sequence[Link]) -> tuple[Hits, ...]:
    inside = _of(where)
    return agents.common(inside, links, TOPICS, told=lambda topic: _may_cross(facts, where, inside, topic))


def _may_cross(facts: Facts, where: Mapping[str, Candidate], inside: Sequence[Contact], topic: str) -> bool:
    return few.crossing(
        facts.contacts,
        inside,
        facts.by_topic.get(topic, ()),
        is_one=lambda one: one.conversation_id in where,
        is_other=lambda one: topic in one.topics,
        least=facts.least,
    )


def _cases(courses: Sequence[Course], where: Collection[str]) -> Iterator[matched.Case]:
    """Whether customers spoke of leaving, with the name and without, about the same topic on the same channel."""
    for one in courses:
        if one.about:
            came = bool(LEAVING.intersection(one.contact.signals))
            yield aftermath.case(one, has=one.contact.conversation_id in where, came=came)


def _note(facts: Facts, rows: Sequence[Rival], rare: Sequence[str]) -> str:
    """What else there is to say of competitors: who is named by few, or that nothing can be told."""
    say = facts.say
    if rare:
        return say("rivals-rare", least=facts.least, names=say.listed(rare))
    inside = facts.by_signal.get(NAMED, ())
    if rows:
        return ""
    if not inside:
        return say("rivals-none")
    return say(
        "rivals-few" if few.enough(inside, facts.least) else "rivals-nobody", least=facts.least, count=len(inside)
    )
