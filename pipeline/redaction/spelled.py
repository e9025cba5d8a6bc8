"""E-mail addresses said as words, and names or codes spelled letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.redaction.cues import kind_before
from pipeline.redaction.spans import Found, lower
from pipeline.redaction.words import NUMBER_WORDS, TIMES

_DIGIT = rf"(?:{'|'.join(NUMBER_WORDS)}|{'|'.join(TIMES)}|\d)"
_ALPHABET = (
    "alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|"
    "romeo|sierra|tango|uniform|victor|whiskey|whisky|x-?ray|yankee|zulu"
)
_AS_IN = r"(?:as in|for|like|is for|as)"
_LETTER = rf"(?:[a-z] {_AS_IN} [a-z]{{2,12}}|[a-z](?![\w'])|{_ALPHABET})"
_ITEM = rf"(?:{_LETTER}|{_DIGIT})(?![\w'])"
_SPELLED = re.compile(
    rf"(?<![\w'@#$£€.]){_ITEM}(?:[ ,.\-]{{1,3}}(?:(?:and|then|um|uh|space|dash|hyphen)[ ,]{{1,2}})?{_ITEM}){{2,40}}"
)
_AS_IN_PAIR = re.compile(rf"\b[a-z] {_AS_IN} [a-z]{{2,12}}\b")
_LONE_LETTER = re.compile(r"(?<![\w'])[a-z](?![\w'])")
_WORD = re.compile(r"[a-z]{2,}")
_HAS_DIGIT = re.compile(rf"\b{_DIGIT}\b")
_KNOWN = frozenset(("asap", "usbc", "wifi", "uefa", "html", "nasa", "lmao", "rofl", "omfg", "gdpr", "rsvp", "isbn"))
_NAME_CUE = re.compile(r"\b(?:names?|surname|spell(?:ed|ing|t|s)?|that's|thats|it's|its|called|mr|mrs|ms|dr)\b")

_TLD = r"(?:com|co|org|net|edu|gov|io|info|biz|me|us|uk|eu|de|fr|es|it|nl|ie|ca|au|nz|in|ac|ai|app|dev)"
_HESITATION = r"(?:(?:um|uh|erm?|hm|well,?|look,?|i mean,?|you know,?|[a-z]{1,3}-) )"
_DOMAIN = re.compile(
    rf"(?<![\w'])(?:at(?: sign)?|@),? (?:at |{_HESITATION}){{0,3}}((?:(?!at )[a-z\d\-]+,? ){{0,16}}?[a-z\d\-]+)"
    rf"(\.| (?:dot|period|point) )(?:dot |{_HESITATION}){{0,2}}([a-z]{{2,12}})\b"
    rf"(?:(?:\.| dot ){_HESITATION}{{0,2}}{_TLD}\b)?"
)
_HYPHENS = frozenset(("dash", "hyphen", "minus", "underscore"))
_SAID_BETWEEN = frozenset(("the", "um", "uh", "er", "erm", "hm", "well", "look", "i", "mean", "you", "know"))
_MOST_WORDS = 4
"""More words than these are no name of a domain, unless hyphens join them or they are letters."""
_KNOWN_TLD = re.compile(_TLD)
_STOP = frozenset(
    "is it's its address email mail e-mail to that's thats me on was use using under at and so yeah yes "
    "yep okay ok the be "
    "would try with for from i'm it ID spelled right sure please as has have my your or of in name".split()
)
_VERBS = frozenset(
    "look looked looking looks order ordered ordering bought buy buying shop shopping website online "
    "account available you us page "
    "found saw see sold support working works work service price prices cheaper stock signed sign log "
    "logged login contact reach "
    "visit visited book booked booking team store them him her site app".split()
)
_JOINER = frozenset(("dot", "underscore", "dash", "hyphen", "minus", "plus", "period", "."))
_FILLERS = frozenset(("and", "so", "then"))
_HESITATIONS = frozenset(("um", "uh", "er", "erm", "hm"))
_BACK = re.compile(r"[^\s,;:!?()]+")
_MAIL_CUE = re.compile(r"\be-?mail\b|\bmail\b|\baddress\b")


def find(text: str) -> Iterator[Found]:
    """Spoken addresses, and runs of at least four letters or characters said one by one."""
    low = lower(text)
    if " at " in low or "@ " in low:
        yield from _emails(low)
    for found in _SPELLED.finditer(low):
        yield from _spelling(low, found)


def _emails(low: str) -> Iterator[Found]:
    floor = 0
    for domain in _DOMAIN.finditer(low):
        words, hyphens = _domain_words(domain[1])
        known = _KNOWN_TLD.fullmatch(domain[3]) is not None
        if words - hyphens > (_MOST_WORDS if known else 1) or not (known or domain[2] == " dot "):
            continue
        start = _local_part(low, floor, domain.start())
        before = low[max(floor, domain.start() - 120) : domain.start()]
        if start is not None and (
            known or hyphens or _MAIL_CUE.search(before) or " " in low[start : domain.start() - 1]
        ):
            yield Found("email", start, domain.end())
            floor = domain.end()


def _domain_words(said: str) -> tuple[int, int]:
    """How many words and how many hyphens a domain's name is said with; letters said one by one are one word."""
    words: list[str] = []
    for word in said.replace(",", "").split():
        stammer = word.endswith("-") or (words and word == words[-1])
        spelt = len(word) == 1 and words and len(words[-1]) == 1
        if not (stammer or spelt or word in _SAID_BETWEEN):
            words.append(word)
    hyphens = sum(word in _HYPHENS for word in words)
    return len(words) - hyphens, hyphens


