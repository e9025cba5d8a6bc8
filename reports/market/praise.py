"""Praise worth quoting: whole sentences that can be understood alone and say why, one a customer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.redaction import without_placeholders
from reports.facts import Facts, few, quotes
from reports.facts.quotes import Candidate
from reports.nouns import Said
from reports.words.behaviours import SignalDefinition

SIGNALS = ("recommends", "praise", "found_it_easy", "confirms_resolved")
MOST = 6
A_KIND = 3
"""Most quotes of one signal, while others have any."""

_REASON = re.compile(
    r"\b(?:because|since|thanks? (?:to|for) \w+ \w+ing"
    r"|for (?:your|the|his|her|their|being|making|helping|getting|going|taking|\w+ing)|after (?:the|your)"
    r"|within|in (?:under|less than|only)|minutes?|an hour|early|on time|straight away|right away|immediately"
    r"|promptly?|quick(?:ly)?|fast|patient(?:ly)?|friendly|kind|polite|competent|helpful|helped|fixed|solved"
    r"|sorted|explained|answered|replied|refunded|rebooked|upgraded|called|listened|stayed|found|returned|gave"
    r"|got (?:me|us|my|our)|made (?:sure|me|it|my|our)|taught|showed|took (?:the )?(?:time|care)|clean"
    r"|comfortable|reliable|running|runs|works?|price|value|without (?:any|a) \w+|never (?:had|let|been)"
    r"|single click|one click|first try|step by step|years?)\b",
    re.IGNORECASE,
)
_HESITATION = re.compile(r"\b(?:uh|um|er|erm|(\w+) \1)\b", re.IGNORECASE)
_MIXED = re.compile(
    r"\b(?:but|however|although|though|unfortunately|except|despite|unless|only if|used to|not|isn['’]?t"
    r"|wasn['’]?t|don['’]?t|didn['’]?t|doesn['’]?t|won['’]?t|warn|worst|terrible|awful|appalling|bad|wrong"
    r"|delayed?|lost|cancell?ed|rude|supposedly|would have been|could have|should have|if)\b",
    re.IGNORECASE,
)


def worth_quoting(
    facts: Facts, said: Mapping[str, Sequence[Candidate]], signals: Sequence[SignalDefinition], taken: Collection[str]
) -> tuple[Said, ...]:
    """Up to MOST quotes of customers who are not `taken`, those with most reasons first; only of signals that enough
    customers show (see `few`)."""
    titles = {one.name: one.title for one in signals}
    ranked = []
    for name in SIGNALS:
        if name in titles and few.enough(facts.by_signal.get(name, ()), facts.least):
            whole = sorted(filter(None, map(_whole, said.get(name, ()))), key=_best)
            ranked += [(at >= A_KIND, _best(one), name, one) for at, one in enumerate(whole)]
    ranked.sort(key=lambda one: one[:3])
    kinds = {(one.contact.conversation_id, one.turn, one.text): name for *_, name, one in ranked}
    return tuple(
        Said(title=titles[kinds[one.contact.conversation_id, one.turn, one.text]], quote=quotes.quote(facts.say, one))
        for one in quotes.picked([one for *_, one in ranked], MOST, taken)
    )


def _whole(one: Candidate) -> Candidate | None:
    """The candidate as its one sentence, where that can stand alone and gives a reason."""
    sentence = one.shown.strip()
    if not quotes.alone(sentence) or _MIXED.search(sentence) or not _reasons(sentence):
        return None
    return replace(one, text=sentence)


def _best(one: Candidate) -> tuple[int, int, str]:
    """Most reasons first, then the least hesitating."""
    return -_reasons(one.text), len(_HESITATION.findall(one.text)), one.contact.conversation_id


def _reasons(sentence: str) -> int:
    """How many different reasons a sentence gives."""
    return min(3, len({found[0].lower() for found in _REASON.finditer(without_placeholders(sentence))}))
