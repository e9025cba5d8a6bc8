"""Phrases that could name a topic, read off statements by the order of their words' classes.

A clause becomes a string of one-letter tags (lexicon.TAGS); each pattern below is a regular expression over it, and
says how what it finds is written as a name: requests in citation form, problems as a noun phrase or a short clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from pipeline.naming.inflection import citation, gerund
from pipeline.naming.lexicon import Lexicon, clauses
from pipeline.naming.words import BASE_OF, CITED, CLASS_OF, INTRANSITIVE, LONE, PARTICIPLES, STATES

Form = Literal["request", "problem", "thing"]
"""A thing alone says neither what the customer wants nor what went wrong: it may name a topic of either kind."""
Found = tuple[Form, tuple[str, ...]]
Words = Sequence[str]

# A thing: up to two words that say which, and a word that can be a noun. A verb's citation form often is one.
THING = r"[oxewg]{0,2}[ow]"
SKIP = r"[dap#]*"
CUE = r"(?:(?<=[lLquUpi]t)|(?<=[mhMH]p)|(?<=p[mMH])|(?<=lp)|^t?)a*"


def phrases(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Every phrase of a statement that could be a name, with what it would be the name of."""
    for words in clauses(text):
        tags = "".join(map(lexicon.tag, words))
        for pattern, write in PATTERNS:
            for hit in pattern.finditer(tags):
                parts = {name: words[slice(*hit.span(name))] for name in hit.groupdict()}
                if (found := write(parts, lexicon)) is not None and 1 < len(found[1]) <= 5:
                    yield found


def _thing(words: Words, lexicon: Lexicon) -> list[str] | None:
    """The words of a thing, or None where an -ing form opens it that is an act and no attribute."""
    if words and lexicon.tag(words[0]) == "g" and words[0] not in lexicon.attributes:
        return None
    return list(words)