def _local_part(low: str, floor: int, at: int) -> int | None:
    """Where the local part before `at` begins: after the nearest word that introduces it, or one name back."""
    base = max(floor, at - 120)
    words = [(found[0], found.start()) for found in _BACK.finditer(low, base, at)]
    taken: list[tuple[str, int]] = []
    closed = False
    for word, start in reversed(words):
        if word in _HESITATIONS:
            continue
        if word in _STOP and not (taken and word in _FILLERS and _HAS_DIGIT.fullmatch(taken[-1][0])):
            closed = True
            break
        if low[start + len(word) : start + len(word) + 1] in (",", ";", ":", "!", "?"):
            break
        taken.append((word, start))
        if len(taken) > 24:
            break
    if not taken:
        return None
    mailed = bool(_MAIL_CUE.search(low[max(0, taken[-1][1] - 40) : at]))
    if not mailed and (taken[0][0] in _VERBS or taken[0][0].endswith(("ed", "ing"))):
        return None
    if mailed and closed:
        return taken[-1][1]
    return _joined_back(taken)


def _joined_back(taken: list[tuple[str, int]]) -> int:
    start = taken[0][1]
    for (later, _), (word, at) in pairwise(taken):
        if (
            word in _JOINER
            or later in _JOINER
            or len(word) == 1
            or len(later) == 1
            or word in _FILLERS
            or later in _FILLERS
            or _HAS_DIGIT.fullmatch(later)
        ):
            start = at
        else:
            break
    return start


def _spelling(low: str, found: re.Match[str]) -> Iterator[Found]:
    value = found[0]
    pairs = len(_AS_IN_PAIR.findall(value))
    letters = _LONE_LETTER.findall(value)
    digits = len(_HAS_DIGIT.findall(value))
    named = sum(1 for word in _WORD.findall(value) if not _HAS_DIGIT.fullmatch(word))
    if not letters and not (named >= 3 or (named and digits >= 3)):
        return
    items = max(len(letters), pairs) + digits + (0 if pairs else named)
    before = low[max(0, found.start() - 32) : found.start()]
    cue = kind_before(low, found.start())
    introduced = bool(_NAME_CUE.search(before))
    if "".join(letters) in _KNOWN or (digits and len(letters) + named < 2 and cue is None):
        return
    if items >= 4 or (items >= 3 and (introduced or cue or pairs >= 2)):
        if set(letters) <= {"a", "i", "o"} and not pairs and not named:
            return
        yield Found("person" if not digits and cue != "other_id" else "other_id", *found.span())
