"""Names of persons where words around them, or a very common given name, say that they are names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.redaction.spans import Found, lower
from pipeline.redaction.words import AMBIGUOUS, COMMON, GIVEN

_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_NEXT = re.compile(r"[ \t]{0,3}(?:\"|')?([^\W\d_]+(?:['\-][^\W\d_]+)*)(\.(?=[ \t]))?")
_PARTICLES = frozenset("de da di del della der den van von la le bin ibn al el st o du dos das ter ten mc mac".split())
_POSSESSIVE = re.compile(r"'s$|'$|s'$")
_DOING = re.compile(r".{2,}(?:ing|(?<!fri)(?<!fr)ed|ly|n't)$")

_ANY = re.compile(
    r"\b(?:(?:my|his|her|their|your|the|full|first|last|middle|maiden|family|other|account"
    r"|new) name'?s?(?: is| was|:)|\bmy name's|(?:sur|fore)name(?: is| was|:)|"
    r"name(?:s|d)? (?:is|was)|name (?:on|of) (?:the|my|this|that) (?:\w+ ){1,3}(?:is|was|:)|"
    r"(?:account|card|policy) ?holder(?:'s name)?(?: is| was|:)|(?:under|in) the name(?: of)?"
    r"|by the name of|name on it is|"
    r"i go by|call(?:s|ed)? me(?= [A-Za-z]+[.,!])|people call me)[ ]{1,4}(?:is )?(?:it's |uh |um )?"
)
_FIELD = re.compile(
    r"(?:^|[\n|;>])[ \t>*?]{0,6}(?:(?:full |first |last |customer |passenger |account |contact )?name"
    r"|customer|passenger|cardholder|from|attn|signed)[ ]{0,3}:[ \t]{0,6}"
)
_SPEAKING = re.compile(
    r"\b(?:this is|it is|it's|its|you're speaking (?:to|with)|you are speaking (?:to|with)|i'm|i am|im"
    r"|that's)[ ]{1,3}"
)
_AFTER_SPEAKER = re.compile(
    r"[, ]{1,3}(?:speaking|here\b|calling|from\b|with\b|and i\b|and i'm\b|how (?:can|may)|on behalf|again\b|at\b)"
)
_BARE_SPEAKER = re.compile(
    r"(?:^|[.,!?\n][ ]?|\bit's )((?:[^\W\d_]+ ){0,1}[^\W\d_]+) (?:speaking|here)(?=[.,!?\n]|$| from| with| how)"
)
_TITLE = re.compile(
    r"\b(?:(?:mr|mrs|ms|mx|dr|prof)\b\.?"
    # "You won't miss kickoff", "the doctor will see you": no title, whatever comes after it.
    r"|(?<!n't )(?<!\bnot )(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bwill )(?<!'ll )miss\b"
    r"|(?<!\bthe )(?<!\ba )(?<!\bmy )(?<!\byour )(?<!\bthat )(?<!\bthis )"
    r"(?:professor|doctor|captain|sir|lady)\b)[ ]{1,2}"
)
_GREETING = re.compile(
    r"\b(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|thanks"
    r"|thank you|thx|cheers|sorry|welcome|ok|okay|bye|goodbye|no problem|"
    r"sure|yes|great|alright)(?: again| there| back)?,?[ ]{1,2}"
)
_STRICT_GREETING = re.compile(r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening))\b")
_AFTER_GREETING = re.compile(r"[ ]{0,2}(?:[,!.:?\-]|\n|$)")
_CONTACT = re.compile(
    r"\b(?:sp(?:oke|eak|oken|eaking) (?:to|with)|talk(?:ed|ing)? (?:to|with)|chat(?:ted|ting)? with|agent"
    r"|advis[eo]r|rep|manager|supervisor|colleague|"
    r"(?:my|his|her|their) (?:husband|wife|son|daughter|mother|father|mum|mom|dad|brother|sister|partner"
    r"|boyfriend|girlfriend|friend|boss|secretary|assistant)|"
    r"ask(?:ed)? for|assisted by|helped by|served by|named|called|a (?:lady|man|guy|woman"
    r"|gentleman) called|belongs to|registered to|addressed to|under|joined by|booked for|tickets? for)"
    r"(?: is| was|,)?[ ]{1,3}"
)
_SIGN_OFF = re.compile(
    r"(?:\b(?:regards|sincerely|faithfully|cheers|thanks|thank you|best|best wishes|yours(?: truly)?"
    r"|many thanks|love|respectfully|cordially)(?: in advance| again| so much| very much)?"
    r"[ ]?[,.!]?[ ]?(?:\n\s{0,4})|\b(?:regards|sincerely|faithfully|best wishes|yours truly)[ ]?[,.]?[ ]"
    r"|\b(?:thanks|cheers|best|love|thank you)[ ]?[,.!][ ]|[ \n][\-^~/][ ]?)"
    r"(?=[^\W\d_])"
)
_LINE_END = re.compile(r"[ .!]{0,3}(?:\n|$)")
_SAINTS = ("San ", "Los ", "Las ", "Mt. ", "Fort", " St ", "St. ", "Lake")
_CREDENTIAL = re.compile(r"[ ,]{1,2}(?:MD|PhD|Jr|Sr|Esq|DDS|II|III|IV)\b\.?")


def find(text: str) -> Iterator[Found]:
    """Introductions, greetings, sign-offs and titles; elsewhere a common given name with a capital, and its surname."""
    low = lower(text)
    yield from _after(text, low, _ANY, cased=False)
    if ":" in low:
        yield from _after(text, low, _FIELD, cased=True)
    if "m" in low or "d" in low or "p" in low:
        yield from _after(text, low, _TITLE, cased=False)
    for cue in _SPEAKING.finditer(low):
        span = _take(text, cue.end(), cased=False)
        if span and (_is_given(text, span) or (_is_cased(text, span) and _AFTER_SPEAKER.match(low, span[1]))):
            yield Found("person", *span)
    for cue in _BARE_SPEAKER.finditer(low):
        span = _take(text, cue.start(1), cased=False)
        if span and span[1] == cue.end(1) and (_is_cased(text, span) or _is_given(text, span)):
            yield Found("person", *span)
    for cue in _GREETING.finditer(low):
        yield from _greeted(text, cue)
    for cue in _CONTACT.finditer(low):
        span = _take(text, cue.end(), cased=False)
        if span and (_is_given(text, span) or (_is_cased(text, span) and " " in text[span[0] : span[1]])):
            yield Found("person", *span)
    for cue in _SIGN_OFF.finditer(low):
        span = _take(text, cue.end(), cased=True)
        if span and _LINE_END.match(text, span[1]) and span[1] - span[0] > 2:
            whole = "\n" in cue[0] or "regards" in cue[0] or "sincerely" in cue[0] or "faithfully" in cue[0]
            if whole or _is_given(text, span):
                yield Found("person", *span)
    yield from _given(text)


def repeated(text: str, names: Iterable[str]) -> Iterator[Found]:
    """Further mentions of names already known: capitalised, or as known, or a common given name in any case."""
    known = {word for name in names for word in words_of(name)}
    if not known:
        return
    folded = {lower(word) for word in known}
    for found in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", found[0])
        known_form = bare in known or (bare in folded and bare in GIVEN)
        again = lower(bare) in folded if bare[:1].isupper() else known_form and lower(bare) not in AMBIGUOUS
        if again:
            yield Found("person", found.start(), found.start() + len(bare))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that are worth looking for elsewhere: three letters at least and no common word."""
    words = tuple(_POSSESSIVE.sub("", word) for word in _WORD.findall(name))
    return tuple(word for word in words if len(word) >= 3 and lower(word) not in COMMON)


