"""What only a conversation shows: answers to the agent's question, and values read out over several turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import HiddenKind, Speaker
from pipeline.redaction import births, names, spoken
from pipeline.redaction.cues import kinds_in
from pipeline.redaction.spans import Found, lower

_ASKS = re.compile(
    r"\?|\b(?:can|could|may|might|would|will) (?:i|you|we)\b|\bplease\b|\b(?:tell|give|read|confirm"
    r"|provide|need|spell|verify|share|send|"
    r"what's|what is|whats|what are|who am i|and the|your|the last|go ahead)\b"
)
_NAME = re.compile(
    r"\b(?:your|full|first|last|sur|account ?holder'?s?|cardholder'?s?|the) ?name\b|\bname (?:please|on"
    r"|of|for)\b|\bwho am i (?:speaking|talking|chatting)|"
    r"\bwho(?:'s| is) (?:calling|speaking|this)|\bspell (?:that|it|your|the)|\bsurname\b|\band you are\b"
    r"|\bmaiden name\b"
)
_NOT_NAME = re.compile(
    r"\b(?:user|product|company|brand|file|app|network|host|device|model|wifi|wi-fi) ?name\b"
    r"|\bname of (?:the|your) (?:product|app|device|store|item)"
)
_PLACE = re.compile(
    r"\b(?:post ?code|zip(?: ?code)?|(?:billing |home |delivery |postal |shipping |street "
    r"|first line of (?:your|the) )address|first line|where do you live|house number)\b|\byour address\b"
)
_MAIL = re.compile(r"\be-?mail\b")
_LEAD = re.compile(
    r"(?:\s*(?:yes|yeah|yep|sure|ok|okay|of course|hi|hello|um+|uh+|well|so|it's|its|it is|that's|thats"
    r"|that is|this is|my name is|my name's|name is|i'm|i am|the name is|first name|last name"
    r"|surname)\b[\s,.:!]*){0,6}"
)
_REST = re.compile(
    r"[\s.,!?]*(?:(?:thanks|thank you|please|here|speaking|and|that's|spelled|spelt|with)\b.*)?", re.DOTALL
)
_FILLER = re.compile(
    r"\b(?:um+|uh+|er+m?|ah|and|then|yes|yeah|yep|ok|okay|it's|its|that's|so|sure|is|the|next|last"
    r"|finally|hold on|one sec(?:ond)?|dash|hyphen|space|double|triple)\b|[\W_]+"
)
_CODE = re.compile(r"\b(?=[a-z\d\-]*\d)[a-z\d][a-z\d\-]{2,24}\b")
_HOUSE = re.compile(r"(?<![\w.$£€])\d[^.?!\n]{0,80}")
_ACK_WORDS = 9
_PATIENCE = 4


def find_in_turns(speakers: Sequence[Speaker], texts: Sequence[str]) -> tuple[tuple[Found, ...], ...]:
    """What the course of the conversation betrays, per turn; `texts` are as the other families see them."""
    found: list[list[Found]] = [[] for _ in texts]
    asked: tuple[HiddenKind, ...] = ()
    asker: Speaker | None = None
    patience = 0
    for index, (speaker, text) in enumerate(zip(speakers, texts, strict=True)):
        low = lower(text)
        wanted = _request(low)
        if asked and (speaker != asker or speaker == "unknown"):
            answers = list(_answer(text, low, asked))
            found[index] += answers
            patience = _PATIENCE if answers else patience - 1
        elif asked:
            found[index] += _read_back(low, asked)
            patience -= 0 if len(low.split()) <= _ACK_WORDS else 1
        if wanted and (speaker != "customer" or not asked):
            if speaker != "customer":
                asked, asker, patience = wanted, speaker, _PATIENCE
        elif patience <= 0:
            asked = ()
    for chunks in _chunked(speakers, texts):
        for index, span in chunks:
            found[index].append(span)
    return tuple(tuple(one) for one in found)


def _request(low: str) -> tuple[HiddenKind, ...]:
    """The kinds that a turn asks for, if it asks."""
    if not _ASKS.search(low):
        return ()
    kinds: list[HiddenKind] = list(kinds_in(low))
    if _NAME.search(low) and not _NOT_NAME.search(low):
        kinds.append("person")
    if _PLACE.search(low):
        kinds.append("address")
    if _MAIL.search(low):
        kinds.append("email")
    return tuple(dict.fromkeys(kinds))


def _answer(text: str, low: str, asked: tuple[HiddenKind, ...]) -> Iterator[Found]:
    numeric = [kind for kind in asked if kind not in ("person", "email", "address")]
    if numeric:
        yield from _numbers(low, numeric)
    if "date_of_birth" in asked:
        for date in births.DATE.finditer(low):
            yield Found("date_of_birth", *date.span())
    if {"other_id", "bank_account", "pin"} & set(asked):
        kind = next(one for one in asked if one in ("other_id", "bank_account", "pin"))
        for code in _CODE.finditer(low):
            if len(code[0]) >= 5 and not code[0].isdigit() and any(char.isalpha() for char in code[0]):
                yield Found(kind, *code.span())
    if "person" in asked:
        start = _LEAD.match(low)
        span = names.answer(text, start.end() if start else 0)
        if span and (_REST.fullmatch(low, span[1]) or (text[span[0]].isupper() and " " in text[span[0] : span[1]])):
            yield Found("person", *span)
    if "address" in asked:
        for house in _HOUSE.finditer(low):
            yield Found("address", *house.span())
            break
        for run in spoken.runs(low):
            if run.words and len(run.digits) >= 2 and not spoken.amount(low, run):
                yield Found("address", run.start, run.end)


def _numbers(low: str, kinds: list[HiddenKind]) -> Iterator[Found]:
    alone = _only_numbers(low)
    for run in spoken.runs(low):
        kind = spoken.kind_of(run, kinds[0])
        enough = len(run.digits) >= (1 if alone else 3 if run.words or kinds[0] in ("cvv", "pin") else 4)
        if enough and not run.cardinal and (alone or not spoken.amount(low, run)):
            yield Found(kind if kind in kinds else kinds[0], run.start, run.end)


def _read_back(low: str, asked: tuple[HiddenKind, ...]) -> Iterator[Found]:
    numeric = [kind for kind in asked if kind not in ("person", "email", "address")]
    if not numeric:
        return
    for run in spoken.runs(low):
        if len(run.digits) >= 3 and run.singles >= 2 and not spoken.amount(low, run):
            yield Found(numeric[0], run.start, run.end)


def _only_numbers(low: str) -> bool:
    rest = low
    for run in sorted(spoken.runs(low), key=lambda one: -one.start):
        rest = rest[: run.start] + " " + rest[run.end :]
    return not _FILLER.sub("", rest)


def _chunked(speakers: Sequence[Speaker], texts: Sequence[str]) -> Iterator[list[tuple[int, Found]]]:
    """Turns of one speaker that are nothing but numbers, four digits or more in all, with short turns between."""
    chunks: list[tuple[int, spoken.Run]] = []
    owner: Speaker | None = None
    for index, (speaker, text) in enumerate(zip(speakers, texts, strict=True)):
        low = lower(text)
        here = list(spoken.runs(low)) if len(low) < 400 else []
        if here and _only_numbers(low) and (owner is None or speaker == owner):
            owner = speaker
            chunks += [(index, run) for run in here]
        elif not (speaker != owner and len(low.split()) <= _ACK_WORDS):
            yield from _complete(chunks)
            chunks, owner = [], None
    yield from _complete(chunks)


def _complete(chunks: list[tuple[int, spoken.Run]]) -> Iterator[list[tuple[int, Found]]]:
    digits = "".join(run.digits for _, run in chunks)
    if len(digits) >= 4 and len({index for index, _ in chunks}) >= 2:
        kind: HiddenKind = "card" if 13 <= len(digits) <= 19 else "phone" if len(digits) in (10, 11) else "other_id"
        yield [(index, Found(kind, run.start, run.end)) for index, run in chunks]