def _request(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """`cancel` + `order`, with a particle and a second thing behind a preposition where they were said."""
    said = parts["verb"][0]
    base = citation(said, lexicon.verbs) or said
    thing = _thing(parts["thing"], lexicon)
    if thing is None or base in STATES or (base in CLASS_OF and base not in CITED):
        return None
    rest = _rest(parts, lexicon)
    return None if rest is None else ("request", (base, *parts.get("particle", ()), *thing, *rest))


def _rest(parts: dict[str, list[str]], lexicon: Lexicon) -> list[str] | None:
    """What follows a thing: a particle, or a second thing; None where `to` begins an infinitive instead."""
    more, other = parts.get("more", []), parts.get("other", [])
    if more == ["to"] and lexicon.tag(other[0]) != "o":
        return None
    return [*parts.get("late", []), *more, *other]


def _alone(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """`log in`, `sign up`: a verb that its particle completes."""
    base = citation(parts["verb"][0], lexicon.verbs)
    return ("request", (base, *parts["particle"])) if base in LONE else None


def _unable(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """Negated ability: `unable to log in`, whichever way the customer denied it."""
    base = citation(parts["verb"][0], lexicon.verbs)
    thing = _thing(parts["thing"], lexicon)
    if base is None or thing is None or not (thing or parts["particle"]):
        return None
    return "problem", ("unable", "to", base, *parts["particle"], *thing)


def _denied(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """What a thing does not do: `card not arriving`, `payment not recognised`."""
    thing, word = _thing(parts["thing"], lexicon), parts["what"][0]
    if thing is None:
        return None
    base = citation(word, lexicon.verbs)
    passive = bool(parts.get("be")) and lexicon.tag(word) in "ex"
    said = word if base is None or passive or word in STATES else gerund(base, lexicon.seen)
    return "problem", (*thing, "not", said)


def _happened(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """What happened to a thing: `flight cancelled`, `app crashing`."""
    thing, word = _thing(parts["thing"], lexicon), parts["what"][0]
    if thing is None:
        return None
    base = citation(word, lexicon.verbs)
    if lexicon.tag(word) in "vgs" and word not in STATES:
        if base is None:
            return None
        word = gerund(base, lexicon.seen)
    elif word in BASE_OF and word not in PARTICIPLES:
        if base not in INTRANSITIVE:
            return None
        word = gerund(base, lexicon.seen)
    return "problem", (*thing, word, *parts.get("particle", ()))


def _is(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """What a thing is like, as an attribute: `rude agent`."""
    thing = _thing(parts["thing"], lexicon)
    return ("problem", (*parts["what"], *thing)) if thing else None


def _done(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """What somebody did to a thing: a state of it (`lost bag`), or else the act in citation form (`receive item`)."""
    word, thing = parts["what"][0], _thing(parts["thing"], lexicon)
    if thing is None:
        return None
    if word in STATES:
        return "problem", (word, *thing)
    base = citation(word, lexicon.verbs)
    return ("request", (base, *thing)) if base else None


def _no(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    thing = _thing(parts["thing"], lexicon)
    return ("problem", ("no", *thing)) if thing else None


def _named(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """A thing, a thing of another, or a thing that is `down`."""
    thing, rest = _thing(parts["thing"], lexicon), _rest(parts, lexicon)
    if thing is None or rest is None:
        return None
    particle = parts.get("particle", [])
    return "problem" if particle or not STATES.isdisjoint(thing) else "thing", (*thing, *particle, *rest)


def _failed(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
    """What a customer asks the reason of: `why did my transfer fail` is `transfer failed`."""
    thing, word = _thing(parts["thing"], lexicon), parts["what"][0]
    states = [state for state in sorted(STATES) if citation(state, {word}) == word]
    return ("problem", (*thing, states[0])) if thing and states else None


def _opening(verb: str) -> Callable[[dict[str, list[str]], Lexicon], Found | None]:
    """A request that the customer put as a question or a wish: `what is my balance`, `I need a refund`."""

    def write(parts: dict[str, list[str]], lexicon: Lexicon) -> Found | None:
        thing = _thing(parts["thing"], lexicon)
        return ("request", (verb, *thing)) if thing else None

    return write


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(
        text.replace("THING", THING)
        .replace("SKIP", SKIP)
        .replace("CUE", CUE)
        .replace("END", END)
        .replace("ASKED", ASKED)
    )


END = r"(?![oxevwgs])"
ASKED = r"(?<![hb])(?<![hb]d)"  # not behind an auxiliary: `has my card arrived` says nothing of the kind
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[dict[str, list[str]], Lexicon], Found | None]], ...] = (
    # Overlapping hits are wanted: everything stands in a lookahead, so that the search goes on at the next word.
    (_pattern(r"CUE(?=(?P<verb>[vwobl])(?P<particle>r?)SKIP(?P<thing>THING)(?P<late>r?)END)"), _request),
    (_pattern(r"CUE(?=(?P<verb>[vw])(?P<particle>i)SKIP(?P<thing>THING)END)"), _request),
    (
        _pattern(
            r"CUE(?=(?P<verb>[vwo])(?P<particle>r?)SKIP(?P<thing>THING)(?P<more>[irt])SKIP(?P<other>[ow]{1,2})END)"
        ),
        _request,
    ),
    (_pattern(r"CUE(?=(?P<verb>[vw])(?P<particle>[r]))"), _alone),
    (_pattern(r"(?<![dz])(?=(?P<verb>g)(?P<particle>r?)d+a*(?P<thing>THING)(?P<late>r?)END)"), _request),
    (_pattern(r"(?<=[il])(?=(?P<verb>g)(?P<particle>r?)SKIP(?P<thing>THING)END)"), _request),
    (
        _pattern(r"(?:M|mn|nut|Ut|[Mmn]n?lp)p?a*(?=(?P<verb>[vw])(?P<particle>[ri]?)SKIP(?P<thing>(?:THING)?)END)"),
        _unable,
    ),
    (_pattern(r"(?=(?P<thing>THING)(?:B|H|[bhm]a*n|M)a*(?P<be>b?)a*(?P<what>[vwgeox]))"), _denied),
    (_pattern(r"(?=(?P<thing>THING)(?P<be>B|ba*n|Ha*b)a*(?P<what>[eox]))"), _denied),
    (_pattern(r"ASKED(?=(?P<thing>THING)h?a*b?a*b?a*(?P<what>[ex])(?P<particle>r?)END)"), _happened),
    (_pattern(r"(?<=d)(?=(?P<thing>THING)a*[kb]a*b?(?P<what>g)(?P<particle>r?))"), _happened),
    (_pattern(r"(?<=d)(?=(?P<thing>THING)(?P<what>s)(?P<particle>r?))"), _happened),
    (_pattern(r"(?<=h)d?(?=(?P<thing>THING)(?P<what>v))"), _failed),
    (_pattern(r"(?=(?P<thing>THING)b(?P<particle>r)(?![dow]))"), _named),
    (_pattern(r"ASKED(?=(?P<thing>THING)h?a*ba*(?P<what>x)(?!o))"), _is),
    (_pattern(r"(?<=d)(?=(?P<thing>THING)h?a*ba*(?P<what>o)$)"), _is),
    (_pattern(r"(?=(?P<what>[ex])SKIP(?P<thing>o?[ow])END)"), _done),
    (_pattern(r"(?=za*(?P<thing>THING)END)"), _no),
    (_pattern(r"(?=(?P<thing>[oxeg]{1,3}[ow])END)"), _named),
    (_pattern(r"(?<=[di])(?=(?P<thing>[oxewg]{1,2}[ow])END)"), _named),
    (_pattern(r"(?=(?P<thing>[oxe]?[ow])(?P<more>[ir])SKIP(?P<other>[oxe]?[ow])END)"), _named),
    (_pattern(r"qb?h?a*d(?=(?P<thing>THING)END)"), _opening("check")),
    (_pattern(r"^qo?b?d?(?=(?P<thing>[ox]?[ow])$)"), _opening("check")),
    (_pattern(r"(?<=L)[da]+(?=(?P<thing>THING)END)"), _opening("get")),
)