def answer(text: str, start: int) -> tuple[int, int] | None:
    """The name at text[start:] where nothing but a name can stand, in any case; None where a common word stands."""
    return _take(text, start, cased=False)


def _after(text: str, low: str, cue: re.Pattern[str], *, cased: bool) -> Iterator[Found]:
    for found in cue.finditer(low):
        span = _take(text, found.end(), cased=cased)
        if span:
            yield Found("person", *span)


def _greeted(text: str, cue: re.Match[str]) -> Iterator[Found]:
    span = _take(text, cue.end(), cased=False)
    if not span:
        return
    if _is_given(text, span):
        if _is_cased(text, span) or lower(text[span[0] : span[1]]) not in AMBIGUOUS:
            yield Found("person", *span)
    elif _is_cased(text, span) and _STRICT_GREETING.search(cue[0]) and _AFTER_GREETING.match(text, span[1]):
        yield Found("person", *span)


def _given(text: str) -> Iterator[Found]:
    """Capitalised given names anywhere; an ambiguous one only with a capitalised surname that is no common word."""
    for found in _WORD.finditer(text):
        if not found[0][0].isupper():
            continue
        word = _POSSESSIVE.sub("", found[0])
        folded = lower(word)
        if (
            folded not in GIVEN
            or text[max(0, found.start() - 4) : found.start()] in _SAINTS
            or (word.isupper() and len(word) > 1 and text.isupper())
        ):
            continue
        span = _take(text, found.start(), cased=True) or found.span()
        end = max(span[1], found.start() + len(word))
        if folded not in AMBIGUOUS or _two_names(text[found.start() : end]):
            yield Found("person", found.start(), end)


def _two_names(value: str) -> bool:
    words = value.split()
    return len(words) >= 2 and len(words[1]) > 2 and words[1][1:].islower() and words[0][1:].islower()


def _take(text: str, start: int, *, cased: bool) -> tuple[int, int] | None:
    """The name that begins at `start`: up to four capitalised words, or up to three lower-case ones."""
    first = end = -1
    at = start
    count = 0
    pending = False
    while count < 4 and (found := _NEXT.match(text, at)):
        word = found[1]
        folded = lower(_POSSESSIVE.sub("", word))
        upper = word[0].isupper()
        if count and folded in _PARTICLES and not pending:
            pending = True
            at = found.end()
            continue
        if first >= 0 and upper != text[first].isupper() and not (len(word) == 1 and upper):
            break
        if not _fits(folded, upper=upper, cased=cased, first=count == 0) or (count == 3 and not upper):
            break
        pending = False
        first = found.start(1) if first < 0 else first
        possessive = len(word) - len(_POSSESSIVE.sub("", word))
        end = found.end(1) - possessive
        at = found.end()
        count += 1
        if possessive or (found[2] and len(word) > 1):
            break
    if first < 0 or (end - first == 1):
        return None
    credential = _CREDENTIAL.match(text, end)
    return first, credential.end() if credential else end


def _fits(folded: str, *, upper: bool, cased: bool, first: bool) -> bool:
    if folded in COMMON or folded.startswith("i'") or (cased and not upper):
        return False
    if upper:
        return True
    return (
        not _DOING.match(folded) and (len(folded) > 1) and not (not first and folded in AMBIGUOUS - {"rose", "grace"})
    )


def _is_given(text: str, span: tuple[int, int]) -> bool:
    first = lower(text[span[0] : span[1]]).split()[0]
    return first in GIVEN and (first not in AMBIGUOUS or text[span[0]].isupper())


def _is_cased(text: str, span: tuple[int, int]) -> bool:
    return text[span[0]].isupper()
