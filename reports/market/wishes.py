"""What customers ask for in their own words: sentences that state a wish, cut down to the wish itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Turn
from pipeline.naming.inflection import stem
from pipeline.naming.words import CLASS_OF, VAGUE
from pipeline.statements.sentences import sentences

LONGEST = 10
"""Words of a wish."""

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _any(name: str) -> str:
    """A group of the words of that name."""
    return f"(?:{'|'.join(_WORDS[name])})"


_SOON, _YOU, _WANT = rf"(?:{_any('soon')} )*", _any("you"), _any("want")
_START = r"(?:^|[,;:.!?-] )"
_STATED = tuple(
    re.compile(pattern)
    for pattern in (
        # All I need is a receipt; I just want my refund; I'd like you to call me back.
        rf"\ball (?:i|we) (?:{_SOON}{_WANT}|ask(?: for)?) is (?:for )?(?P<wish>.+)",
        rf"\b(?:i|we) ?{_SOON}{_WANT} (?:(?:{_YOU}|your \w+) to )?(?P<wish>.+)",
        # Can you send it by post; why don't you have an app; why can't I pay by card; can I pay once a year?
        rf"\b(?:can|could|can't|couldn't) {_YOU} {_SOON}(?!(?:use|bring|carry|take|buy|join)\b)(?P<wish>.+)",
        rf"\bwhy (?:can't|cannot|can not|couldn't|don't|not) (?:(?:{_YOU}|i|we) )?{_SOON}(?P<wish>.+)",
        rf"\b(?:can|could) (?:i|we) {_SOON}(?P<wish>{_any('may')}\b.+)",
        # It would be enough if someone called; I wish you had a chat; if only there was one; there should be one.
        rf"\b(?:would|'d|'ll|will) be (?:\w+ )?{_any('nice')},? (?:if|to) (?:{_YOU} |there |i |we )?{_SOON}"
        rf"(?:could |can |would |were |was |had |have )?{_SOON}(?P<wish>.+)",
        rf"\b(?:i|we) {_SOON}wish (?:{_YOU}|there) {_SOON}(?:would |could |had |was |were |'d )?{_SOON}(?P<wish>.+)",
        rf"\bif only (?:{_YOU}|there) (?:would |could |had |was |were )?(?P<wish>.+)",
        r"\bthere (?:should|ought to|needs to) be (?P<wish>.+)",
        # You should offer evenings; please start flying to Berlin; give me a receipt.
        rf"\b(?:you|u|y'all|yall) {_SOON}(?:should|ought to|need to|could at least) {_SOON}(?P<wish>.+)",
        rf"{_START}(?:and |so |then |but )?(?:please|pls|plz) (?:(?:can|could) {_YOU} )?{_SOON}(?P<wish>.+)",
        rf"{_START}(?:and |so |then |just |please |at least )*give (?:me|us) (?P<wish>.+)",
    )
)
_MAYBE = re.compile(
    r"\b(?:want|need|(?:would|['’]d) (?:\w+ )?(?:like|love|prefer|appreciate|be)|(?:can|could)(?:n?['’]t)? (?:you|u|ya"
    r"|y['’]?all|they|someone|somebody|i|we)|why (?:can|could|don|not)|wish|if only|should|ought|please|pls|plz"
    r"|give (?:me|us)|all (?:i|we) ask|could at least)\b",
    re.IGNORECASE,
)
"""Whether it is worth looking: most sentences are left aside by this one search."""
_BEFORE, _EMPTY = frozenset(_WORDS["before"]), frozenset(_WORDS["empty"])
_END = re.compile(rf"[.!?;:…()\n\"“”—–]|,| - |\b{_any('ends')}\b")
_LEAD = re.compile(rf"(?:{_any('lead')}|{_YOU} to)\s+")
_TAIL = re.compile(rf"\s+{_any('tail')}$")
_NO_WISH, _BUT = re.compile(rf"{_any('no_wish')}\b"), re.compile(rf"{_any('wishes')}\b")
_ELSEWHERE = re.compile(rf"\b{_any('elsewhere')}\b")
_NO_WORD = re.compile(r"[^\w\s'.,;:!?…()\[\]\"“”—–£$€%&/-]+|\b\w{1,2}- ")
"""Signs that are no words, and words broken off."""
_ANY_WORD, _STOP = re.compile(r"[\w']+"), re.compile(r"[.,;:!?-] ")
_QUESTIONS = frozenset(["how", "what", "which", "where", "when"])
_WORD = re.compile(r"[a-z0-9£$€%][a-z0-9'£$€%-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one customer asks for in one sentence."""

    words: str
    """In small letters, without the words that ask: `a time window`."""
    stems: frozenset[str]
    """What its words are about, for comparing only."""
    turn: int
    sentence: str


def wishes(index: int, text: str, *, mail: bool = False) -> Iterator[Wish]:
    """The wishes that a customer's turn states, one a sentence at most; what is no clear wish is left out."""
    if not _MAYBE.search(text):
        return
    for one in sentences(Turn(index=index, speaker="customer", text=text, at=None), mail=mail):
        found = "" if one.quoted or not _MAYBE.search(one.text) else _wish(one.text)
        if found:
            yield Wish(words=found, stems=stems(found), turn=index, sentence=one.text)


def stems(words: str) -> frozenset[str]:
    """What the words are about: their stems without those that only hold a sentence together."""
    found = (stem(word) for word in _WORD.findall(words) if _content(word))
    return frozenset(one for one in found if one not in _EMPTY)


def _wish(sentence: str) -> str:
    """The wish of a sentence; empty where it states none."""
    text = " ".join(_NO_WORD.sub(" ", sentence.lower().replace("’", "'")).split())
    for pattern in _STATED:
        for found in pattern.finditer(text):
            if not _denied(text[: found.start()]) and (wish := _cleaned(found["wish"])):
                return wish
    return ""


def _denied(before: str) -> bool:
    """Whether what stands before the words that ask makes them no wish: `when I need one`, `which one can we have`."""
    words = _ANY_WORD.findall(_STOP.split(before)[-1])
    return bool(words) and (words[-1] in _BEFORE or not _QUESTIONS.isdisjoint(words))


def _cleaned(tail: str) -> str:
    """The wish without what leads to it and what follows; empty where nothing of substance is left."""
    if end := _END.search(tail):
        tail = tail[: end.start()]
    text = " ".join(tail.split()[:LONGEST])
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    while trail := _TAIL.search(text):
        text = text[: trail.start()]
    text = text.strip(" '-*@#&")
    if "[" in text or " " not in text or not stems(text) or _ELSEWHERE.search(text):
        return ""
    return "" if _NO_WISH.match(text) and not _BUT.match(text) else text


def _content(word: str) -> bool:
    known = CLASS_OF.get(word)
    return (known is None or known in ("time", "number")) and word not in VAGUE and len(word) > 1
