"""What customers say that a brand lives by: why they leave or praise, what we promised, and what they tell others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.facts import Facts, by_night, quotes
from reports.facts.quotes import Candidate
from reports.market import agents
from reports.nouns import Answer, Excess, Link, Quote, Said, SignalRow, Voice, VoiceGroup
from reports.sections import counting, lately, tables
from reports.words import wording
from reports.words.behaviours import SignalDefinition

QUOTES_A_VOICE = 3
TOPICS_A_VOICE = 4
FIRST = 3
SETTLED = (8, 30)
"""Words of a sentence that tells enough, and no more, for the first screen."""
QUESTIONS = {
    "leave": ("churn_threat", "churned"),
    "recommend": ("praise", "recommends"),
    "promise": ("price_or_discount_dispute", "loyalty_unrewarded"),
    "tell": ("tells_others",),
}
"""What readers ask, and the signals that are counted for it in the first line."""


def build(
    facts: Facts,
    signals: Sequence[SignalDefinition],
    *,
    counted: Mapping[str, SignalRow],
    said: Mapping[str, Sequence[Candidate]],
    links: Sequence[Link],
    taken: set[str],
) -> tuple[VoiceGroup, ...]:
    """The answers to the reader's questions; `links` are the topics that may be named. Whom they quote joins those who
    are `taken`."""
    groups = []
    for anchor in QUESTIONS:
        voices = []
        mine = [one for one in signals if one.group == anchor]
        for signal in (one for one in mine if one.name in counted):
            quoted = said.get(signal.name, ()) if signal.speaker == "customer" else ()
            chosen = quotes.choose(facts.say, quoted, QUOTES_A_VOICE, taken)
            taken |= quotes.people_of(chosen, facts)
            voices.append(_voice(facts, counted[signal.name], links, chosen))
        rest = tables.few_said(facts, mine)
        nothing = "" if voices or rest else facts.say(f"marketing-{anchor}-none")
        title = facts.say(f"marketing-{anchor}")
        groups.append(VoiceGroup(anchor=anchor, title=title, voices=tuple(voices), empty=nothing, few=rest))
    return tuple(groups)


def answers(facts: Facts, counted: Mapping[str, SignalRow]) -> tuple[Answer, ...]:
    """The first line: each question with its counts, in conversations."""
    say = facts.say
    found = []
    for anchor, names in QUESTIONS.items():
        counts = [
            say(f"marketing-short-{name.replace('_', '-')}", count=_count(facts, counted.get(name)))
            for name in names
            if name in facts.by_signal
        ]
        text = ", ".join(counts) or say("marketing-short-none")
        found.append(Answer(anchor=anchor, title=say(f"marketing-{anchor}"), text=text))
    return tuple(found)


def first(
    facts: Facts,
    signals: Sequence[SignalDefinition],
    counted: Mapping[str, SignalRow],
    said: Mapping[str, Sequence[Candidate]],
    taken: set[str],
) -> tuple[Said, ...]:
    """Three customers for the first screen: one each who leaves, praises and feels a promise broken or tells others, as
    far as there are any; sentences that can be understood alone."""
    titles = {one.name: one.title for one in signals}
    kinds = (QUESTIONS["leave"], QUESTIONS["recommend"], QUESTIONS["promise"] + QUESTIONS["tell"])
    found: list[Said] = []
    for names in (*kinds, *kinds):
        for name in names:
            if len(found) < FIRST and name in counted and all(one.title != titles[name] for one in found):
                quote = quotes.choose(facts.say, _settled(said.get(name, ())), 1, taken)
                if quote:
                    taken |= quotes.people_of(quote, facts)
                    found.append(Said(title=titles[name], quote=quote[0]))
                    break
    return tuple(found)


def headline(facts: Facts, signals: Sequence[SignalDefinition], counted: Mapping[str, SignalRow]) -> str:
    """What was said most of leaving, and what of praise, with their counts and the nights that these cover."""
    say, window = facts.say, tables.window_in(facts)
    asked = [signal for signal in signals if signal.group in ("leave", "recommend")]
    told = sorted(
        (signal for signal in asked if signal.name in counted),
        key=lambda signal: (-counted[signal.name].conversations, signal.name),
    )
    most = [next((one for one in told if one.group == group), None) for group in ("leave", "recommend")]
    heads = [(one.title, counted[one.name].conversations) for one in most if one]
    if len(heads) == 2:
        (title, count), (other, more) = heads
        other = other.removeprefix(say("marketing-subject")).lstrip()
        return say("marketing-headline-both", title=title, count=count, other=other, more=more, window=window)
    if heads:
        return say("marketing-headline", title=heads[0][0], count=heads[0][1], window=window)
    said = any(one.name in facts.by_signal for one in asked)
    return say("marketing-headline-few" if said else "marketing-headline-none", window=window)


def _count(facts: Facts, row: SignalRow | None) -> str:
    return facts.say.number(row.conversations) if row else facts.say("few", least=facts.least)


def _settled(said: Sequence[Candidate]) -> list[Candidate]:
    """Sentences that can be understood alone, those of a good length first."""
    whole = [replace(one, text=one.shown) for one in said if quotes.alone(one.shown)]
    return sorted(whole, key=lambda one: not SETTLED[0] <= len(one.text.split()) <= SETTLED[1])


def _voice(facts: Facts, row: SignalRow, links: Sequence[Link], chosen: Sequence[Quote]) -> Voice:
    say = facts.say
    people, window = say.people(row.conversations, row.customers, row.customer_unknown), tables.window_in(facts)
    if row.share.whole >= wording.SMALL_BASE:
        text = say("marketing-voice", people=people, window=window, share=row.share.text)
    else:
        text = say("marketing-voice-few", people=people, window=window)
    text = " ".join(filter(None, (text, _change(facts, row.name))))
    return Voice(row=row, text=text, about=_about(facts, row.name, links), quotes=tuple(chosen))


def _change(facts: Facts, name: str) -> str:
    """The last seven nights against what was to be expected, or the week before; empty where neither is known."""
    counts = by_night(facts.by_signal[name])
    if facts.watch.watching:
        week = lately.last_week(facts, "signal", name, counts)
        if week is None:
            return ""
        expected = facts.say.about(week.expected)
        level = "level" if round(week.expected) == week.observed else "unclear"
        return facts.say(f"marketing-expected-{week.way or level}", now=week.observed, expected=expected)
    change = counting.change(counts, facts)
    if change is None or change.now == change.before == 0:
        return ""
    return facts.say(f"marketing-change-{change.direction or 'unclear'}", now=change.now, before=change.before)


def _about(facts: Facts, name: str, links: Sequence[Link]) -> tuple[Excess, ...]:
    """The topics that come up most in the conversations of a signal, with how common each is in all others."""
    contacts = facts.by_signal[name]
    others = len(facts.contacts) - len(contacts)
    found = []
    for one in agents.topics(facts, name, links, most=TOPICS_A_VOICE):
        link, k1 = one.topic, one.conversations
        k2 = len(facts.by_topic[link.topic_id]) - k1
        usual = counting.share(facts.say, k2, others)
        here = facts.say.ratio_with_base(k1, len(contacts))
        found.append(
            Excess(
                topic=link,
                label=link.name,
                kind=facts.say("marketing-about-kind"),
                key=("topic", link.topic_id),
                share=counting.share(facts.say, k1, len(contacts)),
                usual=usual,
                direction=counting.claimed(k1, len(contacts), k2, others, tests=len(links)),
                sentence=facts.say("marketing-about", here=here, others=usual.text),
            )
        )
    return tuple(sorted(found, key=lambda one: one.direction != "more"))
