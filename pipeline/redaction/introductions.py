"""Who people say they are: names where only the way of introducing oneself tells, as in calls without capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.redaction.spans import Found, lower
from pipeline.redaction.words import COMMON, GIVEN, NUMBER_WORDS

_FILLER = r"(?:uh+|um+|erm?|hm+|ah|oh|well|look|i mean|you know|[^\W\d_]{1,3}-),?"
_GAP = rf"[ ]{{1,2}}(?:{_FILLER} ){{0,2}}"
_PARTICLE = r"(?:(?:de|del|der|den|di|da|dos|du|la|le|el|al|bin|ibn|van|von|st) ){0,2}"
_NAME = r"[^\W\d_]{2,20}(?:['\-][^\W\d_]{2,20})?"
_PAIR = re.compile(rf"(?:{_FILLER} ){{0,2}}({_NAME})(?: \1\b)?{_GAP}{_PARTICLE}({_NAME})")
_HELLO = r"(?:hi|hello|hey|hiya|good (?:(?:uh|um|er) )?(?:day|morning|afternoon|evening))"
_IS = r"(?:this (?:(?:uh|um|er) )?is|it's|it is|its|i'm|i am|im|here is|here's|you're speaking (?:to|with))"
_ASIDE = r"(?:[^\W\d_]+|[^\W\d_]{1,3}-|\[[^\]\n]{1,20}\])"
_GREETED = re.compile(rf"\b{_HELLO}\b[ ,.!]{{1,3}}(?:({_ASIDE})[ ,.!]{{1,3}}){{0,3}}?{_IS} ")
_NAMED = re.compile(rf"\b(?:this is|it's|{_HELLO}),? ")
_BEFORE_HERE = re.compile(rf"(?:{_GAP}|, )(?:here|speaking|calling|on the (?:line|phone))\b")
_OPENING = re.compile(
    rf"(?:^|\n)[ ]?(?:(?:{_FILLER}|yes|yeah|yep|sure|certainly|of course|okay|ok|right|thanks|thank you|{_HELLO}|so|and"
    r"|(?:this|it|that|here) is|it's|its|that's|thats|i'm|i am|(?:my|the) name(?:'s| is)?|name)[ ,.!]{1,3}){0,6}"
)
_MORE = re.compile(
    rf"[ ,.]{{1,3}}(?:{_FILLER} ){{0,2}}(?:and )?(?:(?:the|my) )?(?:{_FILLER} ){{0,2}}"
    r"(?:e-?mail|mail address|(?:tele|mobile )?phone|(?:customer )?number is|post ?code|zip|date of birth"
    r"|i live\b|i am at\b|i'm at\b|[a-z](?:[ ,.]{1,3}|-)[a-z]\b|[\w.+\-]{1,64}@"
    rf"|[a-z]{{1,20}} (?:(?:{_FILLER}|{'|'.join(NUMBER_WORDS)}) ){{0,4}}(?:dot|at|underscore)\b)"
)
_NO_NAME = re.compile(
    r".{2,}(?:ing|(?<!fri)(?<!fr)ed|ly|n't|tion|tions|ment|ments|ness|able|ible|ful|less|ous|ive|ity|ence|ical|ships?|ware)$"
)


def find(text: str) -> Iterator[Found]:
    """Two words that are no common ones: after a greeting and "it's", before "here", or before an address or number."""
    low = lower(text)
    for cue in _GREETED.finditer(low):
        found = list(_pair(low, cue.end()))
        yield from found
        if found and cue[1] and cue[1].isalpha() and _may_be(cue[1]):
            yield Found("person", *cue.span(1))
    for cue in _NAMED.finditer(low):
        yield from _pair(low, cue.end(), _BEFORE_HERE)
    for cue in _OPENING.finditer(low):
        yield from _pair(low, cue.end(), _MORE)


def _pair(low: str, start: int, then: re.Pattern[str] | None = None) -> Iterator[Found]:
    pair = _PAIR.match(low, start)
    if pair and _may_be(pair[1]) and _may_be(pair[2]) and (then is None or then.match(low, pair.end())):
        yield Found("person", pair.start(1), pair.end())


def _may_be(word: str) -> bool:
    return word in GIVEN or not (word in COMMON or word in NUMBER_WORDS or _NO_NAME.match(word))
