"""Words that say what the number after them is. One table serves written and spoken forms and the agent's questions."""

from __future__ import annotations

import re

from pipeline.model import HiddenKind

_NUM = r"(?: ?(?:numbers?\b|no\b\.?|num\b|nr\b|#|id\b|code\b|digits\b))"
_CUES: tuple[tuple[HiddenKind, str], ...] = (
    (
        "cvv",
        r"\bcvv2?\b|\bcvc2?\b|\bcsc\b|\bcv2\b|\b(?:card )?(?:security|validation) (?:code|number|digits)"
        r"|\bcard verification (?:code|value|number)|\b(?:three|3|four|4)[ -]digits? (?:code|number|security code)? ?"
        r"(?:on|at) the (?:back|front)|\b(?:number|digits|code) on the back\b",
    ),
    (
        "card_expiry",
        r"\bexpir(?:y|es|ed|ing|ation)(?: date)?\b|\bexp\b\.?(?: date)?|\bvalid (?:thru|through|until|to)\b",
    ),
    (
        "pin",
        r"\bpin\b(?: ?(?:code|number))?|\bpass ?code\b|\bpassword\b|\bpass ?phrase\b|\botp\b"
        r"|\bone[ -]time (?:code|pin|pass\w*)"
        r"|\bverification code\b|\bauthenti\w+ code\b|\bmemorable word\b|\baccess code\b|\b(?:sms|text) code\b",
    ),
    ("ssn", r"\bsocial(?: security)?(?: ?(?:number|no\b\.?|#))?|\bssn\b|\bnational insurance(?: number)?|\bni number"),
    (
        "date_of_birth",
        r"\bdate of birth\b|\bbirth ?da(?:te|y)\b|\bd\.?o\.?b\b\.?|\bborn\b|\bbirthdays?\b|\bdate a birth\b",
    ),
    (
        "card",
        rf"\b(?:credit|debit|bank|visa|master ?card|amex|american express|gift)?(?: card| cc){_NUM}"
        r"|\b(?:visa|master ?card|amex|credit card|debit card) (?:is|ending|ends)\b"
        r"|\bcard (?:is|ending|ends)\b|\b(?:ending|ends) (?:in|with)\b|\b(?:last|final|first) (?:four|4|six"
        r"|6)(?: digits| numbers)?\b"
        r"|\blong number\b|\b(?:sixteen|16)[ -]digits? number\b|\bnumber (?:on|across) the (?:front|card|front of)\b",
    ),
    (
        "bank_account",
        rf"\b(?:bank|checking|current|savings?|deposit) account\b(?:{_NUM})?|\b(?:bank )?acc(?:oun)?t(?:{_NUM}"
        rf"|\b\.?:)"
        rf"|\brouting\b(?:{_NUM})?|\bsort ?code\b|\biban\b|\bbsb\b|\baba\b{_NUM}",
    ),
    (
        "phone",
        rf"\b(?:phone|telephone|mobile|cell(?:phone)?|contact|call ?back|fax|landline|whats ?app|home|work"
        rf"|day ?time)\b(?: phone)?{_NUM}"
        r"|\b(?:tel|phone|mobile|cell|fax|whatsapp)\b\.?(?= ?(?::|is\b|at\b|on\b|#|\d|\+|\())"
        r"|\b(?:call|reach|ring|text|contact|phone|call(?:ed|ing)|message|answering|dial)(?: me| us| him| her"
        r"| them| you)?"
        r"(?: back| up)? ?(?:at|on|under|:)|\bdial\b|\b(?:call|ring|text)(?= ?$)|\bbest number\b",
    ),
    (
        "other_id",
        rf"\b(?:order|booking|reservation|confirmation|reference|ref|ticket|case|claim|policy|customer"
        rf"|member(?:ship)?|client|user"
        rf"|tracking|serial|invoice|receipt|passport|licen[cs]e|patient|employee|record|incident|complaint"
        rf"|transaction|shipment"
        rf"|delivery|parcel|contract|service request|frequent flyer|skymiles|loyalty|mileage|ktn|student|tax"
        rf"|vat|medicare|nhs|meter"
        rf"|imei|device|subscription|return|rma|voucher|coupon)(?: (?:reference|request|confirmation"
        rf"|tracking))?{_NUM}"
        r"|\b(?:booking|order|case|ticket|confirmation|reservation) ref(?:erence)?\b|\brecord locator\b"
        r"|\bpnr\b|\bimei\b"
        r"|\b(?:account|customer|user) ?id\b|\breference\b|\bconfirmation\b(?= is\b|:)|\bssid\b|\bmrn\b|\bvin\b",
    ),
)
_CUE = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _CUES))
_OTHER_THING = re.compile(
    r"\b(?:flight|error|version|build|model|gate|seat|row|terminal|train|bus|route|page|step|option)\b"
)
_SENTENCE_END = re.compile(r"[.?!]\s|\n\s*\n")
REACH = 72


def kind_before(low: str, at: int, *, gap: int = 40) -> HiddenKind | None:
    """The kind that the nearest cue before low[at] announces, at most `gap` characters away; `low` is lower case."""
    window = low[max(0, at - REACH) : at]
    cues = list(_CUE.finditer(window))
    last = cues[-1] if cues else None
    if last is None or len(window) - last.end() > gap:
        return None
    between = window[last.end() :]
    if _OTHER_THING.search(between) or ((ended := _SENTENCE_END.search(between)) and ended.end() < len(between)):
        return None
    return last.lastgroup  # type: ignore[return-value]  # the groups are named after the kinds


def kinds_in(low: str) -> tuple[HiddenKind, ...]:
    """Every kind that a cue in `low` names, in order of appearance."""
    return tuple(found.lastgroup for found in _CUE.finditer(low))  # type: ignore[misc]  # as above
